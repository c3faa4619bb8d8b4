"""Every rule of the catalogue holds in a clean report and fails where a case breaks it; the reference report's findings."""

from __future__ import annotations

import os
import re
from pathlib import Path

import duckdb
import pytest
from filelock import FileLock

from pipelines.site.rule_catalogue import CATALOGUE_PAGE, catalogue_page, read_seed
from tests.dbt.conftest import build
from tests.dbt.hand_over import write_hand_over
from tests.dbt.reconciliation.cases import CLEAN_REPORTS, broken_report, companions, read_cases

RULES = [rule["rule_id"] for rule in read_seed("rules")]
#: What the checks need, without the data tests: most of these reports are broken on purpose.
_ONLY = ("--select", "+int_amount_proof", "path:seeds", "--exclude-resource-types", "test", "unit_test")
#: Clean reports and every case side by side: one build shows all.
_CHECKS = """
select checks.rule_id, checks.status, checks.left_label, checks.right_label
from main.fct_reconciliation as checks
inner join intermediate.int_document as documents on checks.document_id = documents.document_id
where documents.title = ?
"""


@pytest.fixture(scope="session")
def candidate(tmp_path_factory: pytest.TempPathFactory) -> duckdb.DuckDBPyConnection:
    """A candidate with the clean reports and one report per case, built once for all workers."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "reconciliation"
    with FileLock(str(folder) + ".lock"):
        if not (folder / "built").exists():
            folder.mkdir(exist_ok=True)
            reports = [make(name) for name, make in CLEAN_REPORTS.items()] + [
                broken_report(case) for case in read_cases()
            ]
            reports += [other for name in CLEAN_REPORTS for other in companions(name, name)]
            reports += [other for case in read_cases() for other in companions(case["report"], case["rule_id"])]
            build(folder, write_hand_over(folder / "hand_over", *reports), *_ONLY)
            (folder / "built").touch()
    return duckdb.connect(str(folder / "candidate.duckdb"), read_only=True)


def _rules_with(candidate: duckdb.DuckDBPyConnection, title: str, status: str) -> set[str]:
    return {row[0] for row in candidate.execute(_CHECKS, [title]).fetchall() if row[1] == status}


def test_every_rule_has_a_case() -> None:
    assert sorted(case["rule_id"] for case in read_cases()) == sorted(RULES)


@pytest.mark.parametrize("title", sorted(CLEAN_REPORTS))
def test_nothing_fails_in_a_clean_report(candidate: duckdb.DuckDBPyConnection, title: str) -> None:
    failed = [row for row in candidate.execute(_CHECKS, [title]).fetchall() if row[1] == "failed"]
    assert failed == []


def test_every_rule_holds_in_a_clean_report(candidate: duckdb.DuckDBPyConnection) -> None:
    held = {rule for title in CLEAN_REPORTS for rule in _rules_with(candidate, title, "passed")}
    assert sorted(held) == sorted(RULES)


@pytest.mark.parametrize("rule_id", RULES)
def test_a_rule_fails_where_its_case_breaks_it(candidate: duckdb.DuckDBPyConnection, rule_id: str) -> None:
    assert rule_id in _rules_with(candidate, rule_id, "failed")


def test_every_rule_has_a_verdict_on_every_report(candidate: duckdb.DuckDBPyConnection) -> None:
    missing = candidate.execute(
        """
        select documents.title, rules.rule_id
        from intermediate.int_document as documents
        cross join seeds.rules as rules
        anti join main.fct_reconciliation as checks
            on documents.document_id = checks.document_id and rules.rule_id = checks.rule_id
        where documents.is_published
        """
    ).fetchall()
    assert missing == []


def test_a_rule_that_does_not_apply_is_not_passed(candidate: duckdb.DuckDBPyConnection) -> None:
    not_applicable = _rules_with(candidate, "general", "not_applicable")
    assert "state_capital_across" in not_applicable
    assert not not_applicable & _rules_with(candidate, "general", "passed")
    reasons = candidate.execute(
        "select distinct reason from main.fct_reconciliation where status = 'not_applicable' and rule_id = 'state_capital_across'"
    ).fetchall()
    assert reasons == [("报告中没有国有资本经营预算支出表",)]


def test_a_figure_counts_its_proofs(candidate: duckdb.DuckDBPyConnection) -> None:
    rows = candidate.execute(
        """
        select documents.title, proofs.proof_count, proofs.failed_count, proofs.reconciliation_status
        from intermediate.int_amount_proof as proofs
        inner join intermediate.int_amount as amounts on proofs.line_id = amounts.line_id
        inner join intermediate.int_document as documents on amounts.document_id = documents.document_id
        where
            documents.title in ('general', 'general_public_across')
            and amounts.table_kind = 'general_public_expenditure'
            and amounts.function_code = '2210201' and amounts.measure_key = 'total'
        order by documents.title
        """
    ).fetchall()
    # Its subclass's sum, its own row, and the same item in table 3.
    assert rows == [("general", 3, 0, "reconciled"), ("general_public_across", 0, 3, "disagrees")]


def test_the_catalogue_page_is_that_of_the_seeds() -> None:
    committed = CATALOGUE_PAGE.read_text(encoding="utf-8")
    assert committed == catalogue_page(read_seed("rules"), read_seed("rule_families")), (
        "run: python -m pipelines.site.rule_catalogue"
    )


def test_a_family_without_a_name_is_refused() -> None:
    with pytest.raises(ValueError, match="rule_families"):
        catalogue_page(read_seed("rules"), [])


def test_models_name_no_rule_that_is_not_in_the_catalogue() -> None:
    folder = Path(__file__).parents[3] / "dbt_project" / "models" / "reconciliation"
    named = {
        name for path in folder.rglob("*.sql") for name in re.findall(r"'([a-z_0-9]+)' as rule_id", path.read_text())
    }
    assert named and named <= set(RULES)


@pytest.mark.parametrize(
    "rule_id",
    [
        "revenue_sources_across",
        "summary_revenue_of_current_and_carry", "summary_expenditure_of_current_and_carry", "summary_revenue_is_expenditure",
        "revenue_parts_1_is_2", "expenditure_1_is_3", "expenditure_summary_across", "government_fund_across",
    ],
)  # fmt: skip
def test_final_accounts_are_held_to_their_balance(candidate: duckdb.DuckDBPyConnection, rule_id: str) -> None:
    assert rule_id in _rules_with(candidate, "final_accounts", "passed")


def test_rules_of_final_accounts_do_not_apply_to_budgets(candidate: duckdb.DuckDBPyConnection) -> None:
    rows = candidate.execute(_CHECKS, ["general"]).fetchall()
    assert {row[1] for row in rows if row[0] == "fund_rollforward"} == {"not_applicable"}


def test_a_text_published_apart_is_held_against_the_tables_beside_it(candidate: duckdb.DuckDBPyConnection) -> None:
    assert "text_total" in _rules_with(candidate, "text_apart", "passed")
