"""Conservation must be able to fail: each test hands it a grid that is wrong in one way."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from pipelines.extraction.cells import PlacedPage, make_grid, make_text_lines, place
from pipelines.extraction.conservation import check_conservation
from pipelines.extraction.glyphs import Glyph, PageGlyphs, read_glyphs
from pipelines.extraction.lattice import RuledGrid, read_segments
from pipelines.extraction.lines import group_lines
from pipelines.extraction.model import Conservation, Grid, GridCell
from pipelines.extraction.second_reading import open_second_reader
from pipelines.extraction.shapes import read_drawn
from tests.extraction.paper import Paper

ROWS = [["301", "4,723,074.63", "1,880,103.25"], ["302", "519,324.24", "0.00"], ["303", "12.50", "7"]]
X_EDGES = [60.0, 120.0, 220.0, 320.0]


class Page:
    """A small page read properly, to be spoiled."""

    def __init__(self, folder: Path) -> None:
        paper = Paper()
        paper.text(60, 760, "Total 5,492,352.68")
        paper.table(ROWS, X_EDGES)
        path = paper.save(folder / "page.pdf")
        with pdfium.PdfDocument(path) as document, open_second_reader(path) as again:
            self.glyphs: PageGlyphs = read_glyphs(document[0])
            drawn = read_drawn(document[0], self.glyphs.user_to_reading)
            self.ruled = read_segments(drawn.horizontal, drawn.vertical, self.glyphs.reading_size)
            self.second: list[Glyph] = again.figure_glyphs(1, self.glyphs.user_to_reading)

    def check(
        self, ruled: list[RuledGrid], change: dict[str, str] | None = None, second: list[Glyph] | None = None
    ) -> Conservation:
        """Check a page of these rules; ``change`` replaces whole texts of cells, ``second`` is read besides."""
        placed: PlacedPage = place(ruled, self.glyphs.glyphs)
        grids = [make_grid(grid, 1, 1, "vector", self.glyphs.reading_to_displayed) for grid in placed.grids]
        grids = [self._changed(grid, change or {}) for grid in grids]
        lines = make_text_lines(placed.outside_lines, self.glyphs.reading_to_displayed)
        return check_conservation(placed, grids, [line.text for line in lines], self.glyphs.glyphs, second=second)

    @staticmethod
    def _changed(grid: Grid, change: dict[str, str]) -> Grid:
        def changed(cell: GridCell) -> GridCell:
            return replace(cell, text=change.get(cell.text, cell.text))

        return replace(grid, cells=tuple(map(changed, grid.cells)))


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Page:
    return Page(tmp_path_factory.mktemp("page"))


def only_problem(result: Conservation) -> str:
    assert result.status == ("doubtful" if result.doubts else "fails")
    assert len(result.problems) == 1, result.problems
    return result.problems[0]


def test_a_page_read_properly_holds(page: Page) -> None:
    result = page.check(page.ruled, second=page.second)
    assert result == Conservation("holds", figures_on_page=10, figures_in_cells=9, figures_outside=1)


def test_a_lost_figure_is_named(page: Page) -> None:
    problem = only_problem(page.check(page.ruled, {"519,324.24": ""}))
    assert "row 2 column 2 lost 519,324.24" in problem


def test_what_is_amiss_within_a_cell_is_a_doubt_of_that_cell_alone(page: Page) -> None:
    result = page.check(page.ruled, {"519,324.24": "519,324.42", "12.50": ""})
    assert (result.status, len(result.problems)) == ("doubtful", 2)
    assert [(doubt.grid_ordinal, doubt.row, doubt.col) for doubt in result.doubts] == [(1, 1, 1), (1, 2, 1)]


def test_what_is_amiss_beyond_a_cell_is_of_the_whole_page(page: Page) -> None:
    grid = page.ruled[0]
    moved = replace(grid, x_edges=(grid.x_edges[0], grid.x_edges[1], 240.0, grid.x_edges[3]))
    assert page.check([moved]).status == "fails"


def test_a_page_with_too_many_doubts_is_not_read(tmp_path: Path) -> None:
    rows = [[f"{number},001.00"] * 3 for number in range(1, 9)]
    paper = Paper()
    paper.table(rows, X_EDGES)
    path = paper.save(tmp_path / "page.pdf")
    with pdfium.PdfDocument(path) as document:
        glyphs = read_glyphs(document[0])
        drawn = read_drawn(document[0], glyphs.user_to_reading)
    placed = place(read_segments(drawn.horizontal, drawn.vertical, glyphs.reading_size), glyphs.glyphs)
    (grid,) = (make_grid(grid, 1, 1, "vector", glyphs.reading_to_displayed) for grid in placed.grids)
    for spoiled, status in ((20, "doubtful"), (21, "fails")):
        cells = tuple(replace(cell, text="0.00") if n < spoiled else cell for n, cell in enumerate(grid.cells))
        assert check_conservation(placed, [replace(grid, cells=cells)], [], glyphs.glyphs).status == status


def test_an_altered_figure_is_named(page: Page) -> None:
    problem = only_problem(page.check(page.ruled, {"519,324.24": "519,324.42"}))
    assert "says 519,324.42" in problem
    assert "519,324.24" in problem


def test_a_doubled_figure_is_named(page: Page) -> None:
    problem = only_problem(page.check(page.ruled, {"0.00": "519,324.24"}))
    assert "row 2 column 3 says 519,324.24" in problem


def test_figures_glued_to_one_are_named(page: Page) -> None:
    grid = page.ruled[0]
    merged = replace(grid, has_right=tuple((row[0], False, row[2]) for row in grid.has_right))
    result = page.check([merged], {"4,723,074.63 1,880,103.25": "4,723,074.631,880,103.25"})
    assert any("were glued into" in problem for problem in result.problems)


def test_a_missing_rule_between_two_columns_is_seen(page: Page) -> None:
    grid = page.ruled[0]
    columns = replace(
        grid,
        x_edges=(grid.x_edges[0], grid.x_edges[1], grid.x_edges[3]),
        has_right=tuple((row[0], row[2]) for row in grid.has_right),
        has_below=tuple((row[0], row[2]) for row in grid.has_below),
    )
    result = page.check([columns])
    assert result.status == "fails"
    assert any("holds several figures and nothing else" in problem for problem in result.problems)


def test_a_missing_rule_between_two_rows_is_seen(page: Page) -> None:
    grid = page.ruled[0]
    rows = replace(
        grid,
        y_edges=(grid.y_edges[0], grid.y_edges[2], grid.y_edges[3]),
        has_right=grid.has_right[1:],
        has_below=grid.has_below[1:],
    )
    result = page.check([rows])
    assert any("holds several figures and nothing else: 4,723,074.63 519,324.24" in p for p in result.problems)


def test_a_border_through_a_figure_is_seen(page: Page) -> None:
    grid = page.ruled[0]
    moved = replace(grid, x_edges=(grid.x_edges[0], grid.x_edges[1], 240.0, grid.x_edges[3]))
    result = page.check([moved])
    assert any("figure 1,880,103.25" in problem and "is cut by a border" in problem for problem in result.problems)


def test_half_a_figure_alone_in_a_cell_is_seen(page: Page) -> None:
    result = page.check(page.ruled, {"4,723,074.63": "4,723,07"})
    assert result.status == "fails"


def test_a_second_reading_that_differs_is_seen(page: Page) -> None:
    other = [glyph._replace(char="9") if glyph.char == "4" else glyph for glyph in page.second]
    problems = page.check(page.ruled, second=other).problems
    assert "grid 1 row 1 column 2: digits read twice differ: '4723074.63' and '9723079.63'" in problems


def test_a_second_reading_is_what_it_prints_whatever_the_order_of_drawing(page: Page) -> None:
    assert page.check(page.ruled, second=page.second[::-1]).status == "holds"
    # Drawn in the right order, and printed the other way round: what counts is the print.
    last = page.second[-1].baseline
    drawn = [g for g in page.second if g.baseline == last and X_EDGES[1] < g.middle_x < X_EDGES[2]]
    printed = [place._replace(char=g.char) for g, place in zip(drawn, drawn[::-1], strict=True)]
    second = [g for g in page.second if g not in drawn] + printed
    assert "digits read twice differ: '12.50' and '05.21'" in only_problem(page.check(page.ruled, second=second))


def test_a_digit_that_one_reading_alone_finds_is_seen(page: Page) -> None:
    in_cell = next(glyph for glyph in page.second if glyph.char == "3" and glyph.baseline < 740)
    fewer = [glyph for glyph in page.second if glyph is not in_cell]
    more = [*page.second, in_cell._replace(x0=150.0, x1=155.0, start=150.0, end=155.0)]
    for second in (fewer, more):
        assert "digits read twice differ" in only_problem(page.check(page.ruled, second=second))


def test_a_table_that_was_not_read_is_seen(page: Page) -> None:
    assert only_problem(page.check([])).startswith("3 rows of figures stand outside every ruled table")


def test_rows_of_figures_outside_every_grid_fail(tmp_path: Path) -> None:
    paper = Paper()
    paper.table([["1,000.00", "2,000.00"]] * 4, [60.0, 160.0, 260.0], rules="none")
    path = paper.save(tmp_path / "unruled.pdf")
    with pdfium.PdfDocument(path) as document:
        glyphs = read_glyphs(document[0])
    lines = make_text_lines(group_lines(glyphs.glyphs), glyphs.reading_to_displayed)
    result = check_conservation(place([], glyphs.glyphs), [], [line.text for line in lines], glyphs.glyphs)
    assert only_problem(result).startswith("4 rows of figures stand outside every ruled table")


def test_a_figure_lost_outside_the_tables_is_named(page: Page) -> None:
    placed = place(page.ruled, page.glyphs.glyphs)
    grids = [make_grid(grid, 1, 1, "vector", page.glyphs.reading_to_displayed) for grid in placed.grids]
    result = check_conservation(placed, grids, [], page.glyphs.glyphs)
    assert only_problem(result) == "outside the tables, figure 5,492,352.68 was lost"


def status_of(folder: Path, lines: list[list[tuple[float, str]]]) -> str:
    """Return whether a page of these lines, without a rule, holds; a line is texts at their x."""
    paper = Paper()
    for number, line in enumerate(lines):
        for x, text in line:
            paper.text(x, 700 - 20 * number, text)
    with pdfium.PdfDocument(paper.save(folder / "lines.pdf")) as document:
        glyphs = read_glyphs(document[0])
    lines_read = make_text_lines(group_lines(glyphs.glyphs), glyphs.reading_to_displayed)
    return check_conservation(place([], glyphs.glyphs), [], [line.text for line in lines_read], glyphs.glyphs).status


def test_a_list_of_names_and_amounts_without_rules_is_a_table_that_was_not_read(tmp_path: Path) -> None:
    amounts = ["1,234.00", "5,678.00", "9,012.00", "3,456.00", "7,890.00"]
    assert status_of(tmp_path, [[(60, "name"), (300, amount)] for amount in amounts]) == "fails"
    # Four can be a note; figures that end lines of prose don't stand below one another with a blank before them.
    assert status_of(tmp_path, [[(60, "name"), (300, amount)] for amount in amounts[:4]]) == "holds"
    assert status_of(tmp_path, [[(60, f"of which {amount}")] for amount in amounts]) == "holds"


def test_rows_of_whole_numbers_without_rules_are_a_table_that_was_not_read(tmp_path: Path) -> None:
    assert status_of(tmp_path, [[(60, "staff"), (200, "12"), (260, "7"), (320, "5")]] * 3) == "fails"


def test_a_table_of_contents_is_no_table(tmp_path: Path) -> None:
    assert status_of(tmp_path, [[(60, f"{n}"), (80, "Part"), (300, f"{n}")] for n in range(10, 30)]) == "holds"
