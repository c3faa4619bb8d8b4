"""未识别: layouts, words and codes nobody has taught, those that weigh most first, with the line that would teach each.

Belongs here: the rows of that page. A line is a pattern to fill in (where the meaning goes stands …), since what is not understood cannot be
guessed.
"""

from __future__ import annotations

import csv
import io
from typing import Any

import duckdb

from pipelines.contract.sql import rows_of
from pipelines.site.dashboard.findings import short_id
from pipelines.site.dashboard.words import UNREAD_KINDS, words_of

_LAYOUTS = """
select layouts.item_kind, coalesce(layouts.printed_text, '') as printed_text, layouts.table_kind,
       any_value(kinds.table_kind_name) as kind_zh, any_value(kinds.table_kind_name_en) as kind_en,
       count(distinct layouts.document_id) as report_count, sum(layouts.figure_count) as figure_count,
       sum(layouts.not_understood_yuan) as yuan,
       arg_max(layouts.document_id, coalesce(layouts.figure_count, 0)) as document_id,
       arg_max(layouts.page_no, coalesce(layouts.figure_count, 0)) as page_no,
       arg_max(layouts.table_id, coalesce(layouts.figure_count, 0)) as table_id,
       max(layouts.header_text) as header_text
from rpt_unknown_layout as layouts
left join dim_table_kind as kinds using (table_kind)
group by layouts.item_kind, printed_text, layouts.table_kind
order by report_count desc, figure_count desc, layouts.item_kind, printed_text
"""
_CODES = """
select classification, code, name_printed, match_kind, coalesce(any_value(listed_name), '') as listed_name,
       count(distinct document_id) as report_count, sum(row_count) as row_count,
       list_sort(list(distinct fiscal_year)) as years, min(document_id) as document_id,
       arg_min(first_page_no, document_id) as page_no
from rpt_unknown_code
group by classification, code, name_printed, match_kind
order by match_kind = 'name_differs', report_count desc, classification, code, name_printed
"""


def unknown_view(connection: duckdb.DuckDBPyConnection) -> dict[str, Any]:
    """Return layouts and codes, a row each, with where one stands and what would teach it."""
    return {
        "layouts": [
            [
                words_of(UNREAD_KINDS, row["item_kind"]),
                row["printed_text"],
                [row["kind_zh"], row["kind_en"]] if row["kind_zh"] else None,
                row["report_count"],
                row["figure_count"],
                row["yuan"],
                short_id(row["document_id"]),
                row["page_no"],
                (row["table_id"] or "").rpartition("-")[2],
                teaching_lines(row["item_kind"], row["printed_text"], row["table_kind"]),
                row["header_text"] or "",
            ]
            for row in rows_of(connection.execute(_LAYOUTS))
        ],
        "codes": [
            [
                row["classification"],
                row["code"] or "",
                row["name_printed"] or "",
                words_of(UNREAD_KINDS, "name_differs" if row["match_kind"] == "name_differs" else "unknown_code"),
                row["listed_name"],
                row["report_count"],
                row["row_count"],
                row["years"],
                short_id(row["document_id"]),
                row["page_no"],
            ]
            for row in rows_of(connection.execute(_CODES))
        ],
    }


def teaching_lines(item_kind: str, printed_text: str, table_kind: str | None) -> list[list[str]]:
    """Return the lines that would teach a word, each with the seed it belongs to; none where no line can help."""
    text = printed_text.strip()
    if not text or item_kind == "page" or text.startswith("("):
        return []
    if item_kind == "table":
        return [["vocabulary/words.csv", _csv(text, "same_as", "…")]]
    meaning = "measure" if item_kind == "amount_column" else "field"
    lines = [["vocabulary/header_words.csv", _csv(text, table_kind or "*", meaning, "…")]]
    # A word of the vocabulary is one word; a header of several rows is a path of such.
    return lines if "/" in text else [["vocabulary/words.csv", _csv(text, "same_as", "…")], *lines]


def _csv(*fields: str) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="").writerow(fields)
    return out.getvalue()
