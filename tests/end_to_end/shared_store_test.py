"""Three servers on one PostgreSQL and one folder of blobs; one is killed: all briefs come."""
import signal
import subprocess
import sys
import tempfile
import unittest

import postgres
import program

FILINGS = 42

# A job whose home is a living server is claimed by that server alone. So no job is claimed until
# each filing has been acknowledged, and then every third waits for the server that is to be killed.
HOLD_JOBS = """
INSERT INTO servers VALUES ('nobody', 9223372036854775807);
CREATE FUNCTION hold_job() RETURNS trigger AS $$
BEGIN NEW.home := 'nobody'; RETURN NEW; END $$ LANGUAGE plpgsql;
CREATE TRIGGER hold_job BEFORE INSERT ON jobs FOR EACH ROW EXECUTE FUNCTION hold_job();
"""
RELEASE_JOBS = """
UPDATE jobs SET home = CASE WHEN sequence % 3 = 0 THEN '{0}' ELSE '' END;
NOTIFY filing_review, 'q';
"""
FREE_JOBS = "UPDATE jobs SET home = ''; NOTIFY filing_review, 'q'"


class SharedStoreTest(unittest.TestCase):
    def test_a_killed_servers_filings_are_reviewed_by_the_others(self):
        with tempfile.TemporaryDirectory() as folder, postgres.Postgres() as database:
            paths = []
            for seed in range(FILINGS):
                paths.append("%s/heron-%02d.pdf" % (folder, seed))
                with open(paths[-1], "wb") as out:
                    out.write(program.prospectus(seed, pages=80))
            url_file = folder + "/database"
            with open(url_file, "w") as out:
                out.write(database.url + "\n")
            servers = [program.Server("%s/data-%d" % (folder, number),
                                      "--database-file=" + url_file,
                                      "--blob-dir=%s/blobs" % folder,
                                      "--workers=1", "--lease-seconds=3")
                       for number in range(3)]
            with servers[0], servers[1], servers[2]:
                database.query(HOLD_JOBS)
                self.submit_to_all(servers, paths)
                self.assertEqual(database.query(
                    "SELECT count(*) FROM jobs WHERE token = ''"), str(FILINGS))
                with open(folder + "/data-0/server-id") as file:
                    doomed = file.read().strip()
                database.query(RELEASE_JOBS.format(doomed))
                self.kill_with_a_claim(servers[0], doomed, database)
                database.query(FREE_JOBS)
                survivors = servers[1:]
                program.until(lambda: database.query("SELECT count(*) FROM jobs") == "0", 120,
                              "an empty queue")
                names = [row.split("|") for row in database.query(
                    "SELECT id, display_name FROM filings ORDER BY sequence").splitlines()]
                self.assertEqual(len(names), FILINGS)
                self.assertEqual(database.query(
                    "SELECT count(*), count(DISTINCT sequence) FROM briefs"),
                    "%d|%d" % (FILINGS, FILINGS))
                for number, (name, file) in enumerate(names):
                    server = survivors[number % 2]
                    alone = program.run("brief", folder + "/" + file)[1]
                    self.assertEqual(server.run("get", "filings/" + name, "--format=json"),
                                     (0, alone, ""))

    def submit_to_all(self, servers, paths):
        submitting = [subprocess.Popen(
            [program.PROGRAM, "submit", "--server=" + server.address, *paths[number::3]],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
            for number, server in enumerate(servers)]
        acknowledged = sum(len(process.communicate(timeout=120)[0].splitlines())
                           for process in submitting)
        self.assertEqual(acknowledged, FILINGS)

    def kill_with_a_claim(self, server, name, database):
        """Kills the server at a moment at which it holds a claim and leaves others to be made."""
        def stopped_with_a_claim():
            server.process.send_signal(signal.SIGSTOP)
            if database.query("SELECT count(*) FROM jobs WHERE token <> '' AND server = '%s'"
                              % name) == "1":
                return True
            server.process.send_signal(signal.SIGCONT)
            return False
        program.until(stopped_with_a_claim, 60, "a claim of the server to be killed")
        server.process.kill()
        self.assertGreater(int(database.query("SELECT count(*) FROM jobs")), 1)

    def test_a_password_on_the_command_line_is_refused(self):
        status, out, err = program.run("serve", "--database=postgresql://me:secret@db/filings")
        self.assertEqual((status, out), (2, ""))
        self.assertIn("--database-file", err)
        self.assertNotIn("secret", err)

    def test_a_newer_database_is_refused_with_words(self):
        with tempfile.TemporaryDirectory() as folder, postgres.Postgres() as database:
            options = ["--database=" + database.url, "--blob-dir=" + folder + "/blobs"]
            with program.Server(folder + "/data", *options) as server:
                self.assertEqual(server.terminate(), 0)
            database.query("INSERT INTO schema_migrations VALUES (999, 0)")
            status, out, err = program.run("serve", "--listen=127.0.0.1:0",
                                           "--data-dir=" + folder + "/data", *options)
            self.assertNotEqual(status, 0)
            self.assertIn("newer version (schema 999", err)


if __name__ == "__main__":
    if not postgres.installed():
        print("skipped: PostgreSQL 15 is not installed (scripts/install-deps.sh --tests)")
        sys.exit(77)
    unittest.main()
