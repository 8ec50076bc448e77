"""PDFs in the forms that filings come in: long, linearised, hybrid, huge, locked, signed."""
import json
import os
import resource
import subprocess
import tempfile
import time
import unittest

import program
from bilingual_pdf import bilingual_pdf

FIGURES = [[("en", "Lark Network Technology Limited."), ("zh", "云雀网络科技有限公司。")],
           [("en", "As of December 31, 2023, we had over 5,200,000 registered users."),
            ("gap", ""),
            ("zh", "截至2023年12月31日止年度，我们的月活跃用户为3,100,000名。"),
            ("gap", ""),
            ("en", "We collect names and mobile phone numbers of our users.")]]


def hybrid_pdf():
    """A hybrid-reference file (ISO 32000-1, 7.5.8.4): a classic table, and an XRef stream beside it
    that alone knows the page, which stands in an object stream."""
    text = b"BT /F1 11 Tf 56 700 Td (We had over 5,200,000 registered users in 2023.) Tj ET"
    page = (b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>")
    bodies = {1: b"<< /Type /Catalog /Pages 2 0 R >>",
              2: b"<< /Type /Pages /Count 1 /Kids [6 0 R] >>",
              3: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
              4: b"<< /Length %d >>\nstream\n%s\nendstream" % (len(text), text),
              5: b"<< /Type /ObjStm /N 1 /First 4 /Length %d >>\nstream\n6 0 %s\nendstream"
                 % (len(page) + 4, page)}
    out, places = b"%PDF-1.5\n", {}
    for number, body in bodies.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    xref_stream = len(out)
    entry = b"\x02\x00\x05\x00"  # type 2: object 6 is number 0 of object stream 5
    out += (b"7 0 obj\n<< /Type /XRef /Size 8 /W [1 2 1] /Index [6 1] /Root 1 0 R /Length 4 >>\n"
            b"stream\n%s\nendstream\nendobj\n" % entry)
    table = len(out)
    out += b"xref\n0 6\n0000000000 65535 f \n"
    out += b"".join(b"%010d 00000 n \n" % places[number] for number in range(1, 6))
    out += b"7 1\n%010d 00000 n \n" % xref_stream
    out += (b"trailer\n<< /Size 8 /Root 1 0 R /XRefStm %d >>\nstartxref\n%d\n%%%%EOF\n"
            % (xref_stream, table))
    return out


class DocumentsAsTheyComeTest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)

    def write(self, name, data):
        path = os.path.join(self.folder.name, name)
        with open(path, "wb") as out:
            out.write(data)
        return path

    def brief(self, path, status=0):
        done = program.run("brief", path)
        self.assertEqual(done[0], status, done[2])
        return json.loads(done[1])

    def values(self, brief):
        return [(c["value"], c["metric"], c["evidence"][0]["page"]) for c in brief["userCounts"]]

    def test_two_thousand_bilingual_pages_under_default_limits(self):
        filler = []
        for line in range(16):
            filler.append(("en", "Paragraph %d: the Company operates reading services in many "
                                 "cities and serves its readers there." % line))
            filler.append(("zh", "第%d段：本公司在多个城市经营阅读服务，并在当地为读者提供服务。" % line))
        pages = [[("en", "Page %d." % (n + 1)), ("zh", "第%d页。" % (n + 1))] + filler
                 for n in range(2000)]
        pages[0] = FIGURES[0]
        pages[1999] = FIGURES[1]
        path = self.write("long.pdf", bilingual_pdf(pages))
        begin = time.monotonic()
        brief = self.brief(path)
        seconds = time.monotonic() - begin
        peak_mib = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        print("2,000 bilingual pages: %.1f s, largest process %.0f MiB" % (seconds, peak_mib))
        self.assertEqual(brief["coverage"]["pagesTotal"], 2000)
        self.assertEqual(brief["coverage"]["pagesSearched"], 2000)
        self.assertEqual(brief["coverage"]["pagesUnread"], [])
        self.assertEqual(self.values(brief), [("5200000", "REGISTERED", 2000), ("3100000", "MAU", 2000)])
        # Far above what it takes (10 s, 450 MiB on two cores), far below what would trouble a server.
        self.assertLess(seconds, 100)
        if "ASAN_OPTIONS" not in os.environ:  # a sanitizer keeps what is freed for a while
            self.assertLess(peak_mib, 1024)

    def test_linearised_and_rewritten_files_read_the_same(self):
        plain = self.write("plain.pdf", bilingual_pdf(FIGURES))
        want = self.brief(plain)
        self.assertEqual(len(want["userCounts"]), 2)
        for name, options in (("linearised", ["--linearize"]),
                              ("streams", ["--object-streams=generate"]),
                              ("both", ["--linearize", "--object-streams=generate"]),
                              ("classic", ["--qdf", "--object-streams=disable"])):
            out = self.folder.name + "/" + name + ".pdf"
            subprocess.run(["qpdf", *options, plain, out], check=True)
            brief = self.brief(out)
            self.assertEqual(brief["userCounts"], want["userCounts"], name)
            self.assertEqual(brief["dataHandling"], want["dataHandling"], name)

    def test_a_hybrid_reference_file(self):
        brief = self.brief(self.write("hybrid.pdf", hybrid_pdf()))
        self.assertEqual(brief["coverage"]["pagesTotal"], 1)
        self.assertEqual(self.values(brief), [("5200000", "REGISTERED", 1)])

    def test_huge_pages_keep_their_boxes(self):
        rows = [("14400 units", "0 0 14400 14400", "", 14000, 14400),
                ("more than allowed", "0 0 20000 20000", "", 19000, 20000),
                ("UserUnit", "0 0 1440 1440", "/UserUnit 75000", 1400, 1440)]
        for name, box, extra, top, side in rows:
            pdf = bilingual_pdf(FIGURES, media_box=box, page_extra=extra, top=top, left=1000)
            brief = self.brief(self.write("huge.pdf", pdf))
            self.assertEqual(len(brief["userCounts"]), 2, name)
            evidence = brief["userCounts"][0]["evidence"][0]
            self.assertEqual((evidence["pageWidth"], evidence["pageHeight"]), (side, side), name)
            first = evidence["boxes"][0]
            self.assertAlmostEqual(first["x0"], 1000, delta=2, msg=name)
            self.assertGreater(first["y0"], side - top - 20, name)
            self.assertLess(first["y1"], side - top + 60, name)

    def test_permissions_to_copy_are_reported_and_the_file_is_read(self):
        plain = self.write("plain.pdf", bilingual_pdf(FIGURES))
        document = self.brief(plain)["filing"]["documents"][0]
        self.assertEqual((document["encrypted"], document["copyForbidden"]), (False, False))
        for extract in ("y", "n"):
            out = self.folder.name + "/%s.pdf" % extract
            subprocess.run(["qpdf", "--encrypt", "", "owner", "256", "--extract=" + extract,
                            "--print=none", "--", plain, out], check=True)
            brief = self.brief(out)
            document = brief["filing"]["documents"][0]
            self.assertEqual((document["encrypted"], document["copyForbidden"]),
                             (True, extract == "n"))
            self.assertEqual(len(brief["userCounts"]), 2)

    def test_a_signed_file_is_read_and_nothing_is_said_of_its_validity(self):
        field = ("<< /FT /Sig /T (Signature1) /V << /Type /Sig /Filter /Adobe.PPKLite "
                 "/SubFilter /adbe.pkcs7.detached /ByteRange [0 10 20 10] /Contents <00> >> >>")
        pdf = bilingual_pdf(FIGURES, more=[field],
                            catalog_extra="/AcroForm << /SigFlags 3 /Fields [8 0 R] >>")
        path = self.write("signed.pdf", pdf)
        brief = self.brief(path)
        self.assertEqual(len(brief["userCounts"]), 2)
        self.assertTrue(brief["filing"]["documents"][0]["signaturesExist"])
        plain = self.brief(self.write("plain.pdf", bilingual_pdf(FIGURES)))
        self.assertFalse(plain["filing"]["documents"][0]["signaturesExist"])
        for form in ("text", "html", "markdown"):
            out = program.run("brief", path, "--format=" + form)[1].lower()
            self.assertNotIn("signature", out)


if __name__ == "__main__":
    unittest.main()
