#!/usr/bin/env python3
"""Every word that the reports ask for by name stands in service/render/words.tsv, once.

    words_test.py SOURCE_ROOT
"""
import pathlib
import re
import sys

KEY = re.compile(r'"((?:section|headline|filing|figures|column|assessments|conflicts|statements|'
                 r'disclosures|holders|factors|coverage|provenance|pages|quotes|map)\.[a-z0-9_.]+|'
                 r'title|untitled|disclaimer|page|ocr|more)"')


def main():
    render = pathlib.Path(sys.argv[1]) / "service/render"
    lines = [line.split("\t") for line in (render / "words.tsv").read_text().splitlines()
             if line and not line.startswith("#")]
    columns = len(lines[0])
    wrong = [f"{cells[0]}: {len(cells)} columns" for cells in lines if len(cells) != columns]
    keys = [cells[0] for cells in lines[1:]]
    wrong += [f"{key}: twice" for key in sorted({k for k in keys if keys.count(k) > 1})]
    asked = set()
    for source in render.glob("*.cc"):
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
    print("\n".join(wrong) or f"{len(keys)} words, {len(asked)} asked for by name")
    sys.exit(1 if wrong or len(asked) < 40 else 0)


main()
