"""Any declared suite as Dagster asset checks: their specs, their results, and what they say of each partition.

Belongs here: the mapping, and nothing about any particular suite or rule. Which asset the checks hang on, and the op
that runs them, belong in ``pipelines.defs``. One check more than there are expectations says whether the gate is open:
it blocks whatever closed it, also an expectation that could not be evaluated.

    @dg.multi_asset_check(specs=check_specs(declared_suites(), declared_policy(), asset="candidate"))
    def suites():
        yield from check_results(run_suites(candidate, data_docs_dir), asset="candidate", data_docs_url=...)
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import dagster as dg

from pipelines.quality.declare import Severity, Suite, check_name
from pipelines.quality.gate import ExpectationResult, GateReport
from pipelines.quality.plain_markdown import as_plain_markdown
from pipelines.quality.policy import Policy

#: Dagster knows two severities; it blocks only on ERROR, so a blocking expectation is always ERROR.
DAGSTER_SEVERITIES: dict[Severity, dg.AssetCheckSeverity] = {
    "error": dg.AssetCheckSeverity.ERROR,
    "warning": dg.AssetCheckSeverity.WARN,
    "info": dg.AssetCheckSeverity.WARN,
}
#: The gate's own decision as a check, beside those of the expectations.
GATE_CHECK = "gate__is_open"
#: What all suites say of one document, on the asset that documents are the partitions of.
PARTITION_CHECK = "expectations_hold"
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
    report: GateReport,
    *,
    asset: AssetOfSuite,
    data_docs_url: str | None = None,
    metadata: dict[str, Any] | None = None,
) -> Iterator[dg.AssetCheckResult]:
    """One result an expectation: severity, counts, documents, failing rows as a table, a link; then the gate's decision.

    ``data_docs_url`` is where the pages of this report are served that the results link; ``metadata`` joins that of each result.
    """
    for item in report.results:
        yield dg.AssetCheckResult(
            passed=item.success,
            asset_key=_asset(asset, item.suite),
            check_name=item.name,
            severity=_severity(item, report),
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
                **_link(data_docs_url, item.name),
                **(metadata or {}),
            },
        )
    yield dg.AssetCheckResult(
        passed=report.is_open,
        asset_key=_asset(asset, "gate"),
        check_name=GATE_CHECK,
        description=as_plain_markdown(f"{report.why_zh}\n\n{report.why_en}"),
        metadata={
            "decision": report.decision,
            "held_back": dg.MetadataValue.json(_kept_back(report)),
            **_link(data_docs_url),
            **(metadata or {}),
        },
    )


def partition_spec(
    asset: AssetOfSuite, partitions_def: dg.PartitionsDefinition, additional_deps: Sequence[Any] = ()
) -> dg.AssetCheckSpec:
    """The check that tells what all suites say of one partition, a document, on the asset partitioned by documents."""
    with warnings.catch_warnings():
        # Dagster previews checks of partitions; the lock pins the version that the tests hold this to.
        warnings.simplefilter("ignore", dg.PreviewWarning)
        return dg.AssetCheckSpec(
            PARTITION_CHECK,
            asset=_asset(asset, "partition"),
            description="对这一份文件，各检验项是否都成立。\n\nWhether every expectation holds for this one document.",
            partitions_def=partitions_def,
            additional_deps=additional_deps,
        )


def partition_evaluation(
    report: GateReport,
    document_id: str,
    partition: str,
    *,
    asset: AssetOfSuite,
    held_back: str | None = None,
    data_docs_url: str | None = None,
) -> dg.AssetCheckEvaluation:
    """What the report says of one document, as the evaluation of its partition.

    ``held_back`` is the reason if the document was left out: then the report was made without it.
    """
    failed = [item for item in report.results if document_id in item.document_ids]
    rows = [
        dg.TableRecord({"expectation": item.name, "severity": item.severity, "what": item.sentence_zh, "row": shown})
        for item in failed
        for shown in _rows_of(item, document_id)
    ]
    columns = [dg.TableColumn(name, "string") for name in ("expectation", "severity", "what", "row")]
    is_error = held_back is not None or any(_severity(item, report) is dg.AssetCheckSeverity.ERROR for item in failed)
    return dg.AssetCheckEvaluation(
        asset_key=_asset(asset, "partition"),
        check_name=PARTITION_CHECK,
        passed=not failed and held_back is None,
        severity=dg.AssetCheckSeverity.ERROR if is_error else dg.AssetCheckSeverity.WARN,
        description=as_plain_markdown(held_back or "")
        or f"{len(failed)} of {len(report.results)} expectations do not hold for this document.",
        partition=partition,
        metadata={
            "document_id": dg.MetadataValue.text(document_id),
            "evaluated": dg.MetadataValue.int(len(report.results)),
            "unexpected": dg.MetadataValue.int(len(failed)),
            "failing_rows": dg.MetadataValue.table(rows, dg.TableSchema(columns=columns)),
            **_link(data_docs_url),
        },
    )


def _kept_back(report: GateReport) -> dict[str, dict[str, str]]:
    blamed = report.blamed
    return {
        "documents": {key: str(reason) for key, reason in blamed.documents.items()},
        "tables": {table_id: str(reason) for (_, table_id), reason in blamed.tables.items()},
        "rules": {key: str(reason) for key, reason in blamed.rules.items()},
    }


def _rows_of(item: ExpectationResult, document_id: str) -> list[str]:
    """The failing rows of one document, each on a line; one empty line if the rows kept are of others."""
    mine = [row for row in item.failing_rows if row.get("document_id") == document_id]
    return [
        "; ".join(f"{key}: {_text(value)}" for key, value in row.items() if key != "document_id") for row in mine
    ] or [""]


def _link(data_docs_url: str | None, name: str | None = None) -> dict[str, dg.MetadataValue[Any]]:
    if data_docs_url is None:
        return {}
    page = f"{data_docs_url}/index.html"
    return {"data_docs": dg.MetadataValue.url(f"{page}#{name}" if name else page)}


def _asset(asset: AssetOfSuite, suite_key: str) -> dg.AssetKey:
    found = asset(suite_key) if callable(asset) else asset
    return found if isinstance(found, dg.AssetKey) else dg.AssetKey.from_user_string(found)


def _severity(item: ExpectationResult, report: GateReport) -> dg.AssetCheckSeverity:
    """Dagster blocks what a failing ERROR is in the way of: only what must not be published as it is may be one."""
    if item.stops or item.keeps_back - report.settled:
        return dg.AssetCheckSeverity.ERROR
    if item.is_blocking:
        return dg.AssetCheckSeverity.WARN
    if item.status == "broken":
        return dg.AssetCheckSeverity.ERROR
    return DAGSTER_SEVERITIES[item.severity]


def _description(item: ExpectationResult) -> str:
    found = {
        "passed": f"{item.evaluated} looked at, all hold.",
        "failed": f"{item.unexpected_count} of {item.evaluated} do not hold.",
        "not_applicable": "Not applicable: nothing to look at.",
        "broken": f"Could not be evaluated: {as_plain_markdown(item.problem or '')}",
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
