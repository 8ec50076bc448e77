#!/usr/bin/env python3
"""Writes the hostile files of our own making into a folder.

usage: generate.py FOLDER [NAME...]

Always the same bytes. Names that end in * stand for all that begin so.
"""
import fnmatch
import os
import sys

import interaction
import lies
import painting
import streams
import structure


def files():
    """(name, bytes) of each."""
    for module in (structure, painting, interaction, lies, streams):
        for family in module.FAMILIES:
            yield from family()


def main():
    folder, wanted = sys.argv[1], sys.argv[2:]
    os.makedirs(folder, exist_ok=True)
    for name, data in files():
        if not wanted or any(fnmatch.fnmatch(name, pattern) for pattern in wanted):
            with open(os.path.join(folder, name + ".pdf"), "wb") as out:
                out.write(data)


if __name__ == "__main__":
    main()
