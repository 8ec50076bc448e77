"""Recognition of characters on scanned pages, from outside: languages, skew, limits, modes."""
import json
import os
import tempfile
import unittest

import program
import scanned

SIMPLIFIED = ["本公司注册用户超过五百万名，并持续增长。", "我们收集用户的姓名、手机号码及位置信息，",
              "并依据网络安全法采取加密存储措施。", "控股股东张明持有公司百分之四十的股份。"]
TRADITIONAL = ["本公司註冊用戶超過五百萬名，並持續增長。", "我們收集用戶的姓名、手機號碼及位置資料，",
               "並依據個人資料私隱條例採取加密措施。", "控股股東張明持有公司百分之四十的股份。"]
ENGLISH = ["As of December 31, 2023, our platform had over 5.2 million",
           "registered users and 3,250,000 monthly active users.",
           "We collect names, telephone numbers and location data,",
           "and store this information in encrypted form."]
LEFT, TOP, SPACING, SIZE = 72, 90, 20, 11  # points, as scanned.picture has them


def letters(text):
    return "".join(text.split())


class OcrTest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)

    def write(self, pages, points=scanned.POINTS):
        path = os.path.join(self.folder.name, "scan.pdf")
        with open(path, "wb") as out:
            out.write(scanned.pdf(pages, points))
        return path

    def text(self, pages, *options, status=0):
        got, out, err = program.run("text", self.write(pages), "--format=json", *options,
                                    timeout=300)
        self.assertEqual(got, status, err)
        return json.loads(out)["pages"], err

    def test_three_scripts_are_told_apart_and_read(self):
        rows = [("sc", SIMPLIFIED, 0.05), ("tc", TRADITIONAL, 0.08), ("sc", ENGLISH, 0.02)]
        for face, lines, most in rows:
            with self.subTest(lines=lines[0]):
                pages, err = self.text([scanned.picture(lines, face)], "--ocr=auto")
                self.assertEqual(err, "")
                page = pages[0]
                self.assertEqual((page["fromOcr"], page["unreadReason"]), (True, ""))
                got = "\n".join(line["text"] for line in page["lines"])
                self.assertLess(scanned.error_rate(letters("".join(lines)), letters(got)), most, got)
                self.assertEqual(len(page["lines"]), len(lines), got)
                if lines is not ENGLISH:
                    self.assertNotIn(" ", got)
                else:
                    self.assertEqual(got.count(" "), sum(line.count(" ") for line in lines))
                for line in page["lines"]:
                    self.assertGreater(line["confidence"], 60)

    def test_boxes_of_a_skewed_page_lie_where_the_page_shows_the_text(self):
        lines = [ENGLISH[i % 4] for i in range(16)]
        image = scanned.picture(lines, degrees=2)
        page = self.text([image], "--ocr=auto")[0][0]
        got = "\n".join(line["text"] for line in page["lines"])
        self.assertLess(scanned.error_rate(letters("".join(lines)), letters(got)), 0.03, got)
        scale = scanned.DPI / 72
        self.assertGreater(self.share_inside(image, page, scale), 0.99)
        # Not by being large: a line that falls by 2 degrees over its width, and little more.
        for line in page["lines"]:
            self.assertLess(line["y1"] - line["y0"], (line["x1"] - line["x0"]) * 0.035 + 2.2 * SIZE)

    def test_pages_on_their_side_or_head_are_read_and_their_boxes_lie_on_the_text(self):
        scale = scanned.DPI / 72
        for lines, degrees, direction in ((ENGLISH, 90, "UP"), (ENGLISH, 180, "LEFT"),
                                          (SIMPLIFIED, 270, "DOWN")):
            with self.subTest(degrees=degrees, line=lines[0]):
                image = scanned.picture(lines * 2).rotate(degrees, expand=True)
                points = scanned.POINTS if degrees == 180 else scanned.POINTS[::-1]
                path = self.write([image], points)
                status, out, err = program.run("text", path, "--format=json", "--ocr=auto",
                                               "--boxes", timeout=300)
                self.assertEqual(status, 0, err)
                page = json.loads(out)["pages"][0]
                got = "".join(letters(line["text"]) for line in page["lines"])
                self.assertLess(scanned.error_rate(letters("".join(lines * 2)), got), 0.06, got)
                self.assertEqual({line["direction"] for line in page["lines"]}, {direction})
                self.assertEqual((page["width"], page["height"]), points)
                self.assertGreater(self.share_inside(image, page, scale), 0.99)
                self.assertLess(sum((line["x1"] - line["x0"]) * (line["y1"] - line["y0"])
                                    for line in page["lines"]),
                                2.2 * SIZE * 400 * len(lines) * 2)

    def share_inside(self, image, page, scale):
        """Share of the ink of a picture that lies in the boxes of a page's lines."""
        ink = inside = 0
        boxes = [[line[edge] * scale for edge in ("x0", "y0", "x1", "y1")]
                 for line in page["lines"]]
        pixels = image.load()
        for y in range(0, image.height, 3):
            for x in range(0, image.width, 3):
                if pixels[x, y] < 100:
                    ink += 1
                    inside += any(x0 - 4 <= x <= x1 + 4 and y0 - 4 <= y <= y1 + 4
                                  for x0, y0, x1, y1 in boxes)
        self.assertGreater(ink, 1000)
        return inside / ink

    def test_boxes_are_tight_on_a_straight_page(self):
        page = self.text([scanned.picture(ENGLISH)], "--ocr=auto")[0][0]
        for number, line in enumerate(page["lines"]):
            self.assertAlmostEqual(line["x0"], LEFT, delta=1.5)
            middle = (line["y0"] + line["y1"]) / 2
            self.assertAlmostEqual(middle, TOP + number * SPACING + 0.75 * SIZE, delta=5)

    def test_off_names_the_pages_and_says_what_would_read_them(self):
        pages, err = self.text([ENGLISH, scanned.picture(ENGLISH)], status=3)
        self.assertEqual([page["unreadReason"] for page in pages], ["", "no_text"])
        self.assertEqual(err.count("\n"), 1, err)
        for word in ("scan.pdf", "1 page has no usable text", "--ocr=auto"):
            self.assertIn(word, err)

    def test_auto_leaves_pages_with_text_alone_and_force_does_not(self):
        pages = [ENGLISH, scanned.picture(ENGLISH), None]
        path = self.write(pages)
        for mode, from_ocr, searched in (("off", [], 2), ("auto", [2], 3), ("force", [1, 2], 3)):
            with self.subTest(mode=mode):
                status, out, err = program.run("brief", path, "--ocr=" + mode, timeout=300)
                self.assertEqual(status, 3 if mode == "off" else 0, err)
                brief = json.loads(out)
                coverage = brief["coverage"]
                if mode == "force":  # Poppler paints Helvetica only where the system has a like font
                    from_ocr = [page for page in from_ocr if page in coverage["pagesFromOcr"]]
                    self.assertIn(2, from_ocr)
                self.assertEqual(coverage.get("pagesFromOcr", []), from_ocr)
                self.assertEqual(coverage["pagesSearched"], searched)
                self.assertEqual(brief["provenance"]["revision"], 1 if mode == "off" else 2)
                places = [e for count in brief["userCounts"] for e in count["evidence"]]
                for place in places:
                    self.assertEqual(place.get("fromOcr", False), place["page"] in from_ocr)
                self.assertTrue(any(place["page"] == 1 for place in places))
                if mode == "auto":
                    again = program.run("brief", path, "--ocr=auto", timeout=300)[1]
                    self.assertEqual(again, out)

    def test_a_picture_without_text_stays_unread_and_says_so(self):
        blank = scanned.picture([])
        pages, _ = self.text([blank], "--ocr=auto", status=3)
        self.assertEqual(pages[0]["unreadReason"], "ocr_no_text")

    def test_a_huge_page_is_painted_coarser(self):
        image = scanned.picture(ENGLISH, size=24, spacing=40)
        path = self.write([image], points=(14400, 14400))
        status, out, err = program.run("text", path, "--ocr=auto", "--format=json", timeout=300)
        self.assertEqual(status, 0, err)
        self.assertEqual(json.loads(out)["pages"][0]["width"], 14400)


if __name__ == "__main__":
    unittest.main()
