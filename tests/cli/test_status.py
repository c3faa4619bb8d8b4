"""``yusuan status`` on a small warehouse."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest
import typer
from rich.console import Console
from typer.testing import CliRunner

from pipelines.cli.language import Language
from pipelines.cli.status import status
from pipelines.documents.fetching.tries import Try, write_tries
from pipelines.runs.outcome import LastRun
from pipelines.settings import Settings
from pipelines.warehouse.publication import Publication, write_publication

app = typer.Typer()
app.command()(status)


@pytest.fixture
def warehouse(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Settings:
    for name in ("YUSUAN_RAW", "YUSUAN_WAREHOUSE"):
        monkeypatch.setenv(name, "")
    monkeypatch.setenv("YUSUAN_HOME", str(settings.home))
    settings.warehouse_dir.mkdir()
    with duckdb.connect(str(settings.published_path)) as connection:
        connection.execute(
            "create table dim_document as select '[b]甲.pdf' as file_name, '某局' as department_name, '某市' as division_name, 2024 as fiscal_year, "
            "'final_accounts' as report_kind, 3 as page_count, 2 as printed_table_count, 1 as held_back_table_count, "
            "now() as retrieved_at, true as is_published"
        )
        connection.execute(
            "create table rpt_quarantine (item_kind varchar, file_name varchar, page_no integer, reason_code varchar, "
            "reason_zh varchar, reason_en varchar, since timestamptz)"
        )
        connection.execute(
            "create table rpt_discrepancy as from (values ('error', 'error'), ('info', 'error'), ('info', 'info')) "
            "as rows(severity, severity_found)"
        )
        made = Publication("run1", datetime(2026, 1, 2, tzinfo=UTC), "f", "v", {}, 1, 2, 1234, 5)
        write_publication(connection, made, Path("none"))
    return settings


def _status(settings: Settings, *words: str) -> str:
    done = CliRunner().invoke(app, [*words, "--warehouse", str(settings.warehouse_dir)])
    assert done.exit_code == 0, done.output
    return done.stdout


def _print(settings: Settings, language: Language = Language.ENGLISH, *, reports: bool = False) -> None:
    status(reports, None, language, settings.warehouse_dir, as_json=False, timing=False)


def test_what_is_published_and_that_nothing_is_held_back(
    warehouse: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    _print(warehouse)
    shown = capsys.readouterr().out
    for words in ("1 reports", "1,234 amounts", "某局", "final accounts", "[b]甲.pdf", "Nothing is held back"):
        assert words in shown, words
    assert "Discrepancies: 1 error, 2 notices (1 of them judged no fault" in shown


def test_what_is_kept_out_says_where_and_why(warehouse: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    with duckdb.connect(str(warehouse.published_path)) as connection:
        connection.execute(
            "insert into rpt_quarantine values ('table', '乙.pdf', 7, 'held_back', '表暂扣', 'Table held back', null)"
        )
    _print(warehouse)
    shown = capsys.readouterr().out
    assert "table 乙.pdf, page 7" in shown and "Table held back" in shown and "Nothing is held back" not in shown


def test_a_last_run_that_failed_says_that_what_is_seen_is_older(
    warehouse: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    last = LastRun("run2", "gate_closed", "Nothing may be published", "不予发布", "s", "f", 1.0)
    warehouse.last_run_path.write_text(json.dumps({name: getattr(last, name) for name in LastRun.__slots__}))
    _print(warehouse)
    shown = capsys.readouterr().out
    assert "gate closed. Nothing may be published" in shown and "What you see is the publication before." in shown


def test_json_for_programs(warehouse: Settings) -> None:
    content = json.loads(_status(warehouse, "--json"))
    assert content["publication"]["amount_count"] == 1234
    assert content["documents"][0]["file_name"] == "[b]甲.pdf"
    assert content["kept_out"] == [] and content["last_run"] is None


def test_many_reports_are_counted_by_place_and_kind_unless_asked_for(
    warehouse: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    with duckdb.connect(str(warehouse.published_path)) as connection:
        for number in range(24):
            connection.execute(
                "insert into dim_document select * replace (? as file_name, ? as fiscal_year) from dim_document limit 1",
                [f"{number}.pdf", 2000 + number],
            )
    _print(warehouse)
    counted = capsys.readouterr().out
    assert "某市" in counted and "2000–2024" in counted and "25" in counted and "7.pdf" not in counted
    _print(warehouse, reports=True)
    assert "7.pdf" in capsys.readouterr().out


def test_one_reason_is_told_once_in_the_reader_s_language(
    warehouse: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    with duckdb.connect(str(warehouse.published_path)) as connection:
        connection.execute(
            "insert into rpt_quarantine select 'file', range || '.pdf', null, 'r', '不是报告', 'No report', now() from range(9) as t(range)"
        )
    _print(warehouse, Language.CHINESE)
    shown = capsys.readouterr().out
    assert shown.count("不是报告") == 1 and "No report" not in shown and "另有 4 份" in shown
    # All of it is in one language: the warehouse's folder and names of files are nobody's words.
    assert not {"Published", "place", "budget", "since", "Warehouse", "final accounts"} & set(
        shown.replace("│", " ").split()
    )


def test_a_heading_of_the_places_is_not_broken_within_a_word(
    warehouse: Settings, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with duckdb.connect(str(warehouse.published_path)) as connection:
        connection.execute("update dim_document set division_name = repeat('某市某区', 5)")
    monkeypatch.setattr("pipelines.cli.status.out", Console(width=80))
    monkeypatch.setattr("pipelines.cli.status._MOST_REPORTS", 0)
    _print(warehouse)
    assert "departments" in capsys.readouterr().out


def test_fetching_is_one_line_if_there_was_any(warehouse: Settings) -> None:
    assert "Fetching" not in _status(warehouse, "--lang", "en")
    moment = datetime(2026, 3, 1, tzinfo=UTC)
    write_tries(
        warehouse.hand_over_dir / "fetches.parquet", [Try("http://a", moment, 1, "failed", 1, problem_code="refused")]
    )
    assert "1 addresses fail; last asked 2026-03-01 00:00: yusuan sources status" in _status(warehouse, "--lang", "en")
    assert json.loads(_status(warehouse, "--json"))["fetching"][0]["problem_code"] == "refused"


def test_who_has_disclosed_is_one_line_and_rows_for_programs(warehouse: Settings) -> None:
    assert "Disclosure" not in _status(warehouse, "--lang", "en")
    with duckdb.connect(str(warehouse.published_path)) as connection:
        connection.execute(
            "create table rpt_disclosure as select 'budget' as report_kind, 2026 as fiscal_year, '某市' as division_name, '某局' as body_name, "
            "'1/某局' as body_key, 'absent' as disclosure_status, 'listed' as expected_by, date '2026-02-09' as due_on"
        )
    assert "Disclosure, budget 2026: 0 of 1 bodies are here (1 absent): yusuan sources status" in _status(
        warehouse, "--lang", "en"
    )
    assert json.loads(_status(warehouse, "--json"))["disclosure"][0]["due_on"] == "2026-02-09"
