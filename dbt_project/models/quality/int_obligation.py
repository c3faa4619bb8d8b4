"""One row per report and obligation; the judging is in ``pipelines.review.obligations``, only relations pass here."""


def model(dbt, session):
    """Fill in the check-list of every report; returns an Arrow table."""
    from pipelines.review.obligation_rows import obligations_of

    dbt.config(materialized="table", schema="intermediate")
    return obligations_of(
        {
            "int_document": dbt.ref("int_document"),
            "int_companion": dbt.ref("int_companion"),
            "rpt_coverage": dbt.ref("rpt_coverage"),
            "stg_paragraphs": dbt.ref("stg_paragraphs"),
            "stg_statements": dbt.ref("stg_statements"),
            "fct_reconciliation": dbt.ref("fct_reconciliation"),
            "rpt_discrepancy": dbt.ref("rpt_discrepancy"),
            "rpt_unknown_layout": dbt.ref("rpt_unknown_layout"),
        }
    )
