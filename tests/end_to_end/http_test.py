"""The HTTP port: console, gRPC-Web, documents with ranges, exports; who may ask, and its limits."""
import base64
import glob
import hashlib
import http.client
import os
import re
import select
import signal
import socket
import ssl
import struct
import time
import unittest

import access_test
import program
import web_client
from web_client import ask, call, field

STREAM = {"Content-Type": "application/grpc-web+proto"}


class HttpTest(program.FolderTest):
    def server(self, *options, **others):
        return web_client.WebServer(self.data, *options, **others)

    def submitted(self, server, *options, content=None):
        """The name of a filing that was reviewed, and its bytes."""
        content = content or program.prospectus(1)
        status, _, err = server.run("submit", self.path("heron.pdf", content), "--wait", "--format=json", *options)
        self.assertEqual(status, 0, err)
        return server.run("list", *options)[1].split("\t")[0], content

    def token(self, name, roles, access_list):
        file = self.path(name + ".token")
        status, line, err = program.run("token", name, "--roles=" + roles, "--token-file=" + file)
        self.assertEqual(status, 0, err)
        with open(access_list, "a") as out:
            out.write(line)
        with open(file) as secret:
            return secret.read().strip()

    # --- the console

    def console(self):
        folder = self.path("console")
        self.path("console/index.html", "<!doctype html><title>desk</title>")
        self.path("console/assets/app-1a2b.js", "export const a = 1;\n" * 500)
        self.path("console/pdfjs/worker.mjs", "self.a = 1;")
        self.path("console/pdfjs/cmaps/UniGB.bcmap", b"\0\1\2")
        self.path("console/.hidden", "secret")
        self.path("outside.txt", "outside")
        os.symlink(self.path("outside.txt"), os.path.join(folder, "link.txt"))
        os.symlink(self.folder.name, os.path.join(folder, "up"))
        return "--console-dir=" + folder

    def test_files_of_the_console_and_nothing_else(self):
        html = {"Accept": "text/html,*/*"}
        with self.server(self.console()) as server:
            rows = [("/", {}, 200, "text/html", "no-cache"),
                    ("/index.html", {}, 200, "text/html", "no-cache"),
                    ("/filings/abc", html, 200, "text/html", "no-cache"),
                    ("/assets/app-1a2b.js", {}, 200, "text/javascript", "immutable"),
                    ("/pdfjs/worker.mjs", {}, 200, "text/javascript", "no-cache"),
                    ("/pdfjs/cmaps/UniGB.bcmap", {}, 200, "application/octet-stream", "no-cache"),
                    ("/filings/abc", {}, 404, "application/json", "no-store"),
                    ("/assets/gone.js", html, 404, "application/json", "no-store"),
                    ("/.hidden", {}, 404, "application/json", "no-store"),
                    ("/link.txt", {}, 404, "application/json", "no-store"),
                    ("/up/outside.txt", {}, 404, "application/json", "no-store"),
                    ("/../outside.txt", {}, 404, "application/json", "no-store"),
                    ("/%2e%2e/outside.txt", {}, 404, "application/json", "no-store"),
                    ("/assets/..%2f..%2foutside.txt", {}, 404, "application/json", "no-store"),
                    ("/..%5coutside.txt", {}, 404, "application/json", "no-store"),
                    ("//etc/passwd", {}, 404, "application/json", "no-store"),
                    ("/assets/", {}, 404, "application/json", "no-store"),
                    ("/%00", {}, 400, "application/json", "no-store")]
            for path, headers, status, kind, cache in rows:
                answer = ask(server.http, path, headers=headers)
                self.assertEqual(answer.status, status, path)
                self.assertIn(kind, answer.headers["content-type"], path)
                self.assertIn(cache, answer.headers["cache-control"], path)
                self.assertEqual(answer.headers["x-content-type-options"], "nosniff")
                self.assertEqual(answer.headers["referrer-policy"], "no-referrer")
                self.assertEqual(answer.headers["cross-origin-opener-policy"], "same-origin")
                self.assertEqual(answer.headers["cross-origin-resource-policy"], "same-origin")
                policy = answer.headers["content-security-policy"]
                self.assertIn("default-src 'none'", policy)
                self.assertIn("frame-ancestors 'none'", policy)
                self.assertNotIn("unsafe-inline", policy)
                self.assertNotRegex(policy, r"https?:|\*|'unsafe-eval'")
            etag = ask(server.http, "/").headers["etag"]
            again = ask(server.http, "/", headers={"If-None-Match": etag})
            self.assertEqual((again.status, again.body), (304, b""))
            self.assertEqual(ask(server.http, "/", method="HEAD").body, b"")
            self.assertEqual(ask(server.http, "/", method="DELETE").status, 405)

            def packed():
                return ask(server.http, "/assets/app-1a2b.js", headers={"Accept-Encoding": "gzip, br"})
            program.until(lambda: packed().headers.get("content-encoding") == "gzip", 10, "it is compressed")
            self.assertLess(len(packed().body), 200)
            # What it serves was read at the start.
            os.unlink(self.path("console/index.html"))
            self.assertEqual(ask(server.http, "/").status, 200)

    def test_without_a_console_its_page_says_how_to_build_it(self):
        with self.server() as server:
            answer = ask(server.http, "/", headers={"Accept": "text/html"})
            if answer.status == 200:
                self.skipTest("a console is built beside the program")
            self.assertEqual(answer.status, 503)
            self.assertIn(b"scripts/build-console.sh", answer.body)
        self.path("empty/readme.txt", "nothing")
        self.path("large/index.html", "x" * 5000)
        rows = [("--console-dir=" + self.path("none"), "cannot be read", "bad_console_dir"),
                ("--console-dir=" + self.path("empty"), "has no index.html", "bad_console_dir"),
                ("--console-dir=" + self.path("large"), "a higher --max-console-bytes", "console_size_limit")]
        for option, message, reason in rows:
            status, _, err = program.run("serve", "--listen=127.0.0.1:0", "--http=127.0.0.1:0", option,
                                         "--data-dir=" + self.data, "--max-console-bytes=4000")
            self.assertEqual(status, 69, err)
            self.assertIn(message, err)
            self.assertIn("[%s]" % reason, err)

    # --- gRPC-Web

    def test_streams_that_nobody_waits_for_end_at_every_moment(self):
        with self.server() as server:
            name, _ = self.submitted(server)
            message = web_client.frame(field(1, name))
            for method in (b"WatchFiling", b"RenderBrief", b"GetBrief"):
                for step in range(60):  # gone between nothing and all of the answer
                    connection = self.raw(server)
                    connection.sendall(b"POST /filing_review.v1.FilingService/%s HTTP/1.1\r\nHost: localhost\r\n"
                                       b"Content-Type: application/grpc-web+proto\r\nContent-Length: %d\r\n\r\n%s"
                                       % (method, len(message), message))
                    time.sleep(step * 0.00005)
                    connection.close()

            def still_open():
                page = ask(server.http, server.metrics[len("http://" + server.http):]).body.decode()
                return [line for line in page.splitlines() if "calls_open{" in line and not line.endswith(" 0")]
            program.until(lambda: not still_open(), 10, "no call stays")
            self.assertEqual(server.terminate(), 0)
    def test_a_brief_of_several_pieces_comes_whole(self):
        (filing,) = glob.glob(program.CORPUS + "/2022_cinderleaf*.pdf")
        with self.server() as server:
            with open(filing, "rb") as file:
                name, _ = self.submitted(server, content=file.read())
            wanted = server.run("get", name, "--format=json")[1]
            self.assertGreater(len(wanted.encode()), 256 << 10)  # more than one piece
            for _ in range(40):
                answer = ask(server.http, "/v1/" + name + "/brief?format=json")
                self.assertEqual(answer.body.decode(), wanted)

    def test_calls_and_streams_and_errors(self):
        with self.server() as server:
            name, _ = self.submitted(server)
            messages, trailers = call(server.http, "GetFiling", field(1, name), {"x-request-id": "web-1"})
            self.assertIn(name.encode(), messages[0])
            self.assertEqual(trailers, {"grpc-status": "0", "x-request-id": "web-1"})
            messages, trailers = call(server.http, "WatchFiling", field(1, name))
            self.assertEqual((len(messages), trailers["grpc-status"]), (1, "0"))
            messages, trailers = call(server.http, "RenderBrief", field(1, name) + field(2, 2))
            self.assertIn(b"Filing review brief", messages[0])
            messages, trailers = call(server.http, "GetFiling", field(1, "filings/none"))
            self.assertEqual((messages, trailers["grpc-status"], trailers["reason"]), ([], "5", "no_such_filing"))
            self.assertIn("there is no filing filings/none", trailers["grpc-message"])
            details = base64.b64decode(trailers["grpc-status-details-bin"] + "==")
            self.assertIn(b"google.rpc.ErrorInfo", details)
            self.assertIn(b"no_such_filing", details)
            rows = [("Nothing", "12", "no_such_method"), ("SubmitFiling", "12", "no_such_method"),
                    ("/no.such.Service/Method", "12", "no_such_method")]
            for method, status, reason in rows:
                trailers = call(server.http, method)[1]
                self.assertEqual((trailers["grpc-status"], trailers["reason"]), (status, reason))
            self.assertIn("upload by PUT /v1/uploads", call(server.http, "SubmitFiling")[1]["grpc-message"])
            self.assertEqual(call(server.http, "ListFilings", headers={"grpc-timeout": "1n"})[1]["grpc-status"], "4")
            post = web_client.FILING_SERVICE + "GetFiling"
            rows = [  # method, body, headers, status, reason
                ("POST", b"{}", {"Content-Type": "application/json"}, 415, "bad_content_type"),
                ("POST", b"", {}, 415, "bad_content_type"),
                ("GET", None, {}, 405, "method_not_allowed"),
                ("POST", b"", {**STREAM, "grpc-timeout": "soon"}, 400, "bad_request"),
                ("POST", b"x" * ((4 << 20) + 1), STREAM, 413, "body_size_limit")]
            for method, body, headers, status, reason in rows:
                answer = ask(server.http, post, method, body, headers)
                self.assertEqual((answer.status, answer.reason()), (status, reason))
            for body, status, reason in ((b"\0\0\0\0\5abc", "3", "bad_frame"),
                                         (b"\1\0\0\0\0", "12", "compressed_frame"), (b"abc", "3", "bad_frame")):
                trailers = web_client.frames(ask(server.http, post, "POST", body, STREAM).body)[1]
                self.assertEqual((trailers["grpc-status"], trailers["reason"]), (status, reason))
            for path in ("/healthz", "/v1/" + name + "/brief"):
                answer = ask(server.http, path, "GET", b"body")
                self.assertEqual((answer.status, answer.reason()), (413, "body_not_taken"))
                self.assertIn("takes no body; send the request without one", answer.json()["message"])
            # Junk in a message is the method's to refuse, and the server serves on.
            self.assertNotEqual(call(server.http, "GetFiling", b"\xff" * 100)[1]["grpc-status"], "0")
            self.assertEqual(ask(server.http, "/healthz").status, 200)

    def test_a_stream_comes_as_it_is_made_and_ends_with_its_reader(self):
        with self.server("--max-http-streams=2", "--workers=1") as server:
            first, _ = self.submitted(server)
            # Its worker is stopped, so that the filing stays under review.
            long = self.path("long.pdf", program.small_pdf(
                [["Line %d of page %d of a long filing." % (line, page) for line in range(60)]
                 for page in range(3000)]))
            name = server.run("submit", long)[1].split("\t")[0]
            program.until(server.children, 20, "a review runs")
            for worker in server.children():
                os.kill(int(worker), signal.SIGSTOP)
            watches = []
            for _ in range(2):
                connection = web_client.connect(server.http, timeout=20)
                connection.request("POST", web_client.FILING_SERVICE + "WatchFiling",
                                   web_client.frame(field(1, name)), STREAM)
                response = connection.getresponse()
                size = struct.unpack(">I", response.read(5)[1:])[0]
                self.assertIn(name.encode(), response.read(size), "the state of now comes at once")
                watches.append((connection, response))
            trailers = call(server.http, "WatchFiling", field(1, first))[1]
            self.assertEqual((trailers["grpc-status"], trailers["reason"]), ("8", "streams_busy"))
            self.assertIn("too many streams are open", trailers["grpc-message"])
            self.assertIn("RetryInfo", base64.b64decode(trailers["grpc-status-details-bin"] + "==").decode("latin-1"))

            def open_watches():
                found = re.search(r'calls_open\{method="WatchFiling"\} (\d+)', ask(server.http, server.metrics[
                    len("http://" + server.http):]).body.decode())
                return int(found.group(1)) if found else 0
            self.assertEqual(open_watches(), 2)
            watches[0][1].close()
            watches[0][0].close()
            program.until(lambda: open_watches() == 1, 10, "the call of the reader that went away is cancelled")
            self.assertEqual(call(server.http, "WatchFiling", field(1, first))[1]["grpc-status"], "0")
            # A deadline ends a stream with its trailers.
            messages, trailers = call(server.http, "WatchFiling", field(1, name), {"grpc-timeout": "300m"})
            self.assertEqual(trailers["grpc-status"], "4")
            # So does the filing's end.
            self.assertEqual(server.run("cancel", name)[0], 0)
            messages, trailers = web_client.frames(watches[1][1].read())
            self.assertEqual(trailers["grpc-status"], "0")
            watches[1][0].close()

    # --- documents and exports

    def test_ranges_of_a_document(self):
        with self.server() as server:
            name, pdf = self.submitted(server)
            path = "/v1/%s/documents/main/pdf" % name
            size = len(pdf)
            whole = ask(server.http, path)
            self.assertEqual((whole.status, whole.body), (200, pdf))
            self.assertEqual(whole.headers["content-type"], "application/pdf")
            self.assertEqual(whole.headers["accept-ranges"], "bytes")
            self.assertEqual(whole.headers["cache-control"], "no-store")
            self.assertEqual(whole.headers["content-disposition"],
                             "inline; filename=\"heron.pdf\"; filename*=UTF-8''heron.pdf")
            etag = whole.headers["etag"]
            head = ask(server.http, path, "HEAD")
            self.assertEqual((head.status, head.body, head.headers["content-length"]), (200, b"", str(size)))
            rows = [("bytes=0-99", pdf[:100], "bytes 0-99/%d" % size),
                    ("bytes=%d-" % (size - 10), pdf[-10:], "bytes %d-%d/%d" % (size - 10, size - 1, size)),
                    ("bytes=-7", pdf[-7:], "bytes %d-%d/%d" % (size - 7, size - 1, size)),
                    ("bytes=5-5", pdf[5:6], "bytes 5-5/%d" % size)]
            for wanted, expected, content_range in rows:
                answer = ask(server.http, path, headers={"Range": wanted})
                self.assertEqual((answer.status, answer.body), (206, expected), wanted)
                self.assertEqual(answer.headers["content-range"], content_range)
            answer = ask(server.http, path, headers={"Range": "bytes=0-3,100-109,-4"})
            self.assertEqual(answer.status, 206)
            boundary = re.fullmatch(r"multipart/byteranges; boundary=(\S+)", answer.headers["content-type"]).group(1)
            parts = answer.body.split(b"\r\n--" + boundary.encode())
            self.assertEqual([part.partition(b"\r\n\r\n")[2] for part in parts[1:-1]],
                             [pdf[:4], pdf[100:110], pdf[-4:]])
            self.assertEqual((parts[0], parts[-1]), (b"", b"--\r\n"))
            for wanted, reason in (("bytes=%d-" % size, "bad_range"),
                                   ("bytes=" + ",".join("%d-%d" % (i * 2, i * 2) for i in range(17)),
                                    "range_count_limit")):
                answer = ask(server.http, path, headers={"Range": wanted})
                self.assertEqual((answer.status, answer.reason()), (416, reason))
                self.assertEqual(answer.headers["content-range"], "bytes */%d" % size)
            self.assertEqual(ask(server.http, path, headers={"If-None-Match": etag}).status, 304)
            self.assertEqual(ask(server.http, path, headers={"Range": "bytes=0-1", "If-Range": etag}).status, 206)
            self.assertEqual(ask(server.http, path, headers={"Range": "bytes=0-1", "If-Range": '"other"'}).body, pdf)
            for wrong, status, reason in (("/v1/%s/documents/exhibit-1/pdf" % name, 404, "no_such_document"),
                                          ("/v1/filings/none/documents/main/pdf", 404, "no_such_filing"),
                                          ("/v1/filings/a.b/documents/main/pdf", 400, "bad_name"),
                                          ("/v1/filings/..%2fx/documents/main/pdf", 404, "no_such_address"),
                                          ("/v1/%s" % name, 404, "no_such_address")):
                answer = ask(server.http, wrong)
                self.assertEqual((answer.status, answer.reason()), (status, reason), wrong)
            self.assertEqual(ask(server.http, path, "POST", b"").status, 405)
            # Requests of one connection, one after the other.
            connection = web_client.connect(server.http)
            for first in range(0, 100, 10):
                answer = ask(server.http, path, headers={"Range": "bytes=%d-%d" % (first, first + 9)},
                             connection=connection)
                self.assertEqual(answer.body, pdf[first:first + 10])
            connection.close()
            # The bytes go with the filing.
            self.assertEqual(server.run("delete", name)[0], 0)
            self.assertEqual(ask(server.http, path).status, 404)

    def test_every_document_of_a_filing_under_its_id(self):
        main, exhibit = program.prospectus(1), program.prospectus(2)
        with self.server() as server:
            status, out, err = server.run("submit", self.path("main.pdf", main),
                                          "--exhibit=" + self.path("Exhibit \u62db.pdf", exhibit))
            self.assertEqual(status, 0, err)
            name = out.split("\t")[0]
            self.assertEqual(ask(server.http, "/v1/%s/documents/main/pdf" % name).body, main)
            answer = ask(server.http, "/v1/%s/documents/exhibit-1/pdf?disposition=attachment" % name)
            self.assertEqual(answer.body, exhibit)
            self.assertEqual(answer.headers["content-disposition"],
                             "attachment; filename=\"Exhibit ___.pdf\"; filename*=UTF-8''Exhibit%20%E6%8B%9B.pdf")

    def test_briefs_in_every_format(self):
        with self.server() as server:
            name, _ = self.submitted(server)
            path = "/v1/%s/brief" % name
            for option, kind, extension in (("json", "application/json", ".json"), ("text", "text/plain", ".txt"),
                                            ("html", "text/html", ".html"), ("markdown", "text/markdown", ".md")):
                answer = ask(server.http, path + "?format=" + option)
                self.assertEqual(answer.status, 200, answer.body)
                self.assertEqual(answer.body.decode(), server.run("get", name, "--format=" + option)[1])
                self.assertTrue(answer.headers["content-type"].startswith(kind))
                self.assertRegex(answer.headers["content-disposition"], r"^attachment; filename=\"brief-\w+\%s\"" % extension)
                self.assertIn("sandbox", answer.headers["content-security-policy"])
            self.assertEqual(ask(server.http, path).headers["content-type"], "application/json; charset=utf-8")
            inline = ask(server.http, path + "?format=html&disposition=inline")
            self.assertTrue(inline.headers["content-disposition"].startswith("inline;"))
            answer = ask(server.http, path + "?format=odt")
            self.assertEqual((answer.status, answer.reason()), (400, "bad_format"))
            self.assertIn("json, text, html, markdown", answer.json()["message"])
            answer = ask(server.http, "/v1/filings/none/brief")
            self.assertEqual((answer.status, answer.reason()), (404, "no_such_filing"))

    def test_memory_is_flat_while_a_large_document_is_read(self):
        # 700 pages, and bytes enough to be seen where they were held.
        large = program.small_pdf([["Line %d of page %d about registered users." % (line, page) for line in range(45)]
                                   for page in range(700)]) + b"%" + os.urandom(24 << 20).hex().encode()
        with self.server() as server:
            name, _ = self.submitted(server, content=large)
            path = "/v1/%s/documents/main/pdf" % name

            def memory():
                with open("/proc/%d/status" % server.process.pid) as status:
                    return int(re.search(r"VmRSS:\s+(\d+)", status.read()).group(1)) * 1024
            before = memory()
            readers = []
            for _ in range(8):  # they take the head, and no more for now
                connection = web_client.connect(server.http)
                connection.request("GET", path)
                readers.append((connection, connection.getresponse()))
            time.sleep(1)
            self.assertLess(memory() - before, 16 << 20)
            connection = web_client.connect(server.http)
            for at in range(0, len(large), 8 << 20):
                answer = ask(server.http, path, headers={"Range": "bytes=%d-%d" % (at, at + 65535)},
                             connection=connection)
                self.assertEqual(answer.body, large[at:at + 65536])
            connection.close()
            self.assertEqual(readers[0][1].read(), large)
            self.assertLess(memory() - before, 16 << 20)
            for connection, response in readers:
                response.close()
                connection.close()

    # --- who may ask

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

    # --- limits

    def raw(self, server):
        host, port = server.http.rsplit(":", 1)
        return socket.create_connection((host, int(port)), 20)

    def test_health_answers_while_everything_else_is_held(self):
        with self.server("--http-threads=1", "--max-http-bodies=2", "--max-http-connections=40") as server:
            large = program.prospectus(1) + b"%" + os.urandom(10 << 20).hex().encode()
            name, _ = self.submitted(server, content=large)
            held = []
            for _ in range(30):  # readers that do not read
                connection = self.raw(server)
                connection.sendall(b"GET /v1/%s/documents/main/pdf HTTP/1.1\r\nHost: localhost\r\n\r\n" % name.encode())
                held.append(connection)
            for _ in range(2):  # bodies that do not come
                connection = self.raw(server)
                connection.sendall(b"POST /filing_review.v1.FilingService/GetFiling HTTP/1.1\r\nHost: localhost\r\n"
                                   b"Content-Type: application/grpc-web+proto\r\nContent-Length: 1000000\r\n\r\n\0")
                held.append(connection)
            time.sleep(0.5)
            start = time.monotonic()
            for _ in range(20):
                self.assertEqual(ask(server.http, "/healthz").status, 200)
                self.assertEqual(call(server.http, "GetFiling", field(1, name))[1]["grpc-status"], "0")
            self.assertLess(time.monotonic() - start, 5)
            answer = ask(server.http, web_client.FILING_SERVICE + "GetFiling", "POST", b"x" * 100_000, STREAM)
            self.assertEqual((answer.status, answer.reason()), (429, "server_busy"))
            self.assertEqual(answer.headers["retry-after"], "1")
            self.assertIn("too many large requests at once; send it again", answer.json()["message"])
            for _ in range(20):  # more than there are places: the oldest of them make room
                connection = self.raw(server)
                connection.sendall(b"GET /v1/%s/documents/main/pdf HTTP/1.1\r\nHost: localhost\r\n\r\n" % name.encode())
                held.append(connection)

            def health():
                try:
                    return ask(server.http, "/healthz").status == 200
                except (OSError, http.client.HTTPException):
                    return False
            program.until(health, 10, "health answers")
            for connection in held:
                connection.close()

    def blocked_document(self, server, seed):
        """A filing whose bytes are a pipe, so that who opens them waits; and what lets all of them go."""
        name, content = self.submitted(server, content=program.prospectus(seed))
        blob, = glob.glob(self.data + "/blobs/**/" + hashlib.sha256(content).hexdigest(), recursive=True)
        pipe = self.path("pipe%d" % seed)
        os.mkfifo(pipe)
        os.replace(pipe, blob)

        def let_go():
            os.rename(blob, pipe)
            self.path(os.path.relpath(blob, self.folder.name), content)
            os.close(os.open(pipe, os.O_RDWR | os.O_NONBLOCK))
            os.unlink(pipe)
        return name, let_go

    def asked(self, server, path):
        """A request whose answer nobody waits for; None where it is refused at once for want of room."""
        connection = web_client.connect(server.http)
        connection.request("GET", path)
        if not select.select([connection.sock], [], [], 0.3)[0]:
            return connection
        answer = connection.getresponse()
        self.assertEqual((answer.status, answer.getheader("Retry-After")), (429, "1"))
        connection.close()
        return None

    def test_threads_of_the_port_are_as_many_as_said(self):
        for threads in (1, 2):
            self.data = self.path("data%d" % threads)
            with self.server("--http-threads=%d" % threads, "--max-pending-calls=1") as server:
                blocked, let_go = self.blocked_document(server, 1)
                free, content = self.submitted(server, content=program.prospectus(2))
                slow, quick = ("/v1/%s/documents/main/pdf" % name for name in (blocked, free))
                held = []
                for _ in range(threads):
                    self.assertEqual(ask(server.http, quick).body, content, "a thread is free")
                    held.append(self.asked(server, slow))
                held.append(self.asked(server, slow))  # the one that may wait
                self.assertNotIn(None, held)
                answer = ask(server.http, quick)
                self.assertEqual((answer.status, answer.reason()), (429, "server_busy"))
                self.assertEqual(answer.json()["message"], "too many calls wait; try again")
                self.assertEqual(ask(server.http, "/healthz").status, 200, "health has its own")
                let_go()
                for connection in held:
                    connection.close()
                program.until(lambda: ask(server.http, quick).status == 200, 10, "all is as before")

    def test_calls_that_wait_have_a_limit(self):
        with self.server("--max-pending-calls=1") as server:
            blocked, let_go = self.blocked_document(server, 1)
            # Threads for the store take calls, one call waits, the next is refused.
            held = []
            while (connection := self.asked(server, "/v1/%s/brief?format=annotated-pdf" % blocked)) is not None:
                held.append(connection)
                self.assertLess(len(held), 20, "some call is refused")
            self.assertEqual(len(held), 9, "eight threads and one that waits")
            trailers = call(server.http, "GetFiling", field(1, blocked))[1]
            self.assertEqual((trailers["grpc-status"], trailers["reason"]), ("8", "server_busy"))
            self.assertIn("too many calls wait; try again", trailers["grpc-message"])
            self.assertEqual(ask(server.http, "/healthz").status, 200)
            let_go()
            for connection in held:
                connection.close()
            program.until(lambda: call(server.http, "GetFiling", field(1, blocked))[1]["grpc-status"] == "0", 10,
                          "all is as before")

    def test_slow_peers_lose_their_connection(self):
        with self.server("--http-head-seconds=1", "--http-idle-seconds=2", "--http-rate-bytes=1000000") as server:
            large = program.prospectus(1) + b"%" + os.urandom(10 << 20).hex().encode()
            name, _ = self.submitted(server, content=large)

            def until_closed(connection, most):
                start = time.monotonic()
                connection.settimeout(most + 5)
                try:
                    while connection.recv(65536):
                        pass
                except OSError:
                    pass
                self.assertLess(time.monotonic() - start, most)
                connection.close()
            head = self.raw(server)
            head.sendall(b"GET / HT")
            until_closed(head, 4)
            idle = self.raw(server)
            idle.sendall(b"GET /v1/%s/brief HTTP/1.1\r\nHost: localhost\r\n\r\n" % name.encode())
            until_closed(idle, 6)
            body = self.raw(server)
            body.sendall(b"POST /filing_review.v1.FilingService/GetFiling HTTP/1.1\r\nHost: localhost\r\n"
                         b"Content-Type: application/grpc-web+proto\r\nContent-Length: 1000\r\n\r\n\0")
            until_closed(body, 5)
            def dropped():
                page = ask(server.http, server.metrics[len("http://" + server.http):]).body.decode()
                return int(re.search(r'http_dropped_total\{reason="time"\} (\d+)', page).group(1))
            # The connection ends a moment before it is counted.
            program.until(lambda: dropped() >= 2, 5, "the head and the body are counted")
            self.assertEqual(dropped(), 2, "that a connection was idle is no fault")
            reader = self.raw(server)
            reader.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            reader.sendall(b"GET /v1/%s/documents/main/pdf HTTP/1.1\r\nHost: localhost\r\n\r\n" % name.encode())
            program.until(lambda: dropped() == 3, 20, "who does not read loses the answer")
            reader.close()

    def test_heads_and_connections_have_limits(self):
        with self.server("--max-http-head-bytes=2000", "--max-http-connections=8") as server:
            answer = ask(server.http, "/healthz", headers={"X-Long": "a" * 3000})
            self.assertEqual((answer.status, answer.reason()), (431, "head_size_limit"))
            self.assertIn("has at most 2000 bytes", answer.json()["message"])
            for junk in (b"hello\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"GET / HTTP/1.1\r\nno colon\r\n\r\n",
                         b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", b"\0" * 100 + b"\r\n\r\n",
                         b"POST /a.B/C HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nx",
                         b"POST /a.B/C HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\nx",
                         b"POST /a.B/C HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n"
                         b"Content-Length: 3\r\n\r\nabc"):
                connection = self.raw(server)
                connection.sendall(junk)
                connection.shutdown(socket.SHUT_WR)
                answer = b""
                try:
                    while piece := connection.recv(65536):
                        answer += piece
                except OSError:
                    pass
                connection.close()
                self.assertTrue(answer == b"" or answer.startswith(b"HTTP/1.1 4"), (junk, answer[:100]))
            held = [self.raw(server) for _ in range(20)]
            self.assertEqual(ask(server.http, "/healthz").status, 200)
            page = ask(server.http, server.metrics[len("http://" + server.http):]).body.decode()
            self.assertRegex(page, r'http_dropped_total\{reason="room"\} \d')
            for connection in held:
                connection.close()

    def test_a_stop_ends_held_connections(self):
        with self.server() as server:
            name, _ = self.submitted(server)
            held = [self.raw(server) for _ in range(20)]
            for connection in held[:10]:
                connection.sendall(b"GET /healthz HT")
            start = time.monotonic()
            self.assertEqual(server.terminate(), 0)
            self.assertLess(time.monotonic() - start, 10)
            for connection in held:
                connection.close()


if __name__ == "__main__":
    unittest.main()
