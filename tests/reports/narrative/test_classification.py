"""Paths of function classes named in running text."""

from __future__ import annotations

import pytest

from pipelines.reports.narrative.classification import marked_path
from pipelines.reports.narrative.subjects import heading_subject


@pytest.mark.parametrize(
    ("text", "names", "words"),
    [
        (
            "政府办公厅（室）及相关机构事务（款）行政运行（项）支出",
            (None, "政府办公厅（室）及相关机构事务", "行政运行"),
            "政府办公厅（室）及相关机构事务（款）行政运行（项）",
        ),
        (
            "一般公共服务支出（类）党委办公厅（室）及相关机构事务（款）",
            ("一般公共服务支出", "党委办公厅（室）及相关机构事务", None),
            "一般公共服务支出（类）党委办公厅（室）及相关机构事务（款）",
        ),
        ("（二）教育支出（类）普通教育（款）", ("教育支出", "普通教育", None), "教育支出（类）普通教育（款）"),
    ],
)
def test_a_name_may_hold_a_bracket_of_its_own_but_not_begin_with_one(
    text: str, names: tuple[str | None, ...], words: str
) -> None:
    found = marked_path(text)
    assert found is not None
    path, start, end = found
    assert path.names == names
    assert text[start:end] == words


def test_a_heading_is_called_by_its_path_and_not_by_the_figure_behind_it() -> None:
    found = heading_subject("“住房保障支出（类）住房改革支出（款）住房公积金（项）”350.35万元", None)
    assert found is not None
    assert found.text == "住房保障支出（类）住房改革支出（款）住房公积金（项）"
