"""A run of filing-review bulk goes on, or again after files or rules changed."""
import glob
import json
import os
import subprocess
import unittest

import bulk_fixture
import program


class BulkAgainTest(bulk_fixture.BulkFixture):
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


if __name__ == "__main__":
    unittest.main()
