"""A misprinted, a held-back, a mended, a superseded report and a closed gate: through Dagster, before a reader's eyes."""

from __future__ import annotations

import hashlib
import os
import pickle
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pytest
from filelock import FileLock

from specimens.families import clean_report
from specimens.families.money import ISSUER, YEAR
from specimens.typeset import LOOKS, Report, typeset
from tests.runs.main_job import run
from tests.runs.printed import with_words
from tests.runs.reader import Reader, reading

pytestmark = pytest.mark.slow
OTHER = "北岭市统筹协调局"


def _printed(report: Report, words: Mapping[str, str]) -> bytes:
    """The report with words replaced wherever they stand."""
    return typeset(with_words(report, words), LOOKS["reference"]).pdf


@dataclass(frozen=True, slots=True)
class Stage:
    """One run: exit status and words, the published file after it, and the files it read."""

    status: int
    printed: str
    published: bytes
    ids: dict[str, str]

    def rows(self, sql: str, folder: Path) -> list[tuple[Any, ...]]:
        """Ask the warehouse as it was after this run."""
        path = folder / f"{hashlib.sha256(self.published).hexdigest()[:12]}.duckdb"
        if not path.exists():
            path.write_bytes(self.published)
        with duckdb.connect(str(path), read_only=True) as connection:
            return connection.execute(sql).fetchall()


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Stage], Reader]:
    """Four runs over one warehouse, read all the while; played once for all workers of the test run."""
    shared = tmp_path_factory.getbasetemp()
    shared = shared.parent if "PYTEST_XDIST_WORKER" in os.environ else shared
    played = shared / "story.pickle"
    with FileLock(str(shared / "story.lock")):
        if not played.exists():
            played.write_bytes(pickle.dumps(_play(tmp_path_factory)))
        told: tuple[dict[str, Stage], Reader] = pickle.loads(played.read_bytes())
    return told


def _play(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Stage], Reader]:
    folder = tmp_path_factory.mktemp("story")
    raw, warehouse = folder / "raw", folder / "warehouse"
    raw.mkdir()
    report, other = clean_report("shanghai", 1).report, clean_report("suzhou", 2).report
    amount = next(row[-1] for row in report.tables[2].grids[0] if row[2:4] == ["01", "行政运行"])
    table, row = report.tables[2], next(n for n, r in enumerate(report.tables[2].grids[0]) if r[-1] == amount)
    column = next(n for n in range(4, len(table.grids[0][row])) if len(table.grids[0][row][n]) > 4)
    right = table.grids[0][row][column]
    wrong = ("9" if right[0] != "9" else "8") + right[1:]
    no_year = {f"{YEAR}年度": "", f"{YEAR}年": "", f"{YEAR - 1}年": "", str(YEAR): "", ISSUER: OTHER}
    stages: dict[str, Stage] = {}

    def stage(name: str, module: str = "pipelines.cli") -> None:
        status, printed = run(raw, warehouse, module=module)
        ids = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in raw.glob("*.pdf")}
        stages[name] = Stage(status, printed, (warehouse / "yusuan.duckdb").read_bytes(), ids)

    with reading(warehouse / "yusuan.duckdb") as reader:
        (raw / "a.pdf").write_bytes(_printed(report.with_cell(3, row, column, wrong), {}))
        (raw / "b.pdf").write_bytes(_printed(other, no_year))
        stage("first")
        (raw / "b.pdf").write_bytes(_printed(other, {ISSUER: OTHER}))
        (raw / "a2.pdf").write_bytes(_printed(report, {}))
        (raw / "a.pdf").unlink()
        stage("mended")
        (raw / "c.pdf").write_bytes(_printed(clean_report("suzhou", 3).report, {ISSUER: "西原市统筹协调局"}))
        stage("closed", module="tests.runs.closed_gate")
        stage("open_again")
    return stages, reader


def test_a_misprint_is_published_as_printed_and_says_so(story: tuple[dict[str, Stage], Reader], tmp_path: Path) -> None:
    first = story[0]["first"]
    sql = "select severity, diagnosis_kind, is_proven from rpt_discrepancy order by all"
    assert first.rows(sql, tmp_path) == [("error", "one_digit", True)]
    sql = "select distinct reconciliation_status from fct_expenditure_by_function where document_id = '{}' order by all"
    assert first.rows(sql.format(first.ids["a.pdf"]), tmp_path) == [("disagrees",), ("reconciled",)]


def test_a_report_without_a_year_is_held_back_and_the_other_goes_out(
    story: tuple[dict[str, Stage], Reader], tmp_path: Path
) -> None:
    first = story[0]["first"]
    sql = "select file_name, is_published, is_held_back from dim_document order by all"
    assert first.rows(sql, tmp_path) == [("a.pdf", True, False), ("b.pdf", False, True)]
    assert first.rows("select count(*) from expenditure where document_id in "
                      "(select document_id from dim_document where file_name = 'b.pdf')", tmp_path) == [(0,)]  # fmt: skip
    assert first.status == 3, first.printed


def test_the_mended_reports_are_published_and_nothing_is_left_to_say(
    story: tuple[dict[str, Stage], Reader], tmp_path: Path
) -> None:
    mended = story[0]["mended"]
    sql = "select file_name from dim_document where is_published order by all"
    assert mended.rows(sql, tmp_path) == [("a2.pdf",), ("b.pdf",)]
    assert mended.rows("select title_zh from rpt_discrepancy", tmp_path) == []
    sql = "select distinct reconciliation_status from fct_expenditure_by_function"
    assert mended.rows(sql, tmp_path) == [("reconciled",)]


def test_the_superseded_report_keeps_its_figures_and_its_time(
    story: tuple[dict[str, Stage], Reader], tmp_path: Path
) -> None:
    first, mended = story[0]["first"], story[0]["mended"]
    old, new = first.ids["a.pdf"], mended.ids["a2.pdf"]
    sql = f"select ended_by, superseded_by_document_id from rpt_document_history where document_id = '{old}'"
    assert mended.rows(sql, tmp_path) == [("superseded", new)]
    sql = f"select change_kind, count(*) from rpt_republished_change where earlier_document_id = '{old}' group by all"
    assert mended.rows(sql, tmp_path) == [("changed", 1)]
    count = f"select count(*) from rpt_superseded_figure where document_id = '{old}' and published_until is not null"
    ((kept,),) = mended.rows(count, tmp_path)
    assert kept > 100


def test_a_closed_gate_leaves_the_published_file_byte_for_byte(story: tuple[dict[str, Stage], Reader]) -> None:
    stages = story[0]
    assert stages["closed"].status != 0
    assert "never_holds" in stages["closed"].printed
    assert stages["closed"].published == stages["mended"].published


def test_the_next_run_publishes_what_the_closed_gate_kept(
    story: tuple[dict[str, Stage], Reader], tmp_path: Path
) -> None:
    again = story[0]["open_again"]
    # The file without a year is written over since: every file in the folder is published.
    assert again.status == 0, again.printed
    sql = "select file_name from dim_document where is_published order by all"
    assert again.rows(sql, tmp_path) == [("a2.pdf",), ("b.pdf",), ("c.pdf",)]


def test_the_reader_saw_whole_warehouses_only(story: tuple[dict[str, Stage], Reader]) -> None:
    _, reader = story
    assert reader.errors == []
    assert reader.count > 50
    assert len(reader.seen) == 3, "three publications, and nothing between them"
    assert all(answer[2] == 0 and answer[3] == 1 for answer in reader.seen)
