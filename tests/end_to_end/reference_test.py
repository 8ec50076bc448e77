#!/usr/bin/env python3
"""docs/COMMANDS.md, the man pages and the completion say what the program takes.

    reference_test.py SOURCE_ROOT

After a change of options: filing-review reference --format=markdown > docs/COMMANDS.md
"""
import glob
import os
import shutil
import subprocess
import sys
import tempfile
import unittest

import program

ROOT = sys.argv.pop() if len(sys.argv) > 1 else "."


def complete(script, words):
    """What bash offers after `words`, the last of which is being typed."""
    ask = "source '%s'; COMP_WORDS=(%s); COMP_CWORD=%d; _filing_review; printf '%%s\\n' \"${COMPREPLY[@]}\"" % (
        script, " ".join("'%s'" % word for word in words), len(words) - 1)
    ran = subprocess.run(["bash", "-c", ask], capture_output=True, text=True, check=True)
    return [line for line in ran.stdout.split("\n") if line]


class ReferenceTest(unittest.TestCase):
    def test_docs_are_what_the_program_says(self):
        status, out, _ = program.run("reference", "--format=markdown")
        self.assertEqual(status, 0)
        with open(os.path.join(ROOT, "docs/COMMANDS.md"), encoding="utf-8") as file:
            self.assertEqual(file.read(), out,
                             "filing-review reference --format=markdown > docs/COMMANDS.md")

    def test_docs_do_not_depend_on_who_asks(self):
        _, mine, _ = program.run("reference")
        env = dict(os.environ, HOME="/elsewhere/person")
        _, theirs, _ = program.run("reference", env=env)
        self.assertEqual(mine, theirs)

    def test_each_command_has_a_man_page_that_man_reads(self):
        with tempfile.TemporaryDirectory() as folder:
            status, _, err = program.run("reference", "--format=man", "--out=" + folder)
            self.assertEqual((status, err), (0, ""))
            pages = {os.path.basename(path): path for path in glob.glob(folder + "/*.1")}
            for name in ("filing-review.1", "filing-review-brief.1", "filing-review-rules-check.1"):
                self.assertIn(name, pages)
            with open(pages["filing-review-brief.1"], encoding="utf-8") as file:
                page = file.read()
            for part in (".SH NAME", ".SH SYNOPSIS", ".SH EXIT STATUS", "\\-\\-password\\-file"):
                self.assertIn(part, page)
            if shutil.which("groff"):
                for path in pages.values():
                    ran = subprocess.run(["groff", "-Kutf8", "-man", "-Tutf8", "-ww", "-z", path],
                                         capture_output=True, text=True)
                    self.assertEqual(ran.stderr, "", path)

    def test_a_folder_is_asked_for(self):
        status, _, err = program.run("reference", "--format=man")
        self.assertEqual(status, 2)
        self.assertIn("give their folder with --out", err)
        status, _, err = program.run("reference", "--format=man", "--out=/nowhere/at/all")
        self.assertEqual(status, 69)
        self.assertIn("does its folder exist?", err)

    def test_bash_completes(self):
        with tempfile.TemporaryDirectory() as folder:
            script = folder + "/completion"
            _, out, _ = program.run("reference", "--format=bash")
            with open(script, "w", encoding="utf-8") as file:
                file.write(out)
            for words, wanted in (
                    (["filing-review", "ru"], ["rules"]),
                    (["filing-review", "rules", "ch"], ["check"]),
                    (["filing-review", "brief", "--form"], ["--format"]),
                    (["filing-review", "brief", "--format", "h"], ["html"]),
                    (["filing-review", "brief", "--format", "=", "h"], ["html"]),
                    (["filing-review", "brief", "--format", "="],
                     ["json", "text", "html", "markdown"])):
                with self.subTest(words=words):
                    offered = complete(script, words)
                    self.assertEqual(offered[:len(wanted)], wanted)


if __name__ == "__main__":
    unittest.main(verbosity=1)
