#!/usr/bin/env python3
"""How fast a corpus is reviewed: pages a second, two cores against one, memory, and how much of it
new rules cost. Run by hand, on an idle machine:

    scripts/build.sh filing-review
    tests/end_to_end/bulk_speed.py FOLDER [FILINGS]

FOLDER holds PDFs; they are repeated, each made different by a comment, to FILINGS (default 500).
"""
import glob
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import threading
import time

PROGRAM = str(pathlib.Path(__file__).resolve().parents[2] / "build/bin/filing-review")


def repeat(folder, out, count):
    originals = sorted(glob.glob(folder + "/*.pdf"))
    for number in range(count):
        original = originals[number % len(originals)]
        with open(original, "rb") as file:
            data = file.read() + b"\n%% %d\n" % number
        with open("%s/%04d-%s" % (out, number, os.path.basename(original)), "wb") as file:
            file.write(data)


def resident(pid):
    """Resident bytes of a process and of its children."""
    total = 0
    try:
        for task in os.listdir("/proc/%d/task" % pid):
            for child in open("/proc/%d/task/%s/children" % (pid, task)).read().split():
                total += resident(int(child))
        total += int(open("/proc/%d/statm" % pid).read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, IndexError):
        pass
    return total


def run(cores, *arguments):
    """(wall seconds, processor seconds, peak resident bytes of all processes, last lines)"""
    before = os.times()
    start = time.monotonic()
    process = subprocess.Popen(["taskset", "-c", cores, PROGRAM, "bulk", *arguments],
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    peak = [0]

    def watch():
        while process.poll() is None:
            peak[0] = max(peak[0], resident(process.pid))
            time.sleep(0.1)
    watcher = threading.Thread(target=watch)
    watcher.start()
    out, err = process.communicate()
    watcher.join()
    wall = time.monotonic() - start
    after = os.times()
    if process.returncode != 0:
        sys.exit(err.decode())
    cpu = (after.children_user - before.children_user) + (after.children_system -
                                                          before.children_system)
    return wall, cpu, peak[0], err.decode() + out.decode()


def main():
    folder, count = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 500
    with tempfile.TemporaryDirectory() as work:
        filings, rules = work + "/filings", work + "/rules"
        os.mkdir(filings)
        os.mkdir(rules)
        with open(rules + "/90_own.textproto", "w") as out:
            out.write("macros { id: 'own_word' value: 'heron' }\n")
        repeat(folder, filings, count)
        bytes_in = sum(os.path.getsize(path) for path in glob.glob(filings + "/*"))
        print("%d filings, %.0f MB" % (count, bytes_in / 1e6))
        few = work + "/few"
        os.mkdir(few)
        for path in sorted(glob.glob(filings + "/*"))[:max(1, count // 5)]:
            os.link(path, few + "/" + os.path.basename(path))
        cache = "--cache=" + work + "/cache"
        rows = (("all, two cores", "0,1", [filings, "--out=" + work + "/two", cache]),
                ("all, new rules, cached", "0,1", [filings, "--out=" + work + "/new", cache,
                                                  "--rules=" + rules]),
                ("all, nothing to do", "0,1", [filings, "--out=" + work + "/two", cache]),
                ("a fifth, one core", "0", [few, "--out=" + work + "/a", "--cache-bytes=0"]),
                ("a fifth, two cores", "0,1", [few, "--out=" + work + "/b", "--cache-bytes=0"]))
        walls = {}
        for name, cores, arguments in rows:
            wall, cpu, peak, said = run(cores, *arguments)
            walls[name] = wall
            pages = re.findall(r"([\d.]+) pages/s", said)[-1]
            print("%-24s %7.1f s wall %7.1f s processor %8s pages/s %6.0f MiB peak"
                  % (name, wall, cpu, pages, peak / 2**20), flush=True)
        print("new rules: %.2f times as fast" % (walls["all, two cores"] /
                                                 walls["all, new rules, cached"]))
        print("two cores: %.2f times as fast" % (walls["a fifth, one core"] /
                                                 walls["a fifth, two cores"]))
        for name in ("cache", "two/run/journal", "two/index.sqlite", "two/tables"):
            size = subprocess.run(["du", "-sb", work + "/" + name], capture_output=True, text=True)
            print("%s: %.1f MB" % (name, int(size.stdout.split()[0]) / 1e6))


main()
