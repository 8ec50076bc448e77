"""Cuts the faces of a filing down to its characters, before layout.

WeasyPrint subsets too, but keeps the glyph numbers of the whole face, which alone costs some
100 KB a Chinese face and file. It also writes glyph numbers where a PDF with a CID-keyed face must
have CIDs (ISO 32000-1, 9.7.4.2); readers that go by the standard would show other characters or
none, so the faces are cut with CIDs that are the glyph numbers. All faces are under the SIL Open
Font License 1.1.
"""

import base64
import io

NOTO = "/usr/share/fonts/opentype/noto/NotoSerifCJK-%s.ttc"
LIBERATION = "/usr/share/fonts/truetype/liberation2/LiberationSerif-%s.ttf"
# language -> [(CSS family, file, name of the face in a collection)], in the order of the search.
FACES = {
    "zh-Hans": [("Filing", NOTO, "Noto Serif CJK SC")],
    "zh-Hant": [("Filing", NOTO, "Noto Serif CJK TC")],
    "en": [("Filing", LIBERATION, None), ("Filing CJK", NOTO, "Noto Serif CJK TC")],
}
UNUSED_TABLES = ["GSUB", "GPOS", "vmtx", "vhea", "VORG", "BASE", "FFTM"]


def family(language):
    """Value of CSS font-family."""
    return ", ".join('"%s"' % face[0] for face in FACES[language])


def _number_cids_by_glyph(font):
    """Gives the glyphs of a CID-keyed face their own numbers as CIDs."""
    if "CFF " not in font:
        return
    top = font["CFF "].cff.topDictIndex[0]
    if not hasattr(top, "ROS"):
        return
    before = font.getGlyphOrder()
    names = {old: ".notdef" if i == 0 else "cid%05d" % i for i, old in enumerate(before)}
    font["hmtx"].metrics = {names[old]: both for old, both in font["hmtx"].metrics.items()}
    for table in font["cmap"].tables:
        if hasattr(table, "cmap"):
            table.cmap = {code: names[old] for code, old in table.cmap.items()}
        if hasattr(table, "uvsDict"):
            table.uvsDict = {
                selector: [(code, old and names[old]) for code, old in pairs]
                for selector, pairs in table.uvsDict.items()
            }
    strings = top.CharStrings
    strings.charStrings = {names[old]: strings.charStrings[old] for old in before}
    order = [names[old] for old in before]
    top.charset = order
    font.setGlyphOrder(order)


def _cut(path, name, letters):
    """The face as a font file with the glyphs of `letters` only."""
    from fontTools import subset
    from fontTools.ttLib import TTCollection, TTFont

    if name:
        fonts = TTCollection(path, lazy=True).fonts
        font = next(f for f in fonts if f["name"].getDebugName(1) == name)
    else:
        font = TTFont(path)
    options = subset.Options(
        layout_features=[], hinting=False, desubroutinize=True, notdef_outline=True
    )
    options.drop_tables += UNUSED_TABLES
    cutter = subset.Subsetter(options)
    cutter.populate(text=letters)
    cutter.subset(font)
    _number_cids_by_glyph(font)
    font["head"].modified = font["head"].created  # the only thing that a clock sets
    font.recalcTimestamp = False
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


def font_face_css(language, text):
    """@font-face rules of the faces of a language with the characters of `text`."""
    css, wanted = "", set(text)
    for css_family, path, name in FACES[language]:
        letters = wanted if css_family == "Filing" else {c for c in wanted if ord(c) >= 0x2E80}
        for weight, style in (("normal", "Regular"), ("bold", "Bold")):
            if not letters:
                continue
            data = base64.b64encode(_cut(path % style, name, "".join(sorted(letters))))
            css += '@font-face { font-family: "%s"; font-weight: %s; ' % (css_family, weight)
            css += 'src: url("data:font/otf;base64,%s") }\n' % data.decode("ascii")
    return css
