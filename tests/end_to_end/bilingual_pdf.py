"""Writes PDFs with English and Chinese text on each page, for the end-to-end tests.

    pages = [[("en", "We had 5.2 million users."), ("zh", "我们有520万名用户。")], …]
    bytes = bilingual_pdf(pages)

A line ("gap", "") sets paragraphs apart. English is Helvetica; Chinese is STSong-Light by the predefined CMap UniGB-UCS2-H (ISO 32000-1,
9.7.5.2), not embedded, so that a text needs no font program. Content streams are compressed.
"""
import re
import zlib


def content_of(lines, top=800, left=56, step=16):
    parts = ["BT %d TL %d %d Td" % (step, left, top)]
    for language, text in lines:
        if language == "gap":
            parts.append("T* T*")
        elif language == "zh":
            parts.append("/F2 11 Tf <%s> Tj T*" % text.encode("utf-16-be").hex())
        else:
            parts.append("/F1 11 Tf (%s) Tj T*" % re.sub(r"([()\\])", r"\\\1", text))
    return (" ".join(parts) + " ET").encode("ascii")


def bilingual_pdf(pages, media_box="0 0 595 842", page_extra="", catalog_extra="", more=(),
                  **layout):
    """`more` are bodies of further objects, numbered from 8; the `_extra` go into dictionaries."""
    bodies = ["<< /Type /Catalog /Pages 2 0 R %s >>" % catalog_extra, "",
              "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
              "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H "
              "/DescendantFonts [5 0 R] >>",
              "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo "
              "<< /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /DW 1000 "
              "/FontDescriptor 6 0 R >>",
              "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 "
              "880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>",
              "<< /Font << /F1 3 0 R /F2 4 0 R >> >>"]
    bodies += more
    bodies = [body.encode("latin-1") for body in bodies]
    kids = []
    for lines in pages:
        stream = zlib.compress(content_of(lines, **layout))
        bodies.append(b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream"
                      % (len(stream), stream))
        kids.append("%d 0 R" % (len(bodies) + 1))
        bodies.append(("<< /Type /Page /Parent 2 0 R /MediaBox [%s] /Resources 7 0 R "
                       "/Contents %d 0 R %s >>" % (media_box, len(bodies), page_extra)).encode())
    bodies[1] = ("<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), " ".join(kids))).encode()
    out, places = [b"%PDF-1.7\n"], []
    at = len(out[0])
    for number, body in enumerate(bodies, 1):
        places.append(at)
        out.append(b"%d 0 obj\n%s\nendobj\n" % (number, body))
        at += len(out[-1])
    out.append(b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1))
    out.append(b"".join(b"%010d 00000 n \n" % place for place in places))
    out.append(b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
               % (len(bodies) + 1, at))
    return b"".join(out)
