"""The limits of the HTTP port: peers that hold, flood or starve it, and those who ask meanwhile."""
import glob
import hashlib
import http.client
import os
import re
import select
import socket
import time
import unittest

import program
import web_client
from web_client import STREAM, ask, call, field


class HttpLimitsTest(web_client.WebTest):
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

    def taken(self, server, path):
        """The same, once there is room: a thread may need a moment to take the call before."""
        found = []
        program.until(lambda: found.append(self.asked(server, path)) or found[-1] is not None, 20,
                      "room for a call")
        return found[-1]

    def test_threads_of_the_port_are_as_many_as_said(self):
        for threads in (1, 2):
            self.data = self.path("data%d" % threads)
            with self.server("--http-threads=%d" % threads, "--max-pending-calls=1") as server:
                blocked, let_go = self.blocked_document(server, 1)
                free, content = self.submitted(server, content=program.prospectus(2))
                slow, quick = ("/v1/%s/documents/main/pdf" % name for name in (blocked, free))
                held = []
                for _ in range(threads):
                    program.until(lambda: ask(server.http, quick).body == content, 20,
                                  "a thread that is free")
                    held.append(self.taken(server, slow))
                held.append(self.taken(server, slow))  # the one that may wait
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
            while (connection := self.asked(server, "/v1/%s/brief?format=annotated_pdf" % blocked)) is not None:
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
