"""Maps between the page's coordinates: there and back again."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.extraction.geometry import Affine, quarter_turns
from pipelines.extraction.model import Box

_POINT = st.floats(-2000, 2000).map(lambda value: round(value, 3))
_TURNS = st.integers(0, 7)


@given(_TURNS, _POINT, _POINT)
def test_there_and_back(turns: int, x: float, y: float) -> None:
    turn = quarter_turns(turns, 595, 842)
    assert turn.then(turn.inverse()).point(x, y) == pytest.approx((x, y))


@given(_TURNS, _POINT, _POINT, _POINT, _POINT)
def test_boxes_at_once_are_the_boxes_one_by_one(turns: int, a: float, b: float, c: float, d: float) -> None:
    edges = (a, b, c, d)
    turn = quarter_turns(turns, 595, 842)
    one = turn.box(Box(*edges))
    assert turn.boxes(np.array([edges]))[0].tolist() == pytest.approx([one.x0, one.y0, one.x1, one.y1])
    assert one.x0 <= one.x1 and one.y0 <= one.y1


@pytest.mark.parametrize(("turns", "corner"), [(0, (0, 0)), (1, (0, 595)), (2, (595, 842)), (3, (842, 0))])
def test_where_the_lower_left_corner_goes(turns: int, corner: tuple[float, float]) -> None:
    assert quarter_turns(turns, 595, 842).point(0, 0) == corner


def test_four_quarters_are_none_and_a_flat_map_has_no_way_back() -> None:
    assert quarter_turns(4, 595, 842) == Affine()
    with pytest.raises(ZeroDivisionError):
        Affine(1, 0, 1, 0).inverse()
