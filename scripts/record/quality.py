#!/usr/bin/env python3
"""Measures how good briefs are and writes the record of docs/QUALITY.md.

    scripts/build.sh
    scripts/record/quality.py [--labelled=DIR] [--skip-peers]

DIR (default ../shared beside the tree) holds `eval` (the scoring programs), `gold` and `real`
(labelled real filings), `samples` (fictional ones), `numbers` and `textgt`. Some minutes; the
blocks that it writes are marked in the document. Pictures go to docs/images.
"""
import argparse
import collections
import glob
import json
import os
import re
import shlex
import subprocess
import sys

import bar_picture
import document_block
import machine

ROOT = document_block.ROOT
PROGRAM = ROOT / "build/bin/filing-review"
HERE = os.path.dirname(os.path.abspath(__file__))
COMMAND = "scripts/record/quality.py"

# What the project wants to reach on real filings: (precision, recall), or the share right.
GOALS = {
    "user_counts.issuer": (0.97, 0.96), "user_counts.all": (0.90, None),
    "user_counts.not_issuer_recall": (None, 0.90), "data_handling.page_category": (0.85, 0.88),
    "review_status.document": (0.90, 0.90), "holders.name_percent": (0.95, 0.95),
    "metric_right": 0.95, "bound_right": 0.95, "as_of_right": 0.90, "region_right": 0.90,
    "subject_right": 0.85, "holder_class_right": 0.95, "votes_right": 0.95, "stage_right": 0.95,
    "conditions_right": 0.95, "metadata_right": 0.95,
}
PEERS = [("pdftotext and grep", "pdftotext"), ("mutool and grep", "mutool"),
         ("pdf.js and grep", "pdfjs")]


class Scores:
    """One set's figures: `lines` by measure, `shares` by name with their support, misses."""

    def __init__(self, output):
        # As printed, to three digits: its JSON line is rounded to four, and would be rounded twice.
        self.lines = {}
        for name, *figures in re.findall(
                r"^([a-z_.]+) +([\d.]+) +([\d.]+) +([\d.]+) +([\d.]+) +(\d+)$", output, re.M):
            self.lines[name] = dict(zip(("p", "r", "f1", "macro_f1"), map(float, figures)),
                                    n=int(figures[4]))
        for name, share in re.findall(r"^(\w+_right|evidence_\w+) +([\d.]+|-) ", output, re.M):
            self.lines[name] = None if share == "-" else float(share)
        self.support = {name: int(n) for name, n in
                        re.findall(r"^(\w+_right|evidence_\w+) .*\(n (\d+)\)", output, re.M)}
        self.misses = collections.Counter()
        self.lost = re.findall(r"^NO BRIEF (.*)$", output, re.M)
        for kind, measure, text in re.findall(r"^   (missed|wrong) +(\S+) +(.*)$", output, re.M):
            if kind == "missed" and "(taken for " in text:
                kind = "told as another's"
            self.misses[measure, kind] += 1


def score(labelled, gold, pdf, command, boxes):
    ran = subprocess.run(
        [sys.executable, os.path.join(labelled, "eval/score.py"), "--gold", gold, "--pdf", pdf,
         "--errors", "--cmd", command] + (["--boxes"] if boxes else []),
        capture_output=True, text=True, cwd=ROOT)
    if not ran.stdout.strip():
        raise SystemExit("score.py said nothing: " + ran.stderr[-2000:])
    scores = Scores(ran.stdout)
    if scores.lost:
        print("no brief: " + "; ".join(scores.lost), file=sys.stderr)
    return scores


def number(value, bold=False):
    text = "–" if value is None else "%.3f" % value
    return "**%s**" % text if bold else text


def goal_text(name):
    goal = GOALS.get(name)
    if goal is None:
        return "–"
    if isinstance(goal, tuple):
        return ", ".join("%s %.2f" % (letter, value) for letter, value in zip("PR", goal)
                         if value is not None)
    return "%.2f" % goal


def score_tables(sets):
    real, samples, corpus = sets
    rows, shares = [], []
    for name, value in real.lines.items():
        if isinstance(value, dict):
            others = [cell for one in (samples, corpus) for cell in
                      ("%.3f" % one.lines[name]["f1"], str(one.lines[name]["n"]))]
            only_recall = name == "user_counts.not_issuer_recall"
            rows.append([name, "–" if only_recall else number(value["p"]), number(value["r"]),
                         number(value["f1"], True), number(value["macro_f1"]), goal_text(name),
                         str(value["n"])] + others)
        else:
            cells = [name, number(value, True), goal_text(name), str(real.support[name])]
            for one in (samples, corpus):
                cells += [number(one.lines[name]), str(one.support[name])]
            shares.append(cells)
    causes = []
    for kind in ("missed", "told as another's", "wrong"):
        for name in real.lines:
            counts = [one.misses[name, kind] for one in sets]
            if any(counts):
                causes.append([name, kind] + [str(count) for count in counts])
    causes.sort(key=lambda row: (row[0], row[1]))
    return "\n\n".join([
        document_block.table(["measure", "real: P", "R", "F1", "macro F1", "goal", "n",
                              "fictional: F1", "n", "corpus: F1", "n"], rows),
        document_block.table(["share right", "real", "goal", "n", "fictional", "n", "corpus", "n"],
                             shares),
        "Failures by kind, number of items (`wrong`: told and not labelled; what lies behind them "
        "is said below):",
        document_block.table(["measure", "kind", "real", "fictional", "corpus"], causes)])


def picture(sets):
    rows = []
    for name, value in sets[0].lines.items():
        goal = GOALS.get(name)
        if isinstance(value, dict):
            for letter, key, bar in (("precision", "p", 0), ("recall", "r", 1)):
                if name == "user_counts.not_issuer_recall" and key == "p":
                    continue
                rows.append(bar_picture.Row("%s, %s" % (name, letter),
                                            [one.lines[name][key] for one in sets],
                                            goal[bar] if goal else None))
        elif not name.startswith("evidence_"):
            rows.append(bar_picture.Row(name, [one.lines[name] for one in sets], goal))
    return bar_picture.bars("Briefs against labels", rows, ["real", "fictional", "corpus"],
                            most=1.0, least=0.7)


def own_rows():
    """Tables of the passages of tests/classify, as their test programs print them."""
    out = []
    for program, title in (("user_count_rows_test", "Sentences with figures"),
                           ("holder_rows_test", "Passages with holders")):
        ran = subprocess.run([str(ROOT / "build/bin" / program)], capture_output=True, text=True,
                             cwd=ROOT)
        lines = [line.strip() for line in (ran.stdout + ran.stderr).split("\n")
                 if re.match(r"\s*(zh_hans|zh_hant|zh-hans|zh-hant|en)\b", line.strip())]
        out.append("%s (`build/bin/%s`):\n\n%s" %
                   (title, program, "\n".join("    " + line for line in lines)))
    return "\n\n".join(out)


def numbers(labelled):
    ran = subprocess.run(
        [sys.executable, os.path.join(labelled, "eval/quantities.py"), "--cmd",
         "%s quantities" % PROGRAM] + sorted(glob.glob(labelled + "/numbers/*.jsonl")),
        capture_output=True, text=True, cwd=ROOT)
    lines = [line for line in ran.stdout.split("\n") if line.strip() and not line.startswith("{")]
    return "\n".join("    " + line for line in lines)


def reading(labelled):
    rows = []
    for folder in sorted(glob.glob(labelled + "/textgt/*/")):
        ran = subprocess.run(
            [sys.executable, os.path.join(labelled, "eval/textgt.py"), "--cmd",
             "%s text --format=text" % PROGRAM, folder], capture_output=True, text=True, cwd=ROOT)
        if not ran.stdout.strip():
            continue
        last = json.loads(ran.stdout.strip().rsplit("\n", 1)[-1])
        if last["files"]:
            rows.append([os.path.basename(folder.rstrip("/")), str(last["files"])] +
                        ["%.3f, %.3f" % tuple(last[who]) for who in ("ours", "pdftotext")] +
                        [", ".join("`%s`" % name for name in last["worse"]) or "none"])
    return document_block.table(
        ["set", "files", "ours", "pdftotext", "files on which ours is below pdftotext"], rows)


def peers(labelled, sets, ours):
    rows = []

    def row(name, scores, boxes, says):
        lines = scores.lines
        return [name] + ["%.3f, %.3f" % (lines[m]["p"], lines[m]["r"]) for m in
                         ("user_counts.issuer", "data_handling.page_category",
                          "holders.name_percent", "review_status.document")] + [boxes, says]

    rows.append(row("**Filing Review**", ours, number(ours.lines["evidence_exact"]), "yes"))
    for name, reader in PEERS:
        command = "%s %s --reader=%s" % (shlex.quote(sys.executable),
                                         shlex.quote(os.path.join(HERE, "peer_grep.py")), reader)
        print("  " + name, file=sys.stderr)
        rows.append(row(name, score(labelled, *sets, command, False), "none", "no"))
    return document_block.table(
        ["precision, recall on the real filings", "issuer's user counts", "data handling",
         "holders", "review status", "boxes exact", "pages unread are named"], rows)


def corpus_card():
    rows = []
    total = collections.Counter()
    for path in sorted(glob.glob(str(ROOT / "corpus/filings/*.json"))):
        with open(path, encoding="utf-8") as file:
            labels = json.load(file)
        pages = len(labels["data_handling_pages"])
        cells = collections.OrderedDict([
            ("pages", pages), ("user counts", len(labels["user_counts"])),
            ("of the issuer", sum(one["attribution"] == "ISSUER" for one in labels["user_counts"])),
            ("data handling", sum(map(len, labels["data_handling_pages"].values()))),
            ("review statements", len(labels["review_status"])),
            ("holders", len(labels["holders"])), ("conflicts", len(labels["conflicts"]))])
        total.update(cells)
        name = os.path.basename(path)[:-5]
        rows.append(["`%s`" % name, labels["filing"]["language"]] +
                    [str(value) for value in cells.values()])
    rows.append(["all", ""] + ["**%d**" % total[key] for key in cells])
    return document_block.table(["filing", "language"] + list(cells), rows)


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--labelled", default=str(ROOT.parent / "shared"))
    arguments.add_argument("--skip-peers", action="store_true",
                           help="leave the table of peers as it is")
    chosen = arguments.parse_args()
    if not PROGRAM.exists():
        raise SystemExit("no build/bin/filing-review: run scripts/build.sh first")
    labelled = os.path.abspath(chosen.labelled)
    command = "%s brief --format=json" % PROGRAM
    folders = [(labelled + "/gold", labelled + "/real"), (labelled + "/samples",) * 2,
               (str(ROOT / "corpus/filings"),) * 2]
    sets = []
    for folder in folders:
        print("scoring " + os.path.basename(folder[0]), file=sys.stderr)
        sets.append(score(labelled, *folder, command, True))
    pictures = ROOT / "docs/images"
    pictures.mkdir(exist_ok=True)
    (pictures / "quality.svg").write_text(picture(sets), encoding="utf-8")
    document_block.replace("QUALITY.md", "scores", COMMAND,
                           machine.line() + "\n\n![Precision, recall and shares against the goals]"
                           "(images/quality.svg)\n\n" + score_tables(sets))
    document_block.replace("QUALITY.md", "corpus", COMMAND, corpus_card())
    document_block.replace("QUALITY.md", "rows", COMMAND, own_rows())
    document_block.replace("QUALITY.md", "numbers", COMMAND, numbers(labelled))
    print("reading", file=sys.stderr)
    document_block.replace("QUALITY.md", "reading", COMMAND, reading(labelled))
    if not chosen.skip_peers:
        print("peers", file=sys.stderr)
        document_block.replace("QUALITY.md", "peers", COMMAND,
                               peers(labelled, folders[0], sets[0]))


if __name__ == "__main__":
    main()
