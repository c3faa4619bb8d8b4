"""Codes by shape, split codes, and codes of printed names."""

from __future__ import annotations

import pytest

from pipelines.reports.tables.classification import CodeMemory, code_by_name, only_code, read_codes
from pipelines.reports.tables.codes import looks_like_code, split_code_and_name


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("[2013202]一般行政管理事务", ("2013202", "一般行政管理事务")),
        ("[30202]印刷费", ("30202", "印刷费")),
        ("2010801-行政运行", ("2010801", "行政运行")),
        ("229_烟台市信访局", ("229", "烟台市信访局")),
        ("30201 办公费", ("30201", "办公费")),
        ("301|工资福利支出", ("301", "工资福利支出")),
        ("2024年预算数", None),
        ("1980-2018年档案整理", None),
        ("2026-2028年国省干线公路检测", None),
        ("(10)其他支出", None),
        ("(30201)办公费", ("30201", "办公费")),
        ("18009652.68", None),
        ("工作性其他-组织事务工作经费", None),
    ],
)
def test_code_and_name_in_one_cell(text: str, pair: tuple[str, str] | None) -> None:
    assert split_code_and_name(text) == pair


def test_a_year_is_no_code() -> None:
    assert looks_like_code("2013202")
    assert looks_like_code("C23090199")
    assert not looks_like_code("2024")


def test_split_codes_take_what_they_leave_out_from_the_rows_above() -> None:
    memory = CodeMemory()

    def row(*parts: str, name: str) -> tuple[str | None, str]:
        keys = ("code_class", "code_subclass", "code_item")
        fields = [(key, part) for key, part in zip(keys, parts, strict=True) if part]
        coded = read_codes([*fields, ("name", name)], "expenditure_summary", memory)[0]
        return coded.code, coded.source

    assert row("201", "", "", name="一般公共服务支出") == ("201", "printed")
    assert row("", "40", "", name="信访事务") == ("20140", "inherited")
    assert row("", "", "01", name="行政运行") == ("2014001", "inherited")
    assert row("201", "40", "04", name="信访业务") == ("2014004", "printed")
    assert row("208", "", "", name="社会保障和就业支出") == ("208", "printed")


@pytest.mark.parametrize(("part", "code"), [("2", "30102"), ("02", "30102"), ("30102", "30102"), ("39", "30139")])
def test_a_part_whose_zero_is_lost_is_of_two_digits(part: str, code: str) -> None:
    fields = [("code_class", "301"), ("code_subclass", part), ("name", "津贴补贴")]
    (coded,) = read_codes(fields, "general_public_basic_expenditure", CodeMemory())
    assert (coded.classification, coded.code) == ("economic", code)


def test_a_missing_class_is_not_made_up() -> None:
    coded = read_codes([("code_item", "01"), ("name", "行政运行")], "expenditure_summary", CodeMemory())
    assert [item.code for item in coded] == [None]


def test_both_economic_classifications_of_one_row() -> None:
    fields = [
        ("code_class", "301"),
        ("code_subclass", "01"),
        ("name", "基本工资"),
        ("code_class", "501"),
        ("code_subclass", "01"),
        ("government_economic_name", "工资奖金津补贴"),
    ]
    coded = read_codes(fields, "general_public_basic_expenditure", CodeMemory())
    assert [(item.classification, item.code) for item in coded if item.code] == [
        ("economic", "30101"),
        ("government_economic", "50101"),
    ]


def test_names_find_their_code_below_the_rows_above() -> None:
    memory = CodeMemory()
    assert code_by_name("文化体育与传媒支出", "function", memory) == "207"
    assert code_by_name("行政运行", "function", memory) is None
    memory.last["function"] = "20132"
    assert code_by_name("行政运行", "function", memory) == "2013201"


def test_split_codes_before_a_name_of_the_economic_list() -> None:
    memory = CodeMemory()
    fields = [
        ("code_class", "302"),
        ("code_subclass", "11"),
        ("economic", "差旅费"),
        ("code_class", "502"),
        ("code_subclass", "01"),
        ("government_economic", "办公经费"),
    ]
    found = [(coded.classification, coded.code, coded.name) for coded in read_codes(fields, None, memory)]
    assert found == [("economic", "30211", "差旅费"), ("government_economic", "50201", "办公经费")]
    # A code of another list is none of this name's.
    others = read_codes([("code", "2013202"), ("economic", "差旅费")], None, CodeMemory())
    assert ("economic", None) in [(coded.classification, coded.code) for coded in others]


def test_another_class_begins_another_code() -> None:
    fields = [("code_class", "208"), ("code_subclass", "02"), ("code_item", "07"), ("code_class", "302"), ("code_subclass", "13"),
              ("code_class", "502"), ("code_subclass", "09")]  # fmt: skip
    found = [(coded.classification, coded.code) for coded in read_codes(fields, "government_procurement", CodeMemory())]
    assert found == [("function", "2080207"), ("economic", "30213"), ("government_economic", "50209")]


def test_of_several_codes_of_one_name_the_one_for_the_rest_is_meant_or_none() -> None:
    memory = CodeMemory(last={"function": "22999"})
    assert code_by_name("其他支出", "function", memory) == "2299999"
    assert only_code(["2299901", "2299999"]) == "2299999"
    assert only_code(["2080101", "2090101"]) is None
    assert only_code(["2010199", "2020199"]) is None


def test_a_code_glued_to_a_name_of_no_list_is_a_units() -> None:
    [unit] = read_codes([("function", "117001-某局本级")], "expenditure_summary", CodeMemory())
    assert (unit.classification, unit.code, unit.name) == ("unit", "117001", "某局本级")
    [item] = read_codes([("function", "117001-行政运行")], "expenditure_summary", CodeMemory())
    assert item.classification == "function", "a misprinted code of a known name"


def test_a_name_of_two_classes_has_the_code_of_the_class_above_it_or_none() -> None:
    memory = CodeMemory()
    assert code_by_name("办公设备购置", "economic", memory) is None
    memory.last["economic"] = "310"
    assert code_by_name("办公设备购置", "economic", memory) == "31002"
    memory.last["economic"] = "309"
    assert code_by_name("办公设备购置", "economic", memory) == "30902"
    # Names of items of many classes stay open.
    assert code_by_name("行政运行", "function", CodeMemory()) is None


def test_a_name_is_known_without_its_particles_or_with_more_of_them() -> None:
    assert code_by_name("工资和福利支出", "economic", CodeMemory()) == "301"
    assert code_by_name("对个人与家庭补助", "economic", CodeMemory()) == "303"
    assert code_by_name("会议和培训费", "economic", CodeMemory()) is None
    # A class whose end is cut off (文化旅游体育与传媒支出) is not its subclass 文化和旅游.
    assert code_by_name("文化旅游", "function", CodeMemory()) is None
    assert code_by_name("文化和旅游", "function", CodeMemory()) == "20701"
