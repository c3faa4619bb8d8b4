"""Limits come from the environment, and a value that is none is named."""

from __future__ import annotations

from ipaddress import ip_network

import pytest

from pipelines.documents.fetching.limits import FetchLimits, LimitError


def test_without_variables_the_defaults_hold() -> None:
    found = FetchLimits.load({})
    assert found == FetchLimits() and found.allow_networks == () and found.max_bytes == 300_000_000


def test_variables_change_them() -> None:
    found = FetchLimits.load(
        {
            "YUSUAN_FETCH_DELAY_SECONDS": "0",
            "YUSUAN_FETCH_MEGABYTES": "0.5",
            "YUSUAN_FETCH_RECHECK_DAYS": "inf",
            "YUSUAN_FETCH_ALLOW_NETWORKS": "10.1.0.0/16, 127.0.0.1,fd00::/8",
        }
    )
    assert (found.delay_seconds, found.max_bytes, found.recheck_days) == (0, 500_000, float("inf"))
    assert found.allow_networks == tuple(map(ip_network, ("10.1.0.0/16", "127.0.0.1/32", "fd00::/8")))


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("YUSUAN_FETCH_SECONDS", "0"),
        ("YUSUAN_FETCH_SECONDS", "inf"),
        ("YUSUAN_FETCH_TRIES", "-1"),
        ("YUSUAN_FETCH_DELAY_SECONDS", "soon"),
        ("YUSUAN_FETCH_DELAY_SECONDS", "nan"),
        ("YUSUAN_FETCH_ALLOW_NETWORKS", "10.1.0.0/99"),
        ("YUSUAN_FETCH_ALLOW_NETWORKS", "example.org"),
    ],
)
def test_a_value_that_is_none_is_named(variable: str, value: str) -> None:
    with pytest.raises(LimitError, match=variable):
        FetchLimits.load({variable: value})
