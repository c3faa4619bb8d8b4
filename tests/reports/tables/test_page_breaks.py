"""Whether a page break cut a header or a cell in two."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipelines.reports.coordinates.rows import row_names
from pipelines.reports.tables import page_breaks
from pipelines.reports.tables.broken_rows import is_broken_row
from pipelines.reports.tables.page_breaks import (
    PageBreak,
    is_broken_cell,
    is_broken_header,
    is_known_word,
)
from pipelines.reports.tables.sheet import SheetCell
from tests.reports.tables.breaks import cells as _cells
from tests.reports.tables.breaks import page_break as _break
from tests.reports.tables.sheets import sheet


def test_words_of_the_vocabulary_are_known() -> None:
    assert is_known_word("行政运行") and is_known_word("一、一般公共预算拨款收入")
    assert not is_known_word("政运行")
    assert is_known_word("2010301-行政运行") and not is_known_word("2010301-政运行")


def test_a_header_broken_by_the_page() -> None:
    assert is_broken_header(_break(_cells("科目", "合"), _cells("名称", "计")))
    assert not is_broken_header(_break(_cells("科目", "合"), _cells("名称", "某局")))


def test_a_star_below_a_page_break_is_no_word_of_a_header() -> None:
    assert is_broken_header(_break(_cells("项目支出", "基本支出"), _cells("合计", "小计")))
    assert not is_broken_header(_break(_cells("项目支出", "基本支出"), _cells("合计", "*")))


def test_halves_of_a_merged_cell() -> None:
    upper, lower = sheet([["行政运", "甲"], ["^", "乙"]]).at(0, 0), _cells("行")[0]
    assert upper is not None
    assert _goes_on(upper, lower)
    assert _goes_on(upper, _cells("")[0])
    assert not _goes_on(_cells("行政运")[0], _cells("")[0])
    assert not _goes_on(_cells("")[0], _cells("行")[0])


def _goes_on(upper: SheetCell, lower: SheetCell, before: list[SheetCell] | None = None, *elsewhere: str) -> bool:
    page_break = PageBreak([upper], [lower], before or [], True, 1, frozenset(elsewhere))
    return is_broken_cell(upper, lower, page_break, in_header=False)


def test_halves_make_a_name_that_stands_whole_elsewhere_unless_one_of_them_does_too() -> None:
    upper, lower = _cells("某市水务局机")[0], _cells("关服务中心")[0]
    assert _goes_on(upper, lower, None, "某市水务局机关服务中心")
    assert not _goes_on(upper, lower, None, "某市水务局")
    assert not _goes_on(upper, lower, None, "某市水务局机关服务中心", "关服务中心")
    row = _break(_cells("某市水务局机", "214", "1.00"), _cells("关服务中心", "", ""))
    assert is_broken_row(replace(row, elsewhere=frozenset({"某市水务局机关服务中心"})))
    assert not is_broken_row(row)


def test_a_name_that_its_table_prints_once_stands_whole_in_another_table_of_the_document() -> None:
    department, unit = _cells("某市水务局")[0], _cells("机关服务中心")[0]
    page_break = PageBreak([department], [unit], [], True, 1)
    whole = {"某市水务局机关服务中心": 1, "某市水务局": 3, "机关服务中心": 1}

    def is_one(elsewhere: frozenset[str], in_document: dict[str, int]) -> bool:
        known = replace(page_break, elsewhere=elsewhere, in_document=in_document)
        return is_broken_cell(department, unit, known, in_header=False)

    assert is_one(frozenset(), whole)
    assert not is_one(frozenset(), {"某市水务局": 3, "机关服务中心": 1})
    assert not is_one(frozenset(), whole | {"机关服务中心": 2}), "units are called so in short"
    assert not is_one(frozenset({"某市水务局"}), whole), "the table has rows of the department"


def test_a_merged_name_of_a_unit_goes_on_where_neither_half_is_one() -> None:
    upper, lower = _cells("某市水务局督查考核")[0], _cells("中心")[0]
    merged = replace(lower, row_span=3)
    assert _goes_on(upper, merged)
    assert not _goes_on(upper, lower), "not merged: a row of its own"
    assert not _goes_on(replace(upper, text="某市水务局"), merged), "a unit above, and what is called 中心 below it"
    assert not _goes_on(upper, replace(merged, text="某市信息中心"))


def test_a_merged_text_without_a_code_goes_on_from_the_last_name_of_a_column_of_codes_and_names() -> None:
    column = [
        "项目名称",
        *(f"1100002600{number}-某某业务经费" for number in range(3)),
        "项目名称",
        "11000026009-某某业务经",
    ]
    before = [cell for row in range(len(column)) for cell in sheet([[text] for text in column]).starting_in(row)]
    lower = sheet([["费项目"], ["^"]]).at(0, 0)
    assert lower is not None
    assert _goes_on(before[-1], lower, before)
    assert not _goes_on(before[-1], _cells("费项目")[0], before), "one row may be one of its own"
    assert not _goes_on(before[-1], lower, [*before, *_cells("其他项目")]), "names without a code stand in the column"
    assert not _goes_on(before[-1], lower, before[3:]), "two codes are no column of such"


def test_the_name_of_a_row_is_no_rest_of_the_row_above_it() -> None:
    assert page_breaks.stands_alone("本年支出合计", "结转下年")
    assert not page_breaks.stands_alone("机关事业单位基本养老保险缴费", "支出"), "a header's word alone"


LISTED_ROWS = page_breaks._listed_rows()


@pytest.fixture
def without_what_composes(monkeypatch: pytest.MonkeyPatch) -> None:
    words = page_breaks._known_words() - {label for label in LISTED_ROWS if row_names(label)}
    monkeypatch.setattr(page_breaks, "_known_words", lambda: words)
    monkeypatch.setattr(page_breaks, "_listed_rows", lambda: LISTED_ROWS & words)


@pytest.mark.usefixtures("without_what_composes")
def test_names_that_compose_need_not_be_listed() -> None:
    assert all(is_known_word(label) for label in LISTED_ROWS)
    assert not is_known_word("结转结余") and not is_known_word("专项资金"), "ends of longer names"
    row = _break(_cells("当年收入", "1.00", "当年支出小计", "1.00"), _cells("小计", "", "", ""))
    assert is_broken_row(row)


@pytest.mark.usefixtures("without_what_composes")
@pytest.mark.parametrize(
    ("upper", "lower", "is_row"),
    [
        ("本年支出合计", "结转下年", True),
        ("本年收入合计", "上年结转", True),
        ("财政拨款收入", "上年结转", True),
        ("支出合计", "结转下年", True),
        ("财政拨款", "收入合计", True),
        ("本年收入合计", "收入总计", True),
        ("财政拨款收入", "一般公共预算拨款", True),
        ("一般公共预算", "财政拨款收入", False),
        ("上年", "结转", False),
        ("财政拨款", "结转结余", False),
        ("当年", "收入合计", False),
        ("财政拨", "款", False),
        ("城市维护", "专项资金", False),
    ],
)
def test_halves_that_compose_one_name_are_one_row(upper: str, lower: str, is_row: bool) -> None:
    assert page_breaks.stands_alone(upper, lower) is is_row


def test_a_row_under_a_blank_cell_is_no_broken_header() -> None:
    assert not is_broken_header(_break(_cells("科目", ""), _cells("名称", "财政专户收入")))
