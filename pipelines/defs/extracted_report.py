"""Asset ``extracted_report``: one document read, from pages to the Parquet that dbt takes over."""

from collections.abc import Sequence
from typing import Any

import dagster as dg

from pipelines.defs.at_work import WRITER_POOL, run_at_work
from pipelines.defs.partitions import digits_of, digits_of_document, documents, is_key_of
from pipelines.defs.raw_documents import raw_documents
from pipelines.runs.raw_folder import read_accepted
from pipelines.runs.reading import ReadResult

KEY = dg.AssetKey("extracted_report")


@dg.asset(
    key=KEY,
    partitions_def=documents,
    backfill_policy=dg.BackfillPolicy.single_run(),
    deps=[raw_documents],
    group_name="documents",
    kinds={"python", "camelot", "parquet"},
    pool=WRITER_POOL,
    description="Printed tables, rows, amounts, narrative figures and cells of one report, as Parquet by document and "
    "extractor version. Several documents of one run are read side by side; what was read before is not read again.",
)
def extracted_report(context: dg.AssetExecutionContext) -> None:
    """Read the documents of this run's partitions that were not read before."""
    from pipelines.runs.read_step import read_new

    state = run_at_work(context)
    keys = context.partition_keys
    chosen = [facts for facts in read_accepted(state) if any(is_key_of(key, facts.document_id) for key in keys)]
    results = read_new(state, chosen)
    key_by_digits = {digits_of(key): key for key in keys}
    for result in results:
        if (found := key_by_digits.get(digits_of_document(result.document_id))) is not None:
            context.add_asset_metadata(metadata_of(result), partition_key=found)
    context.add_asset_metadata(summary_of(results, len(chosen)))


def summary_of(results: Sequence[ReadResult], document_count: int) -> dict[str, Any]:
    """What is said of a step that was to read so many documents, and read these."""
    failed = [(item.file_name, item.problem.en) for item in results if item.problem is not None]
    return {
        "documents": document_count,
        "read_now": len(results),
        "read_before": document_count - len(results),
        "pages_read": sum(result.page_count for result in results),
        "seconds": dg.MetadataValue.float(round(sum(result.seconds for result in results), 1)),
        "unreadable": dg.MetadataValue.table(
            [dg.TableRecord({"file": file_name, "problem": problem}) for file_name, problem in failed],
            dg.TableSchema([dg.TableColumn("file", "string"), dg.TableColumn("problem", "string")]),
        ),
    }


def metadata_of(result: ReadResult) -> dict[str, Any]:
    """What is said of one document in its own partition."""
    return {
        "file": result.file_name,
        "document_id": result.document_id,
        "pages": result.page_count,
        "seconds_of_document": dg.MetadataValue.float(round(result.seconds, 1)),
        "problem": result.problem.en if result.problem else "",
    }
