from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.extraction.radicals import RADICALS
from pipelines.extraction.text import WHOLE_FIGURE, join_lines, normalize, tidy_line

AMOUNTS = st.decimals(min_value=0, max_value=10**12, places=2).map(lambda value: f"{value:,.2f}")


@pytest.mark.parametrize(
    ("printed", "normal"),
    [
        ("⻔户", "门户"),
        ("⻘⼭区", "青山区"),
        ("⼾籍", "户籍"),
        ("⾏政", "行政"),
        ("２０２４年", "2024年"),
        ("１８，００９", "18，009"),
        ("９５％", "95%"),
        ("（一）“三公”经费", "（一）“三公”经费"),
        ("−1.5", "-1.5"),
        ("①②", "①②"),
        ("㎡", "㎡"),
        ("10²", "10²"),
        ("a\u200bb\u00a0c", "ab c"),
    ],
)
def test_a_character_gets_its_ordinary_form(printed: str, normal: str) -> None:
    assert normalize(printed) == normal


@given(st.text())
def test_normalizing_twice_changes_nothing(text: str) -> None:
    assert normalize(normalize(text)) == normalize(text)


@given(st.text(alphabet="0123456789abcXYZ%.,+-()"))
def test_plain_text_stays_as_it_is(text: str) -> None:
    assert normalize(text) == text


@given(st.text())
def test_no_digit_is_made_or_lost(text: str) -> None:
    def digits(value: str) -> list[int]:
        return [unicodedata.decimal(char) for char in value if char.isdecimal()]

    assert digits(normalize(text)) == digits(text)


def test_radicals_become_ideographs() -> None:
    blocks = {0x2E80: 0x2EFF, 0x2F00: 0x2FDF}
    for radical, ideograph in RADICALS.items():
        assert any(first <= ord(radical) <= last for first, last in blocks.items())
        # Names of the newest ideographs are not in Python's tables yet; their code points tell as much.
        assert ord(ideograph) >= 0x3400


@pytest.mark.parametrize(
    ("printed", "tidy"),
    [
        ("经 费 拨 款", "经费拨款"),
        ("[2013202] 一般行政管理事务", "[2013202]一般行政管理事务"),
        ("合  计", "合计"),
        ("100 200", "100 200"),
        ("New York", "New York"),
        ("1，234.56", "1,234.56"),
        ("一，二", "一，二"),
    ],
)
def test_spaces_that_only_spread_a_line_out_go(printed: str, tidy: str) -> None:
    assert tidy_line(printed) == tidy


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["经费拨", "款补助"], "经费拨款补助"),
        (["[2013202]一", "般行政管理", "事务"], "[2013202]一般行政管理事务"),
        (["18,009,65", "2.68"], "18,009,652.68"),
        (["1,234.", "56"], "1,234.56"),
        (["1,234", ".56"], "1,234.56"),
        (["95", "%"], "95%"),
        (["-", "1,234"], "-1,234"),
        (["1,234.00", "5,678.00"], "1,234.00 5,678.00"),
        (["100", "200"], "100 200"),
        (["指标1", "2.完成"], "指标1 2.完成"),
        (["Hello", "World"], "Hello World"),
        (["2024", "年"], "2024年"),
        ([], ""),
    ],
)
def test_wrapped_lines_join(lines: list[str], text: str) -> None:
    assert join_lines(lines) == text


def test_a_figure_without_separators_joins_only_if_its_line_is_full() -> None:
    assert join_lines(["18009", "652.68"], [True, False]) == "18009652.68"
    assert join_lines(["18009", "652.68"], [False, False]) == "18009 652.68"
    # What begins so is the rest of a figure; a code below another is none.
    assert join_lines(["服务类2", "00.00万元"], [False, False]) == "服务类200.00万元"
    assert join_lines(["201", "03"], [False, False]) == "201 03"
    assert join_lines(["1,200.50", "0.00"], [False, False]) == "1,200.50 0.00"


@given(AMOUNTS, st.data())
def test_an_amount_wrapped_anywhere_is_one_amount_again(amount: str, data: st.DataObject) -> None:
    cut = data.draw(st.integers(1, len(amount) - 1)) if len(amount) > 1 else 1
    lines = [line for line in (amount[:cut], amount[cut:]) if line]
    assert join_lines(lines, [True] * len(lines)) == amount


@given(AMOUNTS, AMOUNTS)
def test_two_amounts_are_never_glued(first: str, second: str) -> None:
    joined = join_lines([first, second], [True, True])
    assert joined == f"{first} {second}"
    assert not WHOLE_FIGURE.fullmatch(joined)
