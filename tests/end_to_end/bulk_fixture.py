"""Runs filing-review bulk over a folder of made-up filings."""
import os
import tempfile
import unittest

import bulk_output
import program


class BulkFixture(unittest.TestCase):
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
