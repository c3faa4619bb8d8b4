"""Captions of forms: listed ones, numbered ones, and blocks of amounts whatever their funds are called."""

from __future__ import annotations

import pytest

from pipelines.reports.tables.form_captions import Caption, read_caption

PROJECT, DEPARTMENT = "project_performance_targets", "department_performance_targets"


@pytest.mark.parametrize(
    ("text", "kind", "caption"),
    [
        ("项目名称：", PROJECT, Caption("field", "project_name")),
        ("专项（项目）名称", PROJECT, Caption("field", "project_name")),
        ("项目资金情况（万元）", PROJECT, Caption("money_block", "project_funding")),
        ("补助资金情况", PROJECT, Caption("money_block", "project_funding")),
        ("本年资金情况", DEPARTMENT, Caption("money_block", "department_funding")),
        ("补助资金情况", "revenue_summary", None),
        ("本项目上年度补助资金情况", PROJECT, None),  # too long for a caption
        ("资金情况说明", PROJECT, None),
    ],
)
def test_a_caption_says_what_stands_beside_it(text: str, kind: str, caption: Caption | None) -> None:
    assert read_caption(text, kind) == caption
