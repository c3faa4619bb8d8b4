"""The figures of errors are looked at once before publication, and a table that its page contradicts is kept back."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

import duckdb
import pytest

from pipelines.extraction.shown_figures import Look
from pipelines.runs import picture_check
from pipelines.runs.picture_check import check_by_picture
from pipelines.runs.state import RunState, run_at_work
from pipelines.settings import Settings
from pipelines.warehouse import accused_figures
from tests.extraction.paper import Paper

_EDGES = (90.0, 200.0, 310.0)


@pytest.fixture
def state(settings: Settings) -> Iterator[RunState]:
    """A run whose candidate finds an error in two figures of a report: one is read as it is shown, of the other the test says."""
    paper = Paper()
    paper.table([("1,286.40", "348.20")], _EDGES)
    path = paper.save(settings.raw_dir / "report.pdf")
    settings.hand_over_dir.mkdir(parents=True)
    with run_at_work(settings, "test") as state:
        _make_candidate(state, hashlib.sha256(path.read_bytes()).hexdigest())
        yield state


def _make_candidate(state: RunState, document_id: str) -> None:
    with duckdb.connect(str(state.candidate_path)) as connection:
        connection.execute("create schema intermediate; create schema staging")
        connection.execute(
            f"create table dim_document as select '{document_id}' as document_id, 'report.pdf' as file_name, true as is_present"
        )
        connection.execute(
            "create table rpt_discrepancy as select document_id, severity, ['c1'] as check_ids, ['t1-a'] as evidence_cell_ids "
            "from dim_document, (values ('error')) as severities(severity)"
        )
        connection.execute(
            "create table intermediate.int_check_term as from (values ('c1', 't1-a', ''), ('c1', 't1-b', ''), ('c2', 't1-x', '')) "
            "as terms(check_id, cell_id, source_id)"
        )
        connection.execute(
            f"create table staging.stg_cells as select cell_id, '{document_id}' as document_id, 't1' as table_id, 1 as page_no, text, null::varchar as joined_text, 'vector' as engine, "
            "x0::double as x0_points, 680::double as y0_points, x1::double as x1_points, 700::double as y1_points "
            "from (values ('t1-a', '1,286.40', 90, 200), ('t1-b', '343.20', 200, 310), ('t1-x', '9.99', 90, 200)) as cells(cell_id, text, x0, x1)"
        )
        connection.execute(
            "create table staging.stg_statements as select '' as statement_id, 1 as page_no, '' as value_text, "
            "0.0::double as x0_points, 0.0::double as y0_points, 0.0::double as x1_points, 0.0::double as y1_points limit 0"
        )


def _change(state: RunState, statement: str) -> None:
    with duckdb.connect(str(state.candidate_path)) as connection:
        connection.execute(statement)


def test_a_table_that_its_page_contradicts_is_kept_back(state: RunState) -> None:
    found = check_by_picture(state)
    assert found.counts == {"agrees": 1, "differs": 1}
    (((document_id, table_id), reason),) = found.holds.tables.items()
    assert table_id == "t1" and len(document_id) == 64 and not found.holds.documents
    assert "343.20" in reason.zh and "34820" in reason.zh and "343.20" in reason.en and "34820" in reason.en
    (step,) = state.journal.steps
    assert (step.item_name, step.outcome) == ("picture_check: 1 agrees, 1 differs, 0 unread", "done")


def test_one_that_it_bears_out_is_not(state: RunState) -> None:
    _change(state, "update staging.stg_cells set text = '348.20' where cell_id = 't1-b'")
    found = check_by_picture(state)
    assert found.counts == {"agrees": 2} and not found.holds


def test_each_figure_is_looked_at_once(state: RunState, monkeypatch: pytest.MonkeyPatch) -> None:
    first = check_by_picture(state)

    def refuse(*_: object) -> Iterator[tuple[str, Look]]:
        raise AssertionError("looked again")

    with monkeypatch.context() as patch:
        patch.setattr(accused_figures, "Pool", refuse)
        assert check_by_picture(state) == first
    # Read otherwise, it is another figure to look at.
    _change(state, "update staging.stg_cells set text = '348.20' where cell_id = 't1-b'")
    assert check_by_picture(state).counts == {"agrees": 2}
    monkeypatch.setattr(picture_check, "_version", lambda: "another")
    assert check_by_picture(state).counts == {"agrees": 2}


@pytest.mark.parametrize(
    "change",
    [
        "update rpt_discrepancy set severity = 'warning'",
        "update staging.stg_cells set engine = 'ocr'",
        "insert into staging.stg_cells from staging.stg_cells",
        "update dim_document set is_present = false",
        "drop table rpt_discrepancy",
    ],
)
def test_what_is_not_asked(change: str, state: RunState) -> None:
    _change(state, change)
    found = check_by_picture(state)
    assert not found.counts and not found.holds and state.journal.steps == []


def test_a_figure_of_the_text_keeps_its_document_back(state: RunState) -> None:
    _change(state, "insert into staging.stg_statements values ('s1', 1, '843.20', 200, 680, 310, 700)")
    _change(state, "update intermediate.int_check_term set cell_id = null, source_id = 's1' where cell_id = 't1-b'")
    found = check_by_picture(state)
    assert len(found.holds.documents) == 1 and not found.holds.tables


def test_a_report_that_went_away_says_nothing(state: RunState) -> None:
    (state.settings.raw_dir / "report.pdf").unlink()
    assert not check_by_picture(state).counts


def test_a_name_that_stands_for_no_file_shows_nothing(state: RunState) -> None:
    _change(state, "update dim_document set file_name = '/home/me/report.pdf'")
    found = check_by_picture(state)
    assert not found.counts and not found.holds
