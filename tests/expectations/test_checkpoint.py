"""The one checkpoint lists every file of suites, structure first, and its policy fits."""

from __future__ import annotations

import pkgutil

import pytest

import expectations
from expectations import checkpoint
from expectations.checkpoint import SOURCES, declared_policy, declared_suites


def test_every_module_that_declares_suites_is_asked() -> None:
    names = {module.name for module in pkgutil.iter_modules(expectations.__path__)}
    declaring = {source.__module__.rpartition(".")[2] for source in SOURCES}
    assert names - declaring == {"checkpoint", "sql"}


def test_structure_comes_first() -> None:
    is_structure = [suite.key.startswith("structure_") for suite in declared_suites()]
    assert is_structure == sorted(is_structure, reverse=True)


def test_the_policy_names_only_what_is_declared() -> None:
    declared_policy().require_declared(declared_suites())


def test_two_suites_of_one_key_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checkpoint, "SOURCES", (SOURCES[0], SOURCES[0]))
    with pytest.raises(ValueError, match="more than once"):
        declared_suites()
