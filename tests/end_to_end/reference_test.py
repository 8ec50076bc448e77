#!/usr/bin/env python3
"""docs/COMMANDS.md, docs/LIMITS.md, the man pages and the completion say what the program takes.

    reference_test.py SOURCE_ROOT

After a change of options: filing-review reference --format=markdown > docs/COMMANDS.md
After a change of limits: filing-review reference --format=limits > docs/LIMITS.md
"""
import glob
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

import program

ROOT = sys.argv.pop() if len(sys.argv) > 1 else "."


def read(path):
    with open(os.path.join(ROOT, path), encoding="utf-8") as file:
        return file.read()


def defaults_of(struct, text):
    """Names and defaults of the numbers of a struct."""
    body = re.search(r"^struct %s \{(.*?)^\};" % struct, text, re.M | re.S).group(1)
    found = re.findall(r"^  int\d+_t (\w+) = (?:int64_t\{)?([\d']+)\}?(?: << (\d+))?;", body, re.M)
    assert len(found) == len(re.findall(r"^  int\d+_t ", body, re.M)) > 2, struct
    return [(name, int(value.replace("'", "")) << int(shift or 0)) for name, value, shift in found]


def complete(script, words):
    """What bash offers after `words`, the last of which is being typed."""
    ask = "source '%s'; COMP_WORDS=(%s); COMP_CWORD=%d; _filing_review; printf '%%s\\n' \"${COMPREPLY[@]}\"" % (
        script, " ".join("'%s'" % word for word in words), len(words) - 1)
    ran = subprocess.run(["bash", "-c", ask], capture_output=True, text=True, check=True)
    return [line for line in ran.stdout.split("\n") if line]


class ReferenceTest(unittest.TestCase):
    def test_docs_are_what_the_program_says(self):
        for document, form in (("docs/COMMANDS.md", "markdown"), ("docs/LIMITS.md", "limits")):
            status, out, _ = program.run("reference", "--format=" + form)
            self.assertEqual(status, 0)
            with open(os.path.join(ROOT, document), encoding="utf-8") as file:
                self.assertEqual(file.read(), out, "filing-review reference --format=%s > %s" % (form, document))

    def test_every_limit_is_told_with_its_unit(self):
        """The limits of the sources, in the bare form that --print-limits has."""
        with open(os.path.join(ROOT, "docs/LIMITS.md"), encoding="utf-8") as file:
            told = dict(re.findall(r"^\| `(\w+)` \| ([^|]+) \|", file.read(), re.M))
        printed = dict(line.split("\t")[:2] for line in program.run("brief", "--print-limits")[1].splitlines())
        self.assertEqual(set(told), set(printed))
        units = {"KiB": 1 << 10, "MiB": 1 << 20, "GiB": 1 << 30}
        for name, text in told.items():
            number, _, unit = text.partition(" ")
            self.assertEqual(int(number.replace(",", "")) * units.get(unit, 1), int(printed[name]), name)
            self.assertEqual(unit in units or unit == "bytes", name.endswith("_bytes"), name)
            self.assertEqual(unit == "s", name.endswith("_seconds"), name)
        structs = (("extract/limits.h", "Limits", ""), ("service/export/export_limits.h", "ExportLimits", ""),
                   ("classify/rule_limits.h", "RuleLimits", "rule_"), ("service/limits.h", "ServerLimits", ""),
                   ("service/limits.h", "BulkLimits", "bulk_"))
        defaults = {prefix + name: str(value) for path, struct, prefix in structs
                    for name, value in defaults_of(struct, read(path))}
        self.assertEqual(defaults, printed)

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
