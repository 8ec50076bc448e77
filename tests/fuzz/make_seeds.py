#!/usr/bin/env python3
"""Writes the seeds of the fuzz targets into the folder of this script. Always the same bytes."""
import os
import struct
import sys
import zlib

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "hostile"))

from interaction import composite
from pdf import GOOD, Filing

CONTENT = {
    "text": GOOD,
    "paths": "q 1 0 0 1 5 5 cm 0 0 1 rg 10 10 50 20 re f 0 0 m 9 9 l S W n Q " + GOOD,
    "table": "".join("BT /F1 9 Tf 1 0 0 1 %d %d Tm (%d,000) Tj ET\n" % (x, y, x)
                     for y in (700, 680, 660, 640) for x in (72, 172, 272, 372)),
    "marked": "/Span << /ActualText (users) >> BDC BT /F1 9 Tf 9 9 Td [(u) -200 (s)] TJ (a) ' 1 2 (b) \" ET EMC",
    "image": "q 9 0 0 9 0 0 cm BI /W 2 /H 2 /BPC 8 /CS /G ID abcd EI Q " + GOOD,
    "turned": "BT /F1 9 Tf 0 1 -1 0 100 100 Tm 3 Tr 2 Ts 50 Tz 1 Tc 2 Tw (up) Tj ET",
    "type3": "BT /F2 9 Tf 72 700 Td (aa) Tj ET /X1 Do /G1 gs /S1 sh",
}


def varint(value):
    out = b""
    while value > 127:
        out, value = out + bytes([value & 127 | 128]), value >> 7
    return out + bytes([value])


def packed_page(number, text):
    """A frame with a ReadReply that holds one PackedPage of one line."""
    def field(n, data):
        return varint(n << 3 | 2) + varint(len(data)) + data
    edges = b"".join(struct.pack("<hh", 1000 if i == 0 else 10, 90) for i in range(len(text)))
    page = (b"\x08" + varint(number) + b"\x10" + varint(61200) + b"\x18" + varint(79200)
            + field(5, text.encode() + b"\n") + field(6, edges)
            + field(8, varint(len(text))) + field(9, varint(2000)) + field(10, varint(4000))
            + field(11, varint(1000)) + field(12, varint(8)) + field(13, varint(0)))
    return page, field


def main():
    seeds = {"page_reader": {}, "page_decoder": {}, "layout": {}, "content": {}}
    for name, content in CONTENT.items():
        f = Filing()
        f.catalog = "/Outlines << /First 4 0 R >>"
        f.add("<< /Title (Risk factors) /Dest [2 0 R /Fit] >>")
        cmap = f.stream("1 begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfrange <0001> <0009> "
                        "<7528> endbfrange")
        cid = composite(f, "/ToUnicode %d 0 R" % cmap, ordering="GB1", encoding="/GBK-EUC-H")
        form = f.form("/F1 9 Tf " + GOOD, "/Resources << /Font << /F1 3 0 R >> >>")
        f.page("BT /F3 9 Tf 72 500 Td <B4F3> Tj ET " + content, "/Font << /F1 3 0 R /F2 3 0 R /F3 %d 0 R >> "
               "/XObject << /X1 %d 0 R >>" % (cid, form), "/Rotate 90" if name == "turned" else "",
               deflate=name == "paths")
        seeds["page_reader"][name + ".pdf"] = f.bytes()
        seeds["content"][name] = content.encode()
    seeds["content"]["deflated"] = zlib.compress(GOOD.encode() * 20)
    for number, text in ((1, "5 million users"), (2, "a\tb\tc"), (3, "用户")):
        page, field = packed_page(number, text)
        for reply in range(1, 4):
            message = field(reply, page)
            seeds["page_decoder"]["page_%d_%d" % (number, reply)] = struct.pack("<I", len(message)) + message
    def glyph(x, y, code, kind=0, dx=50, dy=0):
        return struct.pack("<hhhhBBI", x * 8, y * 8, dx * 8, dy * 8, 39, kind, code)
    seeds["layout"]["line"] = b"".join(glyph(72 + 5 * i, 100, c) for i, c in enumerate(b"5 million users"))
    seeds["layout"]["table"] = b"".join(glyph(72 + 100 * c + 5 * i, 100 + 14 * r, 0x30 + i)
                                        for r in range(6) for c in range(4) for i in range(5))
    seeds["layout"]["columns"] = b"".join(glyph(50 + 300 * c + 5 * i, 100 + 12 * r, 0x61 + i % 26)
                                          for c in range(2) for r in range(12) for i in range(40))
    seeds["layout"]["vertical"] = b"".join(glyph(300, 100 + 10 * i, 100 + i, 64 | 4 | 1, 0, 100) for i in range(20))
    for target, files in seeds.items():
        folder = os.path.join(HERE, "seeds", target)
        os.makedirs(folder, exist_ok=True)
        for name, data in files.items():
            with open(os.path.join(folder, name), "wb") as out:
                out.write(data)


if __name__ == "__main__":
    main()
