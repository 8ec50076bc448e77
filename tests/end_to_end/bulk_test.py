"""filing-review bulk from outside: sources, records, stopping."""
import glob
import json
import os
import signal
import subprocess
import time
import unittest

import bulk_fixture
import program


class BulkTest(bulk_fixture.BulkFixture):
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
