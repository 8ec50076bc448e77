"""Hostile files end with a brief, a partial brief or a typed error, within their limits."""
import os
import subprocess
import sys
import tempfile
import threading
import time
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "end_to_end"))

import ends
import generate
import program

# Of generated files that use up a time limit of 10 s or more, or many seconds, one is enough here;
# `ends.py` runs all.
SLOW = {"bomb_content", "bomb_content_40_pages", "bomb_encoding", "bomb_form", "bomb_tounicode",
        "chars_40_million", "cmap_use_other", "counts_on_every_line", "form_fan_2_on_30_pages",
        "inline_images", "one_long_sentence", "table_cells_2", "unknown_operators_million", "dots_only",
        "outline_long_titles", "holders_on_every_line", "bomb_cidtogidmap"}
SECONDS, MEGABYTES = 60, 400


class HostileTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.paths = {}
        for name, data in generate.files():
            cls.paths[name] = cls.write(name + ".pdf", data)

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    @classmethod
    def write(cls, name, data):
        path = os.path.join(cls.folder.name, name)
        with open(path, "wb") as out:
            out.write(data)
        return path

    def expect(self, path, statuses, reason=""):
        end = ends.review(program.PROGRAM, path, SECONDS)
        self.assertEqual(end.wrong, "", path)
        self.assertIn(end.status, statuses, path)
        self.assertIn(reason, end.reason, path)
        if "ASAN_OPTIONS" not in os.environ:  # a sanitizer keeps what is freed for a while
            self.assertLess(end.megabytes, MEGABYTES, path)

    def test_each_generated_file_ends_as_it_should(self):
        for name, path in self.paths.items():
            if name not in SLOW:
                with self.subTest(name):
                    self.expect(path, (0, 3, 65, 69))

    def test_what_becomes_of_some_of_them(self):
        for name, statuses, reason in (
                ("bomb_content", [3], "1 × page_time_limit"), ("form_self", [0], ""),
                ("contents_200000_streams", [3], "1 × page_char_limit"),
                ("pages_100000", [69], "page_count_limit"), ("pages_4900_each_a_count", [0], ""),
                ("javascript_and_attachments", [0], ""), ("xfa", [0], ""),
                ("tree_10000_deep", [0, 3, 65], ""), ("zip", [65], "not_a_pdf"),
                ("pages_count_zero", [0, 65], "")):
            with self.subTest(name):
                self.expect(self.paths[name], statuses, reason)

    def test_what_is_no_file_is_refused_at_once(self):
        fifo = os.path.join(self.folder.name, "fifo.pdf")
        os.mkfifo(fifo)
        self.expect(fifo, [65], "not_a_file")
        loop = os.path.join(self.folder.name, "loop.pdf")
        os.symlink(loop, loop)
        self.expect(loop, [65], "not_a_file")
        self.expect("/dev/zero", [65], "not_a_file")
        self.expect(self.folder.name, [65], "not_a_file")

    def test_half_a_gigabyte_of_nothing(self):
        for name, size, reason in (("limit.pdf", 512 << 20, ""), ("over.pdf", (512 << 20) + 1,
                                                                  "file_size_limit")):
            path = self.write(name, b"%PDF-1.7\n")
            os.truncate(path, size)
            end = ends.review(program.PROGRAM, path, SECONDS)
            self.assertEqual(end.wrong, "")
            self.assertIn(end.status, (65, 69))
            self.assertIn(reason, end.reason)
            os.unlink(path)

    def test_a_file_cut_short_while_it_is_read(self):
        with open(self.paths["pages_4900_each_a_count"], "rb") as whole:
            data = whole.read()
        for delay in (0.01, 0.03, 0.1, 0.3):
            path = self.write("cut.pdf", data)
            cutter = threading.Timer(delay, os.truncate, (path, 5000))
            cutter.start()
            self.expect(path, (0, 3, 65, 69))
            cutter.join()

    def test_good_filings_are_reviewed_beside_hostile_ones(self):
        hostile = [self.paths[name] for name in (
            "bomb_content", "bomb_form", "form_fan_2_levels_40", "content_unbalanced", "pages_100000",
            "cmap_cid_billions", "cmap_uses_itself", "zip", "tree_loop", "glyphs_everywhere")]
        good = [self.write("good-%d.pdf" % seed, program.prospectus(seed, pages=50)) for seed in range(8)]
        alone = {path: program.run("brief", path, "--format=json")[1] for path in good}
        with tempfile.TemporaryDirectory() as data, program.Server(data) as server:
            submitting = [subprocess.Popen([program.PROGRAM, "submit", "--server=" + server.address, path],
                                           stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
                          for path in hostile]
            for path in good:
                status, brief, err = server.run("submit", path, "--wait", "--format=json", timeout=300)
                self.assertEqual((status, brief), (0, alone[path]), err)
            for process in submitting:
                process.wait(60)
            program.until(lambda: all(state not in server.run("list")[1] for state in ("QUEUED", "RUNNING")),
                          300, "every filing has ended")
            rows = server.run("list")[1].splitlines()
            self.assertEqual(len(rows), len(good) + len(hostile))
            for row in rows:  # recognition of pages that still waits or runs
                server.run("cancel", row.split("\t")[0])
            program.until(lambda: not server.children(), 10, "no worker outlives its job")
            self.assertIsNone(server.process.poll())

    def test_no_worker_outlives_a_command_that_is_killed(self):
        process = subprocess.Popen([program.PROGRAM, "brief", self.paths["bomb_content"]],
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        workers = []

        def has_worker():
            workers[:] = [pid for pid in ends.family(process.pid)[0] if pid != process.pid]
            return workers
        program.until(has_worker, 30, "a worker has started")
        time.sleep(0.3)
        process.kill()
        process.wait()
        program.until(lambda: not any(ends.runs(pid) for pid in workers), 10, "workers have ended")


if __name__ == "__main__":
    unittest.main()
