"""Who may ask the HTTP port: tokens, certificates, pages of other sites."""
import os
import ssl
import unittest

import access_test
import program
import web_client
from web_client import STREAM, ask, call, field


class HttpAccessTest(web_client.WebTest):
    def test_tokens_roles_and_owners(self):
        access = self.path("access.list")
        tokens = {name: self.token(name, roles, access) for name, roles in
                  (("press", "submit,read"), ("rival", "submit,read"), ("writer", "submit"), ("desk", "read"))}
        with self.server("--access-list=" + access) as server:
            name, pdf = self.submitted(server, "--token-file=" + self.path("press.token"))
            document, brief = "/v1/%s/documents/main/pdf" % name, "/v1/%s/brief" % name
            upload = "/v1/uploads/u?offset=0&size=9"
            rows = [  # method, path, token, status, reason
                ("GET", document, None, 401, "no_credentials"),
                ("GET", document, "frt_wrong", 401, "unknown_credentials"),
                ("GET", document, tokens["writer"], 403, "role_missing"),
                ("GET", document, tokens["rival"], 404, "no_such_filing"),
                ("GET", brief, None, 401, "no_credentials"),
                ("GET", brief, tokens["writer"], 403, "role_missing"),
                ("GET", brief, tokens["rival"], 404, "no_such_filing"),
                ("PUT", upload, None, 401, "no_credentials"),
                ("PUT", upload, tokens["desk"], 403, "role_missing"),
                ("GET", "/v1/uploads/u", tokens["desk"], 403, "role_missing"),
                ("GET", "/v1/uploads/u", tokens["press"], 404, "no_such_upload")]
            for method, path, token, status, reason in rows:
                answer = ask(server.http, path, method, b"x" if method == "PUT" else None, token=token)
                self.assertEqual((answer.status, answer.reason()), (status, reason), (method, path))
                if status == 401:
                    self.assertIn("Bearer", answer.headers["www-authenticate"])
            self.assertEqual(ask(server.http, document, token=tokens["press"]).body, pdf)
            self.assertEqual(ask(server.http, brief, token=tokens["press"]).status, 200)
            # No other way in than the header: not the address, no cookie, no name of a caller.
            for path, headers in ((document + "?token=" + tokens["press"], {}),
                                  (document + "?authorization=Bearer%20" + tokens["press"], {}),
                                  (document, {"Cookie": "authorization=Bearer " + tokens["press"]}),
                                  (document, {"Authorization": "Basic " + tokens["press"]}),
                                  (document, {"X-Filing-Review-Web": "x",
                                              "X-Filing-Review-Web-Name-Bin": "cHJlc3M="})):
                self.assertEqual(ask(server.http, path, headers=headers).status, 401, (path, headers))
            for method, token, status, reason in (
                    ("GetFiling", None, "16", "no_credentials"), ("GetFiling", "frt_wrong", "16", "unknown_credentials"),
                    ("GetFiling", tokens["writer"], "7", "role_missing"),
                    ("GetFiling", tokens["rival"], "5", "no_such_filing"),
                    ("DeleteFiling", tokens["desk"], "7", "role_missing"),
                    ("ListAuditEvents", tokens["press"], "7", "role_missing")):
                trailers = call(server.http, method, b"" if method == "ListAuditEvents" else field(1, name),
                                token=token)[1]
                self.assertEqual((trailers["grpc-status"], trailers["reason"]), (status, reason), method)
            self.assertEqual(call(server.http, "GetFiling", field(1, name), token=tokens["press"])[1]["grpc-status"], "0")
            # Health and the page itself need nobody's name.
            self.assertEqual(ask(server.http, "/healthz").status, 200)
            log = server.log_text()
            for token in tokens.values():
                self.assertNotIn(token, log)

    def test_tls_and_client_certificates(self):
        authority = access_test.Authority(self.folder.name, "authority")
        certificate, key = authority.issue("server", "127.0.0.1")
        options = ("--tls-cert=" + certificate, "--tls-key=" + key, "--tls-client-ca=" + authority.certificate)
        desk = authority.issue("desk.example.org")
        other = authority.issue("other.example.org")
        os.mkdir(self.path("elsewhere"))
        stranger = access_test.Authority(self.path("elsewhere"), "elsewhere").issue("desk.example.org")

        def context(shown=None):
            made = ssl.create_default_context(cafile=authority.certificate)
            if shown is not None:
                made.load_cert_chain(*shown)
            return made
        with self.server(*options) as server:
            self.assertTrue(server.console.startswith("https://"))
            mine = ("--tls-ca=" + authority.certificate, "--tls-cert=" + desk[0], "--tls-key=" + desk[1])
            name, pdf = self.submitted(server, *mine)
            path = "/v1/%s/documents/main/pdf" % name
            self.assertEqual(ask(server.http, path, tls=context(desk)).body, pdf)
            self.assertEqual(ask(server.http, path, tls=context(other)).reason(), "no_such_filing")
            self.assertEqual(ask(server.http, path, tls=context()).reason(), "no_credentials")
            self.assertEqual(call(server.http, "GetFiling", field(1, name), tls=context(desk))[1]["grpc-status"], "0")
            self.assertEqual(call(server.http, "GetFiling", field(1, name), tls=context(other))[1]["reason"],
                             "no_such_filing")
            self.assertEqual(call(server.http, "GetFiling", field(1, name), tls=context())[1]["grpc-status"], "16")
            self.assertEqual(ask(server.http, "/v1/%s/brief" % name, tls=context(desk)).status, 200)
            self.assertEqual(ask(server.http, "/healthz", tls=context()).status, 200)
            # A certificate by another authority: no connection. Plain text: none either.
            with self.assertRaises((ssl.SSLError, ConnectionError)):
                ask(server.http, "/healthz", tls=context(stranger))
            with self.assertRaises(Exception):
                ask(server.http, "/healthz")
            # A name in metadata that a caller makes up is nobody's.
            forged = {"x-filing-review-web": "guess", "x-filing-review-web-name-bin": "ZGVzay5leGFtcGxlLm9yZw=="}
            self.assertEqual(call(server.http, "GetFiling", field(1, name), forged, tls=context())[1]["grpc-status"], "16")
        # The server's certificate is for a name: that is a name of the port.
        named = authority.issue("reviews.example.org")
        with self.server("--tls-cert=" + named[0], "--tls-key=" + named[1]) as server:
            trusting = ssl.create_default_context(cafile=authority.certificate)
            trusting.check_hostname = False
            self.assertEqual(ask(server.http, "/healthz", headers={"Host": "reviews.example.org:1"},
                                 tls=trusting).status, 200)
            self.assertEqual(ask(server.http, "/healthz", headers={"Host": "rebound.example"}, tls=trusting).status, 421)
        for wrong, message in (((), "wants TLS: give --tls-cert and --tls-key"),
                               (("--tls-cert=" + certificate, "--tls-key=" + key), "wants authentication")):
            status, _, err = program.run("serve", "--listen=127.0.0.1:0", "--http=0.0.0.0:0", *wrong,
                                         "--data-dir=" + self.data)
            self.assertEqual(status, 69, err)
            self.assertIn(message, err)
            self.assertIn("[open_door]", err)

    def test_other_sites_and_names_are_refused(self):
        with self.server(self.console(), "--http-hosts=desk.example") as server:
            own = "http://" + server.http
            rows = [  # path, headers, status
                ("/", {"Host": "desk.example"}, 200),
                ("/", {"Host": "rebound.example"}, 421),
                ("/", {"Origin": own}, 200),
                ("/", {"Origin": "http://other.example"}, 403),
                ("/", {"Origin": "null"}, 403),
                ("/", {"Host": "desk.example", "Origin": own}, 403),
                ("/", {"Sec-Fetch-Site": "same-site"}, 403),
                ("/", {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"}, 403),
                ("/", {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}, 200),
                ("/v1/filings/a/brief", {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate",
                                         "Sec-Fetch-Dest": "document"}, 403)]
            for path, headers, status in rows:
                answer = ask(server.http, path, headers=headers)
                self.assertEqual(answer.status, status, (path, headers))
                if status in (403, 421):
                    self.assertIn(answer.reason(), ("cross_site", "unknown_host"))
            answer = ask(server.http, web_client.FILING_SERVICE + "ListFilings", "POST", web_client.frame(b""),
                         {**STREAM, "Origin": "http://other.example"})
            self.assertEqual(answer.status, 403)
            answer = ask(server.http, web_client.FILING_SERVICE + "ListFilings", "OPTIONS",
                         headers={"Origin": "http://other.example", "Access-Control-Request-Method": "POST"})
            self.assertEqual(answer.status, 403)
            self.assertFalse([name for name in answer.headers if name.startswith("access-control")])


if __name__ == "__main__":
    unittest.main()
