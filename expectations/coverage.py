"""Coverage: what was found, proven and understood, and what was not. Shown, never blocking.

Belongs here: shares and lists that a person should look at. Nothing here says that a figure is wrong.
"""

from __future__ import annotations

from expectations.sql import facts
from pipelines.quality.declare import Expected, Suite

#: Share of a document's yuan in leaf lines that at least one passing sum proves; below it a reviewer should look.
PROVEN_SHARE = "0.90"

LISTED = Expected(
    "every_table_kind_is_accounted_for",
    "每份文件的每类表都有说法：找到、空表、没有或暂扣。",
    "Of every document, each kind of table is accounted for: found, empty, absent or held back.",
    """
    select documents.document_id, kinds.table_kind, coverage.coverage_status, coverage.table_kind is null as is_offending
    from intermediate.int_document as documents
    cross join main.dim_table_kind as kinds
    left join main.rpt_coverage as coverage
        on documents.document_id = coverage.document_id and kinds.table_kind = coverage.table_kind
    where documents.is_published
    """,
)
PROVEN = Expected(
    "yuan_are_proven",
    f"每份文件末级金额中，至少 {float(PROVEN_SHARE):.0%} 的金额有通过的核对为证。",
    f"At least {float(PROVEN_SHARE):.0%} of the yuan in a document's leaf amounts take part in a passing sum.",
    f"""
    select
        document_id, sum(abs(amount_yuan)) as leaf_yuan,
        coalesce(sum(abs(amount_yuan)) filter (where proof_count > 0), 0) as proven_yuan,
        proven_yuan < {PROVEN_SHARE} * leaf_yuan as is_offending
    from ({facts("document_id, amount_yuan, proof_count", where="is_leaf and amount_yuan is not null")})
    group by document_id
    """,
    severity="warning",
)
DOCUMENTS_HELD_BACK = Expected(
    "no_document_is_held_back",
    "没有文件被暂扣。",
    "No document is held back.",
    """
    select document_id, file_name, hold_reason, is_held_back as is_offending from intermediate.int_document
    """,
    severity="warning",
)
TABLES_HELD_BACK = Expected(
    "no_table_is_held_back",
    "没有表被暂扣。",
    "No printed table is held back.",
    """
    select
        document_id, table_kind, printed_title, first_page_no, last_page_no, hold_reason, is_held_back as is_offending
    from staging.stg_printed_tables
    """,
    severity="warning",
)
FIGURES_HELD_BACK = Expected(
    "no_figure_is_held_back",
    "没有金额因读数存疑而暂扣。",
    "No amount is held back because its reading is doubtful.",
    f"""
    select *, reconciliation_status = 'held_back' as is_offending
    from ({facts("document_id, page_no, label_printed, header_path, amount_printed, flag_reason, reconciliation_status")})
    """,
    severity="warning",
)
TABLES_KNOWN = Expected(
    "every_table_is_recognised",
    "每张有数字的表都识别出表类。",
    "Every printed table with figures is of a kind that is known.",
    """
    select
        document_id, first_page_no, printed_no, printed_title, header_text, table_kind is null as is_offending
    from staging.stg_printed_tables where not is_empty
    """,
    severity="warning",
)
CODES_KNOWN = Expected(
    "codes_are_in_the_official_lists",
    "所印编码都在官方目录中。",
    "Every printed code is in the official lists.",
    """
    select
        document_id, classification, code, any_value(name_printed) as name_printed, min(page_no) as first_page_no,
        bool_or(match_kind = 'unknown_code') as is_offending
    from intermediate.int_row_code group by document_id, classification, code
    """,
    severity="info",
)
FILES_READABLE = Expected(
    "no_file_is_quarantined",
    "data/raw/ 中没有无法读取或不是预决算的文件。",
    "No file in data/raw/ is unreadable or something else than a budget or final accounts.",
    """
    select document_id, file_name, reason_code, reason_zh, reason_en, status = 'quarantined' as is_offending
    from staging.stg_files where status != 'gone'
    """,
    severity="info",
)


def suites() -> tuple[Suite, ...]:
    """The suite on coverage."""
    return (
        Suite(
            "coverage",
            "覆盖：找到了什么、证实了多少、还有什么没读懂。",
            "Coverage: what was found, how much is proven, what is not understood yet.",
            (
                LISTED,
                PROVEN,
                DOCUMENTS_HELD_BACK,
                TABLES_HELD_BACK,
                FIGURES_HELD_BACK,
                TABLES_KNOWN,
                CODES_KNOWN,
                FILES_READABLE,
            ),
        ),
    )
