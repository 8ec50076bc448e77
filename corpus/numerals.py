"""Reads a printed count of people, in units: '1.2亿' -> 120000000, '四十七万三千' -> 473000,
'3.4 million' -> 3400000, '12,345' -> 12345.

Only what the sources mark as figures has to be readable; anything else raises ValueError, and the
source then states the value itself (v=…).
"""
import re
from decimal import Decimal

DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")}
DIGITS.update({"〇": 0, "兩": 2, "两": 2})
SMALL = {"十": 10, "百": 100, "千": 1000}
LARGE = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
ENGLISH = {"thousand": 10**3, "million": 10**6, "billion": 10**9}
WORDS = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "ten": 10,
    "fifty": 50,
    "hundred": 100,
}


def _chinese(text):
    text = text.replace("廿", "二十").replace("卅", "三十")
    total = section = digit = 0
    for c in text:
        if c in DIGITS:
            digit = DIGITS[c]
        elif c in SMALL:
            section += (digit or 1) * SMALL[c]
            digit = 0
        else:
            part = section + digit
            if LARGE[c] == 10**8:
                total = (total + part) * 10**8
            else:
                total += part * 10**4
            section = digit = 0
    return total + section + digit


def read(text, unit=1):
    """The count that `text` prints, times `unit` (a table's scale).

    Raises ValueError where it is not one plain number.
    """
    t = re.sub(r"\s+", " ", text.strip().lower())
    m = re.fullmatch(r"([\d,]*\.?\d+) ?([百千]?[万萬亿億]|[百千]|thousand|million|billion|)", t)
    if m:
        scale = Decimal(unit)
        for word in [m[2]] if m[2] in ENGLISH else m[2]:
            scale *= ENGLISH.get(word) or SMALL.get(word) or LARGE[word]
        value = Decimal(m[1].replace(",", "")) * scale
        if value != int(value):
            raise ValueError("not a whole number: " + text)
        return int(value)
    if t and all(c in DIGITS or c in SMALL or c in LARGE or c in "廿卅" for c in t):
        return _chinese(t) * unit
    words = t.split()
    if words and all(w in WORDS or w in ENGLISH for w in words):
        value = unit
        for w in words:
            value *= WORDS.get(w) or ENGLISH[w]
        return value
    raise ValueError("not a number: " + text)
