#!/usr/bin/env python3
"""What every file of the tree keeps to: names, places, no marks of unfinished work.

    tree_test.py SOURCE_ROOT
"""
import pathlib
import re
import subprocess
import sys

TOP_LEVEL = {
    ".ci", ".clang-format", ".clang-tidy", ".gitignore", "CHANGELOG.md", "CMakeLists.txt",
    "CMakePresets.json", "LICENSE", "README.md", "classify", "corpus", "docs", "extract",
    "package-lock.json", "package.json", "proto", "scripts", "service", "tests",
}
DOCS = {"API", "ARCHITECTURE", "COMMANDS", "GUIDE", "LIMITS", "RULES", "OPERATIONS", "QUALITY", "PERFORMANCE", "HACKING",
        "SECURITY"}
# Written in pieces, so that this file does not hold them itself.
MARKS = ["TO" + "DO", "FIX" + "ME", "XX" + "X"]
MACHINE_PATHS = ["/wo" + "rk/", "/ho" + "me/", "/Us" + "ers/", "/tm" + "p/"]
TEMPORARY = MACHINE_PATHS[-1]  # tests may make files there
EMPTY_NAMES = re.compile(r"(^|_)(util|utils|helper|helpers|manager|common|misc)(_|\.|$)")
BINARY = {".pdf", ".png", ".ttf", ".otf", ".woff2", ".gz", ".pb"}


def tracked(root):
    out = subprocess.run(["git", "-C", root, "ls-files", "-z", "--cached", "--others",
                          "--exclude-standard"], capture_output=True, check=True).stdout
    names = sorted(name for name in out.decode().split("\0") if name)
    return [name for name in names if (pathlib.Path(root) / name).is_file()]


def marks_in(text):
    found = [m for m in MARKS if re.search(r"\b" + m + r"\b", text)]
    # A path after a name, a dot or a variable is relative: "../work/", "$HOME/tmp/".
    found += [p for p in MACHINE_PATHS if re.search(r"(?<![\w.}\])*-])" + re.escape(p), text)]
    return found


def wrong_with_name(name):
    path = pathlib.PurePosixPath(name)
    if path.parts[0] not in TOP_LEVEL:
        return "not a place of the top level"
    if path.suffix in (".h", ".cc", ".proto", ".textproto", ".py"):
        if not re.fullmatch(r"[a-z0-9_]+\.[a-z]+", path.name):
            return "not lower_snake_case"
        if EMPTY_NAMES.search(path.name):
            return "a name that says nothing"
    return None


def check(root):
    names, wrong = tracked(root), []
    for name in names:
        path = pathlib.Path(root) / name
        if (problem := wrong_with_name(name)) is not None:
            wrong.append(f"{name}: {problem}")
        if path.suffix not in BINARY and name != "LICENSE" and path.suffix != ".json":
            for mark in marks_in(path.read_text(encoding="utf-8", errors="replace")):
                if mark != TEMPORARY or not name.startswith("tests/"):
                    wrong.append(f"{name}: holds {mark}")
        if path.suffix == ".sh" or name == ".ci/run":
            if subprocess.run(["bash", "-n", path], capture_output=True).returncode != 0:
                wrong.append(f"{name}: bash does not read it")
            if path.stat().st_mode & 0o111 == 0:
                wrong.append(f"{name}: not executable")
        if path.suffix == ".h" and "#pragma once" not in path.read_text():
            wrong.append(f"{name}: no #pragma once")
    rules = (pathlib.Path(root) / "classify/CMakeLists.txt").read_text()
    for name in names:
        if name.startswith("classify/rules/") and name.endswith(".textproto"):
            if name.removeprefix("classify/") not in rules:
                wrong.append(f"{name}: not in RULE_FILES of classify/CMakeLists.txt")
    for doc in sorted(DOCS):
        if f"docs/{doc}.md" not in names:
            wrong.append(f"docs/{doc}.md is missing")
    # Every program file is compiled: a source that no list names is dead.
    lists = "".join((pathlib.Path(root) / n).read_text() for n in names
                    if n.endswith("CMakeLists.txt"))
    for name in names:
        if name.endswith(".cc") and pathlib.PurePosixPath(name).name not in lists:
            wrong.append(f"{name}: in no CMakeLists.txt")
    # Links between documents lead somewhere.
    for name in names:
        if name.endswith(".md"):
            folder = (pathlib.Path(root) / name).parent
            for target in re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)",
                                     (pathlib.Path(root) / name).read_text()):
                if not (folder / target).exists():
                    wrong.append(f"{name}: link to {target}, which is not there")
    # Each line of the threat table names a test that is there.
    tests = "".join((pathlib.Path(root) / n).read_text(errors="replace") for n in names
                    if n.startswith("tests/") and n.endswith((".cc", ".py", ".txt")))
    wrong += missing_tests((pathlib.Path(root) / "docs/SECURITY.md").read_text(), tests)
    return names, wrong


def missing_tests(document, tests):
    wrong = []
    for line in document.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) != 3 or not line.startswith("|") or cells[2] in ("test", "---"):
            continue
        for name in re.findall(r"`([^`]+)`", cells[2]) or [cells[2]]:
            suite, _, case = name.partition(".")
            there = f"({suite}, {case})" in tests if case else re.search(rf"\b{name}\b", tests)
            if not there:
                wrong.append(f"docs/SECURITY.md: there is no test {name!r}")
    return wrong


def test_the_test():
    """Each rule fires on what breaks it."""
    assert marks_in("// " + MARKS[0] + ": later")
    assert marks_in('open("' + MACHINE_PATHS[0] + 'x")')
    assert not marks_in("a network/work/place, ../tmp/")
    assert wrong_with_name("stray.txt")
    assert wrong_with_name("classify/string_util.cc")
    assert wrong_with_name("classify/Fold.cc")
    assert not wrong_with_name("classify/fold.cc")
    row = "| a threat | an answer | `Suite.Case`, `test_it` |"
    assert len(missing_tests(row, "TEST(Suite, Other) def test_its")) == 2
    assert len(missing_tests("| a threat | an answer | by hand |", "")) == 1
    assert not missing_tests(row, "TEST_F(Suite, Case) def test_it")


def main():
    test_the_test()
    names, wrong = check(sys.argv[1])
    print("\n".join(wrong) or f"{len(names)} files in order")
    sys.exit(1 if wrong else 0)


main()
