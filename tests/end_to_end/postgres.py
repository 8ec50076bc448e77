"""A PostgreSQL 15 of a test's own, in a folder of its own, ended by its own process id."""
import os
import pwd
import shutil
import subprocess
import tempfile
import time

BIN = "/usr/lib/postgresql/15/bin/"


def installed():
    return os.access(BIN + "initdb", os.X_OK) and shutil.which("setpriv") is not None


class Postgres:
    def __init__(self):
        self.folder = tempfile.mkdtemp(prefix="filing-review-")
        self.user = []
        if os.getuid() == 0:  # it refuses to run as root
            account = pwd.getpwnam("postgres")
            os.chown(self.folder, account.pw_uid, account.pw_gid)
            self.user = ["--reuid=postgres", "--regid=postgres", "--init-groups"]
        data = self.folder + "/cluster"
        subprocess.run(["setpriv", *self.user, BIN + "initdb", "-A", "trust", "--no-sync",
                        "-U", "postgres", "-E", "UTF8", "-D", data],
                       check=True, stdout=subprocess.DEVNULL)
        self.process = subprocess.Popen(
            ["setpriv", "--pdeathsig=INT", *self.user, BIN + "postgres", "-D", data,
             "-k", self.folder, "-c", "listen_addresses="],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.url = "postgresql://postgres@/postgres?host=" + self.folder.replace("/", "%2F")
        end = time.monotonic() + 30
        while subprocess.run([BIN + "pg_isready", "-q", "-h", self.folder]).returncode != 0:
            if time.monotonic() > end:
                raise AssertionError("PostgreSQL does not start")
            time.sleep(0.1)

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.process.send_signal(2)
        self.process.wait(30)
        shutil.rmtree(self.folder, ignore_errors=True)

    def query(self, sql):
        """The answer as text, one line a row."""
        return subprocess.run([BIN + "psql", "-XAtq", "-h", self.folder, "-U", "postgres",
                               "-c", sql], check=True, capture_output=True).stdout.decode().strip()
