"""For every structural expectation, the smallest thing done to one document of a sound candidate that it must notice.

Belongs here: SQL by expectation name; ``{document}`` stands for the document it is done to. That each is noticed, and that
none is missing here, is asserted in ``test_suites``; that nobody else pays for it, in ``test_nobody_pays``.
"""

from __future__ import annotations

from expectations.structure_schema import KEYS, OF_A_DOCUMENT

#: The report to which the breaks are done: it prints every kind of table.
REFERENCE = "(select document_id from intermediate.int_document where file_name = 'qingshan_2024.pdf')"
_OF_IT = "document_id = {document}"
_ONE_LEAF = (
    f"(select min(line_id) from main.fct_expenditure_by_function where is_leaf and amount_yuan > 0 and {_OF_IT})"
)
_ONE_CHECK = (
    f"(select min(check_id) from main.fct_reconciliation where status = 'passed' and value_unit = 'yuan' and {_OF_IT})"
)
_ONE_FAILED = (
    f"(select min(check_id) from main.fct_reconciliation where status = 'failed' and value_unit = 'yuan' and {_OF_IT})"
)
_HELD_BACK_TABLE = "(select any_value(table_id) from staging.stg_printed_tables where is_held_back)"
_HELD_BACK_DOCUMENT = "(select any_value(document_id) from intermediate.int_document where is_held_back)"


def break_of(name: str, document: str = REFERENCE) -> str:
    """The SQL that breaks the expectation of this name in one document."""
    return BREAKS[name].replace("{document}", document)


def _fact(change: str) -> str:
    return f"update main.fct_expenditure_by_function set {change} where line_id = {_ONE_LEAF}"


def _check(change: str, which: str = _ONE_CHECK) -> str:
    return f"update main.fct_reconciliation set {change} where check_id = {which}"


def _own(table: str, change: str, condition: str = "true") -> str:
    return f"update {table} set {change} where {_OF_IT} and {condition}"


def _of_facts(classification: str, key: str) -> str:
    """Keys of a dimension that the document's facts refer to."""
    return f"{key} in (select {key} from main.fct_expenditure_by_{classification} where {_OF_IT})"


BREAKS: dict[str, str] = {
    **{
        f"structure_schema__key_of_{table}": f"insert into main.{table} select * from main.{table} limit 1"
        for table in KEYS
        if table not in OF_A_DOCUMENT
    },
    **{
        f"structure_facts__key_of_{table}": f"insert into main.{table} select * from main.{table} where {_OF_IT} limit 1"
        for table in OF_A_DOCUMENT
    },
    # Nobody judged anything in the candidate.
    "structure_schema__key_of_rpt_verdict": (
        "insert into main.rpt_verdict by name select 'k' as finding_key from range(2)"
    ),
    "structure_schema__promised_tables_exist": "drop table main.fct_three_public",
    "structure_schema__published_tables_are_no_views": "create view main.fct_more as select * from main.fct_revenue",
    "structure_schema__money_is_decimal": "alter table main.revenue alter amount_yuan type double",
    "structure_schema__only_places_and_shares_are_floats": "alter table main.revenue alter proof_count type float",
    "structure_schema__tables_and_columns_are_described": "comment on column main.revenue.amount_yuan is null",
    "structure_documents__some_document_is_published": "update intermediate.int_document set is_published = false",
    "structure_documents__published_documents_are_listed": f"delete from main.dim_document where {_OF_IT}",
    "structure_documents__fiscal_year_is_plausible": _own("intermediate.int_document", "fiscal_year = 202"),
    "structure_documents__report_kind_is_known": _own("intermediate.int_document", "report_kind = null"),
    "structure_documents__body_is_named": (
        "delete from main.dim_department where department_key in "
        f"(select department_key from intermediate.int_department where {_OF_IT})"
    ),
    "structure_documents__held_back_documents_give_no_figures": (
        f"insert into main.fct_revenue select * replace ({_HELD_BACK_DOCUMENT} as document_id, 'another' as line_id) "
        f"from main.fct_revenue where {_OF_IT} limit 1"
    ),
    "structure_documents__held_back_documents_have_a_reason": (
        "update intermediate.int_document set hold_reason = ' ' where is_held_back"
    ),
    "structure_documents__one_report_a_body_year_and_kind": (
        "insert into main.expenditure select * replace ('another' as document_id) from main.expenditure "
        f"where {_OF_IT} limit 1"
    ),
    "structure_documents__accepted_files_are_read": (
        "insert into handed.files by name select 'lost.pdf' as file_name, 'never read' as document_id, 1 as size_bytes, "
        "'accepted' as status, now() as first_seen_at, now() as last_seen_at"
    ),
    "structure_documents__file_names_are_relative": _own("main.dim_document", "file_name = '/home/me/' || file_name"),
    "structure_documents__what_is_kept_out_is_listed": "delete from main.rpt_quarantine where item_kind = 'table'",
    "structure_pages__figures_of_the_page_are_conserved": _own(
        "handed.pages", "conservation_status = 'fails'", "page_no = 8"
    ),
    "structure_pages__figures_of_the_page_add_up": _own("handed.pages", "figures_on_page = figures_on_page + 1"),
    "structure_pages__pages_of_tables_are_known": f"delete from handed.pages where {_OF_IT} and page_no = 8",
    "structure_pages__units_are_known": _own("intermediate.int_amount", "unit_multiplier = 7", "value > 0"),
    "structure_pages__figures_stand_on_the_side_of_their_header": _own(
        "intermediate.int_amount", "header_path = '本年支出/预算数'", "side = 'revenue'"
    ),
    "structure_pages__boxes_lie_on_their_page": _own("main.dim_cell", "x1_points = 900"),
    "structure_pages__recognised_cells_have_a_confidence": _own("handed.cells", "ocr_confidence = null"),
    "structure_pages__figures_are_understood": f"update intermediate.int_amount set measure_key = null where line_id = {_ONE_LEAF}",
    "structure_facts__amounts_come_from_a_cell": _fact("page_no = page_no + 1"),
    "structure_facts__amounts_say_what_the_cell_prints": _fact("amount_yuan = amount_yuan + 0.01"),
    "structure_facts__amounts_are_given_or_held_back": _fact("amount_yuan = null"),
    "structure_facts__zero_empty_and_printed_are_told_apart": _fact("value_state = 'zero'"),
    "structure_facts__held_back_tables_give_no_figures": _fact(f"table_id = {_HELD_BACK_TABLE}"),
    "structure_facts__a_cell_is_counted_once": (
        "insert into main.fct_revenue select * replace ('another' as line_id) from main.fct_revenue "
        f"where {_OF_IT} limit 1"
    ),
    "structure_facts__no_figure_is_lost": f"delete from main.fct_project_expenditure where is_leaf and {_OF_IT}",
    "structure_facts__every_figure_is_in_fct_amount_once": (
        f"update main.fct_amount set cell_id = (select max(cell_id) from main.fct_amount where {_OF_IT}) "
        f"where line_id = {_ONE_LEAF}"
    ),
    "structure_facts__doubts_have_a_reason": _fact("is_flagged = true, flag_reason = null"),
    "structure_facts__amounts_are_of_a_plausible_year": _fact("amount_year = 20224"),
    "structure_facts__stated_figures_have_a_place": _own("main.fct_narrative_figure", "page_no = 999"),
    "structure_keys__department_key_exists": _fact("department_key = 'nobody'"),
    "structure_keys__unit_key_exists": _fact("unit_key = 'nobody'"),
    "structure_keys__fund_source_key_exists": _fact("fund_source_key = 'none'"),
    "structure_keys__function_key_exists": _fact("function_key = '999'"),
    "structure_keys__economic_key_exists": _own("main.fct_expenditure_by_economic", "economic_key = '999'"),
    "structure_keys__project_key_exists": f"delete from main.dim_project where {_OF_IT}",
    "structure_keys__printed_function_codes_reach_the_facts": _fact("function_key = null, function_code = null"),
    "structure_keys__printed_economic_codes_reach_the_facts": _own("main.fct_procurement", "economic_code = '30299'"),
    "structure_keys__function_codes_have_names": (
        f"update main.dim_function set function_name = ' ' where {_of_facts('function', 'function_key')} "
        "and function_key not in (select function_key from main.fct_expenditure_by_function where document_id != {document} "
        "and function_key is not null)"
    ),
    "structure_keys__economic_codes_have_names": (
        f"update main.dim_economic set economic_name = null where {_of_facts('economic', 'economic_key')}"
    ),
    "structure_keys__provisional_function_names_do_not_overwrite": (
        f"update main.dim_function set evidence = 'provisional' where {_of_facts('function', 'function_key')}; "
        + _own("main.fct_expenditure_by_function", "function_name = '别的名称'")
    ),
    "structure_keys__provisional_economic_names_do_not_overwrite": (
        f"update main.dim_economic set evidence = 'provisional' where {_of_facts('economic', 'economic_key')}; "
        + _own("main.fct_expenditure_by_economic", "economic_name = '别的名称'")
    ),
    "structure_keys__leaves_have_a_code_or_a_reason": _own(
        "handed.rows", "no_code_reason = null, function_code = null, economic_code = null"
    ),
    "structure_totals__expenditure_sums_to_the_printed_total": _own(
        "main.expenditure", "amount_yuan = amount_yuan + 1, source_status = 'reconciled'"
    ),
    "structure_totals__revenue_sums_to_the_printed_total": (
        "delete from main.revenue where line_id = "
        f"(select arg_max(line_id, amount_yuan) from main.revenue where {_OF_IT})"
    ),
    "structure_totals__expenditure_has_rows_where_a_total_is_printed": f"delete from main.expenditure where {_OF_IT}",
    "structure_totals__revenue_has_rows_where_a_total_is_printed": f"delete from main.revenue where {_OF_IT}",
    "structure_totals__leaves_sum_to_the_total_of_their_table": (
        "update main.fct_expenditure_by_function set is_leaf = false where line_id = "
        f"(select min(line_id) from main.fct_expenditure_by_function where is_leaf and amount_yuan > 0 and {_OF_IT}"
        " and table_kind = 'general_public_expenditure')"
    ),
    "structure_totals__tables_are_counted_once": (
        f"update intermediate.int_fact_amount set is_counted_again = true where {_OF_IT}"
        " and table_kind = 'general_public_expenditure'"
    ),
    "structure_reconciliation__every_rule_is_tried_on_every_document": (
        "delete from main.fct_reconciliation where rule_id = (select min(rule_id) from main.fct_reconciliation) "
        f"and {_OF_IT}"
    ),
    "structure_reconciliation__every_check_has_a_rule": _check("rule_id = 'made_up'"),
    "structure_reconciliation__verdicts_follow_from_the_figures": _check("left_value = left_value + 100"),
    "structure_reconciliation__failures_name_both_sides": _check("right_value = null, right_text = null", _ONE_FAILED),
    "structure_reconciliation__not_applicable_says_why": _check(
        "reason = null",
        f"(select min(check_id) from main.fct_reconciliation where status = 'not_applicable' and {_OF_IT})",
    ),
    "structure_reconciliation__states_of_tables_follow_from_their_figures": _own(
        "main.rpt_publication_state", "publication_state = 'unproven'"
    ),
    "structure_reconciliation__evidence_cells_exist": _check("left_cell_ids = ['no such cell']", _ONE_FAILED),
    "structure_reconciliation__proofs_follow_from_the_checks": _fact(
        "reconciliation_status = 'reconciled', proof_count = 0"
    ),
    "structure_reconciliation__proofs_can_be_shown": _own(
        "main.fct_reconciliation", "left_cell_ids = [], right_cell_ids = []"
    ),
    "structure_reconciliation__failures_are_explained": f"delete from main.rpt_discrepancy where {_OF_IT}",
    "structure_reconciliation__findings_name_their_place": _own("main.rpt_discrepancy", "page_nos = []"),
    "coverage__every_table_kind_is_accounted_for": (
        f"delete from main.rpt_coverage where table_kind = 'asset_allocation' and {_OF_IT}"
    ),
    "coverage__yuan_are_proven": _own("main.fct_expenditure_by_function", "proof_count = 0"),
    "coverage__no_document_is_held_back": _own("intermediate.int_document", "is_held_back = true"),
    "coverage__no_table_is_held_back": _own("handed.printed_tables", "is_held_back = true"),
    "coverage__no_figure_is_held_back": _fact("reconciliation_status = 'held_back'"),
    "coverage__every_table_is_recognised": _own("handed.printed_tables", "table_kind = null"),
    "coverage__codes_are_in_the_official_lists": _own("intermediate.int_row_code", "match_kind = 'unknown_code'"),
    "coverage__no_file_is_quarantined": (
        "insert into handed.files by name select 'empty.pdf' as file_name, 0 as size_bytes, "
        "'quarantined' as status, now() as first_seen_at, now() as last_seen_at"
    ),
}
