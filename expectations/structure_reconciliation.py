"""Reconciliation as a record: every rule tried on every document, every verdict follows from its figures.

Belongs here: whether ``fct_reconciliation``, proofs and findings can be believed. What they say of a report belongs in
``totals``.
"""

from __future__ import annotations

from expectations.sql import facts
from pipelines.quality.declare import Expected, Suite

_PLACE = """
    document_id, rule_id, instance_key, left_page_no, left_label, left_value, right_page_no, right_label, right_value,
    difference, tolerance, status, reason, check_id
"""

TRIED = Expected(
    "every_rule_is_tried_on_every_document",
    "每条规则对每份文件都有结论，哪怕是“不适用”。",
    "Every rule has a verdict on every published document, if only that it does not apply.",
    """
    select documents.document_id, rules.rule_id, count(checks.check_id) as check_count, check_count = 0 as is_offending
    from intermediate.int_document as documents
    cross join seeds.rules as rules
    left join main.fct_reconciliation as checks
        on documents.document_id = checks.document_id and rules.rule_id = checks.rule_id
    where documents.is_published
    group by documents.document_id, rules.rule_id
    """,
    scope="document",
)
KNOWN = Expected(
    "every_check_has_a_rule",
    "每个核对都属于规则目录中的一条规则。",
    "Every check belongs to a rule of the catalogue.",
    """
    select checks.document_id, checks.rule_id, count(*) as check_count, any_value(rules.rule_id) is null as is_offending
    from main.fct_reconciliation as checks
    left join seeds.rules as rules on checks.rule_id = rules.rule_id
    group by checks.document_id, checks.rule_id
    """,
    scope="document",
)
FOLLOWS = Expected(
    "verdicts_follow_from_the_figures",
    "核对结论与数字一致：差额在容差内（“不大于”一类则以超出为准）才算通过。",
    "A verdict follows from its figures: passed if and only if the difference (of a part and its whole, the excess) is "
    "within the tolerance.",
    f"""
    select
        {_PLACE},
        difference is distinct from left_value - right_value
        or (status = 'passed') is distinct from (
            if(rules.tolerance_basis = 'at_most', difference, abs(difference)) <= coalesce(tolerance, 0)
        ) as is_offending
    from main.fct_reconciliation
    inner join seeds.rules as rules using (rule_id)
    where value_unit != 'text' and status in ('passed', 'failed')
    """,
    scope="document",
)
PLACED = Expected(
    "failures_name_both_sides",
    "每个不平的核对都写明两边各是什么。",
    "Every failed check names both sides: two figures, or two texts.",
    f"""
    select
        {_PLACE}, left_text, right_text,
        coalesce(left_value::varchar, left_text) is null and coalesce(right_value::varchar, right_text) is null
        or value_unit != 'text' and (left_value is null or right_value is null) as is_offending
    from main.fct_reconciliation where status = 'failed'
    """,
    scope="document",
)
REASONED = Expected(
    "not_applicable_says_why",
    "不适用的核对都有原因。",
    "A rule that does not apply says why.",
    f"""
    select {_PLACE}, coalesce(trim(reason), '') = '' as is_offending
    from main.fct_reconciliation where status = 'not_applicable'
    """,
    scope="document",
)
STATES = Expected(
    "states_of_tables_follow_from_their_figures",
    "表的发布状态与表内数字的核对结论不矛盾。",
    "A table's publication state never contradicts its figures: held back gives none, reconciled has none that disagrees.",
    f"""
    with figures as (
        select
            table_id,
            bool_or(reconciliation_status != 'held_back') as is_given,
            bool_or(reconciliation_status = 'disagrees') as disagrees,
            bool_or(reconciliation_status = 'reconciled') as is_proven
        from ({facts("table_id, reconciliation_status")})
        group by table_id
    )
    select
        states.document_id, states.table_id, states.table_kind, states.first_page_no as page_no, states.publication_state,
        publication_state = 'held_back' and is_given
        or publication_state in ('reconciled', 'unproven') and disagrees
        or publication_state = 'unproven' and is_proven as is_offending
    from main.rpt_publication_state as states
    inner join figures on states.table_id = figures.table_id
    """,
    scope="document",
)
EVIDENCE = Expected(
    "evidence_cells_exist",
    "核对和不符事项所引的单元格都存在。",
    "The cells that checks and findings point at exist.",
    """
    select cited.document_id, cited.rule_id, cited.finding_id, cited.cell_id, cells.cell_id is null as is_offending
    from (
        select document_id, rule_id, null as finding_id, unnest(list_concat(left_cell_ids, right_cell_ids)) as cell_id
        from main.fct_reconciliation where status = 'failed'
        union all
        select document_id, null, finding_id, unnest(evidence_cell_ids) from main.rpt_discrepancy
    ) as cited
    left join main.dim_cell as cells on cited.cell_id = cells.cell_id and cited.document_id = cells.document_id
    where cited.cell_id is not null
    """,
    scope="document",
)
PROVEN = Expected(
    "proofs_follow_from_the_checks",
    "“已勾稽”的金额至少有一个通过的核对且没有不平的；“未证实”的没有任何通过的核对。",
    "What is called reconciled takes part in a passing sum and in no failing one; what is unproven in no passing one.",
    f"""
    select
        *,
        case reconciliation_status
            when 'reconciled' then proof_count = 0 or failed_count > 0
            when 'disagrees' then failed_count = 0
            when 'unproven' then proof_count > 0 or failed_count > 0
            else reconciliation_status is distinct from 'held_back'
        end as is_offending
    from ({facts("document_id, table_id, page_no, line_id, label_printed, reconciliation_status, proof_count, failed_count")})
    """,
    scope="document",
)
SHOWN = Expected(
    "proofs_can_be_shown",
    "“已勾稽”的金额，其单元格列在至少一个通过的核对中。",
    "The cell of an amount that is called reconciled is named by a passing check, so that the proof can be shown.",
    f"""
    select facts.*, cited.cell_id is null as is_offending
    from ({facts("document_id, table_id, page_no, line_id, label_printed, amount_printed, cell_id", where="proof_count > 0")}) as facts
    left join (
        select distinct document_id, unnest(list_concat(left_cell_ids, right_cell_ids)) as cell_id
        from main.fct_reconciliation where status = 'passed'
    ) as cited on facts.document_id = cited.document_id and facts.cell_id = cited.cell_id
    """,
    scope="document",
)
EXPLAINED = Expected(
    "failures_are_explained",
    "每个不平的核对都归入某一不符事项。",
    "Every failed check is accounted for by a finding, if only as unexplained.",
    f"""
    select {_PLACE}, findings.check_id_found is null as is_offending
    from main.fct_reconciliation as checks
    left join (select distinct unnest(check_ids) as check_id_found from main.rpt_discrepancy) as findings
        on checks.check_id = findings.check_id_found
    where status = 'failed'
    """,
    scope="document",
)
FOUND = Expected(
    "findings_name_their_place",
    "每个不符事项都写明页码、标题和说明（中英文）。",
    "Every finding names its pages and says in both languages what does not add up.",
    """
    select
        document_id, finding_id, diagnosis_kind, title_zh, title_en, page_nos,
        not (
            len(page_nos) > 0 and trim(title_zh) != '' and trim(title_en) != ''
            and trim(explanation_zh) != '' and trim(explanation_en) != ''
        ) as is_offending
    from main.rpt_discrepancy
    """,
    scope="document",
)


def suites() -> tuple[Suite, ...]:
    """The suite on the record of checks."""
    return (
        Suite(
            "structure_reconciliation",
            "核对记录：规则都试过，结论有依据，不符都有说明。",
            "The record of checks: every rule tried, every verdict founded, every failure explained.",
            (TRIED, KNOWN, FOLLOWS, PLACED, REASONED, STATES, EVIDENCE, PROVEN, SHOWN, EXPLAINED, FOUND),
        ),
    )
