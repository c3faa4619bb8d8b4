"""Five faults at once in a run over real reports: each concerns itself alone, and the rest is published."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.runs.whole_corpus import CorpusRun, copy_reports, run_over

pytestmark = [pytest.mark.slow, pytest.mark.corpus, pytest.mark.whole_run]

GBK_NAME = "2024年部门预算".encode("gbk") + b".pdf"
CASES = ("form_self", "forms_billion_laughs", "bomb_100M_paths", "digits_1e6", "grid_1000x1000")
#: A million cells are read within the budget; what they say is another matter.
READ_IN_TIME = {"grid_1000x1000.pdf"}


@dataclass(frozen=True)
class Faulty:
    """The run with faults, the one without, and who was chosen for which fault."""

    run: CorpusRun
    before: CorpusRun
    endless: str
    greedy: str
    wrong: str
    rule: str


def _chosen(before: CorpusRun) -> tuple[str, str, str]:
    """Three documents of the first corpus: two with findings or figures to lose, one that is only read."""
    (endless,), *_ = before.ask(
        "select document_id from rpt_discrepancy where document_id in (select document_id from dim_document where "
        "file_name like 'corpus/%' and is_published) group by document_id order by sum(check_count) desc, document_id"
    )
    (wrong,), (greedy,), *_ = before.ask(
        "select document_id from fct_revenue where document_id in (select document_id from dim_document where file_name "
        "like 'corpus/%') and document_id <> ? group by document_id having count(*) > 5 order by document_id",
        endless,
    )
    return endless, greedy, wrong


def _broken_rule(before: CorpusRun) -> str:
    """A rule that passes often, so that its loss shows."""
    ((rule,), *_) = before.ask(
        "select rule_id from fct_reconciliation where status = 'passed' and value_unit <> 'text' group by 1 order by count(*) desc, 1"
    )
    return str(rule)


def _project_with_faults(home: Path, wrong: str, rule: str) -> None:
    """A copy of the dbt project in which one rule says passed where its figures differ, and one document's money is off."""
    home.mkdir()
    shutil.copy(ROOT / "pyproject.toml", home)
    shutil.copytree(ROOT / "dbt_project", home / "dbt_project", ignore=shutil.ignore_patterns("target", "logs"))
    models = home / "dbt_project" / "models"
    for path, change in (
        (
            models / "reconciliation" / "verdicts" / "fct_reconciliation.sql",
            f"select * replace ((difference + case when rule_id = '{rule}' and status = 'passed' then 1000000 else 0 end)"
            "::decimal(24, 6) as difference) from final",
        ),
        (
            models / "marts" / "facts" / "fct_revenue.sql",
            f"select * replace ((amount_yuan + case when document_id = '{wrong}' then 0.01 else 0 end)::decimal(18, 2) "
            "as amount_yuan) from final",
        ),
    ):
        text = path.read_text(encoding="utf-8").rstrip()
        assert text.endswith("select * from final"), path
        path.write_text(text.removesuffix("select * from final") + change + "\n", encoding="utf-8")


def _put_hostile_files(raw: Path, cases: Path) -> None:
    for name in CASES:
        shutil.copy(cases / f"{name}.pdf", raw)
    os.mkfifo(raw / "fifo.pdf")
    (raw / os.fsdecode(GBK_NAME)).write_bytes(b"no PDF")
    (raw / "sources.csv").write_text("url,file_name\nhttp://[::1,x.pdf\nnot an address,y.pdf\n", encoding="utf-8")


@pytest.fixture(scope="module")
def faulty(corpus: Path, both: CorpusRun, tmp_path_factory: pytest.TempPathFactory) -> Faulty:
    endless, greedy, wrong = _chosen(both)
    rule = _broken_rule(both)
    folder = tmp_path_factory.mktemp("faults")
    raw, warehouse, home = folder / "raw", folder / "warehouse", folder / "home"
    copy_reports([corpus], raw)
    cases = corpus.parent / "cases"
    if not cases.is_dir():
        pytest.skip(f"the hostile files are not here ({cases})")
    _put_hostile_files(raw, cases)
    _project_with_faults(home, wrong, rule)
    for part in ("cells", "hand_over"):
        shutil.copytree(both.warehouse_dir / part, warehouse / part)
    for reading in (warehouse / "hand_over" / "documents").glob(f"{greedy}-*"):
        shutil.rmtree(reading)
    (warehouse / "hand_over" / "files_memory.json").unlink()
    run = run_over(
        raw,
        warehouse,
        YUSUAN_HOME=str(home),
        PYTHONPATH=os.pathsep.join([str(ROOT / "tests" / "runs" / "faults"), str(ROOT)]),
        YUSUAN_FAULT_DIAGNOSIS=endless,
        YUSUAN_FAULT_READING=greedy,
        YUSUAN_DIAGNOSIS_SECONDS="4",
        YUSUAN_TRIAGE_PAGE_SECONDS="15",
    )
    assert run.status == 3, run.printed
    return Faulty(run, both, endless, greedy, wrong, rule)


def test_one_diagnosis_that_never_ends_is_given_up_and_the_others_are_there(faulty: Faulty) -> None:
    kinds = faulty.run.ask(
        "select diagnosis_kind, severity, title_zh, explanation_zh from rpt_discrepancy where document_id = ? "
        "and diagnosis_kind = 'not_diagnosed'",
        faulty.endless,
    )
    ((_, severity, _, explanation),) = kinds
    assert severity != "error" and "4" in explanation and "YUSUAN_DIAGNOSIS_SECONDS" in explanation
    others = "select count(distinct document_id) from rpt_discrepancy where diagnosis_kind <> 'not_diagnosed'"
    assert faulty.run.ask(others)[0][0] > 20
    assert faulty.run.ask("select is_published from dim_document where document_id = ?", faulty.endless) == [(True,)]


def test_one_reading_that_eats_memory_is_given_up_and_named(faulty: Faulty) -> None:
    ((code, reason),) = faulty.run.ask(
        "select reason_code, reason_en from rpt_quarantine where document_id = ? and item_kind = 'file'", faulty.greedy
    )
    assert code == "cannot_be_read" and "MB of memory" in reason and "YUSUAN_READING" in reason
    assert faulty.run.ask("select 1 from dim_document where document_id = ? and is_published", faulty.greedy) == []


def test_one_broken_rule_is_switched_off_and_listed(faulty: Faulty) -> None:
    states = faulty.run.ask(
        "select distinct state from rpt_rule_health where rule_id = ? and scope_kind = 'all_places'", faulty.rule
    )
    assert states == [("broken",)]
    assert faulty.run.ask("select distinct status from fct_reconciliation where rule_id = ?", faulty.rule) == [
        ("not_applicable",)
    ]
    assert faulty.rule in faulty.run.printed


def test_one_document_whose_money_is_off_is_kept_back_alone(faulty: Faulty) -> None:
    kept = faulty.run.ask("select item_kind, reason_zh from rpt_quarantine where document_id = ?", faulty.wrong)
    assert kept and all(reason for _, reason in kept)
    ((wrong,),) = faulty.run.ask(
        "select count(*) from fct_revenue where document_id = ? and amount_yuan is not null", faulty.wrong
    )
    assert wrong == 0
    query = "select document_id, count(*), sum(amount_yuan) from fct_revenue group by 1"
    before, now = (
        {row[0]: row[1:] for row in run.ask(query) if row[0] not in (faulty.wrong, faulty.greedy)}
        for run in (faulty.before, faulty.run)
    )
    assert now and all(before[key] == value for key, value in now.items())


def test_hostile_files_a_fifo_a_name_in_gbk_and_a_bad_line_stop_nobody(faulty: Faulty) -> None:
    reasons = dict(faulty.run.ask("select file_name, reason_code from rpt_quarantine where item_kind = 'file'"))
    assert reasons["fifo.pdf"] == "not_a_file"
    assert {f"{name}.pdf" for name in CASES} - READ_IN_TIME <= set(reasons)
    assert any("\\x" in name for name in reasons)
    assert "sources.csv" in faulty.run.printed
    published = faulty.run.ask("select count(*) from dim_document where is_published")[0][0]
    assert published >= 55
