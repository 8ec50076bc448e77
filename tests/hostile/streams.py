"""Files hostile in their streams and beside their pages: chained filters, predictors, broken content, fonts and
functions of themselves, threads, structure, labels, optional content, portfolios."""
import zlib

from pdf import GOOD, Filing, bomb


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


FAMILIES = [chained_filters, beside_the_pages, broken_content]
