"""The one checkpoint: every suite, in the order a reader wants them, and the policy that goes with them.

Belongs here: which modules are asked for suites. What they declare belongs in them; how a checkpoint runs belongs in
``pipelines.quality``.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from expectations import (
    coverage,
    structure_documents,
    structure_facts,
    structure_keys,
    structure_pages,
    structure_reconciliation,
    structure_schema,
    structure_totals,
    totals,
)
from pipelines.quality.declare import Suite, doubled_keys
from pipelines.quality.policy import Policy, read_policy

#: Structure first: if it does not hold, the rest speaks of nothing.
SOURCES: tuple[Callable[[], tuple[Suite, ...]], ...] = (
    structure_schema.suites,
    structure_documents.suites,
    structure_pages.suites,
    structure_facts.suites,
    structure_keys.suites,
    structure_totals.suites,
    structure_reconciliation.suites,
    coverage.suites,
    totals.suites,
)
POLICY_PATH = Path(__file__).with_name("policy.toml")


def declared_suites() -> tuple[Suite, ...]:
    """Every declared suite, in order. Raises ``ValueError`` if two suites share a key."""
    suites = tuple(suite for source in SOURCES for suite in source())
    doubled = doubled_keys(suite.key for suite in suites)
    if doubled:
        raise ValueError(f"suites declared more than once: {', '.join(doubled)}")
    return suites


def declared_policy() -> Policy:
    """The policy of ``policy.toml``; raises ``PolicyError`` if it cannot be followed."""
    return read_policy(POLICY_PATH)
