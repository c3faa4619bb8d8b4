"""The bridge: any suite becomes Dagster asset checks, run for real in process."""

from __future__ import annotations

from pathlib import Path

import dagster as dg

from pipelines.quality.bridge import GATE_CHECK, check_results, check_specs, partition_evaluation, partition_spec
from pipelines.quality.declare import Expected, Suite
from pipelines.quality.gate import run_suites
from tests.quality import toy

DATA_DOCS_URL = "http://127.0.0.1:3001/data_docs"
WARNING = Expected("looks_odd", "可疑。", "Odd.", toy.AMOUNTS.population, "warning")
SUITES = [toy.suite(toy.AMOUNTS, WARNING, toy.NAMED, toy.BROKEN)]


def _evaluations(
    path: Path, effect: str, declared: list[Suite] = SUITES
) -> tuple[dict[str, dg.AssetCheckEvaluation], bool]:
    """Materialise an asset, its checks and an asset behind them; returns evaluations by name, and whether it was made."""

    @dg.asset
    def candidate() -> None: ...

    @dg.asset(deps=[candidate])
    def published() -> None: ...

    @dg.multi_asset_check(specs=check_specs(declared, toy.policy(effect), asset="candidate"))
    def suites():
        report = run_suites(path, suites=declared, policy=toy.policy(effect))
        yield from check_results(report, asset="candidate", metadata={"run": "r1"})

    job = dg.Definitions(assets=[candidate, published], asset_checks=[suites]).resolve_implicit_global_asset_job_def()
    result = job.execute_in_process(raise_on_error=False)
    made = bool(result.asset_materializations_for_node("published"))
    return {item.check_name: item for item in result.get_asset_check_evaluations()}, made


def test_every_expectation_is_a_check_with_counts_rows_and_severity(tmp_path: Path) -> None:
    checks, published = _evaluations(toy.candidate(tmp_path, "8.99"), "flag")
    assert set(checks) == {f"toy__{item.key}" for item in SUITES[0].expectations} | {GATE_CHECK}
    failed = checks["toy__parts_make_the_whole"]
    assert not failed.passed and failed.severity is dg.AssetCheckSeverity.ERROR
    assert failed.metadata["unexpected"].value == 1 and failed.metadata["evaluated"].value == 2
    (record,) = failed.metadata["failing_rows"].records
    assert record.data == {"document_id": "b", "page_no": 7, "parts_yuan": "9.00", "whole_yuan": "8.99"}
    assert failed.metadata["run"].value == "r1"
    assert "1 of 2 do not hold" in (failed.description or "")
    assert checks["toy__looks_odd"].severity is dg.AssetCheckSeverity.WARN
    note = checks["toy__has_a_note"]
    assert (
        note.passed
        and note.metadata["status"].value == "not_applicable"
        and "Not applicable" in (note.description or "")
    )
    broken = checks["toy__asks_for_what_is_not_there"]
    assert not broken.passed and broken.severity is dg.AssetCheckSeverity.ERROR
    assert "no_such" in str(broken.metadata["problem"].value)
    gate = checks[GATE_CHECK]
    assert gate.passed and gate.metadata["decision"].value == "publish"
    assert published, (
        "what cannot be evaluated says nothing of anybody: it is shown, and closes no gate that it need not"
    )


def test_what_must_hold_and_cannot_be_evaluated_closes_the_gate(tmp_path: Path) -> None:
    checks, published = _evaluations(toy.candidate(tmp_path), "stop", [toy.suite(toy.BROKEN)])
    gate = checks[GATE_CHECK]
    assert not gate.passed and r"no\_such" in (gate.description or "")
    assert not published


def test_what_a_document_is_to_blame_for_blocks_until_it_is_kept_back(tmp_path: Path) -> None:
    suites = [toy.suite(toy.PLACED)]
    candidate = toy.candidate(tmp_path, "8.99")
    report = run_suites(candidate, suites=suites, policy=toy.policy("hold_table"))
    failed, gate = check_results(report, asset="candidate")
    assert failed.severity is dg.AssetCheckSeverity.ERROR and not gate.passed
    assert "b-t1" in str(gate.metadata["held_back"].value)
    settled = run_suites(candidate, suites=suites, policy=toy.policy("hold_table"), settled=report.blamed)
    failed, gate = check_results(settled, asset="candidate")
    assert not failed.passed and failed.severity is dg.AssetCheckSeverity.WARN, "shown, and in nobody's way"
    assert gate.passed


def test_what_is_only_flagged_does_not_keep_the_next_asset_from_being_made(tmp_path: Path) -> None:
    suites = [toy.suite(toy.AMOUNTS)]
    checks, published = _evaluations(toy.candidate(tmp_path, "8.99"), "flag", suites)
    assert not checks["toy__parts_make_the_whole"].passed and checks[GATE_CHECK].passed
    assert published


def test_a_failed_blocking_check_keeps_the_next_asset_from_being_made(tmp_path: Path) -> None:
    checks, published = _evaluations(toy.candidate(tmp_path, "8.99"), "stop")
    assert checks["toy__parts_make_the_whole"].blocking
    assert checks["toy__looks_odd"].severity is dg.AssetCheckSeverity.ERROR, "Dagster blocks only on ERROR"
    assert not published


def test_suites_may_hang_on_different_assets() -> None:
    (first, *_) = check_specs(SUITES, toy.policy("flag"), asset=lambda suite: dg.AssetKey(["marts", suite]))
    assert first.asset_key == dg.AssetKey(["marts", "toy"])
    assert first.metadata == {"suite": "toy", "severity": "error", "effect": "flag"}


def test_each_partition_is_told_what_the_suites_say_of_its_document(tmp_path: Path) -> None:
    report = run_suites(
        toy.candidate(tmp_path, "8.99"), suites=[toy.suite(toy.AMOUNTS, WARNING)], policy=toy.policy("flag")
    )
    documents = dg.StaticPartitionsDefinition(["a", "b", "c"])
    spec = partition_spec("reports", documents)

    @dg.asset(partitions_def=documents, backfill_policy=dg.BackfillPolicy.single_run())
    def reports() -> None: ...

    @dg.multi_asset_check(specs=[spec])
    def checks(context):
        for key in context.op_execution_context.partition_keys:
            reason = "lost (text: ![x](http://y.invalid))" if key == "c" else None
            yield partition_evaluation(report, key, key, asset="reports", held_back=reason, data_docs_url=DATA_DOCS_URL)
        yield dg.Output(None, output_name=spec.get_python_identifier())

    job = dg.Definitions(assets=[reports], asset_checks=[checks]).resolve_implicit_global_asset_job_def()
    tags = {"dagster/asset_partition_range_start": "a", "dagster/asset_partition_range_end": "c"}
    with dg.DagsterInstance.ephemeral() as instance:
        done = job.execute_in_process(instance=instance, tags=tags)
    found = {item.partition: item for item in done.get_asset_check_evaluations()}
    assert {key: item.passed for key, item in found.items()} == {"a": True, "b": False, "c": False}
    assert found["b"].metadata["unexpected"].value == 2
    rows = found["b"].metadata["failing_rows"].records
    assert {row.data["expectation"] for row in rows} == {"toy__parts_make_the_whole", "toy__looks_odd"}
    assert all("8.99" in str(row.data["row"]) and "page_no: 7" in str(row.data["row"]) for row in rows)
    assert found["b"].metadata["data_docs"].value == f"{DATA_DOCS_URL}/index.html"
    assert found["c"].severity is dg.AssetCheckSeverity.ERROR
    # What a report prints is no link and no picture on Dagster's page, which draws descriptions as Markdown.
    assert found["c"].description == r"lost (text: \!\[x\](http://y.invalid))"


def test_results_link_their_place_in_data_docs(tmp_path: Path) -> None:
    suites = [toy.suite(toy.AMOUNTS)]
    report = run_suites(toy.candidate(tmp_path, "8.99"), suites=suites, policy=toy.policy("flag"))
    first, gate = check_results(report, asset="candidate", data_docs_url=DATA_DOCS_URL)
    assert first.metadata["data_docs"].value == f"{DATA_DOCS_URL}/index.html#toy__parts_make_the_whole"
    assert gate.metadata["data_docs"].value == f"{DATA_DOCS_URL}/index.html"
