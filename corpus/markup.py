"""Light markup of the sample filings: one line is one block, labels stand beside what they label.

    name: value                     lines before the first '---': what the filing is
    # / ## / ###                    headings; '#' starts a page and enters the table of contents
    %toc  %break  %cover … %end     table of contents, new page, centred cover lines ('! ' is large)
    %scan … %end                    a page that is a picture of these lines (figures in it: neutral)
    %table scale=1000 …             options of the table that follows; > text   its unit line
    |! a | b   /   | a | b          head row / row of a table
    - text   * text                 list item / note in small print
    **bold**  ^1^  {br}  {pb}       bold, footnote mark, forced line break, forced page break

Labels (see README.md for their words):
    [[12.3万|MAU @2023-12 cn s=谷雨]]   a figure           [[41,000|n]]   a figure never to be scored
    {d collection minors}   {b …}      categories of the sentence before it; borderline ones
    {r NOT_CIIO}  {c key}              review status of the sentence before it; a place of a conflict
    {h PRC PRINCIPAL China; B=12.50}   the holder of the row or sentence

`parse` returns a Source whose `html` has an id at every place that a label needs.
"""
import html
import re
from dataclasses import dataclass, field

TOKEN = re.compile(
    r"\[\[(?P<figure>[^|\]]+)\|(?P<label>[^\]]+)\]\]|\{(?P<mark>[a-z]+)(?P<args>[^}]*)\}"
    r"|\^(?P<sup>[^^]+)\^|\*\*(?P<bold>.+?)\*\*"
)
SENTENCE_END = re.compile(r"[。！？；](?=.)|(?<=[a-z0-9)”\"%])[.;?!] (?=[A-Z“(\[])")


@dataclass
class Mark:
    """One label: `kind` figure, d, b, r, c or h; ids of its first and last character."""

    kind: str
    args: str
    first: str
    last: str
    text: str  # the figure as printed, the sentence, or the row
    block: str  # plain text of the whole paragraph or row
    start: int  # offset of `text` in `block`
    scale: int = 1
    cells: tuple = ()


@dataclass
class Source:
    meta: dict
    html: str
    marks: list = field(default_factory=list)
    conflicts: list = field(default_factory=list)
    scans: dict = field(default_factory=dict)  # id of a picture page -> HTML of what it shows


class Parser:
    def __init__(self):
        self.marks, self.count, self.scale = [], 0, 1

    def new_id(self):
        self.count += 1
        return "m%d" % self.count

    def flatten(self, text):
        """-> (plain text, [(offset, kind, payload)]) with every tag taken out of the text."""
        plain, events, at = "", [], 0
        for m in TOKEN.finditer(text):
            plain += text[at : m.start()]
            at = m.end()
            if m["figure"]:
                start, inner = len(plain), re.split(r"(\{br\}|\{pb\})", m["figure"])
                for piece in inner:
                    if piece.startswith("{"):
                        events.append((len(plain), piece[1:-1], None))
                    else:
                        plain += piece
                events.append((start, "open", None))
                events.append((len(plain), "close", None))
                events.append((len(plain), "figure", (start, m["label"])))
            elif m["sup"] or m["bold"]:
                start, tag = len(plain), "sup" if m["sup"] else "b"
                plain += m["sup"] or m["bold"]
                events.append((start, "<%s>" % tag, None))
                events.append((len(plain), "</%s>" % tag, None))
            elif m["mark"] in ("br", "pb"):
                events.append((len(plain), m["mark"], None))
            else:
                events.append((len(plain), "mark", (m["mark"], m["args"].strip())))
        return plain + text[at:], events

    def inline(self, text, row=None):
        """HTML of one block; adds its marks. `row`: (plain text of the whole table row, cells)."""
        plain, events = self.flatten(text)
        inserts = []  # (offset, order, html)
        for offset, kind, payload in events:
            if kind == "figure":
                first, last, start = self.new_id(), self.new_id(), payload[0]
                inserts.append((start, 5, '<i id="%s"></i>' % first))
                inserts.append((offset - 1, 4, '<i id="%s"></i>' % last))
                block = row[0] if row else plain
                begin = row[1] + start if row else start
                self.marks.append(
                    Mark(
                        "figure",
                        payload[1],
                        first,
                        last,
                        plain[start:offset],
                        block,
                        begin,
                        self.scale,
                        row[2] if row else (),
                    )
                )
            elif kind == "mark":
                first, last = self.new_id(), self.new_id()
                ends = [m.end() for m in SENTENCE_END.finditer(plain) if m.end() < offset]
                start = ends[-1] if ends else 0
                inserts.append((start, 5, '<i id="%s"></i>' % first))
                inserts.append((max(offset - 1, start), 5, '<i id="%s"></i>' % last))
                sentence = plain[start:offset].strip()
                self.marks.append(
                    Mark(
                        payload[0],
                        payload[1],
                        first,
                        last,
                        sentence,
                        row[0] if row else plain,
                        start,
                        self.scale,
                        row[2] if row else (),
                    )
                )
            elif kind == "br":
                inserts.append((offset, 3, "<br>"))
            elif kind == "pb":
                inserts.append((offset, 3, '</p><p class="rest">'))
            elif kind.startswith("</"):
                inserts.append((offset, 1, kind))
            elif kind.startswith("<"):
                inserts.append((offset, 6, kind))
        out, at = "", 0
        for offset, _, piece in sorted(inserts, key=lambda x: x[:2]):
            out += html.escape(plain[at:offset], quote=False) + piece
            at = offset
        return out + html.escape(plain[at:], quote=False)

    def row(self, line, head):
        inner = re.sub(
            r"\[\[[^\]]*\]\]", lambda m: m[0].replace("|", "\0"), line.strip()[2 if head else 1 :]
        )
        raw = [c.replace("\0", "|").strip() for c in inner.split("|")]
        plain = [self.flatten(c)[0].strip() for c in raw]
        whole, out = " ".join(plain), ""
        offset = 0
        for i, cell in enumerate(raw):
            tag = "th" if head else "td"
            out += "<%s%s>%s</%s>" % (
                tag,
                ' class="first"' if i == 0 else "",
                self.inline(cell, (whole, offset, tuple(plain))),
                tag,
            )
            offset += len(plain[i]) + 1
        return "<tr>%s</tr>" % out


def parse(text):
    """Source text -> Source. Raises ValueError on an unknown directive."""
    head, body = re.split(r"(?m)^---\n", text, maxsplit=1)
    meta, conflicts = {}, []
    for line in head.splitlines():
        if not line.strip() or line.startswith("//"):
            continue
        key, value = (x.strip() for x in line.split(":", 1))
        if key.startswith("conflict "):
            conflicts.append((key.split()[1], value))
        else:
            meta[key] = value
    p, scans = Parser(), {}

    def picture(m):
        ident, inner = "scan%d" % (len(scans) + 1), Parser()
        scans[ident] = "\n".join(blocks(inner, m[1].splitlines())[0])
        for mark in inner.marks:
            mark.first = mark.last = ident
        p.marks.extend(inner.marks)
        return "%picture " + ident + "\n"

    body = re.sub(r"(?ms)^%scan\n(.*?)^%end\n", picture, body)
    out, toc = blocks(p, body.splitlines())
    entries = "".join(
        '<p class="toc"><a href="#%s">%s</a></p>' % (i, html.escape(t, quote=False)) for i, t in toc
    )
    return Source(meta, "\n".join(out).replace("@TOC@", entries), p.marks, conflicts, scans)


def blocks(p, lines):
    """Lines of a source -> (HTML of each block, [(id, title)] of the chapters); marks go to `p`."""
    out, toc, table, options = [], [], None, ""
    cover = False

    def close_table():
        nonlocal table
        if table is not None:
            heads = "".join(r for h, r in table if h)
            rows = "".join(r for h, r in table if not h)
            out.append(
                '<table class="%s"><thead>%s</thead><tbody>%s</tbody></table>'
                % (options, heads, rows)
            )
            table = None
            p.scale = 1

    for line in lines:
        if not line.startswith("|"):
            close_table()
        if not line.strip() or line.startswith("//"):
            continue
        if line.startswith("|"):
            table = [] if table is None else table
            table.append((line.startswith("|!"), p.row(line, line.startswith("|!"))))
        elif line.startswith("%table"):
            words = line.split()[1:]
            p.scale = next((int(w[6:]) for w in words if w.startswith("scale=")), 1)
            options = " ".join(w for w in words if "=" not in w)
        elif line == "%toc":
            out.append("@TOC@")
        elif line == "%break":
            out.append('<div class="break"></div>')
        elif line == "%cover":
            cover = True
            out.append('<div class="cover">')
        elif line.startswith("%picture "):
            out.append('<img class="scan" id="{0}" src="@{0}@">'.format(line.split()[1]))
        elif line == "%end":
            cover = False
            out.append("</div>")
        elif line.startswith("%"):
            raise ValueError("unknown directive: " + line)
        elif line.startswith("#"):
            level = len(line) - len(line.lstrip("#"))
            title = line[level:].strip()
            ident = "h%d" % (len(out) + 1)
            if level == 1:
                toc.append((ident, title))
            out.append('<h%d id="%s">%s</h%d>' % (level, ident, p.inline(title), level))
        elif line.startswith("- "):
            out.append('<p class="item">%s</p>' % p.inline(line[2:]))
        elif line.startswith("* "):
            out.append('<p class="note">%s</p>' % p.inline(line[2:]))
        elif line.startswith("> "):
            out.append('<p class="unit">%s</p>' % p.inline(line[2:]))
        elif line.startswith("! "):
            out.append('<p class="large">%s</p>' % p.inline(line[2:]))
        else:
            inner = p.inline(line)
            out.append("<p%s>%s</p>" % (' class="cut"' if 'class="rest"' in inner else "", inner))
    close_table()
    if cover:
        raise ValueError("%cover without %end")
    return out, toc
