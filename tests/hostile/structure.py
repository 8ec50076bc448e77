"""Files hostile in their structure: bombs, loops, depth, encryption, damage."""
import random

from pdf import GOOD, Filing, Pdf, bomb


def bombs():
    ten_gigabytes = 10 << 30
    data, filters = bomb(ten_gigabytes, 3)
    f = Filing()
    f.page(f.stream(data, filters))
    yield "bomb_content", f.bytes()
    f = Filing()
    content = f.stream(data, filters)
    for _ in range(40):
        f.page(content)
    yield "bomb_content_40_pages", f.bytes()
    f = Filing()
    f.page()
    f.page("/X1 Do", "/XObject << /X1 %d 0 R >>" % f.stream(
        data, filters + "/Type /XObject /Subtype /Form /BBox [0 0 9 9]"))
    f.page()
    yield "bomb_form", f.bytes()
    f = Filing()
    f.page("q 612 0 0 792 0 0 cm /X1 Do Q " + GOOD, "/XObject << /X1 %d 0 R >>" % f.stream(
        data, filters + "/Type /XObject /Subtype /Image /Width 60000 /Height 60000 "
        "/BitsPerComponent 8 /ColorSpace /DeviceRGB"))
    yield "bomb_image", f.bytes()
    for key in ("ToUnicode", "Encoding", "FontFile", "FontFile2", "FontFile3", "CIDToGIDMap"):
        f = Filing()
        stream = f.stream(data, filters + ("/Type /CMap /CMapName /X" if key == "Encoding" else ""))
        descriptor = f.add("<< /Type /FontDescriptor /FontName /X /Flags 4 %s >>"
                           % ("/%s %d 0 R" % (key, stream) if "File" in key else ""))
        descendant = f.add("<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X /FontDescriptor %d 0 R"
                           " /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 0 >> %s >>"
                           % (descriptor, "/CIDToGIDMap %d 0 R" % stream if "GID" in key else ""))
        encoding = "%d 0 R" % stream if key == "Encoding" else "/Identity-H"
        font = f.add("<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding %s %s"
                     " /DescendantFonts [%d 0 R] >>"
                     % (encoding, "/ToUnicode %d 0 R" % stream if key == "ToUnicode" else "", descendant))
        f.page("BT /F2 9 Tf 72 700 Td <00010002> Tj ET", "/Font << /F1 3 0 R /F2 %d 0 R >>" % font)
        f.page()
        yield "bomb_" + key.lower(), f.bytes()
    f = Filing()
    f.page()
    f.add("<< /Type /Catalog >>")
    data, filters = bomb(ten_gigabytes, 3)
    f.stream(data, filters + "/Type /ObjStm /N 100 /First 1000")
    f.catalog = "/Metadata %d 0 R /Names %d 0 R /AcroForm %d 0 R" % ((len(f.objects),) * 3)
    yield "bomb_object_stream", f.bytes()
    f = Filing()
    f.page("A" * 1000 + ">", stream_extra="/Filter [%s]" % ("/ASCIIHexDecode " * 500))
    f.page()
    yield "filters_500", f.bytes()
    f = Filing()
    f.page("x", stream_extra="/Filter [%s]" % ("/LZWDecode /RunLengthDecode /ASCII85Decode " * 20000))
    f.page()
    yield "filters_60000", f.bytes()


def page_trees():
    f = Filing()
    f.page()
    f.tree = "<< /Type /Pages /Count 9 /Kids [2 0 R 2 0 R %d 0 R] /Parent 2 0 R >>" % f.kids[0]
    yield "tree_self", f.bytes()
    f = Filing()
    a, b = f.add(), f.add()
    f.set(a, "<< /Type /Pages /Count 5 /Parent %d 0 R /Kids [%d 0 R] >>" % (b, b))
    f.set(b, "<< /Type /Pages /Count 5 /Parent %d 0 R /Kids [%d 0 R 2 0 R] >>" % (a, a))
    f.tree = "<< /Type /Pages /Count 5 /Parent %d 0 R /Kids [%d 0 R] >>" % (a, b)
    yield "tree_loop", f.bytes()
    f = Filing()
    f.page()
    leaf, parent = f.kids[0], 2
    chain = [f.add() for _ in range(10000)]
    for node, following in zip(chain, chain[1:] + [leaf]):
        f.set(node, "<< /Type /Pages /Count 1 /Parent %d 0 R /Kids [%d 0 R] >>" % (parent, following))
        parent = node
    f.tree = "<< /Type /Pages /Count 1 /Kids [%d 0 R] >>" % chain[0]
    yield "tree_10000_deep", f.bytes()
    f = Filing()
    a, b = f.add(), f.add()
    f.page(extra="/Parent %d 0 R /Resources null" % a)
    f.set(a, "<< /Type /Pages /Parent %d 0 R >>" % b)
    f.set(b, "<< /Type /Pages /Parent %d 0 R >>" % a)
    yield "tree_parent_loop", f.bytes()
    f = Filing()
    f.page()
    f.tree = "<< /Type /Pages /Count 1 /Kids [%s] >>" % ("%d 0 R " % f.kids[0] * 100000)
    yield "pages_100000_of_one", f.bytes()
    f = Filing()
    f.page()
    f.tree = "<< /Type /Pages /Count 100000 /Kids [%s] >>" % ("%d 0 R " % f.kids[0] * 100000)
    yield "pages_100000_counted", f.bytes()
    f = Filing()
    for _ in range(100000):
        f.page(3)
    yield "pages_100000", f.bytes()
    for name, count in (("huge", 2147483647), ("over", 99999999999), ("negative", -5), ("zero", 0)):
        f = Filing()
        f.page()
        f.tree = "<< /Type /Pages /Count %d /Kids [%d 0 R] >>" % (count, f.kids[0])
        yield "pages_count_" + name, f.bytes()
    f = Filing()
    f.page()
    f.tree = "<< /Type /Pages /Count 4000 /Kids [%s] >>" % ("%d 0 R " % f.kids[0] * 4000)
    yield "pages_4000_of_one", f.bytes()


def cross_references():
    f = Filing()
    f.page()
    whole = f.bytes()
    start = whole.rindex(b"startxref\n") + 10
    place = int(whole[start:whole.index(b"\n", start)])
    yield "xref_self", whole.replace(b"/Root 1 0 R", b"/Root 1 0 R /Prev %d" % place)
    chain, previous = whole, place
    for _ in range(10000):
        here = len(chain) if isinstance(chain, bytes) else sum(map(len, chain))
        section = b"xref\n0 0\ntrailer\n<< /Size 9 /Root 1 0 R /Prev %d >>\n" % previous
        chain = [chain] if isinstance(chain, bytes) else chain
        chain.append(section)
        previous = here
        if len(chain) > 200:
            chain = [b"".join(chain)]
    yield "xref_10000_sections", b"".join(chain) + b"startxref\n%d\n%%%%EOF\n" % previous
    yield "xref_hybrid_self", whole.replace(b"/Root 1 0 R", b"/Root 1 0 R /XRefStm %d" % place)
    yield "xref_billion", whole.replace(b"xref\n0 ", b"xref\n0 2000000000\n0 ", 1)
    yield "xref_far", whole.replace(b"xref\n0 ", b"xref\n2147483640 7\n0000000000 65535 f \n0 ", 1)
    yield "xref_none", whole[:whole.index(b"xref\n")]
    yield "size_huge", whole.replace(b"/Size", b"/Size 2147483647 /Siz")
    yield "size_negative", whole.replace(b"/Size", b"/Size -1 /Siz")
    for name, size, width in (("wide", 50, "9 9 9"), ("huge", 2147483647, "1 2 1"),
                              ("negative", 9, "-1 -2 -1"), ("sum", 9, "2147483647 2147483647 1")):
        p = Pdf()
        p.add("<< /Type /Catalog /Pages 2 0 R >>")
        p.add("<< /Type /Pages /Count 0 /Kids [] >>")
        data = p.bytes()
        place = len(data)
        data += (b"9 0 obj\n<< /Type /XRef /Size %d /W [%s] /Root 1 0 R /Length 20 /Prev %d >>\nstream\n"
                 b"01234567890123456789\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n"
                 % (size, width.encode(), place, place))
        yield "xref_stream_" + name, data
    yield "startxref_far", whole[:start] + b"99999999999999999999\n%%EOF\n"
    yield "many_headers", b"%PDF-1.7\n" * 100000 + whole
    yield "reference_loop", whole.replace(b"/Root 1 0 R", b"/Root 8 0 R").replace(
        b"xref\n", b"8 0 obj\n8 0 R\nendobj\nxref\n", 1)


def object_streams():
    # Each object stream says that it extends the next; each holds one page.
    f = Filing()
    first = len(f.objects) + 2
    for i in range(10000):
        f.stream("%d 0 null" % (100000 + i),
                 "/Type /ObjStm /N 1 /First 9 /Extends %d 0 R" % (first + (i + 1) % 10000))
    f.page()
    yield "object_streams_10000", f.bytes()
    # Compressed objects whose streams are themselves said to be compressed, round and round.
    p = Pdf()
    head = b"%PDF-1.7\n"
    rows = b"".join(b"\x02" + ((i + 1) % 10000).to_bytes(4, "big") + b"\x00" for i in range(10000))
    body = (b"10000 0 obj\n<< /Type /XRef /Size 10001 /W [1 4 1] /Root 1 0 R /Length %d >>\nstream\n"
            % len(rows) + rows + b"\nendstream\nendobj\n")
    yield "object_streams_in_object_streams", head + body + b"startxref\n%d\n%%%%EOF\n" % len(head)
    for name, n, start in (("huge", 2147483647, 5), ("negative", -7, -7), ("first", 1, 2147483647)):
        f = Filing()
        f.page()
        f.catalog = "/Metadata %d 0 R" % f.stream("1 0 2 0 << >>", "/Type /ObjStm /N %d /First %d"
                                                  % (n, start))
        yield "object_stream_" + name, f.bytes()
    f = Filing()
    number = len(f.objects) + 1
    f.add("<< /Length %d 0 R >>\nstream\n%s\nendstream" % (number, GOOD))
    f.page(number)
    yield "length_of_itself", f.bytes()


def depth():
    f = Filing()
    f.page()
    f.catalog = "/Deep " + "[" * 1000000
    yield "arrays_deep_open", f.bytes()
    f = Filing()
    f.page()
    f.catalog = "/Deep " + "[" * 300000 + "]" * 300000
    yield "arrays_deep", f.bytes()
    f = Filing()
    f.page()
    f.catalog = "/Deep " + "<< /A " * 300000 + "1" + " >>" * 300000
    yield "dictionaries_deep", f.bytes()
    f = Filing()
    f.page("[" * 1000000 + " TJ " + GOOD)
    f.page("<< /A " * 500000 + GOOD)
    f.page("/T << /A " * 300000 + "BDC " + GOOD)
    f.page()
    yield "content_deep", f.bytes()
    f = Filing()
    f.page("q " * 2000000 + GOOD)
    f.page("BT " * 2000000 + GOOD)
    f.page("/Span BMC " * 1000000 + GOOD)
    f.page("BX " * 2000000 + GOOD)
    f.page("Q ET EMC EX " * 500000 + GOOD)
    yield "content_unbalanced", f.bytes()
    f = Filing()
    f.page()
    f.catalog = "/Title (%s)" % ("x" * 20000000)
    yield "string_20_megabytes", f.bytes()
    f = Filing()
    f.page("BT /F1 9 Tf (" + "(" * 3000000 + GOOD)
    f.page()
    yield "string_open", f.bytes()
    f = Filing()
    f.page()
    f.catalog = "/%s 1 /B /%s" % ("N" * 10000000, "#41" * 3000000)
    yield "name_10_megabytes", f.bytes()
    f = Filing()
    f.page("9" * 5000000 + " 0 Td " + "-" * 5000000 + "1 0 Td ." * 1000 + GOOD)
    yield "numbers_long", f.bytes()
    f = Filing()
    f.page()
    f.catalog = " ".join("/K%d 1" % i for i in range(300000))
    yield "dictionary_300000_keys", f.bytes()
    f = Filing()
    f.page()
    f.catalog = "/K 1 " * 300000
    yield "dictionary_same_key", f.bytes()


def encryption():
    good = {"Filter": "/Standard", "V": "2", "R": "3", "Length": "128", "P": "-44",
            "O": "<%s>" % ("ab" * 32), "U": "<%s>" % ("cd" * 32)}
    odd = [{"V": "99"}, {"R": "99"}, {"V": "0"}, {"Length": "0"}, {"Length": "-8"},
           {"Length": "999999"}, {"O": "()"}, {"U": "(" + "x" * 100000 + ")"}, {"O": "7"},
           {"Filter": "/Nobody"}, {"P": "99999999999"}, {"V": "5", "R": "6"},
           {"V": "5", "R": "6", "O": "<%s>" % ("ab" * 48), "U": "<%s>" % ("cd" * 48),
            "OE": "<%s>" % ("ab" * 32), "UE": "()", "Perms": "<00>"},
           {"V": "4", "R": "4", "CF": "<< /StdCF << /CFM /Nothing /Length 9999 >> >>",
            "StmF": "/StdCF", "StrF": "/Missing"},
           {"V": "4", "R": "4", "CF": "<< /StdCF << /CFM /AESV2 /Length 16 >> >>",
            "StmF": "/StdCF", "StrF": "/StdCF"}]
    for i, change in enumerate(odd):
        f = Filing()
        f.page()
        body = " ".join("/%s %s" % item for item in {**good, **change}.items())
        number = f.add("<< %s >>" % body)
        yield "encrypted_odd_%02d" % i, f.bytes(
            trailer="/Root 1 0 R /Encrypt %d 0 R /ID [<00> <00>]" % number)
    f = Filing()
    f.page()
    yield "encrypted_by_itself", f.bytes(trailer="/Root 1 0 R /Encrypt 1 0 R /ID 7")
    number = f.add()
    f.set(number, "%d 0 R" % number)
    yield "encrypted_loop", f.bytes(trailer="/Root 1 0 R /Encrypt %d 0 R /ID [%d 0 R]" % (number, number))


def plain_filing():
    f = Filing()
    f.catalog = "/Outlines << /First %d 0 R /Last %d 0 R /Count 1 >>" % (4, 4)
    f.add("<< /Title (Risk factors) /Dest [%d 0 R /Fit] >>" % 6)
    for i in range(12):
        lines = " ".join("(Line %d: over %d.%d million users of our platform in China.) ' 0 -14 Td"
                         % (k, i + 1, k) for k in range(30))
        f.page("BT /F1 11 Tf 14 TL 72 740 Td %s ET" % lines, deflate=i % 2 == 0)
    return f.bytes()


def damage():
    whole = plain_filing()
    for tenth in range(1, 10):
        yield "truncated_%d" % tenth, whole[:len(whole) * tenth // 10]
    for seed in range(60):
        dice = random.Random(seed)
        data = bytearray(whole)
        for _ in range(dice.choice([1, 4, 16, 64, 256])):
            data[dice.randrange(len(data))] = dice.randrange(256)
        yield "flipped_%02d" % seed, bytes(data)
    for seed in range(20):
        dice = random.Random(1000 + seed)
        pieces = [whole[at:at + 512] for at in range(0, len(whole), 512)]
        dice.shuffle(pieces)
        yield "shuffled_%02d" % seed, b"%PDF-1.7\n" + b"".join(pieces)
    for seed in range(10):
        yield "noise_%02d" % seed, b"%PDF-1.4\n" + random.Random(seed).randbytes(20000)
    yield "reversed", whole[::-1]
    yield "lines_cut", whole.replace(b"endobj\n", b"").replace(b"endstream", b"")
    yield "header_only", b"%PDF-1.7\n%%EOF\n"
    yield "html", b"<html><body>Not found</body></html>"
    yield "zip", b"PK\x03\x04" + bytes(5000)
    yield "mixed_line_ends", whole.replace(b"\n", b"\r\r\n")


FAMILIES = [bombs, page_trees, cross_references, object_streams, depth, encryption, damage]
