#!/usr/bin/env python3
"""Processor time of a server a filing, beside that of `filing-review brief` of the same file.

    scripts/build.sh filing-review
    tests/end_to_end/service_overhead.py [--rounds N] FILE.pdf …

Prints a line a filing and the sums, in seconds, the least of the rounds: of `brief` with its workers; of
the server with its workers, from the upload to the answer of the brief; of the client that uploads and
waits; and of what the server does beside the review: taking the bytes (they are submitted to be
validated only), and, the mean of small files that are no PDF, storing them, starting a worker and
answering. `brief` makes its rules ready each time, the server once. Fails where the server needs more than 1.05 of `brief`. Not part of the test run: it
wants an idle machine.
"""
import argparse
import os
import resource
import sys
import tempfile

os.environ.setdefault("FILING_REVIEW", os.path.join(
    os.path.dirname(os.path.abspath(__file__)), "..", "..", "build", "bin", "filing-review"))
os.environ.setdefault("FILING_REVIEW_CORPUS", "")
import program

MOST = 1.05
COPIES = 20


def children_seconds():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def server_seconds(server):
    """Of the server and of the workers that it has waited for."""
    with open("/proc/%d/stat" % server.process.pid) as stat:
        fields = stat.read().rpartition(")")[2].split()
    return sum(int(field) for field in fields[11:15]) / os.sysconf("SC_CLK_TCK")


def measured(clock, work):
    before = clock()
    work()
    return clock() - before


def checked(done):
    status, out, err = done
    if status not in (0, 3):
        raise SystemExit(err)
    return out


def delete_all(server):
    for name in server.run("list")[1].splitlines():
        checked(server.run("delete", name.split("\t")[0]))


def mean_of(server, paths, option):
    """Seconds of the server a file."""
    used = measured(lambda: server_seconds(server), lambda: server.run("submit", *paths, option))
    return used / len(paths)


def letters(folder):
    paths = []
    for number in range(COPIES):
        paths.append("%s/letter-%d.pdf" % (folder, number))
        with open(paths[-1], "wb") as out:
            out.write(b"Dear Sir, letter %d\n" % number)
    return paths


def main():
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("--rounds", type=int, default=3)
    arguments.add_argument("files", nargs="+")
    arguments = arguments.parse_args()
    sums = [0.0] * 4
    print("%-50s %8s %8s %8s %8s" % ("filing", "brief", "server", "client", "beside"))
    with tempfile.TemporaryDirectory() as folder, \
            program.Server(folder + "/data", "--workers=1", "--ocr=off") as server:
        checked(server.run("submit", arguments.files[0], "--wait", "--format=json"))  # warm
        delete_all(server)
        small = mean_of(server, letters(folder), "--wait")
        delete_all(server)
        for path in arguments.files:
            best = [float("inf")] * 3
            for _ in range(arguments.rounds):
                one = measured(children_seconds,
                               lambda: checked(program.run("brief", path, "--format=json")))
                client = []
                served = measured(
                    lambda: server_seconds(server),
                    lambda: client.append(measured(
                        children_seconds, lambda: checked(
                            server.run("submit", path, "--wait", "--format=json")))))
                best = [min(old, new) for old, new in zip(best, [one, served, client[0]])]
                delete_all(server)
            best.append(small + mean_of(server, [path] * COPIES, "--validate-only"))
            sums = [total + new for total, new in zip(sums, best)]
            print("%-50s %8.3f %8.3f %8.3f %9.4f" % (os.path.basename(path)[:50], *best), flush=True)
    print("%-50s %8.3f %8.3f %8.3f %9.4f" % ("all", *sums))
    print("server to brief: %.3f; beside the review: %.3f of brief, %.4f s a filing"
          % (sums[1] / sums[0], sums[3] / sums[0], sums[3] / len(arguments.files)))
    return 0 if sums[1] <= MOST * sums[0] else 1


if __name__ == "__main__":
    sys.exit(main())
