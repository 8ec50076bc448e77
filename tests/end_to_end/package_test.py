#!/usr/bin/env python3
"""The Debian package: made, installed into a folder of its own, run there, removed.

    package_test.py BUILD_FOLDER

Skipped (77) where dpkg-deb or cpack is not there.
"""
import glob
import os
import shutil
import subprocess
import sys
import tempfile
import unittest

import program

BUILD = sys.argv.pop() if len(sys.argv) > 1 else "build"
# Of a package; /etc holds its settings.
EXPECTED = ["usr/bin/filing-review",
            "usr/libexec/filing-review/filing-review-annotate-worker",
            "usr/libexec/filing-review/filing-review-convert-worker",
            "usr/libexec/filing-review/filing-review-read-worker",
            "usr/libexec/filing-review/filing-review-render-worker",
            "usr/share/man/man1/filing-review.1.gz", "usr/share/man/man1/filing-review-brief.1.gz",
            "usr/share/bash-completion/completions/filing-review",
            "lib/systemd/system/filing-review.service", "etc/filing-review/serve.conf",
            "usr/share/doc/filing-review/copyright",
            "usr/share/filing-review/proto/filing_review/v1/brief.proto"]


def run(*command, **options):
    ran = subprocess.run(command, capture_output=True, text=True, **options)
    if ran.returncode != 0:
        raise AssertionError("%s: %s%s" % (" ".join(command), ran.stdout, ran.stderr))
    return ran.stdout


class PackageTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        run("cpack", "-G", "DEB", "-B", cls.folder.name, "--config",
            os.path.join(BUILD, "CPackConfig.cmake"), cwd=cls.folder.name)
        (cls.package,) = glob.glob(cls.folder.name + "/*.deb")
        # A root of its own, with the data base of dpkg and nothing in it.
        cls.root = cls.folder.name + "/root"
        for part in ("info", "updates", "triggers"):
            os.makedirs("%s/var/lib/dpkg/%s" % (cls.root, part))
        for part in ("status", "available"):
            open("%s/var/lib/dpkg/%s" % (cls.root, part), "w").close()

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def dpkg(self, *arguments):
        # What it depends on is installed on the machine, not in that root.
        return run("dpkg", "--root=" + self.root, "--log=" + self.folder.name + "/log",
                   "--force-not-root", "--force-depends", "--force-bad-path", *arguments)

    def at(self, path):
        for place in (path, path.replace("lib/systemd", "usr/lib/systemd")):
            if os.path.exists(os.path.join(self.root, place)):
                return os.path.join(self.root, place)
        self.fail("the package does not have " + path)

    def test_it_says_what_it_needs(self):
        depends = run("dpkg-deb", "-f", self.package, "Depends")
        for library in ("libpoppler", "libgrpc++", "libre2", "libicu", "libprotobuf", "poppler-data"):
            self.assertIn(library, depends)
        self.assertIn("tesseract-ocr-chi-sim", run("dpkg-deb", "-f", self.package, "Recommends"))

    def test_installed_run_removed(self):
        self.dpkg("-i", self.package)
        for path in EXPECTED:
            self.at(path)
        installed = self.at("usr/bin/filing-review")
        (filing,) = glob.glob(program.CORPUS + "/2022_cinderleaf*.pdf")
        ran = subprocess.run([installed, "brief", "--format=json", filing], capture_output=True)
        _, built, _ = program.run("brief", "--format=json", filing)
        self.assertEqual(ran.returncode, 0, ran.stderr)
        self.assertEqual(ran.stdout.decode(), built)
        # The settings are such that serve takes them, and the unit starts what was installed.
        with open(self.at("lib/systemd/system/filing-review.service"), encoding="utf-8") as unit:
            (start,) = [line for line in unit if line.startswith("ExecStart=")]
        self.assertTrue(start.startswith("ExecStart=/usr/bin/filing-review serve "), start)
        printed = run(installed, "serve", "--print-config",
                      "--config=" + self.at("etc/filing-review/serve.conf"))
        self.assertIn("127.0.0.1:50061", printed)

        self.dpkg("-P", "filing-review")
        left = [path for folder in ("usr", "lib", "etc") for path in
                glob.glob("%s/%s/**" % (self.root, folder), recursive=True) if os.path.isfile(path)]
        self.assertEqual(left, [])


if __name__ == "__main__":
    if not all(shutil.which(tool) for tool in ("dpkg", "dpkg-deb", "dpkg-shlibdeps", "cpack")):
        print("package: dpkg-deb, dpkg-shlibdeps or cpack is not installed")
        sys.exit(77)
    unittest.main(verbosity=1)
