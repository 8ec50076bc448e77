"""Files that lie about themselves in ways of other corpora: numbers at their ends, loops beside the pages,
chained filters, linearisation, updates, portfolios, odd text around and between objects."""
import zlib

from pdf import GOOD, Filing, Pdf, bomb


def boxes():
    for name, extra in (
            ("1e308", "/MediaBox [0 0 1e308 1%s]" % ("0" * 308)),
            ("long", "/MediaBox [0 0 %s %s]" % ("9" * 400, "9" * 400)),
            ("loop", "/MediaBox 2 0 R /CropBox 2 0 R"),
            ("swapped", "/MediaBox [612 792 -612 -792]"),
            ("flat", "/MediaBox [0 0 0 0] /CropBox [9 9 9 9]"),
            ("words", "/MediaBox [/a (b) null <<>>]"),
            ("short", "/MediaBox [0]"),
            ("tiny", "/MediaBox [0 0 .000000001 .000000001]"),
            ("far", "/MediaBox [2147483000 2147483000 2147483647 2147483647]"),
            ("user_unit_huge", "/MediaBox [0 0 612 792] /UserUnit 1000000000"),
            ("user_unit_negative", "/MediaBox [0 0 612 792] /UserUnit -7"),
            ("user_unit_zero", "/MediaBox [0 0 612 792] /UserUnit 0"),
            ("rotate", "/MediaBox [0 0 612 792] /Rotate 2147483647"),
            ("rotate_7", "/MediaBox [0 0 612 792] /Rotate -7")):
        f = Filing()
        f.page(extra=extra)
        yield "box_" + name, f.bytes()
    f = Filing()
    huge = "9" * 320
    for operators in ("%s 0 0 %s 0 0 cm", "1 0 0 1 %s -%s cm", "BT /F1 %s Tf %s 0 Td (a) Tj ET",
                      "BT /F1 9 Tf %s Tc %s Tw (a b) Tj ET", "BT /F1 9 Tf %s Tz %s TL (a) ' ET",
                      "BT /F1 9 Tf [(a) %s (b) -%s (c)] TJ ET", "0 0 %s %s re f"):
        f.page("q " + operators % (huge, huge) + " " + GOOD + " Q " + GOOD)
    f.page("q 0 0 0 0 0 0 cm %s Q q 1 1 1 1 0 0 cm %s Q %s" % (GOOD, GOOD, GOOD))
    yield "numbers_beyond_double", f.bytes()


def kids():
    for name, tree in (("null", "[null null %d 0 R null]"), ("nested", "[[[[%d 0 R]]]]"),
                       ("missing", "[77777 0 R %d 0 R 99999 0 R]"), ("numbers", "[1 2 3 %d 0 R]"),
                       ("fonts", "[3 0 R 1 0 R %d 0 R]"), ("generation", "[%d 65535 R]"),
                       ("dictionary", "<< /A %d 0 R >>"), ("one", "%d 0 R")):
        f = Filing()
        f.page()
        f.tree = "<< /Type /Pages /Count 4 /Kids %s >>" % (tree % f.kids[0])
        yield "kids_" + name, f.bytes()
    f = Filing()
    f.page()
    levels = 30
    top = f.kids[0]
    for level in range(levels):
        top = f.add("<< /Type /Pages /Parent 2 0 R /Count %d /Kids [%d 0 R %d 0 R] >>"
                    % (2 << min(level, 29), top, top))
    f.tree = "<< /Type /Pages /Count 4000 /Kids [%d 0 R] >>" % top
    yield "kids_doubled_30_levels", f.bytes()
    f.tree = "<< /Type /Pages /Count 3 /Kids [%d 0 R] >>" % top
    yield "kids_doubled_counted_few", f.bytes()


def lengths():
    for name, length in (("negative", "-5"), ("huge", "99999999999"), ("word", "/Many"), ("missing", "8888 0 R"),
                         ("real", "1e9"), ("int_min", "-2147483648"), ("past_end", "100000000")):
        f = Filing()
        f.page(f.add("<< /Length %s >>\nstream\n%s\nendstream" % (length, GOOD)))
        f.page()
        yield "length_" + name, f.bytes()
    f = Filing()
    f.page(f.add("<< /Length 5 >>\nstream\n%s" % GOOD))
    f.page()
    yield "endstream_missing", f.bytes()


def references():
    f = Filing()
    f.page()
    whole = f.bytes()
    yield "object_number_int_max", whole.replace(b"3 0 obj", b"2147483647 0 obj").replace(b"3 0 R", b"2147483647 0 R")
    yield "generation_65535", whole.replace(b" 00000 n", b" 65535 n").replace(b" 0 obj", b" 65535 obj")
    yield "generation_huge", whole.replace(b" 0 R", b" 4294967296 R")
    yield "object_number_negative", whole.replace(b"3 0 R", b"-3 0 R")
    start = whole.rindex(b"startxref\n")
    place = int(whole[start + 10:whole.index(b"\n", start + 10)])
    for name, text in (("negative", b"-9"), ("word", b"nowhere"), ("zero", b"0"), ("none", b""),
                       ("in_text", b"40")):
        yield "startxref_" + name, whole[:start] + b"startxref\n" + text + b"\n%%EOF\n"
    # Two sections that name each other.
    second = len(whole)
    pair = whole.replace(b"/Root 1 0 R", b"/Root 1 0 R /Prev %010d" % (second + 17))
    yield "xref_two_in_a_loop", pair + (b"xref\n0 0\ntrailer\n<< /Size 9 /Root 1 0 R /Prev %d >>\n"
                                        b"startxref\n%d\n%%%%EOF\n" % (place, len(pair)))
    updates = [whole]
    at, previous = len(whole), place
    for i in range(10000):
        body = b"3 0 obj\n<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>\nendobj\n"
        section = b"xref\n3 1\n%010d 00000 n \ntrailer\n<< /Size 9 /Root 1 0 R /Prev %d >>\nstartxref\n%d\n%%%%EOF\n" % (
            at, previous, at + len(body))
        updates.append(body + section)
        previous = at + len(body)
        at += len(body) + len(section)
    yield "updates_10000", b"".join(updates)
    rows = b"0000000000 65535 f \n" * 1000000
    yield "xref_million_free", whole.replace(b"xref\n0 ", b"xref\n0 1000000\n" + rows + b"0 ", 1)
    yield "xref_rows_cut", whole.replace(b" 00000 n \n", b"\n")
    yield "xref_rows_words", whole.replace(b" n \n", b" x \n")
    yield "xref_hybrid_everywhere", whole.replace(b"/Root 1 0 R", b"/Root 1 0 R /XRefStm 9 /Prev 9 /XRefStm %d" % place)
    # Hybrid sections whose tables overlap, each within the one before.
    overlapped, previous = [whole], place
    at = len(whole)
    for i in range(100):
        section = b"xref\n0 0\ntrailer\n<< /Size 9 /Root 1 0 R /XRefStm %d /Prev %d >>\n" % (previous, previous)
        overlapped.append(section)
        previous = at
        at += len(section)
    yield "xref_hybrid_100_sections", b"".join(overlapped) + b"startxref\n%d\n%%%%EOF\n" % previous
    yield "root_missing", whole.replace(b"/Root 1 0 R", b"/Root 99 0 R")
    yield "root_is_page", whole.replace(b"/Root 1 0 R", b"/Root %d 0 R" % f.kids[0])
    yield "trailer_open", whole.replace(b">>\nstartxref", b"<< << ( \nstartxref")
    chain = b"".join(b"%d 0 obj\n%d 0 R\nendobj\n" % (100 + i, 101 + i) for i in range(20000))
    yield "references_20000_long", whole.replace(b"xref\n0", chain + b"xref\n0", 1).replace(
        b"/Root 1 0 R", b"/Root 100 0 R")


def around():
    f = Filing()
    f.page()
    whole = f.bytes()
    yield "garbage_before_4_megabytes", b"\xa7\x01garbage\n" * 400000 + whole
    yield "garbage_after_4_megabytes", whole + b"\xa7\x01garbage\n" * 400000
    yield "zeros_after_20_megabytes", whole + bytes(20 << 20)
    yield "eof_many", whole.replace(b"%%EOF\n", b"%%EOF\n" * 200000)
    yield "startxref_many", whole + b"startxref\n0\n%%EOF\n" * 100000
    yield "obj_many", b"%PDF-1.7\n" + b"1 0 obj\n" * 500000
    yield "stream_many", b"%PDF-1.7\n" + b"1 0 obj <<>> stream\n" * 300000
    yield "trailer_many", b"%PDF-1.7\n" + b"trailer << /Root 1 0 R >>\n" * 200000
    yield "comment_20_megabytes", whole.replace(b"1 0 obj", b"%" + b"x" * 20000000 + b"\n1 0 obj", 1)
    yield "spaces_20_megabytes", whole.replace(b"1 0 obj\n", b"1 0 obj\n" + b" " * 20000000, 1)
    yield "empty", b""
    yield "one_byte", b"%"
    yield "header_short", b"%PDF-"
    yield "header_unknown", whole.replace(b"%PDF-1.7", b"%PDF-9.99999999999999999999")
    yield "polyglot_html", b"<html><script>alert(1)</script><!--\n" + whole + b"--></html>"
    yield "polyglot_zip", whole + b"PK\x05\x06" + bytes(18)
    yield "polyglot_jpeg", b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + whole
    yield "utf16_file", b"\xff\xfe" + whole.decode("latin-1").encode("utf-16-le")
    yield "fdf", b"%FDF-1.2\n1 0 obj\n<< /FDF << /F (x.pdf) >> >>\nendobj\ntrailer << /Root 1 0 R >>\n"
    # A program that says where its first page is, and is wrong about all of it.
    for name, values in (("wrong", "/L 1 /H [9 9] /O 9 /E 9 /N 9 /T 9"),
                         ("huge", "/L 2147483647 /H [2147483647 2147483647] /O 2147483647 /E 2147483647 "
                                  "/N 2147483647 /T 2147483647"),
                         ("true_length", "/L %010d /H [60 999999] /O 4 /E 99999999 /N 100000 /T 60 /P 99999")):
        head = "9999 0 obj\n<< /Linearized 1 %s >>\nendobj\n" % values
        data = b"%PDF-1.7\n" + (head % (len(whole) + len(head) + 2) if "%" in head else head).encode() + whole[9:]
        yield "linearized_" + name, data


def chained_filters():
    data, filters = bomb(200 << 20, 1)
    for name, tail in (("runlength", b"\x81\x00" * 2000000), ("ascii85", b"z" * 8000000 + b"~>"),
                       ("hex", b"00" * 8000000 + b">"), ("lzw", b"\x80\x0b\x60\x50" * 2000000)):
        f = Filing()
        kind = {"runlength": "/RunLengthDecode", "ascii85": "/ASCII85Decode", "hex": "/ASCIIHexDecode",
                "lzw": "/LZWDecode"}[name]
        f.page(f.stream(zlib.compress(zlib.compress(tail, 9), 9), "/Filter [/FlateDecode /FlateDecode %s]" % kind))
        f.page()
        yield "filter_" + name, f.bytes()
    for name, parameters in (("columns", "/Predictor 15 /Columns 2147483647"),
                             ("colors", "/Predictor 15 /Colors 2147483647 /BitsPerComponent 16"),
                             ("negative", "/Predictor 15 /Columns -1 /Colors -1"),
                             ("predictor", "/Predictor 99999"), ("early", "/EarlyChange -5"),
                             ("loop", "/Predictor 12 /Columns 2 0 R")):
        f = Filing()
        f.page(f.stream(data[:200000], filters + "/DecodeParms << %s >>" % parameters))
        f.page()
        yield "predictor_" + name, f.bytes()
    for name, kind, body, more in (
            ("crypt", "/Crypt", GOOD.encode(), "/DecodeParms << /Name /Missing >>"),
            ("jbig2", "/JBIG2Decode", b"\x97JB2\r\n\x1a\n" + b"\xff" * 5000, ""),
            ("jpx", "/JPXDecode", b"\x00\x00\x00\x0cjP  \r\n\x87\n" + b"\xff" * 5000, ""),
            ("dct", "/DCTDecode", b"\xff\xd8\xff\xc0\x00\x11\x08\xff\xff\xff\xff\x03" + b"\xff" * 5000, ""),
            ("ccitt", "/CCITTFaxDecode", b"\x00" * 5000, "/DecodeParms << /K -1 /Columns 2147483647 /Rows 2147483647 >>"),
            ("ccitt_wide", "/CCITTFaxDecode", b"\x55" * 500000, "/DecodeParms << /K 0 /Columns 1000000 >>"),
            ("unknown", "/NobodyDecode", GOOD.encode(), ""), ("not_a_name", "[[[/FlateDecode]]]", GOOD.encode(), "")):
        f = Filing()
        f.page(f.stream(body, "/Filter %s %s" % (kind, more)))
        image = f.stream(body, "/Type /XObject /Subtype /Image /Width 50000 /Height 50000 /BitsPerComponent 8 "
                         "/ColorSpace /DeviceRGB /Filter %s %s" % (kind, more))
        f.page("q 612 0 0 792 0 0 cm /I Do Q " + GOOD, "/XObject << /I %d 0 R >>" % image)
        f.page()
        yield "filter_%s_as_content" % kind.strip("/[]").lower() if name != "ccitt_wide" else "filter_ccitt_wide", f.bytes()


def beside_the_pages():
    f = Filing()
    f.page()
    bead = f.add()
    f.set(bead, "<< /T %d 0 R /N %d 0 R /V %d 0 R /P %d 0 R >>" % (bead, bead, bead, f.kids[0]))
    f.catalog = "/Threads [%s]" % ("<< /F %d 0 R >> " % bead * 1000)
    yield "threads_loop", f.bytes()
    f = Filing()
    f.page()
    node = f.add()
    f.set(node, "<< /S /P /P %d 0 R /K [%d 0 R %d 0 R] /Pg %d 0 R >>" % (node, node, node, f.kids[0]))
    f.catalog = "/MarkInfo << /Marked true >> /StructTreeRoot << /K %d 0 R /ParentTree %d 0 R /RoleMap << /A /B /B /A >> >>" % (node, node)
    yield "structure_loop", f.bytes()
    f = Filing()
    f.page()
    node = f.add()
    f.set(node, "<< /Kids [%d 0 R %d 0 R] /Limits [0 2147483647] >>" % (node, node))
    f.catalog = "/PageLabels %d 0 R" % node
    yield "page_labels_loop", f.bytes()
    for number in ("2147483648", "-9", "4294967295"):
        f = Filing()
        f.page()
        f.catalog = "/PageLabels << /Nums [%s << /S /r /St %s >> 0 << /S /A /St 2147483647 >>] >>" % (number, number)
        yield "page_labels_" + number.strip("-"), f.bytes()
    f = Filing()
    f.page("/OC /M BDC " * 100000 + GOOD, "/Properties << /M 9 0 R >>")
    group = f.add("<< /Type /OCG /Name (a) >>")
    member = f.add()
    f.set(member, "<< /Type /OCMD /OCGs [%d 0 R %d 0 R] /VE [/Not [/And %d 0 R %s%s]] >>"
          % (member, group, member, "[/Not " * 50000, "]" * 50000))
    f.page("/OC /M BDC " + GOOD + " EMC", "/Properties << /M %d 0 R >>" % member)
    f.catalog = "/OCProperties << /OCGs [%d 0 R %d 0 R] /D << /Order %s %d 0 R %s /ON [%d 0 R] /BaseState /OFF >> >>" % (
        group, member, "[" * 50000, group, "]" * 50000, group)
    yield "optional_content_deep", f.bytes()
    inner = Filing()
    inner.page()
    data = inner.bytes()
    for _ in range(40):
        outer = Filing()
        outer.page()
        file = outer.stream(data, "/Type /EmbeddedFile", deflate=True)
        outer.catalog = ("/Collection << /View /D >> /Names << /EmbeddedFiles << /Names [(a) << /Type /Filespec "
                         "/F (a.pdf) /EF << /F %d 0 R >> >>] >> >>" % file)
        data = outer.bytes()
    yield "portfolio_in_portfolio", data
    f = Filing()
    f.page()
    item = f.add()
    f.set(item, "<< /Title <feff> /Parent %d 0 R /First %d 0 R /Last %d 0 R /Next %d 0 R /Prev %d 0 R /Count -2147483648 >>"
          % ((item,) * 5))
    f.catalog = "/Outlines %d 0 R" % item
    yield "outline_only_itself", f.bytes()
    f = Filing()
    f.page()
    action = f.add()
    f.set(action, "<< /S /GoTo /D (nowhere) /Next [%d 0 R %d 0 R] >>" % (action, action))
    f.catalog = "/OpenAction %d 0 R /AA << /WC %d 0 R >>" % (action, action)
    yield "actions_loop", f.bytes()
    f = Filing()
    f.page()
    names = "".join("(n%05d) [%d 0 R /Fit] " % (i, f.kids[0]) for i in range(100000))
    f.catalog = "/Names << /Dests << /Names [%s] >> >>" % names
    yield "names_100000", f.bytes()
    f = Filing()
    f.page("/#FE#FF#4E#2D Do /%s gs " % ("\xfe\xff" * 1000) + GOOD)
    f.catalog = "/Lang <feffd800dc00d800> /%s 1" % ("\xfe\xff\x00A" * 1000)
    yield "names_utf16", f.bytes(trailer="/Root 1 0 R /Info << /Title <feffd800d800dc00dfff> >>")


def broken_content():
    f = Filing()
    f.page("BI /W 9 /H 9 /BPC 8 /CS /RGB ID " + "x" * 1000000)
    f.page("BI /W 2147483647 /H 2147483647 /F [/Fl /LZW /RL /A85] ID x EI " + GOOD)
    f.page("BI " * 300000 + GOOD)
    f.page("BI /W 1 /H 1 ID EI" * 100000 + " " + GOOD)
    f.page("<" + "4" * 1000000)
    f.page("BT /F1 9 Tf <" + "zz" * 500000 + "> Tj ET " + GOOD)
    f.page("(\\" * 500000 + GOOD)
    f.page("%" * 1000000)
    f.page(">> ] } ) EI ID " * 100000 + GOOD)
    f.page("\x00\xff" * 500000 + GOOD)
    f.page("/" * 1000000 + GOOD)
    f.page("{" * 500000 + GOOD)
    f.page()
    yield "content_broken", f.bytes()
    f = Filing()
    f.page("/P cs /P scn /P1 sh 0 0 612 792 re f " + GOOD, "/ColorSpace << /P /Pattern >> /Pattern << /P %d 0 R >>" % f.stream(
        "0 0 1 1 re f", "/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 1e9 1e9] /XStep .0000001 "
        "/YStep .0000001 /Matrix [1e-9 0 0 1e-9 0 0] /Resources << >>"))
    yield "pattern_tiny_steps", f.bytes()
    f = Filing()
    function = f.add()
    f.set(function, "<< /FunctionType 3 /Domain [0 1] /Functions [%d 0 R %d 0 R] /Bounds [.5] /Encode [0 1 0 1] >>" % (function, function))
    sampled = f.stream("x", "/FunctionType 0 /Domain [%s] /Range [0 1] /Size [%s] /BitsPerSample 32" % ("0 1 " * 32, "9999 " * 32))
    calculator = f.stream("{" * 100000, "/FunctionType 4 /Domain [0 1] /Range [0 1]")
    for number in (function, sampled, calculator):
        f.page("/S sh " + GOOD, "/Shading << /S << /ShadingType 2 /ColorSpace /DeviceGray /Coords [0 0 9 9] /Function %d 0 R >> >>" % number)
    yield "functions", f.bytes()
    f = Filing()
    font = f.add()
    f.set(font, "<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [%d 0 R] /ToUnicode %d 0 R >>" % (font, font))
    f.page("BT /F2 9 Tf <00010002> Tj ET " + GOOD, "/Font << /F1 3 0 R /F2 %d 0 R >>" % font)
    f.page()
    yield "font_is_its_descendant", f.bytes()
    f = Filing()
    widths = f.add("[%s]" % ("0 2147483647 1 " * 100000))
    descendant = f.add("<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X /W %d 0 R /W2 %d 0 R /DW -2147483648 /DW2 [1e30 1e30]"
                       " /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>" % (widths, widths))
    font = f.add("<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-V /DescendantFonts [%d 0 R] >>" % descendant)
    f.page("BT /F2 9 Tf <%s> Tj ET %s" % ("0001" * 5000, GOOD), "/Font << /F1 3 0 R /F2 %d 0 R >>" % font)
    f.page()
    yield "font_widths_to_int_max", f.bytes()
    f = Filing()
    font = f.add("<< /Type /Font /Subtype /TrueType /BaseFont /X /FirstChar -2147483648 /LastChar 2147483647 /Widths [1e30 /a null] "
                 "/Encoding << /Differences [2147483647 /a -5 /b %s] >> >>" % ("/uni4E2D " * 100000))
    f.page("BT /F2 9 Tf (abc) Tj ET " + GOOD, "/Font << /F1 3 0 R /F2 %d 0 R >>" % font)
    yield "font_encoding_to_int_max", f.bytes()


def xref_streams():
    for name, size, width, index, count in (
            ("index_huge", 9, "1 4 1", "[0 2147483647]", 9), ("index_negative", 9, "1 4 1", "[-5 9]", 9),
            ("index_odd", 9, "1 4 1", "[0]", 9), ("index_far", 9, "1 4 1", "[2147483640 9]", 9),
            ("width_missing", 9, "", "[0 9]", 9), ("width_one", 9, "9", "[0 9]", 9),
            ("width_zero", 9, "0 0 0", "[0 9]", 9), ("width_word", 9, "/a /b /c", "[0 9]", 9),
            ("million", 10000000, "0 1 0", "[0 10000000]", 10000000)):
        p = Pdf()
        p.add("<< /Type /Catalog /Pages 2 0 R >>")
        p.add("<< /Type /Pages /Count 0 /Kids [] >>")
        data = p.bytes()
        rows = zlib.compress(b"\x01\x00\x00\x00\x09\x00" * count if count < 99 else bytes(count), 9)
        head = ("9 0 obj\n<< /Type /XRef /Size %d /W [%s] /Index %s /Root 1 0 R /Filter /FlateDecode /Length %d >>\nstream\n"
                % (size, width, index, len(rows))).encode()
        yield "xref_stream_" + name, data + head + rows + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % len(data)


FAMILIES = [boxes, kids, lengths, references, around, chained_filters, beside_the_pages, broken_content, xref_streams]
