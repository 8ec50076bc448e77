#!/usr/bin/env python3
"""The table of metrics in docs/OPERATIONS.md has every metric of the server with its type and labels, and no other.

    metrics_test.py SOURCE_ROOT
"""
import pathlib
import re
import sys

FAMILY = re.compile(r'\{\s*"(filing_review_\w+)",\s*"(\w+)",\s*\{([^}]*)\},\s*"')
ROW = re.compile(r"^\| `(filing_review_\w+)` \| ([^|]*) \| ([^|]*)\|", re.M)
# A metric with a label, in the form that a query has: the prefix may be left out.
USE = re.compile(r"\b(\w+)\{(\w+)=")


def families(source):
    return {name: (kind, tuple(re.findall(r'"(\w+)"', labels))) for name, kind, labels in FAMILY.findall(source)}


def rows(document):
    return [(name, kind.strip(), tuple(re.findall(r"\w+", labels))) for name, kind, labels in ROW.findall(document)]


def differences(code, told):
    wrong = ["docs/OPERATIONS.md tells of %s twice" % name for name in sorted(code)
             if sum(row[0] == name for row in told) > 1]
    table = {name: (kind, labels) for name, kind, labels in told}
    wrong += ["docs/OPERATIONS.md does not tell of " + name for name in sorted(set(code) - set(table))]
    wrong += ["docs/OPERATIONS.md tells of %s, which the server does not have" % name
              for name in sorted(set(table) - set(code))]
    wrong += ["docs/OPERATIONS.md has %s as %s, the server as %s" % (name, table[name], code[name])
              for name in sorted(set(code) & set(table)) if code[name] != table[name]]
    return wrong


def wrong_uses(code, document):
    """Metrics and labels that the text of a document names and the server does not have."""
    wrong = [name for name in re.findall(r"\bfiling_review_\w+", document)
             if re.sub(r"_(bucket|sum|count)$", "", name) not in code and name not in code]
    for name, label in USE.findall(document):
        kind, labels = code.get(name) or code.get("filing_review_" + name) or ("", ())
        if label not in labels:
            wrong.append("%s{%s=" % (name, label))
    return wrong


def test_the_test():
    code = families('{"filing_review_a", "counter", {"x", "y"}, "A."}, {"filing_review_b",\n "gauge",\n {},\n "B."}')
    assert code == {"filing_review_a": ("counter", ("x", "y")), "filing_review_b": ("gauge", ())}
    good = "| `filing_review_a` | counter | x, y | of a |\n| `filing_review_b` | gauge | | of b |\n"
    assert not differences(code, rows(good))
    for change in (("counter", "gauge"), ("x, y", "x"), ("_b`", "_c`"), ("| gauge | |", "| gauge | x |")):
        assert differences(code, rows(good.replace(*change))), change
    assert differences(code, rows(good + good))
    assert wrong_uses(code, "`filing_review_c`") and wrong_uses(code, "a{z=") and not wrong_uses(code, "a{x=")


def main():
    test_the_test()
    root = pathlib.Path(sys.argv[1])
    code = families((root / "service/metrics.cc").read_text(encoding="utf-8"))
    entries = re.findall(r"^  k\w+,$", (root / "service/metrics.h").read_text(encoding="utf-8"), re.M)
    wrong = differences(code, rows((root / "docs/OPERATIONS.md").read_text(encoding="utf-8")))
    if len(code) != len(entries):
        wrong.append("%d families in service/metrics.cc, %d entries of Metric" % (len(code), len(entries)))
    for path in [*(root / "docs").glob("*.md"), root / "README.md"]:
        wrong += ["%s: no such metric: %s" % (path.name, use)
                  for use in wrong_uses(code, path.read_text(encoding="utf-8"))]
    print("\n".join(wrong) or "%d metrics, all in docs/OPERATIONS.md" % len(code))
    sys.exit(1 if wrong else 0)


main()
