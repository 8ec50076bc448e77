"""Turns the marks of a source and the pages they landed on into gold labels.

Page numbers come from the laid-out document and every quote is looked up in the text that
pdftotext reads from that page of the finished PDF, so neither is ever typed by hand.
"""
import re
import unicodedata

import numerals

METRICS = set(
    """REGISTERED MAU DAU AAU QAU WAU PAYING SUBSCRIBERS MEMBERS ACCOUNTS CUSTOMERS HOUSEHOLDS
DEVICES DOWNLOADS VISITORS FOLLOWERS SUPPLY_SIDE USERS POPULATION""".split()
)
BOUNDS = {
    "approx": "APPROX",
    "more": "MORE_THAN",
    "atleast": "AT_LEAST",
    "less": "LESS_THAN",
    "upto": "UP_TO",
    "range": "RANGE",
}
ATTRIBUTIONS = {"ind": "INDUSTRY", "oth": "OTHER_COMPANY", "reg": "REGULATION", "tgt": "TARGET"}
REGIONS = {"cn": "CN_MAINLAND", "hk": "HK", "us": "US", "gl": "GLOBAL", "ot": "OTHER"}
CATEGORIES = """collection sensitive_data storage_localization cross_border_transfer
third_party_sharing government_access breach_incident security_measures security_certification
cybersecurity_review ciio_status important_data enforcement_penalty consent_and_rights minors algorithms deletion_anonymization
listing_confidentiality""".split()
STATUSES = set(
    """STATES_BELOW_1M STATES_ABOVE_1M STATES_NOT_FOREIGN_LISTING STATES_NOT_SUBJECT
NOT_CONTACTED_BY_AUTHORITY NOT_CIIO CONSULTED_AUTHORITY APPLIED_PENDING COMPLETED_NO_REVIEW_NEEDED
COMPLETED_CLEARED UNDER_REVIEW PENALISED UNCERTAIN""".split()
)
CLASSES = set("FOREIGN HK_MACAU_TAIWAN OFFSHORE_VEHICLE PRC UNKNOWN".split())
KINDS = set(
    """PRINCIPAL CORNERSTONE PRE_IPO_INVESTOR GOVERNMENT_OR_SOVEREIGN DIRECTOR_OFFICER
NOMINEE_DEPOSITARY OTHER""".split()
)
STAGES = {"B": "BEFORE", "A": "AFTER", "C": "CURRENT", "H": "HISTORICAL"}


class LabelError(Exception):
    """A label that the finished PDF does not bear out."""


def squeeze(text):
    """Text without spaces and hyphens, NFKC, lower case: how quotes are compared."""
    return re.sub(r"[\s\u00ad-]+", "", unicodedata.normalize("NFKC", text)).lower()


def _cut(text, start, end, left, right):
    """`text[start:end]` with up to left / right characters around it, on whole Latin words."""
    a, b = max(0, start - left), min(len(text), end + right)
    word = re.compile(r"[A-Za-z0-9.,]")
    while 0 < a < start and word.match(text[a - 1]) and word.match(text[a]):
        a += 1
    while len(text) > b > end and word.match(text[b - 1]) and word.match(text[b]):
        b -= 1
    return re.sub(r"\s+", " ", text[a:b]).strip()


def quote(text, start, end, page_text, latin):
    """The widest of a few cuts around text[start:end] that stands on the page, or None."""
    wide = 2 if latin else 1
    for left, right in (
        (36, 30),
        (24, 30),
        (36, 14),
        (16, 14),
        (8, 30),
        (30, 4),
        (0, 30),
        (0, 12),
        (8, 0),
        (0, 0),
    ):
        q = _cut(text, start, end, left * wide, right * wide)
        if q and squeeze(q) in page_text:
            return q
    return None


def _figure(mark, pages, texts, latin):
    words, subject = mark.args.split(), None
    if " s=" in mark.args:
        before, subject = mark.args.split(" s=", 1)
        words, subject = before.split(), subject.strip()
        if subject.split()[-1] in {**BOUNDS, **ATTRIBUTIONS, **REGIONS, "opt": 0} or "=" in subject:
            raise LabelError("s= must come last: " + mark.args)
    page = pages[mark.first]
    if words[0] == "n":
        value = next((int(w[2:]) for w in words if w.startswith("v=")), None)
        value = numerals.read(mark.text, mark.scale) if value is None else value
        return "neutral_counts", {"page": page, "value": value}
    if words[0] not in METRICS:
        raise LabelError("unknown metric " + words[0])
    label = {
        "page": page,
        "quote": None,
        "value": None,
        "high": None,
        "bound": "EXACT",
        "metric": words[0],
        "as_of": None,
        "attribution": "ISSUER",
        "region": "UNSTATED",
        "subject": subject,
    }
    for w in words[1:]:
        if w.startswith("@"):
            label["as_of"] = w[1:]
        elif w.startswith("v="):
            label["value"] = int(w[2:])
        elif w.startswith("hi="):
            label["high"] = int(w[3:])
        elif w in BOUNDS:
            label["bound"] = BOUNDS[w]
        elif w in ATTRIBUTIONS:
            label["attribution"] = ATTRIBUTIONS[w]
        elif w in REGIONS:
            label["region"] = REGIONS[w]
        elif w == "opt":
            label["optional"] = True
        else:
            raise LabelError("unknown word %s in %s" % (w, mark.args))
    if label["value"] is None:
        label["value"] = numerals.read(mark.text, mark.scale)
    end = mark.start + len(mark.text)
    if pages[mark.last] != page:  # cut by the page break: the quote ends where the page does
        while end > mark.start and not quote(mark.block, mark.start, end, texts[page], latin):
            end -= 1
        q = _cut(mark.block, mark.start, end, 30 if not latin else 60, 0)
        label["quote"] = (
            q
            if squeeze(q) in texts[page]
            else quote(mark.block, mark.start, end, texts[page], latin)
        )
        return "cut", (label, {"page": pages[mark.last], "value": label["value"]})
    label["quote"] = quote(mark.block, mark.start, end, texts[page], latin)
    if not label["quote"]:
        raise LabelError("p%d: not on its page: %s in %s" % (page, mark.text, mark.block[:60]))
    return "user_counts", label


def _holders(mark, pages, texts):
    parts = [x.strip() for x in mark.args.split(";")]
    head = parts[0].split()
    if head[0] not in CLASSES or head[1] not in KINDS:
        raise LabelError("unknown class or kind: " + mark.args)
    page = pages[mark.last]
    name = mark.cells[0] if mark.cells else None
    name = re.sub(r"[\s(（]*[0-9]+[)）]*$", "", name) if name else None
    values, also, optional = {}, [], False
    for p in parts[1:]:
        key, _, value = p.partition("=")
        if key == "n":
            name = value
        elif key == "also":
            also = [float(x) for x in value.split(",")]
        elif key == "opt":
            optional = True
        else:
            values[key] = value
            if value != "-" and squeeze(value) not in squeeze(mark.block):
                raise LabelError("%s is not in the row: %s" % (value, mark.block))
    if not all(squeeze(word) in texts[page] for word in name.split()):
        raise LabelError("p%d: holder %s is not on its page" % (page, name))
    for letter, stage in STAGES.items():
        share, votes = values.get(letter), values.get(letter + "v")
        if share is None and votes is None:
            continue
        label = {
            "page": page,
            "name": name,
            "percent": None if share in (None, "-") else float(share),
            "votes_percent": None if votes in (None, "-") else float(votes),
            "stage": stage,
            "jurisdiction": " ".join(head[2:]) or None,
            "class": head[0],
            "kind": head[1],
        }
        if also:
            label["also_percent"] = also
        if optional:
            label["optional"] = True
        yield label


def build(name, source, pages, page_texts):
    """Gold labels of one filing. `pages`: id -> page from 1; `page_texts`: text of each page."""
    texts = [""] + [squeeze(t) for t in page_texts]
    meta, latin = source.meta, source.meta["language"] == "en"
    gold = {
        "document": name + ".pdf",
        "filing": {
            "issuer": meta["issuer"],
            "language": meta["language"],
            "filing_type": meta["filing_type"],
            "listing_venue": meta["venue"],
            "filing_date": meta["date"],
        },
        "user_counts": [],
        "neutral_counts": [],
        "data_handling_pages": {str(i + 1): set() for i in range(len(page_texts))},
        "data_handling_borderline": {},
        "review_status": [],
        "holders": [],
        "holder_pages": [],
        "conditions": {
            "issuer_users_over_1m": meta["users_over_1m"],
            "foreign_listing": meta["foreign_listing"],
        },
        "conflicts": [],
        "notes": meta.get("notes", ""),
    }
    places, borderline = {}, {}
    for m in source.marks:
        first, last = pages[m.first], pages[m.last]
        if m.kind == "figure":
            kind, label = _figure(m, pages, texts, latin)
            if kind == "cut":
                gold["user_counts"].append(label[0])
                gold["neutral_counts"].append(label[1])
            else:
                gold[kind].append(label)
        elif m.kind in ("d", "b"):
            cats = m.args.split()
            if set(cats) - set(CATEGORIES):
                raise LabelError("unknown category: " + m.args)
            for p in {first, last}:  # a sentence cut by a page break is borderline on both
                if m.kind == "d" and first == last:
                    gold["data_handling_pages"][str(p)] |= set(cats)
                else:
                    borderline.setdefault(str(p), set()).update(cats)
        elif m.kind == "r":
            if m.args not in STATUSES:
                raise LabelError("unknown status: " + m.args)
            start = m.block.find(m.text)
            q = next(
                (
                    m.text[:n].strip()
                    for n in range(min(len(m.text), 150), 5, -5)
                    if squeeze(m.text[:n]) in texts[first]
                ),
                None,
            )
            if start < 0 or not q:
                raise LabelError("p%d: statement is not on its page: %s" % (first, m.text[:60]))
            gold["review_status"].append({"page": first, "quote": q, "status": m.args})
        elif m.kind == "c":
            places.setdefault(m.args, set()).add(last)
        elif m.kind == "h":
            gold["holders"] += list(_holders(m, pages, texts))
        else:
            raise LabelError("unknown mark: " + m.kind)
    for (
        ident
    ) in source.scans:  # a picture holds no text: whatever is read there is neither right nor wrong
        borderline[str(pages[ident])] = {"*"}
    gold["data_handling_pages"] = {
        p: [c for c in CATEGORIES if c in s] for p, s in gold["data_handling_pages"].items()
    }
    gold["data_handling_borderline"] = {
        p: left
        for p in sorted(borderline, key=int)
        if (
            left := [
                c
                for c in ["*"] + CATEGORIES
                if c in borderline[p] and c not in gold["data_handling_pages"][p]
            ]
        )
    }
    gold["holder_pages"] = sorted({h["page"] for h in gold["holders"]})
    gold["user_counts"].sort(key=lambda u: u["page"])
    gold["neutral_counts"].sort(key=lambda u: (u["page"], u["value"]))
    for key, text in source.conflicts:
        facts, _, why = text.partition("|")
        kind, *values = facts.split()
        if key not in places:
            raise LabelError("conflict without a place: " + key)
        gold["conflicts"].append(
            {
                "kind": kind,
                "pages": sorted(places[key]),
                "values": [float(v) if "." in v else int(v) for v in values],
                "why": why.strip(),
            }
        )
    return gold
