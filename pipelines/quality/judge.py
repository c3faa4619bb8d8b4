"""Great Expectations judges the measured frame: suites, one checkpoint, Data Docs.

Belongs here: everything that imports Great Expectations, and nothing else does. The declared suites become its suites
(one expectation a column of the frame: its offending rows sum to nothing), one checkpoint runs them all, and the verdicts
come back as plain values. Whose rows offend is read from what was measured. The context is ephemeral, so no result is stored beyond the run and Data Docs do not grow.
"""

from __future__ import annotations

import logging
import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pipelines.quality.data_docs import site_config, swap_in
from pipelines.quality.data_docs_index import write_index
from pipelines.quality.declare import Severity, Suite
from pipelines.quality.measure import NO_DOCUMENT, Measured, frame_of
from pipelines.quality.plain_markdown import as_plain_markdown

#: Our words for severity, as Great Expectations spells them.
GX_SEVERITIES: dict[Severity, str] = {"error": "critical", "warning": "warning", "info": "info"}
CHECKPOINT_NAME = "gate"
_DATA = "candidate"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What Great Expectations says of one expectation; ``problem`` if it could not say anything."""

    success: bool
    document_ids: tuple[str, ...] = ()
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """Verdicts by the name of the expectation, and what Great Expectations holds for its pages."""

    verdicts: dict[str, Verdict]
    _measured: list[Measured]
    _context: Any

    def write_data_docs(self, folder: Path) -> None:
        """Write the HTML pages of this run in the place of those of the run before."""
        with swap_in(folder) as draft:
            self._context.add_data_docs_site(site_name="yusuan", site_config=site_config(draft))
            self._context.build_data_docs(["yusuan"])
            successes = {name: verdict.success for name, verdict in self.verdicts.items()}
            problems = {name: verdict.problem for name, verdict in self.verdicts.items() if verdict.problem is not None}
            write_index(draft, self._measured, successes, problems)


def judge(measured: list[Measured], run_id: str) -> Judged:
    """Judge every measured expectation in one checkpoint; one that could not be measured gets a failing verdict with its problem."""
    gx = _great_expectations()
    judged = [item for item in measured if item.problem is None]
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False, "metric_calculations": False}
    for site_name in list(context.list_data_docs_sites()):
        context.delete_data_docs_site(site_name)
    asset = context.data_sources.add_pandas(_DATA).add_dataframe_asset("documents")
    batch = asset.add_batch_definition_whole_dataframe("counts")
    definitions = [
        context.validation_definitions.add(
            gx.ValidationDefinition(name=suite.key, data=batch, suite=context.suites.add(_gx_suite(gx, suite, judged)))
        )
        for suite in _suites_of(judged)
    ]
    verdicts = {item.name: Verdict(False, problem=item.problem) for item in measured if item.problem is not None}
    if definitions:
        verdicts |= _run(gx, context, definitions, judged, run_id)
    for item in judged:
        verdicts.setdefault(item.name, Verdict(False, problem="Great Expectations returned no result for it"))
    return Judged(verdicts, measured, context)


def _run(gx: Any, context: Any, definitions: list[Any], judged: list[Measured], run_id: str) -> dict[str, Verdict]:
    """Run the one checkpoint over the frame of all counts."""
    checkpoint = context.checkpoints.add(
        gx.Checkpoint(
            name=CHECKPOINT_NAME,
            validation_definitions=definitions,
            result_format={"result_format": "BASIC"},
        )
    )
    # Without a time, Great Expectations takes the name for a date: twelve hexadecimal digits now and then look like one.
    named = gx.RunIdentifier(run_name=run_id, run_time=datetime.now(UTC))
    outcome = checkpoint.run(batch_parameters={"dataframe": frame_of(judged)}, run_id=named)
    by_name = {item.name: item for item in judged}
    return {
        name: _verdict(result, by_name[name])
        for validation in outcome.run_results.values()
        for result in validation.results
        if (name := result.expectation_config.kwargs["column"])
    }


def _great_expectations() -> Any:
    """Import Great Expectations, with telemetry off and its chatter down; takes seconds, so only when needed."""
    os.environ["GX_ANALYTICS_ENABLED"] = "false"
    import great_expectations as gx

    logging.getLogger("great_expectations").setLevel(logging.ERROR)
    return gx


def _suites_of(judged: list[Measured]) -> list[Suite]:
    return list({item.suite.key: item.suite for item in judged}.values())


def _gx_suite(gx: Any, suite: Suite, judged: list[Measured]) -> Any:
    return gx.ExpectationSuite(
        name=suite.key,
        notes=[suite.zh, suite.en],
        expectations=[_gx_expectation(gx, item) for item in judged if item.suite.key == suite.key],
    )


def _gx_expectation(gx: Any, item: Measured) -> Any:
    expected = item.expected
    # That each value be 0 says the same, and costs twice as much of a processor: six metrics a column instead of one, 341 times.
    return gx.expectations.ExpectColumnSumToBeBetween(
        column=item.name,
        min_value=0,
        max_value=0,
        severity=GX_SEVERITIES[expected.severity],
        description=f"{expected.zh} {expected.en}",
        meta={"zh": expected.zh, "en": expected.en, "evaluated": item.evaluated, "offending": item.offending},
        notes=[_row_note(row) for row in item.failing_rows] or None,
    )


def _row_note(row: dict[str, Any]) -> str:
    """A failing row on one line, for Data Docs: its places and figures, empty ones left out."""
    told = " · ".join(f"{key}: {value}" for key, value in row.items() if value not in (None, "", []))
    return as_plain_markdown(told)


def _verdict(result: Any, item: Measured) -> Verdict:
    exception = result.exception_info or {}
    if exception.get("raised_exception"):
        return Verdict(False, problem=f"Great Expectations cannot judge it: {exception.get('exception_message')}")
    if any(isinstance(part, dict) and part.get("raised_exception") for part in exception.values()):
        return Verdict(False, problem=f"Great Expectations cannot judge it: {exception}")
    if result.success:
        return Verdict(True)
    documents = sorted(document for document, count in item.counts.items() if count.offending)
    return Verdict(False, tuple(document for document in documents if document != NO_DOCUMENT))
