"""filing-review compare: versions, rule packs, translations; files, briefs, a server's filings."""
import html.parser
import json
import os
import tempfile
import unittest

import program

PAIRS = os.path.join(os.path.dirname(program.CORPUS), "pairs")
FIRST = program.CORPUS + "/2022_cinderleaf_f1_en.pdf"
AMENDED = PAIRS + "/2022_cinderleaf_f1a_en.pdf"
CHINESE = PAIRS + "/2026_baitang_hkex_zh-hant.pdf"
ENGLISH = PAIRS + "/2026_baitang_hkex_en.pdf"


def compare(*args, status=1):
    done = program.run("compare", *args)
    if done[0] != status:
        raise AssertionError("exit status %d: %s" % (done[0], done[2]))
    return done[1]


def as_json(*args, status=1):
    return json.loads(compare(*args, "--format=json", status=status))


def figures(comparison):
    return {(c["change"], c.get("figureA", {}).get("value"), c.get("figureB", {}).get("value"))
            for c in comparison["figures"]}


def quotes(changes, side):
    return " | ".join(e["quote"] for c in changes for e in c["evidence" + side])


class CompareTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def write(self, name, data):
        path = os.path.join(self.folder, name)
        with open(path, "wb") as out:
            out.write(data)
        return path

    def test_an_amendment_against_the_first_filing(self):
        both = as_json(FIRST, AMENDED)
        self.assertEqual((both["kind"], both["same"]), ("VERSIONS", False))
        self.assertIn(("CHANGED", "395000", "412000"), figures(both))
        self.assertIn(("CHANGED", "14655000", "14715000"), figures(both))
        self.assertIn(("CHANGED", "4120000", "4210000"), figures(both))
        # What moved to another place, or stands there twice, is no difference.
        self.assertNotIn("13804000", {v for f in figures(both) for v in f[1:]})
        self.assertEqual([(m["field"], m["valueA"], m["valueB"]) for m in both["metadata"]
                          if m["field"] == "filingDate"],
                         [("filingDate", "2022-05-20", "2022-06-20")])
        statements = {(c["change"], r["label"]) for c in both["statements"]
                      for r in c["readingsA"] + c["readingsB"]}
        self.assertIn(("VANISHED", "APPLIED_PENDING"), statements)
        self.assertIn(("APPEARED", "COMPLETED_NO_REVIEW_NEEDED"), statements)
        reworded = [c for c in both["disclosures"] if c["change"] == "REWORDED"]
        self.assertIn("for eighteen months", quotes(reworded, "A"))
        self.assertIn("and a portrait", quotes(reworded, "B"))
        gone = [c for c in both["disclosures"] if c["change"] == "VANISHED"]
        self.assertIn("asked for permissions too often", quotes(gone, "A"))
        new = [c for c in both["disclosures"] if c["change"] == "APPEARED"]
        self.assertIn("encrypt back-ups of rider data", quotes(new, "B"))
        holders = {(c["change"], c["nameA"], c["nameB"]): c for c in both["holders"]}
        moved = holders["CHANGED", "Qamar Reserve Investment Office",
                        "Qamar Reserve Investment Office"]
        self.assertEqual({(h["holdingA"]["percent"], h["holdingB"]["percent"])
                          for h in moved["holdings"]}, {(9.5, 10.7), (8.4, 9.4)})
        self.assertIn(("VANISHED", "Wanchai Spoke Limited", ""), holders)
        self.assertIn(("APPEARED", "", "Kestrel Rowan Partners II, L.P."), holders)
        conflicts = {(c["change"], c["kind"]) for c in both["conflicts"]}
        self.assertIn(("VANISHED", "DIFFERENT_FIGURES"), conflicts)
        self.assertTrue(any(c["explanationA"] != c["explanationB"]
                            for r in both["regimes"] for c in r["conditions"]))
        pages = {p["page"] for p in both["pagesA"]}
        for change in both["figures"] + both["disclosures"] + both["statements"]:
            for place in change["evidenceA"]:
                self.assertIn(place["page"], pages)
                self.assertTrue(place["boxes"])
        # The other way round it is the other way round.
        back = as_json(AMENDED, FIRST)
        self.assertEqual({(k.replace("VANISHED", "x").replace("APPEARED", "VANISHED")
                           .replace("x", "APPEARED"), b, a) for k, a, b in figures(both)},
                         figures(back))

    def test_the_chinese_and_the_english_document(self):
        both = as_json(CHINESE, ENGLISH)
        self.assertEqual(both["kind"], "TRANSLATION")
        changed = {(c["figureA"]["value"], c["figureB"]["value"]) for c in both["figures"]
                   if c["change"] == "CHANGED" and "value" in c["fields"]}
        self.assertIn(("1655000", "1665000"), changed, both["figures"])
        self.assertIn(("13120000", "13210000"), changed, both["figures"])
        # Of the others the numbers agree, whatever the rules of a language take them for.
        self.assertEqual(len(changed), 2, both["figures"])
        self.assertEqual({c["change"] for c in both["figures"]}, {"CHANGED"})
        seen = {v for f in figures(both) for v in f[1:]}
        for same in ("45200000", "39410000", "116000", "16400"):
            self.assertNotIn(same, seen, figures(both))
        moved = [h for c in both["holders"] for h in c["holdings"]]
        self.assertEqual([(h["holdingA"]["percent"], h["holdingB"]["percent"]) for h in moved
                          if h["change"] == "CHANGED"], [(5.76, 5.67)])
        self.assertFalse([c for c in both["holders"] if not c["nameA"] or not c["nameB"]],
                         both["holders"])
        self.assertIn(("VANISHED", "NOT_CONTACTED_BY_AUTHORITY"),
                      {(c["change"], r["label"]) for c in both["statements"]
                       for r in c["readingsA"]})

    def test_one_filing_under_two_rule_packs(self):
        rules = self.folder + "/rules"
        os.mkdir(rules)
        with open(rules + "/90_own.textproto", "w") as out:
            out.write("macros { id: 'own_word' value: 'heron' }\n")
        # Other rules that read the same: nothing differs, and the packs are told.
        same = as_json(FIRST, "--rules-b=" + rules, status=0)
        self.assertEqual((same["kind"], same["same"]), ("RULES", True))
        self.assertNotEqual(same["a"]["provenance"]["rulePackDigest"],
                            same["b"]["provenance"]["rulePackDigest"])
        with open(rules + "/90_own.textproto", "w") as out:
            out.write("user_counts { nouns { id: 'own.rides' language: RULE_LANGUAGE_EN "
                      "metric: 'VISITORS' min_value: 1000 match: 'rides' } }\n")
        own = as_json(FIRST, "--rules-b=" + rules)
        self.assertEqual(own["kind"], "RULES")
        self.assertIn(("APPEARED", None, "287400000"), figures(own))
        self.assertFalse([c for c in own["figures"] if c["change"] == "VANISHED"])
        # The same pack on both sides.
        self.assertTrue(as_json(FIRST, FIRST, "--rules=" + rules, status=0)["same"])

    def test_briefs_are_compared_like_their_filings(self):
        a = self.write("a.json", program.run("brief", FIRST)[1].encode())
        b = self.write("b.json", program.run("brief", AMENDED)[1].encode())
        self.assertEqual(compare(a, b, "--format=json"), compare(FIRST, AMENDED, "--format=json"))
        self.assertEqual(compare(a, AMENDED, "--format=text"), compare(a, b))
        self.assertIn("Nothing differs.", compare(a, FIRST, status=0))

    def test_pages_that_could_not_be_read(self):
        scanned = program.CORPUS + "/2023_brindlepeak_hkex_application-proof_en.pdf"
        both = as_json(FIRST, scanned)
        gone = {c["change"] for c in both["figures"] + both["holders"] + both["disclosures"]
                if not c.get("evidenceB") and not c.get("nameB")}
        self.assertEqual(gone, {"NOT_READABLE"})
        self.assertIn("2 pages of B could not be read", compare(FIRST, scanned))
        # The first one was read as a whole: what it lacks is new.
        new = {c["change"] for c in both["figures"] if not c["evidenceA"]}
        self.assertEqual(new, {"APPEARED"})
        # Nothing differs in what could be read: that is said by the exit status, too.
        with open(scanned, "rb") as pdf:
            copy = self.write("copy.pdf", pdf.read() + b"% another copy\n")
        self.assertIn("some pages could not", compare(scanned, copy, status=3))

    def test_reports_in_three_languages(self):
        class Reader(html.parser.HTMLParser):
            depth, text = 0, ""

            def handle_starttag(self, tag, attrs):
                self.depth += tag not in ("meta", "br")

            def handle_endtag(self, tag):
                self.depth -= 1

            def handle_data(self, data):
                self.text += data

        for language, word in (("en", "reworded"), ("zh-Hans", "改写"), ("zh-Hant", "改寫")):
            page = compare(FIRST, AMENDED, "--format=html", "--language=" + language)
            reader = Reader()
            reader.feed(page)
            self.assertEqual(reader.depth, 0, language)
            self.assertIn(word, reader.text)
            self.assertIn("Kestrel Rowan Partners II, L.P.", reader.text)
            for loads in ("http://", "https://", "<script", "src=", "url("):
                self.assertNotIn(loads, page)
            self.assertIn(word, compare(FIRST, AMENDED, "--format=markdown", "--language=" + language))
            self.assertIn(word, compare(FIRST, AMENDED, "--language=" + language))

    def test_wrong_usage_and_what_is_no_filing(self):
        letter = self.write("letter.pdf", b"Dear Sir,\n" * 100)
        brief = self.write("a.json", program.run("brief", FIRST)[1].encode())
        for args, status, words in (
                ((FIRST,), 2, "compare needs A and B, or one FILE with --rules-a or --rules-b"),
                ((FIRST, "filings/x"), 2, "give filings/A and filings/B, or two files"),
                ((FIRST, AMENDED, "--server=127.0.0.1:1"), 2, "two files and no --server"),
                ((brief, AMENDED, "--rules=" + self.folder), 2, "a.json is a brief: rules are for"),
                (("filings/x", "filings/y", "--rules=" + self.folder), 2, "rules are for PDFs"),
                ((FIRST, AMENDED, "--language=fr"), 2, "--language"),
                ((FIRST, letter), 65, letter + ": "),
                ((FIRST, self.folder + "/none.json"), 65, "none.json: ")):
            done = program.run("compare", *args)
            self.assertEqual(done[0], status, done)
            self.assertEqual(done[1], "")
            self.assertIn(words, done[2])
            self.assertEqual(done[2].count("\n"), 1)

    def test_a_server_compares_the_filings_that_it_has(self):
        with program.Server(self.folder + "/data") as server:
            status, _, err = server.run("submit", FIRST, AMENDED, "--wait", "--ocr=off")
            self.assertEqual(status, 0, err)
            names = {line.split("\t")[2]: line.split("\t")[0]
                     for line in server.run("list")[1].splitlines()}
            a = names[os.path.basename(FIRST)]
            b = names[os.path.basename(AMENDED)]
            status, out, err = server.run("compare", a, b, "--format=json")
            self.assertEqual(status, 1, err)
            self.assertEqual(out, compare(FIRST, AMENDED, "--format=json"))
            self.assertEqual(server.run("compare", a, a)[0], 0)
            status, out, err = server.run("compare", a, "filings/none")
            self.assertEqual((status, out), (65, ""))
            self.assertIn("filings/none: ", err)
            self.assertIn("[no_such_filing]", err)
            # A filing without a brief.
            letter = self.write("letter.pdf", b"%PDF-1.4\n" + b"no objects " * 100)
            server.run("submit", letter, "--wait")
            failed = [line.split("\t")[0] for line in server.run("list")[1].splitlines()
                      if "letter.pdf" in line]
            status, out, err = server.run("compare", a, failed[0])
            self.assertEqual((status, out), (65, ""))
            self.assertIn(failed[0] + ": ", err)
            self.assertIn("[no_brief]", err)


if __name__ == "__main__":
    unittest.main()
