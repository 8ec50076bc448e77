"""Makes PDFs whose pages are pictures of text, as a scanner does. Needs Debian's python3-pil and
fonts-noto-cjk."""
import zlib

from PIL import Image, ImageDraw, ImageFont

FONT = "/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc"
FACES = {"jp": 0, "sc": 2, "tc": 3}  # in the collection
POINTS = (595, 842)                  # A4
DPI = 300


def picture(lines, face="sc", size=11, degrees=0, spacing=20, left=72, top=90):
    """A grey page with the given lines; `degrees` > 0: it lies turned counter-clockwise. With it,
    for each line the place in points where it starts, before the page was turned."""
    scale = DPI / 72
    page = Image.new("L", tuple(round(side * scale) for side in POINTS), 255)
    font = ImageFont.truetype(FONT, round(size * scale), index=FACES[face])
    draw = ImageDraw.Draw(page)
    for number, line in enumerate(lines):
        draw.text((left * scale, (top + number * spacing) * scale), line, font=font, fill=0)
    if degrees:
        page = page.rotate(degrees, resample=Image.BICUBIC, fillcolor=255)
    return page


def pdf(pages, points=POINTS):
    """A PDF; each page is a picture, or a list of lines of ASCII text, or None: blank."""
    bodies = [b"<< /Type /Catalog /Pages 2 0 R >>", b"",
              b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for page in pages:
        resources = b"/Font << /F1 3 0 R >>"
        if page is None:
            content = b""
        elif isinstance(page, list):
            content = b"BT /F1 11 Tf 72 740 Td 14 TL "
            content += b" ".join(b"(%s) Tj T*" % line.encode("ascii") for line in page) + b" ET"
        else:
            pixels = zlib.compress(page.tobytes(), 1)
            bodies.append(b"<< /Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace "
                          b"/DeviceGray /BitsPerComponent 8 /Filter /FlateDecode /Length %d >>\n"
                          b"stream\n%s\nendstream" % (*page.size, len(pixels), pixels))
            resources += b" /XObject << /Im1 %d 0 R >>" % len(bodies)
            content = b"q %d 0 0 %d 0 0 cm /Im1 Do Q" % points
        bodies.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
        kids.append(b"%d 0 R" % (len(bodies) + 1))
        bodies.append(b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Resources << %s >> "
                      b"/Contents %d 0 R >>" % (*points, resources, len(bodies)))
    bodies[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(kids))
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(bodies, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(bodies) + 1,
                                                                             start)
    return out


def error_rate(expected, got):
    """Levenshtein distance of the characters, as a share of those expected."""
    row = list(range(len(got) + 1))
    for i, a in enumerate(expected, 1):
        before, row[0] = row[0], i
        for j, b in enumerate(got, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (a != b))
    return row[-1] / len(expected)
