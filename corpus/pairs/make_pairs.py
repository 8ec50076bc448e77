#!/usr/bin/python3
"""Makes corpus/pairs/NAME.pdf: later versions and translations of sample filings, to compare.

usage: make_pairs.py

NAME.edits turns the source of a sample filing into its next version, NAME.txt is a source of its own
(markup.py). Needs what make_corpus.py needs. MANIFEST.sha256 holds the digests; tests/corpus/ fails
when they no longer fit.
"""
import hashlib
import os
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.dont_write_bytecode = True
sys.path.insert(0, str(HERE.parent))
import make_corpus  # noqa: E402
import markup  # noqa: E402

ORIGINALS = {"2022_cinderleaf_f1a_en": "2022_cinderleaf_f1_en"}


def edited(source, edits):
    """The source with each edit done once."""
    before, after = [], None
    for line in edits.splitlines() + [""]:
        if line.startswith("=>"):
            after = [line[3:]]
        elif line and not line.startswith("//"):
            (before if after is None else after).append(line)
        elif before:  # an empty line ends an edit
            old, new = "\n".join(before), "\n".join(after)
            if source.count(old) != 1:
                sys.exit("stands there %d times: %s" % (source.count(old), old))
            source = source.replace(old, new)
            before, after = [], None
    return source


def sources():
    """Name and source of each filing."""
    for path in sorted(HERE.glob("*.edits")):
        original = HERE.parent / "sources" / (ORIGINALS[path.stem] + ".txt")
        yield path.stem, edited(original.read_text("utf8"), path.read_text("utf8"))
    for path in sorted(HERE.glob("*.txt")):
        yield path.stem, path.read_text("utf8")


def main():
    from weasyprint import HTML

    os.environ["SOURCE_DATE_EPOCH"] = "0"
    for name, text in sources():
        source = markup.parse(text)
        page = make_corpus.without_marks(make_corpus.page_html(source, source.html))
        HTML(string=page).write_pdf(str(HERE / (name + ".pdf")))
        print(name)
    paths = [p for p in sorted(HERE.iterdir()) if p.suffix in (".edits", ".txt", ".py", ".pdf")]
    (HERE / "MANIFEST.sha256").write_text(
        "".join("%s  %s\n" % (hashlib.sha256(p.read_bytes()).hexdigest(), p.name) for p in paths)
    )


if __name__ == "__main__":
    main()
