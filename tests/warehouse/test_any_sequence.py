"""Documents come, go, are read otherwise, are held back, rules are switched off and on, in any order: the candidate is what is built from nothing.

What is proven, and against what. The state of ``test_two_ways…`` is built by dbt, once; there the candidate that was brought up to date by
either of two ways, dbt's, and dbt's SQL run whole without dbt (``made_whole``) are the same, table by table. ``test_any_sequence…`` may therefore
hold whatever state its steps end in against the latter, which takes seconds, and the way back against what dbt built at first.
``test_a_model_looks_no_further…`` asks each model alone, so that nothing depends on which sequence was drawn.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import duckdb
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from pipelines.warehouse.incremental import scope_of
from tests.dbt.conftest import build, build_folder
from tests.dbt.hand_over import SEEN_AT, PrintedRow, Report
from tests.dbt.panel_scenarios import expenditure_report
from tests.dbt.reference_report import reference_report
from tests.dbt.relocated import differing_tables, relocate
from tests.dbt.scenarios import small_report
from tests.warehouse.locality import moved_alone
from tests.warehouse.other_inputs import AT_FIRST, Inputs, Respect, State, What, made_whole

__all__ = ["build_folder"]

LATER = SEEN_AT + timedelta(days=30)
#: How many tables and rules may be concerned: few, so that steps meet each other.
MANY = 12
#: What may be otherwise of a document whether it is there at first or comes.
OF_ANY: tuple[What, ...] = ("figures", "body", "year", "unknown", "words", "held")
#: Respects that one step turns into the other.
MOST_TURNED = 8
RULE_OF_UNITS = "unit_row_of_its_report"
#: Nobody waits for a smaller example: the steps are printed, and each takes seconds.
NO_SHRINKING = (Phase.explicit, Phase.reuse, Phase.generate)


def _revenue_of(name: str, issuer: str, total: str, unit: str | None = None, **facts: str) -> Report:
    """A report with a 收入总表, of one unit if one is named."""
    report = Report(name, {"issuer_name": issuer} | facts)
    rows = [PrintedRow(0, "total", (total,), "合计")]
    if unit is not None:
        rows.append(PrintedRow(1, "line", (total,), facts={"unit_code": "300001", "unit_name_printed": unit}))
    report.add_table("revenue_summary", ["total"], rows)
    return report


DEPARTMENT = _revenue_of("a_department", "某市农业农村局", "90.00", "某市种子站")
UNIT = _revenue_of("its_unit", "某市种子站", "90.00", body_kind="unit")
COMING = (
    DEPARTMENT,
    UNIT,
    small_report("third_version", issuer_name="revised", table_3="95.00", retrieved_at=LATER),
    small_report("later_of_one_name", issuer_name="one_name", item="95.00", retrieved_at=LATER),
    small_report("later_of_other_money", issuer_name="written_over", retrieved_at=LATER),
    expenditure_report("env_2019", "江苏省环境保护厅", 2019, "85.00"),
    reference_report("qingshan_2023", fiscal_year=2023),
    reference_report("qingshan_2024_final", report_kind="final_accounts"),
)


@dataclass(frozen=True)
class There:
    """What the build at first has: documents by name, tables, and rules that found something to check."""

    documents: dict[str, str]
    tables: list[str]
    rules: list[str]

    def respects(self) -> st.SearchStrategy[Respect]:
        """Any one respect in which inputs may be otherwise; each kind as often."""
        documents, comings = sorted(self.documents.values()), sorted(report.document_id for report in COMING)
        known = {"gone", "written_over", "copied"}
        keys: dict[What, list[str]] = {
            "away": documents,
            "come": comings,
            "gone": [key for name, key in sorted(self.documents.items()) if name not in known],
            **{what: [*documents, *comings] for what in OF_ANY},
            "table_held": self.tables,
            "off": self.rules,
        }
        return st.one_of([st.builds(Respect, st.just(what), st.sampled_from(of)) for what, of in keys.items()])


@pytest.fixture(scope="module")
def there(build_folder: Path) -> There:
    with duckdb.connect(str(build_folder / "candidate.duckdb"), read_only=True) as connection:

        def column(query: str) -> list[str]:
            return [row[0] for row in connection.execute(query).fetchall()]

        names = connection.execute("select replace(file_name, '.pdf', ''), document_id from staging.stg_documents")
        return There(
            dict(names.fetchall()),
            column(f"select table_id from staging.stg_printed_tables order by md5(table_id) limit {MANY}"),
            column(
                "select rule_id from fct_reconciliation where status in ('passed', 'failed') group by 1 "
                f"order by count(*) desc, 1 limit {MANY}"
            ),
        )


def _play(build_folder: Path, folder: Path, steps: Sequence[State]) -> None:
    """Let each step turn its respects into the other; the end of it is as built from nothing, and the way back as at first."""
    inputs = Inputs(relocate(build_folder, folder / "incremental"), build_folder / "hand_over", COMING)
    state = AT_FIRST
    for step in steps:
        state ^= step
        inputs.become(state)
    assert differing_tables(inputs.built.candidate, made_whole(inputs.built, folder / "whole")) == {}
    inputs.become(AT_FIRST)
    assert differing_tables(inputs.built.candidate, build_folder / "candidate.duckdb") == {}


def _sequences(there: There, least: int, most: int) -> st.SearchStrategy[list[State]]:
    return st.lists(st.frozensets(there.respects(), min_size=1, max_size=MOST_TURNED), min_size=least, max_size=most)


@settings(max_examples=2, phases=NO_SHRINKING)
@given(data=st.data())
@pytest.mark.slow
def test_any_sequence_ends_in_what_is_built_from_nothing_and_leads_back(
    build_folder: Path, there: There, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    # With the ways back, a dozen steps at least.
    steps = data.draw(_sequences(there, 2, 3), label="turned, step by step")
    _play(build_folder, tmp_path_factory.mktemp("sequence"), steps)


@settings(max_examples=20, phases=NO_SHRINKING)
@given(data=st.data())
@pytest.mark.slow
@pytest.mark.soak
def test_so_do_many_longer_sequences(
    build_folder: Path, there: There, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    _play(build_folder, tmp_path_factory.mktemp("long"), data.draw(_sequences(there, 3, 8), label="turned"))


@pytest.mark.slow
def test_two_ways_to_one_state_end_in_what_dbt_builds_of_it(build_folder: Path, there: There, tmp_path: Path) -> None:
    names = there.documents | {report.name: report.document_id for report in COMING}
    state = frozenset(
        {
            *(Respect("away", names[name]) for name in ("own_office", "codes_2022_final")),
            *(Respect("come", names[name]) for name in ("third_version", "qingshan_2023", "a_department", "its_unit")),
            *(Respect("figures", names[name]) for name in ("qingshan_2023", "finest_fails", "env_2020")),
            *(Respect("body", names[name]) for name in ("coded_2019", "units_proven")),
            Respect("gone", names["second_version"]),
            Respect("year", names["codes_2017"]),
            Respect("unknown", names["carry_over"]),
            Respect("words", names["codes"]),
            Respect("held", names["together_a"]),
            Respect("table_held", there.tables[0]),
            *(Respect("off", rule) for rule in there.rules[:2]),
        }
    )
    at_once, slowly = (
        Inputs(relocate(build_folder, tmp_path / way), build_folder / "hand_over", COMING)
        for way in ("at_once", "slowly")
    )
    at_once.become(state)
    build(tmp_path / "dbt", at_once.built.hand_over, "--exclude-resource-types", "test", "unit_test")
    by_dbt = tmp_path / "dbt" / "candidate.duckdb"
    assert len(differing_tables(by_dbt, build_folder / "candidate.duckdb")) > 100, "much is otherwise"
    assert differing_tables(at_once.built.candidate, by_dbt) == {}
    assert differing_tables(made_whole(at_once.built, tmp_path / "whole"), by_dbt) == {}
    # One kind after the other, and what it undoes in between.
    way = sorted(state)
    by = [frozenset(way[number::4]) for number in range(4)]
    for now in (by[0], by[0] | by[1], by[1] | by[2], by[1] | by[2] | by[3], state):
        slowly.become(now)
    assert differing_tables(slowly.built.candidate, by_dbt) == {}


@pytest.mark.slow
@pytest.mark.parametrize("first", [DEPARTMENT, UNIT], ids=["the department's first", "the unit's first"])
def test_a_unit_is_held_against_its_departments_report_whichever_comes_by_itself_second(
    build_folder: Path, tmp_path: Path, first: Report
) -> None:
    inputs = Inputs(relocate(build_folder, tmp_path / "incremental"), build_folder / "hand_over", COMING)

    def checks() -> list[tuple[str, str]]:
        with duckdb.connect(str(inputs.built.candidate), read_only=True) as connection:
            query = (
                "select document_id, status from fct_reconciliation where rule_id = ? and status <> 'not_applicable'"
            )
            return connection.execute(query, [RULE_OF_UNITS]).fetchall()

    before = checks()
    alone = frozenset({Respect("come", first.document_id)})
    both = frozenset({Respect("come", report.document_id) for report in (DEPARTMENT, UNIT)})
    inputs.become(alone)
    assert checks() == before
    inputs.become(both)
    assert sorted(checks()) == sorted([*before, (DEPARTMENT.document_id, "passed")])
    # Another figure in the report that is not the check's own.
    inputs.become(both | {Respect("figures", UNIT.document_id)})
    assert sorted(checks()) == sorted([*before, (DEPARTMENT.document_id, "failed")])
    if first is UNIT:
        assert differing_tables(inputs.built.candidate, made_whole(inputs.built, tmp_path / "whole")) == {}
    inputs.become(frozenset({Respect("come", DEPARTMENT.document_id)}))
    assert checks() == before


@pytest.mark.parametrize("seed", range(2))
def test_a_model_looks_no_further_than_it_says(build_folder: Path, tmp_path: Path, seed: int) -> None:
    built = relocate(build_folder, tmp_path)
    asked, moved = moved_alone(built, random.Random(seed), 0.4)
    assert moved == {}
    scopes = [scope_of(node) for node in built.manifest["nodes"].values() if node["resource_type"] == "model"]
    assert len(asked) > 150 and len(asked) > 0.5 * len(scopes)
