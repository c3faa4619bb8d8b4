from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipelines.extraction.geometry import Affine, quarter_turns
from pipelines.extraction.lattice import RuledGrid
from pipelines.extraction.model import Box
from pipelines.extraction.spans import Span, merged_spans


def grid(has_right: list[list[bool]], has_below: list[list[bool]]) -> RuledGrid:
    rows, cols = len(has_right), len(has_right[0])
    return RuledGrid(
        tuple(float(10 * c) for c in range(cols + 1)),
        tuple(float(100 - 10 * r) for r in range(rows + 1)),
        tuple(map(tuple, has_right)),
        tuple(map(tuple, has_below)),
    )


def test_every_rule_there_gives_single_cells() -> None:
    spans = merged_spans(grid([[True, True]] * 2, [[True, True]] * 2))
    assert spans == [Span(0, 0, 1, 1), Span(0, 1, 1, 1), Span(1, 0, 1, 1), Span(1, 1, 1, 1)]


def test_a_header_over_two_columns_is_one_cell() -> None:
    spans = merged_spans(grid([[False, True], [True, True]], [[True, True], [True, True]]))
    assert spans == [Span(0, 0, 1, 2), Span(1, 0, 1, 1), Span(1, 1, 1, 1)]


def test_a_cell_that_is_no_rectangle_is_cut_into_rectangles() -> None:
    # An L: the rule right of (0, 0) and below (0, 0) are missing, all others stand.
    spans = merged_spans(grid([[False, True], [True, True]], [[False, True], [True, True]]))
    assert spans == [Span(0, 0, 1, 2), Span(1, 0, 1, 1), Span(1, 1, 1, 1)]


@given(st.integers(1, 5), st.integers(1, 5), st.data())
def test_cells_cover_the_grid_without_overlap(rows: int, cols: int, data: st.DataObject) -> None:
    flags = st.lists(st.lists(st.booleans(), min_size=cols, max_size=cols), min_size=rows, max_size=rows)
    covered: dict[tuple[int, int], int] = {}
    for span in merged_spans(grid(data.draw(flags), data.draw(flags))):
        for r in range(span.row, span.row + span.row_span):
            for c in range(span.col, span.col + span.col_span):
                covered[r, c] = covered.get((r, c), 0) + 1
    assert covered == {(r, c): 1 for r in range(rows) for c in range(cols)}


@given(st.integers(0, 3), st.floats(0, 600), st.floats(0, 800))
def test_a_turn_and_its_inverse_lead_back(turns: int, x: float, y: float) -> None:
    turn = quarter_turns(turns, 600, 800)
    back = turn.then(turn.inverse()).point(x, y)
    assert abs(back[0] - x) < 1e-6
    assert abs(back[1] - y) < 1e-6


def test_a_quarter_turn_clockwise_moves_the_top_left_corner_to_the_top_right() -> None:
    # Page 600 × 800: top left (0, 800) becomes top right (800, 600) of a page 800 × 600.
    assert quarter_turns(1, 600, 800).point(0, 800) == (800, 600)
    assert Affine().box(Box(1, 2, 3, 4)) == Box(1, 2, 3, 4)
