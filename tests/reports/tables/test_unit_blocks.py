"""Budget units told by their names alone, by the blocks below them."""

from __future__ import annotations

from decimal import Decimal

from pipelines.reports.tables.reading import RowReading
from pipelines.reports.tables.unit_blocks import place_lone_rows, tell_units_by_blanks, tell_units_by_blocks
from tests.reports.tables.test_placing import table

#: Label, code of the classification or None, amount.
Line = tuple[str, str | None, str]


def _told(*lines: Line) -> list[tuple[bool, int]]:
    """Which of the rows are units, and how many units stand above them."""
    rows = [
        RowReading(
            number,
            1,
            row_kind="total" if label == "合计" else "line",
            label_printed=label,
            texts={"name": label},
            place_code=code,
        )
        for number, (label, code, _) in enumerate(lines)
    ]
    tell_units_by_blocks(rows, [[Decimal(amount)] for *_, amount in lines])
    return [(row.is_unit_head, row.unit_depth) for row in rows]


NO = (False, 0)
TOTAL: Line = ("合计", None, "30.5")
CHAINS: tuple[Line, ...] = (
    ("某市水务局本级", None, "20.5"),
    ("城乡社区支出", "212", "20.5"),
    ("城市建设支出", "21208", "20.5"),
    ("某市水情中心", None, "10"),
    ("城乡社区支出", "212", "10"),
)


def test_names_above_classes_that_come_to_them_are_units() -> None:
    assert _told(TOTAL, *CHAINS) == [NO, (True, 0), NO, NO, (True, 0), NO]
    assert _told(*CHAINS) == [(True, 0), NO, NO, (True, 0), NO], "the codes below them say so without a total, too"


def test_names_whose_block_does_not_come_to_them_are_none() -> None:
    other = [*CHAINS[:3], ("某市水情中心", None, "11"), CHAINS[4]]
    assert not any(is_unit for is_unit, _ in _told(TOTAL, *other))


def test_the_department_above_its_units_is_the_total_alone() -> None:
    department: Line = ("某市水务局", None, "30.5")
    units = (CHAINS[0], *CHAINS[1:3], ("某市水务局水情中心", None, "10"), CHAINS[4])
    assert _told(TOTAL, department, *units) == [NO, (True, 0), (True, 1), NO, NO, (True, 1), NO]
    alone = (department, ("某市水务局本级", None, "30.5"))
    assert _told(TOTAL, *alone) == [NO, (True, 0), (True, 1)]
    assert _told(("合计", None, "61"), *alone) == [NO] * 3, "the total counts both: they stand beside each other"
    beside = (department, ("某市河务局", None, "30.5"))
    assert _told(TOTAL, *beside) == [NO] * 3, "not named after it"


def test_projects_below_units_need_a_total_or_a_sum() -> None:
    one_each = (
        ("某市水务局本级", None, "20.5"),
        ("规划编制", None, "20.5"),
        ("某市水情中心", None, "10"),
        ("线路改造", None, "10"),
    )
    assert _told(TOTAL, *one_each) == [NO, (True, 0), NO, (True, 0), NO]
    assert _told(*one_each) == [NO] * 4, "equal figures alone are no proof"
    assert _told(("合计", None, "61"), *one_each) == [NO] * 5
    summed = (("某市文化馆", None, "2050.55"), ("规划编制", None, "1500.25"), ("线路改造", None, "550.30"))
    assert _told(*summed) == [(True, 0), NO, NO]


def test_a_project_named_like_a_unit_among_others_is_none() -> None:
    assert _told(TOTAL, ("规划编制", None, "20.5"), ("某市文化馆", None, "10")) == [NO] * 3


def test_units_and_what_is_theirs_are_read_so() -> None:
    rows = [
        ["科目名称", "合计"],
        ["小计", "8500.25"],
        ["某市水务局本级", "7000.25"],
        ["城乡社区支出", "7000.25"],
        ["某市水情中心", "1500.00"],
        ["城乡社区支出", "1500.00"],
    ]
    found = table("政府性基金预算支出表", rows).reading.rows
    assert [row["level_no"] for row in found] == [0, 1, 2, 1, 2]
    assert [row.get("unit_name_printed") for row in found] == [None, *["某市水务局本级"] * 2, *["某市水情中心"] * 2]
    rows[4][1] = "1700.00"
    assert table("政府性基金预算支出表", rows).reading.rows[1].get("unit_name_printed") is None


def _told_by_blanks(*lines: tuple[str, str]) -> list[bool]:
    rows = [
        RowReading(number, 1, row_kind="line", label_printed=label, texts={"project_name": label})
        for number, (label, _) in enumerate(lines)
    ]
    tell_units_by_blanks(rows, [[Decimal(amount) if amount else None] for _, amount in lines])
    return [row.is_unit_head for row in rows]


def test_names_of_bodies_alone_in_their_rows_are_units_above_rows_with_money() -> None:
    lines = (
        ("某市第一医院", ""),
        ("规范化培训", "580"),
        ("贷款本金", "640"),
        ("某市血液中心", ""),
        ("综合业务费", "1"),
    )
    assert _told_by_blanks(*lines) == [True, False, False, True, False]


def test_rows_without_money_that_are_no_bodies_or_have_nothing_below_them_are_none() -> None:
    assert not any(_told_by_blanks(("某市第一医院", ""), ("规范化培训", "580"), ("综合业务费", ""), ("培训费", "1")))
    assert not any(_told_by_blanks(("某市第一医院", ""), ("某市血液中心", ""), ("综合业务费", "1")))
    assert not any(_told_by_blanks(("规范化培训", "580"), ("某市血液中心", ""), ("综合业务费", "1")))


def test_one_body_alone_and_names_of_places_are_no_units() -> None:
    assert not any(_told_by_blanks(("某市第一医院", ""), ("规范化培训", "580"), ("综合业务费", "1")))
    assert not any(_told_by_blanks(("重点项目库", ""), ("规范化培训", "580"), ("湿地公园", ""), ("综合业务费", "1")))


def _lines(*labels: str) -> list[RowReading]:
    """Rows that all stand on the first level."""
    return [RowReading(number, 1, level_no=1, label_printed=label) for number, label in enumerate(labels)]


def _levels_of(amounts: list[str], units: tuple[int, ...]) -> list[int]:
    rows = _lines(*amounts)
    for number in units:
        rows[number].is_unit_head = True
    place_lone_rows(rows, [[Decimal(amount)] for amount in amounts])
    return [row.level_no for row in rows]


def test_a_unit_s_only_row_stands_below_it() -> None:
    assert _levels_of(["69.91", "69.91", "12.50", "12.50"], units=(0, 2)) == [1, 2, 1, 2]


def test_a_row_that_the_total_holds_beside_the_unit_is_no_part_of_it() -> None:
    rows = _lines("合计", "某市水务局", "某市中学")
    rows[0].row_kind, rows[0].level_no = "total", 0
    rows[1].is_unit_head = True
    place_lone_rows(rows, [[Decimal("30.00")], [Decimal("15.00")], [Decimal("15.00")]])
    assert [row.level_no for row in rows] == [0, 1, 1]
    place_lone_rows(rows, [[Decimal("15.00")], [Decimal("15.00")], [Decimal("15.00")]])
    assert [row.level_no for row in rows] == [0, 1, 2]


def test_a_row_of_another_amount_or_one_of_several_is_no_unit_s_only_row() -> None:
    assert _levels_of(["69.91", "69.90", "12.50"], units=(0, 2)) == [1, 1, 1]
    assert _levels_of(["69.91", "69.91", "12.50"], units=(0,)) == [1, 1, 1]
    assert _levels_of(["0.00", "0.00", "12.50"], units=(0, 2)) == [1, 1, 1]
