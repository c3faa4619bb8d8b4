"""Every batch ends in a warehouse: 113 real reports through the main job, looked at only where readers look."""

from __future__ import annotations

import json
import re

import pytest

from tests.runs.whole_corpus import CorpusRun

pytestmark = [pytest.mark.slow, pytest.mark.corpus, pytest.mark.whole_run]

#: Cold, on two cores.
LONGEST_SECONDS = 12 * 60
MOST_MEGABYTES = 1500
#: A reason a person can act on says what is wrong in words, in Chinese.
SAYS_SOMETHING = re.compile(r"[\u4e00-\u9fff]{4}")


def test_it_ends_published(both: CorpusRun) -> None:
    assert both.status in (0, 3), both.printed
    ((documents, tables, amounts),) = both.ask(
        "select document_count, printed_table_count, amount_count from dim_publication where is_current"
    )
    assert documents >= 95 and tables > 1000 and amounts > 80_000, both.printed


def test_it_ends_in_time_and_within_its_memory(both: CorpusRun) -> None:
    last = json.loads((both.warehouse_dir / "last_run.json").read_text(encoding="utf-8"))
    assert last["outcome"] == "published" and 0 < last["seconds"] < LONGEST_SECONDS
    too_large = both.ask(
        "select phase, item_name, peak_memory_mb from rpt_run_timing where peak_memory_mb > ?", MOST_MEGABYTES
    )
    assert too_large == []


def test_the_journal_tells_of_every_phase_and_every_document_read(both: CorpusRun) -> None:
    phases = {phase for (phase,) in both.ask("select item_name from rpt_run_timing where item_kind = 'phase'")}
    assert {"scan", "read", "dbt", "suites"} <= phases
    missing = both.ask(
        "select file_name from dim_document where document_id not in "
        "(select document_id from rpt_run_timing where phase = 'read' and item_kind = 'document')"
    )
    assert missing == []
    assert both.ask("select count(*) from rpt_run_timing where item_kind = 'dbt_node'")[0][0] > 100
    assert both.ask("select count(*) from rpt_run_timing where phase = 'diagnose'")[0][0] > 20


def test_no_diagnosis_was_given_up_and_none_took_long(both: CorpusRun) -> None:
    assert both.ask("select item_name from rpt_run_timing where phase = 'diagnose' and outcome <> 'done'") == []
    ((median, worst),) = both.ask(
        "select median(cpu_seconds), max(cpu_seconds) from rpt_run_timing where phase = 'diagnose'"
    )
    assert median < 0.5 and worst < 5


def test_every_document_and_table_held_back_names_a_reason_a_person_can_act_on(both: CorpusRun) -> None:
    kept_out = both.ask("select item_kind, file_name, page_no, reason_zh, reason_en from rpt_quarantine")
    silent = [row for row in kept_out if not SAYS_SOMETHING.search(row[3] or "") or not (row[4] or "").strip()]
    assert silent == []


def test_every_report_is_published_or_listed_as_kept_out(both: CorpusRun) -> None:
    files = {path.relative_to(both.raw).as_posix() for path in both.raw.rglob("*.pdf")}
    published = {name for (name,) in both.ask("select file_name from dim_document where is_published")}
    kept_out = {name for (name,) in both.ask("select file_name from rpt_quarantine where item_kind <> 'table'")}
    superseded = {name for (name,) in both.ask("select file_name from dim_document where not is_published")}
    assert files - published - kept_out - superseded == set()


def test_no_rule_was_broken(both: CorpusRun) -> None:
    assert both.ask("select rule_id, reason_en from rpt_rule_health where state = 'broken'") == []


#: What these files do not print: the way by which it is known, the value, and the file beside it that says so.
FROM_THE_FILE_BESIDE = (
    ("corpus_new/beijing_civil_2026_budget", "issuer_source", "北京市民政局", "beijing_civil_2026_narr"),
    ("corpus_new/beijing_edu_2026_budget", "issuer_source", "北京市教育委员会", "beijing_edu_2026_narr"),
    ("corpus_new/beijing_emergency_2026_budget", "issuer_source", "北京市应急管理局", "beijing_emergency_2026_narr"),
    ("corpus_new/beijing_govoffice_2026_budget", "fiscal_year_source", "2026", "beijing_govoffice_2026_narr_3d0eb3"),
    ("corpus/guangzhou_data_2026_perf", "fiscal_year_source", "2026", "guangzhou_data_2026_budget"),
)


@pytest.mark.parametrize(("file", "source", "value", "beside"), FROM_THE_FILE_BESIDE)
def test_what_a_file_does_not_say_is_taken_from_the_file_beside_it(
    both: CorpusRun, file: str, source: str, value: str, beside: str
) -> None:
    ((way, issuer, year, note, is_published),) = both.ask(
        f"select {source}, issuer_name, fiscal_year, identity_note_zh, is_published from dim_document where starts_with(file_name, ?)",
        file,
    )
    assert (way, is_published) == ("same_totals", True)
    assert value in (issuer, str(year)) and beside in note
    assert "Taken from outside of the report, and why" in both.printed


def test_no_report_is_held_back_for_what_a_person_could_tell_from_the_files(both: CorpusRun) -> None:
    assert both.ask("select file_name, hold_reason from dim_document where is_held_back") == []


def test_everything_else_is_printed_and_nothing_is_taken_from_names(both: CorpusRun) -> None:
    assumed = both.ask(
        "select file_name from dim_document "
        "where issuer_source <> 'printed' or fiscal_year_source <> 'printed' or report_kind_source <> 'printed' order by all"
    )
    assert [name for (name,) in assumed if not name.startswith(tuple(row[0] for row in FROM_THE_FILE_BESIDE))] == []
    assert len(assumed) == len(FROM_THE_FILE_BESIDE)
