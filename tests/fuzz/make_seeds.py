#!/usr/bin/env python3
"""Writes the seeds of the fuzz targets and rules.dict into the folder of this script. Always the same bytes."""
import glob
import os
import re
import struct
import sys
import zlib

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "hostile"))

from interaction import composite
from pdf import GOOD, Filing

CONTENT = {
    "text": GOOD,
    "paths": "q 1 0 0 1 5 5 cm 0 0 1 rg 10 10 50 20 re f 0 0 m 9 9 l S W n Q " + GOOD,
    "table": "".join("BT /F1 9 Tf 1 0 0 1 %d %d Tm (%d,000) Tj ET\n" % (x, y, x)
                     for y in (700, 680, 660, 640) for x in (72, 172, 272, 372)),
    "marked": "/Span << /ActualText (users) >> BDC BT /F1 9 Tf 9 9 Td [(u) -200 (s)] TJ (a) ' 1 2 (b) \" ET EMC",
    "image": "q 9 0 0 9 0 0 cm BI /W 2 /H 2 /BPC 8 /CS /G ID abcd EI Q " + GOOD,
    "turned": "BT /F1 9 Tf 0 1 -1 0 100 100 Tm 3 Tr 2 Ts 50 Tz 1 Tc 2 Tw (up) Tj ET",
    "type3": "BT /F2 9 Tf 72 700 Td (aa) Tj ET /X1 Do /G1 gs /S1 sh",
}


# What the HTTP port reads by itself: one of each kind.
HTTP = {
    "ranges": b"bytes=0-99,-100",
    "list": b"0-9, 20-29,30-,-5",
    "target": b"/localhost?origin=http://localhost&x=%41+b",
    "frame": b"\0\0\0\0\3abc",
    "timeout": b"15S",
}

# Files of rules: one of each kind, and one that is wrong.
RULES = {
    "counts": """user_counts {
  nouns { id: "n" language: RULE_LANGUAGE_EN match: "users?" metric: "USERS" min_value: 10 }
  nouns { id: "z" language: RULE_LANGUAGE_ZH match: "(?:注册)?用户" metric: "REGISTERED" }
  metrics { id: "m" language: RULE_LANGUAGE_EN match: "monthly" metric: "MAU" from: "USERS" }
  cues { id: "c" language: RULE_LANGUAGE_EN match: "\\\\bwe\\\\b" scope: CUE_SCOPE_BEFORE attribution: ATTRIBUTION_ISSUER weight: 0.5 }
  scales { id: "s" language: RULE_LANGUAGE_EN match: "in thousands" factor: 1000 }
  grammars { id: "e" language: RULE_LANGUAGE_EN number_to_noun: " ?" noun_to_number: " of " }
  grammars { id: "z" language: RULE_LANGUAGE_ZH number_to_noun: "名?" noun_to_number: "达" }
  examples { text: "We had 2.5 million users." expect: "USERS 2500000 EXACT ISSUER" }
}""",
    "grammar": """user_counts {
  grammars { id: "en" language: RULE_LANGUAGE_EN number_to_noun: "(?:million )?" unit: "years?" market_metric: "MARKET" }
  table_words { id: "en" language: RULE_LANGUAGE_EN not_users: "revenue" total: "total" unit_note: "in (?:thousands|millions)" no_figure: "n/?a" }
  lists { id: "en" language: RULE_LANGUAGE_EN one_by_one: "respectively" item_joint: ", | and " noun_joint: " and ([^,]*)" phrase_stop: "[,;]" }
}""",
    "category": """disclosures {
  categories { id: "faces" title: "Faces" }
  concepts { id: "face" en: "faces?" zh: "人脸" }
  concepts { id: "collect" en: "collects?" zh: "收集" }
  concepts { id: "gate" en: "data" zh: "数据" }
  concepts { id: "brand" en: "brand" }
  data_handling_gate: "gate"
  within_en: 80 within_zh: 20
  data_handling { id: "r" label: "faces" all: "collect" all: "face" unless: "brand" within: 40 in_order: true
    examples { text: "We collect faces." expect: "faces" } examples { text: "A brand face." } }
  stances { id: "s" all: "face" labels: "faces" stance: STANCE_ISSUER_STATES }
}""",
    "statement": """disclosures {
  statuses { id: "TRUSTEE" title: "Has a trustee" }
  concepts { id: "we" en: "we have appointed" zh: "我们已委任" }
  review_cues { gate: "we" counsel: "we" contact_statuses: "TRUSTEE" }
  review_statements { id: "t" label: "TRUSTEE" all: "we" examples { text: "We have appointed one." expect: "TRUSTEE" } }
}""",
    "regime": """regimes {
  signals { id: "abroad" meaning: "is listed abroad" sentences_needed: 1
    patterns { id: "p" language: RULE_LANGUAGE_EN match: "listed" only_with: "ADSs" examples { text: "ADSs are listed." expect: "x" } } }
  metrics { id: "USERS" basis: OPERAND_BASIS_ACTIVE rank: 1 online: true words: "users" }
  regimes { id: "r" title: "R" draft_date: "2021-07-10" effective_date: "2022-02-15" tells_as_if: true
    conditions { id: "f" asks: "In force?" unmet: OUTCOME_OUT_OF_SCOPE text_in_force {} }
    conditions { id: "u" asks: "Users?" unmet: OUTCOME_NOT_TRIGGERED users_over { threshold: 1000000 operand: "users" } }
    conditions { id: "l" asks: "Abroad?" unmet: OUTCOME_NOT_TRIGGERED listing_abroad { venues: LISTING_VENUE_US listed_signals: "abroad" } }
    conditions { id: "g" asks: "Signal?" unmet: OUTCOME_NOT_TRIGGERED signals_given { signals: "abroad" } }
    conditions { id: "h" asks: "Holders?" unmet: OUTCOME_NOT_TRIGGERED foreign_holding { total_over: 25 } } }
}""",
    "superseded": """regimes {
  superseded_texts { id: "s" superseded_date: "2022-02-15" old_words: "Measures \\\\(Draft\\\\)" presented_as: "in force" explanation: "Old." }
  review_factors { id: "f" title: "F" foreign_holders: true }
  checklist { id: "c" title: "C" any_user_count: true }
}""",
    "holders": """holders {
  jurisdictions { id: "KY" names_en: "Cayman Islands" names_zh: "开曼群岛" holder_class: HOLDER_CLASS_FOREIGN }
  legal_forms { id: "f" match: "L\\\\.P\\\\.$" jurisdiction: "KY" examples { text: "Pine L.P." expect: "KY" } }
  cues { id: "c" language: RULE_LANGUAGE_EN cue: HOLDER_CUE_PERCENT_HEAD match: "% held" }
  prose { id: "p" language: RULE_LANGUAGE_EN match: "(?P<name>[A-Z][a-z]+ Fund) holds (?P<percent>[0-9.]+)%" examples { text: "Pine Fund holds 5%." expect: "Pine Fund|5" } }
  influence { id: "i" kind: "PLEDGE" language: RULE_LANGUAGE_EN match: "pledged" examples { text: "Shares are pledged." expect: "PLEDGE" } }
}""",
    "metadata": """metadata {
  types { id: "t" match: "^PROSPECTUS" types: FILING_TYPE_F_1 weight: 1 }
  issuers { id: "i" match: "^(?P<at>[A-Z][a-z]+ Ltd)$" weight: 2 pages: CUE_PAGES_FIRST page_count: 3 unless: "Sample" }
  dates { id: "d" match: "of (?P<at>[A-Z][a-z]+ [0-9]+, [0-9]{4})" weight: 1 last: true }
  months { id: "june" month: 6 }
  type_weight_needed: 1
}""",
    "alone": """replaces_built_in: true version: "alone"
macros { id: "num" value: "[0-9]+" }
macros { id: "pct" value: "{num}%" }
disclosures { concepts { id: "c" en: "{pct} of users" } }""",
    "wrong": "disclosures { concepts { id: 'a' en: '(heron|(?:x{2,900}){40}' } data_handling { id: 'a' id: 'b' } }",
}


def rule_words():
    """Names of fields and values of rule files, and pieces of expressions."""
    words = {"(?:", "(?P<name>", "{0,9}", "[^。;]", "\\\\b", "|", "*", "+?", "^", "$", "{num}", "[一-龥]"}
    for proto in glob.glob(os.path.join(HERE, "..", "..", "proto", "filing_review", "v1", "*.proto")):
        if proto.endswith("_rules.proto") or os.path.basename(proto) in ("rule_pack.proto", "pattern.proto"):
            with open(proto, encoding="utf-8") as text:
                words.update(re.findall(r"^ +(?:repeated )?(?:[\w.]+ )?(\w+) = \d+;", text.read(), re.M))
    return sorted(words)


def escaped(word):
    """As libFuzzer's dictionaries want it."""
    return "".join(chr(b) if b < 128 else "\\x%02x" % b for b in word.encode())


def varint(value):
    out = b""
    while value > 127:
        out, value = out + bytes([value & 127 | 128]), value >> 7
    return out + bytes([value])


def packed_page(number, text):
    """A frame with a ReadReply that holds one PackedPage of one line."""
    def field(n, data):
        return varint(n << 3 | 2) + varint(len(data)) + data
    edges = b"".join(struct.pack("<hh", 1000 if i == 0 else 10, 90) for i in range(len(text)))
    page = (b"\x08" + varint(number) + b"\x10" + varint(61200) + b"\x18" + varint(79200)
            + field(5, text.encode() + b"\n") + field(6, edges)
            + field(8, varint(len(text))) + field(9, varint(2000)) + field(10, varint(4000))
            + field(11, varint(1000)) + field(12, varint(8)) + field(13, varint(0)))
    return page, field


def main():
    seeds = {"page_reader": {}, "page_decoder": {}, "layout": {}, "content": {},
             "rules": {name: text.encode() for name, text in RULES.items()}}
    for name, content in CONTENT.items():
        f = Filing()
        f.catalog = "/Outlines << /First 4 0 R >>"
        f.add("<< /Title (Risk factors) /Dest [2 0 R /Fit] >>")
        cmap = f.stream("1 begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfrange <0001> <0009> "
                        "<7528> endbfrange")
        cid = composite(f, "/ToUnicode %d 0 R" % cmap, ordering="GB1", encoding="/GBK-EUC-H")
        form = f.form("/F1 9 Tf " + GOOD, "/Resources << /Font << /F1 3 0 R >> >>")
        f.page("BT /F3 9 Tf 72 500 Td <B4F3> Tj ET " + content, "/Font << /F1 3 0 R /F2 3 0 R /F3 %d 0 R >> "
               "/XObject << /X1 %d 0 R >>" % (cid, form), "/Rotate 90" if name == "turned" else "",
               deflate=name == "paths")
        seeds["page_reader"][name + ".pdf"] = f.bytes()
        seeds["content"][name] = content.encode()
    seeds["content"]["deflated"] = zlib.compress(GOOD.encode() * 20)
    for number, text in ((1, "5 million users"), (2, "a\tb\tc"), (3, "用户")):
        page, field = packed_page(number, text)
        for reply in range(1, 4):
            message = field(reply, page)
            seeds["page_decoder"]["page_%d_%d" % (number, reply)] = struct.pack("<I", len(message)) + message
    def glyph(x, y, code, kind=0, dx=50, dy=0):
        return struct.pack("<hhhhBBI", x * 8, y * 8, dx * 8, dy * 8, 39, kind, code)
    seeds["layout"]["line"] = b"".join(glyph(72 + 5 * i, 100, c) for i, c in enumerate(b"5 million users"))
    seeds["layout"]["table"] = b"".join(glyph(72 + 100 * c + 5 * i, 100 + 14 * r, 0x30 + i)
                                        for r in range(6) for c in range(4) for i in range(5))
    seeds["layout"]["columns"] = b"".join(glyph(50 + 300 * c + 5 * i, 100 + 12 * r, 0x61 + i % 26)
                                          for c in range(2) for r in range(12) for i in range(40))
    seeds["layout"]["vertical"] = b"".join(glyph(300, 100 + 10 * i, 100 + i, 64 | 4 | 1, 0, 100) for i in range(20))
    seeds["http"] = HTTP
    for target, files in seeds.items():
        folder = os.path.join(HERE, "seeds", target)
        os.makedirs(folder, exist_ok=True)
        for name, data in files.items():
            with open(os.path.join(folder, name), "wb") as out:
                out.write(data)
    with open(os.path.join(HERE, "rules.dict"), "w") as out:
        out.write("".join('"%s"\n' % escaped(word) for word in rule_words()))


if __name__ == "__main__":
    main()
