"""Sentences that tell totals of several bodies."""

from __future__ import annotations

import pytest

from pipelines.reports.narrative.bodies import settle_bodies
from tests.reports.narrative.test_statements import read


def _keys(text: str) -> list[object]:
    return [row["subject_key"] for row in read(text)]


@pytest.mark.parametrize(
    "told",
    [
        "从预算单位看，局本级2024年支出预算9万元，南湖市公证处支出预算4万元。",
        "局机关基本支出9万元、下属事业单位基本支出4万元。",
    ],
)
def test_totals_of_several_bodies_are_not_the_reports(told: str) -> None:
    assert _keys(told) == [None, None]


def test_parts_of_what_bodies_have_are_not_the_reports_either() -> None:
    assert set(
        _keys("本级支出预算9万元，其中基本支出5万元，项目支出4万元；公证处支出预算3万元，其中基本支出3万元。")
    ) == {None}


@pytest.mark.parametrize(
    ("told", "keys"),
    [
        (
            "南湖市司法局2024年支出预算9万元，其中：基本支出5万元，项目支出4万元。",
            ["expenditure_total", "basic", "project"],
        ),
        ("南湖市司法局收入预算9万元，南湖市司法局支出预算9万元。", ["revenue_total", "expenditure_total"]),
        ("人员经费5万元，主要原因是局属事业单位人员减少；公用经费4万元。", ["personnel", "operating"]),
    ],
)
def test_totals_of_one_body_are_the_reports(told: str, keys: list[object]) -> None:
    assert _keys(told) == keys


def test_a_sentence_without_figures_tells_of_nobody() -> None:
    settle_bodies([])
