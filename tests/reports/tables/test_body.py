"""The rows of a table's body: which column names them, and what only repeats the header."""

from __future__ import annotations

from pipelines.reports.tables import PrintedTable, read_tables
from tests.reports.tables.grids import Rows, document, page


def read(title: str, *pages: Rows) -> PrintedTable:
    first, *others = pages
    tables = read_tables(
        document(
            page([([title, "单位：万元"], first)]),
            *(page([([], rows)], page_no=page_no) for page_no, rows in enumerate(others, start=2)),
        )
    )
    assert len(tables) == 1
    return tables[0]


def labels(found: PrintedTable) -> list[str | None]:
    return [row["label_printed"] for row in found.reading.rows]


HEADER = ["科目编码", "科目名称", "合计", "基本支出"]
FIRST = [HEADER, ["", "合计", "9.00", "9.00"], ["201", "一般公共服务支出", "3.00", "3.00"]]
LAST = ["205", "教育支出", "6.00", "6.00"]
TITLE = "表3.某局2024年支出总表"


def test_a_header_printed_again_is_no_row() -> None:
    assert labels(read(TITLE, [*FIRST, HEADER, LAST])) == ["合计", "一般公共服务支出", "教育支出"]


def test_numbers_of_columns_on_a_later_page_are_no_row() -> None:
    numbers = ["栏次", "1", "2", "3"]
    assert labels(read(TITLE, [*FIRST, numbers, LAST])) == ["合计", "一般公共服务支出", "教育支出"]
    assert labels(read(TITLE, [*FIRST, ["**", "**", "1", "2"], LAST]))[-2:] != ["一般公共服务支出", "教育支出"], (
        "two numbers may be money"
    )


def test_money_that_does_not_count_on_is_a_row() -> None:
    found = read(TITLE, [*FIRST, ["206", "3", "2", "1"], LAST])
    assert len(found.reading.rows) == 4


def test_the_first_column_of_words_names_the_rows_where_no_header_says_which_does() -> None:
    rows = [["事由", "2024年预算数"], ["合计", "9.00"], ["因公出国（境）费", "4.00"], ["公务接待费", "5.00"]]
    found = read("2024年一般公共预算“三公”经费支出表", rows)
    assert labels(found) == ["合计", "因公出国（境）费", "公务接待费"]


def test_a_column_with_a_figure_in_it_names_no_rows() -> None:
    rows = [["事由", "2024年预算数"], ["合计", "9.00"], ["4.00", "4.00"], ["公务接待费", "5.00"]]
    found = read("2024年一般公共预算“三公”经费支出表", rows)
    assert labels(found) != ["合计", "4.00", "公务接待费"]


def _government_codes(*rows: list[str]) -> list[str | None]:
    header = [["收入", "<", "支出", "<"], ["项目", "预算数", "政府预算支出经济分类科目（按大类）", "预算数"]]
    found = read("某局2024年收支总表", [*header, *rows])
    return [row.get("government_economic_code") for row in found.reading.rows if row["side"] == "expenditure"]


def test_names_of_the_governments_classification_mean_its_codes() -> None:
    rows = (["一、财政拨款收入", "30.00", "一、机关工资福利支出", "10.00"], ["", "", "二、对企业补助", "20.00"])
    assert _government_codes(*rows) == ["501", "507"]


def test_a_name_of_no_class_of_the_government_means_no_code() -> None:
    assert _government_codes(["一、财政拨款收入", "30.00", "一、部门预算", "30.00"]) == [None]


def test_a_code_of_the_government_printed_beside_the_departments_is_kept() -> None:
    header = ["部门预算支出经济分类科目编码", "部门预算支出经济分类科目名称", "政府预算支出经济分类科目编码", "合计"]
    found = read("某局2024年一般公共预算基本支出表", [header, ["30101", "基本工资", "50101", "10.00"]])
    (row,) = found.reading.rows
    assert (row["economic_code"], row["government_economic_code"]) == ("30101", "50101")


def test_names_without_codes_are_of_the_classification_their_table_runs_along() -> None:
    rows = [["科目名称", "合计"], ["合计", "9.00"], ["商品和服务支出", "9.00"], ["其他支出", "9.00"]]
    economic = read("某局2024年一般公共预算支出表（按支出经济分类科目）", rows)
    assert [row["economic_code"] for row in economic.reading.rows[1:]] == ["302", "399"]
    function = read("某局2024年一般公共预算支出表（按支出功能分类科目）", rows)
    assert [row["function_code"] for row in function.reading.rows[1:]] == [None, "229"]
    assert not any(row.get("economic_code") for row in function.reading.rows)


def test_a_number_beside_nothing_is_no_row_of_its_half() -> None:
    rows = [
        ["序号", "收入", "<", "支出", "<"],
        ["^", "项目", "预算数", "项目", "预算数"],
        ["1", "一般公共预算拨款收入", "9.00", "一般公共服务支出", "4.00"],
        ["2", "", "", "教育支出", "5.00"],
        ["3", "本年收入合计", "9.00", "本年支出合计", "9.00"],
    ]
    found = read("表1.某局2024年收支总表", rows)
    assert [row["label_printed"] for row in found.reading.rows if row["side"] == "revenue"] == [
        "一般公共预算拨款收入", "本年收入合计",
    ]  # fmt: skip
    assert len([row for row in found.reading.rows if row["side"] == "expenditure"]) == 3


def test_a_class_printed_with_its_code_before_its_name() -> None:
    header = [["收入", "<", "支出", "<"], ["项目", "预算数", "功能分类", "预算数"]]
    rows = [
        ["事业收入", "9.00", "204公共安全支出", "3.00"],
        ["其他收入", "", "205 教育支出", "6.00"],
        ["", "", "206公共安全支出", ""],
    ]
    found = read("某局2024年收支总表", [*header, *rows])
    codes = {row["label_printed"]: row.get("function_code") for row in found.reading.rows}
    assert (codes["204公共安全支出"], codes["205 教育支出"]) == ("204", "205")
    assert codes["206公共安全支出"] is None, "the list does not pair the two"
