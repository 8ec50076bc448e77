#!/usr/bin/env python3
"""What a list of very many filings costs beside reading them: planning, skipping, putting together.

    scripts/build.sh filing-review finish_bulk_run
    tests/end_to_end/bulk_scale.py [FILINGS] [--check]

Makes a list of FILINGS (default 1,000,000) tiny filings: a PDF of one page under 1,000 ids each,
with a date of its own, so that every line is a filing with a result of its own; and a journal in
which all of them are reviewed (tests/bench/finish_bulk_run.cc). Reading is left out: bulk_speed.py
measures it. Prints seconds, peak resident memory and bytes written of each step as a table.
With --check it fails where a step takes more than the bounds that docs/SCALE.md states.
"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time

import program

IDS_OF_FILE = 1000
SHARDS = 20                  # of the merge that is measured
MOST_BYTES = 2 << 30         # of resident memory, of any step
MOST_SECONDS = 600           # of all steps, for 10^6 filings
FIXED_BYTES = 160 << 20      # of the program and its rules
BYTES_A_FILING = 1200        # beyond that
FINISH = os.environ.get("FINISH_BULK_RUN") or str(
    pathlib.Path(__file__).resolve().parents[2] / "build/bin/finish_bulk_run")


def make_list(folder, count):
    """Ids sort as they are numbered; each file has its days."""
    os.mkdir(folder + "/pdf")
    files = max(1, count // IDS_OF_FILE)
    for number in range(files):
        with open("%s/pdf/%03d.pdf" % (folder, number), "wb") as out:
            out.write(program.prospectus(number, pages=1))
    with open(folder + "/list.jsonl", "w") as out:
        for number in range(count):
            day = number // files
            out.write(json.dumps({
                "path": "pdf/%03d.pdf" % (number % files), "id": "HK-%08d" % number,
                "filing_date": "%04d-%02d-%02d" % (1990 + day // 336, day // 28 % 12 + 1,
                                                   day % 28 + 1)}) + "\n")
    return folder + "/list.jsonl"


def size(path):
    if os.path.isfile(path):
        return os.path.getsize(path)
    return sum(size(entry.path) for entry in os.scandir(path)) if os.path.isdir(path) else 0


class Steps:
    def __init__(self, count):
        self.count, self.failed = count, []

    def run(self, name, *command):
        """One program; its peak is its own, not that of those before it."""
        start = time.monotonic()
        # A shell between, so that the peak does not begin with the memory of this process.
        process = subprocess.Popen(["/bin/sh", "-c", 'exec "$@"', "sh", *command],
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        peak, errors = 0, []
        os.set_blocking(process.stderr.fileno(), False)
        while process.poll() is None:
            errors.append(process.stderr.read() or b"")
            try:
                status = open("/proc/%d/status" % process.pid).read()
                peak = max(peak, int(status.split("VmHWM:")[1].split()[0]) << 10)
            except (OSError, IndexError):
                pass
            time.sleep(0.01)
        wall = time.monotonic() - start
        errors.append(process.stderr.read() or b"")
        if process.returncode != 0:
            sys.exit("%s ended with %d: %s" % (name, process.returncode,
                                               b"".join(errors).decode()[-2000:]))
        print("| %s | %.1f | %.0f |" % (name, wall, peak / 2**20), flush=True)
        if peak > min(MOST_BYTES, FIXED_BYTES + BYTES_A_FILING * self.count):
            self.failed.append("%s took %d MiB" % (name, peak >> 20))
        return wall


def run_shards(plan, folder):
    """What the tasks of a cluster leave; not measured here."""
    head = json.load(open(plan + "/plan.json"))
    with open(plan + "/plan.jsonl") as lines:
        for number, shard in enumerate(head["shards"], 1):
            with open(folder + "/slice.jsonl", "w") as out:
                for _ in range(int(shard["filingCount"])):
                    out.write(lines.readline())
            subprocess.run([FINISH, folder + "/slice.jsonl", "%s/shards/%06d" % (plan, number)],
                           check=True)
            subprocess.run([program.PROGRAM, "bulk", "--plan=" + plan, "--cache-bytes=0",
                            "--shard=%d/%d" % (number, len(head["shards"]))], check=True,
                           stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 and sys.argv[1].isdigit() else 1_000_000
    check = "--check" in sys.argv
    with tempfile.TemporaryDirectory(dir=os.environ.get("SCALE_DIR")) as folder:
        filings = make_list(folder, count)
        out, bulk = folder + "/out", [program.PROGRAM, "bulk", filings, "--cache-bytes=0",
                                      "--log-seconds=86400"]
        subprocess.run([FINISH, filings, out], check=True)
        print("%d filings; list %.0f MB, journal %.0f MB\n"
              % (count, size(filings) / 1e6, size(out + "/run/journal") / 1e6))
        print("| step | seconds | peak memory, MiB |\n|---|---|---|", flush=True)
        steps = Steps(count)
        plan = steps.run("plan: read the list, stat each file, cut into %d shards" % SHARDS,
                         program.PROGRAM, "bulk", "submit", filings, "--engine=other",
                         "--out=" + folder + "/plan", "--shards=%d" % SHARDS)
        write = steps.run("on one machine: skip all, write parts, index, tables, report", *bulk,
                          "--out=" + out)
        again = steps.run("start again: skip all, nothing to write", *bulk, "--out=" + out)
        manifest = json.load(open(out + "/manifest.json"))
        if (manifest["filings"], manifest["complete"]) != (count, count):
            sys.exit("the set is not whole: %s" % manifest["complete"])
        print_sizes = ("parts %.0f MB, index %.0f MB, tables %.0f MB"
                       % (sum(size(entry.path) for entry in os.scandir(out)
                              if entry.name.startswith("briefs-")) / 1e6,
                          size(out + "/index.sqlite") / 1e6, size(out + "/tables") / 1e6))
        # A journal that is started on again and again does not grow.
        before = size(out + "/run/journal")
        subprocess.run([*bulk, "--out=" + out], check=True, stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL)
        if size(out + "/run/journal") > before:
            steps.failed.append("the journal grew though nothing was done")
        index = open(out + "/index.sqlite", "rb").read(1 << 16) if count < 100_000 else None
        os.remove(out + "/run/journal")
        run_shards(folder + "/plan", folder)
        merge = steps.run("merge %d shards" % SHARDS, program.PROGRAM, "bulk", "merge",
                          folder + "/plan", "--out=" + folder + "/merged")
        if index is not None and open(folder + "/merged/index.sqlite", "rb").read(1 << 16) != index:
            steps.failed.append("the merge is not what one machine makes")
        print("\nplanning, skipping and merging: %.0f s; planning, skipping and writing on one "
              "machine: %.0f s; %s" % (plan + again + merge, plan + again + write, print_sizes))
        bound = max(180, MOST_SECONDS * count / 1e6)
        if max(merge, write) + plan + again > bound:
            steps.failed.append("more than %.0f seconds in all" % bound)
        if again > max(60, 120 * count / 1e6):
            steps.failed.append("%.0f seconds to find nothing to do" % again)
        if check and steps.failed:
            sys.exit("; ".join(steps.failed))


main()
