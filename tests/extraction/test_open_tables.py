"""Tables with level rules only: read where nothing is in doubt, else named as unread."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from pipelines.extraction import ExtractedPage, extract_document
from tests.extraction.paper import Paper

HEADER = [(64, "Item"), (200, "2024"), (300, "2025")]
BODY = [
    [(64, "Staff"), (190, "4,723.63"), (290, "1,880.25")],
    [(64, "Offices"), (196, "519.24"), (306, "0.00")],
    [(64, "Repairs"), (200, "12.50"), (290, "7,000.10")],
    [(64, "Total"), (190, "5,255.37"), (290, "8,880.35")],
]
TEXTS = [text for row in (HEADER, *BODY) for _, text in row]


def page_of(
    folder: Path, rows: Sequence[Sequence[tuple[float, str]]], rules: Sequence[float] = (0, 1, -1)
) -> ExtractedPage:
    """Print the rows 20 points apart; a rule above the row of each number, or below the last."""
    paper = Paper()
    paper.text(60, 740, "Unit: yuan")
    for number, row in enumerate(rows):
        for x, text in row:
            paper.text(x, 700 - 20 * number, text)
    for rule in rules:
        y = 714 - 20 * (rule if rule >= 0 else len(rows))
        paper.canvas.line(60, y, 360, y)
    (page,) = extract_document(paper.save(folder / "open.pdf"), "x").pages
    return page


def test_a_table_with_three_rules_is_read(tmp_path: Path) -> None:
    page = page_of(tmp_path, [HEADER, *BODY])
    assert page.conservation.status == "holds"
    (grid,) = page.grids
    assert [cell.text for cell in grid.cells] == TEXTS
    assert [line.text for line in page.text_lines] == ["Unit: yuan"]


def test_a_rule_above_the_total_changes_nothing(tmp_path: Path) -> None:
    page = page_of(tmp_path, [HEADER, *BODY], (0, 1, 4, -1))
    assert [cell.text for cell in page.grids[0].cells] == TEXTS


def test_a_blank_cell_stays_blank(tmp_path: Path) -> None:
    body = [BODY[0], [BODY[1][0], BODY[1][2]], *BODY[2:]]
    page = page_of(tmp_path, [HEADER, *body])
    assert [cell.text for cell in page.grids[0].cells if cell.row == 2] == ["Offices", "", "0.00"]


def test_a_header_over_two_columns_spans_them(tmp_path: Path) -> None:
    page = page_of(tmp_path, [[(64, "Item"), (196, "of the years 2024 and 2025")], *BODY])
    assert [(cell.text, cell.col_span) for cell in page.grids[0].cells if cell.row == 0] == [
        ("Item", 1),
        ("of the years 2024 and 2025", 2),
    ]


@pytest.mark.parametrize(
    ("rows", "rules"),
    [
        ([HEADER, *BODY], ()),
        ([HEADER, *BODY], (0, -1)),
        ([HEADER, *BODY[:2], [(64, "and wrapped")], *BODY[2:]], (0, 1, -1)),
        ([HEADER, *BODY[:2], [(64, "of 2024")], *BODY[2:]], (0, 1, -1)),
        ([HEADER, *BODY[:3], [(64, "Total"), (140, "of all items"), (190, "5,255.37"), (290, "8,880.35")],
          [(64, "A much longer name"), (190, "1.25"), (290, "2.50")]], (0, 1, -1)),
    ],
    ids=["no rules", "no rule below the header", "a line without figures", "a line with one text", "two texts in one column"],
)  # fmt: skip
def test_what_is_in_doubt_is_named_and_not_read(
    tmp_path: Path, rows: list[list[tuple[float, str]]], rules: tuple[float, ...]
) -> None:
    page = page_of(tmp_path, rows, rules)
    assert page.conservation.status == "fails"
    assert page.grids == ()
    assert any("a table was not read" in problem for problem in page.conservation.problems)
