"""When an address that gave nothing may be asked again, whoever asks: a run, the next one, Dagster's schedule and its retries.

Belongs here: that moment. Tries within a run follow each other as ``download`` says; what was fetched rests as ``fetch`` says.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from pipelines.documents.fetching.limits import FetchLimits
from pipelines.documents.fetching.problems import FetchError
from pipelines.documents.fetching.tries import Try

#: A server that asks for more has set its clock wrong.
_LONGEST_REST = timedelta(days=7)


def rest_after(error: FetchError, now: datetime, limits: FetchLimits) -> datetime | None:
    """Return until when an address rests that failed for good within a run; None if another run may ask it at once.

    A fault that passes rests for as long as the server asks (``Retry-After``), at least for some minutes; an answer that is no file for
    some hours. Where nothing was asked of the server, or the disk here was at fault, there is nothing to spare it.
    """
    if not error.was_asked or error.code == "cannot_be_saved":
        return None
    if error.is_passing:
        rest = timedelta(seconds=max(error.retry_after_seconds or 0.0, limits.retry_minutes * 60))
    else:
        rest = timedelta(hours=limits.refused_hours)
    return now + min(rest, _LONGEST_REST) if rest else None


def rests(last: Try | None, now: datetime) -> bool:
    """True if an address is not to be asked now, by its last try."""
    return last is not None and last.rests_until is not None and now < last.rests_until
