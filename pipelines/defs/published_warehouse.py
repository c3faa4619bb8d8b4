"""Asset ``published_warehouse``: the warehouse that readers open."""

import dagster as dg

from pipelines.defs.at_work import WRITER_POOL, StepContext, run_at_work
from pipelines.defs.validated_candidate import KEY as VALIDATED_CANDIDATE
from pipelines.quality import GateReport

KEY = dg.AssetKey("published_warehouse")
#: A disk that is full or away for a moment; what is published stays as it was until the last rename.
RETRY = dg.RetryPolicy(max_retries=1, delay=10)


@dg.asset(
    key=KEY,
    deps=[VALIDATED_CANDIDATE],
    group_name="publication",
    kinds={"duckdb", "parquet"},
    pool=WRITER_POOL,
    retry_policy=RETRY,
    description="data/warehouse/yusuan.duckdb and its Parquet export, switched atomically: readers see the one before or "
    "this one, never a mixture.",
)
def published_warehouse(context: dg.AssetExecutionContext) -> dg.MaterializeResult[None]:
    """Publish the validated candidate."""
    return publish_judged(context)


def publish_judged(context: StepContext) -> dg.MaterializeResult[None]:
    """Publish, in a step, the candidate that a step before it judged; returns what is told of the asset."""
    from pipelines.runs.lake_step import LakeBehind
    from pipelines.runs.publish_step import publish_candidate
    from pipelines.runs.suites_beside import DataDocsBehind
    from pipelines.site.page_pictures import DrawnHere

    state = run_at_work(context)
    report = state.results.find(GateReport)
    if report is None:
        raise dg.Failure("This run validated no candidate. Materialise it in the same run.", allow_retries=False)
    publication = publish_candidate(state, report)
    for behind in (state.results.find(DataDocsBehind), state.results.find(LakeBehind), state.results.find(DrawnHere)):
        if behind is not None:
            # Not a failure of this step: its second try would publish nothing.
            context.log.warning(behind.why)
    return dg.MaterializeResult(
        asset_key=KEY,
        metadata={
            "warehouse": dg.MetadataValue.path(str(state.settings.published_path)),
            "pages": dg.MetadataValue.url(f"{state.settings.pages_url()}/site/index.html"),
            "documents": publication.document_count,
            "printed_tables": publication.printed_table_count,
            "amounts": publication.amount_count,
            "failed_rules_as_printed": publication.failed_rule_count,
            "dagster/row_count": publication.amount_count,
            "query_to_try": dg.MetadataValue.md("```sql\nselect sum(amount_yuan) from expenditure;\n```"),
        },
    )
