#!/usr/bin/python3
"""Compares the briefs of the sample filings with the ones that were last looked at and accepted.

usage: golden.py BINARY [--update]

For each corpus/filings/NAME.pdf the brief is made with `BINARY brief --format=json` and compared
with tests/golden/NAME.json. A difference is printed as a unified diff and fails; a filing without
a golden brief is named and passed over. Exit status 77 (skipped) where there is none at all.

Golden briefs are for people to read in a diff: keys keep their order, boxes are one line each and
rounded to whole points, other floating-point numbers to two decimals, and what changes with every
rule or package (digests, versions) is left out.
"""
import difflib
import json
import os
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
FILINGS = HERE.parents[1] / "corpus" / "filings"
LEFT_OUT = {"engineVersion", "rulePackVersion", "rulePackDigest", "libraries"}
BOX = ("x0", "y0", "x1", "y1")


def readable(value):
    """The brief with boxes, floating-point numbers and versions as the docstring says."""
    if isinstance(value, dict):
        if set(value) == set(BOX):
            return " ".join(str(round(value[k])) for k in BOX)
        return {k: readable(v) for k, v in value.items() if k not in LEFT_OUT}
    if isinstance(value, list):
        return [readable(v) for v in value]
    return round(value, 2) if isinstance(value, float) else value


def brief_text(binary, pdf):
    """The readable brief, or None with a message where the program failed."""
    run = subprocess.run([binary, "brief", "--format=json", str(pdf)], capture_output=True)
    if run.returncode not in (0, 3):  # 3: pages without text are named as unread
        print(
            "%s: exit status %d: %s"
            % (pdf.name, run.returncode, run.stderr.decode("utf8", "replace").strip())
        )
        return None
    return (
        json.dumps(readable(json.loads(run.stdout.decode("utf8"))), ensure_ascii=False, indent=1)
        + "\n"
    )


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    binary, update = os.path.abspath(sys.argv[1]), "--update" in sys.argv[2:]
    failed, compared = False, 0
    for pdf in sorted(FILINGS.glob("*.pdf")):
        golden = HERE / (pdf.stem + ".json")
        if not golden.exists() and not update:
            print("%s: no golden brief" % pdf.stem)
            continue
        now = brief_text(binary, pdf)
        if now is None:
            failed = True
        elif update:
            golden.write_text(now, encoding="utf8")
            print("wrote " + str(golden))
        else:
            compared += 1
            then = golden.read_text(encoding="utf8")
            if then != now:
                failed = True
                sys.stdout.writelines(
                    difflib.unified_diff(
                        then.splitlines(True),
                        now.splitlines(True),
                        "golden/" + golden.name,
                        "now",
                        n=8,
                    )
                )
    if failed and not update:
        print("\nLook at the differences; if they are right: tests/golden/update.sh " + sys.argv[1])
    sys.exit(1 if failed else 0 if update or compared else 77)


if __name__ == "__main__":
    main()
