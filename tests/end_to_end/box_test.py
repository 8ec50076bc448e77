"""Every character's box lies on its ink: pages of real filings, rendered with pdftoppm.

usage: box_test.py FOLDER      (FOLDER holds PDFs; skipped with exit status 77 where there are none)

Eight pages a filing, spread evenly, at 144 dots an inch. A character is right where
  - its box holds ink,
  - ink that starts in its box sticks out above or below by no more than 1.5 points (what reaches
    into another line's box belongs to that line; rules of tables stop it), and
  - for letters, digits and Han: the middle of the ink is within 1.5 points of the box's middle.
A line without any ink is painted over or white; it is counted apart and must be rare. A page that is
one image shows the ink of a scan, not that of its characters, and is left out.
At least 99.5 % of the visible characters of each filing have to be right.
"""
import collections
import glob
import json
import os
import re
import subprocess
import sys
import tempfile

import program

SKIPPED = 77
PAGES = 8
DPI = 144
SCALE = DPI / 72.0
TOLERANCE = 1.5
LEAST_RIGHT = 0.995
MOST_UNSEEN = 0.04
FULL = re.compile(r"[0-9A-Za-z\u4e00-\u9fff]")
CONTRAST = 50  # grey levels between paper and ink


def sample(count):
    if count <= PAGES:
        return list(range(1, count + 1))
    return sorted({1 + (count - 1) * i // (PAGES - 1) for i in range(PAGES)})


class Picture:
    """A rendered page: 8-bit grey rows."""

    def __init__(self, path, page, folder):
        name = os.path.join(folder, "page")
        subprocess.run(["pdftoppm", "-gray", "-cropbox", "-r", str(DPI), "-f", str(page), "-l",
                        str(page), "-singlefile", path, name], check=True,
                       stderr=subprocess.DEVNULL, timeout=120)
        with open(name + ".pgm", "rb") as stream:
            data = stream.read()
        head = re.match(rb"P5\s+(\d+)\s+(\d+)\s+255\s", data)
        self.width, self.height = int(head[1]), int(head[2])
        self.rows = data[head.end():]

    def turned(self):
        """The same with columns for rows."""
        other = object.__new__(Picture)
        other.width, other.height = self.height, self.width
        other.rows = b"".join(self.rows[x::self.width] for x in range(self.width))
        return other

    def row(self, y, x0, x1):
        return self.rows[y * self.width + x0:y * self.width + x1]


def ink_of(grey):
    """A table that maps a grey level to 1 where it stands out from the commonest one, the paper."""
    paper = collections.Counter(grey).most_common(1)[0][0]
    return bytes(abs(level - paper) > CONTRAST for level in range(256))


def in_pixels(box, picture):
    x0, y0, x1, y1 = (value * SCALE for value in box)
    return (max(0, int(x0)), max(0, int(y0)), min(picture.width, int(x1) + 1),
            min(picture.height, int(y1) + 1))


def beside(line_boxes, own, x0, x1, y):
    """True where (x0..x1, y) lies in the box of a line other than `own`."""
    return any(box != own and box[0] < x1 and box[2] > x0 and box[1] - 1 <= y <= box[3] + 1
               for box in line_boxes)


def fault(picture, line_boxes, line_box, box, text):
    """None: right. "no ink", "above", "below", "beside": what is wrong."""
    x0, y0, x1, y1 = in_pixels(box, picture)
    rows = [picture.row(y, x0, x1) for y in range(y0, y1)]
    grey = b"".join(rows)
    if not grey or max(grey) - min(grey) < CONTRAST:
        return "no ink"
    table = ink_of(grey)
    inked = [row.translate(table) for row in rows]
    if not any(1 in row for row in inked):
        return "no ink"

    inset = int(SCALE) if x1 - x0 > 4 * SCALE else 0  # a cell's rule may touch its text
    x0 += inset
    x1 -= inset

    def reach(edge, step):  # over ink, up to a rule or another line
        far = edge
        while 0 <= far + step < picture.height and abs(far - edge) < 12 * SCALE and \
                1 in picture.row(far, x0, x1).translate(table) and \
                0 in picture.row(far + step, x0, x1).translate(table) and \
                not beside(line_boxes, line_box, box[0], box[2], (far + step) / SCALE):
            far += step
        return far

    top, bottom = reach(y0, -1), reach(y1 - 1, 1)
    if (y0 - top) / SCALE > TOLERANCE:
        return "above"
    if (bottom - y1 + 1) / SCALE > TOLERANCE:
        return "below"
    left = min(row.find(1) for row in inked if 1 in row)
    right = max(row.rfind(1) for row in inked)
    if FULL.match(text) and abs((left + right + 1) - len(rows[0])) / 2 / SCALE > TOLERANCE:
        return "beside"
    return None


def characters(line):
    edges = line["edges"]
    for i, text in enumerate(line["text"]):
        if text.isspace():
            continue
        start, end = edges[2 * i], edges[2 * i + 1]
        a, b = min(start, end), max(start, end)
        if line["direction"] in ("RIGHT", "LEFT"):
            yield (a, line["y0"], b, line["y1"]), text
        else:  # on the turned picture
            yield (a, line["x0"], b, line["x1"]), text


def box_of(line, turned):
    return ((line["y0"], line["x0"], line["y1"], line["x1"]) if turned else
            (line["x0"], line["y0"], line["x1"], line["y1"]))


def check(path, folder):
    """Counts of one filing: "all", "unseen" and each fault; and up to five faults in words."""
    done, out, err = program.run("text", path, "--format=json", "--boxes", timeout=600)
    if done not in (0, 3):
        raise RuntimeError("%s: %s" % (path, err))
    document = json.loads(out)
    counts, words = collections.Counter(), []
    for number in sample(document["pageCount"]):
        page = document["pages"][number - 1]
        if page["imagePage"]:
            continue
        picture = Picture(path, number, folder)
        pictures = {}
        for line in page["lines"]:
            turned = line["direction"] in ("UP", "DOWN")
            if turned not in pictures:
                pictures[turned] = (picture.turned() if turned else picture,
                                    [box_of(other, turned) for other in page["lines"]])
            line_box = box_of(line, turned)
            faults = [(fault(*pictures[turned], line_box, box, text), box, text)
                      for box, text in characters(line)]
            if all(what == "no ink" for what, _, _ in faults):
                counts["unseen"] += len(faults)
                continue
            counts["all"] += len(faults)
            for what, box, text in faults:
                if what is not None:
                    counts[what] += 1
                    words.append("page %d: %s %s %s" % (number, what, text, box))
    return counts, words[:5]


def main():
    filings = sorted(glob.glob(os.path.join(sys.argv[1], "*.pdf")))
    if not filings:
        print("skipped: no real filings in %s" % sys.argv[1])
        return 1 if os.environ.get("CI") == "true" else SKIPPED
    bad, total = 0, collections.Counter()
    with tempfile.TemporaryDirectory() as folder:
        for path in filings:
            counts, words = check(path, folder)
            total.update(counts)
            wrong = sum(counts[what] for what in ("no ink", "above", "below", "beside"))
            right = 1 - wrong / max(1, counts["all"])
            unseen = counts["unseen"] / max(1, counts["all"] + counts["unseen"])
            print("%-48s %6d characters, %.3f %% right, %d unseen  %s" % (
                os.path.basename(path)[:48], counts["all"], 100 * right, counts["unseen"],
                {what: n for what, n in sorted(counts.items()) if what not in ("all", "unseen")}),
                flush=True)
            if right < LEAST_RIGHT or unseen > MOST_UNSEEN:
                bad += 1
                for text in words:
                    print("  " + text)
    wrong = sum(n for what, n in total.items() if what not in ("all", "unseen"))
    print("all: %d characters, %.3f %% right" % (total["all"],
                                                 100 * (1 - wrong / max(1, total["all"]))))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
