#!/usr/bin/python3
"""Compares the renderings of one stored brief with those that were last looked at and accepted.

usage: renderings.py BINARY [--update]

tests/golden/renderings/brief.json is a brief with one of everything, of a fictional issuer; the rules
have no part in it. It is rendered in each language as text, Markdown and HTML and as the notes and
bookmarks of an annotated PDF (of pages that this script draws), and once as CSV tables. Pictures of
pages are not compared (tests/end_to_end/exports_test.py), and JSON in golden.py.
"""
import difflib
import hashlib
import io
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import zipfile

HERE = pathlib.Path(__file__).resolve().parent
GOLDEN = HERE / "renderings"
LANGUAGES = ("en", "zh-Hans", "zh-Hant")


def pdf_of(brief):
    """Pages with the quotes of the brief's evidence on them, in Helvetica where it has the letters."""
    sys.path.insert(0, str(HERE.parent / "end_to_end"))
    import program
    pages = [["Page %d" % (n + 1)] for n in range(brief["filing"]["documents"][0]["pageCount"])]
    for kind in ("userCounts", "dataHandling", "reviewStatements", "holders", "influence"):
        for finding in brief[kind]:
            for evidence in finding["evidence"]:
                line = evidence["quote"].encode("ascii", "replace").decode()
                pages[evidence["page"] - 1].append(line)
    return program.small_pdf(pages)


def run(binary, *args):
    done = subprocess.run([binary, "render", *args], capture_output=True)
    if done.returncode != 0:
        sys.exit("%s: exit status %d: %s" % (args, done.returncode, done.stderr.decode()))
    return done.stdout


def tables(zipped):
    with zipfile.ZipFile(io.BytesIO(zipped)) as archive:
        return "".join("== %s\n%s" % (name, archive.read(name).decode("utf-8-sig")
                                      .replace("\r\n", "\n"))
                       for name in archive.namelist())


def notes(pdf):
    """What an annotated PDF has beside its pages, as text."""
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(pdf)
        file.flush()
        done = subprocess.run(["qpdf", "--json=1", file.name], capture_output=True, check=True)
    structure = json.loads(done.stdout)
    lines = []

    def outline(items, level):
        for item in items:
            lines.append("%s%s -> %s" % ("  " * level, item["title"], item["destpageposfrom1"]))
            outline(item["kids"], level + 1)

    outline(structure["outlines"], 0)
    for page in structure["pages"]:
        entry = structure["objects"][page["object"]]
        annotations = entry.get("/Annots", [])
        for reference in annotations:
            note = structure["objects"][reference]
            lines.append("page %d %s %s %s\n  %s" % (
                page["pageposfrom1"], note["/Subtype"],
                " ".join("%g" % n for n in note["/QuadPoints"]),
                " ".join("%g" % n for n in note["/C"]),
                note["/Contents"].replace("\n", "\n  ")))
    trailer = structure["objects"]["trailer"]
    lines.append(structure["objects"][trailer["/Info"]]["/FilingReview"])
    return "\n".join(lines) + "\n"


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    binary, update = os.path.abspath(sys.argv[1]), "--update" in sys.argv[2:]
    os.environ.setdefault("FILING_REVIEW", binary)
    os.environ.setdefault("FILING_REVIEW_CORPUS", "")
    brief = json.loads((GOLDEN / "brief.json").read_text(encoding="utf8"))
    pdf = pdf_of(brief)
    brief["filing"]["documents"][0]["sha256"] = hashlib.sha256(pdf).hexdigest()
    failed = False
    with tempfile.TemporaryDirectory() as folder:
        stored, original = os.path.join(folder, "brief.json"), os.path.join(folder, "filing.pdf")
        pathlib.Path(stored).write_text(json.dumps(brief), encoding="utf8")
        pathlib.Path(original).write_bytes(pdf)
        now = {"tables.csv": tables(run(binary, stored, "--format=csv"))}
        for language in LANGUAGES:
            chosen = "--language=" + language
            for form, extension in (("text", "txt"), ("markdown", "md"), ("html", "html")):
                now["%s.%s" % (language, extension)] = run(
                    binary, stored, "--format=" + form, chosen).decode("utf8")
            now[language + ".notes.txt"] = notes(run(
                binary, stored, "--format=annotated-pdf", "--pdf=" + original, chosen))
    for name, text in sorted(now.items()):
        golden = GOLDEN / name
        if update:
            golden.write_text(text, encoding="utf8")
            continue
        then = golden.read_text(encoding="utf8") if golden.exists() else ""
        if then != text:
            failed = True
            sys.stdout.writelines(difflib.unified_diff(
                then.splitlines(True), text.splitlines(True), "golden/" + name, "now", n=3))
    if failed:
        print("\nLook at the differences; if they are right: tests/golden/update.sh " + sys.argv[1])
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
