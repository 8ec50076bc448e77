"""kill -9 at random moments of a bulk run: started again, its output equals that of an undisturbed
run byte for byte.

The short form runs with the tests; scripts/soak.sh bulk gives the long one by KILLS and FILINGS.
Prints how many kills found a run at work.
"""
import glob
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time

import bulk_output
import program

KILLS = int(os.environ.get("KILLS", "8"))
FILINGS = int(os.environ.get("FILINGS", "24"))
SEED = int(os.environ.get("SEED", "1"))


def make_filings(folder):
    os.mkdir(folder)
    for path in glob.glob(program.CORPUS + "/*.pdf"):
        shutil.copy(path, folder)
        shutil.copy(path, folder + "/again-" + os.path.basename(path))
    for seed in range(FILINGS):
        with open("%s/heron-%03d.pdf" % (folder, seed), "wb") as out:
            out.write(program.prospectus(seed, pages=20))
    with open(folder + "/broken.pdf", "wb") as out:
        out.write(b"no PDF " * 100)


def main():
    chance = random.Random(SEED)
    with tempfile.TemporaryDirectory() as folder:
        filings = folder + "/filings"
        make_filings(filings)
        # The journal is written anew as often as it can be, and between the kills other rules leave
        # results in it that do not count.
        command = [program.PROGRAM, "bulk", filings, "--part-filings=5", "--journal-spare-bytes=0",
                   "--out="]
        other = folder + "/rules"
        os.mkdir(other)
        with open(other + "/90_own.textproto", "w") as out:
            out.write("macros { id: 'own_word' value: 'heron' }\n")
        start = time.monotonic()
        status = subprocess.run(command[:-1] + ["--out=" + folder + "/fresh"],
                                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode
        undisturbed = time.monotonic() - start
        if status != 0:
            sys.exit("the undisturbed run ended with %d" % status)
        expected = bulk_output.whole(folder + "/fresh")
        kills = rounds = runs = 0
        while kills < KILLS:
            out, killed = "%s/out-%d" % (folder, rounds), 0
            most = chance.randint(1, 5)  # kills of this set
            while True:
                runs += 1
                if runs > 20 * KILLS:
                    sys.exit("only %d of %d runs could be killed at work" % (kills, runs))
                last = kills >= KILLS or killed >= most
                rules = ["--rules=" + other] if not last and chance.random() < 0.4 else []
                run = subprocess.Popen(command[:-1] + rules + ["--out=" + out],
                                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
                try:
                    # Short lives meet the start, long ones the end.
                    wait = undisturbed * chance.choice((0.1, 0.5, 1.2)) * chance.random()
                    ended = run.wait(300 if last else wait)
                    if ended != 0:
                        sys.exit("a run that was started again ended with %d" % ended)
                    if not rules:
                        break
                except subprocess.TimeoutExpired:
                    run.kill()
                    run.wait()
                    kills, killed = kills + 1, killed + 1
            got = bulk_output.whole(out)
            if got != expected:
                names = sorted(name for name in set(got) | set(expected)
                               if got.get(name) != expected.get(name))
                sys.exit("seed %d, round %d: %s differ" % (SEED, rounds, ", ".join(names)))
            journal = os.path.getsize(out + "/run/journal")
            if journal > 2.5 * os.path.getsize(folder + "/fresh/run/journal"):
                sys.exit("seed %d, round %d: the journal grew to %d bytes" % (SEED, rounds, journal))
            rounds += 1
            shutil.rmtree(out)
    print("%d kills of a run at work in %d runs, %d sets finished, each equal to the undisturbed one"
          % (kills, runs, rounds))


main()
