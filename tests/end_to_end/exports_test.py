"""A brief in the formats that take more than the brief: annotated PDF, HTML with pictures, CSV, DOCX.

Poppler and qpdf look at what was made; pdf.js does where node and pdfjs-dist are there.
"""
import csv
import io
import json
import os
import re
import subprocess
import unittest
import zipfile

import program
from bilingual_pdf import bilingual_pdf

LANGUAGES = ("en", "zh-Hans", "zh-Hant")
SAMPLES = {"en": "2022_cinderleaf_f1_en", "zh-Hans": "2024_shijiu_ashare_zh-hans",
           "zh-Hant": "2025_xingchuan_hkex_zh-hant"}
PAGE = [("en", "Blue Heron Reading Limited - Prospectus"),
        ("en", "Our reading application had over 5.2 million registered users as of"),
        ("en", "December 31, 2023. We collect names and telephone numbers of our users."),
        ("gap", ""),
        ("zh", "截至2023年12月31日，公司拥有超过520万名注册用户。公司收集用户的姓名和电话号码。")]


class Page:
    """A page painted by Poppler at 144 dots per inch."""

    SCALE = 2

    def __init__(self, pdf, number):
        out = subprocess.run(["pdftoppm", "-r", "144", "-cropbox", "-f", str(number), "-l",
                              str(number), pdf], capture_output=True, check=True).stdout
        head = re.match(rb"P6\s+(\d+)\s+(\d+)\s+255\s", out)
        self.width, self.height = int(head[1]), int(head[2])
        self.pixels = out[head.end():]

    def coloured(self, x, y):
        at = 3 * (y * self.width + x)
        rgb = self.pixels[at:at + 3]
        return max(rgb) - min(rgb) > 24

    def share_coloured(self, box):
        x0, y0, x1, y1 = (round(self.SCALE * box[k]) for k in ("x0", "y0", "x1", "y1"))
        cells = [(x, y) for y in range(y0 + 1, y1 - 1) for x in range(x0 + 1, x1 - 1)]
        return sum(self.coloured(x, y) for x, y in cells) / max(1, len(cells))

    def coloured_outside(self, boxes):
        """Coloured pixels more than a point outside all boxes."""
        inside = bytearray(self.width * self.height)
        for box in boxes:
            x0, x1 = (int(self.SCALE * box[k]) for k in ("x0", "x1"))
            for y in range(max(0, int(self.SCALE * box["y0"]) - 2),
                           min(self.height, int(self.SCALE * box["y1"]) + 3)):
                for x in range(max(0, x0 - 2), min(self.width, x1 + 3)):
                    inside[y * self.width + x] = 1
        return sum(self.coloured(x, y) for y in range(self.height) for x in range(self.width)
                   if not inside[y * self.width + x])


def places(brief):
    """Evidence of the findings that are marked."""
    for kind in ("conflicts", "userCounts", "reviewStatements", "holders", "influence",
                 "dataHandling"):
        for finding in brief[kind]:
            yield from (e for e in finding["evidence"] if e["boxes"])


def titles(outlines, level=0):
    for item in outlines:
        yield level, item["title"]
        yield from titles(item["kids"], level + 1)


class ExportsTest(program.FolderTest):
    def bytes_of(self, *args, status=0):
        done = subprocess.run([program.PROGRAM, *args], capture_output=True, timeout=300)
        self.assertEqual((done.returncode, done.stderr.decode()), (status, ""))
        return done.stdout

    def submitted(self, *args):
        done = subprocess.run([program.PROGRAM, "submit", "--wait", *args], capture_output=True,
                              timeout=300)
        self.assertEqual(done.returncode, 0, done.stderr.decode())  # progress is told there
        return done.stdout

    def refused(self, *args, status):
        done = subprocess.run([program.PROGRAM, *args], capture_output=True, timeout=300)
        self.assertEqual((done.returncode, done.stdout), (status, b""), done.stderr.decode())
        return done.stderr.decode()

    def annotated(self, pdf, name, *args):
        """The path of an annotated copy that qpdf finds nothing wrong with."""
        copy = self.path(name, self.bytes_of("brief", pdf, "--format=annotated-pdf", *args))
        password = [a for a in args if a.startswith("--password-file")]
        check = subprocess.run(["qpdf", "--check", *password, copy], capture_output=True)
        self.assertEqual(check.returncode, 0, check.stdout + check.stderr)
        return copy

    def structure(self, pdf):
        out = subprocess.run(["qpdf", "--json=1", pdf], capture_output=True, check=True).stdout
        return json.loads(out)

    def highlights(self, structure):
        return [o for o in structure["objects"].values()
                if isinstance(o, dict) and o.get("/Subtype") == "/Highlight"]

    def check_colours(self, pdf, copy, nothing_outside):
        brief = json.loads(self.bytes_of("brief", pdf))
        by_page = {}
        for evidence in places(brief):
            by_page.setdefault(evidence["page"], []).extend(evidence["boxes"])
        self.assertGreater(len(by_page), 0)
        for number, boxes in sorted(by_page.items())[:4]:
            page = Page(copy, number)
            for box in boxes:
                self.assertGreater(page.share_coloured(box), 0.5, (number, box))
            if nothing_outside:
                self.assertEqual(page.coloured_outside(boxes), 0, number)

    def test_the_samples_get_their_highlights_in_their_language(self):
        for language, stem in SAMPLES.items():
            pdf = os.path.join(program.CORPUS, stem + ".pdf")
            copy = self.annotated(pdf, stem + ".pdf", "--language=" + language)
            self.check_colours(pdf, copy, nothing_outside=False)
            structure = self.structure(copy)
            brief = json.loads(self.bytes_of("brief", pdf))
            distinct = {(e["page"], json.dumps(e["boxes"])) for e in places(brief)}
            self.assertEqual(len(self.highlights(structure)), len(distinct))
            words = {"en": "How many people's data", "zh-Hans": "持有多少人的数据",
                     "zh-Hant": "持有多少人的數據"}
            found = list(titles(structure["outlines"]))
            self.assertIn((1, words[language]), found)
            notes = " ".join(h["/Contents"] for h in self.highlights(structure))
            section = {"en": "Numbers of users: ", "zh-Hans": "用户数量: ", "zh-Hant": "用戶數量: "}
            self.assertIn(section[language], notes)
            # What the original's own outline says stays, after ours.
            self.assertEqual(found[0][0], 0)
            own = list(titles(self.structure(pdf)["outlines"]))
            self.assertEqual(found[len(found) - len(own):], own)
            # Notes say what the filing says, no outcome of a regime.
            for outcome in ("triggered", "条件全部满足", "條件全部滿足"):
                self.assertNotIn(outcome, notes)
            with open(copy, "rb") as once:
                self.assertEqual(once.read(), self.bytes_of("brief", pdf, "--format=annotated-pdf",
                                                            "--language=" + language))

    def test_highlights_lie_on_the_boxes_of_cropped_and_turned_pages(self):
        for turn in (0, 90, 180, 270):
            for crop in ("", "/CropBox [30 250 560 830] "):
                name = "turned-%d-%d.pdf" % (turn, len(crop))
                pdf = self.path(name, bilingual_pdf(
                    [PAGE], page_extra=crop + "/Rotate %d" % turn))
                self.check_colours(pdf, self.annotated(pdf, "copy-" + name), nothing_outside=True)

    def test_an_encrypted_original_gives_an_encrypted_copy(self):
        plain = self.path("plain.pdf", bilingual_pdf([PAGE]))
        locked = self.path("locked.pdf")
        subprocess.run(["qpdf", "--encrypt", "open-me", "owner", "256", "--", plain, locked],
                       check=True)
        password = self.path("password", "open-me\n")
        self.assertIn("give it with --password-file [encrypted]",
                      self.refused("brief", locked, "--format=annotated-pdf", status=65))
        copy = self.annotated(locked, "copy.pdf", "--password-file=" + password)
        shut = subprocess.run(["qpdf", "--check", copy], capture_output=True)
        self.assertIn(b"invalid password", shut.stderr)
        # Rights that the owner took away stay away, and the empty password opens it as before.
        subprocess.run(["qpdf", "--encrypt", "", "owner", "256", "--modify=none", "--", plain,
                        locked], check=True)
        copy = self.annotated(locked, "copy.pdf")
        rights = subprocess.run(["qpdf", "--show-encryption", copy], capture_output=True)
        self.assertIn(b"modify annotations: not allowed", rights.stdout)

    def test_a_signed_original_is_copied_as_one_that_says_so(self):
        pdf = self.path("signed.pdf", bilingual_pdf(
            [PAGE], catalog_extra="/AcroForm << /SigFlags 3 /Fields [8 0 R] >>",
            more=("<< /FT /Sig /T (seal) /V 9 0 R >>",
                  "<< /Type /Sig /ByteRange [0 1 2 3] /Contents <00> >>")))
        self.assertTrue(json.loads(self.bytes_of("brief", pdf))["filing"]["documents"][0]
                        ["signaturesExist"])
        structure = self.structure(self.annotated(pdf, "copy.pdf"))
        self.assertEqual(structure["outlines"][0]["title"],
                         "Annotated copy: the signatures of the original do not hold for it.")
        information = structure["objects"][structure["objects"]["trailer"]["/Info"]]
        self.assertIn("the signatures of the original do not hold", information["/FilingReview"])
        self.assertIn("SHA-256", information["/FilingReview"])
        self.assertFalse(any("/ByteRange" in str(o) for o in structure["objects"].values()))

    def test_pdf_js_shows_the_highlights(self):
        # Those of the web console, where they are installed.
        console = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../service/console")
        node = os.path.join(console, "node_modules/.bin/node")
        module = os.path.join(console, "node_modules/pdfjs-dist/legacy/build/pdf.mjs")
        if not os.path.exists(node) or not os.path.exists(module):
            self.skipTest("pdf.js of the web console is not installed")
        copy = self.annotated(self.path("plain.pdf", bilingual_pdf([PAGE])), "copy.pdf")
        script = self.path("look.mjs", """
            import { readFileSync } from 'fs';
            const pdfjs = await import('file://%s');
            const data = new Uint8Array(readFileSync('%s'));
            const pdf = await pdfjs.getDocument({ data }).promise;
            const page = await pdf.getPage(1);
            const found = (await page.getAnnotations()).filter(a => a.subtype === 'Highlight');
            console.log(JSON.stringify({ n: found.length, looks: found.every(a => a.hasAppearance),
                says: found.every(a => a.contentsObj.str.length > 0),
                outline: (await pdf.getOutline())[0].title }));
        """ % (os.path.abspath(module), copy))
        done = subprocess.run([node, script], capture_output=True, text=True)
        seen = json.loads(done.stdout.strip().splitlines()[-1])
        self.assertGreater(seen["n"], 0)
        self.assertEqual((seen["looks"], seen["says"], seen["outline"]),
                         (True, True, "Filing Review: what was found"))

    def test_what_cannot_be_annotated_is_refused_in_words(self):
        pdf = self.path("plain.pdf", bilingual_pdf([PAGE]))
        other = self.path("other.pdf", bilingual_pdf([PAGE, PAGE]))
        brief = self.path("brief.json", self.bytes_of("brief", pdf))
        self.assertIn("takes the PDF of the filing; give it with --pdf [pdf_missing]",
                      self.refused("render", brief, "--format=annotated-pdf", status=2))
        for form in ("annotated-pdf", "html"):
            self.assertIn("is not the PDF that the brief was made of; give the one with SHA-256",
                          self.refused("render", brief, "--format=" + form, "--pdf=" + other,
                                       status=65))
        # Bytes that qpdf cannot mend, with the brief's digest.
        damaged = self.path("damaged.pdf", b"%PDF-1.4\nnothing\n%%EOF\n")
        forged = json.loads(self.bytes_of("brief", pdf))
        digest = subprocess.run(["sha256sum", damaged], capture_output=True).stdout.split()[0]
        forged["filing"]["documents"][0]["sha256"] = digest.decode()
        forged = self.path("forged.json", json.dumps(forged))
        self.assertIn("damaged structure that cannot be mended for an annotated copy; obtain the "
                      "file again or choose another format [damaged]",
                      self.refused("render", forged, "--format=annotated-pdf", "--pdf=" + damaged,
                                   status=65))

    def test_html_has_pictures_of_pages_and_loads_nothing(self):
        pdf = os.path.join(program.CORPUS, SAMPLES["zh-Hant"] + ".pdf")
        brief = self.path("brief.json", self.bytes_of("brief", pdf))
        for language in LANGUAGES:
            html = self.bytes_of("render", brief, "--format=html", "--pdf=" + pdf,
                                 "--language=" + language).decode()
            self.assertIn('<html lang="%s">' % language, html)
            pictures = re.findall(r'src="data:image/png;base64,([A-Za-z0-9+/=]+)"', html)
            self.assertGreater(len(pictures), 0)
            self.assertLessEqual(len(pictures), 40)
            self.assertEqual(html.count("src="), len(pictures))
            self.assertNotRegex(html, r"https?:|url\(|<script|<link")
            self.assertGreaterEqual(html.count('<i class="mark '), len(pictures))
            without = self.bytes_of("render", brief, "--format=html",
                                    "--language=" + language).decode()
            said = {"en": "Pages are not shown here", "zh-Hans": "未显示页面图像",
                    "zh-Hant": "未顯示頁面圖像"}
            self.assertIn(said[language], without)
            self.assertNotIn(said[language], html)
            self.assertNotIn("src=", without)
        self.assertEqual(self.bytes_of("brief", pdf, "--format=html", "--no-pictures"),
                         self.bytes_of("render", brief, "--format=html"))
        self.assertEqual(self.bytes_of("brief", pdf, "--format=html"),
                         self.bytes_of("render", brief, "--format=html", "--pdf=" + pdf))

    def test_csv_tables_hold_every_mention(self):
        pdf = os.path.join(program.CORPUS, SAMPLES["zh-Hans"] + ".pdf")
        brief = json.loads(self.bytes_of("brief", pdf))
        made = self.bytes_of("brief", pdf, "--format=csv")
        tables = {}
        with zipfile.ZipFile(io.BytesIO(made)) as zipped:
            for name in zipped.namelist():
                text = zipped.read(name).decode("utf-8-sig")
                tables[name] = list(csv.DictReader(io.StringIO(text, newline="")))
        self.assertEqual(sorted(tables), ["assessments.csv", "checklist.csv", "conflicts.csv",
                                          "coverage.csv", "data_handling.csv", "filing.csv",
                                          "holders.csv", "influence.csv", "review_statements.csv",
                                          "user_counts.csv"])
        for name, key in (("user_counts", "userCounts"), ("data_handling", "dataHandling"),
                          ("review_statements", "reviewStatements"), ("holders", "holders"),
                          ("influence", "influence")):
            self.assertEqual(len(tables[name + ".csv"]), len(brief[key]), name)
        self.assertEqual([int(row["value"]) for row in tables["user_counts.csv"]],
                         [int(count["value"]) for count in brief["userCounts"]])
        self.assertEqual([row["text"] for row in tables["user_counts.csv"]],
                         [next((e for e in count["evidence"] if e["role"] == "FIGURE"),
                               count["evidence"][0])["quote"] for count in brief["userCounts"]])
        self.assertEqual(len(tables["assessments.csv"]),
                         sum(len(a["conditions"]) for a in brief["assessments"]))
        self.assertEqual({row["item"] for row in tables["checklist.csv"]},
                         {item["item"] for item in brief["checklist"]})
        self.assertEqual(made, self.bytes_of("brief", pdf, "--format=csv"))

    def test_tables_say_the_same_as_those_of_a_corpus(self):
        pdf = os.path.join(program.CORPUS, SAMPLES["zh-Hant"] + ".pdf")
        out = self.path("bulk")
        self.bytes_of_bulk(pdf, out)
        corpus = {}
        for name in ("findings", "holders"):
            with open(out + "/tables/" + name + ".csv", encoding="utf-8", newline="") as file:
                corpus[name] = list(csv.DictReader(file))
        with zipfile.ZipFile(io.BytesIO(self.bytes_of("brief", pdf, "--format=csv"))) as zipped:
            def table(name):
                return list(csv.DictReader(io.StringIO(
                    zipped.read(name + ".csv").decode("utf-8-sig"), newline="")))
            pairs = [(corpus["holders"], table("holders"))]
            for kind, name in (("user_count", "user_counts"), ("data_handling", "data_handling"),
                               ("review_statement", "review_statements"),
                               ("influence", "influence")):
                pairs.append(([row for row in corpus["findings"] if row["kind"] == kind],
                              table(name)))
        for theirs, ours in pairs:
            self.assertEqual(len(theirs), len(ours))
            for one, other in zip(theirs, ours):
                shared = set(one) & set(other)
                self.assertLessEqual({"name", "document", "page", "text", "rule_id"}, shared)
                self.assertEqual({k: one[k] for k in shared}, {k: other[k] for k in shared})
        self.assertEqual(set(corpus["holders"][0]) - {"id", "filing", "holder", "quote"},
                         set(corpus["holders"][0]) & set(pairs[0][1][0]))

    def bytes_of_bulk(self, pdf, out):
        done = subprocess.run([program.PROGRAM, "bulk", pdf, "--out=" + out], capture_output=True,
                              timeout=300)
        self.assertIn(done.returncode, (0, 3), done.stderr.decode())

    @unittest.skipUnless(os.path.exists("/usr/bin/pandoc"), "pandoc is not installed")
    def test_docx_is_a_memo_with_headings_tables_and_quotes(self):
        pdf = os.path.join(program.CORPUS, SAMPLES["zh-Hant"] + ".pdf")
        for language, heading in (("en", "Numbers of users"), ("zh-Hans", "用户数量"),
                                  ("zh-Hant", "用戶數量")):
            made = self.bytes_of("brief", pdf, "--format=docx", "--language=" + language)
            docx = self.path("memo.docx", made)
            with zipfile.ZipFile(docx) as zipped:
                self.assertIn("word/document.xml", zipped.namelist())
                xml = zipped.read("word/document.xml").decode()
            self.assertRegex(xml, r'w:val="Heading2"')
            self.assertIn("<w:tbl>", xml)
            text = subprocess.run(["pandoc", docx, "--to=plain", "--wrap=none"],
                                  capture_output=True, check=True).stdout.decode()
            self.assertIn(heading, text)
            self.assertRegex(text, {"en": r"p\. \d+"}.get(language, r"第 \d+ "))
            self.assertEqual(made, self.bytes_of("brief", pdf, "--format=docx",
                                                 "--language=" + language))

    @unittest.skipUnless(os.path.exists("/usr/bin/pandoc"), "pandoc is not installed")
    def test_docx_converter_reaches_nothing(self):
        worker = os.path.join(os.path.dirname(program.PROGRAM), "filing-review-convert-worker")
        secret = self.path("secret.png", b"\x89PNG secret")

        def convert(markdown, memory=2 << 30, command=("/usr/bin/pandoc", "--from=gfm",
                                                       "--to=docx", "--output=-")):
            source = os.open(self.path("in.md", markdown), os.O_RDONLY)
            try:
                return subprocess.run(
                    ["/bin/sh", "-c", 'exec 3<&%d; exec "$0" "$@"' % source, worker,
                     str(os.getpid()), str(memory), "20", *command],
                    capture_output=True, pass_fds=(source,))
            finally:
                os.close(source)

        self.assertEqual(convert("# Plain").returncode, 0)
        read = convert("![x](%s)" % secret)
        self.assertNotEqual(read.returncode, 0)
        self.assertIn(b"ermission denied", read.stderr)
        called = convert("x", command=("/usr/bin/python3", "-c",
                                       "import socket; socket.socket()"))
        self.assertIn(b"PermissionError", called.stderr)
        wrote = convert("x", command=("/usr/bin/python3", "-c", "open(%r, 'w').write('x')"
                                      % self.path("written")))
        self.assertNotEqual(wrote.returncode, 0)
        self.assertFalse(os.path.exists(self.path("written")))
        self.assertNotEqual(convert("# Plain", memory=64 << 20).returncode, 0)

    def test_a_server_renders_every_format(self):
        pdf = self.path("plain.pdf", bilingual_pdf([PAGE]))
        with program.Server(self.path("data")) as server:
            address = "--server=" + server.address
            self.submitted(address, "--format=json", pdf)
            name = server.run("list")[1].split()[0]
            for form in ("json", "text", "markdown", "html", "csv", "annotated-pdf", "docx"):
                if form == "docx" and not os.path.exists("/usr/bin/pandoc"):
                    continue
                for language in LANGUAGES:
                    args = ("--format=" + form, "--language=" + language)
                    self.assertEqual(self.bytes_of("get", address, name, *args),
                                     self.bytes_of("brief", pdf, *args), args)
                    if form == "annotated-pdf":
                        self.assertEqual(self.submitted(address, pdf, *args),
                                         self.bytes_of("brief", pdf, *args))
            # A locked document's password is asked for each time: the server kept none.
            locked = self.path("locked.pdf")
            subprocess.run(["qpdf", "--encrypt", "open-me", "owner", "256", "--", pdf, locked],
                           check=True)
            password = "--password-file=" + self.path("password", "open-me\n")
            self.submitted(address, locked, password)
            name = server.run("list")[1].split()[0]
            self.assertIn("needs a password", self.refused(
                "get", address, name, "--format=annotated-pdf", status=65))
            self.assertIn(b"/Encrypt", self.bytes_of("get", address, name, "--format=annotated-pdf",
                                                     password))
            self.assertIn(b"Pages are not shown here",
                          self.bytes_of("get", address, name, "--format=html"))


if __name__ == "__main__":
    unittest.main()
