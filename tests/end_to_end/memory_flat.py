"""Sends many small filings to one server and watches its resident memory. Run by hand:

    scripts/build.sh filing-review
    tests/end_to_end/memory_flat.py [FILINGS]          (2,000 where not given)

Each filing is one of the sample filings with a comment of its own behind the end of the file, so
that none is the same. Prints the server's resident memory every 100 filings and ends with exit
status 1 where, after the first 200, it ever leaves a band of 5 %.
"""
import glob
import os
import shutil
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
os.environ.setdefault("FILING_REVIEW", ROOT + "/build/bin/filing-review")
os.environ.setdefault("FILING_REVIEW_CORPUS", ROOT + "/corpus/filings")

import program  # noqa: E402  (it reads the environment)

BATCH = 25
WARM_UP = 200  # filings after which memory must stay where it is
BAND = 0.05


def resident_kib(pid):
    with open("/proc/%d/status" % pid) as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmRSS:"))


def main():
    filings = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    samples = []
    for path in sorted(glob.glob(program.CORPUS + "/*.pdf")):
        with open(path, "rb") as sample:
            samples.append(sample.read())
    steady = []
    with tempfile.TemporaryDirectory() as folder, program.Server(folder + "/data") as server:
        print("filings\tresident MiB")
        for first in range(0, filings, BATCH):
            batch = folder + "/batch"
            os.mkdir(batch)
            paths = []
            for number in range(first, min(first + BATCH, filings)):
                paths.append("%s/%06d.pdf" % (batch, number))
                with open(paths[-1], "wb") as out:
                    out.write(samples[number % len(samples)] + b"%% filing %d\n" % number)
            status, _, err = server.run("submit", *paths, "--wait", "--format=json", timeout=600)
            if status not in (0, 3):  # a sample has a page without text
                sys.exit("submit ended with %d: %s" % (status, err))
            shutil.rmtree(batch)
            done = first + len(paths)
            if done % 100 == 0 or done == filings:
                resident = resident_kib(server.process.pid)
                print("%d\t%.1f" % (done, resident / 1024), flush=True)
                if done >= WARM_UP:
                    steady.append(resident)
    if not steady:
        return
    spread = max(steady) / min(steady) - 1
    print("from filing %d on: %.1f %% between lowest and highest" % (WARM_UP, 100 * spread))
    if spread > BAND:
        sys.exit(1)


if __name__ == "__main__":
    main()
