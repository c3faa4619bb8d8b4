"""News goes to whoever listens, and to nobody afterwards."""

from __future__ import annotations

import inspect

import pytest

from pipelines.journal.news import RunListener, listener, listening


class _Ear(RunListener):
    def __init__(self) -> None:
        self.heard: list[str] = []

    def phase_started(self, phase: str) -> None:
        self.heard.append(phase)


def test_the_innermost_listener_hears_and_the_one_before_comes_back() -> None:
    outer, inner = _Ear(), _Ear()
    with listening(outer):
        listener().phase_started("scan")
        with pytest.raises(RuntimeError), listening(inner):
            listener().phase_started("read")
            raise RuntimeError
        listener().phase_started("dbt")
    listener().phase_started("publish")
    assert (outer.heard, inner.heard) == (["scan", "dbt"], ["read"])


def test_a_listener_that_overrides_nothing_may_be_told_everything() -> None:
    for name, method in inspect.getmembers(RunListener, inspect.isfunction):
        arguments = [0] * (len(inspect.signature(method).parameters) - 1)
        assert getattr(listener(), name)(*arguments) is None
