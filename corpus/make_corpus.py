#!/usr/bin/python3
"""Makes corpus/filings/NAME.pdf and NAME.json from corpus/sources/NAME.txt.

usage: make_corpus.py [NAME …] [--check-labels]

Needs the Debian packages weasyprint, fonts-noto-cjk, fonts-liberation2 and poppler-utils. Stops at
the first label that the finished PDF does not bear out. MANIFEST.sha256 holds the digests of what
went in and what came out; tests/corpus/ fails when they no longer fit.
"""
import base64
import hashlib
import json
import os
import pathlib
import re
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.dont_write_bytecode = True
sys.path.insert(0, str(HERE))
import fonts  # noqa: E402
import labels  # noqa: E402
import markup  # noqa: E402

INPUTS = ("make_corpus.py", "markup.py", "labels.py", "numerals.py", "fonts.py", "style.css")


def sha256(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def page_html(source, body):
    """A whole HTML document in the style of a source's filing."""
    meta = source.meta
    before, _, after = meta.get("footer", "%d").partition("%d")
    css = (HERE / "style.css").read_text(encoding="utf8")
    css = css.replace("FONT", fonts.family(meta["language"])).replace("HEADER", meta["header"])
    css = css.replace("FOOTER", '"%s" counter(page) "%s"' % (before, after))
    css = css.replace("TOCPAGE", '"%s" target-counter(attr(href), page) "%s"' % (before, after))
    css += meta.get("css", "")
    letters = "".join(sorted(set(body + css + meta["header"] + "0123456789")))
    css = fonts.font_face_css(meta["language"], letters) + css
    return (
        '<!DOCTYPE html><html lang="%s"><head><meta charset="utf-8"><title>%s</title>'
        "<style>%s</style></head><body>%s</body></html>"
        % (meta["language"], meta["issuer"], css, body)
    )


def picture(page, pdf):
    """Data URL of a grey picture of an HTML page, as a scanner would leave it."""
    from weasyprint import HTML

    HTML(string=page).write_pdf(str(pdf))
    run = subprocess.run(
        ["pdftoppm", "-r", "100", "-gray", "-png", "-singlefile", str(pdf)],
        capture_output=True,
        check=True,
    )
    pdf.unlink()
    return "data:image/png;base64," + base64.b64encode(run.stdout).decode("ascii")


def without_marks(text):
    """HTML without the labels' ids: they must not become named places of the PDF."""
    return re.sub(r'<i id="m\d+"></i>', "<i></i>", text)


def read_pages(pdf, *options):
    """Text of each page as pdftotext reads it."""
    run = subprocess.run(["pdftotext", *options, str(pdf), "-"], capture_output=True, check=True)
    return run.stdout.decode("utf8").split("\f")[:-1]


def make(name):
    """Writes the PDF and the labels of one source; returns (labels, page count, bytes)."""
    from weasyprint import HTML

    source = markup.parse((HERE / "sources" / (name + ".txt")).read_text(encoding="utf8"))
    pdf = HERE / "filings" / (name + ".pdf")
    body = source.html
    for ident, shown in source.scans.items():
        body = body.replace("@%s@" % ident, picture(page_html(source, shown), pdf))
    text = page_html(source, body)
    pages = {}
    for number, page in enumerate(HTML(string=text).render().pages, 1):
        for anchor in page.anchors:
            pages.setdefault(anchor, number)
    HTML(string=without_marks(text)).write_pdf(str(pdf))
    by_line, by_block = read_pages(pdf, "-layout"), read_pages(pdf)
    gold = labels.build(name, source, pages, [a + "\f" + b for a, b in zip(by_line, by_block)])
    out = json.dumps(gold, ensure_ascii=False, indent=1) + "\n"
    (HERE / "filings" / (name + ".json")).write_text(out, encoding="utf8")
    return gold, len(by_line), pdf.stat().st_size


def write_manifest(names):
    """Digests of the generator, the sources and the filings, in name order."""
    paths = [HERE / i for i in INPUTS]
    for name in names:
        paths += [
            HERE / "sources" / (name + ".txt"),
            HERE / "filings" / (name + ".pdf"),
            HERE / "filings" / (name + ".json"),
        ]
    lines = ["%s  %s" % (sha256(p), p.relative_to(HERE)) for p in sorted(paths)]
    (HERE / "MANIFEST.sha256").write_text("\n".join(lines) + "\n", encoding="utf8")


def main():
    os.environ["SOURCE_DATE_EPOCH"] = "0"
    everything = sorted(p.stem for p in (HERE / "sources").glob("*.txt"))
    for name in sys.argv[1:] or everything:
        try:
            gold, pages, size = make(name)
        except (labels.LabelError, ValueError) as e:
            sys.exit("%s: %s" % (name, e))
        print(
            "%s: %d pages, %d KB, %d figures, %d holders, %d statements, %d conflicts"
            % (
                name,
                pages,
                size // 1024,
                len(gold["user_counts"]),
                len(gold["holders"]),
                len(gold["review_status"]),
                len(gold["conflicts"]),
            )
        )
    made = [n for n in everything if (HERE / "filings" / (n + ".pdf")).exists()]
    write_manifest(made)


if __name__ == "__main__":
    main()
