"""Who may call a server: TLS, client certificates, bearer tokens with roles, an open door refused."""
import json
import os
import subprocess
import time
import unittest

import program


def openssl(*args):
    subprocess.run(["openssl", *args], check=True, capture_output=True)


class Authority:
    """A certificate authority of the test's own, and certificates by it."""

    def __init__(self, folder, name):
        self.folder, self.name = folder, name
        self.certificate = os.path.join(folder, name + ".pem")
        openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
                "-keyout", self.path(name + ".key"), "-out", self.certificate, "-days", "2",
                "-subj", "/CN=" + name)

    def path(self, name):
        return os.path.join(self.folder, name)

    def issue(self, name, address=None):
        """(certificate, key)."""
        key, request, cert = (self.path(name + end) for end in (".key", ".csr", ".crt"))
        openssl("req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout",
                key, "-out", request, "-subj", "/CN=" + name)
        extensions = self.path(name + ".ext")
        with open(extensions, "w") as out:
            out.write("subjectAltName=%s\n" % ("IP:" + address if address else "DNS:" + name))
        openssl("x509", "-req", "-in", request, "-CA", self.certificate, "-CAkey",
                self.path(self.name + ".key"), "-CAcreateserial", "-days", "2", "-out", cert,
                "-extfile", extensions)
        return cert, key


class AccessTest(program.FolderTest):
    def setUp(self):
        super().setUp()
        self.pdf = self.path("heron.pdf", program.prospectus(1))

    def token(self, name, roles, access_list):
        return "--token-file=" + self.token_file(name, roles, access_list)

    def test_roles_owners_and_a_list_that_changes(self):
        access = self.path("access.list")
        writer = self.token("press", "submit,read", access)
        reader = self.token("desk", "read", access)
        other = self.token("rival", "submit,read", access)
        with program.Server(self.data, "--access-list=" + access) as server:
            status, out, err = server.run("submit", self.pdf, writer, "--wait", "--format=json")
            self.assertEqual(status, 0, err)
            name = server.run("list", writer)[1].split("\t")[0]
            rows = [(("list",), "no_credentials"),
                    (("get", name), "no_credentials"),
                    (("submit", self.pdf), "no_credentials"),
                    (("submit", self.pdf, reader), "role_missing"),
                    (("delete", name, reader), "role_missing"),
                    (("get", name, other), "no_such_filing"),
                    (("get", name, "--format=json", other), "no_such_filing"),
                    (("cancel", name, other), "no_such_filing"),
                    (("delete", name, other), "no_such_filing")]
            for args, reason in rows:
                status, out, err = server.run(*args)
                self.assertNotEqual(status, 0, args)
                self.assertEqual(out, "", args)
                self.assertIn("[%s]" % reason, err, args)
            self.assertEqual(server.run("list", other)[1], "")
            # The same bytes from another owner are another filing and show nothing of the first.
            status, out, err = server.run("submit", self.pdf, other)
            self.assertEqual(status, 0, err)
            self.assertNotEqual(out.split("\t")[0], name)
            self.assertIn("QUEUED", out)
            # A token that is taken away, without a restart.
            time.sleep(1.1)
            with open(access) as lines:
                kept = [line for line in lines if not line.startswith("rival ")]
            with open(access, "w") as out:
                out.writelines(kept)
            program.until(lambda: "[unknown_credentials]" in server.run("list", other)[2], 10,
                          "the rival's token is not known any more")
            self.assertEqual(server.run("get", name, writer)[0], 0)
            with open(writer.split("=")[1]) as secret:
                self.assertNotIn(secret.read().strip(), server.log_text())

    def test_only_an_administrator_holds_and_audits(self):
        access = self.path("access.list")
        press = self.token("press", "submit,read,review", access)
        admin = self.token("compliance", "admin", access)
        with program.Server(self.data, "--access-list=" + access) as server:
            name = server.run("submit", self.pdf, press)[1].split("\t")[0]
            for args in (("hold", name), ("release", name), ("audit",)):
                status, out, err = server.run(*args, press)
                self.assertEqual((status, out), (69, ""), args)
                self.assertIn("lack the role admin for this call [role_missing]", err)
            status, out, err = server.run("hold", name, admin)
            self.assertEqual((status, json.loads(out)["legalHold"]), (0, True), err)
            status, _, err = server.run("delete", name, press)
            self.assertEqual(status, 65, err)
            self.assertIn("is on legal hold; release the hold first [legal_hold]", err)
            self.assertFalse(json.loads(server.run("release", name, admin)[1])["legalHold"])
            self.assertEqual(server.run("delete", name, press)[0], 0)
            status, out, err = server.run("audit", admin)
            self.assertEqual([line.split("\t")[1:] for line in out.splitlines()],
                             [["press", name, action]
                              for action in ("delete", "release_hold", "hold")], err)
            self.assertRegex(out, r"^\d{4}-\d\d-\d\dT[\d:.]+Z\t")
            self.assertEqual(server.run("audit", "--owner=press", admin)[1], out)
            self.assertEqual(server.run("audit", "--owner=rival", admin)[1], "")

    def test_tls_with_tokens_and_with_client_certificates(self):
        authority = Authority(self.folder.name, "authority")
        certificate, key = authority.issue("server", "127.0.0.1")
        tls = ("--tls-cert=" + certificate, "--tls-key=" + key)
        access = self.path("access.list")
        token = self.token("press", "submit,read", access)
        trust = "--tls-ca=" + authority.certificate
        with program.Server(self.data, *tls, "--access-list=" + access,
                            listen="0.0.0.0:0") as server:
            server.address = "127.0.0.1:" + server.address.split(":")[-1]
            status, out, err = server.run("submit", self.pdf, trust, token)
            self.assertEqual(status, 0, err)
            self.assertIn("[no_credentials]", server.run("list", trust)[2])
            for wrong in ((), ("--tls",)):  # plain text; an authority that is not trusted
                status, out, err = server.run("list", *wrong)
                self.assertEqual(status, 69, err)
                self.assertIn("[no_server]", err)
        desk, desk_key = authority.issue("desk.example.org")
        stranger, stranger_key = Authority(self.folder.name, "elsewhere").issue("desk.example.com")
        with program.Server(self.data, *tls, "--tls-client-ca=" + authority.certificate) as server:
            mine = (trust, "--tls-cert=" + desk, "--tls-key=" + desk_key)
            status, out, err = server.run("submit", self.pdf, *mine)
            self.assertEqual(status, 0, err)
            self.assertEqual(len(server.run("list", *mine)[1].splitlines()), 1,
                             "the other owner's filing is not seen")
            for wrong in ((trust,), (trust, "--tls-cert=" + stranger, "--tls-key=" + stranger_key)):
                status, out, err = server.run("list", *wrong)
                self.assertEqual(status, 69, err)

    def test_an_open_door_is_refused(self):
        authority = Authority(self.folder.name, "authority")
        certificate, key = authority.issue("server", "127.0.0.1")
        other_key = authority.issue("other", "127.0.0.1")[1]
        tls = ("--tls-cert=" + certificate, "--tls-key=" + key)
        wrong_list = self.path("wrong.list")
        with open(wrong_list, "w") as out:
            out.write("desk everything sha256:00\n")
        rows = [(("--listen=0.0.0.0:0",), 69, "wants TLS: give --tls-cert and --tls-key", "open_door"),
                (("--listen=[::]:0",), 69, "wants TLS", "open_door"),
                (("--listen=0.0.0.0:0", *tls), 69,
                 "wants authentication: give --access-list or --tls-client-ca", "open_door"),
                (("--tls-cert=" + certificate,), 2, "TLS needs both --tls-cert and --tls-key", "tls"),
                (("--tls-cert=" + certificate, "--tls-key=" + other_key), 2,
                 "is not the key of the certificate", "tls"),
                (("--tls-cert=" + self.pdf, "--tls-key=" + key), 2, "holds no PEM certificate", "tls"),
                (("--access-list=" + wrong_list,), 2, "line 1: a role is one of", "access_list"),
                (("--access-list=" + self.path("none"),), 69, "cannot be read", "access_list")]
        for options, expected, message, reason in rows:
            status, out, err = program.run("serve", "--data-dir=" + self.data,
                                           *(("--listen=127.0.0.1:0",) + options
                                             if "--listen" not in options[0] else options))
            self.assertEqual(status, expected, err)
            self.assertIn(message, err)
            self.assertIn("[%s]" % reason, err)

    def test_a_token_is_not_sent_in_plain_text_to_another_machine(self):
        status, out, err = program.run(
            "list", "--server=192.0.2.1:1", env=dict(os.environ, FILING_REVIEW_TOKEN="frt_x"))
        self.assertEqual(status, 2, err)
        self.assertIn("a token is not sent in plain text to another machine; give --tls", err)

    def test_busy_is_waited_for_as_long_as_the_server_asks(self):
        long = self.path("long.pdf")
        with open(long, "wb") as out:
            out.write(program.small_pdf([["Line %d of page %d, once more." % (line, page) for line in range(60)]
                                         for page in range(4500)]))
        for limit in ("--max-queue=1", "--max-queue-pages=1", "--max-queue-bytes=9"):
            with program.Server(self.path("data" + limit), "--workers=1", limit) as server:
                self.assertEqual(server.run("submit", long)[0], 0)
                status, out, err = server.run("submit", self.pdf, "--retry-seconds=0")
                self.assertEqual(status, 69, err)
                self.assertRegex(err, r"the queue is full \(1 filings, \d+ bytes, \d+ pages\)")
                self.assertIn("[queue_full]", err)
        with program.Server(self.path("share"), "--workers=1", "--max-owner-queue=1") as server:
            self.assertEqual(server.run("submit", long)[0], 0)
            status, out, err = server.run("submit", self.pdf, "--retry-seconds=0")
            self.assertEqual(status, 69, err)
            self.assertIn("your share of the queue is full (1 filings); submit again when one has its brief", err)
        with program.Server(self.data, "--workers=1", "--max-queue=1") as server:
            self.assertEqual(server.run("submit", long)[0], 0)
            status, out, err = server.run("submit", self.pdf, "--retry-seconds=60")
            self.assertEqual(status, 0, err)
            self.assertIn("the queue is full", err)
            self.assertIn("trying again in 10 s", err)

    def test_submit_goes_on_when_the_server_is_started_again(self):
        socket = "unix:" + self.path("server.sock")
        large = self.path("large.pdf")
        with open(large, "wb") as out:
            out.write(program.prospectus(3) + b"%" + os.urandom(32 << 20).hex().encode())
        with program.Server(self.data, listen=socket) as server:
            client = subprocess.Popen([program.PROGRAM, "submit", large, "--server=" + socket],
                                      stdout=subprocess.PIPE, stderr=subprocess.PIPE)
            parts = self.data + "/parts"
            program.until(lambda: any(os.path.getsize(os.path.join(parts, part)) > 1 << 20
                                      for part in os.listdir(parts)), 30, "some of it is there")
            server.process.kill()
            server.process.wait()
        before = sum(os.path.getsize(os.path.join(parts, part)) for part in os.listdir(parts))
        with program.Server(self.data, listen=socket) as server:
            out, err = client.communicate(timeout=60)
            self.assertEqual(client.returncode, 0, err)
            self.assertIn("trying again", err.decode())
            self.assertGreater(before, 1 << 20)
            name = out.decode().split("\t")[0]
            self.assertEqual(json.loads(server.run("get", name)[1])["sizeBytes"],
                             str(os.path.getsize(large)))
            self.assertEqual(os.listdir(parts), [])


if __name__ == "__main__":
    unittest.main()
