#!/usr/bin/env python3
"""Lines that the tests run, by room, and the files with most that they do not.

    scripts/coverage.sh --report                counts and prints (it calls this)
    scripts/record/coverage.py SUMMARY BAR      prints; exit status 1 where a room is below BAR per cent
    scripts/record/coverage.py SUMMARY --write  writes the block `coverage` of docs/HACKING.md

SUMMARY is gcovr's --json-summary.
"""
import json
import sys

import document_block

ROOMS = ("extract", "classify", "service")
MOST_FILES = 20


def rooms(files):
    """A row a room: name, per cent of lines run, lines, files."""
    for room in ROOMS:
        mine = [one for one in files if one["filename"].startswith(room + "/")]
        lines, run = (sum(one[key] for one in mine) for key in ("line_total", "line_covered"))
        yield room, 100 * run / lines, lines, len(mine)


def missing(files):
    """Files with most lines that no test runs: name, those lines, all lines."""
    rows = [(one["filename"], one["line_total"] - one["line_covered"], one["line_total"])
            for one in files]
    return sorted(rows, key=lambda row: -row[1])[:MOST_FILES]


def main(summary, bar):
    with open(summary, encoding="utf-8") as file:
        files = json.load(file)["files"]
    if bar == "--write":
        text = document_block.table(
            ["room", "lines run", "lines", "files"],
            [["`%s/`" % room, "%.1f %%" % share, "{:,}".format(lines), str(count)]
             for room, share, lines, count in rooms(files)])
        text += "\n\nMost lines that no test runs: " + ", ".join(
            "`%s` %d of %d" % row for row in missing(files)) + "."
        document_block.replace("HACKING.md", "coverage", "scripts/coverage.sh --write", text)
        return 0
    short = False
    for room, share, lines, count in rooms(files):
        short |= share < float(bar)
        print("%-9s %5.1f %% of %6d lines in %d files" % (room, share, lines, count))
    print("most lines that no test runs:")
    for name, lines, of in missing(files):
        print("  %4d of %4d  %s" % (lines, of, name))
    return int(short)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
