"""Files hostile in what their pages paint: floods, recursion, geometry, images, text."""
import random

from pdf import GOOD, Filing


def floods():
    def text(body):
        return "BT /F1 8 Tf 1 0 0 1 50 700 Tm %s ET" % body

    f = Filing()
    f.page(text("0 -1 Td (x) Tj " * 1000000), deflate=True)
    f.page()
    yield "glyphs_million_lines", f.bytes()
    f = Filing()
    f.page(text("(%s) Tj" % ("users " * 170000)), deflate=True)
    f.page()
    yield "glyphs_million_in_one_line", f.bytes()
    f = Filing()
    f.page("".join("BT /F1 8 Tf 1 0 0 1 %d %d Tm (w) Tj ET\n" % (x, y)
                   for y in range(10, 790, 2) for x in range(10, 600, 2)), deflate=True)
    f.page()
    yield "glyphs_grid", f.bytes()
    for size in (2, 6):
        # A table of as many cells as fit: words far enough from each other to be cells.
        f = Filing()
        f.page("/F1 1 Tf " + "".join("BT /F1 %d Tf 1 0 0 1 %d %d Tm (%d) Tj ET\n" % (size, x, y, x)
               for y in range(5, 790, size) for x in range(5, 610, size * 5)), deflate=True)
        for _ in range(30):
            f.page(f.stream(f.objects[4].split(b"stream\n")[1][:-10], "/Filter /FlateDecode"))
        yield "table_cells_%d" % size, f.bytes()
    dice = random.Random(7)
    f = Filing()
    f.page("".join("BT /F1 %.1f Tf %.2f %.2f %.2f %.2f %d %d Tm (%s) Tj ET\n" % (
        dice.uniform(1, 30), dice.uniform(-1, 1), dice.uniform(-1, 1), dice.uniform(-1, 1),
        dice.uniform(-1, 1), dice.randrange(612), dice.randrange(792), dice.choice("ab 1.,%$"))
        for _ in range(190000)), deflate=True)
    f.page()
    yield "glyphs_everywhere", f.bytes()
    f = Filing()
    f.page("".join("BT /F1 8 Tf 1 0 0 1 %d %d Tm (users) Tj ET\n" % (dice.randrange(612),
                   dice.randrange(792)) for _ in range(39000)), deflate=True)
    f.page()
    yield "words_everywhere", f.bytes()
    f = Filing()
    f.page("".join("BT /F1 8 Tf 1 0 0 1 %.3f %.3f Tm (users) Tj ET\n" % (i * .01, 792 - i * .02)
                   for i in range(39000)), deflate=True)
    f.page()
    yield "words_on_a_slant", f.bytes()
    f = Filing()
    f.page(text("(xxxx) Tj 0 0 Td " * 49000), deflate=True)
    f.page()
    yield "glyphs_in_one_place", f.bytes()
    f = Filing()
    content = f.stream(text("0 -9 Td (5 million users of our platform) Tj " * 5000), deflate=True)
    for _ in range(200):
        f.page(content)
    yield "chars_40_million", f.bytes()
    f = Filing()
    f.page("".join("%d %d 5 5 re f\n" % (i % 600, i // 600 % 790) for i in range(1000000)) + GOOD,
           deflate=True)
    f.page()
    yield "boxes_million", f.bytes()
    f = Filing()
    f.page("0 0 m " + "9 9 l 1 2 3 4 5 6 c " * 1000000 + "W n " + GOOD, deflate=True)
    f.page()
    yield "path_million", f.bytes()
    f = Filing()
    f.page("[%s] 0 d [%s] TJ " % ("1 " * 1000000, "1 (x) " * 1000000) + GOOD, deflate=True)
    f.page()
    yield "array_million", f.bytes()
    f = Filing()
    f.page("/G1 gs " * 1000000 + GOOD, "/ExtGState << /G1 << /SMask << /S /Alpha /G 9 0 R >> >> >>",
           deflate=True)
    f.page()
    yield "states_million", f.bytes()
    f = Filing()
    f.page("x y z " * 2000000 + GOOD, deflate=True)
    f.page()
    yield "unknown_operators_million", f.bytes()


def recursion():
    f = Filing()
    form = f.form("/X1 Do " + GOOD)
    f.set(form, f.objects[form].replace(b"/Subtype", b"/Resources << /XObject << /X1 %d 0 R >> "
                                        b"/Font << /F1 3 0 R >> >> /Subtype" % form))
    f.page("/X1 Do", "/XObject << /X1 %d 0 R >>" % form)
    yield "form_self", f.bytes()
    for fan, levels in ((2, 40), (10, 12), (1, 20000)):
        f = Filing()
        first = len(f.objects) + 1
        for i in range(levels):
            f.form("/X1 Do " * fan, "/Resources << /XObject << /X1 %d 0 R >> >>" % (first + i + 1))
        f.form(GOOD, "/Resources << /Font << /F1 3 0 R >> >>")
        f.page("/X1 Do", "/XObject << /X1 %d 0 R >>" % first)
        f.page()
        yield "form_fan_%d_levels_%d" % (fan, levels), f.bytes()
        if fan == 2:
            for _ in range(30):
                f.page("/X1 Do", "/XObject << /X1 %d 0 R >>" % first)
            yield "form_fan_2_on_30_pages", f.bytes()
    f = Filing()
    number = len(f.objects) + 1
    f.stream("/Pattern cs /P1 scn 0 0 600 700 re f " + GOOD,
             "/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 1 1] /XStep 0.0001 "
             "/YStep 0.0001 /Resources << /Pattern << /P1 %d 0 R >> >>" % number)
    f.page("/Pattern cs /P1 scn 0 0 600 700 re f " + GOOD, "/Pattern << /P1 %d 0 R >>" % number)
    yield "pattern_self", f.bytes()
    f = Filing()
    font = len(f.objects) + 2
    glyph = f.stream("1000 0 0 0 750 750 d1 BT /F2 9 Tf (a) Tj ET")
    f.add("<< /Type /Font /Subtype /Type3 /FontBBox [0 0 750 750] /FontMatrix [0.001 0 0 0.001 0 0] "
          "/CharProcs << /a %d 0 R >> /Encoding << /Differences [97 /a] >> /FirstChar 97 /LastChar 97 "
          "/Widths [1000] /Resources << /Font << /F2 %d 0 R >> >> >>" % (glyph, font))
    f.page("BT /F2 9 Tf 72 700 Td (aaaa) Tj ET", "/Font << /F2 %d 0 R >>" % font)
    yield "type3_self", f.bytes()
    f = Filing()
    group = len(f.objects) + 1
    f.form("/G1 gs " + GOOD, "/Group << /S /Transparency >> /Resources << /ExtGState << /G1 << /SMask "
           "<< /S /Luminosity /G %d 0 R >> >> >> /Font << /F1 3 0 R >> >>" % group)
    f.page("/G1 gs " + GOOD, "/ExtGState << /G1 << /SMask << /S /Luminosity /G %d 0 R >> >> >>" % group)
    yield "soft_mask_self", f.bytes()
    f = Filing()
    stream = f.stream(GOOD)
    f.page(f.add("[%s]" % ("%d 0 R " % stream * 200000)))
    yield "contents_200000_streams", f.bytes()
    f = Filing()
    array = f.add()
    f.set(array, "[%d 0 R %d 0 R]" % (array, array))
    f.page(array)
    yield "contents_self", f.bytes()
    f = Filing()
    appearance = f.form("/X1 Do " + GOOD)
    f.page(extra="/Annots [%s]" % ("<< /Type /Annot /Subtype /Stamp /Rect [0 0 9 9] /AP << /N %d 0 R "
                                   ">> >>" % appearance * 50000))
    f.page(extra="/Annots 2 0 R")
    array = f.add()
    f.set(array, "[%d 0 R]" % array)
    f.page(extra="/Annots %d 0 R" % array)
    yield "annotations", f.bytes()
    f = Filing()
    space = f.add()
    f.set(space, "[/Indexed %d 0 R 255 (x)]" % space)
    function = f.add()
    f.set(function, "<< /FunctionType 3 /Domain [0 1] /Functions [%d 0 R %d 0 R] /Bounds [.5] "
          "/Encode [0 1 0 1] >>" % (function, function))
    shading = f.add("<< /ShadingType 2 /ColorSpace %d 0 R /Coords [0 0 1 1] /Function %d 0 R >>"
                    % (space, function))
    f.page("/C1 cs 1 sc /S1 sh " + GOOD, "/ColorSpace << /C1 %d 0 R >> /Shading << /S1 %d 0 R >>"
           % (space, shading))
    yield "colour_space_self", f.bytes()
    f = Filing()
    resources = f.add()
    f.set(resources, "<< /XObject %d 0 R /Font %d 0 R /ExtGState %d 0 R /Properties %d 0 R >>"
          % ((resources,) * 4))
    f.page("/Font Do /Font gs /Font 9 Tf /P /Font BDC " + GOOD, extra="/Resources %d 0 R" % resources)
    yield "resources_self", f.bytes()
    f = Filing()
    states = " ".join("/OC%d << /Type /OCMD /OCGs [%s] /VE [/Not [/And %s]] >>" %
                      (i, "9 0 R " * 10, "[/Or " * 200 + "]" * 200) for i in range(50))
    f.page("".join("/OC /OC%d BDC " % (i % 50) for i in range(5000)) + GOOD, "/Properties << %s >>" % states)
    f.catalog = "/OCProperties << /OCGs [9 0 R] /D << /Order [[[9 0 R]]] >> >>"
    yield "optional_content", f.bytes()


def geometry():
    boxes = ["[0 0 1e30 1e30]", "[0 0 0 0]", "[612 792 0 0]", "[-1e9 -1e9 1e9 1e9]", "[0 0 99999999 1]",
             "[nan nan inf inf]", "[0 0]", "[0 0 (x) /y]", "7", "[1e-30 1e-30 2e-30 2e-30]",
             "[0 0 2147483648 2147483648]", "[0 0 1" + "0" * 400 + " 9]"]
    f = Filing()
    for box in boxes:
        f.page(extra="/MediaBox %s" % box)
        f.page(extra="/MediaBox [0 0 612 792] /CropBox %s /Rotate 89 /UserUnit 1e30" % box)
    for turn in ("90", "-90", "3600000000", "45", "(x)", "1e9"):
        f.page(extra="/Rotate %s /UserUnit -1" % turn)
    yield "page_boxes", f.bytes()
    f = Filing()
    for matrix in ("1e38 0 0 1e38 0 0", "0 0 0 0 0 0", "1 1 1 1 1 1", "1e-38 0 0 1e-38 0 0",
                   "1 0 0 1 1e30 1e30", "-1 0 0 -1 0 0", "nan inf nan inf 0 0", "1 0 1e9 1 0 0"):
        f.page("%s cm %s" % (matrix, GOOD))
        f.page(("%s cm " % matrix) * 100 + GOOD)
        f.page("BT /F1 11 Tf %s Tm (users of our platform) Tj ET" % matrix)
    for state in ("1e38 Tc", "-1e38 Tw", "0 Tz", "1e38 Tz", "-1e30 Ts", "1e38 TL", "99 Tr", "-7 Tr"):
        f.page("BT /F1 11 Tf 72 700 Td %s (users of our platform) Tj T* (more users) Tj ET" % state)
    for size in ("0", "-11", "1e38", "1e-38", "1000000", "nan"):
        f.page("BT /F1 %s Tf 72 700 Td (users of our platform) Tj [(a) -1e38 (b) 1e38 (c)] TJ ET" % size)
    yield "matrices", f.bytes()
    f = Filing()
    for i in range(300):
        f.page("BT /F1 11 Tf 1 0 0 1 %d %d Tm (%d million users) Tj ET"
               % (i * 1000 - 150000, 150000 - i * 977, i), extra="/MediaBox [-150000 -150000 150000 150000]")
    yield "pages_of_300000_points", f.bytes()


def images():
    dice = random.Random(3)
    filters = {"jbig2": ("/JBIG2Decode", b"\x00\x00\x00\x00\x30\x00\x01\x00\x00\x00\x13\xff\xff\xff\xff"
                         b"\xff\xff\xff\xff" + dice.randbytes(3000)),
               "jpx": ("/JPXDecode", b"\x00\x00\x00\x0cjP  \r\n\x87\n" + dice.randbytes(3000)),
               "jpx_codestream": ("/JPXDecode", b"\xff\x4f\xff\x51" + dice.randbytes(3000)),
               "dct": ("/DCTDecode", b"\xff\xd8\xff\xc0\x00\x11\x08\xff\xff\xff\xff\x03\x01\x22\x00\x02"
                       b"\x11\x01\x03\x11\x01\xff\xda" + dice.randbytes(3000)),
               "ccitt": ("/CCITTFaxDecode", dice.randbytes(3000)),
               "lzw": ("/LZWDecode", dice.randbytes(3000)),
               "flate": ("/FlateDecode", dice.randbytes(3000)),
               "run": ("/RunLengthDecode", dice.randbytes(3000)),
               "crypt": ("/Crypt", dice.randbytes(300)), "unknown": ("/NoSuchDecode", b"x")}
    for name, (filter_name, data) in filters.items():
        f = Filing()
        sizes = (("9", "9"), ("65535", "65535"), ("2147483647", "2147483647"), ("-1", "0"))
        entries = []
        for i, (width, height) in enumerate(sizes):
            entries.append("/X%d %d 0 R" % (i, f.stream(
                data, "/Type /XObject /Subtype /Image /Width %s /Height %s /BitsPerComponent 8 "
                "/ColorSpace /DeviceRGB /Filter %s /DecodeParms << /K -1 /Columns %s /Predictor 15 "
                "/Colors 99 /BitsPerComponent 99 >>" % (width, height, filter_name, width))))
        f.page("".join("q 600 0 0 700 0 0 cm /X%d Do Q " % i for i in range(4)) + GOOD,
               "/XObject << %s >>" % " ".join(entries))
        content = f.stream(data, "/Filter %s" % filter_name)
        f.page(content)
        f.page()
        yield "image_" + name, f.bytes()
    f = Filing()
    for head in ("/W 2000000000 /H 2000000000 /BPC 8 /CS /RGB", "/W -1 /H -1", "/W 9 /H 9 /F [/AHx /AHx]",
                 "/W 99999 /H 99999 /BPC 1 /IM true /F /CCF", "/W 9 /H 9 /CS /I", "/W 1"):
        f.page("q 9 0 0 9 0 0 cm BI %s ID 0123456789 EI Q " % head + GOOD)
        f.page("BI %s ID " % head + "x" * 100000)
    f.page("BI /W 1 /H 1 /BPC 8 /CS /G ID x EI " * 100000 + GOOD)
    f.page("BI ID EI " * 100000 + GOOD)
    yield "inline_images", f.bytes()


def words():
    def pages(count, line, lines=60):
        f = Filing()
        text = "BT /F1 9 Tf 12 TL 40 760 Td " + ("(%s) Tj T* " % line) * lines + "ET"
        content = f.stream(text, deflate=True)
        for _ in range(count):
            f.page(content)
        return f.bytes()

    yield "counts_on_every_line", pages(1000, "We had over 5.3 million registered users and 1.2 billion "
                                        "monthly active users as of December 31, 2023.")
    yield "digits_only", pages(300, "1234567890" * 12)
    yield "groups_only", pages(300, "1,234,567 " * 12)
    yield "brackets_only", pages(300, "(".join(["\\"] * 100) + "(users")
    yield "percent_only", pages(300, "12.5% " * 20)
    yield "one_long_sentence", pages(1000, "users of the users of the users of our platform and "
                                     "personal information of the users of")
    yield "dots_only", pages(1000, "." * 120)
    yield "headings_only", pages(500, "RISK FACTORS 1.1.1.1 (a)(i) CHAPTER 9 PART IV SECTION 3")
    yield "holders_on_every_line", pages(500, "Heron Capital Limited 12,345,678 12.34% 23.45% Cayman Islands")
    yield "tab_leaders", pages(500, "Users . . . . . . . . . . . . . 12,345 . . . . . . . . . 5.5%")
    f = Filing()
    for i in range(4900):
        f.page("BT /F1 9 Tf 40 760 Td (Page %d: over %d million registered users.) Tj ET" % (i, i))
    yield "pages_4900_each_a_count", f.bytes()


FAMILIES = [floods, recursion, geometry, images, words]
