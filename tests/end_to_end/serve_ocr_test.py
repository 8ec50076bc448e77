"""A server that recognises pages after the brief: two revisions, priority, crashes, passwords."""
import glob
import json
import os
import signal
import subprocess
import unittest

import program
import scanned

TEXT = ["As of December 31, 2023, our platform had over 5.2 million",
        "registered users and 3,250,000 monthly active users.",
        "We collect names, telephone numbers and location data,",
        "and store this information in encrypted form."]
PICTURE = ["As of June 30, 2024, our platform had over 6.4 million",
           "registered users and 4,120,000 monthly active users."] + TEXT[2:]


class ServeOcrTest(program.FolderTest):
    def setUp(self):
        super().setUp()
        self.short = self.path("short.pdf", scanned.pdf([TEXT, scanned.picture(PICTURE * 5)]))

    def long(self, pages=40):
        """A scanned filing that takes long to recognise."""
        full = [PICTURE[i % 4] for i in range(32)]
        return self.path("long.pdf", scanned.pdf([TEXT] + [scanned.picture(full)] * pages))

    def submit(self, server, path, *options):
        status, out, err = server.run("submit", path, *options)
        self.assertEqual(status, 0, err)
        return out.split("\t")[0]

    def filing(self, server, name):
        return json.loads(server.run("get", name)[1])

    def brief(self, server, name):
        return server.run("get", name, "--format=json")[1]

    def until_state(self, server, name, state, seconds=60):
        program.until(lambda: self.filing(server, name).get("ocrState", "") == state, seconds,
                      "recognition is " + state)

    def test_the_first_revision_comes_first_and_the_second_replaces_it(self):
        with program.Server(self.data, "--workers=1") as server:
            name = self.submit(server, self.short)
            program.until(lambda: self.filing(server, name).get("briefRevision"), 30, "a brief")
            first, filing = self.brief(server, name), self.filing(server, name)
            self.assertEqual((filing["state"], filing["briefRevision"]), ("PARTIAL", 1))
            self.assertIn(filing["ocrState"], ("PENDING", "RUNNING"))
            self.assertEqual(first, program.run("brief", self.short)[1])
            unread = json.loads(first)["coverage"]["pagesUnread"]
            self.assertEqual([(page["page"], page["reason"]) for page in unread], [(2, "no_text")])
            status, out, err = server.run("submit", self.short, "--wait", "--format=json",
                                          "--out=" + self.folder.name + "/out")
            self.assertEqual(status, 0, err)
            self.assertEqual(out, program.run("brief", self.short, "--ocr=auto")[1])
            self.assertEqual(self.brief(server, name), out)
            with open(self.folder.name + "/out/short.json") as written:
                self.assertEqual(written.read(), out)
            brief = json.loads(out)
            self.assertEqual(brief["provenance"]["revision"], 2)
            self.assertEqual(brief["coverage"]["pagesFromOcr"], [2])
            self.assertTrue(any(place.get("fromOcr") for count in brief["userCounts"]
                                for place in count["evidence"]))
            filing = self.filing(server, name)
            self.assertEqual((filing["state"], filing["briefRevision"], filing["ocrState"]),
                             ("SUCCEEDED", 2, "DONE"))
            self.assertEqual(server.children(), [])

    def test_modes(self):
        text = self.path("text.pdf", scanned.pdf([TEXT]))
        rows = [(self.short, ["--ocr=off"], 3, 1, "off"), (text, [], 0, 1, "off"),
                (self.short, ["--ocr=force"], 0, 2, "force")]
        with program.Server(self.data) as server:
            for path, options, status, revision, same in rows:
                with self.subTest(options=options, path=path):
                    got, out, err = server.run("submit", path, "--wait", "--format=json", *options)
                    self.assertEqual(got, status, err)
                    self.assertEqual(json.loads(out)["provenance"]["revision"], revision)
                    self.assertEqual(out, program.run("brief", path, "--ocr=" + same)[1])
        with program.Server(self.folder.name + "/off", "--ocr=off") as server:
            got, out, _ = server.run("submit", self.short, "--wait", "--format=json")
            self.assertEqual((got, json.loads(out)["provenance"]["revision"]), (3, 1))
            got, out, _ = server.run("submit", self.short, "--wait", "--format=json", "--ocr=auto")
            self.assertEqual((got, json.loads(out)["provenance"]["revision"]), (0, 2))

    def test_a_killed_server_recognises_when_it_is_back(self):
        with program.Server(self.data) as server:
            name = self.submit(server, self.short)
            self.until_state(server, name, "RUNNING")
            first = self.brief(server, name)
            server.process.kill()
            server.process.wait()
        self.assertEqual(json.loads(first)["provenance"]["revision"], 1)
        with program.Server(self.data) as server:
            self.until_state(server, name, "DONE")
            self.assertEqual(self.brief(server, name),
                             program.run("brief", self.short, "--ocr=auto")[1])

    def test_filings_with_text_do_not_wait_for_recognition(self):
        with program.Server(self.data, "--workers=1") as server:
            slow = self.submit(server, self.long())
            self.until_state(server, slow, "RUNNING")
            waiting = self.submit(server, self.short)
            for seed in range(5):
                path = self.path("text-%d.pdf" % seed, program.prospectus(seed))
                status, _, err = server.run("submit", path, "--wait")
                self.assertEqual(status, 0, err)
            self.assertEqual(self.filing(server, waiting)["ocrState"], "PENDING")
            self.assertEqual(self.filing(server, waiting)["briefRevision"], 1)
            self.assertEqual(self.filing(server, slow)["ocrState"], "RUNNING")
            # SIGTERM does not wait for it.
            self.assertEqual(server.terminate(15), 0)
        with program.Server(self.data, "--workers=1") as server:
            self.assertIn(self.filing(server, slow)["ocrState"], ("PENDING", "RUNNING"))
            self.assertEqual(server.run("delete", slow)[0], 0)
            self.until_state(server, waiting, "DONE")

    def test_cancel_and_delete_stop_the_worker(self):
        path = self.long()
        with program.Server(self.data) as server:
            name = self.submit(server, path)
            self.until_state(server, name, "RUNNING")
            program.until(server.children, 30, "a worker process runs")
            status, out, err = server.run("cancel", name)
            self.assertEqual(status, 0, err)
            self.assertEqual((json.loads(out)["state"], json.loads(out)["ocrState"]),
                             ("PARTIAL", "CANCELLED"))
            program.until(lambda: not server.children(), 5, "the worker process ends")
            self.assertEqual(json.loads(self.brief(server, name))["provenance"]["revision"], 1)
            self.assertEqual(server.run("submit", path, "--wait")[0], 3)
            self.assertEqual(server.run("delete", name)[0], 0)
            name = self.submit(server, path)
            self.until_state(server, name, "RUNNING")
            program.until(server.children, 30, "a worker process runs")
            self.assertEqual(server.run("delete", name)[0], 0)
            program.until(lambda: not server.children(), 5, "the worker process ends")
            self.assertIn("no_such_filing", server.run("get", name)[2])
            self.assertEqual(glob.glob(self.data + "/blobs/*/*"), [])

    def test_passwords_are_kept_until_recognition_ends_and_no_longer(self):
        secret = "Zw6-correct-horse"
        locked = self.folder.name + "/locked.pdf"
        subprocess.run(["qpdf", "--encrypt", secret, "owner", "256", "--", self.short, locked],
                       check=True)
        password = "--password-file=" + self.path("password", secret.encode())
        with program.Server(self.data) as server:
            status, out, err = server.run("submit", locked, "--wait", "--format=json", password)
            self.assertEqual(status, 0, err)
            self.assertEqual(json.loads(out)["coverage"]["pagesFromOcr"], [2])
            name = server.run("list")[1].split("\t")[0]
            server.run("delete", name)
            name = self.submit(server, locked, password)
            self.until_state(server, name, "RUNNING")
            server.process.kill()
            server.process.wait()
        with program.Server(self.data) as server:
            self.until_state(server, name, "FAILED")
            filing = self.filing(server, name)
            self.assertEqual(filing["ocrError"]["reason"], "password_forgotten")
            self.assertEqual((filing["state"], filing["briefRevision"]), ("PARTIAL", 1))
            status, out, err = server.run("submit", locked, "--wait", "--format=json", password)
            self.assertEqual(status, 3)
            self.assertIn("pages were not recognised", err)
            self.assertIn("[password_forgotten]", err)
            self.assertEqual(json.loads(out)["provenance"]["revision"], 1)
            for path in glob.glob(self.data + "/**", recursive=True):
                if os.path.isfile(path):
                    with open(path, "rb") as file:
                        self.assertNotIn(secret.encode(), file.read(), path)
            self.assertNotIn(secret, server.log_text())

    def test_more_recognitions_than_workers_wait(self):
        for workers in (1, 2):
            data = "%s/workers-%d" % (self.folder.name, workers)
            with self.subTest(workers=workers), \
                    program.Server(data, "--workers=1", "--ocr-workers=%d" % workers) as server:
                first = self.submit(server, self.long(40))
                second = self.submit(server, self.long(41))
                self.until_state(server, first, "RUNNING")
                if workers == 2:
                    self.until_state(server, second, "RUNNING")
                    continue
                program.until(lambda: self.filing(server, second).get("briefRevision"), 30,
                              "a brief")
                self.assertEqual(self.filing(server, second)["ocrState"], "PENDING")
                self.assertEqual(len(server.children()), 1)
                self.assertEqual(server.run("delete", first)[0], 0)
                self.until_state(server, second, "RUNNING")

    def test_where_the_queue_is_full_the_first_revision_stands(self):
        with program.Server(self.data, "--workers=1", "--max-ocr-queue=1") as server:
            running = self.submit(server, self.long())
            self.until_state(server, running, "RUNNING")
            waiting = self.submit(server, self.long(41))
            self.until_state(server, waiting, "PENDING")
            refused = self.submit(server, self.short)
            self.until_state(server, refused, "FAILED")
            filing = self.filing(server, refused)
            self.assertEqual(filing["ocrError"]["reason"], "ocr_queue_full")
            self.assertEqual((filing["state"], filing["briefRevision"]), ("PARTIAL", 1))

    def test_tries_of_a_recognition_end(self):
        for attempts, unread in ((1, [(2, "worker_crash")]), (2, [])):
            data = "%s/attempts-%d" % (self.folder.name, attempts)
            with self.subTest(attempts=attempts), \
                    program.Server(data, "--max-ocr-attempts=%d" % attempts) as server:
                name = self.submit(server, self.short)
                self.until_state(server, name, "RUNNING")
                program.until(lambda: server.signal_workers(signal.SIGKILL), 30, "a worker")
                self.until_state(server, name, "DONE")
                coverage = json.loads(self.brief(server, name))["coverage"]
                self.assertEqual([(page["page"], page["reason"])
                                  for page in coverage["pagesUnread"]], unread)
                self.assertEqual(coverage["pagesFromOcr"], [] if unread else [2])

    def test_deaths_of_the_server_are_counted_apart_from_tries(self):
        name = None
        for death in range(3):
            with program.Server(self.data, "--max-ocr-attempts=1", "--max-server-deaths=2") as server:
                name = name or self.submit(server, self.long())
                if death < 2:
                    self.until_state(server, name, "RUNNING")
                    server.process.kill()
                    server.process.wait()
                else:
                    self.until_state(server, name, "FAILED")
                    filing = self.filing(server, name)
                    self.assertEqual(filing["ocrError"]["reason"], "attempts_exhausted")
                    self.assertEqual((filing["state"], filing["briefRevision"]), ("PARTIAL", 1))


if __name__ == "__main__":
    unittest.main()
