"""Codes of names, settled by how deep the names stand."""

from __future__ import annotations

from pipelines.reports.tables.code_places import settle_classes, settle_codes
from pipelines.reports.tables.reading import RowReading


def rows(*names: tuple[int, str, str | None, str]) -> list[RowReading]:
    """Rows of (level, name, code, source of the code)."""
    return [
        RowReading(number, 1, level_no=level, label_printed=name, facts={"function_name_printed": name, "function_code": code, "code_source": source})
        for number, (level, name, code, source) in enumerate(names)
    ]  # fmt: skip


def codes(found: list[RowReading]) -> list[str | None]:
    settle_codes(found)
    return [row.facts.get("function_code") for row in found]


def test_one_name_on_three_levels_has_three_codes() -> None:
    found = rows((1, "其他支出", "229", "name"), (2, "其他支出", "229", "name"), (3, "其他支出", "229", "name"))
    assert codes(found)[:2] == ["229", "22999"]


def test_a_name_below_one_that_no_list_has_gets_no_code() -> None:
    found = rows(
        (1, "交通运输支出", "214", "name"),
        (2, "超长期特别国债安排的开支", None, "none"),
        (3, "公路水路运输", "21401", "name"),
    )
    assert codes(found) == ["214", None, None]
    assert found[2].facts["no_code_reason"]


def test_printed_codes_are_left_as_they_are() -> None:
    assert codes(rows((1, "交通运输支出", "215", "printed"), (2, "公路水路运输", "21401", "printed"))) == [
        "215",
        "21401",
    ]


def test_a_table_of_items_alone_keeps_their_seven_digits() -> None:
    found = rows((1, "培训支出", "2050803", "name"), (1, "购房补贴", "2210203", "name"))
    assert codes(found) == ["2050803", "2210203"]


def test_a_name_of_no_list_above_classes_alone_is_no_step_of_the_classification() -> None:
    names = [(1, "基本部分", None, "none"), (2, "教育支出", "205", "name"), (2, "国防支出", "203", "name")]
    assert codes(rows(*names, (1, "外交支出", "202", "name"))) == [None, "205", "203", "202"]
    # One class alone, or a subclass among them: how deep they stand is not known.
    assert codes(rows(*names[:2], (1, "外交支出", "202", "name"))) == [None, None, "202"]
    mixed = rows(*names[:2], (2, "公路水路运输", "21401", "name"), (1, "外交支出", "202", "name"))
    assert codes(mixed)[:2] == [None, None]


def test_a_name_of_two_levels_among_classes_is_a_class() -> None:
    found = rows(
        (2, "一般公共服务", "21901", "name"),
        (2, "公共安全支出", "204", "name"),
        (2, "住房保障支出", "221", "name"),
    )
    settle_classes(found)
    assert [row.facts["function_code"] for row in found] == ["201", "204", "221"]


def test_a_name_of_two_levels_beside_others_than_classes_stays() -> None:
    found = rows(
        (2, "一般公共服务", "21901", "name"), (2, "外交", "21902", "name"), (1, "援助其他地区支出", "219", "name")
    )
    settle_classes(found)
    assert found[0].facts["function_code"] == "21901"
