"""Columns of text fields named by their words."""

from __future__ import annotations

import pytest

from pipelines.reports.coordinates.fields import field_of_header


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("预算单位", "unit_name"),
        ("二级预算单位名称", "unit_name"),
        ("预算部门（单位）代码", "unit_code"),
        ("单位预算", None),  # the unit is not what the column holds
        ("附属单位上缴收入", None),
        ("填报单位", None),  # a word nobody knows
        ("预算", None),
    ],
)
def test_a_header_of_fillers_holds_what_its_last_word_names(header: str, field: str | None) -> None:
    assert field_of_header(header) == field
