"""Whether a page break cut a row in two."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipelines.reports.tables.broken_rows import is_broken_row, is_cut_figure
from tests.reports.tables.breaks import cells as _cells
from tests.reports.tables.breaks import page_break as _break
from tests.reports.tables.sheets import sheet

BEFORE = [cell for row in range(3) for cell in sheet([["科目", "1.00", "2.00"]] * 3).starting_in(row)]


def test_the_rest_of_a_name_goes_on_with_the_row_before() -> None:
    upper = _cells("某某专项工作经", "1.00", "2.00")
    assert is_broken_row(_break(upper, _cells("费", "", ""), BEFORE))


def test_a_known_label_a_figure_or_a_number_is_a_row_of_its_own() -> None:
    upper = _cells("某某专项工作经", "1.00", "2.00")
    for text in ("行政运行", "3.00", "一、其他", "[307]债务利息", "30701"):
        assert not is_broken_row(_break(upper, _cells(text, "", ""), BEFORE)), text


def test_a_headers_word_is_the_rest_of_a_name_that_is_known_with_it() -> None:
    upper = _cells("机关事业单位基本养老保险缴费", "1.00", "2.00")
    assert is_broken_row(_break(upper, _cells("支出", "", ""), BEFORE))
    assert not is_broken_row(_break(_cells("某某专项工作", "1.00", "2.00"), _cells("支出", "", ""), BEFORE))
    assert is_broken_row(_break(upper, _cells("支出", "", ""))), (
        "the list has the whole name, whatever other rows print"
    )
    shorter_name_is_listed_too = _cells("（一）一般公共服务", "42420909", "")
    assert is_broken_row(_break(shorter_name_is_listed_too, _cells("支出", "", "")))
    assert not is_broken_row(_break(_cells("一般公共预算", "42420909", ""), _cells("支出", "", "")))


def test_a_row_that_prints_as_much_as_the_one_before_is_its_own() -> None:
    assert not is_broken_row(_break(_cells("经", "1.00", "2.00"), _cells("费", "元", "元"), BEFORE))


@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        (("2080505", "机关事业单位基", "", "", ""), ("", "本养老保险缴费支出", "89.20", "89.20", "0.00")),
        (("2080505", "机关事业单位基本养老保险缴费支", "", "", ""), ("", "出", "89.20", "89.20", "0.00")),
        (("2080506", "机关事业单位职业", "", "", ""), ("", "年金缴费支出", "44.60", "", "44.60")),
        (("2010301", "行政运", "", "", ""), ("", "行", "1.00", "", "")),
        (("2010301", "行", "", "", ""), ("", "政运行", "1.00", "1.00", "")),
        (("", "行政运", "", "", ""), ("", "行", "1.00", "1.00", "0.00")),
        (("2101101", "行政单位", "62.25", "", ""), ("", "医疗", "", "62.25", "0.00")),
        (("2210201", "住房公", "", "", "0.00"), ("", "积金", "90.00", "90.00", "")),
        (("2010301", "行政运行", "", "", ""), ("", "", "1.00", "1.00", "0.00")),
        (("2010399", "某某专项工作", "", "", ""), ("", "", "1.00", "", "1.00")),
        (("", "某某专项工作", "", "", ""), ("", "", "1.00", "1.00", "")),
    ],
)
def test_a_row_whose_figures_stand_on_the_new_page_is_one(upper: tuple[str, ...], lower: tuple[str, ...]) -> None:
    before = [
        cell for row in range(3) for cell in sheet([["2010101", "科目", "1.00", "1.00", "0.00"]] * 3).starting_in(row)
    ]
    assert is_broken_row(_break(_cells(*upper), _cells(*lower), before))


@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        (("20103", "政府办公厅", "", "", ""), ("2010301", "行政运行", "1.00", "1.00", "0.00")),
        (("", "行政运行", "", "", ""), ("", "住房公积金", "1.00", "1.00", "0.00")),
        (("", "某某专项工作", "", "", ""), ("", "某某会议", "1.00", "1.00", "0.00")),
        (("2010301", "行政运行", "1.00", "1.00", ""), ("", "", "1.00", "1.00", "0.00")),
        (("2010301", "行政运", "1.00", "1.00", "0.00"), ("", "行", "1.00", "1.00", "0.00")),
        (("2010301", "", "", "", ""), ("", "行政运行", "1.00", "1.00", "0.00")),
        (("2010301", "行政运行", "1.00", "1.00", "0.00"), ("", "", "", "", "")),
    ],
)
def test_a_row_with_a_name_or_figures_of_its_own_is_another(upper: tuple[str, ...], lower: tuple[str, ...]) -> None:
    before = [
        cell for row in range(3) for cell in sheet([["2010101", "科目", "1.00", "1.00", "0.00"]] * 3).starting_in(row)
    ]
    assert not is_broken_row(_break(_cells(*upper), _cells(*lower), before))


NAMED = [cell for row in range(3) for cell in sheet([["2010101", "科目", "1.00", "", "0.00"]] * 3).starting_in(row)]
UNNAMED = [
    cell
    for row in range(3)
    for cell in sheet([["", "科目", "1.00", "1.00"], ["", "", "2.00", ""]]).starting_in(row % 2)
]


@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        (("2010301", "行政运行", "1.00", "", ""), ("", "", "", "1.00", "0.00")),
        (("2010301", "行政运行", "", "1.00", "0.00"), ("", "", "1.00", "", "")),
        (("2010301", "行政运行", "-", "", ""), ("", "", "", "1.00", "-")),
        (("", "", "1.00", "1.00", "0.00"), ("2010301", "行政运行", "", "", "")),
        (("", "行政运", "1.00", "", ""), ("", "行", "", "-", "-")),
        (("", "", "", "1.00", "0.00"), ("208", "05", "行政运行", "", "")),
        (("", "", "1.00", "", ""), ("2010301", "行政运行", "", "2010302", "机关服务")),
    ],
)
def test_where_every_row_has_a_name_one_without_is_the_rest_of_that_above(
    upper: tuple[str, ...], lower: tuple[str, ...]
) -> None:
    assert is_broken_row(_break(_cells(*upper), _cells(*lower), NAMED))
    if not lower[1] and "-" not in upper:
        assert not is_broken_row(_break(_cells(*upper), _cells(*lower), UNNAMED)), "here rows are without a name"
        assert not is_broken_row(replace(_break(_cells(*upper), _cells(*lower), NAMED), is_money=False))


def _cut_figure(upper: str, lower: str, *column: str) -> bool:
    cells = sheet([["1"], *([text] for text in column), [upper]]).cells
    return is_cut_figure(cells[-1], _cells(lower)[0], _break([cells[-1]], _cells(lower), cells))


def test_a_figure_goes_on_below_the_break_where_it_has_the_decimals_of_its_column_only_whole() -> None:
    assert _cut_figure("13", "5.82", "1.00", "200.00")
    assert _cut_figure("135.8", "2", "1.00", "200.00") and _cut_figure("135", ".82", "1.00", "200.00")
    assert not _cut_figure("13.00", "5.82", "1.00", "200.00"), "both are whole"
    assert not _cut_figure("13", "5.82", "1.00", "200"), "a figure of the column has no decimals"
    assert not _cut_figure("13", "5.82", "1.00"), "one figure shows no rule"
    assert not _cut_figure("0", "5.82", "1.00", "200.00"), "nought may be printed so"
    assert not _cut_figure("13", "5.8", "1.00", "200.00") and not _cut_figure("13", "", "1.00", "200.00")


def test_a_row_of_its_own_does_not_make_one_figure_with_that_above() -> None:
    upper = _cells("2010301", "行政运", "13")
    before = [cell for row in range(3) for cell in sheet([["2010101", "科目", "1.00"]] * 3).starting_in(row)]
    for lower in (("", "行", "5.82"), ("", "", "5.82")):
        assert is_broken_row(_break(upper, _cells(*lower), before)), lower
    for lower in (("", "某某会议", "5.82"), ("2010302", "一般行政管理事务", "5.82"), ("2010302", "", "5.82")):
        assert not is_broken_row(_break(upper, _cells(*lower), before)), lower
    nameless = sheet([["", "", "1.00"]] * 4).starting_in(3)
    assert not is_broken_row(_break(upper, _cells("", "", "5.82"), [*before, *nameless])), "rows are without a name"


def test_what_the_rows_of_a_table_print_may_stand_below_the_break_alone() -> None:
    first = _break(_cells("2010301", "行政运行", "", "", ""), _cells("", "", "1.00", "1.00", "0.00"))
    blank = [cell for row in range(3) for cell in sheet([["2010101", "科目", "", "", ""]] * 3).starting_in(row)]
    assert not is_broken_row(replace(first, after=blank))
    assert is_broken_row(replace(first, after=NAMED))


def test_both_names_of_a_row_are_cut_or_neither() -> None:
    before = [cell for row in range(3) for cell in sheet([["某项", "1.00", "某项", "1.00"]] * 3).starting_in(row)]
    upper = _cells("收入", "", "支出", "")
    assert is_broken_row(_break(upper, _cells("总计", "1.00", "总计", "1.00"), before))
    alone = _break(_cells("", "", "支出", ""), _cells("", "", "总计", "1.00"), before)
    assert not is_broken_row(alone), "支出 may stand above its total"
    assert not is_broken_row(_break(upper, _cells("总计", "1.00", "某项", "1.00"), before))
    assert not is_broken_row(_break(upper, _cells("总计", "1.00", "总计", "1.00"))), "rows without figures may be usual"


@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        (("七、其他收入", "", "本年支出合计", "3.00"), ("本年收入合计", "1.00", "结转下年", "")),
        (("（三）国有资本经营预算拨款", "", "二、结转下年", ""), ("收入总计", "1.00", "支出总计", "1.00")),
        (("五、上级补助", "", "五、上缴上级支出", ""), ("收入合计", "1.00", "支出合计", "1.00")),
        (("五、其他", "", "", ""), ("收入总计", "1.00", "", "")),
        (("七、其他收入", "", "二、结转下年", ""), ("合计", "1.00", "合计", "1.00")),
        (("一、本年收入", "", "一、本年支出", ""), ("合计", "1.00", "合计", "1.00")),
    ],
)
def test_names_of_two_rows_are_not_one_though_their_words_compose(
    upper: tuple[str, ...], lower: tuple[str, ...]
) -> None:
    """A summary whose 其他收入 is blank: below the break stands its sum."""
    before = [cell for row in range(3) for cell in sheet([["某项", "1.00", "某项", "1.00"]] * 3).starting_in(row)]
    assert not is_broken_row(_break(_cells(*upper), _cells(*lower), before))
    assert is_broken_row(_break(_cells("某项工", "1.00", "某项经", ""), _cells("作", "", "费", "1.00"), before))


def test_a_name_listed_whole_is_one_though_each_half_names_a_row() -> None:
    before = [cell for row in range(3) for cell in sheet([["某项", "1.00", "某项", "1.00"]] * 3).starting_in(row)]
    lower = _cells("合计", "1.00", "合计", "1.00")
    assert is_broken_row(_break(_cells("本年收入", "", "本年支出", ""), lower, before))


@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        (("", "", "1", "2", "3"), ("203", "国防支出", "", "", "")),
        (("1", "2", "3", "4", "5"), ("203", "国防支出", "", "", "")),
        (("", "", "4", "5", "6"), ("203", "国防支出", "", "", "")),
        (("", "", "1", "", ""), ("203", "国防支出", "", "", "")),
        (("", "", "1", "2", "3"), ("", "", "5.82", "1.00", "1.00")),
        (("科目编码", "科目名称", "", "", ""), ("", "", "1", "2", "3")),
    ],
)
def test_numbers_of_columns_belong_to_no_row_cut_by_the_page(upper: tuple[str, ...], lower: tuple[str, ...]) -> None:
    assert not is_broken_row(replace(_break(_cells(*upper), _cells(*lower)), after=NAMED))
    amounts = ["1.00" if text.isdecimal() and len(text) == 1 else text for text in upper]
    if "".join(lower) == "203国防支出" and not upper[0]:
        assert is_broken_row(replace(_break(_cells(*amounts), _cells(*lower)), after=NAMED)), "amounts are a row's"


@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        (("", "1.00", "2.00", ""), ("", "", "", "3.00")),
        (("某局", "", "", ""), ("", "1.00", "2.00", "3.00")),
        (("某局", "1.00", "", ""), ("", "", "2.00", "3.00")),
        (("", "1.00", "2.00", "3.00"), ("某局", "", "", "")),
        (("南湖市统", "1.00", "", ""), ("筹协调局", "", "2.00", "3.00")),
    ],
)
def test_halves_of_the_only_row_of_a_table_are_one(upper: tuple[str, ...], lower: tuple[str, ...]) -> None:
    cut = _break(_cells(*upper), _cells(*lower))
    assert is_broken_row(cut)
    headed = sheet([["单位", "收入", "<", "<"], ["^", "合计", "本年", "上年"]]).cells
    assert is_broken_row(replace(cut, before=headed))
    below = sheet([["", "", "4.00", "5.00"], ["某项", "", "", ""], ["某项", "", "", ""]]).cells
    assert not is_broken_row(replace(cut, after=below)), "rows follow, one without a name"
    assert not is_broken_row(_break(_cells(*upper), _cells("", "", "", ""))), "nothing goes on"


def test_a_figure_that_stands_whole_elsewhere_is_one_where_no_half_does() -> None:
    (upper,), (lower,) = _cells("447"), _cells("7.93")
    cut = _break([upper], [lower])
    assert not is_cut_figure(upper, lower, cut)
    assert is_cut_figure(upper, lower, replace(cut, elsewhere=frozenset({"4477.93"})))
    assert not is_cut_figure(upper, lower, replace(cut, elsewhere=frozenset({"4477.93", "7.93"})))


def test_where_many_rows_print_no_figure_figures_alone_are_no_rest_of_a_row() -> None:
    before = [cell for row in range(3) for cell in sheet([["科目", "", ""]] * 3).starting_in(row)]
    assert not is_broken_row(_break(_cells("行政运行", "", ""), _cells("", "1.00", "1.00"), before))


def test_where_many_rows_are_blank_only_a_known_word_joins() -> None:
    upper = _cells("行政运", "1.00", "2.00")
    assert is_broken_row(_break(upper, _cells("行", "", "")))
    assert is_broken_row(_break(_cells("2010301-行政运", "1.00", "2.00"), _cells("行", "", "")))
    assert not is_broken_row(_break(upper, _cells("费", "", "")))


def test_a_sum_without_a_figure_is_the_end_of_the_name_above_it() -> None:
    upper = _cells("当年收入", "1.00", "当年支出小计", "1.00")
    assert is_broken_row(_break(upper, _cells("小计", "", "", "")))
    assert not is_broken_row(_break(upper, _cells("小计", "1.00", "", ""))), "a sum of its own"
    assert not is_broken_row(_break(upper, _cells("小计", "", "小计", ""))), "sums of both halves"
    assert not is_broken_row(_break(_cells("当年收入", "", "", ""), _cells("小计", "", "", ""))), "nothing is printed"
    assert not is_broken_row(_break(_cells("甲乙", "1.00", "", ""), _cells("小计", "", "", ""))), "no known name"
