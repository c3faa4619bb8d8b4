"""Columns that hold one economic class each, told by the columns beside them."""

from __future__ import annotations

import pytest

from pipelines.reports.coordinates.economic_columns import (
    above_class,
    along_of_classes,
    classes_across,
    measure_of_class,
)


def paths(*texts: str) -> list[tuple[str, ...]]:
    return [tuple(text.split("/")) for text in texts]


def test_names_of_classes_side_by_side_are_classes() -> None:
    assert classes_across(paths("科目名称", "合计", "工资福利支出", "商品和服务支出", "其他支出")) == {
        2: "301",
        3: "302",
        4: "399",
    }


def test_which_classification_the_columns_beside_tell() -> None:
    across = paths("合计", "机关工资福利支出", "机关资本性支出（一）", "对个人和家庭的补助")
    assert classes_across(across) == {1: "501", 2: "503", 3: "509"}
    assert along_of_classes(across) == "government_economic"
    assert along_of_classes(paths("合计", "工资福利支出", "对个人和家庭的补助")) == "economic"


@pytest.mark.parametrize(
    "texts",
    [
        ("合计", "工资福利支出"),  # one name may be there by chance
        ("合计", "对个人和家庭的补助", "其他支出"),  # of both classifications
        ("基本支出/工资福利支出", "项目支出/商品和服务支出"),  # not below the same header
        ("工资福利支出", "工资福利支出"),
        ("基本支出", "项目支出"),
    ],
)
def test_what_proves_nothing_is_no_class(texts: tuple[str, ...]) -> None:
    assert classes_across(paths(*texts)) == {}
    assert along_of_classes(paths(*texts)) is None


def test_classes_stand_below_several_headers() -> None:
    found = classes_across(
        paths("基本支出/工资福利支出", "基本支出/商品和服务支出", "项目支出/商品和服务支出", "项目支出/资本性支出")
    )
    assert found == {0: "301", 1: "302", 2: "302", 3: "310"}


def test_a_code_before_a_name_is_the_class_only_with_its_own_name() -> None:
    assert classes_across(paths("合计", "301工资福利支出", "303-对个人和家庭的补助")) == {1: "301", 2: "303"}
    assert classes_across(paths("合计", "301商品和服务支出", "302工资福利支出")) == {}


def test_the_sum_above_subclasses_is_the_class() -> None:
    texts = ("合计", "工资福利支出/小计", "工资福利支出/基本工资", "商品和服务支出/合计", "商品和服务支出/办公费")
    assert classes_across(paths(*texts)) == {1: "301", 3: "302"}
    assert above_class(("基本支出", "工资福利支出", "小计")) == ("基本支出",)
    assert above_class(("基本支出", "工资福利支出")) == ("基本支出",)


def test_a_class_within_a_kind_of_expenditure_has_a_measure() -> None:
    assert measure_of_class("301", "total") == "class_wages"
    assert measure_of_class("301", "basic") == "basic_wages"
    assert measure_of_class("310", "project") == "project_capital"
    assert measure_of_class("501", "total") == "government_class_office_wages"
    assert measure_of_class("501", "basic") is None
