"""The whole run as steps of one run of Dagster's: look at the raw folder, read, build, judge, publish, tell of each document.

Belongs here: which step tells what of which asset, and when a run ends early because there is nothing new. The assets themselves, which Dagster
plans before it knows what changed, are beside this file; what both do is in ``runs``. The steps are planned in no time, whatever the number of
models: ``yusuan run`` is this, and so are the jobs ``whole_run`` and ``read_again`` of Dagster's page.
"""

import collections
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import dagster as dg

from pipelines.defs.at_work import WRITER_POOL, run_at_work
from pipelines.defs.brought_up_to_date import tell_models
from pipelines.defs.document_checks import evaluations_of
from pipelines.defs.extracted_report import KEY as EXTRACTED_REPORT
from pipelines.defs.extracted_report import metadata_of, summary_of
from pipelines.defs.groups import documents_by_group, update_groups
from pipelines.defs.models_known import ModelsKnown, remember, remembered
from pipelines.defs.partitions import digits_of, digits_of_document, documents
from pipelines.defs.published_warehouse import RETRY, publish_judged
from pipelines.defs.raw_documents import RETRY as RETRY_OF_LOOKING
from pipelines.defs.raw_documents import look_at_raw_folder
from pipelines.defs.telling import tell, tell_at_once
from pipelines.defs.validated_candidate import judge_candidate
from pipelines.journal.news import listener
from pipelines.runs.gate import begin_candidate, build_candidate
from pipelines.runs.nothing_new import published_already
from pipelines.runs.outcome import record_nothing_new
from pipelines.runs.raw_folder import scan_once
from pipelines.runs.read_again import forget_documents, forget_everything
from pipelines.runs.read_step import read_new, unread
from pipelines.runs.reading import ReadResult, ReadSummary
from pipelines.runs.shard_step import Shards
from pipelines.runs.what_changed import WhatChanged, is_to_be_made, may_go_on
from pipelines.warehouse.dbt_manifest import manifest_path
from pipelines.warehouse.head_start import import_beside

#: The job whose runs read a group again.
READ_AGAIN = "read_again"
_NEXT = dg.Out(dg.Nothing, description="The step after it may begin.")
_BEFORE = {"before": dg.In(dg.Nothing)}
_FORCE = dg.Field(bool, default_value=False, description="Read every report again and build everything.")


@dataclass(frozen=True, slots=True)
class Anew:
    """What a run was asked to read again, whether or not anything changed: everything, or a group."""

    is_all: bool = False
    group_key: str | None = None

    @property
    def is_any(self) -> bool:
        """True if anything is to be read again."""
        return self.is_all or self.group_key is not None


@dg.op(
    out=_NEXT,
    config_schema={"force": _FORCE},
    pool=WRITER_POOL,
    retry_policy=RETRY_OF_LOOKING,
    description="Look at data/raw/: what is new, what is gone, what is no report.",
)
def look(context: dg.OpExecutionContext) -> None:
    """Scan the raw folder; dbt parses meanwhile if it will be needed."""
    state = run_at_work(context)
    anew = Anew(is_all=bool(context.op_config["force"]), group_key=_group_of(context))
    state.results.put(anew)
    if anew.is_all:
        forget_everything(state.settings)
    elif anew.group_key is not None:
        chosen = documents_by_group(state.settings).get(anew.group_key)
        if chosen is None:
            raise dg.Failure(f"There is no report of the group {anew.group_key} any more.", allow_retries=False)
        context.log.info(f"To be read again: {len(chosen)} documents of {anew.group_key}")
        forget_documents(state.settings, chosen)
    if not may_go_on(state):
        state.start_dbt()
    tell(context, look_at_raw_folder(context))


@dg.op(
    ins=_BEFORE,
    out=dg.Out(dg.Nothing, is_required=False, description="There is something to build."),
    pool=WRITER_POOL,
    description="Read the reports that were not read before, side by side; the run ends here if that changed nothing.",
)
def read(context: dg.OpExecutionContext) -> Iterator[Any]:
    """Read what is new, and tell of each document in its partition."""
    state = run_at_work(context)
    # A step that is run again by itself has none of what the step before it put there.
    anew = state.results.find(Anew) or Anew(group_key=_group_of(context))
    todo = unread(state.settings, scan_once(state).accepted)
    if todo:
        if not may_go_on(state):
            import_beside("dagster_dbt")
        results = read_new(state, todo)
        tell_at_once(context, (_read_event(key, result) for key, result in _with_keys(context, results)))
    session = state.dbt_session
    if session is not None and session.is_parsing:
        listener().phase_started("parse")
        with state.journal.phase("parse"):
            manifest_path(state.settings, session)
    if not anew.is_any and (publication := published_already(state)) is not None:
        # Nothing was new, or all that was could not be read: what is published is still all there is.
        state.results.put(publication)
        record_nothing_new(state)
        context.log.info("Nothing is new that could be read: what is published is still all there is.")
        return
    yield dg.Output(None, metadata=summary_of(results, len(todo)) if todo else {"documents": 0})


@dg.op(
    ins=_BEFORE,
    out=_NEXT,
    pool=WRITER_POOL,
    description="Build the candidate: with dbt, or what changed in the one before.",
)
def build(context: dg.OpExecutionContext) -> None:
    """Build the candidate, and tell of every model and test."""
    state = run_at_work(context)
    # What is made anew is so while Dagster's part for it is loaded.
    begin_candidate(state)
    known = remembered(state.settings)
    if known is None or not is_to_be_made(state):
        from pipelines.defs.dbt import dbt_models, told_by_dbt

        known = ModelsKnown.of(dbt_models)
        remember(state.settings, known)
        tell(context, told_by_dbt(build_candidate(state)))
    else:
        # No step of dbt's is part of this run; there is nothing that dbt would tell.
        collections.deque(build_candidate(state), maxlen=0)
    if state.results.find(WhatChanged) is not None or state.results.find(Shards) is not None:
        tell_models(context, known)


@dg.op(
    ins=_BEFORE,
    out=_NEXT,
    pool=WRITER_POOL,
    description="Judge the candidate by every suite of expectations/: the gate.",
)
def judge(context: dg.OpExecutionContext) -> None:
    """Judge the candidate; fails if nothing may be published."""
    tell(context, judge_candidate(context))


@dg.op(
    ins=_BEFORE,
    out=_NEXT,
    pool=WRITER_POOL,
    retry_policy=RETRY,
    description="Publish the candidate: readers see the warehouse before or this one, never a mixture.",
)
def publish(context: dg.OpExecutionContext) -> None:
    """Publish."""
    tell(context, [publish_judged(context)])


@dg.op(ins=_BEFORE, out=_NEXT, pool=WRITER_POOL, description="Say of each report read now what the suites say of it.")
def tell_documents(context: dg.OpExecutionContext) -> None:
    """Tell in each document's partition which expectations do not hold, and let the groups be those of what is published."""
    state = run_at_work(context)
    found = state.results.find(ReadSummary)
    keys = [key for key, _ in _with_keys(context, found.results if found is not None else ())]
    tell_at_once(context, evaluations_of(context, keys))
    update_groups(context.instance, state.settings)


def all_steps() -> None:
    """Put the steps in their order; called where a job is composed."""
    tell_documents(publish(judge(build(read(look())))))


def _group_of(context: dg.OpExecutionContext) -> str | None:
    """The group that this run is to read again; fails if its job is to, and none was chosen."""
    if context.has_partition_key:
        return context.partition_key
    if context.job_name == READ_AGAIN:
        raise dg.Failure("Choose a group of reports under Partitions of this job.", allow_retries=False)
    return None


def _with_keys(context: dg.OpExecutionContext, results: Iterable[ReadResult]) -> Iterator[tuple[str, ReadResult]]:
    """The results with the partitions of their documents; a document that has none is left out."""
    keys = {digits_of(key): key for key in context.instance.get_dynamic_partitions(documents.name or "")}
    for result in results:
        if (key := keys.get(digits_of_document(result.document_id))) is not None:
            yield key, result


def _read_event(key: str, result: ReadResult) -> dg.AssetMaterialization:
    return dg.AssetMaterialization(EXTRACTED_REPORT, partition=key, metadata=metadata_of(result))
