"""docs/teaching.md, followed word by word: its lines are added to a copy of the program, which then knows what it did not.

The copy reads three reports that print the same: one as it is, one misprinted, and one whose fund has a name that nobody taught.
"""

from __future__ import annotations

import csv
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest
from filelock import FileLock

from pipelines.extraction.document import extract_document
from pipelines.reports.facts import FileFacts
from pipelines.reports.report import read_report
from specimens.typeset import LOOKS, Report, typeset
from tests.docs.taught_report import EXPENDITURE, FISCAL, taught_report

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "teaching.md").read_text(encoding="utf-8")
#: What the main job of the copy consists of; the tests lend the rules their cases.
PARTS = ("pipelines", "dbt_project", "expectations", "tests", "docs", "pyproject.toml")
MOST_LINES = MOST_FILES = 3
RIGHT, MISPRINTED, UNTAUGHT = "青山区林业局", "青山区园林局", "青山区碳汇局"
UNTAUGHT_FUND = "普通财力预算"
NEW_KIND, NEW_RULES = "general_public_project_by_function", ("expenditure_basic_across", "general_public_2_is_4")


@dataclass(frozen=True)
class Lesson:
    """A section of the page: its title, and the lines to add by file."""

    title: str
    lines: dict[str, list[str]]


def _lessons() -> list[Lesson]:
    found = []
    for section in re.split(r"^## ", PAGE, flags=re.MULTILINE)[1:]:
        lines: dict[str, list[str]] = {}
        for file, block in re.findall(r"^`([\w/.]+\.csv)`\n```csv\n(.*?)```", section, flags=re.DOTALL | re.MULTILINE):
            lines.setdefault(file, []).extend(block.splitlines())
        if lines:
            found.append(Lesson(section.splitlines()[0], lines))
    return found


LESSONS = _lessons()


def test_the_page_teaches_words_a_column_a_kind_and_rules() -> None:
    assert [lesson.title.split(":")[0] for lesson in LESSONS] == [
        "1. A word", "2. A column that measures something new", "3. A kind of table", "4. A rule", "5. A rule between two tables",
    ]  # fmt: skip
    # Nothing on the page is passed over.
    assert PAGE.count("```csv") == sum(len(lesson.lines) for lesson in LESSONS)


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.title)
def test_a_lesson_is_three_lines_in_three_files_at_most(lesson: Lesson) -> None:
    assert len(lesson.lines) <= MOST_FILES
    assert 0 < sum(len(lines) for lines in lesson.lines.values()) <= MOST_LINES


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.title)
def test_a_line_has_the_columns_of_its_file_and_is_not_there_yet(lesson: Lesson) -> None:
    for file, lines in lesson.lines.items():
        text = (ROOT / file).read_text(encoding="utf-8")
        width = len(next(csv.reader(text.splitlines())))
        assert [len(row) for row in csv.reader(lines)] == [width] * len(lines), file
        assert not set(lines) & set(text.splitlines())


def _read(report: Report, folder: Path) -> dict[str, list[dict[str, Any]]]:
    """The hand-over of a report, read by the program as it is."""
    path = folder / "report.pdf"
    path.write_bytes(typeset(report, LOOKS["reference"]).pdf)
    document = extract_document(path, "0" * 64)
    facts = FileFacts(path.name, "0" * 64, None, datetime(2026, 1, 1, tzinfo=UTC), len(document.pages), "born_digital")
    return {name: table.to_pylist() for name, table in read_report(document, facts).items()}


def test_untaught_the_report_is_not_understood_and_nothing_is_guessed(tmp_path: Path) -> None:
    read = _read(taught_report(RIGHT), tmp_path)
    kinds = {table["printed_title"]: table["table_kind"] for table in read["printed_tables"]}
    assert [title for title, kind in kinds.items() if kind is None] == ["2024年一般财政预算支出表"]
    # All words known: a point without a name is spelt out.
    assert kinds["2024年一般公共预算项目支出表（按功能分类科目）"] == "expenditure.general_public.project.function"
    unknown = {line["header_path"] for line in read["lines"] if line["measure_key"] is None}
    assert unknown == {"本年收入/一般财政预算", "其中：科研经费"}
    assert "revenue_general_public" not in {row["row_key"] for row in read["rows"]}
    assert "revenue_general_public" not in {statement["subject_key"] for statement in read["statements"]}


def _follow_the_page(copy: Path) -> None:
    copy.mkdir()
    for part in PARTS:
        source = ROOT / part
        ignored = shutil.ignore_patterns("__pycache__", "target", "logs")
        shutil.copytree(source, copy / part, ignore=ignored) if source.is_dir() else shutil.copy(source, copy / part)
    for lesson in LESSONS:
        for file, lines in lesson.lines.items():
            with (copy / file).open("a", encoding="utf-8") as seed:
                seed.write("".join(f"{line}\n" for line in lines))


def _reports() -> dict[str, Report]:
    misprinted = taught_report(MISPRINTED).with_cell(FISCAL, 2, 1, "1,000,001.00")
    misprinted = misprinted.with_cell(EXPENDITURE, 4, 4, "450,000.01")
    return {RIGHT: taught_report(RIGHT), MISPRINTED: misprinted, UNTAUGHT: taught_report(UNTAUGHT, UNTAUGHT_FUND)}


@pytest.fixture(scope="session")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the program that was taught, with what its main job published of the reports; for all workers of the test run."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    copy = shared / "taught"
    with FileLock(str(shared / "taught.lock")):
        if not copy.exists():
            _follow_the_page(copy)
            (copy / "raw").mkdir()
            for name, report in _reports().items():
                (copy / "raw" / f"{name}.pdf").write_bytes(typeset(report, LOOKS["reference"]).pdf)
            _in_copy(copy, "-m", "pipelines.cli", "run", "--no-progress", "--raw", "raw", "--warehouse", "warehouse")
    return copy


def _in_copy(copy: Path, *arguments: str) -> str:
    environment = os.environ | {"PYTHONPATH": str(copy), "YUSUAN_HOME": str(copy), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, *arguments]
    run = subprocess.run(command, cwd=copy, env=environment, capture_output=True, text=True, check=False)
    assert run.returncode == 0, f"{run.stdout[-4000:]}\n{run.stderr[-2000:]}"
    return run.stdout


@pytest.fixture
def warehouse(copy: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """What the taught copy published."""
    with duckdb.connect(str(copy / "warehouse" / "yusuan.duckdb"), read_only=True) as connection:
        yield connection


def _of(warehouse: duckdb.DuckDBPyConnection, issuer: str, selected: str) -> list[tuple[str, ...]]:
    """Rows of ``columns from table where …`` that belong to the document of an issuer, as text."""
    columns, rest = selected.split(" from ", 1)
    query = (
        f"select {columns} from {rest} and document_id = (from dim_document select document_id where issuer_name = ?)"
    )
    return [tuple(map(str, row)) for row in warehouse.execute(f"{query} order by all", [issuer]).fetchall()]


#: Where the report prints its fund by another name, and what then stands in the warehouse.
FUND_BY_ANOTHER_NAME = {
    "title": (
        "sum(amount_yuan) from fct_expenditure_by_function where table_kind = 'general_public_expenditure' and is_leaf",
        [("1000000.00",)],
        [("None",)],
    ),
    "header": (
        "fund_source_key, is_leaf from fct_revenue where table_kind = 'revenue_summary' and row_kind != 'total' and is_leaf",
        [("general_public", "True")],
        # The total stands for parts that nobody understands: it is no leaf.
        [],
    ),
    "row": (
        "fund_source_key from fct_revenue where table_kind = 'revenue_expenditure_summary' and is_leaf",
        [("general_public",)],
        [("all",)],
    ),
    "sentence": (
        "amount_yuan from fct_narrative_figure where subject_key = 'revenue_general_public'",
        [("1000000.00",)],
        [],
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize("place", FUND_BY_ANOTHER_NAME)
def test_a_word_is_the_fund_in_title_header_row_and_sentence(warehouse: duckdb.DuckDBPyConnection, place: str) -> None:
    selected, taught, untaught = FUND_BY_ANOTHER_NAME[place]
    assert _of(warehouse, RIGHT, selected) == taught
    assert _of(warehouse, UNTAUGHT, selected) == untaught


@pytest.mark.slow
def test_a_new_column_is_a_measure_that_is_not_counted_again(warehouse: duckdb.DuckDBPyConnection) -> None:
    where = "from fct_project_expenditure where table_kind = 'project_expenditure' and row_kind != 'total'"
    assert _of(warehouse, RIGHT, f"amount_yuan, is_leaf {where} and measure_key = 'research_funds'") == [
        ("0.00", "False"), ("50000.00", "False"),
    ]  # fmt: skip
    assert _of(warehouse, RIGHT, f"sum(amount_yuan) {where} and is_leaf") == [("400000.00",)]


@pytest.mark.slow
def test_a_new_kind_has_facts_that_sums_prove(warehouse: duckdb.DuckDBPyConnection) -> None:
    where = f"where table_kind = '{NEW_KIND}'"
    leaves = "function_code, amount_yuan, fund_source_key, expenditure_kind, proof_count > 0 from fct_expenditure_by_function"
    assert _of(warehouse, RIGHT, f"{leaves} {where} and is_leaf") == [
        ("2130205", "300000.00", "general_public", "project", "True"),
        ("2130209", "100000.00", "general_public", "project", "True"),
    ]
    assert _of(warehouse, RIGHT, f"coverage_status, proven_share_percent from rpt_coverage {where}") == [
        ("found", "100.00"),
    ]  # fmt: skip
    # It is printed like another kind, whose sums hold for it, too.
    sums = f"distinct rule_id, status from fct_reconciliation {where} and rule_family = 'hierarchy'"
    assert _of(warehouse, RIGHT, sums) == [
        ("general_public_class_of_subclasses", "passed"),
        ("general_public_subclass_of_items", "passed"),
        ("general_public_total_of_classes", "passed"),
    ]


@pytest.mark.slow
@pytest.mark.parametrize("rule_id", NEW_RULES)
def test_a_new_rule_is_tried_and_catches_the_misprint(warehouse: duckdb.DuckDBPyConnection, rule_id: str) -> None:
    selected = f"distinct status from fct_reconciliation where rule_id = '{rule_id}'"
    assert _of(warehouse, RIGHT, selected) == [("passed",)]
    assert ("failed",) in _of(warehouse, MISPRINTED, selected)
    differences = f"difference::double from fct_reconciliation where rule_id = '{rule_id}' and status = 'failed'"
    assert _of(warehouse, MISPRINTED, differences) == [("-0.01",) if rule_id == NEW_RULES[0] else ("-1.0",)]
    # The gate judges it as it judges the others.
    judged = warehouse.execute(
        "select status from rpt_expectation_result where expectation_key like ?", [f"%{rule_id}"]
    )
    assert judged.fetchall() == [("failed",)]


@pytest.mark.slow
def test_what_is_not_taught_is_what_the_page_s_queries_show(warehouse: duckdb.DuckDBPyConnection) -> None:
    why, weighed, placed = (
        warehouse.execute(query).fetchall() for query in re.findall(r"```sql\n(.*?)```", PAGE, re.DOTALL)
    )
    # Its title, the rows named after it in the two summaries, and its column.
    assert why == [("no_table_kind", 18), ("no_code", 2), ("no_measure", 2)]
    assert weighed == [
        ("table", f"2024年{UNTAUGHT_FUND}支出表", 1, 18),
        ("amount_column", f"本年收入/{UNTAUGHT_FUND}", 1, 2),
    ]
    assert {row[0] for row in placed} == {f"{UNTAUGHT}.pdf"}
    assert len(placed) == len(weighed)


@pytest.mark.slow
def test_the_taught_program_holds_together_and_breaks_what_its_cases_break(copy: Path) -> None:
    """The new rules' cases find their places, the seeds still explain each other, and the catalogue page can be made."""
    changed = """
from tests.dbt.reconciliation.cases import CLEAN_REPORTS, broken_report, read_cases
for case in read_cases():
    if case["rule_id"] in ("%s", "%s"):
        print(case["rule_id"], broken_report(case).tables != CLEAN_REPORTS[case["report"]](case["rule_id"]).tables)
"""
    assert _in_copy(copy, "-c", changed % NEW_RULES).split() == [NEW_RULES[0], "True", NEW_RULES[1], "True"]
    _in_copy(copy, "-m", "pytest", "-q", "-n", "0", "-p", "no:cacheprovider", "tests/dbt/test_seeds.py")
    _in_copy(copy, "-m", "pipelines.site.rule_catalogue")
    assert all(rule in (copy / "docs" / "rules.md").read_text(encoding="utf-8") for rule in NEW_RULES)
