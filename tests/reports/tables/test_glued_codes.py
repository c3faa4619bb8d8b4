"""Codes that nothing parts from the name behind them."""

from __future__ import annotations

import pytest

from pipelines.reports.tables import read_tables
from pipelines.reports.tables.glued_codes import code_and_name, unit_code_and_name
from tests.reports.tables.grids import document, page


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("2070101行政运行", ("2070101", "行政运行")),
        ("20101人大事务", ("20101", "人大事务")),
        ("208社会保障和就业支出", ("208", "社会保障和就业支出")),
        ("201一般公共服务", ("201", "一般公共服务")),
        ("301工资福利支出", ("301", "工资福利支出")),
        ("50101工资奖金津补贴", ("50101", "工资奖金津补贴")),
        # Named as no list names it, below a code that the lists have.
        ("2130199其他涉农支出", ("2130199", "其他涉农支出")),
        ("30101|基本工资", ("30101", "基本工资")),
        ("[2013202]一般行政管理事务", ("2013202", "一般行政管理事务")),
        # Amounts, counts, years, and names that begin with digits.
        ("2024年预算数", None),
        ("20101元", None),
        ("30201亩高标准农田", None),
        ("301医院门诊楼改造", None),
        ("29999特别行动", None),
        ("316001某局本级", None),
        ("行政运行", None),
    ],
)
def test_a_code_and_the_name_behind_it(text: str, pair: tuple[str, str] | None) -> None:
    assert code_and_name(text) == pair


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("316001某县农牧局（本级）", ("316001", "某县农牧局（本级）")),
        ("042001-某区教育局本级", ("042001", "某区教育局本级")),
        ("120急救中心", None),
        ("202401期培训", None),
        ("某县农牧局", None),
    ],
)
def test_the_code_of_a_unit(text: str, pair: tuple[str, str] | None) -> None:
    assert unit_code_and_name(text) == pair


def test_rows_of_codes_glued_to_their_names_are_the_classification() -> None:
    rows = [["科目", "合计", "基本支出", "项目支出"], ["合计", "5.00", "3.00", "2.00"], ["207文化旅游体育与传媒支出", "5.00", "3.00", "2.00"],
            ["20701文化和旅游", "5.00", "3.00", "2.00"], ["2070101行政运行", "3.00", "3.00", ""],
            ["2070109群众文化", "2.00", "", "2.00"]]  # fmt: skip
    found = read_tables(document(page([(["一般公共预算支出表", "单位：万元"], rows)])))[0].reading.rows
    assert [(row.get("function_code"), row["level_no"]) for row in found] == [
        (None, 0), ("207", 1), ("20701", 2), ("2070101", 3), ("2070109", 3),
    ]  # fmt: skip
