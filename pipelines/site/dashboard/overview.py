"""总览: may the warehouse be used, what changed, what is worst, what to do next.

Belongs here: the figures of that page, from the published tables alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import duckdb

from pipelines.contract.sql import rows_of
from pipelines.site.dashboard.words import Words

#: In the order they are shown: best first.
_STATE_ORDER = ("reconciled", "published_with_discrepancies", "unproven", "not_understood", "held_back", "not_a_report")
_WORST = 5
_HISTORY = 30
_ITEM_STATES = """
select item_kind, publication_state as state, count(*) as item_count
from rpt_publication_state
group by all
union all
select 'document', case when item_kind = 'file' then 'not_a_report' else 'held_back' end, count(*)
from rpt_quarantine
where item_kind in ('file', 'document')
  and (document_id is null or document_id not in (select document_id from rpt_publication_state))
group by all
"""
_FIGURES = """
select case
           when reconciliation_status = 'held_back' then 'held_back'
           when not_understood_reason is not null then 'not_understood'
           when reconciliation_status = 'disagrees' then 'published_with_discrepancies'
           else reconciliation_status
       end as state,
       count(*) as item_count, sum(amount_yuan) as yuan
from fct_amount
where is_leaf or not_understood_reason is not null
group by all
"""
_PROVEN = """
select coalesce(sum(leaf_yuan), 0) as leaf_yuan,
       round(100 * sum(proven_leaf_yuan) / nullif(sum(leaf_yuan), 0), 2) as proven_percent
from rpt_document_coverage
"""
_WORST_FINDINGS = """
with differences as (
    select document_id, check_id, abs(difference) as difference
    from fct_reconciliation
    where status = 'failed' and value_unit = 'yuan'
),

weighed as (
    select findings.finding_id, max(differences.difference) as largest_yuan
    from rpt_discrepancy as findings
    inner join differences
        on findings.document_id = differences.document_id and list_contains(findings.check_ids, differences.check_id)
    group by all
)

select findings.finding_id, findings.document_id, findings.issuer_name, findings.file_name, findings.fiscal_year,
       findings.severity, findings.verdict, findings.title_zh, findings.title_en, findings.page_nos,
       weighed.largest_yuan
from rpt_discrepancy as findings
left join weighed using (finding_id)
order by case findings.severity when 'error' then 0 when 'warning' then 1 else 2 end,
         findings.verdict <> 'report_disagrees', findings.check_count desc, weighed.largest_yuan desc nulls last,
         findings.finding_id
limit ?
"""
_CHANGES = """
with current as (select published_at from dim_publication where is_current)

select (select count(*) from rpt_document_history, current where published_from = published_at) as new_count,
       (select count(*) from rpt_document_history, current where published_until = published_at) as ended_count,
       (select count(*) from rpt_supersession) as superseded_count,
       (select coalesce(sum(changed_count + added_count + removed_count), 0) from rpt_supersession) as changed_figure_count
"""
_TO_DO = """
select (select count(*) from rpt_quarantine) as kept_out,
       (select count(*) from rpt_discrepancy
        where severity = 'error' and verdict = 'report_disagrees' and reviewer_verdict is null) as unjudged_errors,
       (select count(*) from rpt_discrepancy where verdict = 'reading_doubtful') as doubtful,
       (select count(*) from rpt_rule_health where state = 'suspect') as suspects,
       (select count(distinct item_kind || coalesce(printed_text, '')) from rpt_unknown_layout) as layouts,
       (select count(*) from rpt_unknown_code where match_kind <> 'name_differs') as codes,
       (select count(*) from rpt_fetch where is_last_try and outcome = 'failed') as not_fetched,
       (select count(*) from rpt_disclosure where disclosure_status = 'absent') as absent,
       (select count(*) from rpt_disclosure where disclosure_status = 'late') as late
"""


#: What the charts over publications show: the column of ``dim_publication`` and its words.
_SERIES = (
    ("document_count", ("报告", "Reports")),
    ("amount_count", ("数字", "Figures")),
    ("failed_rule_count", ("不成立的规则", "Rules that fail")),
)
#: A chart is 100 wide and this high, in its own units.
_CHART_HEIGHT = 30.0


@dataclass(frozen=True, slots=True)
class Chart:
    """One figure over publications, oldest first: its words, and per publication when, how many, left, width and height of its column."""

    words: Words
    columns: list[tuple[str, int, float, float, float]]


@dataclass(frozen=True, slots=True)
class Share:
    """One state of a stacked bar: how many, how much, and where its piece begins and how wide it is, in percent."""

    state: str
    item_count: int
    yuan: Decimal | None
    start: float
    width: float


def overview(connection: duckdb.DuckDBPyConnection) -> dict[str, Any]:
    """Return what the page shows: bars by state, proven share, changes, worst findings, history, what to do."""
    items = rows_of(connection.execute(_ITEM_STATES))
    figures = rows_of(connection.execute(_FIGURES))
    history = trend(connection)
    return {
        "documents": shares([row for row in items if row["item_kind"] == "document"], "item_count"),
        "tables": shares([row for row in items if row["item_kind"] == "table"], "item_count"),
        "figures": shares(figures, "item_count"),
        "yuan": shares(figures, "yuan"),
        "proven": rows_of(connection.execute(_PROVEN))[0],
        "changes": rows_of(connection.execute(_CHANGES))[0],
        "worst": rows_of(connection.execute(_WORST_FINDINGS, [_WORST])),
        "to_do": rows_of(connection.execute(_TO_DO))[0],
        "history": history,
        "charts": charts(history),
    }


def shares(rows: list[dict[str, Any]], by: str) -> list[Share]:
    """Return the pieces of a bar, each as wide as its part of all ``by``; a state that has none is left out."""
    total = sum((Decimal(row[by] or 0) for row in rows), Decimal(0))
    pieces: list[Share] = []
    start = Decimal(0)
    for state in _STATE_ORDER:
        of_state = [row for row in rows if row["state"] == state]
        item_count = sum(row["item_count"] for row in of_state)
        if not item_count:
            continue
        yuan = sum((row.get("yuan") or Decimal(0) for row in of_state), Decimal(0))
        weight = sum((Decimal(row[by] or 0) for row in of_state), Decimal(0))
        width = 100 * weight / total if total else Decimal(0)
        pieces.append(Share(state, item_count, yuan, round(float(start), 3), round(float(width), 3)))
        start += width
    return pieces


def trend(connection: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    """Return the last publications, oldest first, with what each had."""
    query = (
        "select publication_id, published_at, document_count, printed_table_count, amount_count, failed_rule_count "
        "from dim_publication order by published_at desc limit ?"
    )
    return rows_of(connection.execute(query, [_HISTORY]))[::-1]


def charts(history: list[dict[str, Any]]) -> list[Chart]:
    """Return a column chart a figure, each as high as its own largest value; none for a single publication."""
    if len(history) < 2:
        return []
    step = 100 / len(history)
    drawn = []
    for name, words in _SERIES:
        most = max((row[name] or 0 for row in history), default=0)
        columns = [
            (
                f"{row['published_at']:%Y-%m-%d %H:%M}",
                row[name] or 0,
                round(at * step, 3),
                round(step * 0.8, 3),
                round(_CHART_HEIGHT * (row[name] or 0) / most, 3) if most else 0.0,
            )
            for at, row in enumerate(history)
        ]
        drawn.append(Chart(words, columns))
    return drawn
