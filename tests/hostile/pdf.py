"""Writes PDFs, sound or not, as bytes."""
import zlib


class Pdf:
    """Objects by number; `stream` and `add` return the number of a new one."""

    def __init__(self):
        self.objects = {}

    def add(self, body=b""):
        number = len(self.objects) + 1
        self.objects[number] = body.encode("latin-1") if isinstance(body, str) else body
        return number

    def set(self, number, body):
        self.objects[number] = body.encode("latin-1") if isinstance(body, str) else body

    def stream(self, data, extra="", deflate=False):
        data = data.encode("latin-1") if isinstance(data, str) else data
        if deflate:
            data, extra = zlib.compress(data, 9), "/Filter /FlateDecode " + extra
        head = "<< /Length %d %s >>\nstream\n" % (len(data), extra)
        return self.add(head.encode("latin-1") + data + b"\nendstream")

    def bytes(self, trailer="/Root 1 0 R", version="1.7"):
        """The file: objects in order, a cross-reference table, a trailer."""
        parts, places, at = [b"%PDF-" + version.encode() + b"\n"], [], 0
        at = len(parts[0])
        for number, body in self.objects.items():
            places.append(at)
            part = b"%d 0 obj\n%s\nendobj\n" % (number, body)
            parts.append(part)
            at += len(part)
        parts.append(b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1))
        parts += [b"%010d 00000 n \n" % place for place in places]
        parts.append(b"trailer\n<< /Size %d %s >>\nstartxref\n%d\n%%%%EOF\n"
                     % (len(places) + 1, trailer.encode("latin-1"), at))
        return b"".join(parts)


HELVETICA = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
GOOD = "BT /F1 11 Tf 72 740 Td (We had 5.3 million registered users as of December 31, 2023.) Tj ET"


class Filing(Pdf):
    """A catalog (1), a page tree (2), Helvetica as F1 (3), then pages."""

    def __init__(self):
        super().__init__()
        self.catalog, self.kids, self.tree = "", [], None
        for _ in range(2):
            self.add()
        self.add(HELVETICA)

    def page(self, content=GOOD, resources="", extra="", deflate=False, stream_extra=""):
        """`content`: text of the content stream, or the number of an object."""
        if not isinstance(content, int):
            content = self.stream(content, stream_extra, deflate)
        box = "" if "/MediaBox" in extra else "/MediaBox [0 0 612 792]"
        fonts = "" if "/Font" in resources else "/Font << /F1 3 0 R >>"
        inherited = "" if "/Resources" in extra else "/Resources << %s %s >>" % (fonts, resources)
        self.kids.append(self.add("<< /Type /Page /Parent 2 0 R %s %s /Contents %d 0 R %s >>"
                                  % (box, inherited, content, extra)))
        return self.kids[-1]

    def form(self, content="", extra=""):
        return self.stream(content, "/Type /XObject /Subtype /Form /BBox [0 0 612 792] " + extra)

    def bytes(self, **options):
        self.set(1, "<< /Type /Catalog /Pages 2 0 R %s >>" % self.catalog)
        self.set(2, self.tree or "<< /Type /Pages /Count %d /Kids [%s] >>"
                 % (len(self.kids), " ".join("%d 0 R" % kid for kid in self.kids)))
        return super().bytes(**options)


def zeros(count):
    """Deflated zero bytes, made without holding or compressing them all."""
    step = 1 << 20
    encoder = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = encoder.compress(bytes(step)) + encoder.flush(zlib.Z_FULL_FLUSH)
    blocks = count // step
    rest = bytes(count % step)
    encoder = zlib.compressobj(9, zlib.DEFLATED, -15)
    tail = encoder.compress(rest) + encoder.flush()
    # Adler-32 of n zero bytes: the first sum stays 1, the second counts them (RFC 1950).
    check = (count % 65521) << 16 | 1
    return b"\x78\xda" + block * blocks + tail + check.to_bytes(4, "big")


def bomb(count, layers):
    """`count` zero bytes under so many layers of Flate, and the value of /Filter."""
    data = zeros(count)
    for _ in range(layers - 1):
        data = zlib.compress(data, 9)
    return data, "/Filter [%s]" % " ".join(["/FlateDecode"] * layers)
