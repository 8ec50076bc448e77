#!/usr/bin/python3
"""Holds the sample filings to their labels.

usage: corpus_test.py            (by ctest: corpus; needs pdftotext of poppler-utils)

Fails when a quote, a holder or a percentage does not stand on the page that its label names, when
a label uses a word that the guide does not know, when a filing has become stale against its source
or generator, and when the corpus no longer covers what its README promises.
"""
import copy
import functools
import hashlib
import json
import pathlib
import re
import subprocess
import sys
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
CORPUS = ROOT / "corpus"
sys.path.insert(0, str(CORPUS))
sys.dont_write_bytecode = True
from labels import CATEGORIES, CLASSES, KINDS, METRICS, STATUSES, squeeze  # noqa: E402

REMAKE = "run corpus/make_corpus.py and commit what it writes"
MAX_BYTES = 400 * 1024
NAMES = sorted(p.stem for p in (CORPUS / "sources").glob("*.txt"))


def pdf_pages(path, *options):
    run = subprocess.run(["pdftotext", *options, str(path), "-"], capture_output=True, check=True)
    return run.stdout.decode("utf8").split("\f")[:-1]


@functools.lru_cache(maxsize=None)
def page_texts(name):
    """Squeezed text of each page, by line and by block; [0] is empty."""
    pdf = CORPUS / "filings" / (name + ".pdf")
    both = zip(pdf_pages(pdf, "-layout"), pdf_pages(pdf))
    return ("",) + tuple(squeeze(a + "\f" + b) for a, b in both)


@functools.lru_cache(maxsize=None)
def labels_of(name):
    return json.loads((CORPUS / "filings" / (name + ".json")).read_text(encoding="utf8"))


def misplaced(gold, texts):
    """What the labels claim to stand on a page and does not, one line each."""
    bad = []
    for u in gold["user_counts"] + gold["review_status"]:
        if squeeze(u["quote"]) not in texts[u["page"]]:
            bad.append("p%d: %s" % (u["page"], u["quote"]))
    for h in gold["holders"]:
        text = texts[h["page"]]
        if not all(squeeze(word) in text for word in h["name"].split()):
            bad.append("p%d: %s" % (h["page"], h["name"]))
        for p in [h["percent"], h["votes_percent"]]:
            if p is not None and not any(f % p in text for f in ("%.2f", "%.1f")):
                bad.append("p%d: %s %s" % (h["page"], h["name"], p))
    return bad


class Labels(unittest.TestCase):
    def test_everything_stands_on_its_page(self):
        for name in NAMES:
            self.assertEqual([], misplaced(labels_of(name), page_texts(name)), name)

    def test_a_wrong_page_and_a_wrong_percentage_are_noticed(self):
        for name in NAMES:
            gold = copy.deepcopy(labels_of(name))
            gold["user_counts"][0]["page"] = 2
            gold["holders"][0]["percent"] = 98.76
            self.assertEqual(2, len(misplaced(gold, page_texts(name))), name)

    def test_words_are_those_of_the_guide(self):
        for name in NAMES:
            gold = labels_of(name)
            for u in gold["user_counts"]:
                self.assertIn(u["metric"], METRICS)
                self.assertGreater(u["value"], 0)
                if u["bound"] == "RANGE":
                    self.assertGreater(u["high"], u["value"])
                if u["as_of"]:
                    self.assertRegex(u["as_of"], r"^\d{4}(Q[1-4]|-\d\d(-\d\d)?)?$")
            for cats in (
                *gold["data_handling_pages"].values(),
                *gold["data_handling_borderline"].values(),
            ):
                self.assertLessEqual(set(cats), set(CATEGORIES) | {"*"})
            for h in gold["holders"]:
                self.assertIn(h["class"], CLASSES)
                self.assertIn(h["kind"], KINDS)

    def test_every_page_is_labelled_for_data_handling(self):
        for name in NAMES:
            pages = [str(p) for p in range(1, len(page_texts(name)))]
            self.assertEqual(pages, list(labels_of(name)["data_handling_pages"]), name)


class Freshness(unittest.TestCase):
    def test_filings_fit_their_sources_and_generator(self):
        wrong, listed = [], set()
        for line in (CORPUS / "MANIFEST.sha256").read_text(encoding="utf8").splitlines():
            digest, path = line.split("  ", 1)
            listed.add(path)
            file = CORPUS / path
            if not file.exists() or hashlib.sha256(file.read_bytes()).hexdigest() != digest:
                wrong.append(path)
        self.assertEqual([], wrong, REMAKE)
        there = {
            str(p.relative_to(CORPUS))
            for d in ("sources", "filings")
            for p in (CORPUS / d).iterdir()
        }
        there |= {p.name for p in CORPUS.glob("*.py")} | {"style.css"}
        self.assertEqual(there, listed, REMAKE)


    def test_pairs_fit_their_sources(self):
        wrong, listed = [], set()
        for line in (CORPUS / "pairs/MANIFEST.sha256").read_text(encoding="utf8").splitlines():
            digest, name = line.split("  ", 1)
            listed.add(name)
            if hashlib.sha256((CORPUS / "pairs" / name).read_bytes()).hexdigest() != digest:
                wrong.append(name)
        remake = "run corpus/pairs/make_pairs.py and commit what it writes"
        self.assertEqual([], wrong, remake)
        there = {p.name for p in (CORPUS / "pairs").iterdir()} - {"MANIFEST.sha256", "__pycache__"}
        self.assertEqual(there, listed, remake)


class Promise(unittest.TestCase):
    """What corpus/README.md says of the corpus as a whole."""

    def test_two_filings_a_script_of_eight_to_twenty_pages(self):
        scripts = [labels_of(n)["filing"]["language"] for n in NAMES]
        for script in ("zh-Hans", "zh-Hant", "en"):
            self.assertGreaterEqual(scripts.count(script), 2, script)
        for name in NAMES:
            self.assertTrue(8 <= len(page_texts(name)) - 1 <= 20, name)
            self.assertLess((CORPUS / "filings" / (name + ".pdf")).stat().st_size, MAX_BYTES, name)

    def test_all_statuses_categories_attributions_and_classes_occur(self):
        golds = [labels_of(n) for n in NAMES]
        self.assertEqual(STATUSES, {r["status"] for g in golds for r in g["review_status"]})
        self.assertEqual(
            set(CATEGORIES),
            {c for g in golds for p in g["data_handling_pages"].values() for c in p},
        )
        self.assertEqual(METRICS, {u["metric"] for g in golds for u in g["user_counts"]})
        self.assertEqual(
            {"ISSUER", "INDUSTRY", "OTHER_COMPANY", "REGULATION", "TARGET"},
            {u["attribution"] for g in golds for u in g["user_counts"]},
        )
        self.assertEqual(
            {"FOREIGN", "HK_MACAU_TAIWAN", "OFFSHORE_VEHICLE", "PRC", "UNKNOWN"},
            {h["class"] for g in golds for h in g["holders"]},
        )
        self.assertEqual(
            {
                "DIFFERENT_FIGURES",
                "STATEMENT_CONTRADICTS_FIGURE",
                "TOTALS_DISAGREE",
                "QUOTES_SUPERSEDED_TEXT",
            },
            {c["kind"] for g in golds for c in g["conflicts"]},
        )

    def test_sources_name_no_label_in_the_text(self):
        for name in NAMES:
            for page in page_texts(name):
                self.assertIsNone(
                    re.search(
                        r"\[\[|\]\]|\{[dbrch] |storage_localization|cross_border_transfer", page
                    )
                )


if __name__ == "__main__":
    unittest.main()
