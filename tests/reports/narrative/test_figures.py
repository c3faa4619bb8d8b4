"""Reading figures with units, for any figure that can be printed."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from pipelines.reports.narrative.figures import find_figures
from pipelines.reports.narrative.numbering import fold

amounts = st.decimals(min_value=0, max_value=Decimal("999999999999.99"), places=2, allow_nan=False)
units = st.sampled_from(["元", "万元", "亿元", "%", "人", "辆", "个", "平方米"])


@given(amounts, st.booleans(), units)
def test_any_amount_is_read_exactly(amount: Decimal, has_separators: bool, unit: str) -> None:
    printed = f"{amount:,}" if has_separators else str(amount)
    text = f"2024年基本支出{printed}{unit}，占"
    (figure,) = find_figures(text, fold(text))
    assert (figure.text, figure.value, figure.decimals, figure.unit) == (printed, amount, 2, unit)
    assert text[figure.start : figure.end] == printed + unit


@given(st.text(max_size=60))
def test_no_text_breaks_the_reader(text: str) -> None:
    folded = fold(text)
    assert len(folded) == len(text)
    for figure in find_figures(text, folded):
        assert text[figure.start : figure.number_end].strip() == figure.text.strip()
