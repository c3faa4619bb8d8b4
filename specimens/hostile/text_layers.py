"""Text that says other figures than the page shows: a font whose table of characters lies, somebody's wrong OCR below a scan.

Belongs here: these ways. Such pages are read off their picture, which takes seconds: their tables are small.
"""

from __future__ import annotations

import io
import zlib
from random import Random

import numpy as np
import pypdfium2 as pdfium
from reportlab.pdfbase import ttfonts
from reportlab.pdfgen.canvas import Canvas

from specimens.hostile.deceit import Deceit, Done
from specimens.hostile.paper import Paper
from specimens.hostile.table import Table, make_table
from specimens.typeset.fonts import register_font

_SCAN_DPI = 200
_DIGITS = "0123456789"


def _lying(swaps: tuple[str, ...], style: str) -> Deceit:
    """The whole table is set in a font that says other digits than it draws; ``swaps`` names what is drawn and what is said."""

    def deceive(chance: Random, table: Table, paper: Paper) -> Done:
        lie = _all_shifted(chance) if not swaps else {pair[0]: pair[1] for pair in swaps}
        return Done(rows=table.rows, pdf=_set_in(table, paper, style, lie))

    return deceive


def _all_shifted(chance: Random) -> dict[str, str]:
    by = chance.randint(1, 9)
    return {digit: str((int(digit) + by) % 10) for digit in _DIGITS}


def _set_in(table: Table, paper: Paper, style: str, lie: dict[str, str]) -> bytes:
    font = register_font(style, "".join(text for row in table.rows for text in row) + _DIGITS + ".,")
    honest = ttfonts.makeToUnicodeCMap

    def lying(name: str, subset: list[int]) -> str:
        return str(honest(name, [ord(lie.get(chr(code), chr(code))) for code in subset]))

    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(paper.width, paper.height), invariant=1)
    # The standard fonts' widths fit these digits, too.
    canvas.setFont(font, table.look.size)
    for cell in table.cells():
        if cell.col:
            canvas.drawRightString(cell.box[2] - 5, cell.y, cell.text)
        else:
            canvas.drawString(cell.x, cell.y, cell.text)
    canvas.setLineWidth(table.look.rule_width)
    for rule in table.rules():
        canvas.line(*rule)
    ttfonts.makeToUnicodeCMap = lying
    try:
        canvas.save()
    finally:
        ttfonts.makeToUnicodeCMap = honest
    return buffer.getvalue()


LYING: dict[str, Deceit] = {
    "5 for 6, sans": _lying(("56",), "sans"),
    "5 for 6, serif": _lying(("56",), "serif"),
    "3 and 8 changed, sans": _lying(("38", "83"), "sans"),
    "6 and 9 changed, serif": _lying(("69", "96"), "serif"),
    "0 for 8, sans": _lying(("08",), "sans"),
    "1 for 7, serif": _lying(("17",), "serif"),
    "all moved on, sans": _lying((), "sans"),
    "all moved on, serif": _lying((), "serif"),
    "2 and 5 changed, sans": _lying(("25", "52"), "sans"),
    "4 for 1, serif": _lying(("41",), "serif"),
}


def _scan(mode: int, *, is_below: bool = True, opacity: float = 1, strips: int = 1, shift: float = 0) -> Deceit:
    """A picture of the page, and a text layer that says other figures, where nobody sees it."""

    def deceive(chance: Random, _: Table, paper: Paper) -> Done:
        table = make_table(chance, paper.width, paper.height, rows=3)
        drawn = Paper(paper.width, paper.height)
        drawn.draw(table.grounds(), table.printed(), table.ruled())
        wrong = make_table(chance, paper.width, paper.height, rows=3)
        state = f"{paper.name('ExtGState', f'<</ca {opacity}>>')} gs" if opacity < 1 else ""
        cells = [cell._replace(x=cell.x + shift) for cell in wrong.cells()]
        layer = f"q {state} {' '.join(wrong.write(cell, mode=mode) for cell in cells)} Q"
        pictures = _pictures(drawn.finish(), paper, strips)
        paper.draw(*((layer, pictures) if is_below else (pictures, layer)))
        unseen = {text for row in wrong.rows for text in row[1:]} - {text for row in table.rows for text in row}
        return Done(tuple(sorted(unseen)), table.rows)

    return deceive


def _pictures(pdf: bytes, paper: Paper, strips: int) -> str:
    """Put a page on the paper as so many pictures, one below another; returns the operators."""
    with pdfium.PdfDocument(pdf) as document:
        picture = np.asarray(document[0].render(scale=_SCAN_DPI / 72, grayscale=True).to_numpy())
    picture = picture.reshape(picture.shape[0], picture.shape[1])
    operators, step = list[str](), -(-picture.shape[0] // strips)
    for top in range(0, picture.shape[0], step):
        part = np.ascontiguousarray(picture[top : top + step])
        head = (
            f"/Type/XObject/Subtype/Image/Width {part.shape[1]}/Height {part.shape[0]}/ColorSpace/DeviceGray"
            "/BitsPerComponent 8/Filter/FlateDecode"
        )
        name = paper.name("XObject", paper.add_stream(zlib.compress(part.tobytes()), head))
        scale = paper.height / picture.shape[0]
        y = paper.height - (top + part.shape[0]) * scale
        operators.append(f"q {paper.width} 0 0 {part.shape[0] * scale:.3f} 0 {y:.3f} cm {name} Do Q")
    return "\n".join(operators)


SCANS: dict[str, Deceit] = {
    "visible, below": _scan(0),
    "visible, below, moved": _scan(0, shift=7),
    "visible, below strips": _scan(0, strips=6),
    "outlined, below": _scan(1),
    "filled and outlined, below strips": _scan(2, strips=3),
    "invisible, below": _scan(3),
    "invisible, above": _scan(3, is_below=False),
    "invisible, above, moved": _scan(3, is_below=False, shift=5),
    "transparent, above": _scan(0, is_below=False, opacity=0),
    "clipping only, above": _scan(7, is_below=False),
}
