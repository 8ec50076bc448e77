#!/usr/bin/env python3
"""The arrows between the rooms point down only (docs/ARCHITECTURE.md): reads every #include line.

    include_arrows_test.py SOURCE_ROOT
"""
import os
import pathlib
import re
import sys

POPPLER_HEADERS = pathlib.Path("/usr/include/poppler")
FILES_AND_CLOCKS = r"filesystem|fstream|chrono|ctime|unistd\.h|fcntl\.h|sys/.*|netinet/.*"
# Programs that run while the house is built; they read and write files.
BUILD_TOOLS = {"classify/embed_literal_needs.cc", "classify/embed_rule_pack.cc",
               "classify/make_fold_table.cc", "extract/make_frequent_han_table.cc"}

# Room: what no file of it may include. `poppler` stands for any header of Poppler.
NEVER = {
    "extract": ["classify/.*", "service/.*", "grpc.*", "filing_review/v1/.*"],
    "classify": ["service/.*", "grpc.*", "poppler", "filing_review/worker/.*", FILES_AND_CLOCKS],
    "service": ["poppler", "filing_review/worker/.*"],
    "service/render": ["extract/.*", "classify/.*", "grpc.*", FILES_AND_CLOCKS],
    "service/compare": ["extract/.*", "grpc.*", FILES_AND_CLOCKS],
    "service/store": ["extract/.*", "classify/.*", "grpc.*"],
}


def is_poppler(name):
    if name.startswith("poppler/") or "/poppler" in name:
        return True
    return "/" not in name and (POPPLER_HEADERS / name).is_file()


def broken_arrows(path, text):
    """Includes of one file that point up, as 'file:line: …'."""
    broken = []
    for number, line in enumerate(text.splitlines(), 1):
        include = re.match(r'\s*#\s*include\s*[<"]([^>"]+)[>"]', line)
        if not include:
            continue
        name = include.group(1)
        for room, patterns in NEVER.items():
            if not path.startswith(room + "/"):
                continue
            for pattern in patterns:
                if path in BUILD_TOOLS and pattern == FILES_AND_CLOCKS:
                    continue
                hit = is_poppler(name) if pattern == "poppler" else re.fullmatch(pattern, name)
                if hit:
                    broken.append(f"{path}:{number}: {room} must not include {name}")
    return broken


def test_the_test():
    """Each rule fires on a line that breaks it."""
    assert broken_arrows("extract/reader.cc", '#include "classify/fold.h"')
    assert broken_arrows("extract/reader.cc", "#include <grpcpp/grpcpp.h>")
    assert broken_arrows("classify/fold.cc", "#include <poppler/OutputDev.h>")
    assert broken_arrows("classify/fold.cc", "#include <fstream>")
    assert broken_arrows("service/pipeline.cc", "#include <poppler/PDFDoc.h>")
    assert not broken_arrows("classify/embed_rule_pack.cc", "#include <fstream>")
    assert not broken_arrows("service/pipeline.cc", '#include "extract/reader.h"')


def main():
    root = pathlib.Path(sys.argv[1])
    test_the_test()
    broken, files = [], 0
    for room in ("extract", "classify", "service"):
        for path in sorted((root / room).rglob("*")):
            if path.suffix in (".h", ".cc"):
                files += 1
                broken += broken_arrows(os.path.relpath(path, root), path.read_text())
    print("\n".join(broken) or f"{files} files, no arrow points up")
    sys.exit(1 if broken or files < 20 else 0)


main()
