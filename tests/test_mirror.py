"""Tests mirror the package: a module's tests are where its name says, or where this file says, or are still owed.

A module of ``pipelines/`` or ``expectations/`` with a function or a class has ``tests/<room>/…/test_<module>.py``. The tables below are
the exceptions, each held to what it claims; a module that gets tests of its name must leave them.
"""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.test_rooms import MODULES

ROOT = Path(__file__).parents[1]

#: Module → the file that tests it, which imports it directly.
ELSEWHERE: dict[str, str] = {
    "expectations.sql": "expectations/test_nobody_pays.py",
    "pipelines.cluster.errand": "cluster/test_doing.py",
    "pipelines.diagnosis.bilingual": "diagnosis/test_stated_wording.py",
    "pipelines.diagnosis.choose": "diagnosis/test_hard_cases.py",
    "pipelines.diagnosis.facts": "diagnosis/test_standing.py",
    "pipelines.diagnosis.frames": "diagnosis/test_model_rows.py",
    "pipelines.diagnosis.moved_rows": "diagnosis/test_choices.py",
    "pipelines.diagnosis.places": "diagnosis/test_wrong_value.py",
    "pipelines.diagnosis.trial": "diagnosis/test_one_cause.py",
    "pipelines.diagnosis.label_words": "diagnosis/test_labels.py",
    "pipelines.diagnosis.unproven_wording": "diagnosis/test_standing.py",
    "pipelines.defs.jobs": "defs/test_steps.py",
    "pipelines.defs.schedules": "defs/test_service_health.py",
    "pipelines.reports.narrative.drafts": "reports/narrative/test_grouping.py",
    "pipelines.upkeep.health": "upkeep/test_places.py",
    "pipelines.documents.disclosure": "documents/test_triaging.py",
    "pipelines.documents.reasons": "documents/test_memory.py",
    "pipelines.documents.version": "contract/test_code_version.py",
    "pipelines.extraction.cells": "extraction/test_conservation.py",
    "pipelines.extraction.lattice": "extraction/test_conservation.py",
    "pipelines.extraction.model": "extraction/test_conservation.py",
    "pipelines.extraction.scanned_rules": "extraction/test_scanned.py",
    "pipelines.extraction.scanned_words": "extraction/test_scanned.py",
    "pipelines.pdf.calls": "extraction/test_drawn_digits.py",
    "pipelines.pdf.page_image": "pdf/test_regular_files.py",
    "pipelines.quality.declare": "quality/test_bridge.py",
    "pipelines.quality.policy": "quality/test_declare_and_policy.py",
    "pipelines.reports.facts": "reports/test_identity.py",
    "pipelines.reports.narrative.reader": "reports/narrative/test_terms.py",
    "pipelines.reports.narrative.subjects": "reports/narrative/test_its_total.py",
    "pipelines.reports.tables.classification": "reports/tables/test_codes.py",
    "pipelines.reports.tables.printed": "reports/tables/test_reference_meaning.py",
    "pipelines.reports.tables.reading": "reports/tables/test_doubt.py",
    "pipelines.reports.tables.unruled": "reports/tables/test_doubt.py",
    "pipelines.reports.version": "contract/test_code_version.py",
    "pipelines.review.answer": "review/test_reviewing.py",
    "pipelines.review.kept": "review/test_reviewing.py",
    "pipelines.review.rulebook": "review/test_reviewing.py",
    "pipelines.runs.outcome": "runs/test_gate.py",
    "pipelines.runs.raw_folder": "runs/test_unreadable.py",
    "pipelines.runs.state": "runs/test_gate.py",
    "pipelines.site.data_dictionary": "dbt/test_data_dictionary.py",
    "pipelines.site.rule_catalogue": "dbt/reconciliation/test_rules.py",
}
#: Run by tests of whole ways only (a report read, a run published, a command called): no test imports them. This list may only
#: become shorter.
OWED: frozenset[str] = frozenset(
    [
        "expectations.coverage",
        "expectations.structure_documents",
        "expectations.structure_keys",
        "expectations.structure_pages",
        "expectations.structure_reconciliation",
        "expectations.structure_schema",
        "expectations.structure_totals",
        "pipelines.cli.audit",
        "pipelines.cli.dev",
        "pipelines.cli.discrepancies",
        "pipelines.cli.summary",
        "pipelines.defs.at_work",
        "pipelines.defs.dbt",
        "pipelines.defs.document_checks",
        "pipelines.defs.published_warehouse",
        "pipelines.defs.validated_candidate",
        "pipelines.defs.whole_run",
        "pipelines.diagnosis.finding",
        "pipelines.diagnosis.given_up",
        "pipelines.diagnosis.grid",
        "pipelines.diagnosis.model",
        "pipelines.diagnosis.pool",
        "pipelines.diagnosis.repeated_rows",
        "pipelines.diagnosis.row_faults",
        "pipelines.diagnosis.row_wording",
        "pipelines.diagnosis.segments",
        "pipelines.diagnosis.store",
        "pipelines.diagnosis.swaps",
        "pipelines.diagnosis.table_unit",
        "pipelines.diagnosis.wording",
        "pipelines.documents.page_texts",
        "pipelines.extraction.characters",
        "pipelines.extraction.clips",
        "pipelines.extraction.figures",
        "pipelines.quality.data_docs_index",
        "pipelines.quality.judge",
        "pipelines.reports.narrative.linking",
        "pipelines.reports.narrative.named_units",
        "pipelines.reports.narrative.parts",
        "pipelines.reports.narrative.reading",
        "pipelines.reports.tables.assembling",
        "pipelines.reports.tables.cells",
        "pipelines.reports.tables.columns_match",
        "pipelines.reports.tables.form_indicators",
        "pipelines.reports.tables.row_names",
        "pipelines.review.answering",
        "pipelines.review.database",
        "pipelines.review.evaluation",
        "pipelines.review.evidence",
        "pipelines.review.news",
        "pipelines.review.reading",
        "pipelines.runs.nothing_new",
        "pipelines.site.drawing",
        "pipelines.site.review_crops",
        "pipelines.warehouse.dbt_manifest",
        "pipelines.workers.child",
    ]
)


def _has_code(module: str) -> bool:
    path = MODULES[module]
    body = ast.parse(path.read_text(encoding="utf-8")).body
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    return path.name not in ("__init__.py", "__main__.py") and any(isinstance(node, kinds) for node in body)


def _own_test(module: str) -> Path:
    first, *rooms, name = module.split(".")
    folders = rooms if first == "pipelines" else [first, *rooms]
    return ROOT.joinpath("tests", *folders, f"test_{name}.py")


def _imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return found


WITH_CODE = [name for name in MODULES if _has_code(name)]
ALL_TESTS = {path: _imports(path) for path in sorted((ROOT / "tests").rglob("test_*.py"))}


@pytest.mark.parametrize("module", WITH_CODE)
def test_every_module_has_tests_of_its_name_or_stands_in_one_table(module: str) -> None:
    tables = [module in ELSEWHERE, module in OWED]
    wanted = _own_test(module)
    if wanted.is_file():
        assert not any(tables), f"{module} has {wanted.name}: take it out of the tables of this file"
    else:
        assert sum(tables) == 1, f"write {wanted.relative_to(ROOT)}, or say in this file where {module} is tested"


@pytest.mark.parametrize(("module", "file"), sorted(ELSEWHERE.items()))
def test_the_file_named_is_there_and_imports_the_module(module: str, file: str) -> None:
    path = ROOT / "tests" / file
    assert path in ALL_TESTS, f"there is no tests/{file}"
    assert module in ALL_TESTS[path]


def test_the_tables_name_modules_that_are_there() -> None:
    assert {*ELSEWHERE, *OWED} <= set(WITH_CODE)


def test_what_is_owed_is_imported_by_no_test() -> None:
    # Otherwise that test may be named for it in ELSEWHERE.
    imported = set().union(*ALL_TESTS.values())
    assert sorted(OWED & imported) == []


def test_a_test_named_like_a_module_imports_from_its_room() -> None:
    wrong = []
    for module in WITH_CODE:
        path = _own_test(module)
        room = ".".join(module.split(".")[:2]) if module.startswith("pipelines.") else "expectations"
        if path.is_file() and not any(f"{name}.".startswith(f"{room}.") for name in ALL_TESTS[path]):
            wrong.append(str(path.relative_to(ROOT)))
    assert [name for name in wrong if name not in CALLED_FROM_OUTSIDE] == []


#: Tests that run the product in a process of its own, or through helpers beside them.
CALLED_FROM_OUTSIDE = frozenset(
    {
        "tests/cli/test_doctor.py",
        "tests/cli/test_prune.py",
        "tests/cli/test_review.py",
        "tests/reports/narrative/test_left_out.py",
        "tests/reports/narrative/test_statements.py",
    }
)
