"""What those who run a server lean on: settings file, HTTP port, metrics, log, stop, load client."""
import json
import os
import re
import signal
import socket
import time
import unittest

import program

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def source(path):
    with open(os.path.join(ROOT, path), encoding="utf-8") as text:
        return text.read()


def exchange(address, request, timeout=10):
    """Sends bytes, returns all that comes back as text."""
    host, port = address.rsplit(":", 1)
    with socket.create_connection((host, int(port)), timeout) as connection:
        connection.sendall(request)
        answer = b""
        while piece := connection.recv(65536):
            answer += piece
    return answer.decode()


def get(address, path, *headers, method="GET", host=None):
    """(code, body)."""
    lines = ["%s %s HTTP/1.1" % (method, path), "Host: " + (host or address), "Connection: close", *headers,
             "", ""]
    head, _, body = exchange(address, "\r\n".join(lines).encode()).partition("\r\n\r\n")
    return int(head.split()[1]), body


class OperationsTest(program.FolderTest):
    def server(self, *options):
        """A server with its HTTP port at server.http."""
        server = program.Server(self.data, "--http=127.0.0.1:0", *options)
        server.http = server.process.stdout.readline().decode().split()[-1]
        server.metrics = server.process.stdout.readline().decode().split()[-1]
        server.metrics_path = server.metrics[len("http://" + server.http):]
        return server

    def metrics(self, server):
        code, page = get(server.http, server.metrics_path)
        self.assertEqual(code, 200, page)
        return page

    # --- settings

    def test_a_printed_config_read_back_is_the_same(self):
        status, first, err = program.run("serve", "--print-config", "--data-dir=/a \"b\" # c",
                                         "--max-queue=7", "--ocr=off", "--http-hosts=a.example")
        self.assertEqual(status, 0, err)
        self.assertIn("max-queue = 7  # default: 10000", first)
        self.assertIn('ocr = "off"  # default: "auto"', first)
        self.assertIn("max-uploads = 64  # default\n", first)
        config = self.path("serve.conf", first)
        self.assertEqual(program.run("serve", "--config=" + config, "--print-config"),
                         (0, first, ""))
        # The command line counts more.
        out = program.run("serve", "--config=" + config, "--print-config", "--max-queue=8")[1]
        self.assertEqual(out, first.replace("max-queue = 7", "max-queue = 8"))
        # Every key has its comment, and every limit of the server is a key.
        for before, line in zip(first.splitlines(), first.splitlines()[1:]):
            if "=" in line and not line.startswith("#"):
                self.assertTrue(before.startswith("# "), line)
        limits = re.findall(r"^  int\d+_t (\w+) =", source("service/limits.h").partition("struct ServerLimits")[2]
                            .partition("};")[0], re.M)
        self.assertGreater(len(limits), 15)
        for limit in limits:
            self.assertIn("&ServerLimits::" + limit, source("service/cli/server_limit_table.cc"))
        # The same limits, with their names and defaults, are printed.
        printed = {line.split("\t")[0]: line.split("\t")[1]
                   for line in program.run("brief", "--print-limits")[1].splitlines()}
        for limit in limits:
            self.assertIn(limit, printed)
        defaults = program.run("serve", "--print-config")[1]
        self.assertEqual(printed["queue_length"], "10000")
        self.assertIn("# Filings waiting; more: queue_full.\nmax-queue = 10000  # default", defaults)

    def test_a_wrong_address_of_the_database_is_refused_without_repeating_it(self):
        file = self.path("database")
        with open(file, "w") as out:
            out.write("mysql://me:secret@db/filings\n")
        for option, reason in (("--database-file=" + file, " [bad_database_url]"),
                               ("--database=mysql://db/filings", "")):
            status, _, err = program.run("serve", "--listen=127.0.0.1:0", "--data-dir=" + self.data,
                                         "--blob-dir=" + self.path("shared"), option)
            self.assertEqual(status, 2, err)
            self.assertIn("the database URL cannot be read; it is postgresql://USER@HOST:PORT/NAME" + reason, err)
            self.assertNotIn("secret", err)

    def test_a_wrong_config_is_refused_with_its_line(self):
        rows = [("# ok\nmax-qeue = 3\n", ":2: unknown key 'max-qeue'"),
                ("workers = 2\n\nworkers = 3\n", ":3: 'workers' stands twice"),
                ("workers = many\n", ":1: "),
                ("max-queue = 0\n", ":1: "),
                ("ocr = sometimes\n", ":1: "),
                ("workers\n", ":1: is not 'key = value'"),
                ('data-dir = "open\n', ":1: the value of 'data-dir' is missing or its quotes")]
        for content, expected in rows:
            config = self.path("wrong.conf", content)
            status, _, err = program.run("serve", "--config=" + config, "--print-config")
            self.assertEqual(status, 2, content)
            self.assertIn(config + expected, err)
            self.assertIn("[bad_config]", err)
        self.assertEqual(program.run("serve", "--config=" + self.path("none"))[0], 2)

    def test_settings_of_a_file_hold(self):
        config = self.path("serve.conf", "max-filing-bytes = 100\n")
        pdf = self.path("heron.pdf", program.prospectus(1))
        with program.Server(self.data, "--config=" + config) as server:
            self.assertIn("[file_size_limit]", server.run("submit", pdf)[2])

    # --- the HTTP port

    def test_hosts_sites_methods_and_bodies(self):
        with self.server("--http-hosts=ops.example") as server:
            token = server.metrics_path.partition("?token=")[2]
            self.assertRegex(token, "^[0-9a-f]{32}$")
            rows = [  # path, headers, method, host, code
                ("/healthz", (), "GET", None, 200),
                ("/readyz", (), "GET", "localhost:80", 200),
                ("/metrics?token=" + token, (), "GET", "OPS.example", 200),
                ("/metrics", ("Authorization: Bearer " + token,), "GET", None, 200),
                ("/metrics", (), "GET", None, 401),
                ("/metrics?token=", (), "GET", None, 401),
                ("/metrics?token=" + token[:-1], (), "GET", None, 401),
                ("/metrics?token=" + token, ("Authorization: Bearer no",), "GET", None, 401),
                ("/healthz?token=" + token, ("Origin: https://other.example",), "POST", None, 403),
                ("/healthz", (), "HEAD", None, 200),
                ("/nothing", (), "GET", None, 404),
                ("/metrics", (), "GET", "rebound.example", 421),
                ("/metrics", (), "GET", "127.0.0.1.rebound.example", 421),
                ("/metrics", ("Host: rebound.example",), "GET", None, 400),
                ("/metrics", ("Origin: https://other.example",), "GET", None, 403),
                ("/metrics", ("Origin: null",), "GET", None, 403),
                ("/healthz", ("Origin: https://other.example", "Content-Length: 2"), "POST", None,
                 403),
                ("/metrics", ("Sec-Fetch-Site: cross-site",), "GET", None, 403),
                ("/healthz", ("Content-Length: 0",), "POST", None, 405),
                ("/healthz", ("Content-Length: 9",), "GET", None, 413),
                ("/healthz", ("Transfer-Encoding: chunked",), "GET", None, 413),
                ("/healthz", ("X: " + "a" * 17000,), "GET", None, 431),
            ]
            for path, headers, method, host, code in rows:
                answer = get(server.http, path, *headers, method=method, host=host)
                self.assertEqual(answer[0], code, (path, headers, method, host, answer))
            self.assertEqual(get(server.http, "/healthz", method="HEAD")[1], "")
            self.assertIn("--http-token-file", get(server.http, "/metrics")[1])
            self.assertNotIn(token, server.log_text())
        secret = self.path("http.token", "a token of sixteen\n")
        with self.server("--http-token-file=" + secret) as server:
            self.assertEqual(get(server.http, "/metrics",
                                 "Authorization: Bearer a token of sixteen")[0], 200)
        short = self.path("short.token", "short\n")
        status, _, err = program.run("serve", "--listen=127.0.0.1:0", "--http=127.0.0.1:0",
                                     "--http-token-file=" + short, "--data-dir=" + self.data)
        self.assertEqual(status, 2)
        self.assertIn("a token has at least 16 characters", err)
        for address, expected, reason in (
                ("0.0.0.0:0", 69, "open_door"), ("192.0.2.1:80", 69, "open_door"),
                ("localhost", 2, "bad_http_address"), ("127.0.0.1:99999", 2, "bad_http_address"),
                ("127.0.0.one:80", 2, "bad_http_address")):
            status, _, err = program.run("serve", "--listen=127.0.0.1:0", "--http=" + address,
                                         "--data-dir=" + self.data)
            self.assertEqual(status, expected, address)
            self.assertIn("[%s]" % reason, err)

    def test_slow_and_held_connections_do_not_stop_health(self):
        with self.server("--max-http-connections=64") as server:
            host, port = server.http.rsplit(":", 1)
            held = [socket.create_connection((host, int(port)), 10) for _ in range(500)]
            for connection in held:
                try:
                    connection.sendall(b"GET /healthz HTTP/1.1\r\nX: ")
                except OSError:
                    pass  # it made room
            start = time.monotonic()
            self.assertEqual(get(server.http, "/healthz")[0], 200)
            self.assertLess(time.monotonic() - start, 2)
            self.assertLess(len(os.listdir("/proc/%d/fd" % server.process.pid)), 200)
            for connection in held:
                connection.close()
            # A byte now and then does not hold a connection for longer than its time.
            slow = socket.create_connection((host, int(port)), 10)
            start = time.monotonic()
            with self.assertRaises(OSError):
                while time.monotonic() - start < 20:
                    slow.sendall(b"G")
                    time.sleep(0.2)
            self.assertLess(time.monotonic() - start, 10)
            slow.close()
            self.assertRegex(self.metrics(server), r'dropped_total\{reason="time"\} \d')

    # --- metrics and log

    def test_metrics_are_documented_and_count(self):
        pdf = self.path("heron.pdf", program.prospectus(3, pages=4))
        with self.server() as server:
            names = re.findall(r"^# TYPE (\w+)", self.metrics(server), re.M)
            documented = re.findall(r"^\| `(filing_review_\w+)`", source("docs/OPERATIONS.md"),
                                    re.M)
            self.assertEqual(names, documented)
            self.assertEqual(server.run("submit", pdf, "--wait", "--format=json")[0], 0)
            self.assertNotEqual(server.run("get", "filings/none")[0], 0)
            page = self.metrics(server)
            for line in ['filing_review_requests_total{method="SubmitFiling",code="OK"} 1',
                         "filing_review_upload_bytes_total %d" % os.path.getsize(pdf),
                         "filing_review_submissions_total 1",
                         'filing_review_reviews_total{stage="text",outcome="done"} 1',
                         'filing_review_pages_read_total{stage="text"} 4',
                         'filing_review_filings_running{stage="text"} 0',
                         'filing_review_review_seconds_count{stage="text"} 1',
                         'filing_review_rule_seconds_count{stage="text"} 1',
                         'filing_review_calls_open{method="SubmitFiling"} 0']:
                self.assertIn(line + "\n", page)
            self.assertRegex(page, r'requests_total\{method="GetFiling",code="\w+"\} 1')

    def test_the_queue_and_deaths_of_workers_are_told(self):
        long = self.path("long.pdf", program.small_pdf(
            [["Line %d of page %d about registered users." % (line, page) for line in range(45)]
             for page in range(4000)]))
        with self.server("--workers=1", "--lease-seconds=20") as server:
            self.assertEqual(server.run("submit", long)[0], 0)
            program.until(server.children, 30, "a worker process runs")
            server.signal_workers(signal.SIGSTOP)
            pdf = self.path("heron.pdf", program.prospectus(3, pages=4))
            self.assertEqual(server.run("submit", pdf)[0], 0)

            def page():
                return self.metrics(server)
            program.until(lambda: 'filings_waiting{stage="text"} 1\n' in page(), 10, "one waits")
            size = os.path.getsize(long) + os.path.getsize(pdf)
            self.assertIn("filing_review_queue_bytes %d\n" % size, page())
            self.assertRegex(page(), r"filing_review_queue_pages [1-9]")
            program.until(lambda: server.signal_workers(signal.SIGKILL), 10, "a worker is killed")
            program.until(lambda: re.search(
                r'worker_deaths_total\{reason="worker_crash"\} [1-9]', page()), 10, "it is counted")
            program.until(lambda: 'filings_waiting{stage="text"} 0\n' in page(), 60, "none waits")

    def test_the_log_is_json_and_tells_no_content(self):
        marker = "Zqxmarker"
        pdf = self.path(marker + "-name.pdf", program.small_pdf([[marker + " text of a page"]]))
        with self.server() as server:
            self.assertEqual(server.run("submit", pdf, "--wait", "--format=json")[0], 0)
            server.run("get", "filings/" + marker)
            broken = self.path("broken-" + marker + ".pdf", marker + " is no PDF")
            server.run("submit", broken, "--wait")
            self.assertEqual(server.terminate(), 0)
            log = server.log_text()
        self.assertNotIn(marker, log)
        self.assertNotIn(self.path(""), log.replace(self.data, ""))
        events = [json.loads(line) for line in log.splitlines()]
        calls = [event for event in events if event["event"] == "call"]
        submitted = [call for call in calls if call["method"] == "SubmitFiling"]
        self.assertEqual([call["code"] for call in submitted], ["OK", "OK"])
        for call in calls:
            self.assertRegex(call["time"], r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$")
            self.assertRegex(call["request_id"], r"^[0-9a-f]{32}$")
            self.assertGreaterEqual(call["duration_seconds"], 0)
        self.assertTrue(submitted[0]["filing_id"])
        self.assertIn(submitted[0]["filing_id"],
                      [event["filing_id"] for event in events if event["event"] == "review"])

    # --- stop

    def test_the_stop_goes_in_steps_and_a_second_signal_ends_it(self):
        with self.server() as server:
            self.assertEqual(get(server.http, "/readyz"), (200, "ready\n"))
            self.assertEqual(server.terminate(), 0)
            steps = [json.loads(line)["message"][:6] for line in server.log_text().splitlines()
                     if json.loads(line)["event"] == "stop"]
            self.assertEqual(steps, ["1 of 4", "2 of 4", "3 of 4", "4 of 4"])
        with self.server("--workers=1", "--drain-seconds=60") as server:
            for seed in range(3):
                long = self.path("long.pdf", program.prospectus(seed, pages=1500))
                self.assertEqual(server.run("submit", long)[0], 0)
            program.until(server.children, 20, "a review runs")
            server.process.send_signal(signal.SIGTERM)
            program.until(lambda: "1 of 4" in server.log_text(), 10, "the stop began")
            if server.process.poll() is None:
                # While it drains it lives, and is not ready.
                try:
                    self.assertEqual(get(server.http, "/healthz")[0], 200)
                    self.assertEqual(get(server.http, "/readyz")[0], 503)
                except OSError:
                    pass  # it was done already
                server.process.send_signal(signal.SIGTERM)
            self.assertIn(server.process.wait(5), (0, -signal.SIGTERM))

    def test_a_server_that_goes_down_takes_no_more_filings(self):
        with self.server("--workers=1", "--drain-seconds=60") as server:
            long = self.path("long.pdf", program.prospectus(1, pages=1500))
            self.assertEqual(server.run("submit", long)[0], 0)
            program.until(server.children, 20, "a review runs")
            server.signal_workers(signal.SIGSTOP)  # so that the review does not end before it was looked at
            server.process.send_signal(signal.SIGTERM)
            program.until(lambda: "2 of 4" in server.log_text(), 10, "no more is taken")
            status, _, err = server.run("submit", self.path("heron.pdf", program.prospectus(2)))
            self.assertEqual(status, 69, err)
            self.assertIn("the server is going down; submit again later [draining]", err)
            server.signal_workers(signal.SIGCONT)
            self.assertEqual(server.process.wait(60), 0)

    def test_a_port_that_is_taken_is_told(self):
        with self.server() as server:
            for options, told in ((("--listen=" + server.address,), server.address + " cannot be listened on"),
                                  (("--listen=127.0.0.1:0", "--http=" + server.http),
                                   server.http + " cannot be listened on")):
                status, _, err = program.run("serve", "--data-dir=" + self.path("other"), *options, timeout=20)
                self.assertEqual(status, 69, err)
                self.assertIn(told, err)
                self.assertIn("[listen]", err)

    # --- the load client

    def test_load_reports_latencies(self):
        with self.server() as server:
            status, out, err = server.run("load", "--clients=4", "--filings=24", "--sizes=1,3",
                                          "--cancel-rate=0.2", "--abort-rate=0.2",
                                          "--format=json", "--retry-seconds=30")
            self.assertEqual(status, 0, out + err)
            report = json.loads(out)
            self.assertEqual(report["briefs"] + report["cancelled"] + report["aborted"], 24)
            self.assertGreater(report["aborted"], 0)
            self.assertGreater(report["filingsAMinute"], 0)
            times = report["briefSeconds"]
            self.assertLess(0, times["p50"])
            self.assertLessEqual(times["p50"], times["p90"])
            self.assertLessEqual(times["p90"], times["p99"])
            text = server.run("load", "--filings=2", "--clients=1")[1]
            self.assertRegex(text, r"time to brief +2 +\d")
        status, out, err = program.run("load", "--server=127.0.0.1:1", "--retry-seconds=0")
        self.assertEqual((status, out), (69, ""))
        self.assertIn("[no_server]", err)

    def test_load_counts_errors_by_reason(self):
        with self.server("--max-filing-bytes=100") as server:
            status, out, _ = server.run("load", "--filings=5", "--clients=2")
            self.assertEqual(status, 69)
            self.assertIn("error file_size_limit 5\n", out)

    def test_load_waits_as_long_as_a_busy_server_asks(self):
        with self.server("--max-uploads=1", "--workers=1") as server:
            status, out, err = server.run("load", "--clients=8", "--filings=24", "--sizes=60",
                                          "--format=json", "--retry-seconds=100")
            report = json.loads(out)
            self.assertEqual((status, report["briefs"]), (0, 24), out + err)
            self.assertGreater(report["waits"], 0)


if __name__ == "__main__":
    unittest.main()
