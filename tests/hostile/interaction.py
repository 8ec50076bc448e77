"""Files hostile in fonts, outlines and all that a viewer would act on."""
import random

from pdf import GOOD, Filing


def composite(f, stream="", descriptor="", descendant="", encoding="/Identity-H", ordering="Identity"):
    """The number of a Type 0 font."""
    about = f.add("<< /Type /FontDescriptor /FontName /X /Flags 4 %s >>" % descriptor)
    child = f.add("<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X /FontDescriptor %d 0 R "
                  "/CIDSystemInfo << /Registry (Adobe) /Ordering (%s) /Supplement 0 >> %s >>"
                  % (about, ordering, descendant))
    return f.add("<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding %s /DescendantFonts [%d 0 R] %s >>"
                 % (encoding, child, stream))


SHOW = "BT /F2 9 Tf 72 700 Td <0001000200030004> Tj ET " + GOOD


def character_maps():
    head = ("/CIDInit /ProcSet findresource begin begincmap /CMapName /X def 1 begincodespacerange "
            "<0000> <FFFF> endcodespacerange ")
    ranges = {"billions": "1 beginbfrange <00000000> <FFFFFFFF> <0041> endbfrange",
              "all": "1 beginbfrange <0000> <FFFF> <0041> endbfrange " * 3000,
              "array": "1 beginbfrange <0000> <FFFF> [%s] endbfrange" % ("<0041>" * 65536),
              "backwards": "1 beginbfrange <FFFF> <0000> <0041> endbfrange",
              "open": "1 beginbfrange <0000> <FFFF> [" + "<0041" * 1000,
              "long_text": "2 beginbfchar <0001> <%s> <0002> <%s> endbfchar" % (("0041" * 50000,) * 2),
              "surrogates": "2 beginbfchar <0001> <D800> <0002> <DFFFD800> endbfchar",
              "cid_billions": "1 begincidrange <00000000> <FFFFFFFF> 0 endcidrange "
                              "1 begincidrange <0000> <FFFF> 4294967295 endcidrange",
              "wide_codes": "1 begincodespacerange <%s> <%s> endcodespacerange" % ("00" * 99, "FF" * 99),
              "counts": "999999999 beginbfchar <0001> <0041> endbfchar",
              "many": "1 beginbfchar <0001> <0041> endbfchar " * 300000,
              "use_other": "/GBK-EUC-H usecmap /UniGB-UCS2-H usecmap /Nobody usecmap " * 1000}
    for name, body in ranges.items():
        f = Filing()
        number = f.stream(head + body + " endcmap end", deflate=True)
        font = composite(f, "/ToUnicode %d 0 R" % number)
        f.page(SHOW, "/Font << /F1 3 0 R /F2 %d 0 R >>" % font)
        encoding = f.stream(head + body + " endcmap end", "/Type /CMap /CMapName /X", deflate=True)
        font = composite(f, encoding="%d 0 R" % encoding, ordering="GB1")
        f.page(SHOW, "/Font << /F1 3 0 R /F2 %d 0 R >>" % font)
        f.page()
        yield "cmap_" + name, f.bytes()
    f = Filing()
    number = len(f.objects) + 1
    f.stream(head + "endcmap", "/Type /CMap /CMapName /X /UseCMap %d 0 R" % number)
    font = composite(f, "/ToUnicode %d 0 R" % number, encoding="%d 0 R" % number)
    f.page(SHOW, "/Font << /F1 3 0 R /F2 %d 0 R >>" % font)
    yield "cmap_uses_itself", f.bytes()
    f = Filing()
    for name in ("../../../../etc/passwd", "/etc/passwd", "GBK-EUC-H/../../x", "A" * 5000, "#00", "UniGB-UTF16-V"):
        escaped = name.replace("/", "#2F")
        font = composite(f, encoding="/" + escaped, ordering=name.replace("(", ""))
        f.page(SHOW, "/Font << /F1 3 0 R /F2 %d 0 R >>" % font)
    yield "cmap_names_of_files", f.bytes()


def fonts():
    dice = random.Random(5)
    f = Filing()
    names = []
    for i in range(10000):
        number = f.add("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica%d /Widths [%s] /FirstChar 0 "
                       "/LastChar 30 >>" % (i, "500 " * 31))
        names.append("/F%d %d 0 R" % (i + 10, number))
    f.page("".join("BT /F%d 9 Tf 72 %d Td (user) Tj ET " % (i + 10, i % 700) for i in range(10000)),
           "/Font << /F1 3 0 R %s >>" % " ".join(names), deflate=True)
    f.page()
    yield "fonts_10000", f.bytes()
    f = Filing()
    for i in range(2000):
        f.page(extra="/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /H%d >> >> >>" % i)
    yield "fonts_direct_on_2000_pages", f.bytes()
    f = Filing()
    for i in range(2000):
        f.page("BT /F1 9 Tf 72 700 Td (page) Tj ET", "/Font << /F1 %d 0 R >>" % f.add(
            "<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Name /A%d >>" % i))
    yield "fonts_contradict_on_2000_pages", f.bytes()
    programs = {"cff": ("/FontFile3", b"\x01\x00\x04\x04\x00\x01\x01\x01\x05Name\x00\xff\xff\x04\xff"),
                "cff_subrs": ("/FontFile3", b"\x01\x00\x04\x01\x00\x01\x01\x01\x02X\x00\x01\x01\x01\x09"
                              b"\x1d\xff\xff\xff\xff\x11\x1d\x00\x00\x00\x01\x12\x00\x00\x00\x00"),
                "truetype": ("/FontFile2", b"\x00\x01\x00\x00\xff\xff\x00\x80\x00\x03\x00\x70cmap\x00\x00"
                             b"\x00\x00\xff\xff\xff\xf0\xff\xff\xff\xffglyf"),
                "opentype": ("/FontFile3", b"OTTO\x00\x09\x00\x80\x00\x03\x00\x70CFF \x00\x00\x00\x00"),
                "collection": ("/FontFile2", b"ttcf\x00\x02\x00\x00\xff\xff\xff\xff\x00\x00\x00\x0c"),
                "type1": ("/FontFile", b"%!PS-AdobeFont-1.0: X\n/Encoding 99999999 array\ndup 999999999 "
                          b"/a put\neexec "), "empty": ("/FontFile2", b"")}
    for name, (key, start) in programs.items():
        f = Filing()
        for tail in (b"", dice.randbytes(20000), bytes(20000), b"\xff" * 20000):
            number = f.stream(start + tail, "/Length1 99999999 /Length2 -9 /Length3 7 /Subtype /%s"
                              % dice.choice(("CIDFontType0C", "Type1C", "OpenType")))
            font = composite(f, descriptor="%s %d 0 R" % (key, number))
            about = f.add("<< /Type /FontDescriptor /FontName /Y /Flags 32 %s %d 0 R >>" % (key, number))
            simple = f.add("<< /Type /Font /Subtype /%s /BaseFont /Y /FontDescriptor %d 0 R >>"
                           % (dice.choice(("Type1", "TrueType", "MMType1", "Type3")), about))
            f.page("BT /F3 9 Tf 72 600 Td (users) Tj ET " + SHOW,
                   "/Font << /F1 3 0 R /F2 %d 0 R /F3 %d 0 R >>" % (font, simple))
        f.page()
        yield "font_program_" + name, f.bytes()
    f = Filing()
    odd = ["/Widths 7 /FirstChar -9 /LastChar 99999999", "/Encoding << /Differences [%s] >>" % ("0 /a " * 200000),
           "/Encoding << /Differences [-5 /a 99999999 /b (x) /c] >>", "/ToUnicode 3 0 R", "/Encoding 2 0 R",
           "/FontDescriptor 2 0 R", "/FontMatrix [nan 0 0 0 0 0]", "/Widths [%s]" % ("1e38 " * 100000)]
    for extra in odd:
        for kind in ("Type1", "TrueType", "Type3", "Type0", "MMType1", "Nothing"):
            number = f.add("<< /Type /Font /Subtype /%s /BaseFont /Helvetica %s >>" % (kind, extra))
            f.page("BT /F2 9 Tf 72 600 Td (users) Tj ET " + GOOD, "/Font << /F1 3 0 R /F2 %d 0 R >>" % number)
    for extra in ("/W [%s]" % ("1 [1 2 3] " * 100000), "/W [0 2000000000 500]", "/W [0 [%s]]" % ("9 " * 300000),
                  "/DW 1e38 /DW2 [1e38 1e38]", "/W2 [0 2000000000 1 2 3]", "/W [[[[[]]]]]", "/CIDToGIDMap 3 0 R"):
        f.page(SHOW, "/Font << /F1 3 0 R /F2 %d 0 R >>" % composite(f, descendant=extra, encoding="/Identity-V"))
    number = len(f.objects) + 1
    f.add("<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [%d 0 R] >>" % number)
    f.page(SHOW, "/Font << /F1 3 0 R /F2 %d 0 R >>" % number)
    yield "font_dictionaries", f.bytes()
    f = Filing()
    f.page("BT /%s 9 Tf 72 700 Td (x) Tj ET" % ("F" * 100000), "/Font << /%s 3 0 R >>" % ("F" * 100000))
    number = f.add("<< /Type /Font /Subtype /Type1 /BaseFont /%s >>" % ("B#C3#28" * 50000))
    f.page("BT /F2 9 Tf 72 700 Td (x) Tj ET", "/Font << /F2 %d 0 R >>" % number)
    yield "font_names_long", f.bytes()
    f = Filing()
    f.page("/Span << /ActualText (%s) >> BDC BT /F1 9 Tf 72 700 Td (x) Tj ET EMC " % ("users " * 300000) + GOOD)
    f.page("".join("/Span << /ActualText (%s) >> BDC BT /F1 9 Tf 72 %d Td (x) Tj ET EMC "
                   % ("users " * 1000, i % 700) for i in range(3000)), deflate=True)
    f.page()
    yield "actual_text_long", f.bytes()


def outlines():
    def chain(count):
        f = Filing()
        f.page()
        first = len(f.objects) + 1
        for i in range(count):
            f.add("<< /Title (Chapter %d) /Next %d 0 R /Dest [%d 0 R /Fit] >>" % (i, first + i + 1, f.kids[0]))
        f.add("<< /Title (End) >>")
        f.catalog = "/Outlines << /First %d 0 R /Last %d 0 R /Count %d >>" % (first, first + count, count)
        return f

    yield "outline_100000", chain(100000).bytes()
    f = chain(3)
    f.set(len(f.objects), "<< /Title (Again) /Next 5 0 R /First 5 0 R /Parent 5 0 R >>")
    f.set(5, "<< /Title (Loop) /Next %d 0 R /First 5 0 R /Count 9999999 >>" % len(f.objects))
    yield "outline_loop", f.bytes()
    f = Filing()
    f.page()
    first = len(f.objects) + 1
    for i in range(20000):
        f.add("<< /Title (Deep) /First %d 0 R /Count 1 >>" % (first + i + 1))
    f.catalog = "/Outlines << /First %d 0 R >>" % first
    yield "outline_20000_deep", f.bytes()
    f = Filing()
    f.page()
    direct = "<< /Title (x) " + "/First << /Title (y) " * 3000 + ">>" * 3000 + ">>"
    f.catalog = "/Outlines << /First %s >> /PageLabels << /Kids [2 0 R 1 0 R] /Nums [0 1] >>" % direct
    yield "outline_direct", f.bytes()
    f = Filing()
    f.page()
    titles = [f.add("<< /Title (%s) /Next %d 0 R >>" % ("T" * 100000, len(f.objects) + 2)) for _ in range(300)]
    f.catalog = "/Outlines << /First %d 0 R >>" % titles[0]
    yield "outline_long_titles", f.bytes(trailer="/Root 1 0 R /Info << /Title (%s) >>" % ("T" * 3000000))
    f = Filing()
    f.page()
    node = f.add()
    f.set(node, "<< /Kids [%s] /Limits [(a) (z)] /Names [(a) %d 0 R] >>" % ("%d 0 R " % node * 10, node))
    entry = f.add("<< /Title (x) /A << /S /GoTo /D (k) >> /Next %d 0 R >>" % (len(f.objects) + 1))
    f.catalog = "/Outlines << /First %d 0 R >> /Names << /Dests %d 0 R >> /Dests %d 0 R /PageLabels %d 0 R " \
                "/StructTreeRoot %d 0 R" % ((entry,) + (node,) * 4)
    yield "name_tree_loop", f.bytes()
    f = Filing()
    f.page()
    f.catalog = "/Outlines << /First 2 0 R /Last 1 0 R >> /PageLabels 3 0 R /Names 7 /Dests (x) /OCProperties [ ]"
    yield "catalog_of_wrong_kinds", f.bytes()


def actions():
    f = Filing()
    f.page(extra="/AA << /O << /S /JavaScript /JS (app.alert(1); while(true){}) >> >> /Annots [<< /Type /Annot "
           "/Subtype /Widget /Rect [0 0 99 99] /FT /Tx /T (a) /AA << /C << /S /JavaScript /JS (for(;;);) >> >> >>"
           "<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /Launch /F (/bin/sh) >> >>]")
    data = f.stream("MZ attached", "/Type /EmbeddedFile")
    f.catalog = ("/OpenAction << /S /JavaScript /JS (this.exportDataObject\\({cName:'x',nLaunch:2}\\)) >> /AA << /WC "
                 "<< /S /URI /URI (http://192.0.2.1/) >> >> /Names << /JavaScript << /Names [(a) << /S /JavaScript "
                 "/JS (x) >>] >> /EmbeddedFiles << /Names [(a.exe) << /Type /Filespec /F (a.exe) /EF << /F %d 0 R >> "
                 ">>] >> >>" % data)
    yield "javascript_and_attachments", f.bytes()
    f = Filing()
    f.page()
    xfa = f.stream("<xdp:xdp xmlns:xdp='http://ns.adobe.com/xdp/'><!DOCTYPE a [<!ENTITY b 'bbbb'><!ENTITY c '"
                   + "&b;" * 1000 + "'>]><template>" + "<subform>" * 100000 + "&c;</template></xdp:xdp>")
    f.catalog = "/NeedsRendering true /AcroForm << /XFA [(template) %d 0 R] /Fields [1 0 R 2 0 R 1 0 R] >>" % xfa
    yield "xfa", f.bytes()
    f = Filing()
    field = f.add()
    f.set(field, "<< /FT /Tx /T (a) /Kids [%d 0 R %d 0 R] /Parent %d 0 R >>" % ((field,) * 3))
    f.page(extra="/Annots [%d 0 R]" % field)
    f.catalog = "/AcroForm << /Fields [%s] /DA (x) /DR %d 0 R >>" % ("%d 0 R " % field * 1000, field)
    yield "form_fields_loop", f.bytes()
    f = Filing()
    f.page()
    attached = " ".join("(a%d) << /Type /Filespec /F (a%d) >>" % (i, i) for i in range(100000))
    f.catalog = "/Names << /EmbeddedFiles << /Names [%s] >> >>" % attached
    yield "attachments_100000", f.bytes()
    f = Filing()
    f.page()
    stream = f.stream("x", "/F (/etc/passwd) /FFilter /FlateDecode")
    f.page(stream)
    f.page("/X1 Do", "/XObject << /X1 << /Type /XObject /Subtype /Form /Ref << /F (/etc/passwd) /Page 0 >> >> >>")
    yield "external_files", f.bytes()
    f = Filing()
    f.page()
    yield "terminal_title", f.bytes(trailer="/Root 1 0 R /Info << /Title (\\033]0;owned\\007\\033[2J%s) >>"
                                    % "\\u202e\\376\\377")


FAMILIES = [character_maps, fonts, outlines, actions]
