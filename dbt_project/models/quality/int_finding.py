"""One row per cause of disagreement; the search is in ``pipelines.diagnosis``, only relations pass here."""


def model(dbt, session):
    """Diagnose the documents in which a check fails; returns an Arrow table (empty, but typed, if none does)."""
    from pipelines.diagnosis.model import findings_of

    dbt.config(materialized="table", schema="intermediate")
    return findings_of(
        {
            "fct_reconciliation": dbt.ref("fct_reconciliation"),
            "int_check_term": dbt.ref("int_check_term"),
            "int_amount": dbt.ref("int_amount"),
            "int_statement": dbt.ref("int_statement"),
            "stg_printed_tables": dbt.ref("stg_printed_tables"),
            "rules": dbt.ref("rules"),
        }
    )
