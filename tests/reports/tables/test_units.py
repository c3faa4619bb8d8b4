"""The unit that a text states."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.reports.tables.units import MULTIPLIERS, UNKNOWN_UNIT, Unit, stated_unit, unit_in_brackets

_LABELS = st.sampled_from(sorted(MULTIPLIERS))


@given(
    _LABELS,
    st.sampled_from(
        ["单位：{}", "金额单位: {}", "（单位：人民币{}）", "单 位（{}）", "单位{}：", "部门：某局  单位:{}"]
    ),
)
def test_every_way_to_state_every_unit(label: str, way: str) -> None:
    assert stated_unit(way.format(label)) == label


@pytest.mark.parametrize("text", ["单位：个", "单位名称：某局", "合计 100 万元", ""])
def test_a_text_that_states_no_unit(text: str) -> None:
    assert stated_unit(text) is None


@given(_LABELS)
def test_a_unit_in_brackets_behind_a_caption(label: str) -> None:
    assert unit_in_brackets(f"单价（{label}）") == label
    assert unit_in_brackets(f"单价{label}") is None


def test_yuan_per_unit() -> None:
    assert Unit("万元", "above").multiplier == 10_000
    assert Decimal("1.5") * (Unit("亿元", "above").multiplier or 0) == 150_000_000
    assert UNKNOWN_UNIT.multiplier is None
