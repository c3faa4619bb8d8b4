"""Looks: how one described report may be rendered.

Belongs here: the choices a producer makes (font, rules, rotation, repeated headers, wraps). The cells' texts are the same
in every look.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Look:
    """One way of rendering; lengths in points."""

    name: str
    font: str = "serif"
    table_font_size: float = 9.0
    text_font_size: float = 15.0
    #: lines: stroked rules. rectangles: thin filled rectangles, as spreadsheets print them. level: no upright ones. none.
    rules: str = "lines"
    rule_width: float = 0.6
    #: All tables lie, on upright pages turned by /Rotate 90.
    is_rotated: bool = False
    repeats_header: bool = False
    #: Money columns are too narrow: a figure runs over two lines.
    wraps_figures: bool = False
    keeps_page_breaks: bool = True
    page_number: str = "—{}—"
    is_scanned: bool = False


LOOKS: dict[str, Look] = {
    look.name: look
    for look in (
        Look("reference"),
        Look(
            "word",
            font="sans",
            table_font_size=8.5,
            rule_width=0.4,
            repeats_header=True,
            keeps_page_breaks=False,
            page_number="{}",
        ),
        Look(
            "excel",
            font="sans",
            table_font_size=7.5,
            rules="rectangles",
            rule_width=0.75,
            is_rotated=True,
            wraps_figures=True,
            keeps_page_breaks=False,
            page_number="第 {} 页",
        ),
        Look("scanned", is_scanned=True),
    )
}
