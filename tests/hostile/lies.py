"""Files that lie about themselves: boxes, page trees, lengths, references, updates, linearisation, and what
stands around the objects."""
import zlib

from pdf import GOOD, Filing


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


def xref_streams():
    for name, size, width, index, count in (
            ("index_huge", 9, "1 4 1", "[0 2147483647]", 9), ("index_negative", 9, "1 4 1", "[-5 9]", 9),
            ("index_odd", 9, "1 4 1", "[0]", 9), ("index_far", 9, "1 4 1", "[2147483640 9]", 9),
            ("width_missing", 9, "", "[0 9]", 9), ("width_one", 9, "9", "[0 9]", 9),
            ("width_zero", 9, "0 0 0", "[0 9]", 9), ("width_word", 9, "/a /b /c", "[0 9]", 9),
            ("million", 10000000, "0 1 0", "[0 10000000]", 10000000)):
        f = Filing()
        f.page()
        data = f.bytes()
        rows = zlib.compress(b"\x01\x00\x00\x00\x09\x00" * count if count < 99 else bytes(count), 9)
        head = ("9 0 obj\n<< /Type /XRef /Size %d /W [%s] /Index %s /Root 1 0 R /Filter /FlateDecode /Length %d >>\nstream\n"
                % (size, width, index, len(rows))).encode()
        yield "xref_stream_" + name, data + head + rows + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % len(data)


def slow_pages():
    # No page takes long enough to be given up; all of them together take minutes.
    for name, text in (("empty", ""), ("full", "BT /F1 6 Tf 7 TL 20 780 Td %s ET " % " ".join(
            ["(We had 5.3 million registered users as of December 31, 2023, and 9 million devices.) '"] * 20))):
        f = Filing()
        content = f.stream("q 1 0 0 1 0 0 cm Q " * 60000 + text, deflate=True)
        for _ in range(5000):
            f.page(content)
        yield "pages_5000_slow_" + name, f.bytes()


FAMILIES = [boxes, kids, lengths, references, around, xref_streams, slow_pages]
