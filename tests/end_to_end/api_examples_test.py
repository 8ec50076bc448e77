#!/usr/bin/env python3
"""The examples of docs/API.md run as they stand there, against a live server, and agree.

    api_examples_test.py SOURCE_ROOT

A language whose libraries are not installed is left out with a printed line.
"""
import glob
import json
import os
import shutil
import subprocess
import sys
import tempfile
import unittest

import program

ROOT = os.path.abspath(sys.argv.pop() if len(sys.argv) > 1 else ".")
EXAMPLES = os.path.join(ROOT, "docs/examples")
NODE_MODULES = os.path.join(ROOT, "node_modules")
# Debian's own Python has Debian's grpcio; another one on the path may not.
PYTHON = "/usr/bin/python3"


def run(*command, env=None):
    ran = subprocess.run(command, capture_output=True, text=True, timeout=120, cwd=ROOT,
                         env=dict(os.environ, PYTHONDONTWRITEBYTECODE="1", **(env or {})))
    return ran.returncode, ran.stdout, ran.stderr


class ExamplesTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.server = program.Server(cls.folder.name + "/data", "--ocr=off").__enter__()
        (cls.filing,) = glob.glob(program.CORPUS + "/2022_cinderleaf*.pdf")
        cls.broken = cls.folder.name + "/broken.pdf"
        with open(cls.broken, "w", encoding="ascii") as file:
            file.write("%PDF-1.4\nnothing of a PDF follows\n")
        _, out, _ = program.run("brief", "--format=json", cls.filing)
        brief = json.loads(out)
        count = next(one for one in brief["userCounts"]
                     if one["factId"] == brief["headline"]["factId"])
        cls.wanted = "%s: %s\n" % (brief["filing"]["issuer"], brief["headline"]["summary"])
        cls.wanted += "".join('page %d: "%s"\n' % (one["page"], one["quote"])
                              for one in count["evidence"] if one["role"] == "FIGURE")

    @classmethod
    def tearDownClass(cls):
        cls.server.__exit__()
        cls.folder.cleanup()

    def missing(self, what):
        print("api_examples: %s is not installed, its example was not run" % what)
        self.skipTest(what)

    def check(self, *command, env=None):
        status, out, err = run(*command, self.server.address, self.filing, env=env)
        self.assertEqual((status, out), (0, self.wanted), err)

    def check_broken(self, *command, env=None):
        status, out, err = run(*command, self.server.address, self.broken, env=env)
        self.assertNotEqual(status, 0, out)
        self.assertRegex(err, r"\[(damaged|not_a_pdf|no_pages)\]|damaged|not a PDF")

    def test_cc(self):
        example = os.path.join(os.path.dirname(program.PROGRAM), "review_filing_example")
        self.check(example)
        self.check_broken(example)

    def test_python(self):
        if run(PYTHON, "-c", "import grpc")[0] != 0:
            self.missing("python3-grpcio")
        stubs = self.folder.name + "/stubs"
        os.mkdir(stubs)
        status, _, err = run(
            "protoc", "-Iproto", "--python_out=" + stubs, "--grpc_python_out=" + stubs,
            "--plugin=protoc-gen-grpc_python=" + shutil.which("grpc_python_plugin"),
            *sorted(os.path.relpath(path, ROOT)
                    for path in glob.glob(ROOT + "/proto/filing_review/v1/*.proto")))
        self.assertEqual(status, 0, err)
        example = (PYTHON, os.path.join(EXAMPLES, "review_filing.py"))
        self.check(*example, env={"PYTHONPATH": stubs})
        self.check_broken(*example, env={"PYTHONPATH": stubs})

    def test_node(self):
        if not os.path.isdir(NODE_MODULES + "/@grpc/grpc-js") or not shutil.which("node"):
            self.missing("@grpc/grpc-js")
        example = ("node", os.path.join(EXAMPLES, "review_filing.mjs"))
        self.check(*example)
        self.check_broken(*example)

    def test_buf_curl(self):
        if not os.path.exists(NODE_MODULES + "/.bin/buf"):
            self.missing("buf")
        self.check(os.path.join(EXAMPLES, "review_filing.sh"))


if __name__ == "__main__":
    unittest.main(verbosity=1)
