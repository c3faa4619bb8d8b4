"""What a check calls its sides, as a person says it: what is printed is quoted, what all figures share is said once."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipelines.diagnosis.label_words import ROLES, SIDES, english_of
from pipelines.diagnosis.labels import quoted, spoken, spoken_sides, table_number

MODELS = Path(__file__).parents[2] / "dbt_project" / "models" / "reconciliation"


@pytest.mark.parametrize(
    ("label", "zh", "en"),
    [
        ("表4 支出总计·支 出·预算数", "表4“支出总计·支出·预算数”", "table 4, “支出总计·支出·预算数”"),
        (
            "文字（后一处） 甲（类）乙（款）",
            "文字“甲（类）乙（款）”（后一处）",
            "“甲（类）乙（款）” in the text (later place)",
        ),
        ("表十二·合计", "表十二“合计”", "table 12, “合计”"),
        ("收支总表 收入总计", "收支总表“收入总计”", "table “收支总表”, “收入总计”"),
        ("文字 基本支出占比", "文字“基本支出”的占比", "the share of “基本支出” in the text"),
        ("文字 离休 + 文字 退休", "文字“离休”＋“退休”", "“离休” + “退休” in the text"),
        (
            "表6 301 甲·金额 + 表6 302 乙·金额",
            "表6“301 甲”＋“302 乙”的“金额”",
            "table 6, “301 甲” + “302 乙”, in “金额”",
        ),
        ("表9·车·购置 + 表9·车·运行", "表9“车”的“购置”＋“运行”", "table 9, “车”, “购置” + “运行”"),
        ("表7 合计 + 表8 合计", "表7“合计”＋表8“合计”", "table 7, “合计” + table 8, “合计”"),
        (
            "表3 甲·金额 … 表3 丁·金额（4项）",
            "表3“甲”至“丁”（4项）的“金额”",
            "table 3, “甲” to “丁” (4 items), in “金额”",
        ),
        ("2017年报告：表四 收入", "2017年报告表四“收入”", "table 4, “收入” of the report of 2017"),
        ("表5 2210201 [2210201]住房公积金", "表5“2210201 住房公积金”", "table 5, “2210201 住房公积金”"),
        ("文字““三公”经费”所述年度", "文字“‘三公’经费”所述年度", "the year that the text tells for “‘三公’经费”"),
        ("《收入总表》", "《收入总表》", "the table “收入总表”"),
        ("《收入总表》标题", "《收入总表》标题", "the title “收入总表”"),
        ("标题“一、2023年收入”", "标题“一、2023年收入”", "the heading “一、2023年收入”"),
        ("“2024年单位预算”", "“2024年单位预算”", "“2024年单位预算”"),
        ("报告年度", "报告年度", "the year of the report"),
        (
            "基本支出表30227 委托业务费与基本支出以外的财政拨款支出之和",
            "基本支出表“30227 委托业务费”与基本支出以外的财政拨款支出之和",
            "“30227 委托业务费” of the table of basic expenditure and the appropriation outside it",
        ),
    ],
)
def test_a_label_is_said_in_both_languages(label: str, zh: str, en: str) -> None:
    said = spoken(label)
    assert (said.zh, said.en) == (zh, en)


def test_only_what_is_added_up_is_a_sum() -> None:
    assert spoken("表7 合计 + 表8 合计").is_sum and spoken("表3 甲 … 表3 丁（4项）").is_sum
    assert not spoken("表7 合计").is_sum and not spoken("文字 甲增减额 ÷ 文字 甲").is_sum


def test_what_one_side_takes_away_is_added_to_the_other_as_its_figures_are() -> None:
    left, right = spoken_sides("文字 支出 − 文字 支出增减额", "文字 支出上年数")
    assert left.zh == "文字“支出”" and not left.is_sum
    assert right.zh == "文字“支出”的上年数＋“支出”的增减额" and right.is_sum


def test_quotation_marks_within_a_quotation_are_inner_ones() -> None:
    assert quoted("“三公” 经费") == "“‘三公’ 经费”"


@pytest.mark.parametrize(
    ("printed", "number"), [("6", "6"), ("三", "3"), ("十", "10"), ("十四", "14"), ("二十一", "21"), ("三公", "三公")]
)
def test_a_table_number_is_told_in_figures(printed: str, number: str) -> None:
    assert table_number(printed) == number


def test_every_side_that_a_model_names_has_its_english() -> None:
    literal = re.compile(r"^ *'([^'|]*[\u4e00-\u9fff][^'|]*)' as (?:left|right)_label", re.MULTILINE)
    named = {word for path in MODELS.rglob("*.sql") for word in literal.findall(path.read_text(encoding="utf-8"))}
    assert len(named) > 15
    assert named - set(SIDES) - {"决算数与预算数"} == set()


def test_every_role_of_a_stated_figure_has_its_english() -> None:
    text = (MODELS / "control_totals" / "int_checkable_figure.sql").read_text(encoding="utf-8")
    roles = set(re.findall(r"when '\w+' then '([\u4e00-\u9fff]+)'", text))
    assert len(roles) > 4 and roles == set(ROLES)


def test_words_of_ours_are_told_from_printed_ones() -> None:
    assert english_of("没有该表") == "no such table" and english_of("3处增减") == "3 changes"
    assert english_of("住房公积金") is None


def test_two_places_of_the_text_are_told_apart_on_both_sides() -> None:
    one, other = spoken_sides("文字（后一处） 甲", "文字（前一处） 甲")
    assert (one.zh, other.zh) == ("文字“甲”（后一处）", "文字“甲”（前一处）")
    assert (one.en, other.en) == ("“甲” in the text (later place)", "“甲” in the text (first place)")


def test_words_of_ours_that_stand_beside_a_wording_are_not_quoted() -> None:
    assert [side.zh for side in spoken_sides("文字", "应当")] == ["文字", "应当"]
