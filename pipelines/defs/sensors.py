"""The sensor on the raw folder: new reports, or files gone, make one run; lists that say something else are fetched from.

It asks no server itself: Dagster gives a sensor a minute, and a list of reports may take hours.
"""

import contextlib
import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

import dagster as dg

from pipelines.defs.jobs import rebuild_warehouse, refresh_warehouse, scan_raw_folder
from pipelines.defs.partitions import range_tags, update_partitions
from pipelines.documents.folder_walk import entries_below
from pipelines.documents.sources import LIST_NAMES
from pipelines.journal.journal import Journal
from pipelines.pdf.regular_files import open_regular
from pipelines.runs.lock import RunLock, RunLockedError
from pipelines.settings import Settings

#: Often enough for someone who dropped a file and waits; looking costs milliseconds while nothing changes.
_EVERY_SECONDS = 30


@dg.sensor(
    name="new_reports",
    jobs=[scan_raw_folder, refresh_warehouse, rebuild_warehouse],
    minimum_interval_seconds=_EVERY_SECONDS,
    default_status=dg.DefaultSensorStatus.RUNNING,
    description="Watches data/raw/: what is new gets a partition each, and one run reads, builds, checks and publishes.",
)
def new_reports(context: dg.SensorEvaluationContext) -> Iterator[dg.RunRequest | dg.SkipReason]:
    """Ask for one run when the raw folder is no longer what the last publication was made of."""
    from pipelines.runs.publish_step import fingerprint_of
    from pipelines.runs.raw_folder import scan
    from pipelines.runs.read_step import unread
    from pipelines.warehouse.publication import read_publication

    settings = Settings.load()
    seen, lists = folder_signature(settings.raw_dir), lists_signature(settings.raw_dir)
    seen_before, _, lists_before = (context.cursor or "").partition(" ")
    if lists != lists_before:
        # What the scan brings is seen the next time.
        context.update_cursor(f"{seen_before} {lists}")
        if lists:
            yield dg.RunRequest(job_name=scan_raw_folder.name)
            return
    if seen == seen_before:
        yield dg.SkipReason("The raw folder has not changed.")
        return
    try:
        with RunLock(settings.lock_path, "sensor new_reports"):
            folder = scan(settings, Journal(), fetches=False)
    except RunLockedError as error:
        yield dg.SkipReason(f"Will look again: {error}")
        return
    update_partitions(context.instance, {facts.document_id: facts.file_name for facts in folder.accepted})
    todo = unread(settings, folder.accepted)
    publication = read_publication(settings.published_path)
    if not todo and publication is not None and publication.fingerprint == fingerprint_of(settings):
        context.update_cursor(f"{seen} {lists}")
        yield dg.SkipReason("The raw folder holds what is published already.")
        return
    context.update_cursor(f"{seen} {lists}")
    # A folder can come back to what it was before (a file added, then removed): the run is another all the same.
    run_key = f"{seen}-{publication.publication_id if publication else 'first'}"
    if not todo:
        yield dg.RunRequest(run_key=run_key, job_name=rebuild_warehouse.name)
        return
    yield dg.RunRequest(
        run_key=run_key,
        job_name=refresh_warehouse.name,
        tags=range_tags(context.instance, (facts.document_id for facts in todo)),
    )


def folder_signature(raw_dir: Path) -> str:
    """Return a hash of names, kinds, sizes and times of what lies below the folder: cheap, and changes when it does."""
    digest = hashlib.sha256()
    for entry in sorted(entries_below(raw_dir), key=lambda entry: entry.below):
        size, time = (entry.facts.st_size, entry.facts.st_mtime_ns) if entry.facts else (0, 0)
        digest.update(os.fsencode(entry.below) + f"\0{entry.mode}\t{size}\t{time}\n".encode())
    return digest.hexdigest()


def lists_signature(raw_dir: Path) -> str:
    """Return a hash of what the lists of sources say; empty if there is none."""
    digest, count = hashlib.sha256(), 0
    for name in LIST_NAMES:
        with contextlib.suppress(OSError), open_regular(raw_dir / name) as file:
            digest.update(f"{name}\0".encode() + file.read())
            count += 1
    return digest.hexdigest() if count else ""
