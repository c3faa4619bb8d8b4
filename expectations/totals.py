"""Totals: one suite a rule family, one expectation a rule of the catalogue.

Belongs here: turning the rule catalogue (``rules.csv`` and ``rule_families.csv`` of ``dbt_project/seeds/rules``, data an
analyst can extend) into expectations. No rule and no family is named here, and none is evaluated here: dbt did that, in
``fct_reconciliation``.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from pipelines.quality.declare import SEVERITIES, Expected, Shared, Suite, expected_of_shared

_RULES = Path(__file__).parents[1] / "dbt_project" / "seeds" / "rules"
CATALOGUE_PATH = _RULES / "rules.csv"
FAMILIES_PATH = _RULES / "rule_families.csv"
#: The checks of all rules, of which each expectation looks at those of its own.
_CHECKS = Shared(
    """
    select
        rule_id, document_id, left_page_no, left_label, coalesce(left_value::varchar, left_text) as left_figure,
        right_page_no, right_label, coalesce(right_value::varchar, right_text) as right_figure,
        difference, tolerance, value_unit, table_kind, instance_key, left_cell_ids, right_cell_ids,
        status = 'failed' as is_offending
    from main.fct_reconciliation
    where status != 'not_applicable'
    """,
    "rule_id",
)


def suites(catalogue_path: Path = CATALOGUE_PATH, families_path: Path = FAMILIES_PATH) -> tuple[Suite, ...]:
    """One suite for each family that has rules, in the order of the families.

    Raises ``FileNotFoundError`` if there is no catalogue and ``ValueError`` if a rule's severity is none of ours, its family
    has no name, or two rules share an id.
    """
    return suites_of(_rows(catalogue_path), _rows(families_path))


def suites_of(rules: Iterable[Mapping[str, str]], families: Iterable[Mapping[str, str]]) -> tuple[Suite, ...]:
    """Suites for rules (``rule_id``, ``family``, ``severity``, ``sentence_zh``, ``sentence_en``) and the names of their
    families (``family``, ``name_zh``, ``name_en``).
    """
    named = {family["family"]: family for family in families}
    expectations: dict[str, list[Expected]] = {family: [] for family in named}
    for rule in rules:
        if rule["family"] not in named:
            raise ValueError(f"rule {rule['rule_id']}: add its family {rule['family']!r} to rule_families.csv")
        expectations[rule["family"]].append(_expected(rule))
    return tuple(_suite(named[family], tuple(of_family)) for family, of_family in expectations.items() if of_family)


def _rows(path: Path) -> list[dict[str, str]]:
    if not path.is_file():
        raise FileNotFoundError(f"no rule catalogue at {path}: the checkout is incomplete, restore dbt_project/")
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def _suite(family: Mapping[str, str], expectations: tuple[Expected, ...]) -> Suite:
    return Suite(
        f"totals_{_slug(family['family'])}",
        f"{family['name_zh']}：报告自身是否相符。",
        f"{family['name_en']}: whether the report agrees with itself.",
        expectations,
    )


def _expected(rule: Mapping[str, str]) -> Expected:
    rule_id = rule["rule_id"]
    severity = next((known for known in SEVERITIES if known == rule["severity"]), None)
    if severity is None:
        raise ValueError(f"rule {rule_id}: severity {rule['severity']!r} is none of {', '.join(SEVERITIES)}")
    return expected_of_shared(_slug(rule_id), rule["sentence_zh"], rule["sentence_en"], _CHECKS, rule_id, severity)


def _slug(text: str) -> str:
    """A name of letters, digits and underscores, as Dagster wants it; two rules that would share one are refused."""
    return re.sub(r"[^A-Za-z0-9]+", "_", text).strip("_")
