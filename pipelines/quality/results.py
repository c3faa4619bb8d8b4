"""Results of the gate as rows of the warehouse: ``rpt_expectation_result``.

Belongs here: that table's definition, descriptions and writing. Which results there are is the gate's business.
"""

from __future__ import annotations

import json
from pathlib import Path

from pipelines.contract.described import DescribedTable
from pipelines.contract.sql import connect
from pipelines.quality.gate import GateReport

#: Column, DuckDB type, description.
_COLUMNS: tuple[tuple[str, str, str], ...] = (
    ("run_id", "varchar not null", "运行标识. Run that built and judged this warehouse."),
    ("suite", "varchar not null", "检验组. Suite: the subject the expectation belongs to."),
    ("expectation_key", "varchar not null", "检验项. Key of the expectation within its suite."),
    ("severity", "varchar not null", "严重程度. error, warning or info."),
    (
        "effect",
        "varchar not null",
        "处置. What a failure does: stop (publish nothing), hold_back (leave the document out), hold_table (leave the table out), "
        "switch_off (the rule counts for nothing) or flag (publish, show).",
    ),
    ("is_blocking", "boolean not null", "是否阻断发布. True if a failure keeps something from being published."),
    ("status", "varchar not null", "结论. passed, failed, not_applicable (nothing to look at) or broken."),
    ("evaluated_count", "bigint not null", "检查行数. Rows looked at."),
    ("unexpected_count", "bigint not null", "不符行数. Rows that do not hold."),
    ("failed_document_ids", "varchar[] not null", "不符文件. Documents with a row that does not hold."),
    ("failing_rows", "json not null", "不符明细. Up to 20 failing rows as a JSON list: place, page, both figures."),
    ("sentence_zh", "varchar not null", "检验内容. What must hold, in Chinese."),
    ("sentence_en", "varchar not null", "检验内容（英文）. What must hold, in English."),
    ("problem", "varchar", "故障. Why it could not be evaluated; null unless broken."),
)
RESULTS = DescribedTable(
    "rpt_expectation_result",
    "检验结果. What every expectation found in this warehouse. One row per run and expectation.",
    _COLUMNS,
)


def write_results(candidate: Path, report: GateReport, run_id: str | None = None) -> int:
    """Write the report's results into the candidate as table ``rpt_expectation_result``, replacing it whole.

    ``run_id`` overrides the report's. The change is one transaction: the table is whole or not there. Returns the
    number of rows. Raises ``duckdb.Error`` if the candidate cannot be written.
    """
    rows = [
        (
            run_id or report.run_id,
            item.suite,
            item.expectation_key,
            item.severity,
            item.effect,
            item.is_blocking,
            item.status,
            item.evaluated,
            item.unexpected_count,
            list(item.document_ids),
            json.dumps(item.failing_rows, ensure_ascii=False),
            item.sentence_zh,
            item.sentence_en,
            item.problem,
        )
        for item in report.results
    ]
    with connect(candidate) as connection:
        connection.begin()
        RESULTS.create(connection)
        connection.execute(f"alter table main.{RESULTS.name} add primary key (run_id, suite, expectation_key)")
        RESULTS.insert(connection, rows)
        connection.commit()
    return len(rows)
