"""Any declared suite as Dagster asset checks: their specs, and their results.

Belongs here: the mapping, and nothing about any particular suite or rule. Which asset the checks hang on, and the op
that runs them, belong in ``pipelines.defs``. One check more than there are expectations says whether the gate is open:
it blocks whatever closed it, also an expectation that could not be evaluated.

    @dg.multi_asset_check(specs=check_specs(declared_suites(), declared_policy(), asset="candidate"))
    def suites():
        yield from check_results(run_suites(candidate, data_docs_dir), asset="candidate")
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import dagster as dg

from pipelines.quality.declare import Severity, Suite, check_name
from pipelines.quality.gate import ExpectationResult, GateReport
from pipelines.quality.policy import Policy

#: Dagster knows two severities; it blocks only on ERROR, so a blocking expectation is always ERROR.
DAGSTER_SEVERITIES: dict[Severity, dg.AssetCheckSeverity] = {
    "error": dg.AssetCheckSeverity.ERROR,
    "warning": dg.AssetCheckSeverity.WARN,
    "info": dg.AssetCheckSeverity.WARN,
}
#: The gate's own decision as a check, beside those of the expectations.
GATE_CHECK = "gate__is_open"
_ROW_TYPES = (str, int, float, bool)

#: One asset for all checks, or a function from suite key to the asset that suite speaks of.
AssetOfSuite = dg.AssetKey | str | Callable[[str], dg.AssetKey | str]


def check_specs(suites: Iterable[Suite], policy: Policy, *, asset: AssetOfSuite) -> list[dg.AssetCheckSpec]:
    """One spec an expectation, blocking if the policy keeps something from being published when it fails; then the gate's.

    ``asset`` may be a function from suite key to asset; for the gate's own check it is asked for ``gate``.
    """
    specs = [
        dg.AssetCheckSpec(
            check_name(suite.key, expected.key),
            asset=_asset(asset, suite.key),
            description=f"{expected.zh}\n\n{expected.en}",
            blocking=policy.effect(suite.key, expected.key) != "flag",
            metadata={
                "suite": suite.key,
                "severity": expected.severity,
                "effect": policy.effect(suite.key, expected.key),
            },
        )
        for suite in suites
        for expected in suite.expectations
    ]
    gate = dg.AssetCheckSpec(
        GATE_CHECK,
        asset=_asset(asset, "gate"),
        description="本次结果可以发布。\n\nThis candidate may be published.",
        blocking=True,
    )
    return [*specs, gate]


def check_results(
    report: GateReport, *, asset: AssetOfSuite, metadata: dict[str, Any] | None = None
) -> Iterator[dg.AssetCheckResult]:
    """One result an expectation: severity, counts, documents, failing rows as a table; then the gate's decision.

    ``metadata`` joins that of each result.
    """
    for item in report.results:
        yield dg.AssetCheckResult(
            passed=item.success,
            asset_key=_asset(asset, item.suite),
            check_name=item.name,
            severity=_severity(item),
            description=_description(item),
            metadata={
                "suite": item.suite,
                "status": item.status,
                "severity": item.severity,
                "effect": item.effect,
                "evaluated": item.evaluated,
                "unexpected": item.unexpected_count,
                **({"documents": list(item.document_ids)} if item.document_ids else {}),
                **({"failing_rows": _table(item)} if item.failing_rows else {}),
                **({"problem": item.problem} if item.problem else {}),
                **(metadata or {}),
            },
        )
    yield dg.AssetCheckResult(
        passed=report.is_open,
        asset_key=_asset(asset, "gate"),
        check_name=GATE_CHECK,
        description=f"{report.why_zh}\n\n{report.why_en}",
        metadata={"decision": report.decision, "held_back": report.held_back, **(metadata or {})},
    )


def _asset(asset: AssetOfSuite, suite_key: str) -> dg.AssetKey:
    found = asset(suite_key) if callable(asset) else asset
    return found if isinstance(found, dg.AssetKey) else dg.AssetKey.from_user_string(found)


def _severity(item: ExpectationResult) -> dg.AssetCheckSeverity:
    if item.is_blocking or item.status == "broken":
        return dg.AssetCheckSeverity.ERROR
    return DAGSTER_SEVERITIES[item.severity]


def _description(item: ExpectationResult) -> str:
    found = {
        "passed": f"{item.evaluated} looked at, all hold.",
        "failed": f"{item.unexpected_count} of {item.evaluated} do not hold.",
        "not_applicable": "Not applicable: nothing to look at.",
        "broken": f"Could not be evaluated: {item.problem}",
    }[item.status]
    return f"{item.sentence_zh}\n\n{item.sentence_en}\n\n{found}"


def _table(item: ExpectationResult) -> dg.TableMetadataValue:
    records = [
        dg.TableRecord({key: value if isinstance(value, _ROW_TYPES) else _text(value) for key, value in row.items()})
        for row in item.failing_rows
    ]
    names = dict.fromkeys(key for row in item.failing_rows for key in row)
    schema = dg.TableSchema(columns=[dg.TableColumn(name, "string") for name in names])
    return dg.MetadataValue.table(records=records, schema=schema)


def _text(value: object) -> str:
    if value is None:
        return ""
    return ", ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)
