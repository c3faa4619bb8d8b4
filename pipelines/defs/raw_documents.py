"""Asset ``raw_documents``: what lies in the raw folder, and what became of every file.

A run that does nothing else (job ``scan_raw_folder``) asks servers again that had a passing fault, as soon as they may be asked; between
its tries it gives the lock back to whoever runs ``yusuan run``. Dagster's other runs wait for it (the pool is a whole run's), so it does not
take long. A run that goes on to read and publish does not wait for servers: what came is published.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import dagster as dg

from pipelines.defs.at_work import WRITER_POOL, StepContext, run_at_work
from pipelines.defs.partitions import update_partitions
from pipelines.documents.fetching.tries import TRIES_NAME, Try, read_tries
from pipelines.runs.raw_folder import RawFolder, scan_once

KEY = dg.AssetKey("raw_documents")
#: Tag of jobs that have time to ask again.
ASKS_AGAIN_TAG = "yusuan/asks_again"
#: So many times, and only if the first server may be asked again within the time: other runs wait, and the next scan is tomorrow.
_MOST_RETRIES = 3
_LONGEST_WAIT = timedelta(minutes=15)
#: Fetching reaches out to other people's servers, which fail for a moment now and then.
RETRY = dg.RetryPolicy(max_retries=2, delay=5, backoff=dg.Backoff.EXPONENTIAL, jitter=dg.Jitter.PLUS_MINUS)
_MOST_ROWS = 200


@dg.asset(
    key=KEY,
    group_name="documents",
    kinds={"python", "pdf"},
    pool=WRITER_POOL,
    retry_policy=RETRY,
    description="Every file in data/raw/: fetched if listed, told apart by content, accepted or set aside with a reason.",
)
def raw_documents(context: dg.AssetExecutionContext) -> Iterator[Any]:
    """Scan the raw folder and let the partitions follow it."""
    yield from look_at_raw_folder(context)


def look_at_raw_folder(context: StepContext) -> Iterator[Any]:
    """Scan the raw folder in a step, let the partitions follow it, and yield what is told of the asset."""
    state = run_at_work(context)
    folder = scan_once(state)
    tries = [
        item for item in read_tries(state.settings.hand_over_dir / TRIES_NAME) if item.started_at >= state.started_at
    ]
    new = update_partitions(context.instance, {facts.document_id: facts.file_name for facts in folder.accepted})
    metadata = {"try": context.retry_number + 1, "new": len(new), **_of_tries(tries), **_of_folder(folder)}
    wait = _wait(folder, tries)
    if wait is not None and context.run.tags.get(ASKS_AGAIN_TAG) == "yes" and context.retry_number < _MOST_RETRIES:
        yield dg.AssetObservation(KEY, metadata=metadata)
        # A person may have the warehouse while this run waits.
        state.close()
        raise dg.RetryRequested(_MOST_RETRIES, wait.total_seconds())
    yield dg.MaterializeResult(asset_key=KEY, metadata=metadata)


def _wait(folder: RawFolder, tries: list[Try]) -> timedelta | None:
    """How long until the first server that failed now in passing may be asked again; None if none did, or if that is too long."""
    passing = {result.url for result in folder.not_fetched if result.is_passing}
    now = datetime.now(UTC)
    # Only the last of an address's tries says how long it rests.
    rests = {item.url: item.rests_until for item in tries if item.url in passing and item.outcome == "failed"}
    moments = [moment or now for moment in rests.values()]
    wait = max(min(moments) - now, timedelta(seconds=1)) if moments else None
    return wait if wait is not None and wait <= _LONGEST_WAIT else None


def _of_tries(tries: list[Try]) -> dict[str, dg.MetadataValue]:
    """What this try asked of other servers: how often, and what came of it."""
    outcomes = Counter(item.problem_code or item.outcome for item in tries)
    columns = ("url", "outcome", "attempt", "milliseconds")
    return {
        "asked": dg.MetadataValue.int(len(tries)),
        "asked_outcomes": dg.MetadataValue.json(dict(sorted(outcomes.items()))),
        "asked_addresses": dg.MetadataValue.table(
            [
                dg.TableRecord(
                    {
                        "url": item.url,
                        "outcome": item.problem_code or item.outcome,
                        "attempt": str(item.attempt_no),
                        "milliseconds": str(item.duration_ms),
                    }
                )
                for item in tries[-_MOST_ROWS:]
            ],
            dg.TableSchema([dg.TableColumn(name, "string") for name in columns]),
        ),
    }


def _of_folder(folder: RawFolder) -> dict[str, dg.MetadataValue]:
    """What lies in the folder, and what is missing."""
    return {
        "accepted": dg.MetadataValue.int(len(folder.accepted)),
        "duplicates": dg.MetadataValue.int(len(folder.duplicates)),
        "set_aside": dg.MetadataValue.int(len(folder.quarantined)),
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
