"""The HTTP port: console, gRPC-Web, documents with ranges, exports."""
import base64
import glob
import os
import re
import signal
import struct
import time
import unittest

import program
import web_client
from web_client import STREAM, ask, call, field


class HttpTest(web_client.WebTest):
    # --- the console

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
            server.signal_workers(signal.SIGSTOP)
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

    @unittest.skipIf("ASAN_OPTIONS" in os.environ, "a sanitizer keeps what is freed for a while")
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


if __name__ == "__main__":
    unittest.main()
