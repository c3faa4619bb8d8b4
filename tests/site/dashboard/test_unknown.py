"""未识别: those that weigh most first, each with the line that would teach it."""

from __future__ import annotations

import duckdb
import pytest

from pipelines.site.dashboard.unknown import teaching_lines, unknown_view


def test_the_same_header_in_several_reports_is_one_row_the_most_frequent_first(
    changed: duckdb.DuckDBPyConnection,
) -> None:
    changed.execute("delete from rpt_unknown_layout")
    for key, document, text, figures in (
        ("1", "a" * 64, "新栏", 3),
        ("2", "b" * 64, "新栏", 5),
        ("3", "a" * 64, "另栏", 90),
    ):
        changed.execute(
            "insert into rpt_unknown_layout (unknown_layout_key, item_kind, document_id, table_id, table_kind, printed_text, page_no, "
            "cell_count, figure_count, not_understood_yuan, file_name) "
            "values (?, 'amount_column', ?, 'x-t03', 'expenditure_summary', ?, 7, 1, ?, 2.50, 'f.pdf')",
            [key, document, text, figures],
        )
    first, second = unknown_view(changed)["layouts"]
    assert (first[1], first[3], first[4], first[6], first[8]) == ("新栏", 2, 8, "b" * 16, "t03")
    assert str(first[5]) == "5.00" and second[1] == "另栏"


def test_codes_of_no_list_come_before_names_that_differ(changed: duckdb.DuckDBPyConnection) -> None:
    changed.execute("delete from rpt_unknown_code")
    for key, code, match in (("1", "207", "name_differs"), ("2", "99999", "unknown")):
        changed.execute(
            "insert into rpt_unknown_code (unknown_code_key, document_id, fiscal_year, classification, code, name_printed, match_kind, "
            "row_count, first_page_no) values (?, 'd', 2024, 'function', ?, '名', ?, 1, 2)",
            [key, code, match],
        )
    assert [row[1] for row in unknown_view(changed)["codes"]] == ["99999", "207"]


@pytest.mark.parametrize(("item_kind", "text", "table_kind", "lines"), [
    ("table", "某某表", None, [["vocabulary/words.csv", "某某表,same_as,…"]]),
    ("amount_column", "总计", "revenue_summary", [
        ["vocabulary/words.csv", "总计,same_as,…"], ["vocabulary/header_words.csv", "总计,revenue_summary,measure,…"]]),
    ("amount_column", "甲/乙", "revenue_summary", [["vocabulary/header_words.csv", "甲/乙,revenue_summary,measure,…"]]),
    ("text_column", '备,"注', None, [
        ["vocabulary/words.csv", '"备,""注",same_as,…'], ["vocabulary/header_words.csv", '"备,""注",*,field,…']]),
    ("table", "(no title)", None, []), ("page", "第3页", None, []), ("text_column", " ", None, []),
])  # fmt: skip
def test_the_line_that_would_teach(item_kind: str, text: str, table_kind: str | None, lines: list[list[str]]) -> None:
    assert teaching_lines(item_kind, text, table_kind) == lines
