"""Setting a drawn table: header, body, blank rows, widths, page breaks, and where each amount stands in the grid.

Belongs here: from panels to a block for the typesetter, and the truth of its amounts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise, zip_longest

from specimens.random_layouts.columns import depth_of, header_rows
from specimens.random_layouts.labels import Figures
from specimens.random_layouts.money import DEPARTMENT
from specimens.random_layouts.nodes import Panel, Row
from specimens.random_layouts.options import Draw, House
from specimens.random_layouts.table import Drawn
from specimens.random_layouts.titles import NUMBER_LINES
from specimens.random_layouts.truth import Amount
from specimens.random_layouts.widths import is_too_wide, widths_of, wrapped_rows
from specimens.typeset import TableBlock
from specimens.typeset.describe import Grid

UNIT_LINES = ("单位：{unit}", "金额单位：{unit}", "单位:{unit}", "（单位：{unit}）")
HEADING_LINES = ("部门：{department}　　　　　单位：{unit}", "单位：{unit}")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table ready to be typeset, the truth of its amounts and the options it was drawn with."""

    block: TableBlock
    kind: str
    #: What its leaves come to: all its money, twice where revenue and expenditure stand side by side.
    leaf_total: Decimal
    amounts: tuple[Amount, ...]
    options: dict[str, str]


def set_table(draw: Draw, house: House, drawn: Drawn, table_no: int) -> Sheet:
    """Draw how a table is set, and set it."""
    place = draw.pick("title place", ("above", "in_grid", "page_before"), (6, 1, 1))
    lines = drawn.title.lines(draw.chance, draw.pick("title lines", (1, 2, 3), (3, 1, 1)))
    draw.note("title lines", len(lines))
    number_line = NUMBER_LINES[house.number_line].format(no=table_no)
    header = _header(draw, drawn)
    unit = draw.pick("unit line", UNIT_LINES).format(unit=house.figures.unit)
    if place == "in_grid":
        unit = draw.chance.choice(HEADING_LINES).format(department=DEPARTMENT, unit=house.figures.unit)
        heading = [["".join(lines), *"<" * (drawn.width - 1)], [unit, *"<" * (drawn.width - 1)]]
        header, lines, unit = [*heading, *header], [], ""
    body, places = _body(drawn, house.figures, draw.pick("blank rows", (0, 1, 4), (4, 1, 1)))
    grid = [*header, *body]
    labels = _label_columns(drawn)
    is_narrow = draw.flip("names wrapped", 0.25)
    is_landscape = draw.flip("landscape", 0.4) or draw.record["pages rotated"] == "yes"
    is_landscape = is_landscape or is_too_wide(grid, len(header), labels, house.font_size)
    draw.note("landscape", "yes" if is_landscape else "no")
    widths = widths_of(grid, len(header), labels, house.font_size, is_landscape=is_landscape, is_narrow=is_narrow)
    wrapped = wrapped_rows(grid, len(header), labels, widths, house.font_size, is_landscape=is_landscape)
    # No figure on two lines is to run over two pages.
    before_rows, split_rows = _breaks(draw, len(header), len(body), [] if house.wraps_figures else wrapped)
    block = TableBlock(
        table_no,
        "\n".join(lines),
        (grid,),
        widths,
        unit=unit,
        number_line=number_line,
        header_rows=len(header),
        is_landscape=is_landscape,
        is_on_same_page=draw.flip("several a page", 0.3),
        page_breaks_before_rows=before_rows,
        split_rows=split_rows,
        may_split_rows=draw.flip("rows split", 0.3),
        repeats_header=draw.flip("header repeated", 0.5),
        repeats_heading=draw.flip("heading repeated", 0.2),
        is_title_on_page_before=place == "page_before",
        header_overhang=draw.pick("header overhang", (None, 0.0, 2.5, 5.0), (4, 1, 1, 1)),
        left_columns=frozenset(labels) if drawn.is_indented or draw.flip("labels at the left", 0.5) else frozenset(),
    )
    amounts = [
        _amount(drawn, table_no, panel, number, row_no + len(header), start, grid)
        for panel, number, row_no, start in places
    ]
    kind = next(iter(drawn.context.kind))
    leaf_total = sum((panel.leaf_total for panel in drawn.panels), Decimal(0))
    return Sheet(block, str(kind), leaf_total, tuple(each for row in amounts for each in row), dict(draw.record))


def _header(draw: Draw, drawn: Drawn) -> Grid:
    """All header rows: paths of every panel side by side, and perhaps the numbers of the columns."""
    with_heading = [
        [(panel.heading, *path) if panel.heading else path for path in [*panel.label_headers, *(c.path for c in panel.columns)]]
        for panel in drawn.panels
    ]  # fmt: skip
    depth = max(depth_of(paths) for paths in with_heading)
    is_split = depth > 1 and draw.flip("header cells split", 0.2)
    panels = [header_rows(paths, depth, is_split=is_split) for paths in with_heading]
    for left, right in pairwise(range(len(panels))):
        if drawn.panels[left].heading and drawn.panels[left].heading == drawn.panels[right].heading:
            panels[right][0][0] = "<"
    rows = [[text for panel in panels for text in panel[level]] for level in range(depth)]
    draw.note("header rows", depth)
    numbers = draw.pick("column numbers", ("none", "plain", "word", "stars"), (6, 1, 1, 1))
    if numbers != "none" and len(drawn.panels) == 1:
        (panel,) = drawn.panels
        count = len(panel.label_headers)
        labels = {"plain": [""] * count, "word": [*[""] * (count - 1), "栏次"], "stars": ["**"] * count}[numbers]
        rows.append([*labels, *(str(number) for number in range(1, len(panel.columns) + 1))])
    else:
        draw.note("column numbers", "none")
    return rows


def _body(drawn: Drawn, figures: Figures, blank_rows: int) -> tuple[Grid, list[tuple[Panel, Row, int, int]]]:
    """Body rows, and for each printed row its panel, its number in the body and the panel's first column."""
    grid: Grid = []
    places: list[tuple[Panel, Row, int, int]] = []
    for number, rows in enumerate(zip_longest(*(panel.rows for panel in drawn.panels))):
        texts: list[str] = []
        for panel, row in zip(drawn.panels, rows, strict=True):
            if row is None:
                texts += [""] * panel.width
                continue
            places.append((panel, row, number, len(texts)))
            texts += [*row.labels, *(figures.text(panel.amount(row, column)) for column in panel.columns)]
        grid.append(texts)
    grid += [[""] * drawn.width for _ in range(blank_rows)]
    return grid, places


def _amount(drawn: Drawn, table_no: int, panel: Panel, row: Row, grid_row: int, start: int, grid: Grid) -> list[Amount]:
    found = []
    for number, column in enumerate(panel.columns):
        col = start + len(panel.label_headers) + number
        amount, text = panel.amount(row, column), grid[grid_row][col]
        if amount is None or not text:
            continue
        found.append(
            Amount(
                table_no, grid_row, col, text, drawn.title.whole, row.path, column.path, amount, column.year,
                drawn.of(panel, row, column), panel.is_leaf(row, column),
            )
        )  # fmt: skip
    return found


def _label_columns(drawn: Drawn) -> list[int]:
    columns: list[int] = []
    start = 0
    for panel in drawn.panels:
        columns += range(start, start + len(panel.label_headers))
        start += panel.width
    return columns


def _breaks(
    draw: Draw, header_count: int, body_count: int, wrapped: Sequence[int]
) -> tuple[frozenset[int], dict[int, int]]:
    """Rows that begin a new page: none, some of the body, the first of the body, one of the header; and a row broken in two."""
    where = draw.pick(
        "page break", ("none", "body", "twice", "after_header", "in_header", "in_row"), (5, 3, 1, 0.5, 0.5, 2)
    )
    if where == "in_header" and header_count > 1:
        return frozenset({draw.chance.randrange(1, header_count)}), {}
    if where == "after_header":
        return frozenset({header_count}), {}
    if where == "in_row" and wrapped:
        return frozenset(), {draw.chance.choice(wrapped): 1}
    if where in ("body", "twice") and body_count > 2:
        count = min(2 if where == "twice" else 1, body_count - 1)
        return frozenset(header_count + row for row in draw.chance.sample(range(1, body_count), count)), {}
    draw.note("page break", "none")
    return frozenset(), {}
