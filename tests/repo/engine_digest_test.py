#!/usr/bin/env python3
"""The digest of the engine changes with what decides what a review finds, and with nothing else.

    engine_digest_test.py SOURCE_ROOT
"""
import os
import re
import subprocess
import sys
import tempfile


def write(folder, name, text):
    path = os.path.join(folder, name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w") as out:
        out.write(text)


def digest(script, folder, libraries="poppler 22.12"):
    out = os.path.join(folder, "out.cc")
    subprocess.run(["cmake", "-DSOURCE=" + folder, "-DLIBRARIES=" + libraries, "-DOUTPUT=" + out,
                    "-P", script], check=True)
    with open(out) as made:
        return re.search(r'return "([0-9a-f]{64})"', made.read()).group(1)


def main():
    script = os.path.join(sys.argv[1], "service/engine_digest.cmake")
    with tempfile.TemporaryDirectory() as folder:
        for name in ("extract/a.cc", "extract/deep/b.h", "classify/c.cc", "proto/x/v1/d.proto"):
            write(folder, name, "one")
        before = digest(script, folder)
        assert digest(script, folder) == before
        write(folder, "service/e.cc", "the service")
        write(folder, "classify/rules/f.textproto", "rules have a digest of their own")
        assert digest(script, folder) == before
        seen = {before, digest(script, folder, "poppler 23.01")}
        for name in ("extract/a.cc", "extract/deep/b.h", "classify/c.cc", "proto/x/v1/d.proto",
                     "classify/new.cc"):
            write(folder, name, "two")
            seen.add(digest(script, folder))
        os.rename(folder + "/extract/a.cc", folder + "/extract/z.cc")
        seen.add(digest(script, folder))
        assert len(seen) == 8, seen
    print("the digest follows the engine")


main()
