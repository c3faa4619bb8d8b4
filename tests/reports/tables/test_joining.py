"""Which grids are one table, and what a page break may and may not join."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipelines.extraction.model import Box, Conservation, ExtractedPage, TextLine
from pipelines.reports.tables import read_tables
from tests.reports.tables.grids import Rows, document, page
from tests.reports.tables.joined import FIRST, HEADER, TITLE, UNIT, labels_of


def test_a_grid_without_title_and_with_the_same_columns_goes_on() -> None:
    second = [["2013201", "行政运行", "300.00", "200.00", "100.00"]]
    tables = read_tables(document(page([([TITLE, UNIT], FIRST)]), page([([], second)], page_no=2)))
    assert labels_of(tables) == [["合计", "一般公共服务支出", "组织事务", "行政运行"]]
    assert tables[0].sheet.page_nos == [1, 2]


def test_a_header_printed_again_is_no_body_row() -> None:
    second = [HEADER, ["2013201", "行政运行", "300.00", "200.00", "100.00"]]
    for above in ([], [TITLE, UNIT]):
        tables = read_tables(document(page([([TITLE, UNIT], FIRST)]), page([(above, second)], page_no=2)))
        assert labels_of(tables) == [["合计", "一般公共服务支出", "组织事务", "行政运行"]]


def test_a_table_goes_on_over_a_page_that_prints_only_its_number() -> None:
    first, second = page([([TITLE, UNIT], FIRST)]), [["2013201", "行政运行", "300.00", "200.00", "100.00"]]
    number = TextLine("第 2 页", Box(50, 20, 90, 30))
    for text, count in ((number, 1), (replace(number, text="详见附件"), 2)):
        between = replace(page([], page_no=2), text_lines=(text,))
        assert len(read_tables(document(first, between, page([([], second)], page_no=3)))) == count
    unread = replace(page([], page_no=2), conservation=Conservation("fails"))
    assert len(read_tables(document(first, unread, page([([], second)], page_no=3)))) == 2


def test_another_title_begins_another_table() -> None:
    tables = read_tables(
        document(
            page([([TITLE, UNIT], FIRST)]), page([(["表8.某局2024年政府性基金预算支出表", UNIT], FIRST)], page_no=2)
        )
    )
    assert [table.table_kind for table in tables] == ["general_public_expenditure", "government_fund_expenditure"]


def test_other_columns_begin_another_table() -> None:
    second = [["项目", "金额"], ["合计", "1.00"]]
    tables = read_tables(document(page([([TITLE, UNIT], FIRST)]), page([([], second)], page_no=2)))
    assert len(tables) == 2
    assert tables[1].table_kind is None


def test_a_name_broken_by_the_page_becomes_one_cell_of_two_pieces() -> None:
    first = [*FIRST, ["2080505", "机关事业单位基本养老保险", "50.00", "50.00", "0.00"]]
    second = [["", "缴费支出", "", "", ""], ["221", "住房保障支出", "5.00", "5.00", "0.00"]]
    (table,) = read_tables(document(page([([TITLE, UNIT], first)]), page([([], second)], page_no=2)))
    names = [row["function_name_printed"] for row in table.reading.rows if row.get("function_code")]
    assert names == ["一般公共服务支出", "组织事务", "机关事业单位基本养老保险缴费支出", "住房保障支出"]
    broken = next(cell for cell in table.sheet.cells if cell.text.endswith("缴费支出"))
    assert [(piece.page_no, piece.cell.text) for piece in broken.pieces] == [
        (1, "机关事业单位基本养老保险"),
        (2, "缴费支出"),
    ]


def test_a_row_of_its_own_is_not_joined_though_its_figures_are_blank() -> None:
    header = [["收入", "<", "支出", "<"], ["项目", "预算数", "项目", "预算数"]]
    first = [
        *header,
        ["一、一般公共预算拨款收入", "5.00", "一、一般公共服务支出", "5.00"],
        ["二、事业收入", "1.00", "二、国防支出", ""],
    ]
    second = [["", "", "三、公共安全支出", ""], ["收入总计", "6.00", "支出总计", "6.00"]]
    (table,) = read_tables(document(page([(["表1.某局2024年收支总表", UNIT], first)]), page([([], second)], page_no=2)))
    names = [row["label_printed"] for row in table.reading.rows if row["side"] == "expenditure"]
    assert names == ["一、一般公共服务支出", "二、国防支出", "三、公共安全支出", "支出总计"]


def test_two_tables_on_one_page_keep_their_titles_and_units() -> None:
    rows = [HEADER, ["", "合计", "1.00", "1.00", "0.00"]]
    both = page([([TITLE, UNIT], rows), (["表9.某局2024年国有资本经营预算支出表", "单位：万元"], rows)])
    tables = read_tables(document(both))
    assert [table.title.printed_no for table in tables] == ["5", "9"]
    assert [table.unit.label for table in tables] == ["元", "万元"]


def test_a_title_wrapped_over_two_lines_is_joined() -> None:
    rows = [["“三公”经费合计", "因公出国（境）费", "公务接待费"], ["0.00", "0.00", "0.00"]]
    (table,) = read_tables(document(page([(["表7.某局2024年一般公共预算“三公”经费支", "出表", UNIT], rows)])))
    assert table.printed_title == "表7.某局2024年一般公共预算“三公”经费支出表"
    assert (table.title.printed_no, table.title.year, table.table_kind) == ("7", 2024, "three_public_expenditure")


def test_a_title_and_a_unit_inside_the_grid_are_no_body_rows() -> None:
    rows = [["预算05表一般公共预算支出表", "<", "<", "<", "<"], ["", "", "", "", "金额单位：万元"], *FIRST]
    (table,) = read_tables(document(page([([], rows)])))
    assert (table.table_kind, table.unit.label, table.unit.source) == ("general_public_expenditure", "万元", "grid")
    assert labels_of([table]) == [["合计", "一般公共服务支出", "组织事务"]]


def test_a_sentence_above_a_grid_is_no_title() -> None:
    (table,) = read_tables(document(page([(["2024年预算支出情况详见下表。"], FIRST)])))
    assert table.printed_title is None


def moved(page_: ExtractedPage, *, by: float) -> ExtractedPage:
    """The page with the rule after the first column of its grids elsewhere."""
    grids = tuple(
        replace(grid, column_edges=(grid.column_edges[0], grid.column_edges[1] + by, *grid.column_edges[2:]))
        for grid in page_.grids
    )
    return replace(page_, grids=grids)


def test_columns_whose_rules_moved_go_on_below_the_header_printed_again() -> None:
    second = [HEADER, ["2013201", "行政运行", "300.00", "200.00", "100.00"]]
    pages = document(page([([TITLE, UNIT], FIRST)]), moved(page([([], second)], page_no=2), by=9))
    tables = read_tables(pages)
    assert labels_of(tables) == [["合计", "一般公共服务支出", "组织事务", "行政运行"]]
    assert not any(line["measure_key"] is None for line in tables[0].reading.lines)


def test_columns_whose_rules_moved_below_another_header_are_another_table() -> None:
    second = [["单位编码", *HEADER[1:]], ["2013201", "行政运行", "300.00", "200.00", "100.00"]]
    pages = document(page([([TITLE, UNIT], FIRST)]), moved(page([([], second)], page_no=2), by=9))
    assert len(read_tables(pages)) == 2


def test_a_title_printed_again_without_its_number_goes_on() -> None:
    second = [HEADER, ["2013201", "行政运行", "300.00", "200.00", "100.00"]]
    for title, again, count in (
        ("表五2024年一般公共预算支出表", "2024年一般公共预算支出表", 1),
        ("表五2024年一般公共预算支出表", "表六2024年一般公共预算支出表", 2),
    ):
        tables = read_tables(document(page([([title, UNIT], FIRST)]), page([([again, UNIT], second)], page_no=2)))
        assert len(tables) == count


def test_a_department_that_runs_into_a_line_of_its_own_hides_no_title() -> None:
    above = ["2017年收入预算总表", "部门：中国共产党某省委员会办 单位：万元", "公厅"]
    rows = [["项目名称", "金额"], ["收入总计", "9.00"]]
    (table,) = read_tables(document(page([(above, rows)])))
    assert (table.printed_title, table.table_kind, table.unit.label) == (above[0], "revenue_summary", "万元")
    # Any other line between a grid and what could be a title parts them.
    (table,) = read_tables(document(page([([above[0], "以下为附件", above[2]], rows)])))
    assert table.printed_title is None


TARGETS = "表12.项目支出绩效目标表"
TARGET_HEADER = [
    "项目名称",
    "项目总额",
    "其中：财政资金",
    "其中：其他资金",
    "绩效目标",
    "一级指标",
    "二级指标",
    "三级指标",
    "指标值",
]


def _at_the_right(rows: Rows, *, columns_left: float) -> ExtractedPage:
    """Page 2, whose grid stands so many columns of a form to the right of its first."""
    made = page([([], rows)], page_no=2)
    (grid,) = made.grids
    shift = 60.0 * columns_left
    edges = tuple(edge + shift for edge in grid.column_edges)
    moved = replace(grid, column_edges=edges, box=replace(grid.box, x0=grid.box.x0 + shift, x1=grid.box.x1 + shift))
    return replace(made, grids=(moved,))


def test_the_last_columns_of_a_form_belong_to_it_two_only_in_their_very_places() -> None:
    row = ["项目甲", "5.00", *[""] * 3, "产出指标", "数量指标", "场次", "≥4"]
    first = page([([TARGETS, "单位：万元"], [TARGET_HEADER, row])])
    three, two, one = ["数量指标", "人数", "≥5"], ["人数", "≥5"], ["≥5"]
    aside = 2 / 60
    for texts, left, count in (
        (three, 6, 1), (three, 6 + aside, 1), (three, 5, 2), (two, 7, 1), (two, 7 + aside, 2), (two, 6, 2), (one, 8, 2),
    ):  # fmt: skip
        tables = read_tables(document(first, _at_the_right([texts], columns_left=left)))
        assert len(tables) == count, (texts, left)


def test_a_page_with_only_the_last_columns_of_a_form_belongs_to_it() -> None:
    indicator = ["产出指标", "数量指标"]
    row = ["项目甲", "5.00", "4.00", "1.00", "做好工作", *indicator, "场次", "≥4"]
    middle = _at_the_right([[*indicator, "人数", "≥5"], [*indicator, "天数", "≥6"]], columns_left=5)
    last = page([([], [["项目乙", "7.00", "7.00", "", "继续", *indicator, "本数", "≥7"]])], page_no=3)
    first = page([([TARGETS, "单位：万元"], [TARGET_HEADER, row])])
    (table,) = read_tables(document(first, middle, last))
    assert [found["indicator_name"] for found in table.reading.indicators] == ["场次", "人数", "天数", "本数"]
    money = [(line["measure_key"], str(line["value"])) for line in table.reading.lines if line["value"] is not None]
    assert money == [
        ("project_investment", "5.00"), ("project_funding_fiscal", "4.00"), ("project_funding_other", "1.00"),
        ("project_investment", "7.00"), ("project_funding_fiscal", "7.00"),
    ]  # fmt: skip


def test_a_block_of_amounts_with_headers_that_are_row_names_elsewhere() -> None:
    rows = [
        ["部门名称", "<", "某局", "<", "<", "<"],
        ["总体资金情况（万元）", "<", "预算支出总额", "财政拨款", "<", "其他资金"],
        ["^", "^", "^", "合计", "项目支出", "合计"],
        ["^", "^", "9.00", "7.00", "7.00", "2.00"],
    ]
    (table,) = read_tables(document(page([(["表13.部门整体支出绩效目标表"], rows)])))
    assert [(line["measure_key"], str(line["value"])) for line in table.reading.lines] == [
        ("funding_amount", "9.00"), ("funding_fiscal", "7.00"), ("funding_fiscal_project", "7.00"), ("funding_other", "2.00"),
    ]  # fmt: skip


def _moved(rows: Rows, *, by: float, above: Sequence[str] = ()) -> list[list[str | None]]:
    """Labels of the tables where the rule after the names stands elsewhere on the second page."""
    second = page([(above, rows)], page_no=2)
    edges = list(second.grids[0].column_edges)
    edges[2] += by
    second = replace(second, grids=(replace(second.grids[0], column_edges=tuple(edges)),))
    return labels_of(read_tables(document(page([([TITLE, UNIT], FIRST)]), second)))


def test_rows_of_figures_go_on_though_a_rule_stands_some_points_aside() -> None:
    rows = [["2013201", "行政运行", "300.00", "200.00", "100.00"]]
    assert _moved(rows, by=5.0) == [["合计", "一般公共服务支出", "组织事务", "行政运行"]]


def test_a_rule_far_from_its_place_begins_another_table() -> None:
    rows = [["2013201", "行政运行", "300.00", "200.00", "100.00"]]
    assert len(_moved(rows, by=25.0)) == 2


def test_a_header_or_a_line_above_begins_another_table() -> None:
    rows = [["2013201", "行政运行", "300.00", "200.00", "100.00"]]
    assert len(_moved([["项目编码", "项目名称", "数量", "单价", "金额"], *rows], by=5.0)) == 2
    assert len(_moved(rows, by=5.0, above=["按部门列示"])) == 2


UNITS_HEADER = ["单位名称", "科目编码", "科目名称", "合计"]
UNITS_FIRST = [
    UNITS_HEADER,
    ["某局本级", "201", "一般公共服务支出", "3000.50"],
    ["^", "20132", "组织事务", "3000.50"],
    ["某局信息中心", "205", "教育支出", "1200.25"],
    ["^", "20508", "进修及培训", "1200.25"],
]


def _units_of(second: Rows) -> list[str | None]:
    title = "某局2024年一般公共预算支出表"
    (table,) = read_tables(document(page([([title, UNIT], UNITS_FIRST)]), page([([], second)], page_no=2)))
    return [row.get("unit_name_printed") for row in table.reading.rows]


def test_a_merged_cell_goes_on_below_the_header_printed_again() -> None:
    second = [UNITS_HEADER, ["", "2050803", "培训支出", "1200.25"], ["", "208", "社会保障和就业支出", "10.75"]]
    second[2][0] = "^"
    assert _units_of(second) == [*["某局本级"] * 2, *["某局信息中心"] * 4]


def test_a_units_name_cut_by_the_page_stands_whole_in_another_table() -> None:
    title, other = "某局2024年一般公共预算支出表", "某局2024年收入总表"
    income = [["单位名称", "合计"], ["某局督查考核中心", "80.50"]]
    first = [*UNITS_FIRST, ["某局督查", "205", "教育支出", "80.50"]]
    second = [UNITS_HEADER, ["考核中心", "20508", "进修及培训", "80.50"], ["^", "2050803", "培训支出", "80.50"]]
    pages = page([([title, UNIT], first)], page_no=2), page([([], second)], page_no=3)
    units = ["某局督查考核中心"] * 3, ["某局督查", "考核中心", "考核中心"]
    for above, expected in zip(
        (page([([other, UNIT], income)]), page([([other, UNIT], income[:1])])), units, strict=True
    ):
        *_, table = read_tables(document(above, *pages))
        assert [row.get("unit_name_printed") for row in table.reading.rows][4:] == expected


def test_another_name_below_the_header_printed_again_is_another_cell() -> None:
    second = [UNITS_HEADER, ["某局服务中心", "205", "教育支出", "80.50"], ["^", "20508", "进修及培训", "80.50"]]
    assert _units_of(second) == [*["某局本级"] * 2, *["某局信息中心"] * 2, *["某局服务中心"] * 2]


def _project_over_the_break(lower: str) -> str | None:
    header = ["项目名称", "金额", "绩效目标"]
    first = [header, *([f"110000260{number}-业务经费{number}", "10.50", "按期完成"] for number in range(3))]
    first += [["110000269-市管企业共性问题违规经营", "264.64", "完成检查"], ["^", "264.64", "发现缺陷"]]
    second = [[lower, "264.64", "完成培训"], ["^", "264.64", "提高能力"]]
    title = "某局2024年项目支出绩效目标表"
    (table,) = read_tables(document(page([([title, UNIT], first)]), page([([], second)], page_no=2)))
    name: str | None = table.reading.rows[-1].get("project_name_printed")
    return name


def test_a_line_cut_by_the_page_s_edge_is_printed_twice_and_read_once() -> None:
    assert _project_over_the_break("问题、违规经营投资责任追究") == "市管企业共性问题、违规经营投资责任追究"
    assert _project_over_the_break("营投资责任追究") == "市管企业共性问题违规经营营投资责任追究", (
        "one character in common is an accident"
    )
