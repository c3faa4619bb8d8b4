"""Asset check ``expectations_hold`` on each document: what the gate's suites say of this one report."""

from collections.abc import Iterable, Iterator
from typing import Any

import dagster as dg

from pipelines.defs.at_work import WRITER_POOL, StepContext, run_at_work
from pipelines.defs.extracted_report import extracted_report
from pipelines.defs.partitions import documents, is_key_of
from pipelines.defs.published_warehouse import published_warehouse
from pipelines.quality import GateReport
from pipelines.quality.bridge import partition_evaluation, partition_spec
from pipelines.runs.raw_folder import read_accepted

_SPEC = partition_spec(extracted_report.key, documents, additional_deps=[published_warehouse])


@dg.multi_asset_check(name="document_checks", specs=[_SPEC], pool=WRITER_POOL)
def document_checks(context: dg.AssetCheckExecutionContext) -> Iterator[Any]:
    """Tell for each of the run's documents which expectations do not hold, and whether it was held back."""
    yield from evaluations_of(context, context.op_execution_context.partition_keys)
    yield dg.Output(None, output_name=_SPEC.get_python_identifier())


def evaluations_of(context: StepContext, keys: Iterable[str]) -> Iterator[dg.AssetCheckEvaluation]:
    """Yield, in a step after the one that judged, what the suites say of each of these partitions."""
    state = run_at_work(context)
    report = state.results.find(GateReport)
    if report is None:
        raise dg.Failure("This run judged no candidate. Materialise it in the same run.", allow_retries=False)
    accepted = read_accepted(state)
    for key in keys:
        for facts in accepted:
            if is_key_of(key, facts.document_id):
                yield partition_evaluation(
                    report,
                    facts.document_id,
                    key,
                    asset=extracted_report.key,
                    held_back=state.held_back.get(facts.document_id),
                    data_docs_url=f"{state.settings.pages_url()}/data_docs",
                )
                break
