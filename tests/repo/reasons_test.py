#!/usr/bin/env python3
"""The catalogue of docs/API.md names every reason code that the program has, and no other.

    reasons_test.py SOURCE_ROOT
"""
import pathlib
import re
import sys

CONSTANT = re.compile(r'kReason\w+\[\]\s*=\s*"([a-z_0-9]+)"')
LITERAL = re.compile(r'(?:ServiceError|ReadError)\(\s*(?:absl::StatusCode::k\w+,\s*)?"([a-z_0-9]+)"')
KEY_OF_THE_METADATA = "reason"


def reasons_of(text):
    return set(CONSTANT.findall(text)) | set(LITERAL.findall(text))


def catalogue(text):
    part = text.split("\n## Errors\n")[1].split("\n## ")[0]
    rows = [line.split("|")[1] for line in part.split("\n") if line.startswith("| `")]
    return [name for cell in rows for name in re.findall(r"`([a-z_0-9]+)`", cell)]


def main():
    root = pathlib.Path(sys.argv[1])
    code = set()
    for room in ("extract", "classify", "service"):
        for path in sorted((root / room).rglob("*")):
            if path.suffix in (".h", ".cc"):
                code |= reasons_of(path.read_text(encoding="utf-8"))
    code.discard(KEY_OF_THE_METADATA)
    docs = catalogue((root / "docs/API.md").read_text(encoding="utf-8"))
    wrong = ["docs/API.md does not tell of " + name for name in sorted(code - set(docs))]
    wrong += ["docs/API.md tells of %s, which no code has" % name for name in sorted(set(docs) - code)]
    wrong += ["docs/API.md tells of %s twice" % name
              for name in sorted(set(name for name in docs if docs.count(name) > 1))]
    # The test itself: what it looks for is found where it stands.
    if reasons_of('kReasonA[] = "one_a"; ServiceError(absl::StatusCode::kAborted,\n "two_b")') != {
            "one_a", "two_b"} or len(code) < 50:
        wrong.append("the test does not find reasons")
    print("\n".join(wrong) or "%d reasons, all in docs/API.md" % len(code))
    sys.exit(1 if wrong else 0)


main()
