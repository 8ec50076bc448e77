"""Runs the built program for the end-to-end tests: commands, servers, hand-made PDFs."""
import os
import re
import signal
import subprocess
import tempfile
import time
import unittest

PROGRAM = os.environ["FILING_REVIEW"]  # path of the executable, set by CMake
CORPUS = os.environ["FILING_REVIEW_CORPUS"]


def run(*args, stdin=None, env=None, timeout=120):
    """One command to its end: (exit status, stdout, stderr)."""
    done = subprocess.run([PROGRAM, *args], input=stdin, capture_output=True, timeout=timeout,
                          env=env)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def small_pdf(pages):
    """A PDF with the given lines of ASCII text on each page, Helvetica, uncompressed."""
    bodies = ["<< /Type /Catalog /Pages 2 0 R >>", None,
              "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for lines in pages:
        text = "BT /F1 11 Tf 72 740 Td 14 TL "
        for line in lines:
            text += "(%s) Tj T* " % re.sub(r"([()\\])", r"\\\1", line)
        text += "ET"
        bodies.append("<< /Length %d >>\nstream\n%s\nendstream" % (len(text), text))
        kids.append("%d 0 R" % (len(bodies) + 1))
        bodies.append("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] "
                      "/Resources << /Font << /F1 3 0 R >> >> /Contents %d 0 R >>" % len(bodies))
    bodies[1] = "<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), " ".join(kids))
    out, places = "%PDF-1.4\n", []
    for number, body in enumerate(bodies, 1):
        places.append(len(out))
        out += "%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += "xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1)
    out += "".join("%010d 00000 n \n" % place for place in places)
    out += "trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(bodies) + 1, start)
    return out.encode("ascii")


def prospectus(seed, pages=3):
    """A small English prospectus of a fictional issuer, different for each seed."""
    return small_pdf([["Blue Heron Reading Limited - Prospectus, page %d" % (page + 1),
                       "Our reading application had over %d.%d million registered users as of"
                       % (2 + seed, page % 10),
                       "December 31, 2023. We collect names and telephone numbers of our users."]
                      for page in range(pages)])


class FolderTest(unittest.TestCase):
    """A test with a folder of its own and a place for a server's data in it."""

    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.data = self.path("data")

    def path(self, name, content=None):
        """The path of a name in the folder; with content, bytes or text, of a file that holds it."""
        path = os.path.join(self.folder.name, name)
        if content is not None:
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "wb") as out:
                out.write(content if isinstance(content, bytes) else content.encode())
        return path

    def token_file(self, name, roles, access_list):
        """Makes a token and adds its line to the list; the file that holds it."""
        file = self.path(name + ".token")
        status, line, err = run("token", name, "--roles=" + roles, "--token-file=" + file)
        self.assertEqual(status, 0, err)
        with open(access_list, "a") as out:
            out.write(line)
        self.assertEqual(os.stat(file).st_mode & 0o777, 0o600)
        return file


class Server:
    """A server on a free loopback port; always stopped by its own process id."""

    def __init__(self, data_dir, *options, listen="127.0.0.1:0"):
        self.log = tempfile.TemporaryFile()
        self.process = subprocess.Popen(
            [PROGRAM, "serve", "--listen=" + listen, "--data-dir=" + data_dir, *options],
            stdout=subprocess.PIPE, stderr=self.log)
        line = self.process.stdout.readline().decode()
        if not line.startswith("listening on "):
            raise AssertionError("the server did not start: %r %r" % (line, self.log_text()))
        self.address = line.split()[-1]

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        self.process.stdout.close()
        self.log.close()

    def log_text(self):
        self.log.seek(0)
        return self.log.read().decode()

    def run(self, command, *args, **options):
        # A server that a test stops stays away: no waiting for it unless the test says so.
        if not any(arg.startswith("--retry-seconds") for arg in args):
            args += ("--retry-seconds=0",)
        return run(command, "--server=" + self.address, *args, **options)

    def terminate(self, timeout=60):
        """SIGTERM; the exit status."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout)

    def children(self):
        """Process ids of the worker processes of this server."""
        found = []
        task = "/proc/%d/task" % self.process.pid
        for thread in os.listdir(task):
            try:
                with open("%s/%s/children" % (task, thread)) as children:
                    found += children.read().split()
            except FileNotFoundError:
                pass
        return found

    def signal_workers(self, what):
        """Sends a signal to each worker process; how many got it. One may end meanwhile, or be ended by the server."""
        reached = 0
        for worker in self.children():
            try:
                os.kill(int(worker), what)
                reached += 1
            except ProcessLookupError:
                pass
        return reached


def until(condition, seconds, what):
    """Waits until condition() is true."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            raise AssertionError("not within %d s: %s" % (seconds, what))
        time.sleep(0.02)
