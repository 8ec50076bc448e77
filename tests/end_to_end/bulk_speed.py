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
        cache = "--cache=" + work + "/cache"
        rows = (("two cores", "0,1", ["--out=" + work + "/two", cache]),
                ("one core", "0", ["--out=" + work + "/one", "--cache-bytes=0"]),
                ("two cores, no cache", "0,1", ["--out=" + work + "/none", "--cache-bytes=0"]),
                ("new rules, from the cache", "0,1", ["--out=" + work + "/new", cache,
                                                     "--rules=" + rules]),
                ("nothing to do", "0,1", ["--out=" + work + "/two", cache]))
        for name, cores, arguments in rows:
            wall, cpu, peak, said = run(cores, filings, *arguments)
            pages = re.findall(r"([\d.]+) pages/s", said)[-1]
            print("%-26s %7.1f s wall %7.1f s processor %8s pages/s %6.0f MiB peak"
                  % (name, wall, cpu, pages, peak / 2**20), flush=True)
        for name in ("cache", "two/run/journal", "two/index.sqlite", "two/tables"):
            size = subprocess.run(["du", "-sb", work + "/" + name], capture_output=True, text=True)
            print("%s: %.1f MB" % (name, int(size.stdout.split()[0]) / 1e6))


main()
