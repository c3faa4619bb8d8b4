"""Chinese faces for reportlab, which embeds TrueType outlines only: Noto's CFF outlines, converted glyph by glyph.

Belongs here: measuring text and registering a face that holds the characters of one report. The fonts (Noto Sans SC,
Noto Serif SC, under the OFL) come with the package pylopdf-fonts-zh-cn. Every character has its own glyph in a face made
here, so that the text layer names the very character that was typed.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable
from functools import cache
from importlib import resources
from typing import Any

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont as EmbeddedFont

from tests.typeset.looks import Face

_FILES: dict[Face, str] = {"sans": "NotoSansSC-Regular.otf", "serif": "NotoSerifSC-Regular.otf"}
_NAMES: dict[Face, str] = {"sans": "NotoSansSC", "serif": "NotoSerifSC"}
_MAX_ERROR = 1.0
"""How far a quadratic outline may stray from the cubic one, in thousandths of an em: not visible at print sizes."""


class MissingGlyphError(ValueError):
    """A report uses a character that the face has no glyph for."""


@cache
def _source(face: Face) -> tuple[Any, dict[int, str], Any]:
    data = resources.files("pylopdf_fonts_zh_cn").joinpath(_FILES[face]).read_bytes()
    font = TTFont(io.BytesIO(data), lazy=True)
    return font, font.getBestCmap(), font.getGlyphSet()


@cache
def advance(face: Face, char: str) -> float:
    """The width of a character in ems."""
    font, cmap, _ = _source(face)
    try:
        return font["hmtx"][cmap[ord(char)]][0] / font["head"].unitsPerEm
    except KeyError:
        raise MissingGlyphError(f"{_NAMES[face]} has no glyph for {char!r} (U+{ord(char):04X})") from None


def width(face: Face, text: str, size: float) -> float:
    """The width of a line of text in points."""
    return sum(advance(face, char) for char in text) * size


@cache
def _outline(face: Face, char: str) -> Any:
    _, cmap, glyphs = _source(face)
    pen = TTGlyphPen(None)
    glyphs[cmap[ord(char)]].draw(Cu2QuPen(pen, _MAX_ERROR, reverse_direction=True))
    return pen.glyph()


def register(face: Face, chars: Iterable[str]) -> str:
    """A name under which reportlab knows a face that holds at least these characters."""
    return _registered(face, "".join(sorted({*chars, " "})))


@cache
def _registered(face: Face, chars: str) -> str:
    name = f"{_NAMES[face]}-{hashlib.sha256(chars.encode()).hexdigest()[:12]}"
    pdfmetrics.registerFont(EmbeddedFont(name, io.BytesIO(_true_type(face, chars))))
    return name


def _true_type(face: Face, chars: str) -> bytes:
    font = _source(face)[0]
    glyph_names = {char: f"u{ord(char):05X}" for char in chars}
    order = [".notdef", *glyph_names.values()]
    builder = FontBuilder(font["head"].unitsPerEm, isTTF=True)
    builder.font.recalcTimestamp = False
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap({ord(char): name for char, name in glyph_names.items()})
    builder.setupGlyf({".notdef": TTGlyphPen(None).glyph(), **{glyph_names[c]: _outline(face, c) for c in chars}})
    table = builder.font["glyf"]
    advances = {glyph_names[c]: round(advance(face, c) * font["head"].unitsPerEm) for c in chars}
    metrics = {name: (advances.get(name, 1000), getattr(table[name], "xMin", 0) or 0) for name in order}
    builder.setupHorizontalMetrics(metrics)
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable({"familyName": _NAMES[face], "styleName": "Regular", "psName": f"{_NAMES[face]}-Regular"})
    builder.setupOS2(sTypoAscender=880, sTypoDescender=-120, usWinAscent=880, usWinDescent=120, fsType=0)
    builder.setupPost(keepGlyphNames=False)
    builder.updateHead(created=0, modified=0)
    out = io.BytesIO()
    builder.save(out)
    return out.getvalue()
