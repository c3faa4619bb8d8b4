"""Asset ``raw_documents``: what lies in the raw folder, and what became of every file."""

import dagster as dg

from pipelines.defs.at_work import WRITER_POOL, run_at_work
from pipelines.defs.partitions import update_partitions
from pipelines.runs.raw_folder import scan_once

#: Fetching reaches out to other people's servers, which fail for a moment now and then.
_RETRY = dg.RetryPolicy(max_retries=2, delay=5, backoff=dg.Backoff.EXPONENTIAL, jitter=dg.Jitter.PLUS_MINUS)
_MOST_ROWS = 200


@dg.asset(
    group_name="documents",
    kinds={"python", "pdf"},
    pool=WRITER_POOL,
    retry_policy=_RETRY,
    description="Every file in data/raw/: fetched if listed, told apart by content, accepted or set aside with a reason.",
)
def raw_documents(context: dg.AssetExecutionContext) -> dg.MaterializeResult[None]:
    """Scan the raw folder and let the partitions follow it."""
    state = run_at_work(context)
    folder = scan_once(state)
    new = update_partitions(context.instance, {facts.document_id: facts.file_name for facts in folder.accepted})
    return dg.MaterializeResult(
        metadata={
            "accepted": len(folder.accepted),
            "new": len(new),
            "duplicates": len(folder.duplicates),
            "set_aside": len(folder.quarantined),
            "not_fetched": dg.MetadataValue.table(
                [
                    dg.TableRecord({"line": result.place, "url": result.url, "problem": result.problem or ""})
                    for result in folder.not_fetched[:_MOST_ROWS]
                ],
                dg.TableSchema([dg.TableColumn(name, "string") for name in ("line", "url", "problem")]),
            ),
            "files_set_aside": dg.MetadataValue.table(
                [
                    dg.TableRecord(
                        {"file": row["file_name"], "reason": row["reason_en"] or "", "原因": row["reason_zh"] or ""}
                    )
                    for row in folder.quarantined[:_MOST_ROWS]
                ],
                dg.TableSchema([dg.TableColumn(name, "string") for name in ("file", "reason", "原因")]),
            ),
        }
    )
