#!/usr/bin/env python3
"""Rules without a rebuild: the examples of docs/RULES.md, broken folders, limits, explain."""
import json
import os
import re
import tempfile
import unittest

import program

DOCUMENT = os.path.join(os.path.dirname(__file__), "..", "..", "docs", "RULES.md")
FILING = program.small_pdf([[
    "Blue Heron Audio Limited - Prospectus",
    "As of December 31, 2024, we had 2.4 million stargazers in China.",
    "The app collects voiceprints of its callers.",
    "We have appointed an independent data trustee."]])
CATEGORY = 'categories { id: "own" title: "Own" } '
RULE = CATEGORY + 'data_handling { id: "r" label: "own" en: "heron" %s }'

# Text of one file, and what the one line says of it: where, and why.
BROKEN = [
    ("macros {\n  colour: 'red'\n}", ":2:9: ", 'has no field named "colour"'),
    ("macros {\n", ":2:1: ", "Expected identifier"),
    ("disclosures { concepts { id: 'a'\n en: '(heron' } }", ":2:2: ", "missing ): (heron"),
    ("disclosures { concepts { id: 'a'\n en: '(?=heron)' } }", ":2:2: ", "invalid perl operator"),
    ("disclosures { concepts { id: 'a'\n en: 'x*' } }", ":2:2: ", "matches the empty string: x*"),
    ("disclosures { concepts { id: 'a'\n en: '\\\\b' } }", ":2:2: ", "matches the empty string"),
    ("disclosures { concepts { id: 'a'\n en: '{none}' } }", ":2:2: ", "unknown macro {none}"),
    ("disclosures { concepts {\n id: 'a' } }", ":1:15: ", "has no words (en, zh)"),
    ("disclosures { " + RULE % "\nunless: 'nowhere'" + "}", ":2:1: ",
     "names an unknown concept: nowhere"),
    ("disclosures { data_handling { id: 'r' en: 'heron'\nlabel: 'nowhere' } }", ":2:1: ",
     "names an unknown category: nowhere"),
    ("disclosures { " + RULE % "\nconfidence: 7" + "}", ":2:1: ", "is 7, not between 0 and 1"),
    ("disclosures { " + RULE % "\nstance: 99" + "}", ":2:1: ", "99 is no value of it"),
    ("disclosures { categories { id: 'a' title: 'A' }\ncategories { id: 'a' title: 'B' } }",
     ":2:1: ", "second entry of this id"),
    ("disclosures {\ncategories { title: 'A' } }", ":2:1: ", "has no id"),
    # What those write who are used to other editors and other lists.
    ("disclosures {\ncategories { id: \u201ca\u201d } }", ":2:", "they are written \""),
    ("disclosures {\n", ":2:1: ", "the end of the file; is a } missing?"),
    ("disclosures { concepts { id: 'a'\n en: '\\bheron' } }", ":2:2: ", "is written twice, \\\\b"),
    ("disclosures { " + RULE % "\nall: 'collect, store'" + "}", ":2:1: ",
     "or a|b where either will do"),
    ("regimes { regimes { id: 'r' title: 'R' draft_date: '2024-01-01'\neffective_date: '2024-02-30' conditions { id: 'c' "
     "asks: 'A?' unmet: OUTCOME_OUT_OF_SCOPE text_in_force {} } } }", ":2:1: ",
     "is no date YYYY-MM-DD"),
    ("regimes {\nregimes { id: 'r' title: 'R' published_date: '2024-05-01' "
     "effective_date: '2024-04-01' conditions { id: 'c' asks: 'A?' unmet: OUTCOME_OUT_OF_SCOPE "
     "text_in_force {} } } }", ":2:1: ", "effective_date 2024-04-01 is before published_date"),
    ("regimes { regimes { id: 'r' title: 'R' effective_date: '2024-04-01'\n"
     "conditions { id: 'c' asks: 'A?' unmet: OUTCOME_OUT_OF_SCOPE } } }", ":2:1: ",
     "has no evaluator"),
    ("user_counts { cues { id: 'c' match: 'heron' weight: inf scope: CUE_SCOPE_BEFORE\n"
     "attribution: ATTRIBUTION_ISSUER } }", ":1:", "weight is no finite number"),
    ("macros { id: 'm' value: '" + "heron{500}" * 120 + "' }", ":1:", "rule_program_limit"),
    ("".join("macros { id: 'm%d' value: '%s' }\n" % (i, "ab" if i == 0 else "{m%d}" % (i - 1) * 9)
             for i in range(9)), "", "rule_pattern_bytes_limit"),
    ("macros { id: 'm' value: '" + "h" * 70000 + "' }", ":1:18: ", "rule_pattern_bytes_limit"),
    ("#\n" * (1 << 20) + "#", ":1048577:1: ", "part it into several files [rule_file_bytes_limit]"),
    ("disclosures { concepts { id: 'a' " + "en: 'heron' " * 20001 + "} }", ":1:",
     "more than 20000 patterns: join words of one meaning with | [rule_patterns_limit]"),
    ("macros { id: 'm' }\n" * 20001, ":20001:1: ", "[rule_entries_limit]"),
    ("".join("macros { id: 'm%d' value: '%s' }\n" % (i, "[一-龥]{400}" * 8 + str(i)) for i in range(90)),
     ":", "leave out rules that nobody needs, or shorten repetitions [rule_total_program_limit]"),
]


class RulesTest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.rules = os.path.join(self.folder.name, "own")
        os.mkdir(self.rules)
        self.pdf = os.path.join(self.folder.name, "heron.pdf")
        with open(self.pdf, "wb") as out:
            out.write(FILING)

    def write(self, name, text):
        with open(os.path.join(self.rules, name), "w") as out:
            out.write(text)

    def write_examples(self):
        with open(DOCUMENT, encoding="utf-8") as document:
            blocks = re.findall(r"```\n# own/(\S+)\n(.*?)```", document.read(), re.S)
        self.assertEqual(len(blocks), 4)
        for name, text in blocks:
            self.write(name, text)

    def brief(self):
        status, out, err = program.run("brief", self.pdf, "--rules=" + self.rules, "--venue=US",
                                       "--filing-date=2025-03-01")
        self.assertEqual(status, 0, err)
        return json.loads(out)

    def test_examples_of_the_document(self):
        self.write_examples()
        status, out, err = program.run("rules", "check", self.rules, "--format=json")
        self.assertEqual(status, 0, out + err)
        report = json.loads(out)
        own = [p for p in report["problems"] if p["file"].startswith(self.rules)]
        self.assertEqual(own, [])
        self.assertGreaterEqual(report["examples"], 9)
        brief = self.brief()
        self.assertIn(("STARGAZERS", "2400000"),
                      [(c["metric"], str(c["value"])) for c in brief["userCounts"]])
        self.assertIn("voice_prints", [d["category"] for d in brief["dataHandling"]])
        self.assertIn("DATA_TRUSTEE_APPOINTED", [s["status"] for s in brief["reviewStatements"]])
        outcomes = {a["regime"]: a["outcome"] for a in brief["assessments"]}
        self.assertEqual(outcomes["own_stargazer_code"], "TRIGGERED")
        self.assertTrue(brief["provenance"]["rulePackVersion"].endswith("+mine"))
        self.assertEqual(brief["provenance"]["rulePackDigest"], report["digest"])

    def test_test_shows_each_example(self):
        self.write_examples()
        status, out, _ = program.run("rules", "test", self.rules)
        self.assertEqual(status, 0, out)
        self.assertIn("found voice_prints (own.voice_prints)", out)
        self.assertNotIn("\033", out)
        self.write("50_wrong.textproto", "disclosures { " + RULE %
                   'examples { text: "A crane." expect: "own" }' + "}")
        status, out, _ = program.run("rules", "test", self.rules)
        self.assertEqual(status, 1, out)
        self.assertIn("expects own, found nothing", out)
        self.assertEqual(program.run("rules", "check", self.rules)[0], 2)

    def test_list_and_show(self):
        self.write_examples()
        status, out, err = program.run("rules", "list", "--format=json", "--rules=" + self.rules)
        self.assertEqual(status, 0, err)
        lists = {entry["name"]: entry["rows"] for entry in json.loads(out)["lists"]}
        own = {name: [row["id"] for row in rows if row["own"]] for name, rows in lists.items()}
        self.assertEqual(own["metrics"], ["STARGAZERS"])
        self.assertEqual(own["categories"], ["voice_prints"])
        self.assertEqual(own["regimes"], ["own_stargazer_code"])
        status, out, _ = program.run("rules", "show", "voice_prints", "--rules=" + self.rules)
        self.assertEqual(status, 0)
        self.assertIn("20_category.textproto:2:3", out)
        self.assertEqual(program.run("rules", "show", "no_such_name")[0], 2)

    def test_built_in_pack_is_sound(self):
        status, out, err = program.run("rules", "check")
        self.assertEqual(status, 0, out + err)
        self.assertIn("sound: 0 errors", out)

    def test_broken_folders_are_refused(self):
        for text, place, why in BROKEN:
            with self.subTest(why=why, text=text[:60]):
                self.write("10_own.textproto", text)
                for command in (["brief", self.pdf], ["rules", "list"],
                                ["rules", "explain", self.pdf, "--page=1"]):
                    status, out, err = program.run(*command, "--rules=" + self.rules, timeout=60)
                    self.assertEqual((status, out), (2, ""), err[:300])
                    self.assertIn("10_own.textproto" + place, err)
                    self.assertIn(why, err)
                    self.assertEqual(err.count("\n"), 1)
                self.assertEqual(program.run("rules", "check", self.rules, timeout=60)[0], 2)

    def test_words_that_no_text_has_are_told(self):
        self.write("10_own.textproto", "disclosures { concepts { id: 'own.w'\nzh: '\u6578\u64da\uff0c' } }")
        status, out, _ = program.run("rules", "check", self.rules)
        self.assertEqual(status, 0, out)
        self.assertIn("10_own.textproto:2:1: warning: disclosures.concepts[own.w]: zh never matches its "
                      "\u6578: texts are folded first, write \u6570", out)

    def test_folders_that_cannot_be_read(self):
        self.assertIn("no *.textproto file", program.run("rules", "check", self.rules)[2])
        self.assertEqual(program.run("rules", "check", self.rules + "/none")[0], 2)
        os.mkfifo(self.rules + "/10_pipe.textproto")
        self.assertIn("is not a regular file", program.run("rules", "check", self.rules)[2])
        os.unlink(self.rules + "/10_pipe.textproto")
        with open(self.rules + "/10_own.textproto", "wb") as out:
            out.write(b"# one\n# \xff\n")
        self.assertIn("10_own.textproto:2:1: is not UTF-8",
                      program.run("rules", "check", self.rules)[2])
        for number in range(201):
            self.write("%03d.textproto" % number, "")
        self.assertIn("put several entries into one file [rule_files_limit]",
                      program.run("rules", "check", self.rules)[2])
        for number in range(201):
            os.unlink(os.path.join(self.rules, "%03d.textproto" % number))
        for number in range(9):
            self.write("%03d.textproto" % number, "#\n" * (1 << 20))
        self.assertIn("008.textproto:1:1: the files together are larger than 16777216 bytes: leave out rules that "
                      "nobody needs [rule_folder_bytes_limit]", program.run("rules", "check", self.rules)[2])

    def test_a_folder_may_be_the_whole_pack(self):
        self.write("10_own.textproto", "replaces_built_in: true version: 'alone'\n"
                   "disclosures { " + RULE % "" + "}\n")
        with open(self.pdf, "wb") as out:
            out.write(program.small_pdf([["We saw a heron on the pond of the company."]]))
        brief = self.brief()
        self.assertEqual(brief["provenance"]["rulePackVersion"], "alone")
        self.assertEqual([d["category"] for d in brief["dataHandling"]], ["own"])
        status, out, _ = program.run("rules", "check", self.rules)
        self.assertEqual(status, 0, out)
        self.assertIn("10_own.textproto:1:1: warning: replaces_built_in: the built-in pack is left out, "
                      "and the folder has no holders.jurisdictions: no holder is told to be foreign", out)
        self.assertNotIn("nothing on data is found", out)

    def test_a_server_refuses_a_broken_folder(self):
        self.write("10_sound.textproto", "disclosures { " + CATEGORY + "}")
        self.write("20_broken.textproto", "disclosures { data_handling { id: 'r' label: 'own'\nen: '(heron' } }")
        data = os.path.join(self.folder.name, "data")
        status, out, err = program.run("serve", "--listen=127.0.0.1:0", "--data-dir=" + data,
                                       "--rules=" + self.rules)
        self.assertEqual((status, out), (2, ""), err)
        self.assertIn("20_broken.textproto:2:1: disclosures.data_handling[r]: en missing ): (heron", err)
        self.assertEqual(err.count("\n"), 1, err)
        self.write("20_broken.textproto", "version: 'mended'")
        with program.Server(data, "--rules=" + self.rules) as server:
            status, out, err = server.run("submit", self.pdf, "--wait", "--format=json")
            self.assertEqual(status, 0, err)
            self.assertTrue(json.loads(out)["provenance"]["rulePackVersion"].endswith("+mended"))

    def test_many_rules_of_one_word_take_no_long_time(self):
        self.write("10_own.textproto", "disclosures { " + CATEGORY + "concepts { id: 'w' " +
                   "en: 'heron' " * 9000 + "} " +
                   "".join("data_handling { id: 'r%d' label: 'own' all: 'w' }\n" % n for n in range(9000)) + "}")
        self.assertEqual(program.run("rules", "list", "--rules=" + self.rules, timeout=60)[0], 0)

    def test_a_long_list_of_words_takes_no_long_time(self):
        words = "|".join("heron%dx" % n for n in range(3000))
        self.write("10_own.textproto",
                   "disclosures { concepts { id: 'w' en: '%s' } %s }" % (
                       words, RULE % "all: 'w'"))
        self.brief()

    def test_explain(self):
        self.write_examples()
        status, out, err = program.run("rules", "explain", self.pdf, "--page=1",
                                       "--rules=" + self.rules, "--format=json")
        self.assertEqual(status, 0, err)
        notes = [(n["verdict"], n["rule"]) for s in json.loads(out)["sentences"]
                 for n in s["notes"]]
        self.assertIn(("fired", "own.voice_prints"), notes)
        self.assertIn(("fired", "own.data_trustee"), notes)
        self.assertIn(("fired", "own.stargazer.en"), notes)
        status, out, _ = program.run("rules", "explain", self.pdf, "--page=1",
                                     "--rules=" + self.rules, "--find=data trustee")
        self.assertIn("own.data_trustee: DATA_TRUSTEE_APPOINTED", out)
        self.assertNotIn("stargazers", out)
        conditions = {(c["regime"], c["condition"]): c for c in json.loads(program.run(
            "rules", "explain", self.pdf, "--page=1", "--rules=" + self.rules, "--format=json",
            "--venue=US", "--filing-date=2025-03-01")[1])["conditions"]}
        users = conditions["own_stargazer_code", "users_over_1m"]
        self.assertEqual((users["state"], users["onPage"]), ("MET", True))
        self.assertIn("2,400,000", users["why"])
        self.assertEqual(users["lookedAt"], "users_over: threshold 1000000; operand users")
        trustee = conditions["own_stargazer_code", "trustee"]
        self.assertEqual(trustee["lookedAt"],
                         "finding_present: statuses DATA_TRUSTEE_APPOINTED (1 finding)")
        status, _, err = program.run("rules", "explain", self.pdf, "--page=9")
        self.assertEqual(status, 2)
        self.assertIn("has 1 pages, no page 9", err)

    def test_explain_tables_metadata_and_conditions(self):
        filing = os.path.join(program.CORPUS, "2022_cinderleaf_f1_en.pdf")

        def explain(page, *options):
            status, out, err = program.run("rules", "explain", filing, "--page=%d" % page, *options)
            self.assertEqual(status, 0, err)
            return out

        cover = explain(1)
        self.assertIn('fired    metadata type.f1: "FORM F-1": type F_1', cover)
        self.assertIn('fired    metadata date.sec_filed: "May 20, 2022": date 2022-05-20', cover)
        self.assertIn('stopped  metadata issuer.name_line: "Cinderleaf Mobility Inc.": another cue', cover)
        self.assertIn("metadata type.20f: no match on the page", explain(1, "--all"))
        self.assertIn("MET      foreign_listing: The filing is for", cover)
        counts = explain(8)
        self.assertIn("read as a table of users; caption:", counts)
        self.assertIn("fired    user_counts en.mau: 1,501: MAU, ISSUER", counts)
        self.assertIn("stopped  user_counts: 97: its column names no metric", counts)
        self.assertIn("no_data_signal holds_no_personal_data (not given)", counts)
        self.assertNotIn("The page as a whole", explain(8, "--rule=en.mau"))
        regime = explain(8, "--rule=cn_outbound_transfer_2022")
        self.assertIn("(page 8), at least 1,000,000.", regime)
        self.assertIn("43 conditions do not rest on this page", counts)
        holders = explain(12)
        self.assertIn("sign     holders: read as a table of holders", holders)
        self.assertIn("fired    holders holders.table: holder Rui Lan Gu, 3.4, BEFORE", holders)
        self.assertIn("sign     holders: head of the rows below", holders)
        self.assertNotIn("The page as a whole", explain(12, "--find=Rui Lan Gu"))


if __name__ == "__main__":
    unittest.main()
