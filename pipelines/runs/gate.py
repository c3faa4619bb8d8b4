"""From a hand-over to a candidate that may be published: build, judge, keep back whoever is to blame, judge again.

Belongs here: that loop, and when it ends. What is judged and decided is ``quality``'s business, how something is kept back
``holding``'s. Nobody pays for another: a document, a printed table or a rule that fails is kept back alone, and the gate
closes only on what makes the file unfit to read, or if no document would be left.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from expectations import declared_policy, declared_suites
from pipelines.cluster import Place
from pipelines.contract import hand_over
from pipelines.contract.gathered import gather
from pipelines.contract.holds import Holds
from pipelines.contract.part_of_candidate import changed_since
from pipelines.journal.news import listener
from pipelines.reports.version import reading_version
from pipelines.runs.holding import Holding, blamed_by
from pipelines.runs.outcome import GateClosedError
from pipelines.runs.picture_check import check_by_picture
from pipelines.runs.prepared_beside import PreparedBeside, throw_away
from pipelines.runs.shard_step import Shards, build_of_shards, choose_shards, unanswered_tests
from pipelines.runs.state import RunState
from pipelines.runs.suites_beside import SuitesBeside
from pipelines.runs.what_changed import WhatChanged, made_anew, take_up
from pipelines.warehouse.build_journal import note_build, note_diagnosed
from pipelines.warehouse.data_tests import FailedTest
from pipelines.warehouse.dbt_build import DbtOutcome, begin_build, build_events
from pipelines.warehouse.head_start import import_beside
from pipelines.warehouse.replay import ReplayError

if TYPE_CHECKING:
    from pipelines.quality import GateReport

#: How often whoever is to blame is kept back in part; after that, documents are held back whole. One round shows what
#: the one before hid, and no fault hides deeper than behind a table and a rule.
_MOST_ROUNDS = 3
#: One round more deletes the rows of whom that has not mended, and one looks once more; then the gate closes.
_LAST_ROUND = _MOST_ROUNDS + 3


def begin_candidate(state: RunState) -> None:
    """Gather what was read and begin with the candidate; ``build_candidate`` follows it. Until then, what is slow to load may be loaded.

    Little that changed is made anew in the candidate of the last publication; else dbt begins to build everything, here or, of very many
    documents, in shards on a cluster.
    """
    hand_over.prepare(state.settings, reading_version())
    _gather(state)
    Holding.of(state).write()
    listener().phase_started("dbt")
    state.clear_folder()
    if take_up(state) is not None:
        if state.results.find(SuitesBeside) is None:
            state.results.put(SuitesBeside(state))
    elif choose_shards(state) is not None:
        _end_suites_beside(state)
    else:
        # A process that loaded them early is not asked: this one loads them while dbt builds.
        _end_suites_beside(state)
        begin_build(state.settings, state.candidate_path, state.start_dbt())


def build_candidate(state: RunState) -> Iterator[dict[str, Any]]:
    """Build the candidate, once; yields dbt's events as they come, so that they are recorded while dbt goes on.

    Documents whose rows make data tests fail are held back in the candidate. Raises ``GateClosedError`` if dbt cannot
    build it, if a test fails that names nobody, or if no document would be left.
    """
    if not _is_begun(state):
        begin_candidate(state)
    holding = Holding.of(state)
    outcome = DbtOutcome()
    is_of_dbt = False
    what = state.results.find(WhatChanged)
    suites = state.results.find(SuitesBeside)
    if what is not None and suites is not None:
        applied = made_anew(state, what)
        # They judge it while the tests are asked and Dagster is told of all that.
        suites.begin(holding.settled, {**what.changes, **applied.changes})
        state.results.put(PreparedBeside(state, what, applied))
        failed = holding.failing_tests(since=changed_since(state.candidate_path, {**what.changes, **applied.changes}))
    elif (shards := state.results.find(Shards)) is not None:
        import_beside("great_expectations")
        applied = build_of_shards(state, shards)
        failed = holding.failing_tests(unanswered_tests(holding.manifest, shards, applied))
    else:
        is_of_dbt = True
        yield from _build(state, outcome)
        if not outcome.is_good:
            raise GateClosedError(f"dbt could not build the candidate, so nothing is published:\n{outcome.why}")
        failed = holding.failing_tests(outcome.warnings) if outcome.warnings else []
    for _ in range(_LAST_ROUND):
        blamed = _blamed_by_tests(failed) - holding.settled
        if not blamed:
            return
        if suites is not None:
            # What they say is of a candidate that will be another.
            suites.report()
            _end_suites_beside(state)
            suites = None
        if not _keep_back(holding, blamed):
            break
        failed = holding.failing_tests(outcome.warnings if is_of_dbt else None)
    raise GateClosedError(f"Data tests fail whomever is held back, so nothing is published:\n{_names(failed)}")


def validate_candidate(state: RunState) -> GateReport:
    """Judge the candidate with every suite, keep back whoever is to blame, and judge again; returns the last judgement.

    The results are written into the candidate. The report may be closed: ask it before publishing. Raises
    ``GateClosedError`` if the candidate cannot be put right.
    """
    from pipelines.quality import write_results
    from pipelines.site.dashboard.pictures_ahead import PicturesAhead

    listener().phase_started("suites")
    holding = Holding.of(state)
    _keep_back_what_is_not_shown(state, holding)
    # The suites have one core; another, or a cluster, draws what the pages will show.
    place = Place.load(state.settings.cluster_dir)
    with PicturesAhead(state.settings, state.candidate_path, state.folder / "ahead", place) as ahead:
        report = _judge_rounds(state, holding)
    state.results.put(ahead)
    if (suites := state.results.find(SuitesBeside)) is not None:
        suites.begin_data_docs()
    if (prepared := state.results.find(PreparedBeside)) is not None:
        prepared.wait()
    write_results(state.candidate_path, report, state.run_id)
    state.results.put(report)
    return report


def _keep_back_what_is_not_shown(state: RunState, holding: Holding) -> None:
    """Keep back the tables whose figures somebody is accused by though their page shows others, until no such figure is left."""
    # Each round keeps back something that was not, so there is a last one.
    while True:
        checked = check_by_picture(state)
        state.results.put(checked)
        blamed = checked.holds - holding.in_force
        if not blamed:
            return
        suites = state.results.find(SuitesBeside)
        if suites is not None:
            # What they say is of a candidate that will be another.
            suites.report()
            _end_suites_beside(state)
        if not _keep_back(holding, blamed):
            raise GateClosedError(
                "The pictures of the pages show other figures than were read wherever something is found."
            )


def _judge_rounds(state: RunState, holding: Holding) -> GateReport:
    for round_no in range(1, _LAST_ROUND + 1):
        with state.journal.phase("suites"):
            begun = state.results.find(SuitesBeside) if round_no == 1 else None
            report = begun.report(_tell_suite) if begun is not None else _judge(state, holding)
        if report.decision == "stop":
            break
        failed = holding.failing_tests() if holding.is_replayed else []
        blamed = (report.blamed | _blamed_by_tests(failed)) - holding.settled
        if not blamed:
            break
        if round_no == _LAST_ROUND or not _keep_back(holding, blamed, documents_only=round_no > _MOST_ROUNDS):
            if report.is_open:
                raise GateClosedError(f"Data tests fail whomever is held back:\n{_names(failed)}")
            break
        # This process judges what became of the candidate, and writes the pages of that.
        _end_suites_beside(state)
    return report


def _is_begun(state: RunState) -> bool:
    if state.results.find(WhatChanged) is not None or state.results.find(Shards) is not None:
        return True
    return state.dbt_session is not None and state.dbt_session.begun_at is not None


def _end_suites_beside(state: RunState) -> None:
    if (suites := state.results.find(SuitesBeside)) is not None:
        suites.end()
        state.results.drop(SuitesBeside)


def _judge(state: RunState, holding: Holding) -> GateReport:
    from pipelines.quality import run_suites

    return run_suites(
        state.candidate_path,
        state.settings.data_docs_dir,
        run_id=state.run_id,
        suites=declared_suites(),
        policy=declared_policy(),
        settled=holding.settled,
        on_suite=_tell_suite,
        counts_path=state.counts_path,
    )


def _keep_back(holding: Holding, blamed: Holds, *, documents_only: bool = False) -> bool:
    listener().phase_started("hold")
    throw_away(holding.state)
    try:
        with holding.state.journal.phase("hold"):
            return holding.keep_back(blamed, documents_only=documents_only)
    except ReplayError as error:
        raise GateClosedError(f"What is to blame could not be held back, so nothing is published:\n{error}") from error


def _blamed_by_tests(failed: list[FailedTest]) -> Holds:
    """The documents that make tests fail; a test that names none is about the file itself."""
    of_nobody = [test for test in failed if not test.document_ids]
    if of_nobody:
        raise GateClosedError(
            f"Data tests fail on no document in particular, so nothing is published:\n{_names(of_nobody)}"
        )
    return blamed_by(failed)


def _names(failed: list[FailedTest]) -> str:
    return "\n".join(f"- {test.name}" for test in failed)


def _tell_suite(name: str, done: int, total: int) -> None:
    listener().suites_counted(total)
    if done:
        listener().suite_validated(name)


def _gather(state: RunState) -> None:
    listener().phase_started("gather")
    with state.journal.phase("gather"):
        gather(state.settings, reading_version(), listener().tables_gathered)


def _build(state: RunState, outcome: DbtOutcome) -> Iterator[dict[str, Any]]:
    import_beside("great_expectations")
    yield from build_events(
        state.settings,
        state.candidate_path,
        outcome,
        on_news=lambda news: _tell_diagnosed(state, news),
        running=state.start_dbt(),
    )
    note_build(state.journal, outcome)
    state.dbt_session = None
    state.results.put(outcome)


def _tell_diagnosed(state: RunState, news: dict[str, Any]) -> None:
    note_diagnosed(state.journal, news)
    listener().document_diagnosed(news["document_count"])
