"""A real server process: submit, watch, brief, cancel, delete, drain, bad input."""
import glob
import json
import os
import signal
import time
import unittest

import program


class ServeTest(program.FolderTest):
    def names(self, out):
        return [line.split("\t")[0] for line in out.splitlines()]

    def test_submit_waits_prints_and_writes_what_brief_prints(self):
        pdf = self.path("heron.pdf", program.prospectus(1))
        out_dir = self.folder.name + "/out"
        with program.Server(self.data) as server:
            status, out, err = server.run("submit", pdf, "--wait", "--format=json",
                                          "--out=" + out_dir)
            self.assertEqual(status, 0, err)
            self.assertEqual(out, program.run("brief", pdf)[1])
            with open(out_dir + "/heron.json") as written:
                self.assertEqual(written.read(), out)
            self.assertEqual(sorted(os.listdir(out_dir)),
                             ["heron.html", "heron.json", "heron.md", "heron.txt"])
            self.assertIn("heron.pdf: succeeded", err)
            again = server.run("submit", pdf, "--wait", "--format=json")
            self.assertEqual(again[1], out)
            self.assertEqual(len(self.names(server.run("list")[1])), 1)
            blobs = [f for f in glob.glob(self.data + "/blobs/*/*")]
            self.assertEqual(len(blobs), 1)
            self.assertEqual(server.terminate(), 0)
            self.assertIn("nothing submitted is lost", server.log_text())

    def test_bad_inputs_are_named_and_the_server_serves_on(self):
        rows = [(self.path("letter.pdf", b"Dear Sir,\n" * 100), "not_a_pdf"),
                (self.path("empty.pdf", b""), "empty_file"),
                (self.folder.name, "not_a_file"),
                (self.folder.name + "/none.pdf", "not_a_file")]
        good = self.path("good.pdf", program.prospectus(1))
        with program.Server(self.data) as server:
            for path, reason in rows:
                status, out, err = server.run("submit", path, "--wait")
                self.assertEqual(status, 65, err)
                self.assertEqual(out, "")
                self.assertIn("filing-review: " + path + ": ", err)
                self.assertIn("[%s]" % reason, err)
            paths = [path for path, _ in rows] + [good]
            status, out, err = server.run("submit", *paths, "--wait")
            self.assertEqual(status, 65, err)
            self.assertTrue(out, "the good one among them has its brief")
            self.assertEqual(os.listdir(self.data + "/incoming"), [])
            self.assertEqual(server.children(), [])

    def test_cancel_stops_the_workers(self):
        long = self.path("long.pdf", program.small_pdf(
            [["Line %d of page %d about registered users." % (line, page) for line in range(45)]
             for page in range(4000)]))
        with program.Server(self.data, "--workers=1") as server:
            name = self.names(server.run("submit", long)[1])[0]
            program.until(server.children, 30, "a worker process runs")
            status, out, err = server.run("cancel", name)
            self.assertEqual(status, 0, err)
            self.assertEqual(json.loads(out)["state"], "CANCELLED")
            program.until(lambda: not server.children(), 5, "the worker processes end")
            self.assertEqual(json.loads(server.run("get", name)[1])["state"], "CANCELLED")
            self.assertEqual(server.run("cancel", name)[0], 0)
            self.assertEqual(server.run("delete", name)[0], 0)
            self.assertIn("no_such_filing", server.run("get", name)[2])
            self.assertEqual(glob.glob(self.data + "/blobs/*/*"), [])

    def test_a_deadline_reaches_the_worker_and_the_queue(self):
        long = self.path("long.pdf", program.small_pdf(
            [["Line %d of page %d about registered users." % (line, page) for line in range(45)]
             for page in range(4000)]))
        other = self.path("other.pdf", program.prospectus(1))
        with program.Server(self.data, "--workers=1", "--lease-seconds=20") as server:
            held = self.names(server.run("submit", long, "--review-seconds=8")[1])[0]
            waiting = self.names(server.run("submit", other, "--review-seconds=3")[1])[0]
            program.until(server.children, 30, "a worker process runs")
            server.signal_workers(signal.SIGSTOP)  # it hangs: a page has 10 s
            start = time.monotonic()

            def failed(name):
                filing = json.loads(server.run("get", name)[1])
                return filing["error"] if filing["state"] == "FAILED" else None
            program.until(lambda: failed(waiting), 12, "what waits is given up")
            self.assertEqual(failed(waiting)["reason"], "review_deadline")
            self.assertIn("waited until the deadline", failed(waiting)["message"])
            program.until(lambda: failed(held), 12, "what is read is given up")
            self.assertLess(time.monotonic() - start, 12)
            self.assertEqual(failed(held)["reason"], "review_deadline")
            self.assertIn("submit it again with more time", failed(held)["message"])
            program.until(lambda: not server.children(), 5, "the worker processes end")
            status, _, err = server.run("submit", long, "--review-seconds=0")
            self.assertEqual(status, 2, err)

    def test_sigterm_gives_unfinished_reviews_back(self):
        long = self.path("long.pdf", program.small_pdf(
            [["Line %d of page %d about registered users." % (line, page) for line in range(45)]
             for page in range(4000)]))
        with program.Server(self.data, "--drain-seconds=0") as server:
            name = self.names(server.run("submit", long)[1])[0]
            program.until(server.children, 30, "a worker process runs")
            self.assertEqual(server.terminate(20), 0)
        with program.Server(self.data) as server:
            state = json.loads(server.run("get", name)[1])["state"]
            self.assertIn(state, ("QUEUED", "RUNNING"))
            server.run("cancel", name)

    def test_full_buffers_of_grpc_break_calls_off_and_the_server_serves_on(self):
        large = self.path("large.pdf", program.prospectus(1) + b"%" + os.urandom(20_000_000))
        small = self.path("small.pdf", program.prospectus(2))
        with program.Server(self.data, "--grpc-bytes=%d" % (1 << 20)) as server:
            status, out, err = server.run("submit", large)
            self.assertEqual((status, out), (69, ""), err)
            self.assertIn("[connection_lost]", err)
            status, _, err = server.run("submit", small, "--wait")
            self.assertEqual(status, 0, err)
        with program.Server(self.data) as server:
            status, _, err = server.run("submit", large, "--wait")
            self.assertEqual(status, 0, err)

    def test_a_taken_port_is_an_error(self):
        with program.Server(self.data) as server:
            status, _, err = program.run("serve", "--listen=" + server.address,
                                         "--data-dir=" + self.folder.name + "/other")
            self.assertEqual(status, 69, err)
            self.assertIn(server.address, err)

    def test_a_unix_socket(self):
        pdf = self.path("heron.pdf", program.prospectus(1))
        address = "unix:" + self.folder.name + "/socket"
        with program.Server(self.data, listen=address) as server:
            self.assertEqual(server.address, address)
            self.assertEqual(server.run("submit", pdf, "--wait", "--format=json")[0], 0)


if __name__ == "__main__":
    unittest.main()
