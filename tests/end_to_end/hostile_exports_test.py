"""Hostile PDFs neither hang nor bring down what annotates and paints them.

    hostile_exports_test.py FOLDER…

Each file gets the annotated PDF and the HTML of a brief that claims to be its own, by the program
itself where it can read the file and forged for the rest, so that libqpdf sees all of them. Ends in
time with a copy, or with one line of words. Exit status 77 (skipped) where no folder is there.
"""
import hashlib
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time

import program

MOST_SECONDS = 90
ALLOWED = {0, 65, 69}


def run(*args):
    start = time.monotonic()
    done = subprocess.run([program.PROGRAM, *args], capture_output=True, timeout=4 * MOST_SECONDS)
    return done, time.monotonic() - start


def errors_in(pdf):
    """What qpdf says where it finds errors and not only oddities; nothing where it takes too long."""
    try:
        check = subprocess.run(["qpdf", "--check", pdf], capture_output=True, timeout=60)
    except subprocess.TimeoutExpired:
        return ""
    said = check.stderr.decode("utf8", "replace")
    return "" if check.returncode in (0, 3) or "invalid password" in said else said[:300]


def brief_of(pdf, forged):
    try:
        done, _ = run("brief", str(pdf))
    except subprocess.TimeoutExpired:
        return None
    if done.returncode in (0, 3):
        return done.stdout
    document = forged["filing"]["documents"][0]
    document["sha256"] = hashlib.sha256(pdf.read_bytes()).hexdigest()
    return json.dumps(forged).encode()


def main():
    folders = [pathlib.Path(f) for f in sys.argv[1:] if os.path.isdir(f)]
    if not folders:
        print("no hostile files beside the checkout")
        sys.exit(77)
    sample = os.path.join(program.CORPUS, "2022_cinderleaf_f1_en.pdf")
    forged = json.loads(run("brief", sample)[0].stdout)
    for kind in ("userCounts", "dataHandling", "reviewStatements", "holders", "influence",
                 "conflicts"):
        forged[kind] = []
    forged["filing"]["documents"][0]["pageCount"] = 1
    wrong, counts = [], {}
    with tempfile.TemporaryDirectory() as folder:
        stored = os.path.join(folder, "brief.json")
        for pdf in sorted(p for f in folders for p in f.rglob("*.pdf")):
            with open(stored, "wb") as out:
                out.write(brief_of(pdf, forged) or b"{}")
            for form in ("annotated-pdf", "html"):
                done, seconds = run("render", stored, "--format=" + form, "--pdf=" + str(pdf))
                said = done.stderr.decode()
                reason = said.rsplit("[", 1)[-1].rstrip("]\n") if done.returncode else "made"
                counts[form + " " + reason] = counts.get(form + " " + reason, 0) + 1
                if done.returncode not in ALLOWED or seconds > MOST_SECONDS:
                    wrong.append("%s %s: exit status %d after %.0f s: %s"
                                 % (pdf.name, form, done.returncode, seconds, said))
                elif done.returncode != 0 and (said.count("\n") != 1 or "[" not in said):
                    wrong.append("%s %s: not one line of words: %r" % (pdf.name, form, said))
                elif form == "annotated-pdf" and done.returncode == 0:
                    copy = os.path.join(folder, "copy.pdf")
                    with open(copy, "wb") as out:
                        out.write(done.stdout)
                    # What is wrong inside the original's streams stays as it is.
                    found = errors_in(copy)
                    if found and not errors_in(str(pdf)):
                        wrong.append("%s: qpdf finds errors in the copy: %s" % (pdf.name, found))
    print("\n".join(wrong + ["%s: %d" % item for item in sorted(counts.items())]))
    sys.exit(1 if wrong or not counts else 0)


main()
