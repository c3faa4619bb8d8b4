"""How much of what the texts say is compared with something, in a published warehouse.

``python -m benchmarks.narrative --warehouse data/warehouse [--out benchmarks/narrative.md]``. Every figure of the running text
is compared, or the warehouse says why not (``fct_narrative_figure.comparison``). Figures told aside (reasons, purposes,
notes) and such as are no amounts of the report (areas, numbers of other things) are not counted. A sentence of
comparison gives an amount, what it changed by or was before, and a percentage.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import duckdb
from rich.console import Console

from benchmarks.figures import share

_ROLES = {
    "amount": "amounts",
    "prior_amount": "amounts of the year before",
    "budget_amount": "budgets told in final accounts",
    "change": "changes",
    "change_percent": "changes in per cent",
    "share_percent": "shares",
    "completion_percent": "completion in per cent",
    "count": "numbers of people, vehicles, projects",
}
_BY_ROLE = """
    select
        role,
        count(*),
        count(*) filter (where comparison = 'compared'),
        count(*) filter (where comparison = 'alone'),
        count(*) filter (where comparison = 'open'),
        count(*) filter (where comparison = 'not_understood')
    from fct_narrative_figure
    where comparison not in ('aside', 'no_amount')
    group by role
"""
_SENTENCES = """
    with told as (
        select
            document_id,
            group_no,
            bool_or(role = 'change_percent' and comparison = 'compared') as is_compared
        from fct_narrative_figure
        where told_as = 'stated'
        group by document_id, group_no
        having
            count(*) filter (where role = 'change_percent') = 1
            and count(*) filter (where role = 'amount' and value is not null) = 1
            and count(*) filter (where role in ('change', 'prior_amount')) > 0
    )
    select count(*), count(*) filter (where is_compared) from told
"""


def page_of(warehouse: Path) -> str:
    """Return the page for the warehouse published in the folder ``warehouse``."""
    with duckdb.connect(str(warehouse / "yusuan.duckdb"), read_only=True) as connection:
        rows = {row[0]: row[1:] for row in connection.execute(_BY_ROLE).fetchall()}
        documents = connection.execute("select count(distinct document_id) from fct_narrative_figure").fetchone()
        sentences = connection.execute(_SENTENCES).fetchone()
    if documents is None or sentences is None or not rows:
        raise SystemExit(f"{warehouse}: nothing of a text is published there")
    money = [row for role, row in rows.items() if role != "count"]
    everything = list(rows.values())
    lines = [
        "# What is compared of what the texts say",
        "",
        f"Written by `python -m benchmarks.narrative` from a published warehouse: the texts of {documents[0]} files. Figures told only to "
        "give a reason, a purpose or a note, and areas, limits and numbers of other things, are not counted.",
        "",
        "| figures | all | compared | nothing to compare with | words leave open with what | not understood | share compared |",
        "| --- | --: | --: | --: | --: | --: | --: |",
    ]
    for role, name in _ROLES.items():
        if role in rows:
            lines.append(_line(name, rows[role]))
    lines.append(_line("**money and per cent**", _sum(money)))
    lines.append(_line("**all**", _sum(everything)))
    lines += [
        "",
        f"Sentences that give an amount, what it changed by or was before, and a percentage: {sentences[0]:,}; recomputed "
        f"{sentences[1]:,} ({share(sentences[1], sentences[0])}).",
    ]
    return "\n".join(lines) + "\n"


def _sum(rows: Sequence[tuple[int, ...]]) -> tuple[int, ...]:
    return tuple(sum(column) for column in zip(*rows, strict=True))


def _line(name: str, row: tuple[int, ...]) -> str:
    told, compared, *others = row
    cells = [f"{number:,}" for number in (told, compared, *others)]
    return f"| {name} | {' | '.join(cells)} | {share(compared, told)} |"


def main() -> None:
    """Write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--warehouse", type=Path, default=Path("data/warehouse"))
    parser.add_argument("--out", type=Path, default=Path("benchmarks/narrative.md"))
    given = parser.parse_args()
    given.out.write_text(page_of(given.warehouse), encoding="utf-8")
    Console().print(f"written: {given.out}")


if __name__ == "__main__":
    main()
