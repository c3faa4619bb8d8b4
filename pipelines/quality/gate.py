"""The gate: all suites on a candidate, and whether it may be published.

Belongs here: running what is declared (measure, judge) and the decision that follows from results and policy: who is to
blame for what. Keeping them back and publishing belong in ``runs``; writing the results as rows in ``results``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from pipelines.contract.holds import Holds, Reason
from pipelines.contract.part_of_candidate import changed_since
from pipelines.contract.questions import Questions
from pipelines.contract.rows_by_document import Change
from pipelines.contract.sql import BESIDE_A_RUN_PERCENT, is_small
from pipelines.quality.counted import read_counts, write_counts
from pipelines.quality.declare import Expected, Severity, Shared, Suite, check_name
from pipelines.quality.judge import Judged, Verdict, judge
from pipelines.quality.measure import Before, Blamed, Measured, measure, measure_shared
from pipelines.quality.policy import Effect, Policy
from pipelines.workers.lanes import lane_count

#: publish: as it is. hold: keep back whoever is to blame and ask again. stop: publish nothing.
Decision = Literal["publish", "hold", "stop"]
Status = Literal["passed", "failed", "not_applicable", "broken"]
#: Reasons told in a sentence for a person; all of them are in the results. One missing table breaks a hundred queries.
_REASONS_TOLD = 10


@dataclass(frozen=True, slots=True)
class ExpectationResult:
    """What one expectation found in the candidate; ``unexpected_count`` and ``evaluated`` count rows."""

    suite: str
    expectation_key: str
    severity: Severity
    effect: Effect
    status: Status
    evaluated: int
    unexpected_count: int
    failing_rows: tuple[dict[str, Any], ...]
    document_ids: tuple[str, ...]
    sentence_zh: str
    sentence_en: str
    #: Whom the offending rows name.
    blamed: tuple[Blamed, ...] = ()
    #: Why it could not be evaluated; None unless ``status`` is broken.
    problem: str | None = None

    @property
    def name(self) -> str:
        """The expectation's one name, ``suite__key``."""
        return check_name(self.suite, self.expectation_key)

    @property
    def success(self) -> bool:
        """True if nothing offends (also if there was nothing to look at: see ``status``)."""
        return self.status in ("passed", "not_applicable")

    @property
    def is_blocking(self) -> bool:
        """True if a failure keeps something from being published."""
        return self.effect != "flag"

    @property
    def stops(self) -> bool:
        """True if this result alone closes the gate.

        Only what makes the file unfit to read does: a failure whose effect is to stop, or such an expectation that cannot be
        evaluated. Another one that cannot be evaluated says nothing about anybody: it is shown as broken. Rows that name
        nobody under another effect are shown too, for there is nobody to keep back.
        """
        return self.effect == "stop" and self.status in ("failed", "broken")

    @property
    def keeps_back(self) -> Holds:
        """Whom to keep back because of this result; nobody unless it failed and names somebody."""
        reason = Reason(self.sentence_zh, self.sentence_en)
        documents: dict[str, Reason] = {}
        tables: dict[tuple[str, str], Reason] = {}
        rules: dict[str, Reason] = {}
        if self.status == "failed" and self.effect in ("hold_back", "hold_table", "switch_off"):
            for item in self.blamed:
                if self.effect == "switch_off" and item.rule_id is not None:
                    rules[item.rule_id] = reason
                elif item.document_id is None:
                    continue
                elif self.effect == "hold_table" and item.table_id is not None:
                    tables[item.document_id, item.table_id] = reason
                else:
                    documents[item.document_id] = reason
        return Holds(documents, tables, rules)


@dataclass(frozen=True, slots=True)
class GateReport:
    """All results of one run and what follows from them.

    ``settled`` is what is kept back already and gives no row to readers any more: a row elsewhere that still names it
    changes nothing.
    """

    run_id: str
    results: tuple[ExpectationResult, ...]
    settled: Holds = field(default_factory=Holds)

    @property
    def blamed(self) -> Holds:
        """Whom to keep back, each with all the reasons; the others may go."""
        documents: dict[str, list[Reason]] = {}
        tables: dict[tuple[str, str], list[Reason]] = {}
        rules: dict[str, list[Reason]] = {}
        for result in self.results:
            found = result.keeps_back - self.settled
            for key, reason in found.documents.items():
                documents.setdefault(key, []).append(reason)
            for table, reason in found.tables.items():
                tables.setdefault(table, []).append(reason)
            for key, reason in found.rules.items():
                rules.setdefault(key, []).append(reason)
        return Holds(
            {key: _joined(reasons) for key, reasons in sorted(documents.items())},
            {table: _joined(reasons) for table, reasons in sorted(tables.items())},
            {key: _joined(reasons) for key, reasons in sorted(rules.items())},
        )

    @property
    def broken(self) -> tuple[ExpectationResult, ...]:
        """Expectations that could not be evaluated, so that they judged nothing."""
        return tuple(result for result in self.results if result.status == "broken")

    @property
    def decision(self) -> Decision:
        """What may be done with this candidate."""
        if any(result.stops for result in self.results):
            return "stop"
        return "hold" if self.blamed else "publish"

    @property
    def is_open(self) -> bool:
        """True if this very candidate may be published."""
        return self.decision == "publish"

    @property
    def why_zh(self) -> str:
        """The decision and its reasons in Chinese."""
        return self._why(
            {"publish": "可以发布。", "hold": "须先暂扣：", "stop": "不予发布："},
            lambda item: item.sentence_zh,
        )

    @property
    def why_en(self) -> str:
        """The decision and its reasons in English."""
        return self._why(
            {
                "publish": "May be published.",
                "hold": "To be held back first:",
                "stop": "Nothing may be published:",
            },
            lambda item: item.sentence_en,
        )

    def _why(self, openings: dict[Decision, str], sentence: Callable[[ExpectationResult], str]) -> str:
        decision = self.decision
        if decision == "publish":
            return openings[decision]
        reasons = [
            f"{item.name}: {sentence(item)} {item.problem or _example(item)}".rstrip()
            for item in self.results
            if (item.stops if decision == "stop" else item.keeps_back - self.settled)
        ]
        more = [f"- … (+{len(reasons) - _REASONS_TOLD})"] if len(reasons) > _REASONS_TOLD else []
        return "\n".join([openings[decision], *(f"- {reason}" for reason in reasons[:_REASONS_TOLD]), *more])


def run_suites(
    candidate: Path,
    data_docs_dir: Path | None = None,
    *,
    run_id: str = "run",
    suites: Sequence[Suite],
    policy: Policy,
    settled: Holds | None = None,
    on_suite: Callable[[str, int, int], None] | None = None,
    counts_path: Path | None = None,
) -> GateReport:
    """Evaluate all suites on the candidate and decide, as :func:`decide`; ``data_docs_dir`` gets the HTML pages of this run."""
    report, judged = decide(
        candidate,
        run_id=run_id,
        suites=suites,
        policy=policy,
        settled=settled,
        on_suite=on_suite,
        counts_path=counts_path,
    )
    if data_docs_dir is not None:
        judged.write_data_docs(data_docs_dir)
    return report


def decide(
    candidate: Path,
    *,
    run_id: str,
    suites: Sequence[Suite],
    policy: Policy,
    settled: Holds | None = None,
    on_suite: Callable[[str, int, int], None] | None = None,
    counts_path: Path | None = None,
    changes: Mapping[str, Change] | None = None,
) -> tuple[GateReport, Judged]:
    """Evaluate all suites on the candidate, opened read-only, and decide; what is judged can write its pages later.

    ``on_suite(key, done, total)`` is called before each suite and once at the end. The declared ones are in
    ``expectations``. What is counted is written to ``counts_path``; with the ``changes`` of relations since what is there was written, only
    what they touch is counted again. Raises ``FileNotFoundError`` if there is no candidate and ``PolicyError`` if the policy cannot be followed; an
    expectation that cannot be evaluated does not raise but is reported as broken.
    """
    if not candidate.is_file():
        raise FileNotFoundError(f"no candidate warehouse at {candidate}: run dbt build first")
    policy.require_declared(suites)
    before = _before(candidate, counts_path, changes)
    measured = _measure_all(candidate, suites, on_suite or (lambda key, done, total: None), before)
    if counts_path is not None:
        write_counts(counts_path, ((item.expected, item.counts) for item in measured if item.problem is None))
    judged = judge(measured, run_id)
    results = tuple(_result(item, judged.verdicts[item.name], policy) for item in measured)
    return GateReport(run_id, results, settled or Holds()), judged


def _before(candidate: Path, counts_path: Path | None, changes: Mapping[str, Change] | None) -> Before | None:
    """What need not be counted again; nothing unless it is known what changed. What is there is of the candidate before: it goes."""
    if counts_path is None:
        return None
    counted = read_counts(counts_path) if changes is not None else None
    counts_path.unlink(missing_ok=True)
    return Before(counted, changed_since(candidate, changes)) if counted is not None and changes is not None else None


def _measure_all(
    candidate: Path, suites: Sequence[Suite], on_suite: Callable[[str, int, int], None], before: Before | None
) -> list[Measured]:
    measured: list[Measured] = []
    # Beside it the process holds the counts of all expectations: of 10,000 documents some hundred megabytes.
    with (
        Questions(candidate, share_percent=BESIDE_A_RUN_PERCENT) as opened,
        ThreadPoolExecutor(lane_count(is_small=is_small(candidate))) as threads,
    ):
        asked = [(suite, expected) for suite in suites for expected in suite.expectations]
        sharing: dict[Shared, list[tuple[Suite, Expected]]] = {}
        for one in asked:
            if one[1].shared is not None:
                sharing.setdefault(one[1].shared, []).append(one)
        # The longest first.
        together = {
            shared: threads.submit(lambda of_one: iter(measure_shared(opened, of_one)), of_one)
            for shared, of_one in sharing.items()
        }
        alone = (one for one in asked if one[1].shared is None)
        found = threads.map(lambda one: measure(opened, one[0], one[1], before), alone)
        for done, suite in enumerate(suites):
            on_suite(suite.key, done, len(suites))
            measured.extend(
                next(found if expected.shared is None else together[expected.shared].result())
                for expected in suite.expectations
            )
        on_suite("great_expectations", len(suites), len(suites))
    return measured


def _result(item: Measured, verdict: Verdict, policy: Policy) -> ExpectationResult:
    status: Status = "passed" if verdict.success else "failed"
    if verdict.problem is not None:
        status = "broken"
    elif verdict.success and not item.evaluated:
        status = "not_applicable"
    return ExpectationResult(
        suite=item.suite.key,
        expectation_key=item.expected.key,
        severity=item.expected.severity,
        effect=policy.effect(item.suite.key, item.expected.key),
        status=status,
        evaluated=item.evaluated,
        unexpected_count=item.offending,
        failing_rows=item.failing_rows,
        document_ids=verdict.document_ids,
        sentence_zh=item.expected.zh,
        sentence_en=item.expected.en,
        blamed=item.blamed,
        problem=verdict.problem,
    )


def _joined(reasons: Sequence[Reason]) -> Reason:
    return Reason("".join(reason.zh for reason in reasons), " ".join(reason.en for reason in reasons))


def _example(item: ExpectationResult) -> str:
    """The first failing row, in brackets, so that a reason names a place."""
    if not item.failing_rows:
        return ""
    row = "; ".join(f"{key}={value}" for key, value in item.failing_rows[0].items() if value not in (None, "", []))
    return f"({item.unexpected_count} of {item.evaluated}; first: {row})"
