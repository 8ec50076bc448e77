#!/usr/bin/env python3
"""Measures what reviews cost and writes the record of docs/PERFORMANCE.md. On an idle machine:

    scripts/build.sh
    scripts/record/performance.py [--filings=DIR] [--rounds=N] [--only=PART,…]

DIR (default ../shared/real beside the tree) holds PDFs of filings. Parts: review (the command and
other readers, file by file), workers (two against one), memory (of a server over 2,000 filings),
service (its overhead), load (clients at once); all but `review`
and `workers` take minutes each. Blocks and pictures that it writes are marked in the document.
"""
import argparse
import glob
import os
import re
import subprocess
import sys
import tempfile
import time

import bar_picture
import document_block
import machine

ROOT = document_block.ROOT
PROGRAM = str(ROOT / "build/bin/filing-review")
HERE = os.path.dirname(os.path.abspath(__file__))
COMMAND = "scripts/record/performance.py"

# The console's own: Debian's is too old for its pdf.js.
NODE = str(ROOT / "service/console/node_modules/.bin/node")
READERS = [
    ("`filing-review brief --format=json`", [PROGRAM, "brief", "--format=json"], []),
    ("`filing-review text --format=none`", [PROGRAM, "text", "--format=none"], []),
    ("`pdftotext`", ["pdftotext"], ["-"]),
    ("`mutool draw -F txt`", ["mutool", "draw", "-q", "-F", "txt", "-o", "-"], []),
    ("pdf.js (node)", [NODE, os.path.join(HERE, "peer_pdfjs.mjs")], []),
]
GOALS = {0: (0.80, 0.60), 1: (0.45, None)}  # processor and wall time, to pdftotext


def cost(command):
    """(processor seconds, wall seconds, peak resident bytes of the largest process)"""
    start = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 3):  # 3: a brief that names pages that were not read
        raise SystemExit("%s ended with %d" % (" ".join(command), process.returncode))
    return used.ru_utime + used.ru_stime, time.monotonic() - start, used.ru_maxrss * 1024


def review(files, rounds):
    best = {}
    readers = READERS if os.path.exists(NODE) else READERS[:4]
    for number in range(rounds):
        for path in files:
            print("\rround %d: %s\033[K" % (number + 1, os.path.basename(path)), end="",
                  file=sys.stderr)
            for index, (_, before, after) in enumerate(readers):
                new = cost(before + [path] + after)
                old = best.get((path, index), new)
                best[path, index] = (min(new[0], old[0]), min(new[1], old[1]), max(new[2], old[2]))
    print(file=sys.stderr)
    sums = [[sum(best[path, index][what] for path in files) for what in (0, 1)] +
            [max(best[path, index][2] for path in files)] for index in range(len(readers))]
    base = sums[2]
    rows = []
    for index, (name, _, _) in enumerate(readers):
        ratio = ["%.2f" % (sums[index][what] / base[what]) for what in (0, 1)]
        for what, goal in enumerate(GOALS.get(index, (None, None))):
            if goal is not None:
                ratio[what] = "**%s** (goal %.2f)" % (ratio[what], goal)
        rows.append([name, "%.1f s" % sums[index][0], ratio[0], "%.1f s" % sums[index][1], ratio[1],
                     "%.0f MB" % (sums[index][2] / 1e6)])
    text = machine.line() + "\n\n%d filings; sums over the files of the better of %d rounds:\n\n" % (
        len(files), rounds)
    text += document_block.table(["", "processor time", "to pdftotext", "wall time", "to pdftotext",
                                  "peak memory of a process"], rows)
    text += "\n\nReading is %.2f of `mutool`'s processor time (goal: below 1).\n\n" % (
        sums[1][0] / sums[3][0])
    text += "![Processor time a filing, as part of pdftotext's](images/performance.svg)\n\n"
    text += "Filing by filing, processor time and wall time in seconds:\n\n"
    text += document_block.table(
        ["filing"] + ["review", "reading", "pdftotext", "mutool", "pdf.js"][:len(readers)],
        [[os.path.basename(path)[:-4]] +
         ["%.2f, %.2f" % best[path, index][:2] for index in range(len(readers))]
         for path in files])
    picture = bar_picture.bars(
        "Processor time as part of pdftotext's",
        [bar_picture.Row(os.path.basename(path)[:-4][:36],
                         [best[path, index][0] / best[path, 2][0] for index in (0, 1, 3)], 0.80)
         for path in files], ["review", "reading", "mutool"], most=2.0, form="%.2f")
    (ROOT / "docs/images").mkdir(exist_ok=True)
    (ROOT / "docs/images/performance.svg").write_text(picture, encoding="utf-8")
    document_block.replace("PERFORMANCE.md", "review", COMMAND, text)


def pages(path):
    ran = subprocess.run(["pdfinfo", path], capture_output=True, text=True, errors="replace")
    found = re.search(r"^Pages:\s*(\d+)", ran.stdout, re.M)
    return int(found[1]) if found else 0


def workers(files, rounds):
    rows, sums = [], [0.0, 0.0]
    for path in files:
        if pages(path) <= 100:
            continue
        wall = [min(cost([PROGRAM, "text", "--format=none", "--workers", str(count), path])[1]
                    for _ in range(max(rounds, 7))) for count in (1, 2)]
        sums = [sums[index] + wall[index] for index in (0, 1)]
        rows.append([os.path.basename(path)[:-4]] + ["%.0f ms" % (1000 * one) for one in wall] +
                    ["%.2f" % (wall[0] / wall[1])])
    rows.append(["all"] + ["%.0f ms" % (1000 * one) for one in sums] +
                ["**%.2f**" % (sums[0] / sums[1])])
    document_block.replace("PERFORMANCE.md", "workers", COMMAND, document_block.table(
        ["filing of more than 100 pages", "one worker", "two workers", "times as fast"], rows))


def quoted(command):
    """Runs a program of the tests and gives what it printed, as it printed it."""
    interpreter = [sys.executable] if command[0].endswith(".py") else []
    env = dict(os.environ, FILING_REVIEW=PROGRAM, PYTHONDONTWRITEBYTECODE="1",
               FILING_REVIEW_CORPUS=str(ROOT / "corpus/filings"))
    ran = subprocess.run(interpreter + command, capture_output=True, text=True, cwd=ROOT, env=env)
    if ran.returncode not in (0, 1):
        print(ran.stderr[-2000:], file=sys.stderr)
    shown = " ".join(os.path.relpath(word, ROOT) if word.startswith(str(ROOT)) else word
                     for word in command)
    lines = [line.rstrip() for line in ran.stdout.split("\n") if line.strip()]
    return "    $ %s\n%s" % (shown, "\n".join("    " + line for line in lines))


def block(name, command):
    document_block.replace("PERFORMANCE.md", name, COMMAND, quoted(command))


def load():
    with tempfile.TemporaryDirectory() as folder:
        server = subprocess.Popen([PROGRAM, "serve", "--listen=127.0.0.1:0", "--data-dir=" + folder],
                                  stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        try:
            address = server.stdout.readline().split()[-1]
            parts = [quoted([PROGRAM, "load", "--server=" + address, "--clients=%d" % clients,
                             "--seconds=8", "--sizes=3,30,300"]).replace(address, "ADDRESS")
                     for clients in (1, 4, 16, 64)]
        finally:
            server.terminate()
            server.wait()
    document_block.replace("PERFORMANCE.md", "load", COMMAND, "\n\n".join(parts))


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--filings", default=str(ROOT.parent / "shared/real"))
    arguments.add_argument("--rounds", type=int, default=2)
    arguments.add_argument("--only", default="review,workers,memory,service,load")
    chosen = arguments.parse_args()
    files = sorted(glob.glob(chosen.filings + "/*.pdf"))
    if not files or not os.path.exists(PROGRAM):
        raise SystemExit("no filings in %s, or no %s" % (chosen.filings, PROGRAM))
    tests = str(ROOT / "tests/end_to_end")
    shown = os.path.relpath(chosen.filings, ROOT)
    for part in chosen.only.split(","):
        print(part, file=sys.stderr)
        if part == "review":
            review(files, chosen.rounds)
        elif part == "workers":
            workers(files, chosen.rounds)
        elif part == "memory":
            block("memory", [tests + "/memory_flat.py", "2000"])
        elif part == "service":
            block("service", [tests + "/service_overhead.py", "--rounds", "2"] +
                  [os.path.join(shown, os.path.basename(path)) for path in files])
        elif part == "load":
            load()
        else:
            raise SystemExit("no part " + part)


if __name__ == "__main__":
    main()
