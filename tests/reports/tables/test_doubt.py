"""What can't be stood behind is flagged or held back, with a reason; nothing is guessed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipelines.extraction.model import Box, Conservation, TextLine
from pipelines.reports.tables import read_tables
from pipelines.reports.tables.printed import PrintedTable
from pipelines.reports.tables.reading import OCR_FLAG_BELOW
from pipelines.reports.tables.unruled import looks_like_row
from tests.reports.tables.grids import document, page

ROWS = [["科目编码", "科目名称", "合计", "基本支出"], ["2013201", "行政运行", "300.00", "200.00"]]
TITLE = "表3.某局2024年支出总表"


def test_a_table_on_a_page_that_does_not_add_up_is_held_back() -> None:
    lost = Conservation("fails", 4, 3, 0, ("figure 200.00 is in no cell",))
    (table,) = read_tables(document(page([([TITLE, "单位：元"], ROWS)], conservation=lost)))
    assert table.hold_reasons == ["not every figure of page 1 is accounted for: figure 200.00 is in no cell"]


def doubted(row: int, col: int, text: str | None = None) -> PrintedTable:
    """The table read from a page where the digits of one cell are not accounted for."""
    made = page([([TITLE, "单位：元"], ROWS)], conservation=Conservation("doubtful", 4, 4, 0, ("a doubt",)))
    cells = (
        replace(cell, doubt="digits differ", text=cell.text if text is None else text)
        if (cell.row, cell.col) == (row, col)
        else cell
        for cell in made.grids[0].cells
    )
    (table,) = read_tables(document(replace(made, grids=(replace(made.grids[0], cells=tuple(cells)),))))
    return table


def test_a_doubtful_figure_is_flagged_and_its_table_not_held_back() -> None:
    table = doubted(1, 3)
    assert table.hold_reasons == []
    assert [(line["value_text"], line["flag_reason"]) for line in table.reading.lines] == [
        ("300.00", None),
        ("200.00", "page 1, digits differ"),
    ]


def test_a_doubtful_code_makes_the_figures_of_its_row_doubtful() -> None:
    table = doubted(1, 0)
    assert table.hold_reasons == []
    assert {line["flag_reason"] for line in table.reading.lines} == {"page 1, digits differ"}


def test_a_doubtful_text_that_names_no_row_makes_no_figure_doubtful() -> None:
    rows = [[*ROWS[0], "备注"], [*ROWS[1], "2024年12月"]]
    made = page([([TITLE, "单位：元"], rows)])
    cells = tuple(replace(cell, doubt="glued" if cell.col == 4 else None) for cell in made.grids[0].cells[5:])
    grid = replace(made.grids[0], cells=(*made.grids[0].cells[:5], *cells))
    (table,) = read_tables(document(replace(made, grids=(grid,))))
    assert table.hold_reasons == []
    assert [line["is_flagged"] for line in table.reading.lines] == [False, False]


def test_a_doubtful_header_or_a_figure_lost_altogether_holds_the_table_back() -> None:
    assert doubted(0, 2).hold_reasons == ["a header is doubtful: page 1, digits differ"]
    assert doubted(1, 3, "").hold_reasons == ["page 1, digits differ"]


def test_a_table_of_money_without_any_unit_is_held_back() -> None:
    (table,) = read_tables(document(page([([TITLE], ROWS)])))
    assert table.unit.source == "none"
    assert "no money unit" in table.hold_reasons[0]


def test_the_unit_every_other_table_states_is_taken_for_the_documents() -> None:
    other = page([(["表5.某局2024年一般公共预算支出表", "单位：万元"], ROWS)], page_no=2)
    first, _ = read_tables(document(page([([TITLE], ROWS)]), other))
    assert (first.unit.label, first.unit.source, first.hold_reasons) == ("万元", "document", [])


def test_differing_units_are_nobodys_default() -> None:
    others = [
        page([(["表5.某局2024年一般公共预算支出表", f"单位：{unit}"], ROWS)], page_no=number)
        for number, unit in ((2, "万元"), (3, "元"))
    ]
    assert read_tables(document(page([([TITLE], ROWS)]), *others))[0].unit.label is None


@pytest.mark.parametrize(("confidence", "is_flagged"), [(OCR_FLAG_BELOW - 0.01, True), (OCR_FLAG_BELOW + 0.01, False)])
def test_figures_ocr_is_not_sure_of_are_flagged(confidence: float, is_flagged: bool) -> None:
    (table,) = read_tables(document(page([([TITLE, "单位：元"], ROWS)], confidence=confidence)))
    assert {line["is_flagged"] for line in table.reading.lines} == {is_flagged}


def test_two_figures_in_one_cell_are_unreadable_and_flagged() -> None:
    rows = [ROWS[0], ["2013201", "行政运行", "300.00 200.00", ""]]
    (table,) = read_tables(document(page([([TITLE, "单位：元"], rows)])))
    line = table.reading.lines[0]
    assert (line["value_state"], line["value"], line["is_flagged"]) == ("unreadable", None, True)


def test_unknown_tables_and_columns_are_kept_without_kind_and_measure() -> None:
    rows = [["科目名称", "没有见过的栏目"], ["行政运行", "300.00"]]
    (table,) = read_tables(document(page([(["某局2024年奇怪表", "单位：元"], rows)])))
    assert table.table_kind is None
    assert [(line["measure_key"], line["header_path"], str(line["value"])) for line in table.reading.lines] == [
        (None, "没有见过的栏目", "300.00")
    ]


def test_the_threshold_is_the_one_extraction_measured() -> None:
    from pipelines.extraction.scanned_words import CONFIDENT

    assert OCR_FLAG_BELOW == CONFIDENT


def test_a_row_that_stands_below_the_rules_is_noticed() -> None:
    first = page([([TITLE, "单位：元"], ROWS)])
    lost = page([], page_no=2)
    line = TextLine("2210202 提租补贴 69,414.84 69,414.84 0.00", Box(50, 700, 400, 710))
    (table,) = read_tables(document(first, replace(lost, text_lines=(line,))))
    assert table.hold_reasons == [f"a line of figures on page 2 stands in no grid: {line.text}"]


@pytest.mark.parametrize(
    "text", ["收入1,800.97万元，支出1,800.97万元。", "2024年预算比上年增加12.50万元，增长3.20%", "—7—", "单位：元"]
)
def test_running_text_is_no_lost_row(text: str) -> None:
    assert not looks_like_row(text)


@pytest.mark.parametrize(("name", "is_flagged"), [("行政运行", False), ("别的名称", True)])
def test_a_code_ocr_is_not_sure_of_needs_its_name(name: str, is_flagged: bool) -> None:
    rows = [ROWS[0], ["2013201", name, "300.00", "200.00"]]
    made = page([([TITLE, "单位：元"], rows)])
    unsure = tuple(replace(cell, ocr_confidence=0.5 if cell.col == 0 else 0.99) for cell in made.grids[0].cells)
    (table,) = read_tables(document(replace(made, grids=(replace(made.grids[0], cells=unsure),))))
    assert {line["is_flagged"] for line in table.reading.lines} == {is_flagged}
