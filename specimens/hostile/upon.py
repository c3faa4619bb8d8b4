"""What is laid upon a page: fields of a form whose look is all there is, watermarks and seals that belong to no cell.

Belongs here: these ways.
"""

from __future__ import annotations

import math
from random import Random

from specimens.hostile.deceit import Deceit, Done, false_amount, some_amounts
from specimens.hostile.paper import Paper
from specimens.hostile.table import Table, escaped


def _fields(
    *,
    ink: str = "0 g",
    ground: str = "",
    flags: int = 4,
    kind: str = "/Subtype/Widget/FT/Tx",
    has_look: bool = True,
    rotate: int = 0,
) -> Deceit:
    """Some amounts are no text of the page but fields upon it."""

    def deceive(chance: Random, table: Table, paper: Paper) -> Done:
        cells = some_amounts(chance, table, len(table.amounts()))
        paper.draw(table.grounds(), table.printed(frozenset((cell.row, cell.col) for cell in cells)), table.ruled())
        look, fields = table.look, list[str]()
        for number, cell in enumerate(cells):
            x0, y0, x1, y1 = cell.box[0] + 1, cell.box[1] + 1, cell.box[2] - 1, cell.box[3] - 1
            width, height = x1 - x0, y1 - y0
            text = f"BT /{look.font} {look.size} Tf {cell.x - x0:.2f} {cell.y - y0:.2f} Td ({escaped(cell.text)}) Tj ET"
            content = (
                f"q {ground} 0 0 {width:.2f} {height:.2f} re f Q q {ink} {text} Q" if ground else f"q {ink} {text} Q"
            )
            entries = f"/Type/XObject/Subtype/Form/BBox[0 0 {width:.2f} {height:.2f}]/Resources{paper.resource_entries}"
            seen = f"/AP<</N {paper.add_stream(content.encode(), entries)}>>" if has_look else ""
            fields.append(
                paper.add(
                    f"<</Type/Annot{kind}/T(f{number})/V({cell.text})/Rect[{x0:.2f} {y0:.2f} {x1:.2f} {y1:.2f}]"
                    f"/F {flags}/Q 2/DA(/{look.font} {look.size} Tf {ink})/MK<</R {rotate}>>{seen}>>"
                )
            )
        listed = " ".join(fields)
        needed = "" if has_look else "/NeedAppearances true"
        paper.catalog_entries.append(f"/AcroForm<</Fields[{listed}]/DR{paper.resource_entries}{needed}>>")
        paper.page_entries.append(f"/Annots[{listed}]")
        return Done()

    return deceive


FIELDS: dict[str, Deceit] = {
    "plain": _fields(),
    "blue": _fields(ink="0 0 0.6 rg"),
    "on yellow": _fields(ground="1 1 0.85 rg"),
    "on white": _fields(ground="1 g"),
    "printed and locked": _fields(flags=4 | 128),
    "without the print flag": _fields(flags=0),
    "look made by the reader": _fields(has_look=False),
    "free text": _fields(kind="/Subtype/FreeText"),
    "a stamp": _fields(kind="/Subtype/Stamp"),
    "signature fields": _fields(kind="/Subtype/Widget/FT/Sig"),
}


def _turned(text: str, font: str, size: float, angle: float, x: float, y: float) -> str:
    cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    return (
        f"BT /{font} {size:.1f} Tf {cos:.4f} {sin:.4f} {-sin:.4f} {cos:.4f} {x:.2f} {y:.2f} Tm ({escaped(text)}) Tj ET"
    )


def _tiled(
    colour: str, angle: tuple[float, float], size: tuple[float, float], *, opacity: float = 1, is_below: bool = False
) -> Deceit:
    """Words with figures over the whole table, again and again."""

    def deceive(chance: Random, table: Table, paper: Paper) -> Done:
        false = false_amount(chance, table)
        text, font = f"Copy {false}", chance.choice(("F1", "F2", "F4"))
        turn, points = chance.uniform(*angle), chance.uniform(*size)
        state = f"{paper.name('ExtGState', f'<</ca {opacity}/CA {opacity}>>')} gs" if opacity < 1 else ""
        x0, y0, x1, y1 = table.box
        step_x, step_y = points * 11, points * 3.1
        stamps = [
            _turned(text, font, points, turn, x0 - 20 + step_x * column, y0 - 10 + step_y * row)
            for column in range(int((x1 - x0) / step_x) + 1)
            for row in range(int((y1 - y0) / step_y) + 1)
        ]
        stamp = f"q {state} {colour} {' '.join(stamps)} Q"
        if is_below:
            paper.draw(stamp)
        paper.draw(table.grounds() if not is_below else "", table.printed(), table.ruled())
        if not is_below:
            paper.draw(stamp)
        return Done((false,))

    return deceive


def _seal(colour: str, radius: tuple[float, float], *, has_number: bool = False) -> Deceit:
    """A ring with an arc of print and a star's worth of figures in it, somewhere over the table."""

    def deceive(chance: Random, table: Table, paper: Paper) -> Done:
        paper.draw(table.grounds(), table.printed(), table.ruled())
        x0, y0, x1, y1 = table.box
        r = chance.uniform(*radius)
        x, y = chance.uniform(x0 + r, x1 - r / 2), chance.uniform(y0, y1)
        k, false = 0.5523 * r, false_amount(chance, table)
        ring = (
            f"{x + r:.2f} {y:.2f} m {x + r:.2f} {y + k:.2f} {x + k:.2f} {y + r:.2f} {x:.2f} {y + r:.2f} c "
            f"{x - k:.2f} {y + r:.2f} {x - r:.2f} {y + k:.2f} {x - r:.2f} {y:.2f} c "
            f"{x - r:.2f} {y - k:.2f} {x - k:.2f} {y - r:.2f} {x:.2f} {y - r:.2f} c "
            f"{x + k:.2f} {y - r:.2f} {x + r:.2f} {y - k:.2f} {x + r:.2f} {y:.2f} c S"
        )
        arc = []
        for number, char in enumerate("3101070023456 BUREAU"):
            turn = math.radians(160 - 17 * number)
            at_x, at_y = x + (r - 11) * math.cos(turn), y + (r - 11) * math.sin(turn)
            arc.append(_turned(char, "F4", 9, math.degrees(turn) - 90, at_x, at_y))
        inside = _turned(false, "F4", 9, 0, x - 20, y - 3) if has_number else ""
        fill = colour.replace("RG", "rg")
        paper.draw(f"q {colour} {fill} {chance.uniform(1.2, 2.8):.1f} w {ring} {' '.join(arc)} {inside} Q")
        return Done((false,) if has_number else ())

    return deceive


STAMPS: dict[str, Deceit] = {
    "grey, aslant": _tiled("0.75 g", (20, 50), (11, 18)),
    "grey, aslant, below": _tiled("0.8 g", (-50, -15), (11, 18), is_below=True),
    "red, aslant": _tiled("1 0.3 0.3 rg", (25, 65), (9, 14)),
    "translucent, aslant": _tiled("0 g", (30, 45), (20, 40), opacity=0.15),
    "translucent, level": _tiled("0 g", (0, 0), (12, 20), opacity=0.25),
    "pale, level": _tiled("0.8 g", (0, 0), (9, 14)),
    "dark, steep": _tiled("0.3 g", (55, 75), (9, 13)),
    "a red seal": _seal("0.9 0 0 RG", (38, 70)),
    "a red seal with a number": _seal("1 0.1 0.1 RG", (40, 60), has_number=True),
    "a blue seal": _seal("0 0.1 0.8 RG", (38, 60), has_number=True),
}
