#!/usr/bin/env python3
"""Reviews each file and says how that ended, how long it took and how much memory it held.

usage: ends.py PROGRAM [--seconds S] [--megabytes M] [--all] PATH...

Right ends: status 0 or 3 with a brief; 65 or 69 with one line on standard error that names the file;
no process left; within the limits given. Memory is the resident set of the command and its workers
together, looked at every 20 ms. Prints a row for each file that ends wrong (with --all for each),
then a summary; exit status 1 where one ended wrong.
"""
import argparse
import collections
import json
import os
import signal
import subprocess
import sys
import tempfile
import time


def family(process):
    """Process ids of a process and all below it, and their resident megabytes."""
    found, todo, pages = [], [process], 0
    while todo:
        pid = todo.pop()
        try:
            with open("/proc/%d/statm" % pid) as numbers:
                pages += int(numbers.read().split()[1])
            found.append(pid)
            for thread in os.listdir("/proc/%d/task" % pid):
                with open("/proc/%d/task/%s/children" % (pid, thread)) as children:
                    todo += [int(child) for child in children.read().split()]
        except (OSError, IndexError):
            continue
    return found, pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def runs(process):
    try:
        with open("/proc/%d/stat" % process) as stat:
            return stat.read().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


End = collections.namedtuple("End", "status reason wrong seconds megabytes")


def review(program, path, seconds):
    """How `PROGRAM brief PATH` ended."""
    begin, seen, most, wrong = time.monotonic(), set(), 0, ""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        process = subprocess.Popen([program, "brief", "--format=json", path], stdout=out, stderr=err,
                                   stdin=subprocess.DEVNULL, start_new_session=True)
        while process.poll() is None:
            members, megabytes = family(process.pid)
            seen.update(members)
            most = max(most, megabytes)
            if time.monotonic() - begin > seconds:
                wrong = "no end in %g s" % seconds
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
                break
            time.sleep(0.02)
        took = time.monotonic() - begin
        left = [pid for pid in seen if pid != process.pid and runs(pid)]
        if left and not wrong:
            time.sleep(0.2)
            left = [pid for pid in left if runs(pid)]
            wrong = "left behind: %s" % left if left else ""
        out.seek(0)
        err.seek(0)
        answer, message = out.read(), err.read().decode("utf-8", "replace")
    status, reason = process.returncode, ""
    if status in (0, 3):
        try:
            brief = json.loads(answer.decode("utf-8"))
            unread = brief["coverage"]["pagesUnread"]
            reason = ", ".join("%d × %s" % (count, why) for why, count in
                               sorted(collections.Counter(page["reason"] for page in unread).items()))
            if (status == 3) != bool(unread):
                wrong = wrong or "status %d with %d pages unread" % (status, len(unread))
        except (ValueError, KeyError) as error:
            wrong = wrong or "no brief: %s" % error
    elif status in (65, 69):
        reason = message.strip()
        if reason.count("\n") or os.path.basename(path) not in reason or answer:
            wrong = wrong or "not one line that names the file: %r" % message[:200]
        reason = reason.rsplit(path, 1)[-1].lstrip(": ")
    else:
        wrong = wrong or "status %s: %r" % (status, message[-200:])
    return End(status, reason, wrong, took, most)


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--megabytes", type=float, default=1000)
    parser.add_argument("--all", action="store_true")
    parser.add_argument("paths", nargs="+")
    given = parser.parse_args()
    paths = []
    for path in given.paths:
        if os.path.isdir(path):
            paths += [os.path.join(folder, name) for folder, _, names in os.walk(path)
                      for name in names if ".pdf" in name or ".fuzz" in name]
        else:
            paths.append(path)
    counts, wrong, slowest, largest = collections.Counter(), 0, (0, ""), (0, "")
    for path in sorted(paths):
        name = os.path.basename(path)
        end = review(given.program, path, given.seconds)
        why = end.wrong
        if not why and end.megabytes > given.megabytes:
            why = "held %d MB" % end.megabytes
        counts[end.status] += 1
        slowest, largest = max(slowest, (end.seconds, name)), max(largest, (end.megabytes, name))
        if why or given.all:
            print("%-5s %-44s status %-3s %5.1f s %5d MB  %s" % ("WRONG" if why else "", name, end.status,
                                                            end.seconds, end.megabytes, why or end.reason))
            sys.stdout.flush()
        wrong += bool(why)
    print("%d files: %s; %d wrong; slowest %.1f s (%s); largest %d MB (%s)"
          % (len(paths), ", ".join("status %s %d" % item for item in sorted(counts.items())), wrong,
             *slowest, *largest))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
