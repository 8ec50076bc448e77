"""Cuts the Noto CJK faces down to the characters of one filing, before layout.

WeasyPrint subsets too, but keeps the glyph numbers of the whole face, which alone costs some
100 KB a face and file.
"""
import base64
import io

FILES = {"zh-Hans": "Noto Serif CJK SC", "zh-Hant": "Noto Serif CJK TC"}
FACES = {
    "normal": "/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc",
    "bold": "/usr/share/fonts/opentype/noto/NotoSerifCJK-Bold.ttc",
}


def font_face_css(language, text):
    """@font-face rules for family "Filing" with the characters of `text`; "" for English."""
    if language not in FILES:
        return ""
    from fontTools import subset
    from fontTools.ttLib import TTCollection

    css = ""
    for weight, path in FACES.items():
        fonts = TTCollection(path, lazy=True).fonts
        font = next(f for f in fonts if f["name"].getDebugName(1) == FILES[language])
        options = subset.Options(
            layout_features=[], hinting=False, desubroutinize=True, notdef_outline=True
        )
        options.drop_tables += ["GSUB", "GPOS", "vmtx", "vhea", "VORG", "BASE"]
        cutter = subset.Subsetter(options)
        cutter.populate(text=text)
        cutter.subset(font)
        font["head"].modified = font["head"].created  # the only thing that a clock sets
        out = io.BytesIO()
        font.recalcTimestamp = False
        font.save(out)
        data = base64.b64encode(out.getvalue()).decode("ascii")
        css += (
            '@font-face { font-family: "Filing"; font-weight: %s; '
            'src: url("data:font/otf;base64,%s") }\n' % (weight, data)
        )
    return css
