"""A part of a document in docs/ that a command writes.

    <!-- record: NAME begin, by COMMAND -->
    …
    <!-- record: NAME end -->
"""
import pathlib
import re

ROOT = pathlib.Path(__file__).resolve().parents[2]


def replace(document, name, command, text):
    """Puts `text` into the block of the document; the block must be there, once."""
    path = ROOT / "docs" / document
    old = path.read_text(encoding="utf-8")
    pattern = re.compile(
        r"<!-- record: %s begin[^\n]* -->\n.*?<!-- record: %s end -->" % (name, name), re.S)
    new = "<!-- record: %s begin, by %s -->\n%s\n<!-- record: %s end -->" % (
        name, command, text.strip("\n"), name)
    result, count = pattern.subn(lambda _: new, old)
    if count != 1:
        raise SystemExit("%s: the block 'record: %s' stands %d times in it, not once" %
                         (path, name, count))
    if result != old:
        path.write_text(result, encoding="utf-8")


def table(head, rows):
    """A Markdown table; cells are texts."""
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    lines += ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join(lines)
