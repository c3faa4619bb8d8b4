"""Who has disclosed and who has not, in a line for ``yusuan status`` and by name for ``yusuan sources status``.

Belongs here: ``rpt_disclosure`` as people read it, for the latest year of each kind in which anyone is expected to publish. What became of
each body is decided in dbt.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

import duckdb

from pipelines.cli.language import Language, text_in
from pipelines.site.review_words import REPORT_KINDS

_ROWS = """
select report_kind, fiscal_year, division_name, coalesce(body_name, body_key), disclosure_status, due_on
from rpt_disclosure
where disclosure_status <> 'not_expected'
qualify fiscal_year = max(fiscal_year) filter (where expected_by <> 'nobody') over (partition by report_kind)
order by report_kind, division_name, due_on nulls last, 4
"""
#: Not here, in the order in which it matters.
_MISSING = ("absent", "not_yet_due")
WORDS: dict[str, tuple[str, str]] = {
    "on_time": ("按期", "on time"),
    "late": ("迟公开", "late"),
    "known_after_due": ("到期后才见到", "first seen after the last day"),
    "disclosed": ("期限不明", "with no last day known"),
    "held_back": ("暂扣", "held back"),
    "absent": ("未见", "absent"),
    "not_yet_due": ("未到期", "not yet due"),
}


@dataclass(frozen=True, slots=True)
class Disclosure:
    """What became of one body's report, ``status`` as in ``rpt_disclosure``."""

    report_kind: str
    fiscal_year: int
    division: str
    body: str
    status: str
    due_on: date | None


def read_disclosure(connection: duckdb.DuckDBPyConnection) -> list[Disclosure]:
    """Return who is expected in the latest year of each kind, and who published in it; nothing if no one is expected."""
    try:
        return [Disclosure(*row) for row in connection.execute(_ROWS).fetchall()]
    except duckdb.CatalogException:
        # Published by a version that did not ask.
        return []


def told_of_disclosure(rows: list[Disclosure], language: Language) -> list[str]:
    """Return a line for each kind: how many reports are here, how many are not, by what became of them."""
    lines: list[str] = []
    for kind, year in sorted({(row.report_kind, row.fiscal_year) for row in rows}):
        counts = Counter(row.status for row in rows if row.report_kind == kind)
        here = counts.total() - sum(counts[status] for status in _MISSING)
        name, parts = text_in(REPORT_KINDS[kind], language), []
        for status, words in WORDS.items():
            if counts[status]:
                parts.append(
                    f"{words[0]} {counts[status]:,}"
                    if language is Language.CHINESE
                    else f"{counts[status]:,} {words[1]}"
                )
        if language is Language.CHINESE:
            lines.append(f"公开情况 {year} 年{name}：{counts.total():,} 个单位中有 {here:,} 个（{'，'.join(parts)}）")
        else:
            lines.append(
                f"Disclosure, {name} {year}: {here:,} of {counts.total():,} bodies are here ({', '.join(parts)})"
            )
    return lines


def missing_bodies(rows: list[Disclosure]) -> list[Disclosure]:
    """Return whose report is not here, those first whose day is over."""
    found = [row for row in rows if row.status in _MISSING]
    return sorted(found, key=lambda row: (_MISSING.index(row.status), row.due_on or date.max, row.division, row.body))


def told_of_missing(row: Disclosure, language: Language) -> str:
    """Return one body whose report is not here, as a line."""
    kind, status = text_in(REPORT_KINDS[row.report_kind], language), text_in(WORDS[row.status], language)
    place = "" if row.body.startswith(row.division) else f"{row.division} "
    if language is Language.CHINESE:
        due = f"，截止 {row.due_on}" if row.due_on else ""
        return f"{place}{row.body} {row.fiscal_year} 年{kind}：{status}{due}"
    due = f", due {row.due_on}" if row.due_on else ""
    return f"{place}{row.body} {kind} {row.fiscal_year}: {status}{due}"
