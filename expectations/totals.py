"""Totals: one suite a rule family, one expectation a rule of the catalogue.

Belongs here: turning the rule catalogue (``dbt_project/seeds/rules/rules.csv``, data an analyst can extend) into
expectations. No rule is named here, and none is evaluated here: dbt did that, in ``fct_reconciliation``.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from pipelines.quality.declare import SEVERITIES, Expected, Suite

CATALOGUE_PATH = Path(__file__).parents[1] / "dbt_project" / "seeds" / "rules" / "rules.csv"

#: What the families of the catalogue are called; a family that is not there goes by its key.
FAMILIES_PATH = CATALOGUE_PATH.with_name("rule_families.csv")


def suites(catalogue_path: Path = CATALOGUE_PATH) -> tuple[Suite, ...]:
    """One suite for each family of the catalogue, in its order.

    Raises ``FileNotFoundError`` if there is no catalogue and ``ValueError`` if a rule's severity is none of ours or two
    rules share an id.
    """
    if not catalogue_path.is_file():
        raise FileNotFoundError(
            f"no rule catalogue at {catalogue_path}: the checkout is incomplete, restore dbt_project/"
        )
    with catalogue_path.open(encoding="utf-8", newline="") as handle:
        return suites_of(csv.DictReader(handle))


def suites_of(rules: Iterable[Mapping[str, str]]) -> tuple[Suite, ...]:
    """Suites for these rules (``rule_id``, ``family``, ``severity``, ``sentence_zh``, ``sentence_en``)."""
    families: dict[str, list[Expected]] = {}
    names = _family_names()
    for rule in rules:
        families.setdefault(rule["family"], []).append(_expected(rule))
    return tuple(_suite(family, names, tuple(expectations)) for family, expectations in families.items())


@cache
def _family_names() -> dict[str, tuple[str, str]]:
    with FAMILIES_PATH.open(encoding="utf-8", newline="") as handle:
        return {row["family"]: (row["name_zh"], row["name_en"]) for row in csv.DictReader(handle)}


def _suite(family: str, names: Mapping[str, tuple[str, str]], expectations: tuple[Expected, ...]) -> Suite:
    zh, en = names.get(family, (family, family.replace("_", " ")))
    return Suite(
        f"totals_{_slug(family)}",
        f"{zh}：报告自身是否相符。",
        f"Whether the report agrees with itself: {en[:1].lower()}{en[1:]}.",
        expectations,
    )


def _expected(rule: Mapping[str, str]) -> Expected:
    rule_id = rule["rule_id"]
    severity = next((known for known in SEVERITIES if known == rule["severity"]), None)
    if severity is None:
        raise ValueError(f"rule {rule_id}: severity {rule['severity']!r} is none of {', '.join(SEVERITIES)}")
    quoted = rule_id.replace("'", "''")
    return Expected(
        _slug(rule_id),
        rule["sentence_zh"],
        rule["sentence_en"],
        f"""
        select
            document_id, left_page_no, left_label, coalesce(left_value::varchar, left_text) as left_figure,
            right_page_no, right_label, coalesce(right_value::varchar, right_text) as right_figure,
            difference, tolerance, value_unit, table_kind, instance_key, left_cell_ids, right_cell_ids,
            status = 'failed' as is_offending
        from main.fct_reconciliation
        where rule_id = '{quoted}' and status != 'not_applicable'
        """,
        severity,
    )


def _slug(text: str) -> str:
    """A name of letters, digits and underscores, as Dagster wants it; two rules that would share one are refused."""
    return re.sub(r"[^A-Za-z0-9]+", "_", text).strip("_")
