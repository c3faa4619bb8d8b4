"""The gate: all suites on a candidate, and whether it may be published.

Belongs here: running what is declared (measure, judge) and the decision that follows from results and policy. Rebuilding
without a held-back document and publishing belong in ``publishing``; writing the results as rows in ``results``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import duckdb

from pipelines.quality.declare import Severity, Suite, check_name
from pipelines.quality.judge import Verdict, judge
from pipelines.quality.measure import Measured, measure
from pipelines.quality.policy import Effect, Policy

#: publish: as it is. rebuild: hold back the named documents, build again and ask again. stop: publish nothing.
Decision = Literal["publish", "rebuild", "stop"]
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
    #: Offending rows that belong to no document: nobody can be held back for them alone.
    unassigned_count: int = 0
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
        """True if this result alone closes the gate: broken, or failed with nobody who could be held back alone."""
        if self.status == "broken":
            return True
        return self.status == "failed" and (
            self.effect == "stop" or (self.effect == "hold_back" and self.unassigned_count > 0)
        )


@dataclass(frozen=True, slots=True)
class GateReport:
    """All results of one run and what follows from them."""

    run_id: str
    results: tuple[ExpectationResult, ...]

    @property
    def held_back(self) -> dict[str, str]:
        """Documents to leave out, by id, each with the reason for a person (Chinese, then English)."""
        reasons: dict[str, list[ExpectationResult]] = {}
        for result in self.results:
            if result.status == "failed" and result.effect == "hold_back":
                for document_id in result.document_ids:
                    reasons.setdefault(document_id, []).append(result)
        return {
            document_id: "".join(item.sentence_zh for item in failed) + " / " + " ".join(i.sentence_en for i in failed)
            for document_id, failed in sorted(reasons.items())
        }

    @property
    def held_back_document_ids(self) -> tuple[str, ...]:
        """Ids of the documents to leave out; the others may go."""
        return tuple(self.held_back)

    @property
    def decision(self) -> Decision:
        """What may be done with this candidate."""
        if any(result.stops for result in self.results):
            return "stop"
        return "rebuild" if self.held_back else "publish"

    @property
    def is_open(self) -> bool:
        """True if this very candidate may be published."""
        return self.decision == "publish"

    @property
    def why_zh(self) -> str:
        """The decision and its reasons in Chinese."""
        return self._why(
            {"publish": "可以发布。", "rebuild": "下列文件须先暂扣：", "stop": "不予发布："},
            lambda item: item.sentence_zh,
        )

    @property
    def why_en(self) -> str:
        """The decision and its reasons in English."""
        return self._why(
            {
                "publish": "May be published.",
                "rebuild": "Documents must be held back first:",
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
            if (item.stops if decision == "stop" else item.status == "failed" and item.effect == "hold_back")
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
    on_suite: Callable[[str, int, int], None] | None = None,
) -> GateReport:
    """Evaluate all suites on the candidate and decide.

    ``candidate`` is opened read-only; ``data_docs_dir`` gets the HTML pages of this run. ``on_suite(key, done, total)``
    is called before each suite and once at the end. The declared ones are in
    ``expectations``. Raises ``FileNotFoundError`` if there is no candidate and ``PolicyError`` if the policy cannot be followed; an
    expectation that cannot be evaluated does not raise but closes the gate.
    """
    if not candidate.is_file():
        raise FileNotFoundError(f"no candidate warehouse at {candidate}: run dbt build first")
    policy.require_declared(suites)
    measured = _measure_all(candidate, suites, on_suite or (lambda key, done, total: None))
    verdicts = judge(measured, run_id, data_docs_dir)
    return GateReport(run_id, tuple(_result(item, verdicts[item.name], policy) for item in measured))


def _measure_all(candidate: Path, suites: Sequence[Suite], on_suite: Callable[[str, int, int], None]) -> list[Measured]:
    measured: list[Measured] = []
    with duckdb.connect(str(candidate), read_only=True) as connection:
        for done, suite in enumerate(suites):
            on_suite(suite.key, done, len(suites))
            measured.extend(measure(connection, suite, expected) for expected in suite.expectations)
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
        unassigned_count=item.unassigned,
        problem=verdict.problem,
    )


def _example(item: ExpectationResult) -> str:
    """The first failing row, in brackets, so that a reason names a place."""
    if not item.failing_rows:
        return ""
    row = "; ".join(f"{key}={value}" for key, value in item.failing_rows[0].items() if value not in (None, "", []))
    return f"({item.unexpected_count} of {item.evaluated}; first: {row})"
