"""What a page cuts, or leaves at its foot, of a header or a title belongs to the table below, and is read once."""

from __future__ import annotations

from dataclasses import replace

from pipelines.extraction.model import Box, ExtractedPage, TextLine
from pipelines.reports.tables import read_tables
from tests.reports.tables.grids import document, page
from tests.reports.tables.joined import FIRST, HEADER, TITLE, UNIT, labels_of


def with_foot(above: ExtractedPage, *texts: str) -> ExtractedPage:
    """The page with lines of text below its last grid."""
    y = min(grid.box.y0 for grid in above.grids)
    lines = [TextLine(text, Box(50, y - 20 * n - 10, 400, y - 20 * n)) for n, text in enumerate(texts, start=1)]
    return replace(above, text_lines=(*above.text_lines, *lines))


WIDE = ["科目名称", "合计", "基本支出", "<", "项目支出"]
NARROW = ["^", "^", "人员经费", "公用经费", "^"]
BODY = ["行政运行", "6.00", "1.00", "2.00", "3.00"]
PATHS = ("科目名称", "合计", "基本支出/人员经费", "基本支出/公用经费", "项目支出")


def test_a_header_cut_by_the_page_goes_on_below() -> None:
    upper = page([([TITLE, UNIT], [WIDE])])
    lower = [["", "", "人员经费", "公用经费", ""], BODY]
    (table,) = read_tables(document(upper, page([([], lower)], page_no=2)))
    assert table.header.path_texts == PATHS
    assert labels_of([table]) == [["行政运行"]]


def test_a_header_cut_by_the_page_and_printed_again_is_read_once() -> None:
    whole = [WIDE, NARROW, ["栏次", "1", "2", "3", "4"]]
    rest = [["", "", "人员经费", "公用经费", ""], whole[2]]
    for first in (whole, [WIDE]):
        upper = page([([TITLE, UNIT], first)])
        lower = page([([], [*whole, *(rest if first == [WIDE] else []), BODY])], page_no=2)
        (table,) = read_tables(document(upper, lower))
        assert table.header.path_texts == PATHS
        assert labels_of([table]) == [["行政运行"]]


def test_the_code_of_a_department_above_the_break_is_no_cut_code_of_its_unit_below() -> None:
    header = ["科目编码", "科目名称", "合计", "基本支出", "项目支出"]
    upper = page([([TITLE, UNIT], [header, ["117", "", "6.00", "3.00", "3.00"]])])
    lower = [header, ["117001", "", "6.00", "3.00", "3.00"], ["201", "一般公共服务支出", "6.00", "3.00", "3.00"]]
    (table,) = read_tables(document(upper, page([([], lower)], page_no=2)))
    assert table.sheet.repeated_rows == {2}
    assert len(table.reading.rows) == 3


def test_the_name_of_a_department_above_the_break_is_no_cut_name_of_its_office_below() -> None:
    header = ["科目名称", "合计", "基本支出", "项目支出"]
    upper = page([([TITLE, UNIT], [header, ["南湖市统筹协调局", "6.00", "3.00", "3.00"]])])
    lower = [header, ["南湖市统筹协调局本级", "6.00", "3.00", "3.00"], ["201-一般公共服务支出", "6.00", "3.00", "3.00"]]
    (table,) = read_tables(document(upper, page([([], lower)], page_no=2)))
    assert table.sheet.repeated_rows == {2}
    assert len(table.reading.rows) == 3


def test_a_header_of_four_rows_cut_within_a_word_and_printed_again_is_read_once() -> None:
    whole = [
        ["科目名称", "一般公共预算支出", "<", "<", "<"],
        ["^", "合计", "基本支出", "<", "项目支出"],
        ["^", "^", "合计", "其中", "^"],
        ["^", "^", "^", "人员经费", "^"],
    ]
    cut = [whole[0], ["^", "合计", "基本支出", "<", "项目支"]]
    rest = [["", "", "合计", "其中", "出"], ["^", "^", "^", "人员经费", "^"]]
    body = ["行政运行", "6.00", "3.00", "1.00", "3.00"]
    upper = page([([TITLE, UNIT], cut)])
    (table,) = read_tables(document(upper, page([([], [*whole, *rest, body])], page_no=2)))
    over = "一般公共预算支出"
    assert table.header.path_texts == (
        "科目名称", f"{over}/合计", f"{over}/基本支出/合计", f"{over}/基本支出/其中/人员经费", f"{over}/项目支出",
    )  # fmt: skip
    assert labels_of([table]) == [["行政运行"]]
    first_row = [["科目", "一般公共预算支", "<", "<", "<"]]
    (table,) = read_tables(document(page([([TITLE, UNIT], first_row)]), page([([], [*whole, *rest, body])], page_no=2)))
    assert table.header.path_texts[1] == f"{over}/合计", "the only row above the break may be cut itself"
    reaching = [["科目名", *whole[0][1:]], ["^", *whole[1][1:]]]
    (table,) = read_tables(document(page([([TITLE, UNIT], reaching)]), page([([], [*whole, *rest, body])], page_no=2)))
    assert table.header.path_texts[0] == "科目名称", "and so may a cell that reaches down to the break from a row above"
    # Another column's name is not the rest of one: it is another table's header, or a row.
    (other,) = read_tables(
        document(upper, page([([], [whole[0], ["^", "合计", "基本支出", "<", "其他支出"], body])], page_no=2))
    )
    assert other.header.path_texts[-1] != f"{over}/项目支出"


def test_the_one_columns_number_printed_again_is_no_amount() -> None:
    head = [["科目编码", "科目名称", "一般公共预算基本支出"], ["^", "^", "小计"], ["", "", "1"]]
    first = [*head, ["301", "工资福利支出", "3.00"], ["30101", "基本工资", "1.00"]]
    for upper, lower in ((first, [*head, ["30102", "津贴补贴", "2.00"]]), (head[:2], [*head, head[2], *first[3:]])):
        title = ["2024年一般公共预算基本支出表", UNIT]
        (table,) = read_tables(document(page([(title, upper)]), page([(title, lower)], page_no=2)))
        assert "1" not in {line["value_text"] for line in table.reading.lines}
        assert {"3.00", "1.00"} <= {line["value_text"] for line in table.reading.lines}


def test_the_only_columns_head_printed_again_is_no_total() -> None:
    head = [["科目编码", "科目名称", "一般公共预算基本支出"], ["", "", "合计"]]
    first = [*head, ["", "合计", "300.00"], ["301", "工资福利支出", "300.00"]]
    second = [*head, ["30101", "基本工资", "300.00"]]
    title = ["2024年一般公共预算基本支出表", UNIT]
    (table,) = read_tables(document(page([(title, first)]), page([(title, second)], page_no=2)))
    assert labels_of([table]) == [["合计", "工资福利支出", "基本工资"]]


def test_a_header_that_ends_with_the_page_reaches_into_no_row() -> None:
    head = [["单位编码", "科目名称", "一般公共预算支出", "<"], ["^", "^", "合计", "基本支出"]]
    body = [["117001", "", "3.00", "1.00"], ["117002", "教育支出", "2.00", "2.00"]]
    (table,) = read_tables(document(page([([TITLE, UNIT], head)]), page([([], body)], page_no=2)))
    assert table.header.path_texts[:2] == ("单位编码", "科目名称")
    assert "科目名称" not in labels_of([table])[0] and len(table.reading.rows) == 2


def test_a_title_cut_off_from_its_columns_by_the_page_is_theirs() -> None:
    heading = [[TITLE], [UNIT]]
    (table,) = read_tables(document(page([([], heading)]), page([([], FIRST)], page_no=2)))
    assert (table.printed_title, table.unit.label) == (TITLE, "元")
    assert labels_of([table]) == [["合计", "一般公共服务支出", "组织事务"]]
    other = page([(["表8.某局2024年政府性基金预算支出表", UNIT], FIRST)], page_no=2)
    assert len(read_tables(document(page([([], heading)]), other))) == 2, "another title is another table"


def test_a_title_of_three_lines_at_the_foot_of_the_page_before_is_read_whole() -> None:
    first = with_foot(
        page([([TITLE, UNIT], FIRST)]),
        "附表2：",
        "2024年一",
        "般公共预算支出总表",
        "（按支出功能分类科目）",
        "单位：元",
    )
    second = [["科目名称", "合计"], ["教育支出", "3.00"], ["其他支出", "3.00"]]
    tables = read_tables(document(first, page([([], second)], page_no=2)))
    assert tables[1].printed_title == "2024年一般公共预算支出总表（按支出功能分类科目）"
    assert tables[1].table_kind == "general_public_expenditure"


def test_a_title_at_the_foot_of_the_page_before_is_the_next_tables() -> None:
    first = with_foot(page([([TITLE, UNIT], FIRST)]), "机关运行经费支出预算表", "部门：某局 单位：万元")
    second = [["科目编码", "科目名称", "机关运行经费支出"], ["", "合计", "3.00"], ["302", "商品和服务支出", "3.00"]]
    tables = read_tables(document(first, page([([], second)], page_no=2)))
    assert [table.table_kind for table in tables] == ["general_public_expenditure", "operating_expenditure"]
    assert tables[1].unit.label == "万元"


def test_a_number_at_the_foot_of_the_page_before_is_that_of_the_title_below() -> None:
    second = [HEADER, *FIRST[1:]]
    for foot, title, number in (
        ("表7", "国有资本经营预算支出表", "7"),
        ("第 7 页", "国有资本经营预算支出表", None),
        ("表7", "表8.国有资本经营预算支出表", "8"),
    ):
        first = with_foot(page([([TITLE, UNIT], FIRST)]), foot)
        _, table = read_tables(document(first, page([([title, UNIT], second)], page_no=2)))
        assert table.title.printed_no == number


def test_words_at_the_foot_that_name_no_known_table_are_no_title() -> None:
    first = with_foot(page([([TITLE, UNIT], FIRST)]), "注：详见附表")
    second = [["2013201", "行政运行", "300.00", "200.00", "100.00"]]
    tables = read_tables(document(first, page([([], second)], page_no=2)))
    assert labels_of(tables) == [["合计", "一般公共服务支出", "组织事务", "行政运行"]]
