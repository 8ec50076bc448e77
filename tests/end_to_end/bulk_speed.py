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


# A change of each kind: what must be looked for again differs.
RULES = {
    "law": """regimes { regimes { id: 'own_law' title: 'Own law' effective_date: '2020-01-01'
                conditions { id: 'in_force' asks: 'Is it in force?' unmet: OUTCOME_NOT_TRIGGERED text_in_force {} }
                conditions { id: 'users' asks: 'Five million?' unmet: OUTCOME_NOT_TRIGGERED
                  users_over { threshold: 5000000 operand: 'users' } } }
              checklist { id: 'own_item' title: 'Own item' any_user_count: true } }""",
    "counts": """user_counts { nouns { id: 'own_herons' metric: 'HERONS' language: RULE_LANGUAGE_EN
                   match: 'herons' } }""",
    "disclosures": """disclosures { data_handling { id: 'own_feathers' label: 'collection'
                        language: RULE_LANGUAGE_EN en: 'collect feathers' } }""",
    "holders": """holders { jurisdictions { id: 'ZZ' holder_class: HOLDER_CLASS_FOREIGN
                    names_en: 'Heronia' } }""",
}


def main():
    folder, count = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 500
    with tempfile.TemporaryDirectory() as work:
        filings = work + "/filings"
        os.mkdir(filings)
        for name, text in RULES.items():
            os.mkdir("%s/rules-%s" % (work, name))
            with open("%s/rules-%s/90_own.textproto" % (work, name), "w") as out:
                out.write(text + "\n")
        repeat(folder, filings, count)
        bytes_in = sum(os.path.getsize(path) for path in glob.glob(filings + "/*"))
        print("%d filings, %.0f MB" % (count, bytes_in / 1e6))
        few = work + "/few"
        os.mkdir(few)
        for path in sorted(glob.glob(filings + "/*"))[:max(1, count // 5)]:
            os.link(path, few + "/" + os.path.basename(path))
        cache = "--cache=" + work + "/cache"
        first = "the first run"
        rows = [(first, "0,1", [filings, "--out=" + work + "/two", cache])]
        rows += [("other rules: " + name, "0,1",
                  [filings, "--out=%s/%s" % (work, name), cache,
                   "--rules=%s/rules-%s" % (work, name)]) for name in RULES]
        rows += [("other options: --as-if", "0,1",
                  [filings, "--out=" + work + "/as-if", cache,
                   "--as-if=cn_cybersecurity_review_draft_2021"]),
                 ("other options: --filing-date", "0,1",
                  [filings, "--out=" + work + "/date", cache, "--filing-date=2022-03-01"]),
                 ("nothing to do", "0,1", [filings, "--out=" + work + "/two", cache]),
                 ("a fifth, one core", "0", [few, "--out=" + work + "/a", "--cache-bytes=0"]),
                 ("a fifth, two cores", "0,1", [few, "--out=" + work + "/b", "--cache-bytes=0"])]
        walls = {}
        print("| `filing-review bulk` | wall, s | processor, s | pages/s | peak, MiB | to the first "
              "run |\n|---|---|---|---|---|---|")
        for name, cores, arguments in rows:
            wall, cpu, peak, said = run(cores, *arguments)
            walls[name] = wall
            pages = re.findall(r"([\d.]+) pages/s", said)[-1]
            print("| %s | %.1f | %.1f | %s | %.0f | %s |"
                  % (name, wall, cpu, pages, peak / 2**20,
                     "" if "a fifth" in name else "%.2f" % (walls[first] / wall)), flush=True)
        print("two cores: %.2f times as fast" % (walls["a fifth, one core"] /
                                                 walls["a fifth, two cores"]))
        for name in ("cache", "two/run/journal", "two/index.sqlite", "two/tables"):
            size = subprocess.run(["du", "-sb", work + "/" + name], capture_output=True, text=True)
            print("%s: %.1f MB" % (name, int(size.stdout.split()[0]) / 1e6))
        found = subprocess.run("find %s/cache -name '*.found' -printf '%%s\\n'" % work, shell=True,
                               capture_output=True, text=True).stdout.split()
        print("of the cache, findings: %.1f MB" % (sum(map(int, found)) / 1e6))


main()
