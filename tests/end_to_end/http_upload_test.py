"""Submitting from a browser: pieces by PUT, broken off and resumed, the digest with the last of them."""
import hashlib
import json
import os
import threading
import unittest
import urllib.parse

import program
import web_client
from web_client import ask

PIECE = 4 << 20


class HttpUploadTest(web_client.WebTest):
    def setUp(self):
        super().setUp()
        self.pdf = program.prospectus(1) + b"%" + os.urandom(5 << 20).hex().encode()  # three pieces
        self.digest = hashlib.sha256(self.pdf).hexdigest()

    def put(self, server, request_id, offset, body, size=None, token=None, **query):
        query = {"offset": offset, "size": size or len(self.pdf), "name": "heron.pdf", **query}
        return ask(server.http, "/v1/uploads/%s?%s" % (request_id, urllib.parse.urlencode(query)), "PUT", body,
                   token=token)

    def send(self, server, request_id, start=0, **query):
        """The rest from an offset, piece by piece; the last answer."""
        for offset in range(start, len(self.pdf), PIECE):
            body = self.pdf[offset:offset + PIECE]
            last = {"sha256": self.digest} if offset + len(body) == len(self.pdf) else {}
            answer = self.put(server, request_id, offset, body, **last, **query)
            if answer.status != 200:
                return answer
            self.assertEqual(int(answer.json()["committedSizeBytes"]), offset + len(body))
        return answer

    def committed(self, server, request_id):
        return int(ask(server.http, "/v1/uploads/" + request_id).json()["committedSizeBytes"])

    def test_pieces_become_a_filing_with_its_brief(self):
        with self.server() as server:
            answer = self.send(server, "one", venue="HK", filing_date="2024-03-01", ocr="off")
            self.assertEqual(answer.status, 201, answer.body)
            filing = answer.json()
            self.assertEqual((filing["sha256"], filing["displayName"], filing["sizeBytes"]),
                             (self.digest, "heron.pdf", str(len(self.pdf))))
            self.assertEqual(answer.headers["location"], "/" + filing["name"])
            program.until(lambda: json.loads(server.run("get", filing["name"])[1])["state"] == "SUCCEEDED", 30, "it is reviewed")
            brief = json.loads(server.run("get", filing["name"], "--format=json")[1])
            self.assertEqual((brief["filing"]["listingVenue"], brief["filing"]["filingDate"]), ("HK", "2024-03-01"))
            self.assertEqual(ask(server.http, "/v1/uploads/one").reason(), "no_such_upload")
            self.assertEqual(os.listdir(self.data + "/parts"), [])
            # Once more under the same request id: the same filing, and nothing is there twice.
            self.assertEqual(self.send(server, "one", venue="HK", filing_date="2024-03-01", ocr="off").json()["name"],
                             filing["name"])
            answer = self.send(server, "one", venue="US")
            self.assertEqual((answer.status, answer.reason()), (400, "request_id_reused"))
            self.assertEqual(len(server.run("list")[1].splitlines()), 1)
            page = ask(server.http, server.metrics[len("http://" + server.http):]).body.decode()
            self.assertIn("filing_review_submissions_total 2\n", page)

    def test_it_goes_on_where_it_broke_also_after_a_kill(self):
        with self.server() as server:
            self.assertEqual(self.put(server, "two", 0, self.pdf[:PIECE]).status, 200)
            # A piece that breaks off in the middle leaves nothing of itself.
            connection = web_client.connect(server.http)
            connection.putrequest("PUT", "/v1/uploads/two?offset=%d&size=%d&name=heron.pdf" % (PIECE, len(self.pdf)))
            connection.putheader("Content-Length", str(PIECE))
            connection.endheaders()
            connection.send(self.pdf[PIECE:PIECE + 100_000])
            connection.close()
            self.assertEqual(self.committed(server, "two"), PIECE)
            answer = self.put(server, "two", PIECE + 1, b"x" * 10)
            self.assertEqual((answer.status, answer.reason()), (400, "chunk_order"))
            self.assertIn("the next chunk begins at byte %d" % PIECE, answer.json()["message"])
            server.process.kill()
            server.process.wait()
        with self.server() as server:
            self.assertEqual(self.committed(server, "two"), PIECE)
            self.assertEqual(self.send(server, "two", PIECE).status, 201)
            server.process.kill()  # acknowledged is durable
            server.process.wait()
        with self.server() as server:
            self.assertEqual(len(server.run("list")[1].splitlines()), 1)

    def test_the_digest_may_come_after_the_last_bytes_and_must_be_right(self):
        with self.server() as server:
            for offset in (0, PIECE):
                self.put(server, "three", offset, self.pdf[offset:offset + PIECE])
            tail = self.pdf[2 * PIECE:]
            answer = self.put(server, "three", 2 * PIECE, tail)
            self.assertEqual((answer.status, answer.reason()), (400, "bad_header"))
            self.assertIn("the last bytes come with the sha256", answer.json()["message"])
            answer = self.put(server, "three", 2 * PIECE, tail, sha256="0" * 64)
            self.assertEqual((answer.status, answer.reason()), (400, "digest_mismatch"))
            self.assertEqual(ask(server.http, "/v1/uploads/three").reason(), "no_such_upload")
            self.assertEqual(self.put(server, "three", 0, self.pdf[:PIECE]).status, 200)
            self.assertEqual(self.put(server, "three", PIECE, b"", sha256="x").reason(), "chunk_size_limit")
            self.assertEqual(self.send(server, "three", PIECE).status, 201)

    def test_a_full_queue_keeps_the_bytes_and_an_empty_piece_ends_them(self):
        long = program.small_pdf([["Line %d of page %d." % (line, page) for line in range(60)] for page in range(3000)])
        with open(self.path("long.pdf"), "wb") as out:
            out.write(long)
        with self.server("--max-queue=1", "--workers=1") as server:
            for offset in (0, PIECE):
                self.put(server, "full", offset, self.pdf[offset:offset + PIECE])
            name = server.run("submit", self.path("long.pdf"))[1].split("\t")[0]
            tail = self.pdf[2 * PIECE:]
            answer = self.put(server, "full", 2 * PIECE, tail, sha256=self.digest)
            self.assertEqual((answer.status, answer.reason()), (429, "queue_full"))
            self.assertEqual(self.committed(server, "full"), len(self.pdf))
            self.assertEqual(server.run("cancel", name)[0], 0)
            answer = self.put(server, "full", len(self.pdf), b"", sha256=self.digest)
            self.assertEqual(answer.status, 201, answer.body)

    def test_wrong_requests_are_told_and_keep_nothing(self):
        with self.server("--max-filing-bytes=6000000", "--max-uploads=1") as server:
            small = self.pdf[:1000]
            rows = [  # query over the right one, body, status, reason
                ({"size": "0"}, small, 400, "empty_file"), ({"size": "x"}, small, 400, "bad_header"),
                ({"size": "7000000"}, small, 413, "file_size_limit"), ({"venue": "MARS"}, small, 400, "bad_header"),
                ({"offset": "-1"}, small, 400, "bad_header"), ({"filing_date": "yesterday"}, small, 400, "bad_header"),
                ({"surprise": "1"}, small, 400, "bad_header"), ({"sha256": "x"}, small, 400, "bad_header"),
                ({"name": "n" * 2000}, small, 400, "bad_header"), ({"offset": "5"}, small, 400, "chunk_order"),
                ({"size": "999"}, small, 400, "size_mismatch"), ({}, b"", 400, "chunk_size_limit"),
                ({}, b"x" * (PIECE + 1), 413, "body_size_limit")]
            for query, body, status, reason in rows:
                query = {"offset": 0, "size": 1000 if "sha256" in query else 2000, **query}
                answer = ask(server.http, "/v1/uploads/four?" + urllib.parse.urlencode(query), "PUT", body)
                self.assertEqual((answer.status, answer.reason()), (status, reason), query)
            for path in ("/v1/uploads/a.b?offset=0&size=9", "/v1/uploads/?offset=0&size=9",
                         "/v1/uploads/a%2fb?offset=0&size=9", "/v1/uploads/%s?offset=0&size=9" % ("r" * 65)):
                self.assertEqual(ask(server.http, path, "PUT", b"x").reason(), "bad_header", path)
            self.assertEqual(ask(server.http, "/v1/uploads/four", "POST", b"x").status, 405)
            self.assertEqual(ask(server.http, "/v1/uploads/a%2eb").reason(), "bad_name")

    def test_places_are_given_back_and_bounded(self):
        with self.server("--max-uploads=1", "--upload-idle-seconds=2") as server:
            self.assertEqual(self.put(server, "open", 0, self.pdf[:1000]).status, 200)
            answer = self.put(server, "another", 0, self.pdf[:1000])
            self.assertEqual((answer.status, answer.reason()), (429, "uploads_busy"))
            self.assertGreater(int(answer.headers["retry-after"]), 0)
            program.until(lambda: self.put(server, "another", 0, self.pdf[:1000]).status == 200, 15,
                          "who sends nothing gives the place to others")
            program.until(lambda: self.put(server, "open", 1000, self.pdf[1000:2000]).status == 200, 15, "and goes on later")
            self.assertEqual(self.committed(server, "open"), 2000)

    def test_two_at_once_under_one_request_id_do_no_harm(self):
        with self.server() as server:
            answers = []

            def one():
                answers.append(self.send(server, "same"))
            threads = [threading.Thread(target=one) for _ in range(4)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            for answer in answers:
                self.assertIn(answer.status, (201, 400, 409), answer.body)
            program.until(lambda: self.send(server, "same").status == 201, 20, "one goes through")
            names = server.run("list")[1].splitlines()
            self.assertEqual(len(names), 1)
            body = ask(server.http, "/v1/%s/documents/main/pdf" % names[0].split("\t")[0]).body
            self.assertEqual(hashlib.sha256(body).hexdigest(), self.digest)

    def test_many_pieces_are_not_read_again_and_again(self):
        # 16 pieces of a file that is kept open between them: its bytes are hashed once.
        large = program.prospectus(2) + b"%" + os.urandom(31 << 20).hex().encode()
        self.pdf, self.digest = large, hashlib.sha256(large).hexdigest()
        with self.server("--ocr=off") as server:
            def read_bytes():
                with open("/proc/%d/io" % server.process.pid) as counters:
                    return int(counters.read().split("rchar: ")[1].split()[0])
            before = read_bytes()
            self.assertEqual(self.send(server, "large").status, 201)
            # What came over the network, and the review: no sum of all prefixes (over 500 MB).
            self.assertLess(read_bytes() - before, 5 * len(large))
            server.terminate()


if __name__ == "__main__":
    unittest.main()
