"""Asset check ``disclosed_in_time``: whether every report that should be out by now is here.

Belongs here: asking the published warehouse, and telling Dagster. Who should have published by when is ``rpt_disclosure``'s business.
"""

from __future__ import annotations

import dagster as dg
import duckdb

from pipelines.defs.published_warehouse import published_warehouse
from pipelines.settings import Settings

_MOST_LISTED = 50
#: As of today, not of the day of publication: a last day passes without a run.
_OVERDUE = """
select body_name, division_name, fiscal_year, report_kind, due_on
from rpt_disclosure
where due_on < current_date and disclosure_status in ('absent', 'not_yet_due')
order by due_on, division_name, body_name
"""


@dg.asset_check(
    asset=published_warehouse,
    name="disclosed_in_time",
    description="是否按期公开. Every report that is expected and whose last day is over is here. Fails as a warning: a report may be out and not be fetched yet.",
)
def disclosed_in_time() -> dg.AssetCheckResult:
    """List the reports that are overdue, the longest first."""
    path = Settings.load().published_path
    if not path.exists():
        return dg.AssetCheckResult(passed=True, metadata={"overdue": 0, "note": "nothing is published yet"})
    with duckdb.connect(str(path), read_only=True) as connection:
        connection.execute("set TimeZone = 'Asia/Shanghai'")
        rows = connection.execute(_OVERDUE).fetchall()
    columns = ("body", "division", "year", "kind", "due")
    listed = [
        dg.TableRecord({name: str(value) for name, value in zip(columns, row, strict=True)})
        for row in rows[:_MOST_LISTED]
    ]
    return dg.AssetCheckResult(
        passed=not rows,
        severity=dg.AssetCheckSeverity.WARN,
        metadata={
            "overdue": len(rows),
            "longest": dg.MetadataValue.table(listed, dg.TableSchema([dg.TableColumn(name) for name in columns])),
        },
    )
