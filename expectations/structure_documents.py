"""Which documents are published: at least one, each known, none that was held back, none twice.

Belongs here: what can be said of a document as a whole. Its pages, figures and totals have files of their own.
"""

from __future__ import annotations

from expectations.sql import AMOUNT_FACTS, ANALYST_TABLES, facts
from pipelines.quality.declare import Expected, Suite

#: Departments began to publish budgets in 2009/2010; nothing older can be read rightly. A budget is at most for next year.
FIRST_FISCAL_YEAR = 2008

#: Public tables in which a document that is not published has no row; in the others it is listed, with the reason.
OF_PUBLISHED_DOCUMENTS = (
    *AMOUNT_FACTS,
    *ANALYST_TABLES,
    "fct_performance_target",
    "fct_narrative_figure",
    "fct_reconciliation",
    "dim_term",
    "panel_basic_by_economic",
    "panel_expenditure_by_function",
    "rpt_body_total",
    "rpt_discrepancy",
    "rpt_document_coverage",
    "rpt_leaf_sum",
)

_PUBLISHED_ROWS = f"""
    select document_id, any_value(fact) as found_in from ({facts("document_id", OF_PUBLISHED_DOCUMENTS)}) group by document_id
"""

SOME_PUBLISHED = Expected(
    "some_document_is_published",
    "至少有一份文件可以发布。",
    "At least one document is there to be published.",
    "select document_id, file_name, false as is_offending from intermediate.int_document where is_published",
    must_find=True,
)
LISTED = Expected(
    "published_documents_are_listed",
    "可发布的每份文件都列在 dim_document 中。",
    "Every document that may be published is listed in dim_document.",
    """
    select documents.document_id, documents.file_name, listed.document_id is null as is_offending
    from intermediate.int_document as documents
    left join main.dim_document as listed on documents.document_id = listed.document_id
    where documents.is_published
    """,
)
YEAR = Expected(
    "fiscal_year_is_plausible",
    "年度已知且合理。",
    "The fiscal year is known and plausible.",
    f"""
    select
        document_id, file_name, fiscal_year,
        fiscal_year not between {FIRST_FISCAL_YEAR} and year(current_date) + 1 as is_offending
    from intermediate.int_document where is_published
    """,
)
KIND = Expected(
    "report_kind_is_known",
    "文件是部门预算还是部门决算已经判明。",
    "It is known whether the report is a budget or final accounts.",
    """
    select document_id, file_name, title, report_kind, report_kind not in ('budget', 'final_accounts') as is_offending
    from intermediate.int_document where is_published
    """,
)
BODY = Expected(
    "body_is_named",
    "公开主体有名称，并列在 dim_department 该年度中。",
    "The publishing body has a name and is listed in dim_department for that year.",
    """
    select
        documents.document_id, documents.file_name, departments.department_key, documents.fiscal_year,
        documents.issuer_name is null and documents.department_name is null or listed.department_key is null
            as is_offending
    from intermediate.int_document as documents
    left join intermediate.int_department as departments on documents.document_id = departments.document_id
    left join main.dim_department as listed
        on departments.department_key = listed.department_key and departments.fiscal_year = listed.fiscal_year
    where documents.is_published
    """,
)
HELD_BACK = Expected(
    "held_back_documents_give_no_figures",
    "暂扣的文件没有任何数字、核对或不符事项发布。",
    "A document that is held back gives no figure, check or finding to readers.",
    f"""
    select
        documents.document_id, documents.file_name, documents.hold_reason, used.found_in,
        used.document_id is not null as is_offending
    from intermediate.int_document as documents
    left join ({_PUBLISHED_ROWS}) as used on documents.document_id = used.document_id
    where not documents.is_published
    """,
    scope="document",
)
HOLD_REASON = Expected(
    "held_back_documents_have_a_reason",
    "暂扣的文件都有原因。",
    "A document that is held back says why.",
    """
    select document_id, file_name, hold_reason, coalesce(trim(hold_reason), '') = '' as is_offending
    from intermediate.int_document where is_held_back
    """,
)
ONCE = Expected(
    "one_report_a_body_year_and_kind",
    "expenditure 和 revenue 中，同一主体、年度、类型的数字只来自一份文件。",
    "In expenditure and revenue the rows of one body, year and kind come from one document: nothing is counted twice.",
    f"""
    select
        document_id, fact, department_key, fiscal_year, report_kind,
        count(*) over (partition by fact, department_key, fiscal_year, report_kind) as document_count,
        document_count > 1 as is_offending
    from (
        select distinct document_id, fact, department_key, fiscal_year, report_kind
        from ({facts("document_id, department_key, fiscal_year, report_kind", ANALYST_TABLES)})
    )
    """,
)
READ = Expected(
    "accepted_files_are_read",
    "每个被接收的文件都已读出，没有无声消失的。",
    "Every accepted file was read; none vanished without a word.",
    """
    select files.document_id, files.file_name, documents.document_id is null as is_offending
    from staging.stg_files as files
    left join intermediate.int_document as documents on files.document_id = documents.document_id
    where files.status = 'accepted'
    """,
)
NAMES = Expected(
    "file_names_are_relative",
    "文件名都是 data/raw/ 之下的相对路径，不泄露本机目录。",
    "File names are paths below data/raw/ and tell nothing of this machine's folders.",
    r"""
    select document_id, file_name, regexp_matches(file_name, '^/|^\\\\|^~/|^[A-Za-z]:[/\\]|(^|/)\.\.(/|$)') as is_offending
    from main.dim_document
    """,
)
KEPT_OUT = Expected(
    "what_is_kept_out_is_listed",
    "被拒收的文件、暂扣的文件和表都列在 rpt_quarantine 中，并说明原因。",
    "Every file refused and every document and table held back is listed in rpt_quarantine, with the reason in both languages.",
    """
    select
        kept_out.document_id, kept_out.quarantine_key, listed.reason_zh, listed.reason_en,
        coalesce(trim(listed.reason_zh), '') = '' or coalesce(trim(listed.reason_en), '') = '' as is_offending
    from (
        select document_id, 'file:' || file_name as quarantine_key from staging.stg_files where status = 'quarantined'
        union all
        select document_id, 'document:' || document_id from intermediate.int_document where is_held_back
        union all
        select document_id, 'table:' || table_id from staging.stg_printed_tables where is_held_back
    ) as kept_out
    left join main.rpt_quarantine as listed on kept_out.quarantine_key = listed.quarantine_key
    """,
)


def suites() -> tuple[Suite, ...]:
    """The suite on documents."""
    return (
        Suite(
            "structure_documents",
            "文件：至少一份，主体、年度、类型已知，暂扣的不在库中，没有重复计算。",
            "Documents: at least one, each of a known body, year and kind, none that is held back, none counted twice.",
            (SOME_PUBLISHED, LISTED, YEAR, KIND, BODY, HELD_BACK, HOLD_REASON, ONCE, READ, NAMES, KEPT_OUT),
        ),
    )
