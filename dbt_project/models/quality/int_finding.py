"""One row per cause of disagreement; the search is in ``pipelines.quality.diagnosis``, only rows pass here."""


def model(dbt, session):
    """Diagnose the documents in which a check fails; returns an Arrow table (empty, but typed, if none does)."""
    from pipelines.quality.diagnosis.frames import ModelRows, diagnose_rows
    from pipelines.quality.diagnosis.store import findings_table

    dbt.config(materialized="table", schema="intermediate")
    checks = dbt.ref("fct_reconciliation")
    amounts, statements = dbt.ref("int_amount"), dbt.ref("int_statement")
    terms, tables, rules = dbt.ref("int_check_term"), dbt.ref("stg_printed_tables"), dbt.ref("rules")
    failing = checks.filter("status = 'failed'").project("document_id").distinct()
    document_ids = [row[0] for row in failing.fetchall()]

    def rows_of(relation, document_id):
        return relation.filter(f"document_id = '{document_id}'").to_arrow_table()

    sentences = rules.to_arrow_table()
    findings = []
    # One document at a time: memory does not grow with the number of documents.
    for document_id in document_ids:
        findings += diagnose_rows(
            ModelRows.from_arrow(
                checks=rows_of(checks, document_id),
                terms=rows_of(terms, document_id),
                amounts=rows_of(amounts, document_id),
                statements=rows_of(statements, document_id),
                tables=rows_of(tables, document_id),
                rules=sentences,
            )
        )
    return findings_table(findings)
