"""Reads what `filing-review bulk` wrote."""
import json
import os
import subprocess


def lines(folder):
    """The lines of all parts, in order."""
    found = []
    for name in sorted(os.listdir(folder)):
        if name.startswith("briefs-"):
            text = subprocess.run(["zstd", "-dcq", os.path.join(folder, name)], check=True,
                                  capture_output=True).stdout
            found += [json.loads(line) for line in text.decode().splitlines()]
    return found


def whole(folder):
    """{name: bytes} of the output proper: what runs over the same filings have in common."""
    found = {}
    for path, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if os.path.join(path, name) != folder + "/run"]
        for name in names:
            full = os.path.join(path, name)
            if name != "report.html":  # it holds times
                with open(full, "rb") as file:
                    found[os.path.relpath(full, folder)] = file.read()
    return found
