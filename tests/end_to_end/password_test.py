"""Passwords of documents: given by file, used, and never found anywhere afterwards."""
import json
import os
import subprocess
import unittest

import program

SECRET = "Zw6-correct-horse-红军不怕远征难"


def encrypt(path, out, user, owner="owner-s-own", *more):
    subprocess.run(["qpdf", "--encrypt", user, owner, "256", *more, "--", path, out], check=True)


class PasswordTest(program.FolderTest):
    def setUp(self):
        super().setUp()
        self.plain = self.path("plain.pdf", program.prospectus(1))
        self.locked = self.folder.name + "/locked.pdf"
        encrypt(self.plain, self.locked, SECRET)
        self.password_file = self.path("password", SECRET.encode() + b"\n")

    def holders_of_secret(self, folder):
        """Files below a folder whose bytes hold the password."""
        found = []
        for place, _, names in os.walk(folder):
            for name in names:
                with open(os.path.join(place, name), "rb") as file:
                    if SECRET.encode() in file.read():
                        found.append(os.path.join(place, name))
        return found

    def test_brief_takes_the_password_from_a_file(self):
        status, out, err = program.run("brief", self.locked)
        self.assertEqual((status, out), (65, ""), err)
        self.assertIn("needs a password; give it with --password-file [encrypted]", err)
        wrong = self.path("wrong", b"wrong\n")
        status, _, err = program.run("brief", self.locked, "--password-file=" + wrong)
        self.assertEqual(status, 65)
        self.assertIn("the one given is wrong", err)
        status, out, err = program.run("brief", self.locked, "--password-file=" + self.password_file)
        self.assertEqual((status, err), (0, ""))
        self.assertNotIn(SECRET, out)
        same = json.loads(program.run("brief", self.plain)[1])
        self.assertEqual(json.loads(out)["userCounts"], same["userCounts"])
        self.assertGreater(len(same["userCounts"]), 0)

    def test_an_empty_user_password_opens_without_asking(self):
        out = self.folder.name + "/rights.pdf"
        encrypt(self.plain, out, "")
        self.assertEqual(program.run("brief", out)[0], 0)

    def test_a_submitted_password_is_used_and_found_nowhere(self):
        with program.Server(self.data) as server:
            without = server.run("submit", self.locked, "--wait")
            self.assertEqual(without[0], 65)
            self.assertIn("[encrypted]", without[2])
            status, out, err = server.run("submit", self.locked, "--wait", "--format=json",
                                          "--password-file=" + self.password_file)
            self.assertEqual(status, 0, err)
            self.assertGreater(len(json.loads(out)["userCounts"]), 0)
            listed = server.run("list")[1]
            for text in (out, err, listed, server.log_text()):
                self.assertNotIn(SECRET, text)
            self.assertEqual(self.holders_of_secret(self.data), [])
            self.assertEqual(server.terminate(), 0)
            self.assertEqual(self.holders_of_secret(self.data), [])
            self.assertNotIn(SECRET, server.log_text())

    def test_a_waiting_filing_has_no_stored_password_and_asks_again_after_a_restart(self):
        long = self.path("long.pdf", program.small_pdf(
            [["Line %d of page %d." % (line, page) for line in range(45)]
             for page in range(4000)]))
        with program.Server(self.data, "--workers=1") as server:
            blocker = server.run("submit", long)[1].split("\t")[0]
            program.until(server.children, 30, "the long filing is read")
            name = server.run("submit", self.locked,
                              "--password-file=" + self.password_file)[1].split("\t")[0]
            self.assertEqual(json.loads(server.run("get", name)[1])["state"], "QUEUED")
            self.assertEqual(self.holders_of_secret(self.data), [])
            server.process.kill()
            server.process.wait()
            self.assertEqual(self.holders_of_secret(self.data), [])
        with program.Server(self.data) as server:
            server.run("cancel", blocker)

            def filing():
                return json.loads(server.run("get", name)[1])
            program.until(lambda: filing()["state"] == "FAILED", 60, "the filing fails")
            self.assertEqual(filing()["error"]["reason"], "password_forgotten")
            self.assertIn("retry it, or submit it again, with its password",
                          filing()["error"]["message"])
            status, _, err = server.run("retry", name, "--password-file=" + self.password_file)
            self.assertEqual(status, 0, err)
            program.until(lambda: filing()["state"] == "SUCCEEDED", 60, "the filing is reviewed")
            self.assertEqual(self.holders_of_secret(self.data), [])
            status, _, err = server.run("submit", self.locked, "--wait", "--format=json",
                                        "--password-file=" + self.password_file)
            self.assertEqual(status, 0, err)
            self.assertEqual(self.holders_of_secret(self.data), [])
            self.assertNotIn(SECRET, server.log_text())

    def test_submitting_again_hands_the_password_to_the_filing_that_still_waits(self):
        long = self.path("long.pdf", program.small_pdf(
            [["Line %d of page %d." % (line, page) for line in range(45)]
             for page in range(4000)]))
        submit = ("submit", self.locked, "--password-file=" + self.password_file)
        with program.Server(self.data, "--workers=1") as server:
            blocker = server.run("submit", long)[1].split("\t")[0]
            program.until(server.children, 30, "the long filing is read")
            name = server.run(*submit)[1].split("\t")[0]
            server.process.kill()
            server.process.wait()
        with program.Server(self.data, "--workers=1") as server:
            program.until(server.children, 30, "the long filing is read")
            self.assertEqual(server.run(*submit)[1].split("\t")[0], name)
            server.run("cancel", blocker)
            status, _, err = server.run(*submit, "--wait", "--format=json")
            self.assertEqual(status, 0, err)
            self.assertEqual(json.loads(server.run("get", name)[1])["state"], "SUCCEEDED")


if __name__ == "__main__":
    unittest.main()
