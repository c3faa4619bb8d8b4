"""When an address that gave nothing may be asked again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from pipelines.documents.fetching.problems import FetchError
from pipelines.documents.fetching.resting import rest_after, rests
from pipelines.documents.fetching.tries import Try
from tests.documents.fetching.site import limits

NOW = datetime(2026, 2, 1, 6, tzinfo=UTC)


@pytest.mark.parametrize(
    ("error", "rest"),
    [
        (FetchError("server_error", "503"), timedelta(minutes=5)),
        (FetchError("server_error", "503", retry_after_seconds=60), timedelta(minutes=5)),
        (FetchError("server_error", "503", retry_after_seconds=7200), timedelta(hours=2)),
        (FetchError("server_error", "503", retry_after_seconds=1e12), timedelta(days=7)),
        (FetchError("refused", "404"), timedelta(hours=12)),
        (FetchError("not_public", "a private host"), timedelta(hours=12)),
        (FetchError("not_public", "a private host", was_asked=False), None),
        (FetchError("cannot_be_saved", "full"), None),
    ],
)
def test_a_server_is_spared_and_what_is_ours_to_mend_is_not_waited_for(
    error: FetchError, rest: timedelta | None
) -> None:
    found = rest_after(error, NOW, limits(retry_minutes=5, refused_hours=12))
    assert found == (None if rest is None else NOW + rest)


def test_without_a_rest_it_may_be_asked_at_once() -> None:
    eager = limits(retry_minutes=0, refused_hours=0)
    assert rest_after(FetchError("refused", "404"), NOW, eager) is None
    assert rest_after(FetchError("no_answer", "down"), NOW, eager) is None


def test_a_rest_ends() -> None:
    last = Try("http://a", NOW, 1, "failed", 1, rests_until=NOW + timedelta(hours=1))
    assert rests(last, NOW) and not rests(last, NOW + timedelta(hours=1))
    assert not rests(None, NOW) and not rests(Try("http://a", NOW, 1, "fetched", 1), NOW)
