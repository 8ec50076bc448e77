"""kill -9 in the middle of ten submissions: what was acknowledged is not lost."""
import os
import subprocess
import tempfile
import unittest

import program

FILINGS = 10


class KillTest(unittest.TestCase):
    def test_every_acknowledged_filing_gets_the_brief_of_an_undisturbed_run(self):
        with tempfile.TemporaryDirectory() as folder:
            paths = []
            for seed in range(FILINGS):
                paths.append("%s/heron-%d.pdf" % (folder, seed))
                with open(paths[-1], "wb") as out:
                    out.write(program.prospectus(seed, pages=60))
            acknowledged = self.submit_and_kill(folder + "/data", paths)
            self.assertGreaterEqual(len(acknowledged), FILINGS // 2)
            with program.Server(folder + "/data") as server:
                for name, path in acknowledged.items():
                    # The same bytes again: the filing is still the same one.
                    status, brief, err = server.run("submit", path, "--wait", "--format=json")
                    self.assertEqual(status, 0, err)
                    self.assertEqual(server.run("get", name, "--format=json"), (0, brief, ""))
                    self.assertEqual(brief, program.run("brief", path)[1])
                self.assertEqual(os.listdir(folder + "/data/incoming"), [])
                listed = server.run("list")[1].splitlines()
                self.assertEqual(len([l for l in listed if "\tSUCCEEDED\t" in l]), len(listed))
                self.assertLessEqual(len(listed), FILINGS)

    def submit_and_kill(self, data, paths):
        """Kills the server after half of the acknowledgements; {name: path} of all that came."""
        acknowledged = {}
        with program.Server(data, "--workers=1") as server:
            submitting = subprocess.Popen(
                [program.PROGRAM, "submit", "--server=" + server.address, "--retry-seconds=0", *paths],
                stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
            by_file = {os.path.basename(path): path for path in paths}
            for line in submitting.stdout:
                name, _, file = line.decode().rstrip("\n").split("\t")
                acknowledged[name] = by_file[file]
                if len(acknowledged) == FILINGS // 2:
                    server.process.kill()
            submitting.stdout.close()
            submitting.wait(60)
        return acknowledged


if __name__ == "__main__":
    unittest.main()
