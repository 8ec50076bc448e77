"""Real filings: each gives a brief whose quotes stand verbatim in their boxes on their pages.

usage: real_filings_test.py DIR      (DIR holds PDFs; exit status 77 with one line where it does not)

For each evidence: the boxes lie within the page, and the quote is the text of the lines that its
boxes touch, piece by piece in box order (white space and hyphens aside).
"""
import glob
import json
import os
import re
import sys
import unicodedata

import program

SKIPPED = 77


def squeeze(text):
    return re.sub(r"[\s\u00ad-]+", "", unicodedata.normalize("NFKC", text)).lower()


def evidence_of(node):
    if isinstance(node, dict):
        if "quote" in node and "boxes" in node:
            yield node
        for value in node.values():
            yield from evidence_of(value)
    elif isinstance(node, list):
        for value in node:
            yield from evidence_of(value)


def touches(box, line):
    across = min(box["x1"], line["x1"]) - max(box["x0"], line["x0"])
    down = min(box["y1"], line["y1"]) - max(box["y0"], line["y0"])
    return across > 0 and down > 0.3 * min(box["y1"] - box["y0"], line["y1"] - line["y0"])


def longest_piece(rest, text):
    """Length of the longest beginning of `rest` that stands in `text`."""
    low, high = 0, min(len(rest), len(text))
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if rest[:middle] in text else (low, middle - 1)
    return low


def fault(evidence, lines):
    """What is wrong with one evidence; None where nothing is."""
    width, height = evidence["pageWidth"], evidence["pageHeight"]
    if not evidence["boxes"]:
        return "no boxes"
    for box in evidence["boxes"]:
        inside = -0.01 <= box["x0"] < box["x1"] <= width + 0.01
        if not (inside and -0.01 <= box["y0"] < box["y1"] <= height + 0.01):
            return "box outside the page"
    rest = squeeze(evidence["quote"])
    if not rest:
        return "empty quote"
    for box in evidence["boxes"]:
        rest = rest[max((longest_piece(rest, line["squeezed"]) for line in lines
                         if touches(box, line)), default=0):]
    return "quote is not what its boxes hold; left over: " + rest[:40] if rest else None


def check(path):
    """(number of evidence items, faults) of one filing."""
    status, out, err = program.run("brief", path, timeout=600)
    if status not in (0, 3):
        return 0, ["exit status %d: %s" % (status, err)]
    try:
        brief = json.loads(out)
    except ValueError as error:
        return 0, ["not JSON: %s" % error]
    if (status == 3) != bool(brief["coverage"]["pagesUnread"]):
        return 0, ["exit status %d and %d unread pages"
                   % (status, len(brief["coverage"]["pagesUnread"]))]
    document = json.loads(program.run("text", path, "--format=json", timeout=600)[1])
    pages = {page["page"]: page["lines"] for page in document["pages"]}
    for lines in pages.values():
        for line in lines:
            line["squeezed"] = squeeze(line["text"])
    items = list(evidence_of(brief))
    faults = []
    for evidence in items:
        wrong = fault(evidence, pages.get(evidence["page"], []))
        if wrong:
            faults.append("page %d: %s: %s" % (evidence["page"], wrong, evidence["quote"][:60]))
    return len(items), faults


def main():
    folder = sys.argv[1]
    filings = sorted(glob.glob(os.path.join(folder, "*.pdf")))
    if not filings:
        print("skipped: no real filings in %s" % folder)
        return 1 if os.environ.get("CI") == "true" else SKIPPED
    wrong = 0
    for path in filings:
        items, faults = check(path)
        print("%s: %d quotes, %d at fault" % (os.path.basename(path), items, len(faults)))
        for text in faults[:5]:
            print("  " + text)
        wrong += len(faults)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
