"""Which reading of a page is taken: the one that accounts for most, and not by running cells into one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pipelines.extraction import pages
from pipelines.extraction.document import extract_document
from specimens.typeset import LOOKS, Report, TableBlock, typeset

#: The upright rules between names and figures are two rows high: too short for the picture's reading.
ROWS = [
    ["收入", "<", "支出", "<"],
    ["项目", "决算数", "项目", "决算数"],
    ["一、一般公共预算拨款", "2,99", "一、一般公共服务支出", "2,48"],
]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    table = TableBlock(
        1, "财政拨款收入支出决算总表", (ROWS,), (1, 1, 1, 1), unit="单位：万元", header_rows=2, is_landscape=True
    )
    written = tmp_path / "page.pdf"
    written.write_bytes(typeset(Report("决算", (table,)), LOOKS["reference"]).pdf)
    return written


def test_half_a_figure_is_a_problem_that_no_reading_hides_by_gluing_it_to_the_name(path: Path) -> None:
    (page,) = extract_document(path, "a" * 64).pages
    assert page.conservation.status == "fails" and page.engine == "vector"
    assert [len(row) for row in page.grids[0].rows()] == [2, 4, 4]


def test_without_that_look_the_picture_would_be_taken(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "_glued_count", lambda page: 0)
    (page,) = extract_document(path, "a" * 64).pages
    assert page.engine == "raster" and page.conservation.status == "holds"


@pytest.mark.parametrize(
    ("text", "count"),
    [("一、一般公 2,99", 1), ("（室） 12", 1), ("2024年1月", 0), ("行政运行", 0), ("2,99 3,00", 0), ("第 1 批", 0)],
)
def test_a_figure_behind_a_text_is_counted(path: Path, text: str, count: int) -> None:
    (page,) = extract_document(path, "a" * 64).pages
    (grid,) = page.grids
    made = replace(page, grids=(replace(grid, cells=(replace(grid.cells[0], text=text),)),))
    assert pages._glued_count(made) == count
