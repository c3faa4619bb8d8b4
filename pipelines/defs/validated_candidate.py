"""Asset ``validated_candidate``: the gate. Every expectation of every suite is a check on it."""

import collections
from collections.abc import Iterator
from typing import Any

import dagster as dg

from expectations import declared_policy, declared_suites
from pipelines.defs.at_work import WRITER_POOL, StepContext, run_at_work
from pipelines.defs.brought_up_to_date import tell_models
from pipelines.defs.event_storage import at_once
from pipelines.defs.models_known import ModelsKnown
from pipelines.quality.bridge import check_results, check_specs
from pipelines.runs.outcome import record_gate_closed
from pipelines.runs.what_changed import is_to_be_made

KEY = dg.AssetKey("validated_candidate")


def validated_candidate_of(models: ModelsKnown) -> dg.AssetsDefinition:
    """Return the asset that comes after these models."""

    @dg.asset(
        key=KEY,
        deps=models.keys,
        check_specs=check_specs(declared_suites(), declared_policy(), asset=KEY),
        group_name="publication",
        kinds={"python", "greatexpectations", "duckdb"},
        pool=WRITER_POOL,
        description="The candidate warehouse, judged by every suite of expectations/. A document that breaks its structure is "
        "held back in place, or its table, or the rule to blame; what makes the file unfit to read closes the gate.",
    )
    def validated_candidate(context: dg.AssetExecutionContext) -> Iterator[Any]:
        """Judge the candidate, after bringing it up to date if no step before did; goes on to publication only if the gate is open."""
        yield from _judge(context, models)

    return validated_candidate


def _judge(context: dg.AssetExecutionContext, models: ModelsKnown) -> Iterator[Any]:
    from pipelines.runs.gate import build_candidate

    state = run_at_work(context)
    if is_to_be_made(state):
        # No step of dbt's is part of this run; there is nothing that dbt would tell.
        collections.deque(build_candidate(state), maxlen=0)
        tell_models(context, models)
    yield from judge_candidate(context)


def judge_candidate(context: StepContext) -> Iterator[Any]:
    """Judge, in a step, the candidate that was built; yields what is told of the asset and its checks, raises ``dg.Failure`` if the gate is closed."""
    from pipelines.runs.gate import validate_candidate

    state = run_at_work(context)
    if not state.candidate_path.exists():
        raise dg.Failure(
            "This run built no candidate. Materialise the dbt models in the same run.", allow_retries=False
        )
    report = validate_candidate(state)
    with at_once(context.instance):
        yield from check_results(report, asset=KEY, data_docs_url=f"{state.settings.pages_url()}/data_docs")
    if not report.is_open:
        record_gate_closed(state, report.why_en, report.why_zh)
        raise dg.Failure(f"Nothing is published.\n{report.why_en}\n{report.why_zh}", allow_retries=False)
    yield dg.MaterializeResult(
        asset_key=KEY,
        metadata={
            "expectations": len(report.results),
            "failed_as_printed": sum(not result.success for result in report.results),
            "held_back": dg.MetadataValue.json(state.held_back),
        },
    )
