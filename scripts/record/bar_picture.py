"""Horizontal bars as an SVG picture that reads in light and dark.

    bars("Title", [Row("label", [0.97, 0.95], 0.95)], ["real", "corpus"], most=1.0)

A row has one bar a series and, where `goal` is not None, a mark at the goal.
"""
import html
from typing import NamedTuple, Optional

COLORS = ["#2f6fb0", "#d08a2e", "#4a9a62", "#9a5fa8"]
LABEL, PLOT, BAR, GAP, RIGHT = 250, 420, 9, 9, 60


class Row(NamedTuple):
    label: str
    values: list  # one a series; None: no bar
    goal: Optional[float] = None


def bars(title, rows, series, most, least=0.0, form="%.3f"):
    def at(value):
        return LABEL + PLOT * (min(max(value, least), most) - least) / (most - least)

    row_height = BAR * len(series) + GAP
    height = 70 + row_height * len(rows)
    out = ['<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" role="img" '
           'font-family="sans-serif" font-size="12">' % (LABEL + PLOT + RIGHT, height),
           "<title>%s</title>" % html.escape(title),
           "<style>text{fill:#222}.grid{stroke:#bbb}.goal{stroke:#c0392b;stroke-width:2}"
           "@media(prefers-color-scheme:dark){text{fill:#ddd}.grid{stroke:#555}}</style>"]
    x = LABEL
    for index, name in enumerate(series):
        out.append('<rect x="%d" y="8" width="10" height="10" fill="%s"/><text x="%d" y="17">%s</text>'
                   % (x, COLORS[index], x + 14, html.escape(name)))
        x += 30 + 7 * len(name)
    if any(row.goal is not None for row in rows):
        out.append('<line class="goal" x1="%d" x2="%d" y1="7" y2="19"/><text x="%d" y="17">goal</text>'
                   % (x + 2, x + 2, x + 9))
    for step in range(5):
        value = least + (most - least) * step / 4
        out.append('<line class="grid" x1="%.1f" x2="%.1f" y1="28" y2="%d"/><text x="%.1f" y="%d" '
                   'text-anchor="middle">%s</text>' % (at(value), at(value), height - 28, at(value),
                                                       height - 12, "%.4g" % value))
    y = 34
    for row in rows:
        out.append('<text x="%d" y="%.1f" text-anchor="end">%s</text>' %
                   (LABEL - 8, y + BAR * len(series) / 2 + 4, html.escape(row.label)))
        for index, value in enumerate(row.values):
            if value is not None:
                out.append('<rect x="%d" y="%d" width="%.1f" height="%d" fill="%s"/>' %
                           (LABEL, y + BAR * index, max(at(value) - LABEL, 1), BAR - 1,
                            COLORS[index]))
                out.append('<text x="%.1f" y="%d" font-size="9">%s</text>' %
                           (at(value) + 4, y + BAR * index + 8, form % value))
        if row.goal is not None:
            out.append('<line class="goal" x1="%.1f" x2="%.1f" y1="%d" y2="%d"/>' %
                       (at(row.goal), at(row.goal), y - 2, y + BAR * len(series) + 1))
        y += row_height
    return "\n".join(out + ["</svg>"]) + "\n"
