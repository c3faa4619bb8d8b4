"""Figures that the file holds and the page does not show: in the colour of the ground, covered, switched off, clipped, cropped.

Belongs here: these ways. What is laid upon a page is in ``upon``.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable
from random import Random

from specimens.hostile.deceit import Deceit, Done, false_amount, in_place_of, some_amounts
from specimens.hostile.paper import Paper
from specimens.hostile.table import Box, Cell, Table


def _print_all(table: Table, paper: Paper, skipped: frozenset[tuple[int, int]] = frozenset()) -> None:
    paper.draw(table.grounds(), table.printed(skipped), table.ruled())


# White and like the ground ----------------------------------------------------------------------------------------------


def _like_ground(ink: str, ground: str = "", *, is_after: bool = True, mode: int = 0) -> Deceit:
    """False amounts in the colour of their ground, beside and between what is printed."""

    def deceive(chance: Random, table: Table, paper: Paper) -> Done:
        cells = some_amounts(chance, table)
        if ground:
            for x0, y0, x1, y1 in {cell.box for cell in cells}:
                paper.draw(f"q {ground} {x0:.2f} {y0:.2f} {x1 - x0:.2f} {y1 - y0:.2f} re f Q")
        false = [in_place_of(chance, table, cell) for cell in cells]
        # Beside the printed amount, across it, or far from it within the cell.
        moved = [
            cell._replace(x=cell.x - chance.choice((0, 0, 4.5, 20)), y=cell.y + chance.uniform(-2, 2)) for cell in false
        ]
        hidden = [table.write(cell, ink, mode) for cell in moved]
        if not is_after:
            paper.draw(*hidden)
        paper.draw(table.grounds(), table.printed(), table.ruled())
        if is_after:
            paper.draw(*hidden)
        return Done(tuple(cell.text for cell in false))

    return deceive


def _beside_the_table(chance: Random, table: Table, paper: Paper) -> Done:
    """White rows of figures below the table, as large as a table."""
    _print_all(table, paper)
    x0, y0, x1, _ = table.box
    texts = [false_amount(chance, table) for _ in range(12)]
    for number, text in enumerate(texts):
        x = x0 + (x1 - x0) * (number % 3) / 3
        paper.draw(table.write(Cell(0, 0, text, x, y0 - 30 - 14 * (number // 3), 0, table.box), "1 g"))
    return Done(tuple(texts))


WHITE: dict[str, Deceit] = {
    "white": _like_ground("1 g"),
    "white, before the print": _like_ground("1 1 1 rg", is_after=False),
    "nearly white": _like_ground("0.95 0.96 0.94 rg"),
    "white on white boxes": _like_ground("1 g", "1 g"),
    "cream on cream": _like_ground("1 0.97 0.88 rg", "1 0.97 0.9 rg"),
    "pale blue on pale blue": _like_ground("0.8 0.88 1 rg", "0.8 0.88 0.98 rg", is_after=False),
    "white by four inks": _like_ground("0 0 0 0 k"),
    "white outlines": _like_ground("1 G 0.3 w 1 g", mode=2),
    "invisible mode": _like_ground("0 g", mode=3),
    "rows below the table": _beside_the_table,
}


# Covered ----------------------------------------------------------------------------------------------------------------


def _box_path(box: Box) -> str:
    x0, y0, x1, y1 = box
    return f"{x0:.2f} {y0:.2f} {x1 - x0:.2f} {y1 - y0:.2f} re f"


def _polygon(box: Box) -> str:
    x0, y0, x1, y1 = box
    return f"{x0:.2f} {y0:.2f} m {x1:.2f} {y0:.2f} l {x1:.2f} {y1:.2f} l {x0:.2f} {y1:.2f} l h f*"


def _two_halves(box: Box) -> str:
    x0, y0, x1, y1 = box
    middle = (x0 + x1) / 2
    return _box_path((x0, y0, middle + 0.2, y1)) + " " + _box_path((middle - 0.2, y0, x1, y1))


def _thick_line(box: Box) -> str:
    x0, y0, x1, y1 = box
    return f"{y1 - y0:.2f} w {x0:.2f} {(y0 + y1) / 2:.2f} m {x1:.2f} {(y0 + y1) / 2:.2f} l S"


def _rounded(box: Box) -> str:
    x0, y0, x1, y1 = box
    return (
        f"{x0 - 2:.2f} {y0:.2f} m {x1 + 2:.2f} {y0:.2f} l {x1 + 3:.2f} {y0:.2f} {x1 + 3:.2f} {y1:.2f} {x1 + 2:.2f} {y1:.2f} c "
        f"{x0 - 2:.2f} {y1:.2f} l {x0 - 3:.2f} {y1:.2f} {x0 - 3:.2f} {y0:.2f} {x0 - 2:.2f} {y0:.2f} c f"
    )


def _covered(
    colour: str, path: Callable[[Box], str] = _box_path, *, is_corrected: bool = True, form: bool = False
) -> Deceit:
    """Old amounts, a cover over each, and the true ones over the cover, or nothing."""

    def deceive(chance: Random, table: Table, paper: Paper) -> Done:
        cells = some_amounts(chance, table)
        old = [in_place_of(chance, table, cell) for cell in cells]
        _print_all(table, paper, frozenset((cell.row, cell.col) for cell in cells))
        paper.draw(*(table.write(cell) for cell in old))
        rows = [list(row) for row in table.rows]
        for true, false in zip(cells, old, strict=True):
            x0, y0, x1, y1 = false.box
            cover = f"q {colour} {path((min(false.x, true.x) - 1.5, y0 + 1, x1 - 1, y1 - 1))} Q"
            if form:
                reference = paper.add_stream(cover.encode(), f"/Type/XObject/Subtype/Form/BBox[{x0} {y0} {x1} {y1}]")
                cover = f"q {paper.name('XObject', reference)} Do Q"
            paper.draw(cover)
            if is_corrected:
                paper.draw(table.write(true))
            else:
                rows[true.row][true.col] = ""
        return Done(tuple(cell.text for cell in old), tuple(map(tuple, rows)))

    return deceive


def _picture(grey: int) -> Deceit:
    """A picture of one colour over the old amounts."""

    def deceive(chance: Random, table: Table, paper: Paper) -> Done:
        head = (
            "/Type/XObject/Subtype/Image/Width 8/Height 4/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/FlateDecode"
        )
        name = paper.name("XObject", paper.add_stream(zlib.compress(bytes([grey] * 32)), head))

        def place(box: Box) -> str:
            x0, y0, x1, y1 = box
            return f"{x1 - x0:.2f} 0 0 {y1 - y0:.2f} {x0:.2f} {y0:.2f} cm {name} Do"

        return _covered("", place)(chance, table, paper)

    return deceive


COVERED: dict[str, Deceit] = {
    "a white box": _covered("1 g"),
    "a white box, nothing over it": _covered("1 g", is_corrected=False),
    "a pale yellow box": _covered("1 1 0.8 rg"),
    "a polygon": _covered("1 1 1 rg", _polygon),
    "two halves": _covered("1 g", _two_halves),
    "a thick line": _covered("1 G", _thick_line),
    "a rounded box": _covered("0.97 g", _rounded),
    "a form": _covered("1 g", form=True),
    "a picture": _picture(255),
    "a grey picture": _picture(235),
}


# Layers -----------------------------------------------------------------------------------------------------------------


def _in_layer(settings: str, membership: str = "", *, is_form: bool = False, is_nested: bool = False) -> Deceit:
    """False amounts in a layer that is off by the catalogue's ``settings``; the true ones are in one that is on."""

    def deceive(chance: Random, table: Table, paper: Paper) -> Done:
        off, on = paper.add("<</Type/OCG/Name(Draft)>>"), paper.add("<</Type/OCG/Name(Final)>>")
        whole = settings.replace("OFFLAYER", off).replace("ONLAYER", on)
        paper.catalog_entries.append(f"/OCProperties<</OCGs[{off} {on}]/D<</Order[{off} {on}]{whole}>>>>")
        member = paper.add(membership.replace("OFFLAYER", off).replace("ONLAYER", on)) if membership else off
        shown, hidden = paper.name("Properties", on), paper.name("Properties", member)
        false = [in_place_of(chance, table, cell) for cell in some_amounts(chance, table)]
        content = "\n".join(table.write(cell._replace(x=cell.x - chance.choice((0, 6)))) for cell in false)
        paper.draw(table.grounds(), f"/OC {shown} BDC", table.printed(), "EMC", table.ruled())
        if is_form:
            entries = f"/Type/XObject/Subtype/Form/BBox[0 0 {paper.width} {paper.height}]/OC {member}"
            reference = paper.add_stream(content.encode(), f"{entries}/Resources{paper.resource_entries}")
            paper.draw(f"q {paper.name('XObject', reference)} Do Q")
        elif is_nested:
            paper.draw(f"/OC {hidden} BDC", f"/OC {shown} BDC", content, "EMC", "EMC")
        else:
            paper.draw(f"/OC {hidden} BDC", content, "EMC")
        return Done(tuple(cell.text for cell in false))

    return deceive


_OFF, _BASE = "/OFF[OFFLAYER]", "/BaseState/OFF/ON[ONLAYER]"
LAYERS: dict[str, Deceit] = {
    "off": _in_layer(_OFF),
    "off unless told to be on": _in_layer(_BASE),
    "any of a group that is off": _in_layer(_OFF, "<</Type/OCMD/OCGs[OFFLAYER]/P/AnyOn>>"),
    "not all of a group on": _in_layer(_OFF, "<</Type/OCMD/OCGs[OFFLAYER ONLAYER]/P/AllOn>>"),
    "all off, and one is on": _in_layer(_OFF, "<</Type/OCMD/OCGs[OFFLAYER ONLAYER]/P/AllOff>>"),
    "a form": _in_layer(_OFF, is_form=True),
    "a form, off unless told": _in_layer(_BASE, is_form=True),
    "on within off": _in_layer(_OFF, is_nested=True),
}


# Clipped and cropped ----------------------------------------------------------------------------------------------------


def _clipped(path: str, operator: str = "W n", *, is_form: bool = False) -> Deceit:
    """False amounts that a clipping path lets nothing of be seen."""

    def deceive(chance: Random, table: Table, paper: Paper) -> Done:
        _print_all(table, paper)
        false = [in_place_of(chance, table, cell) for cell in some_amounts(chance, table)]
        content = "\n".join(table.write(cell._replace(x=cell.x - chance.choice((0, 5)))) for cell in false)
        if is_form:
            reference = paper.add_stream(
                content.encode(), f"/Type/XObject/Subtype/Form/BBox[{path}]/Resources{paper.resource_entries}"
            )
            paper.draw(f"q {paper.name('XObject', reference)} Do Q")
        else:
            paper.draw(f"q {path} {operator}\n{content} Q")
        return Done(tuple(cell.text for cell in false))

    return deceive


CLIPPED: dict[str, Deceit] = {
    "to a corner": _clipped("0 0 30 30 re"),
    "to a corner, even-odd": _clipped("0 0 30 30 re", "W* n"),
    "to nothing": _clipped("10 10 0 0 re"),
    "to a triangle": _clipped("0 0 m 60 0 l 0 60 l h"),
    "twice, to what both leave": _clipped("0 0 595 30 re W n 0 800 595 42 re"),
    "to a curve": _clipped("10 10 m 40 10 40 40 10 40 c h"),
    "by a form's box": _clipped("0 0 30 30", is_form=True),
    "off the page": _clipped("900 900 50 50 re"),
}


def _cropped(side: str, *, box: str = "CropBox") -> Deceit:
    """A table that the page is cropped of: its last column, its first rows, or figures beside it."""

    def deceive(chance: Random, table: Table, paper: Paper) -> Done:
        _print_all(table, paper)
        x0, y0, x1, y1 = table.box
        rows, unseen = table.rows, list[str]()
        crop = [x0 - 20, y0 - 20, x1 + 20, y1 + 20]
        if side == "last column":
            crop[2] = table.column_edges[-2] + 0.6
            unseen = [row[-1] for row in rows[1:]]
            rows = tuple(row[:-1] for row in rows)
        elif side == "rows below":
            kept = len(rows) - chance.randint(1, 2)
            crop[1] = y1 - table.look.row_height * kept - 0.6
            unseen = [text for row in rows[kept:] for text in row[1:]]
            rows = rows[:kept]
        else:
            unseen = [false_amount(chance, table) for _ in range(6)]
            for number, text in enumerate(unseen):
                x, y = {"right": (crop[2] + 4, y0 + 12 * number), "below": (x0 + 70 * number, y0 - 34)}[side]
                paper.draw(table.write(Cell(0, 0, text, x, y, 0, table.box)))
        paper.page_entries.append(f"/{box}[{' '.join(f'{value:.2f}' for value in crop)}]")
        return Done(tuple(unseen), rows)

    return deceive


CROPPED: dict[str, Deceit] = {
    "of the last column": _cropped("last column"),
    "of rows below": _cropped("rows below"),
    "of figures on the right": _cropped("right"),
    "of figures below": _cropped("below"),
    "by the sheet, of the last column": _cropped("last column", box="MediaBox"),
    "by the sheet, of rows below": _cropped("rows below", box="MediaBox"),
}
