#!/usr/bin/env python3
"""Documents name no option, limit, reason or field that is not there.

    docs_names_test.py SOURCE_ROOT

- An option: `--name` of this program stands in docs/COMMANDS.md, which a test holds against the program; behind
  `filing-review COMMAND` it is one of that command. Options of other programs are taken where the line names the
  program, those of a script of the tree where the script has them.
- A name like_this between backticks is a word of the sources, a test or a folder.
- A limit in a table of limits is one of docs/LIMITS.md, which a test holds against the program.
- A path of a source between backticks, `room/file.ext`, is there; it may leave out the folders before it.
- The limits of the reviewer's page are the constants of its sources.
"""
import pathlib
import re
import sys

OPTION = re.compile(r"(?<![\w-])--[a-z][\w-]*")
NAME = re.compile(r"(?<![\w.-])[a-z][a-z0-9]*(?:_[a-z0-9]+)+(?![\w{-])")  # metrics_test reads those with labels
PATH = re.compile(r"^(?:[\w-]+/)+[\w.-]+\.(?:cc|h|py|sh|tsx?|mjs|proto|textproto|css|sql)$")
SPAN = re.compile(r"`([^`]+)`")
FENCED = re.compile(r"^```.*?^```", re.M | re.S)
OTHER_PROGRAMS = re.compile(r"\b(cmake|ctest|chromium|curl|kubectl|sbatch|SLURM_\w+)\b|\.\./shared/")
OTHER_NAMES = {
    "credentials_file",  # of Prometheus
    "pg_dump",           # of PostgreSQL
    "thing_test",        # stands for any
}
ROOMS = ("classify", "corpus", "docs/examples", "extract", "proto", "scripts", "service", "tests")
SOURCES = {".cc", ".h", ".proto", ".textproto", ".py", ".sh", ".ts", ".tsx", ".mjs", ".sql", ".tsv", ".txt", ".cmake",
           ".conf", ".service"}
PAGE_LIMITS = {"MAX_ROWS": "filings in the queue at once", "MAX_NAME_CHARACTERS": "a name",
               "MAX_COMMENT_CHARACTERS": "a comment or reason"}


def read(path):
    return path.read_text(encoding="utf-8", errors="replace")


def logical_lines(text):
    """Lines, each with the lines that a backslash at its end goes on in."""
    return re.sub(r"\\\n\s*", " ", text).split("\n")


def commands(reference):
    """Options by command, of docs/COMMANDS.md."""
    found = {}
    for section in reference.split("\n## ")[1:]:
        name, _, text = section.partition("\n")
        found[name] = set(OPTION.findall(text)) | {"--help"}
    return found


def wrong_options(text, by_command, script_has):
    every = set().union(*by_command.values()) | {"--version"}
    wrong = []
    for line in logical_lines(text):
        scripts = re.findall(r"[\w./-]+\.(?:sh|py|mjs)\b", line)
        for option in OPTION.findall(line):
            if option not in every and not OTHER_PROGRAMS.search(line) and \
                    not any(script_has(script, option) for script in scripts):
                wrong.append("no option " + option)
        for code in SPAN.findall(line) + ([line] if line.startswith("    ") else []):
            for call in re.split(r"[|;&)]", code):
                at = call.find("filing-review ")
                words = call[at:].split() if at >= 0 else []
                name = next((" ".join(words[:n]) for n in (3, 2, 1) if " ".join(words[:n]) in by_command), None)
                if name in (None, "filing-review"):
                    continue
                wrong += ["%s has no option %s" % (name, option) for option in OPTION.findall(call[at:])
                          if option not in by_command[name]]
    return wrong


def wrong_names(text, words):
    """tree_test reads the names of tests in docs/SECURITY.md; a fenced example has its own names."""
    own = set(re.findall(r"\w+", " ".join(FENCED.findall(text))))
    return ["no such name: " + name for span in SPAN.findall(FENCED.sub("", text)) for name in NAME.findall(span)
            if name not in words | own | OTHER_NAMES and not name.startswith("test_")]


def wrong_paths(text, files):
    """`files`: paths of the tree from its root, with a slash before each."""
    return ["no such file: " + span for span in SPAN.findall(FENCED.sub("", text))
            if PATH.match(span) and not any(file.endswith("/" + span) for file in files)]


def wrong_limits(text, limits, words):
    """Of tables whose first column is headed `limit`."""
    wrong, inside = [], False
    for line in text.split("\n"):
        inside = line.startswith("| limit |") or inside and line.startswith("|")
        if not inside:
            continue
        first = line.split("|")[1]
        for name in NAME.findall(" ".join(SPAN.findall(first))):
            if name not in limits and name not in words:
                wrong.append("no such limit: " + name)
    return wrong


def page_limits(root):
    told = dict(re.findall(r"^\| ([^|`]+) \| ([^|]+) \|", read(root / "docs/CONSOLE.md"), re.M))
    sources = "".join(read(path) for path in sorted((root / "service/console/src").rglob("*.ts*")))
    wrong = []
    for constant, row in PAGE_LIMITS.items():
        values = re.findall(r"export const %s = ([\d_]+)" % constant, sources)
        numbers = re.findall(r"[\d,]+", told.get(row, ""))
        if len(values) != 1 or numbers != ["{:,}".format(int(values[0].replace("_", "")))]:
            wrong.append("docs/CONSOLE.md: %r says %s, the page has %s" % (row, numbers, values))
    return wrong


def words_of_the_tree(root):
    words = set()
    for room in ROOMS:
        for path in (root / room).rglob("*"):
            if "node_modules" in path.parts:
                continue
            words.add(path.stem)
            # Tests may name what is not there; their lists name the tests.
            if path.is_file() and path.suffix in SOURCES and (room != "tests" or path.name == "CMakeLists.txt"):
                words |= set(re.findall(r"\w+", read(path)))
    return words


def test_the_test():
    by_command = commands("# C\n\n## filing-review\n\n## filing-review brief\n\n| `--out` TEXT | | |\n\n"
                          "## filing-review bulk submit\n\n| `--engine` | | |\n")
    def options(text):
        return wrong_options(text, by_command, lambda script, option: (script, option) == ("scripts/a.sh", "--b"))
    assert not options("`filing-review brief --out=x`, `scripts/a.sh --b`, `--engine`\n    curl --data x \\\n  --z")
    assert not options("    build/bin/filing-review bulk submit --engine=x | curl --get")
    assert options("`--outs`") and options("`scripts/a.sh --c`") and options("`filing-review brief --engine=x`")
    assert wrong_names("`old_name`", {"new_name"}) and not wrong_names("`new_name` old_name", {"new_name"})
    assert wrong_paths("`a/gone.cc`", {"/a/there.cc"}) and not wrong_paths("`a/there.cc` a/b.cc", {"/a/there.cc"})
    table = "| limit | what |\n|---|---|\n| `page_count` | `gone_limit` |\n"
    assert wrong_limits(table, {"pages_count"}, set()) and not wrong_limits(table, {"page_count"}, set())


def main():
    test_the_test()
    root = pathlib.Path(sys.argv[1])
    by_command = commands(read(root / "docs/COMMANDS.md"))
    limits = set(re.findall(r"^\| `(\w+)` \|", read(root / "docs/LIMITS.md"), re.M))
    words = words_of_the_tree(root)
    fields = set(re.findall(r"\w+", "".join(read(path) for path in (root / "proto").rglob("*.proto"))))

    files = ["/" + path.relative_to(root).as_posix() for room in ROOMS for path in (root / room).rglob("*")
             if "node_modules" not in path.parts]

    def script_has(script, option):
        path = root / script
        return path.is_file() and option in read(path)

    wrong = page_limits(root)
    for path in [*sorted((root / "docs").glob("*.md")), root / "README.md", root / "corpus/README.md"]:
        text = read(path)
        found = wrong_names(text, words) + wrong_paths(text, files) + wrong_limits(text, limits, fields)
        if path.name != "COMMANDS.md":
            found += wrong_options(text, by_command, script_has)
        wrong += ["%s: %s" % (path.relative_to(root), what) for what in found]
    if len(by_command) < 20 or len(limits) < 80:
        wrong.append("the test does not find commands or limits")
    print("\n".join(wrong) or "%d commands, %d limits" % (len(by_command), len(limits)))
    sys.exit(1 if wrong else 0)


main()
