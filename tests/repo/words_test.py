#!/usr/bin/env python3
"""Every word that the reports ask for by name stands in service/render/words.tsv, once; those of
the comparison in comparison_words.tsv.

    words_test.py SOURCE_ROOT
"""
import pathlib
import re
import sys

KEY = re.compile(r'"((?:section|headline|filing|figures|column|assessments|conflicts|statements|'
                 r'disclosures|holders|factors|coverage|provenance|pages|quotes|map|pictures|annotation)\.[a-z0-9_.]+|'
                 r'title|untitled|disclaimer|page|ocr|more)"')


OWN = re.compile(r'"(compare\.[a-zA-Z0-9_.]+)"')


def rows(path):
    """Cells of each line, the head line first."""
    return [line.split("\t") for line in path.read_text().splitlines()
            if line and not line.startswith("#")]


def comparison_words(render, keys):
    """What is wrong with comparison_words.tsv, one line each."""
    own = rows(render / "comparison_words.tsv")
    own_keys = [cells[0] for cells in own[1:]]
    wrong = [f"comparison_words.tsv: {key}: twice"
             for key in sorted({k for k in own_keys if (own_keys + keys).count(k) > 1})]
    wrong += [f"comparison_words.tsv: {cells[0]}: {len(cells)} columns" for cells in own
              if len(cells) != len(own[0])]
    wrong += [f"comparison_words.tsv: {cells[0]}: no words" for cells in own[1:] if not all(cells)]
    asked = {key for source in render.glob("comparison_*.cc")
             for key in OWN.findall(source.read_text())}
    wrong += [f"no words for {key}" for key in sorted(asked)
              if not any(k == key or k.startswith(key.rstrip(".") + ".") for k in own_keys)]
    vocabularies = ("compare.field.", "compare.kind.", "compare.headline.")
    wrong += [f"comparison_words.tsv: nobody asks for {key}" for key in own_keys
              if key.startswith("compare.") and key not in asked and not key.startswith(vocabularies)]
    return wrong


def main():
    render = pathlib.Path(sys.argv[1]) / "service/render"
    lines = [line.split("\t") for line in (render / "words.tsv").read_text().splitlines()
             if line and not line.startswith("#")]
    columns = len(lines[0])
    wrong = [f"{cells[0]}: {len(cells)} columns" for cells in lines if len(cells) != columns]
    keys = [cells[0] for cells in lines[1:]]
    wrong += [f"{key}: twice" for key in sorted({k for k in keys if keys.count(k) > 1})]
    asked = set()
    for source in [*render.glob("*.cc"), *(render.parent / "export").glob("*.cc")]:
        for key in KEY.findall(source.read_text()):
            asked.add(key)
            # A key that ends in a dot is the beginning of one; map.threshold is a vocabulary.
            if not any(k == key or k.startswith(key.rstrip(".") + ".") for k in keys):
                wrong.append(f"{source.name}: no words for {key}")
    for key in keys:
        if key[0].islower() and KEY.fullmatch(f'"{key}"') and key not in asked:
            if not any(a.endswith(".") and key.startswith(a) for a in asked) and \
                    not key.startswith("map."):
                wrong.append(f"words.tsv: nobody asks for {key}")
    # Titles of regimes are those of the rule pack.
    rules = (pathlib.Path(sys.argv[1]) / "classify/rules/40_regimes.textproto").read_text()
    packs = {"regime." + name: titles for name, *titles in re.findall(
        r'id: "(\w+)"\s+title: "([^"]*)"\s+title_zh_hans: "([^"]*)" title_zh_hant: "([^"]*)"', rules)}
    ours = {cells[0]: cells[1:] for cells in lines if cells[0].startswith("regime.")}
    regimes = {"regime." + name for name in re.findall(r'regimes \{\s+id: "(\w+)"', rules)}
    wrong += [f"{name}: no title in Chinese" for name in sorted(regimes - packs.keys())]
    if not packs or ours != packs:
        wrong.append("words.tsv: titles of regimes differ from classify/rules/40_regimes.textproto")
    # Every language has every word; where the sign of a bound is none, no language has one.
    for cells in lines:
        if any((cell == "") != (cells[1] == "") for cell in cells[2:]):
            wrong.append(f"{cells[0]}: a language has no words")
        if len({tuple(sorted(re.findall(r"\{\d\}", cell))) for cell in cells[1:]}) != 1:
            wrong.append(f"{cells[0]}: places to fill in differ")
    wrong += comparison_words(render, keys)
    print("\n".join(wrong) or f"{len(keys)} words, {len(asked)} asked for by name")
    sys.exit(1 if wrong or len(asked) < 40 else 0)


main()
