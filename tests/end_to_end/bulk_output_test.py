"""What a run of filing-review bulk leaves: index, report, diff, filings of several documents."""
import csv
import glob
import json
import os
import re
import sqlite3
import unittest

import bulk_fixture
import program


class BulkOutputTest(bulk_fixture.BulkFixture):
    def test_the_index_holds_what_the_briefs_hold(self):
        self.write("broken.pdf", b"no PDF" * 50)
        with open(sorted(glob.glob(program.CORPUS + "/*.pdf"))[0], "rb") as sample:
            self.write("twin.pdf", sample.read())
        self.bulk(program.CORPUS, self.filings)
        lines = {line["id"]: line for line in self.lines()}
        briefs = {name: line["brief"] for name, line in lines.items() if "brief" in line}
        index = sqlite3.connect("file:%s/out/index.sqlite?mode=ro" % self.folder, uri=True)
        self.addCleanup(index.close)
        self.assertEqual(index.execute("PRAGMA integrity_check").fetchall(), [("ok",)])
        ask = lambda sql, *values: index.execute(sql, values).fetchall()
        self.assertEqual([row[0] for row in ask("SELECT id FROM filings ORDER BY filing")],
                         sorted(lines))
        for name, line in lines.items():
            state, twin, pages = ask("SELECT state, duplicate_of, pages FROM filings WHERE id = ?",
                                     name)[0]
            self.assertEqual((state, twin), (line["state"], line.get("duplicateOf")))
            brief = briefs.get(name)
            self.assertEqual(pages, brief["coverage"]["pagesTotal"] if brief else None)
        for name, brief in briefs.items():
            of = " JOIN filings USING (filing) WHERE id = ?"
            self.assertEqual(ask("SELECT name, value FROM findings" + of +
                                 " AND kind = 'user_count' ORDER BY finding", name),
                             [(c["metric"], int(c["value"])) for c in brief["userCounts"]])
            for kind, key in (("data_handling", "dataHandling"), ("influence", "influence"),
                              ("review_statement", "reviewStatements")):
                self.assertEqual(ask("SELECT count(*) FROM findings" + of + " AND kind = ?", name,
                                     kind), [(len(brief[key]),)])
            self.assertEqual(ask("SELECT name, percent FROM holders" + of + " ORDER BY holder", name),
                             [(h["name"], h.get("percent")) for h in brief["holders"]])
            self.assertEqual(ask("SELECT regime, outcome FROM assessments" + of +
                                 " ORDER BY assessments.rowid", name),
                             [(a["regime"], a["outcome"]) for a in brief["assessments"]])
        self.assertEqual(ask("SELECT id, page, reason FROM failures JOIN filings USING (filing) "
                             "WHERE page = 0"), [(self.filings + "/broken.pdf", 0, "not_a_pdf")])
        # One row a row of the table, and the text of a filing is no formula.
        for table in ("filings", "findings", "holders", "assessments", "failures"):
            with open("%s/out/tables/%s.csv" % (self.folder, table), newline="",
                      encoding="utf-8") as file:
                rows = list(csv.reader(file))
            self.assertEqual(len(rows) - 1, ask("SELECT count(*) FROM " + table)[0][0], table)
            self.assertFalse([cell for row in rows for cell in row if cell[:1] in ("=", "+", "@")])

    def test_words_are_found_in_both_scripts(self):
        self.bulk(program.CORPUS)
        for words, scripts in (("用户", ("zh-hans", "zh-hant")), ("用戶", ("zh-hans", "zh-hant")),
                               ("registered USERS", ("en",)), ("no-such-word-here", ())):
            status, found, err = program.run("bulk", "search", self.folder + "/out", words)
            self.assertEqual(status, 0, err)
            got = [line.split("\t") for line in found.splitlines()]
            self.assertEqual({name.rsplit("_", 1)[1].split(".")[0] for name, *_ in got},
                             set(scripts), words)
            for name, _, page, quote in got:
                self.assertGreater(int(page), 0)
        status, _, err = program.run("bulk", "search", self.folder + "/out", "…")
        self.assertEqual(status, 2)
        self.assertIn("nothing to search for; give words [no_words]", err)
        status, _, err = program.run("bulk", "search", self.folder, "users")
        self.assertEqual(status, 65)
        self.assertIn("index.sqlite is not there; let filing-review bulk finish first [no_index]", err)

    def test_the_report_is_one_page_that_loads_nothing(self):
        self.write("broken<b>.pdf", b"no PDF" * 50)
        self.bulk(program.CORPUS, self.filings)
        with open(self.folder + "/out/report.html", encoding="utf-8") as file:
            report = file.read()
        for words in ("8 filings", "Users against thresholds", "Regimes by outcome",
                      "Holders by country", "not_a_pdf", "no_text", "Time a filing", "Memory a filing", "The largest readers", "median",
                      "1 million: cybersecurity review", "default-src 'none'"):
            self.assertIn(words, report)
        self.assertEqual(report.count("<svg"), report.count("</svg>"))
        self.assertGreaterEqual(report.count("<svg"), 6)
        for loads in ("http://", "https://", "<script", "src=", "url("):
            self.assertNotIn(loads, report)

    def test_diff_says_what_changed(self):
        paths = self.some(3)
        self.bulk(self.filings, out="a")
        self.assertEqual(program.run("bulk", "diff", self.folder + "/a", self.folder + "/a"),
                         (0, "", ""))
        os.remove(paths[0])
        with open(paths[1], "wb") as out:
            out.write(program.prospectus(40))
        self.write("new.pdf", program.prospectus(9))
        self.bulk(self.filings, "--venue=US", "--filing-date=2024-03-01", out="b")
        status, out, err = program.run("bulk", "diff", self.folder + "/a", self.folder + "/b")
        self.assertEqual((status, err), (0, ""))
        lines = [line.split("\t") for line in out.splitlines()]
        self.assertIn([paths[0], "filing", "removed"], lines)
        self.assertIn([self.filings + "/new.pdf", "filing", "added"], lines)
        users = [line for line in lines if line[:2] == [paths[1], "users"]]
        self.assertEqual(len(users), 1, out)
        self.assertRegex(users[0][2] + " " + users[0][3], r"^\d+ 4\d{7}$")
        told = {tuple(line[1:3]) for line in lines if line[0] == paths[1]}
        # Sentences with other numbers are changed; there is one more of them now.
        changed = [fact for what, fact in told if what == "changed"]
        self.assertTrue([f for f in changed
                         if re.match(r"user_count \w+ 3\d{6} > user_count \w+ 42\d{6}$", f)], out)
        self.assertTrue([what for what, _ in told if what == "gained"], out)
        self.assertFalse([what for what, _ in told if what == "lost"], out)
        # The other way round, what was gained is lost.
        status, back, err = program.run("bulk", "diff", self.folder + "/b", self.folder + "/a")
        self.assertEqual((status, err), (0, ""))
        self.assertEqual(back.count("\tlost\t"), out.count("\tgained\t"))
        self.assertIn("\tfiling\tadded\n", back)
        self.assertTrue([line for line in lines if line[1] == "regime"], out)
        # What is the same in both is not told.
        self.assertFalse([line for line in lines if line[0] == paths[2] and line[1] == "users"])
        status, _, err = program.run("bulk", "diff", self.folder + "/a", self.folder + "/none")
        self.assertEqual(status, 65)
        self.assertIn("none/index.sqlite is not there", err)
        part = self.folder + "/b/briefs-000000.jsonl.zst"
        with open(part, "r+b") as damaged:
            damaged.truncate(os.path.getsize(part) // 2)
        status, _, err = program.run("bulk", "diff", self.folder + "/a", self.folder + "/b")
        self.assertEqual(status, 69)
        self.assertIn("briefs-000000.jsonl.zst is no part of a run; run bulk into the same folder again",
                      err)

    def test_a_filing_of_several_documents_is_one_line(self):
        for name, seed in (("main", 1), ("reply", 2), ("exhibit", 3)):
            self.write(name + ".pdf", program.prospectus(seed))
        more = [{"path": "reply.pdf", "role": "INQUIRY_REPLY"},
                {"path": "exhibit.pdf", "role": "EXHIBIT"}]
        listed = [{"path": "main.pdf", "id": "a", "documents": more},
                  {"path": "main.pdf", "id": "b"},
                  {"path": "main.pdf", "id": "c", "documents": more[::-1]},
                  {"path": "main.pdf", "id": "d", "documents": more[:1]},
                  {"path": "main.pdf", "id": "e",
                   "documents": [{"path": "none.pdf", "role": "EXHIBIT"}]}]
        filings = self.write("list.jsonl", "".join(json.dumps(one) + "\n" for one in listed)
                             .encode())
        self.bulk(filings)
        lines = self.lines()
        status, brief, _ = program.run(
            "brief", self.filings + "/main.pdf", "--exhibit=" + self.filings + "/exhibit.pdf",
            "--inquiry-reply=" + self.filings + "/reply.pdf")
        self.assertEqual(status, 0)
        self.assertEqual(lines[0]["brief"], json.loads(brief))
        self.assertEqual([document["documentId"] for document in
                          lines[0]["brief"]["filing"]["documents"]],
                         ["main", "exhibit-1", "inquiry-reply-1"])
        self.assertEqual(lines[0]["brief"]["coverage"]["pagesTotal"], 9)
        self.assertEqual(len(lines[1]["brief"]["filing"]["documents"]), 1)
        # The same documents in the same roles are the same filing, in whatever order they are told.
        self.assertEqual([line.get("duplicateOf") for line in lines], [None, None, "a", None, None])
        self.assertEqual((lines[4]["state"], lines[4]["reason"]), ("FAILED", "not_a_file"))
        self.assertIn("none.pdf: ", lines[4]["message"])
        documents = sqlite3.connect(self.folder + "/out/index.sqlite").execute(
            "SELECT DISTINCT document FROM quotes WHERE filing = 1 ORDER BY 1").fetchall()
        self.assertEqual([row[0] for row in documents], ["exhibit-1", "inquiry-reply-1", "main"])
        # Known when it is started again, from the cache under other options, and changed with one
        # of its documents.
        _, err = self.bulk(filings)
        self.assertIn("3 known", err)
        cache = "--cache=" + self.folder + "/out/run/cache"
        self.bulk(filings, cache, "--as-if=cn_cybersecurity_review_draft_2021", out="as-if")
        self.bulk(filings, "--cache-bytes=0", "--as-if=cn_cybersecurity_review_draft_2021",
                  out="fresh")
        self.assertEqual(self.whole("as-if"), self.whole("fresh"))
        self.write("exhibit.pdf", program.prospectus(4))
        _, err = self.bulk(filings)
        self.assertIn("2 known", err)
        self.bulk(filings, "--cache-bytes=0", out="again")
        self.assertEqual(self.whole(), self.whole("again"))
        # A plan for a cluster holds the documents, too.
        plan = self.folder + "/plan"
        for command in (["submit", filings, "--engine=other", "--shards=2", "--out=" + plan],
                        ["--plan=" + plan, "--shard=1/2"], ["--plan=" + plan, "--shard=2/2"],
                        ["merge", plan, "--out=" + self.folder + "/merged"]):
            status, _, err = program.run("bulk", *command)
            self.assertEqual(status, 0, err)
        self.assertEqual(self.whole("merged"), self.whole())


if __name__ == "__main__":
    unittest.main()
