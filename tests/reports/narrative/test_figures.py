"""Reading figures with units, for any figure that can be printed."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from pipelines.reports.narrative.figures import find_figures
from pipelines.reports.narrative.numbering import fold
from tests.reports.narrative.texts import narrative_of

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


@given(
    st.lists(
        st.text(
            alphabet="基本支出项目万元，。；：（）()其中包括占%比2023年减少0123456789.一、“”", min_size=1, max_size=40
        ),
        min_size=1,
        max_size=8,
    )
)
def test_any_order_of_the_words_is_read(lines: list[str]) -> None:
    narrative = narrative_of("第三部分 2024年部门预算情况说明\n" + "\n".join(lines))
    numbers = {row["statement_id"]: n for n, row in enumerate(narrative.statements)}
    for row in narrative.statements:
        whole = row["parent_statement_id"]
        assert whole is None or numbers[whole] < numbers[row["statement_id"]], "a part follows its whole"
