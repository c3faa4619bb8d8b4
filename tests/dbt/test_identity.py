"""Whose report a file is that does not say so itself: each way to tell, and each in which nobody can."""

from __future__ import annotations

from typing import Any

import duckdb
import pytest

from tests.dbt.conftest import build
from tests.dbt.hand_over import SEEN_AT, PrintedRow, Report, write_hand_over, write_run_table

#: Money of a small body in 万元, to six decimals as tables print it, and to two as texts do.
_PRINTED = ("9,151.309668", "9,142.554971", "6,770.499100", "275.300856")
_STATED = ("9151.31", "9142.55", "6770.50", "275.30")
ROUND_SUMS = ("90,000.00", "50,000.00", "40,000.00", "20,000.00", "10,000.00")


def printed(body_no: int) -> tuple[str, ...]:
    """Totals that only one body prints."""
    return tuple(f"{body_no}{amount}" for amount in _PRINTED)


def stated(body_no: int) -> tuple[str, ...]:
    """The same totals as its text states them."""
    return tuple(f"{body_no}{amount}" for amount in _STATED)


def tables(name: str, money: tuple[str, ...], **facts: Any) -> Report:
    """A tables part whose cover is elsewhere: its largest total first; by default it names no body."""
    own: dict[str, Any] = {"issuer_name": None, "department_name": None, "body_kind": None}
    report = Report(name, own | facts)
    kinds = (
        "revenue_expenditure_summary",
        "general_public_expenditure",
        "project_expenditure",
        "government_procurement",
    )
    for kind, amount in zip(kinds, money, strict=False):
        report.add_table(kind, ["total"], [PrintedRow(0, "total", (amount,), "合计")], unit_label="万元")
    return report


def text(name: str, issuer: str, money: tuple[str, ...], **facts: Any) -> Report:
    """A text part, which states the money of its tables."""
    report = Report(name, {"issuer_name": issuer, "department_name": issuer, "division_name": "某市"} | facts)
    for amount in money:
        report.add_statement("revenue_total", "amount", amount, "万元")
    return report


def perf(name: str, **facts: Any) -> Report:
    """Targets alone: a list of projects whose rows nobody understood, so that only cells are there."""
    report = Report(name, {"issuer_name": "某市数据局", "fiscal_year": None, "body_kind": None} | facts)
    table_id = report.add_table("project_performance_targets", [], [], unit_label="万元")
    place = {"table_id": table_id, "document_id": report.document_id, "page_no": 1, "row_span": 1, "col_span": 1}
    for row_no, amount in enumerate(("86,246.64", "16,926.32", "12,345.67", "1,391.47", "365.54", "102.38"), start=1):
        place |= {"cell_id": f"{table_id}-{row_no}", "row_no": row_no, "col_no": 1, "form_no": 1, "piece_no": 1}
        words = {"text_raw": amount, "text": amount, "joined_text": amount, "role": "figure", "engine": "vector"}
        report.tables["cells"].append(place | words)
    return report


def projects(name: str, year: int = 2024, total: str = "86,246.64", **facts: Any) -> Report:
    """A whole budget with the list of projects."""
    report = Report(name, {"issuer_name": "某市数据局", "fiscal_year": year} | facts)
    rows = [PrintedRow(0, "total", (total,), "合计")]
    rows += [
        PrintedRow(1, "line", (amount,), f"项目{amount}")
        for amount in ("16,926.32", "12,345.67", "1,391.47", "365.54", "102.38")
    ]
    report.add_table("project_expenditure", ["total"], rows, unit_label="万元")
    report.add_statement("revenue_total", "amount", "98880.78", "万元")
    return report


def with_unit(report: Report, *names: str) -> Report:
    """The units that the table of revenue lists."""
    rows = [PrintedRow(1, "line", ("9,151.309668",), name, {"unit_name_printed": name}) for name in names]
    report.add_table("revenue_summary", ["total"], rows, unit_label="万元")
    return report


def say(report: Report, words: str) -> Report:
    """A paragraph of its text."""
    report.tables["paragraphs"].append(
        {
            "document_id": report.document_id, "paragraph_no": 1, "page_no": 1, "part": "narrative", "text": words, "is_heading": False,
        }
    )  # fmt: skip
    return report


#: What the name of a file says.
_HINT = {"claimed_by": "file_name", "line_no": None, "issuer_name": "某市民政局", "division_name": "某市", "division_code": "310000", "fiscal_year": 2025}  # fmt: skip
REPORTS = (
    # Body and place from the text beside it.
    tables("civil_tables", printed(11)), text("civil_text", "某市民政局", stated(11), department_code="012"),
    # Three totals are enough, two (below) are not.
    tables("three_tables", printed(14)), text("three_text", "某市气象局", stated(14)[:3]),
    # The year from the text beside it.
    tables("office_tables", printed(12), issuer_name="某市办公室", fiscal_year=None),
    text("office_text", "中国共产党某市办公室", stated(12)),
    # A text without a year, from its tables.
    text("late_text", "某市档案馆", stated(13), fiscal_year=None), tables("late_tables", printed(13), issuer_name="某市档案馆"),
    # Targets: the year from the budget with the same projects; the year before has them under another total.
    perf("data_targets"), projects("data_budget"), projects("data_budget_before", 2023, "76,246.64"),
    # Nobody can tell.
    tables("two", printed(21)), text("two_text", "甲局", stated(21)), text("two_other", "乙局", stated(21)),
    tables("department_or_unit", printed(22)), text("as_department", "丙局", stated(22)),
    text("as_unit", "丙局", stated(22), body_kind="unit"),
    tables("few", printed(23)), text("few_text", "丁局", (*stated(23)[:2], "1.11")),
    tables("another_year", printed(24)), text("year_text", "戊局", stated(24), fiscal_year=2023),
    tables("another_place", printed(25), division_name="北京市", division_code="110000"),
    text("place_text", "己局", stated(25), division_name="上海市", division_code="310000"),
    tables("another_kind", printed(26), report_kind="final_accounts"), text("kind_text", "庚局", stated(26)),
    tables("another_body", printed(27), issuer_name="辛局", fiscal_year=None), text("body_text", "壬局", stated(27)),
    with_unit(tables("another_unit", printed(28)), "癸中心"), text("unit_text", "子局", stated(28)),
    tables("largest_differs", ("9,999,999.123456", *printed(29))), text("largest_text", "丑局", stated(29)),
    tables("round_sums", ROUND_SUMS), text("round_text", "寅局", tuple(amount.replace(",", "") for amount in ROUND_SUMS)),
    tables("gone_partner", printed(30)), text("gone_text", "卯局", stated(30)),
    # The only unit.
    with_unit(tables("one_unit", printed(31)), "某市社会福利院", "某市社会福利院"),
    with_unit(tables("two_units", printed(32)), "某市社会福利院", "某市救助站"),
    # Names.
    say(tables("printed_year", printed(41), fiscal_year=None), "2025年将开展工作"),
    say(tables("unprinted_year", printed(42), fiscal_year=None), "2024年将开展工作"),
    tables("with_text", printed(43)), text("its_text", "某市统计局", stated(43)),
    tables("of_another_place", printed(44), division_name="北京市", division_code="110000"),
    # A person.
    tables("stated", printed(51)), text("not_asked", "辰局", stated(51)), text("corrected", "印错局", stated(52)),
    text("confirmed", "某市农业局", stated(53)), tables("twin", printed(54)),
)  # fmt: skip
GONE = "gone_text"
CLAIMS = (
    *(
        _HINT | {"file_name": f"{name}.pdf"}
        for name in ("printed_year", "unprinted_year", "with_text", "of_another_place")
    ),
    {
        "file_name": "stated.pdf",
        "issuer_name": "某市水务局",
        "division_name": "某市",
        "fiscal_year": 2022,
        "part": "targets",
    },
    {"file_name": "corrected.pdf", "issuer_name": "某市农业局", "line_no": 3},
    {"file_name": "confirmed.pdf", "issuer_name": "某市农业局", "line_no": 4},
    {"file_name": "twin.pdf", "issuer_name": "甲局", "line_no": 5},
    {"file_name": "twin_copy.pdf", "issuer_name": "乙局", "line_no": 6},
)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """What dbt decides of bodies that have nothing to do with each other, each with money of its own; by the report's name."""
    folder = tmp_path_factory.mktemp("identity")
    root = write_hand_over(folder / "hand_over", *REPORTS)
    seen = {"size_bytes": 1, "first_seen_at": SEEN_AT, "last_seen_at": SEEN_AT, "status": "accepted"}
    files = [seen | {"file_name": f"{report.name}.pdf", "document_id": report.document_id} for report in REPORTS]
    files = [file | {"status": "gone" if file["file_name"] == f"{GONE}.pdf" else "accepted"} for file in files]
    files.append(seen | {"file_name": "twin_copy.pdf", "document_id": REPORTS[-1].document_id, "status": "duplicate"})
    write_run_table(root, "files", files)
    write_run_table(
        root,
        "identity_claims",
        [{"claimed_by": "stated", "list_name": "sources.csv", "line_no": 2} | claim for claim in CLAIMS],
    )
    cautious = ("--indirect-selection", "cautious", "--exclude-resource-type", "unit_test")
    build(folder, root, "--select", "+int_document", *cautious)
    with duckdb.connect(str(folder / "candidate.duckdb"), read_only=True) as connection:
        found = connection.execute("select * from intermediate.int_document")
        names = [column[0] for column in found.description]
        rows = [dict(zip(names, row, strict=True)) for row in found.fetchall()]
    return {row["file_name"].removesuffix(".pdf"): row for row in rows}


def _is_held_back(found: dict[str, Any], *words: str) -> bool:
    return found["is_held_back"] and not found["is_published"] and all(word in found["hold_reason"] for word in words)


def test_the_body_is_that_of_the_text_with_the_same_totals(told: dict[str, dict[str, Any]]) -> None:
    found = told["civil_tables"]
    assert (found["issuer_name"], found["issuer_source"]) == ("某市民政局", "same_totals")
    assert (found["department_name"], found["department_code"], found["division_name"]) == ("某市民政局", "012", "某市")
    assert (found["fiscal_year_source"], found["body_kind"], found["part"]) == ("printed", "department", "tables")
    assert found["is_published"] and found["hold_reason"] is None
    assert "civil_text.pdf" in found["identity_note_en"] and "1191513096.68 yuan" in found["identity_note_en"]
    assert "4 个相同的数字" in found["identity_note_zh"]


def test_three_totals_are_enough(told: dict[str, dict[str, Any]]) -> None:
    assert (told["three_tables"]["issuer_name"], told["three_tables"]["issuer_source"]) == ("某市气象局", "same_totals")


def test_the_year_is_that_of_the_text_of_the_same_body(told: dict[str, dict[str, Any]]) -> None:
    found = told["office_tables"]
    assert (found["issuer_name"], found["issuer_source"]) == ("某市办公室", "printed")
    assert (found["fiscal_year"], found["fiscal_year_source"], found["is_published"]) == (2024, "same_totals", True)


def test_a_text_takes_its_year_from_its_tables(told: dict[str, dict[str, Any]]) -> None:
    found = told["late_text"]
    assert (found["fiscal_year"], found["fiscal_year_source"], found["part"]) == (2024, "same_totals", "text")


def test_targets_take_their_year_from_the_budget_with_the_same_projects(told: dict[str, dict[str, Any]]) -> None:
    found = told["data_targets"]
    assert (found["fiscal_year"], found["fiscal_year_source"], found["part"]) == (2024, "same_totals", "targets")
    assert "data_budget.pdf" in found["identity_note_en"]


def test_a_report_that_says_it_all_has_nothing_to_be_noted(told: dict[str, dict[str, Any]]) -> None:
    found = told["civil_text"]
    assert (found["issuer_source"], found["fiscal_year_source"]) == ("printed", "printed")
    assert found["identity_note_en"] is None and found["identity_note_zh"] is None


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("two", ("two_text.pdf (甲局", "two_other.pdf (乙局", "sources.csv")),
        ("department_or_unit", ("as_department.pdf (丙局, department", "as_unit.pdf (丙局, unit")),
        ("few", ("no other file prints the same totals",)),
        ("another_year", ("no other file prints the same totals",)),
        ("another_place", ("no other file",)),
        ("another_kind", ("no other file",)),
        ("another_body", ("not known: fiscal year", "no other file")),
        ("another_unit", ("unit_text.pdf (子局", "癸中心")),
        ("largest_differs", ("no other file",)),
        ("round_sums", ("no other file",)),
        ("gone_partner", ("no other file",)),
    ],
)
def test_what_nobody_can_tell_is_held_back_with_its_reason(
    told: dict[str, dict[str, Any]], name: str, words: tuple[str, ...]
) -> None:
    found = told[name]
    assert _is_held_back(found, *words, f"{name}.pdf"), found["hold_reason"]
    assert found["fiscal_year_source" if name == "another_body" else "issuer_source"] is None


def test_the_only_unit_of_the_tables_is_the_body(told: dict[str, dict[str, Any]]) -> None:
    one = told["one_unit"]
    assert (one["issuer_name"], one["issuer_source"], one["is_published"]) == ("某市社会福利院", "tables_unit", True)
    assert (one["department_name"], one["body_kind"]) == ("某市社会福利院", "unit"), "no department stands above it"
    assert "only department or unit" in one["identity_note_en"]
    assert _is_held_back(told["two_units"], "not known: issuer")


def test_names_are_the_last_to_be_asked_and_shown_as_such(told: dict[str, dict[str, Any]]) -> None:
    found = told["printed_year"]
    assert (found["issuer_name"], found["issuer_source"], found["division_code"]) == (
        "某市民政局",
        "file_name",
        "310000",
    )
    assert (found["fiscal_year"], found["fiscal_year_source"], found["is_published"]) == (2025, "file_name", True)
    assert "from the name of the file alone" in found["identity_note_en"]
    assert (told["with_text"]["issuer_name"], told["with_text"]["issuer_source"]) == ("某市统计局", "same_totals")


def test_names_that_nothing_speaks_for_are_hints_and_no_more(told: dict[str, dict[str, Any]]) -> None:
    assert _is_held_back(told["unprinted_year"], "not known: fiscal year", "hint at: 某市民政局, 2025")
    assert _is_held_back(told["of_another_place"], "not known: issuer", "hint at: 某市民政局")


def test_what_a_person_states_outranks_everything(told: dict[str, dict[str, Any]]) -> None:
    own, corrected = told["stated"], told["corrected"]
    assert (own["issuer_name"], own["fiscal_year"], own["part"]) == ("某市水务局", 2022, "targets")
    assert (own["issuer_source"], own["fiscal_year_source"], own["report_kind_source"]) == (
        "stated",
        "stated",
        "printed",
    )
    assert "line 2 (the report prints “2024”)" in own["identity_note_en"]
    assert (corrected["issuer_name"], corrected["department_name"]) == ("某市农业局", "某市农业局")
    assert "line 3 (the report prints “印错局”)" in corrected["identity_note_en"]
    assert (told["confirmed"]["issuer_source"], told["confirmed"]["identity_note_en"]) == ("stated", None)


def test_statements_on_one_content_that_contradict_each_other_hold_it_back(told: dict[str, dict[str, Any]]) -> None:
    assert _is_held_back(told["twin"], "contradict each other", "互相矛盾")
