"""What was acknowledged is not lost: kill -9, a full disk, a clock that is set.

    store_faults_test.py [kills | disk_full | clock_set] …

The short form runs with the tests; scripts/soak.sh faults gives the long one by FILINGS, CLIENTS,
KILLS and PAGES.
Prints one line a fault: runs, filings acknowledged, lost, wrong.
"""
import contextlib
import os
import random
import sqlite3
import subprocess
import sys
import tempfile
import time

import program

FILINGS = int(os.environ.get("FILINGS", "24"))
CLIENTS = int(os.environ.get("CLIENTS", "4"))
KILLS = int(os.environ.get("KILLS", "6"))
PAGES = int(os.environ.get("PAGES", "60"))  # of a filing
SEED = int(os.environ.get("SEED", "1"))
SET_CLOCK = r"""
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <time.h>
static volatile long *offset;
__attribute__((constructor)) static void begin(void) {
  const char *path = getenv("CLOCK_OFFSET_FILE");
  int fd = path == 0 ? -1 : open(path, O_RDONLY);
  void *page = fd < 0 ? MAP_FAILED : mmap(0, sizeof(long), PROT_READ, MAP_SHARED, fd, 0);
  if (page != MAP_FAILED) offset = page;
}
int clock_gettime(clockid_t id, struct timespec *now) {
  static int (*real)(clockid_t, struct timespec *);
  if (real == 0) real = (int (*)(clockid_t, struct timespec *))dlsym(RTLD_NEXT, "clock_gettime");
  int answer = real(id, now);
  if (id == CLOCK_REALTIME && offset != 0) now->tv_sec += *offset;
  return answer;
}
"""


def write_filings(folder, count, pages):
    paths = []
    for seed in range(count):
        paths.append("%s/heron-%03d.pdf" % (folder, seed))
        with open(paths[-1], "wb") as out:
            out.write(program.prospectus(seed, pages=pages))
    return paths


def acknowledged_of(output, paths):
    """{name: path} of what `submit` printed."""
    by_file = {os.path.basename(path): path for path in paths}
    lines = [line.split("\t") for line in output.decode().splitlines()]
    return {line[0]: by_file[line[2]] for line in lines if len(line) == 3}


def opened(data):
    return contextlib.closing(sqlite3.connect("file:%s/filings.db?mode=ro" % data, uri=True,
                                              timeout=30))


def waiting(data):
    with opened(data) as database:
        return database.execute("SELECT count(*) FROM jobs").fetchone()[0]


def check(what, runs, data, acknowledged, server):
    """Waits for the end of all reviews; counts what is lost and what is wrong."""
    program.until(lambda: waiting(data) == 0, 300, "an empty queue")
    lost = wrong = 0
    for name, path in sorted(acknowledged.items()):
        status, brief, err = server.run("get", name, "--format=json")
        if status != 0:
            print(name, err.strip())
            lost += 1
        elif brief != program.run("brief", path)[1]:
            wrong += 1
    with opened(data) as database:
        rows, files, briefs = database.execute(
            "SELECT count(*), count(DISTINCT sha256), (SELECT count(*) FROM briefs) FROM filings"
        ).fetchone()
    wrong += rows - files  # a filing twice
    print("%s: %d runs, %d filings acknowledged, %d briefs, %d lost, %d wrong"
          % (what, runs, len(acknowledged), briefs, lost, wrong), flush=True)
    return lost == 0 and wrong == 0 and len(acknowledged) > 0


def kills(folder):
    paths = write_filings(folder, FILINGS, pages=PAGES)
    data, address = folder + "/data", "unix:" + folder + "/socket"
    chance = random.Random(SEED)
    server = program.Server(data, listen=address)
    notes = [tempfile.TemporaryFile() for _ in range(CLIENTS)]
    clients = [subprocess.Popen(
        [program.PROGRAM, "submit", "--server=" + address, "--retry-seconds=600",
         *paths[number::CLIENTS]], stdout=subprocess.PIPE, stderr=notes[number])
        for number in range(CLIENTS)]
    at_work = 0
    for _ in range(KILLS):
        time.sleep(chance.uniform(0.02, 0.3))
        at_work += waiting(data) > 0 or any(client.poll() is None for client in clients)
        with server:  # its end is kill -9
            pass
        server = program.Server(data, listen=address)
    acknowledged = {}
    for client, note in zip(clients, notes):
        acknowledged.update(acknowledged_of(client.communicate(timeout=600)[0], paths))
        note.seek(0)
        if client.returncode != 0:
            print("a client ended with %d: %s" % (client.returncode, note.read()[-500:].decode()))
        note.close()
    with server:
        good = check("kill -9, %d times at work" % at_work, KILLS, data, acknowledged, server)
    return good and len(acknowledged) == FILINGS


def disk_full(folder):
    disk = folder + "/disk"
    os.mkdir(disk)
    if os.getuid() != 0 or subprocess.run(["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", disk],
                                          capture_output=True).returncode != 0:
        print("skipped: a tmpfs cannot be mounted here")
        return True
    try:
        return fill_and_free(folder, disk)
    finally:
        subprocess.run(["umount", disk], check=True)


def fill_and_free(folder, disk):
    paths = write_filings(folder, 20, pages=200)
    data, acknowledged, refused = disk + "/data", {}, 0
    runs = 3
    for run in range(runs):
        with program.Server(data, "--lease-seconds=2") as server:
            left = os.statvfs(disk)
            with open(disk + "/filler", "wb") as filler:
                filler.write(b"x" * max(0, left.f_bavail * left.f_bsize - 400_000))
            for path in paths[run::runs]:
                done = subprocess.run(
                    [program.PROGRAM, "submit", "--server=" + server.address,
                     "--retry-seconds=0", path], capture_output=True, timeout=120)
                acknowledged.update(acknowledged_of(done.stdout, paths))
                if done.returncode != 0:
                    refused += b"storage" in done.stderr or b"disk" in done.stderr
            time.sleep(1)
        # The server is killed with the disk full; then somebody makes room.
        os.remove(disk + "/filler")
    with program.Server(data) as server:
        good = check("disk full (%d refused)" % refused, runs, data, acknowledged, server)
    return good and refused > 0


def clock_set(folder):
    library, offset = folder + "/set_clock.so", folder + "/offset"
    with open(folder + "/set_clock.c", "w") as out:
        out.write(SET_CLOCK)
    subprocess.run(["cc", "-shared", "-fPIC", "-o", library, folder + "/set_clock.c", "-ldl"],
                   check=True)

    def set_offset(seconds):
        with open(offset, "r+b" if os.path.exists(offset) else "wb") as out:
            out.write(seconds.to_bytes(8, sys.byteorder, signed=True))
    set_offset(0)
    paths = write_filings(folder, 12, pages=60)
    data, acknowledged = folder + "/data", {}
    os.environ.update(LD_PRELOAD=library, CLOCK_OFFSET_FILE=offset)
    try:
        server = program.Server(data, "--lease-seconds=2")
    finally:
        del os.environ["LD_PRELOAD"]
    offsets = [3600, -3600, 86_400 * 400, -86_400 * 400]
    with server:
        for number, path in enumerate(paths):
            set_offset(offsets[number % len(offsets)])
            done = subprocess.run([program.PROGRAM, "submit", "--server=" + server.address, path],
                                  capture_output=True, timeout=120)
            acknowledged.update(acknowledged_of(done.stdout, paths))
        good = check("clock set", len(paths), data, acknowledged, server)
    with opened(data) as database:
        years = database.execute(
            "SELECT count(DISTINCT create_micros / 31536000000000) FROM filings").fetchone()[0]
    return good and years > 1 and len(acknowledged) == len(paths)


FAULTS = {"kills": kills, "disk_full": disk_full, "clock_set": clock_set}


def main():
    bad = []
    for name in sys.argv[1:] or FAULTS:
        with tempfile.TemporaryDirectory() as folder:
            if not FAULTS[name](folder):
                bad.append(name)
    if bad:
        sys.exit("acknowledged filings were lost or wrong, or the fault did not happen: "
                 + ", ".join(bad))


if __name__ == "__main__":
    main()
