"""The font: Noto Sans or Serif SC (OFL), from the wheel of the development lock, cut down to the glyphs used.

Belongs here: turning the wheel's CFF outlines into a TrueType subset reportlab can embed. Only the needed glyphs are
converted, so it takes a second.
"""

from __future__ import annotations

import hashlib
import io
from functools import cache
from pathlib import Path

import pylopdf_fonts_zh_cn
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont, newTable
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont as EmbeddedFont

FILES = {"sans": "NotoSansSC-Regular.otf", "serif": "NotoSerifSC-Regular.otf"}
#: Largest deviation of a converted curve, in font units (1/1000 em): far below a pixel.
MAX_CURVE_ERROR = 1.0


def register_font(style: str, text: str) -> str:
    """Register a subset of the font with the glyphs of ``text``; return its name for reportlab."""
    return _register(style, "".join(sorted(set(text) - {"\n", "\f"})))


@cache
def _register(style: str, characters: str) -> str:
    name = f"Noto{style.title()}{hashlib.sha256(characters.encode()).hexdigest()[:8]}"
    source = TTFont(Path(pylopdf_fonts_zh_cn.__file__).parent / FILES[style], recalcTimestamp=False)
    missing = sorted(set(characters) - {chr(code) for code in source.getBestCmap()})
    if missing:
        raise ValueError(f"the font {FILES[style]} lacks {''.join(missing)}")
    options = Options(drop_tables=["GSUB", "GPOS", "GDEF", "BASE", "VORG", "vhea", "vmtx", "DSIG"], notdef_outline=True)
    subsetter = Subsetter(options)
    subsetter.populate(text=characters)
    subsetter.subset(source)
    _use_quadratic_outlines(source)
    return register_as(source, name)


def register_as(font: TTFont, name: str) -> str:
    """Let reportlab know a font by this name, which is returned."""
    # reportlab takes fonts of the same inner name for the same font: the second subset would print the first one's letters.
    for name_id in (1, 4, 6):
        font["name"].setName(name, name_id, 3, 1, 0x409)
        font["name"].setName(name, name_id, 1, 0, 0)
    buffer = io.BytesIO()
    font.save(buffer)
    buffer.seek(0)
    pdfmetrics.registerFont(EmbeddedFont(name, buffer))
    return name


def _use_quadratic_outlines(font: TTFont) -> None:
    """Replace the CFF table by glyf and loca."""
    glyph_set, order = font.getGlyphSet(), font.getGlyphOrder()
    glyphs = {}
    for glyph_name in order:
        pen = TTGlyphPen(glyph_set)
        glyph_set[glyph_name].draw(Cu2QuPen(pen, MAX_CURVE_ERROR, reverse_direction=True))
        glyphs[glyph_name] = pen.glyph()
    font["loca"] = newTable("loca")
    font["glyf"] = glyf = newTable("glyf")
    glyf.glyphOrder = order
    glyf.glyphs = glyphs
    del font["CFF "]
    glyf.compile(font)
    font["maxp"].tableVersion = 0x00010000
    for field in (
        "maxZones",
        "maxTwilightPoints",
        "maxStorage",
        "maxFunctionDefs",
        "maxInstructionDefs",
        "maxStackElements",
        "maxSizeOfInstructions",
        "maxComponentElements",
    ):
        setattr(font["maxp"], field, 1 if field == "maxZones" else 0)
    font["maxp"].compile(font)
    font["post"].formatType = 3.0
    font.sfntVersion = "\000\001\000\000"
