"""filing-review bulk from outside: sources, records, resuming, stopping."""
import csv
import glob
import json
import os
import re
import signal
import sqlite3
import subprocess
import tempfile
import time
import unittest

import bulk_output
import program


class BulkTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        self.filings = self.folder + "/filings"
        os.mkdir(self.filings)

    def write(self, name, data):
        path = os.path.join(self.filings, name)
        with open(path, "wb") as out:
            out.write(data)
        return path

    def some(self, count, pages=2):
        return [self.write("heron-%02d.pdf" % seed, program.prospectus(seed, pages))
                for seed in range(count)]

    def bulk(self, *args, status=0, out="out", **options):
        got, printed, err = program.run("bulk", *args, "--out=%s/%s" % (self.folder, out),
                                        **options)
        self.assertEqual(got, status, err)
        return printed, err

    def lines(self, out="out"):
        return bulk_output.lines(self.folder + "/" + out)

    def whole(self, out="out"):
        return bulk_output.whole(self.folder + "/" + out)

    def test_each_filing_is_a_line_and_its_brief_is_that_of_the_command(self):
        samples = sorted(glob.glob(program.CORPUS + "/*.pdf"))
        printed, _ = self.bulk(program.CORPUS, "--part-filings=3")
        self.assertIn("%d filings\t" % len(samples), printed)
        lines = self.lines()
        self.assertEqual([line["id"] for line in lines], samples)
        for line in lines:
            self.assertEqual(line["brief"], json.loads(program.run("brief", line["id"])[1]))
            unread = line["brief"]["coverage"]["pagesUnread"]
            self.assertEqual(line["state"], "PARTIAL" if unread else "COMPLETE")
            self.assertEqual(line.get("reason"), unread[0]["reason"] if unread else None)
        manifest = json.loads(self.whole()["manifest.json"])
        self.assertEqual(manifest["filings"], len(samples))
        parts = [file for file in manifest["files"] if file["name"].startswith("briefs-")]
        self.assertEqual([part["name"] for part in parts],
                         ["briefs-%06d.jsonl.zst" % n for n in range((len(samples) + 2) // 3)])
        for file in manifest["files"]:
            self.assertEqual(len(self.whole()[file["name"]]), file["bytes"])

    def test_a_bad_filing_is_a_line_with_its_reason(self):
        self.some(3)
        self.write("broken.pdf", b"Dear Sir, this is no PDF.\n" * 50)
        self.write("empty.pdf", b"")
        os.symlink("nowhere.pdf", self.filings + "/gone.pdf")
        printed, err = self.bulk(self.filings)
        self.assertIn("6 filings\t3 complete\t0 partial\t3 failed", printed)
        self.assertIn("3 failed (empty_file 1, not_a_file 1, not_a_pdf 1)", err)
        by_name = {os.path.basename(line["id"]): line for line in self.lines()}
        for name, reason in (("broken.pdf", "not_a_pdf"), ("empty.pdf", "empty_file"),
                             ("gone.pdf", "not_a_file")):
            self.assertEqual((by_name[name]["state"], by_name[name]["reason"]), ("FAILED", reason))
            self.assertTrue(by_name[name]["message"])
            self.assertNotIn("brief", by_name[name])
        self.assertEqual(by_name["heron-00.pdf"]["state"], "COMPLETE")

    def test_equal_bytes_are_reviewed_once_unless_their_metadata_differ(self):
        first = self.write("a.pdf", program.prospectus(1))
        self.write("b.pdf", program.prospectus(1))
        listed = self.folder + "/list.jsonl"
        with open(listed, "w") as out:
            out.write("filings/a.pdf\nfilings/b.pdf\n")
            out.write(json.dumps({"path": "filings/a.pdf", "id": "hk", "venue": "HK",
                                  "filing_date": "2023-05-18"}) + "\n")
        _, err = self.bulk(listed)
        self.assertIn("1 duplicate", err)
        a, b, hk = self.lines()
        self.assertEqual((b["duplicateOf"], b["sha256"]), ("filings/a.pdf", a["sha256"]))
        self.assertNotIn("brief", b)
        own = program.run("brief", first, "--venue=HK", "--filing-date=2023-05-18")[1]
        self.assertEqual(hk["brief"], json.loads(own))

    def test_neither_workers_nor_the_way_of_naming_change_a_byte(self):
        paths = self.some(9)
        for out, args, stdin in (("a", [self.filings, "--workers=1"], None),
                                 ("b", [self.filings + "/*.pdf", "--workers=4"], None),
                                 ("c", ["-"], "\n".join(reversed(paths)).encode())):
            self.bulk(*args, "--part-filings=2", out=out, stdin=stdin)
        self.assertEqual(self.whole("a"), self.whole("b"))
        self.assertEqual(self.whole("a"), self.whole("c"))

    def test_done_work_is_not_done_again(self):
        self.some(4)
        self.bulk(self.filings, "--part-filings=2")
        before = self.whole()
        stamps = {name: os.stat(self.folder + "/out/" + name).st_mtime_ns for name in before}
        _, err = self.bulk(self.filings, "--part-filings=2")
        self.assertIn("4 known", err)
        self.assertEqual(self.whole(), before)
        for name, stamp in stamps.items():
            self.assertEqual(os.stat(self.folder + "/out/" + name).st_mtime_ns, stamp, name)
        # A filing more: only it is read, and the set is that of a fresh run.
        self.write("adder.pdf", program.prospectus(77))
        _, err = self.bulk(self.filings, "--part-filings=2")
        self.assertIn("4 known", err)
        self.bulk(self.filings, "--part-filings=2", out="fresh")
        self.assertEqual(self.whole(), self.whole("fresh"))
        # Filings less: parts of the larger set are gone.
        for name in ("adder.pdf", "heron-00.pdf", "heron-01.pdf"):
            os.remove(self.filings + "/" + name)
        self.bulk(self.filings, "--part-filings=2")
        self.assertEqual(len(self.lines()), 2)

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

    def rules(self, name, text):
        folder = self.folder + "/rules-" + name
        os.mkdir(folder)
        with open(folder + "/90_own.textproto", "w") as out:
            out.write(text)
        return "--rules=" + folder

    def test_new_rules_look_again_only_for_what_they_touch(self):
        cache = "--cache=" + self.folder + "/cache"
        _, err = self.bulk(program.CORPUS, cache)
        self.assertNotIn("reviewed before", err)
        before = json.loads(self.whole()["manifest.json"])
        law = self.rules("law", "regimes { regimes { id: 'own_law' title: 'Own law' "
                                "effective_date: '2020-01-01' conditions { id: 'in_force' asks: "
                                "'Is it in force?' unmet: OUTCOME_NOT_TRIGGERED "
                                "text_in_force {} } } }\n")
        words = self.rules("words", "user_counts { nouns { id: 'own_herons' metric: 'HERONS' "
                                    "language: RULE_LANGUAGE_EN match: 'herons' } }\n")
        # A law is told from what was found; another noun of users has the numbers looked for again.
        for name, rules, searched in (("law", law, 0), ("words", words, 7), ("words", words, 0)):
            _, err = self.bulk(program.CORPUS, cache, rules, out=name + str(searched))
            self.assertIn("7 filings were reviewed before: what could be was taken from the cache; "
                          "%d were searched again" % searched, err)
            self.bulk(program.CORPUS, "--cache-bytes=0", rules, out=name + "-fresh")
            self.assertEqual(self.whole(name + str(searched)), self.whole(name + "-fresh"))
            self.assertNotEqual(
                json.loads(self.whole(name + "-fresh")["manifest.json"])["rulePackDigest"],
                before["rulePackDigest"])
        self.assertIn("own_law", [one["regime"] for one in
                                  self.lines("law-fresh")[0]["brief"]["assessments"]])
        self.assertFalse(os.path.exists(self.folder + "/law-fresh/run/cache"))

    def test_a_cache_that_is_full_or_damaged_changes_no_byte(self):
        cache = "--cache=" + self.folder + "/cache"
        self.bulk(program.CORPUS, "--cache-bytes=0", out="fresh")
        _, err = self.bulk(program.CORPUS, "--cache-bytes=100", out="small")
        self.assertRegex(err, r"the cache is full \(100 bytes\): 7 filings will be read again; "
                              r"raise --cache-bytes")
        self.assertEqual(self.whole("small"), self.whole("fresh"))
        self.bulk(program.CORPUS, cache, out="a")
        files = glob.glob(self.folder + "/cache/*/*")
        self.assertEqual(len(files), 14)  # a document and findings of each
        for number, path in enumerate(sorted(files)):
            with open(path, "r+b") as file:
                if number % 3 == 0:
                    file.truncate(os.path.getsize(path) // 2)
                elif number % 3 == 1:
                    file.seek(os.path.getsize(path) // 2)
                    file.write(b"\0\1\2\3")
        self.bulk(program.CORPUS, cache, out="b")
        self.assertEqual(self.whole("b"), self.whole("fresh"))
        self.assertEqual(len(glob.glob(self.folder + "/cache/*/*")), 14)

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

    def test_a_changed_file_is_reviewed_again(self):
        path = self.some(2)[0]
        self.bulk(self.filings)
        with open(path, "wb") as out:
            out.write(program.prospectus(50))
        _, err = self.bulk(self.filings)
        self.assertIn("1 known", err)
        self.bulk(self.filings, out="fresh")
        self.assertEqual(self.whole(), self.whole("fresh"))

    def test_failed_is_retried_only_where_asked(self):
        path = self.write("locked.pdf", program.prospectus(1))
        locked = self.folder + "/locked.pdf"
        done = subprocess.run(["qpdf", "--encrypt", "secret", "secret", "256", "--", path, locked])
        self.assertEqual(done.returncode, 0)
        os.replace(locked, path)
        with open(self.folder + "/password", "w") as out:
            out.write("secret\n")
        password = "--password-file=" + self.folder + "/password"
        self.bulk(self.filings)
        self.assertEqual(self.lines()[0]["reason"], "encrypted")
        for retry, state in ((None, "FAILED"), ("partial", "FAILED"), ("failed", "COMPLETE")):
            self.bulk(self.filings, password, *(["--retry=" + retry] if retry else []))
            self.assertEqual(self.lines()[0]["state"], state, retry)

    def test_fail_fast_names_the_filing_and_the_run_goes_on_later(self):
        self.some(3)
        self.write("broken.pdf", b"no PDF" * 50)
        _, err = self.bulk(self.filings, "--fail-fast", "--workers=1", status=65)
        self.assertIn("broken.pdf", err)
        self.assertIn("[not_a_pdf]; stopped by --fail-fast", err)
        self.assertNotIn("manifest.json", self.whole())
        self.bulk(self.filings)
        self.bulk(self.filings, out="fresh")
        self.assertEqual(self.whole(), self.whole("fresh"))

    def test_a_limit_takes_the_first_by_id(self):
        paths = self.some(5)
        self.bulk(self.filings, "--limit=2")
        self.assertEqual([line["id"] for line in self.lines()], paths[:2])

    def test_shards_are_the_whole_in_pieces(self):
        self.some(7)
        self.bulk(self.filings)
        pieces = []
        for number in range(1, 4):
            self.bulk(self.filings, "--shard=%d/3" % number, out="shard-%d" % number)
            pieces += self.lines("shard-%d" % number)
        self.assertEqual(pieces, self.lines())
        # More shards than filings: an empty one is whole, too.
        self.bulk(self.filings + "/heron-00.pdf", "--shard=1/2", out="few-1")
        self.bulk(self.filings + "/heron-00.pdf", "--shard=2/2", out="few-2")
        self.assertEqual(len(self.lines("few-1")) + len(self.lines("few-2")), 1)

    def test_a_signal_stops_it_cleanly(self):
        self.some(40, pages=60)
        self.bulk(self.filings, "--part-filings=8", out="fresh")
        for number in (signal.SIGTERM, signal.SIGINT):
            out = self.folder + "/" + number.name
            stopped = subprocess.Popen([program.PROGRAM, "bulk", self.filings, "--part-filings=8",
                                        "--out=" + out], stderr=subprocess.PIPE)
            program.until(lambda: os.path.exists(out + "/briefs-000000.jsonl.zst"), 60, "a part")
            stopped.send_signal(number)
            err = stopped.communicate(timeout=20)[1].decode()
            self.assertEqual(stopped.returncode, 75, err)
            self.assertIn(number.name + ": stopping; what is done is kept", err)
            self.assertIn("the same command goes on from here", err)
            self.assertNotIn("manifest.json", self.whole(number.name))
            _, err = self.bulk(self.filings, "--part-filings=8", out=number.name)
            self.assertRegex(err, r"[1-9]\d* known")
            self.assertEqual(self.whole(number.name), self.whole("fresh"))

    def test_one_run_at_a_time_works_on_a_folder(self):
        self.some(40, pages=60)
        out = self.folder + "/out"
        first = subprocess.Popen([program.PROGRAM, "bulk", self.filings, "--out=" + out],
                                 stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        program.until(lambda: os.path.exists(out + "/run/journal"), 60, "a journal")
        _, err = self.bulk(self.filings, status=65)
        self.assertIn("another run works on " + out, err)
        self.assertIn("[output_in_use]", err)
        self.assertEqual(first.wait(60), 0)

    def test_what_is_wrong_is_one_line(self):
        rows = [  # arguments, exit status, words
            ([self.filings + "/none.pdf"], 2, ["none.pdf is not there", "bad_source"]),
            ([self.filings], 2, ["no filings there"]),
            ([self.filings, "--shard=3/2"], 2, ["'3/2' is no shard"]),
            ([self.filings, "--retry=some"], 2, ["some"]),
            ([], 2, ["SOURCE"]),
        ]
        for arguments, status, words in rows:
            with self.subTest(arguments=arguments):
                _, err = self.bulk(*arguments, status=status)
                self.assertEqual(err.count("\n"), 1, err)
                for word in words:
                    self.assertIn(word, err)
        self.some(1)
        status, _, err = program.run("bulk", self.filings, "--out=/proc/none")
        self.assertEqual(status, 69)
        self.assertIn("/proc/none cannot be written", err)

    def test_a_line_is_logged_now_and_then(self):
        slow = self.folder + "/slow"
        os.mkdir(slow)
        for seed in range(150):
            with open("%s/%d.pdf" % (slow, seed), "wb") as out:
                out.write(program.prospectus(seed, pages=400))
        watched = subprocess.Popen([program.PROGRAM, "bulk", slow, "--workers=1",
                                    "--log-seconds=1", "--out=" + self.folder + "/slow-out"],
                                   stderr=subprocess.PIPE, stdout=subprocess.DEVNULL)
        start, line = time.monotonic(), watched.stderr.readline().decode()
        took = time.monotonic() - start
        watched.kill()
        watched.communicate()
        self.assertGreater(took, 0.9)
        self.assertRegex(line, r"bulk: \d+ of 150 filings, \d+\.\d pages/s.* left")


if __name__ == "__main__":
    unittest.main()
