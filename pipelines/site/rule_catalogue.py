"""The rule catalogue as a page: ``python -m pipelines.site.rule_catalogue``.

Belongs here: turning the rule seeds into ``docs/rules.md``. What a rule says stands in ``dbt_project/seeds/rules``, once; a
test holds the page against it. What a rule compares is evaluated by dbt (``models/reconciliation``).
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

_ROOT = Path(__file__).parents[2]
RULES_FOLDER = _ROOT / "dbt_project" / "seeds" / "rules"
CATALOGUE_PAGE = _ROOT / "docs" / "rules.md"

_HEADER = """\
# Rules

Generated from `dbt_project/seeds/rules/` by `python -m pipelines.site.rule_catalogue`; do not edit by hand.

{count} rules. Every rule is tried on every report; `fct_reconciliation` holds each check with both sides, and one row for
each rule that found nothing to compare (*not applicable*, never *passed*). *error*: figures of the report contradict each
other; *warning*: names or wording; *info*: noteworthy. Money must agree to the fen; the only slack (*rounding*) is half of
the last printed digit of each rounded figure that takes part. A rule is data: a row of `rules.csv`, and rows of the seed
that says what it compares (sums down: `hierarchy_rules`; across: `row_equations`; between named rows: `summary_equations`;
between places: `pair_rules` over `control_totals`; text: `statement_rules`, `text_part_rules`, `change_rules`). What no rule names is
held to the laws of the cube (family `laws`): they have no seed, coordinates alone say what they compare (`models/reconciliation/laws`).

| family | rules | what it holds together |
| --- | ---: | --- |
"""
_TOLERANCES = {"exact": "none", "printed_rounding": "rounding", "at_most": "at most; rounding"}
_REPORTS = {"": "all", "budget": "budgets", "final_accounts": "final accounts"}


def catalogue_page(rules: Iterable[Mapping[str, str]], families: Sequence[Mapping[str, str]]) -> str:
    """Return the page for the rows of ``rules.csv`` and ``rule_families.csv``, families in their order.

    Raises ``ValueError`` if a rule's family is not among the families.
    """
    chapters: dict[str, list[Mapping[str, str]]] = {family["family"]: [] for family in families}
    for rule in rules:
        if rule["family"] not in chapters:
            raise ValueError(f"rule {rule['rule_id']}: add its family {rule['family']!r} to rule_families.csv")
        chapters[rule["family"]].append(rule)
    page = [_HEADER.format(count=sum(len(chapter) for chapter in chapters.values()))]
    for family in families:
        count = len(chapters[family["family"]])
        page.append(
            f"| [{family['name_en']}](#{family['family']}) {family['name_zh']} | {count} | {family['meaning_en']} |\n"
        )
    for family in families:
        page.append(f"\n## {family['family']}\n\n{family['name_zh']} · {family['name_en']}. {family['meaning_en']}\n\n")
        page.append("| rule | what must hold | left | right | severity | slack | reports | see also |\n")
        page.append("| --- | --- | --- | --- | --- | --- | --- | --- |\n")
        page.extend(_rule(rule) for rule in chapters[family["family"]])
    return "".join(page)


def _rule(rule: Mapping[str, str]) -> str:
    related = ", ".join(f"`{name}`" for name in rule["related_rules"].split("|") if name)
    return (
        f"| `{rule['rule_id']}` | {rule['sentence_zh']}<br>{rule['sentence_en']} | {rule['left_zh']} | {rule['right_zh']} "
        f"| {rule['severity']} | {_TOLERANCES[rule['tolerance_basis']]} | {_REPORTS[rule['applies_to']]} | {related} |\n"
    )


def read_seed(name: str) -> list[dict[str, str]]:
    """Return the rows of a rule seed; ``FileNotFoundError`` if the checkout has none of that name."""
    with (RULES_FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def main() -> None:
    """Write the page."""
    CATALOGUE_PAGE.write_text(catalogue_page(read_seed("rules"), read_seed("rule_families")), encoding="utf-8")
    sys.stdout.write(f"written: {CATALOGUE_PAGE.relative_to(_ROOT)}\n")


if __name__ == "__main__":
    main()
