"""The table of findings as Arrow, typed even when empty.

Belongs here: the columns of ``int_finding``. Their descriptions are in the model's YAML.
"""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa

from pipelines.diagnosis.finding import Finding

SCHEMA = pa.schema(
    [
        pa.field("finding_id", pa.string()),
        pa.field("document_id", pa.string()),
        pa.field("severity", pa.string()),
        pa.field("diagnosis_kind", pa.string()),
        pa.field("verdict", pa.string()),
        pa.field("is_proven", pa.bool_()),
        pa.field("table_id", pa.string()),
        pa.field("table_kind", pa.string()),
        pa.field("page_nos", pa.list_(pa.int32())),
        pa.field("title_zh", pa.string()),
        pa.field("title_en", pa.string()),
        pa.field("explanation_zh", pa.string()),
        pa.field("explanation_en", pa.string()),
        pa.field("rule_ids", pa.list_(pa.string())),
        pa.field("check_ids", pa.list_(pa.string())),
        pa.field("check_count", pa.int32()),
        pa.field("closes_count", pa.int32()),
        pa.field("suggested_changes", pa.string()),
        pa.field("evidence_cell_ids", pa.list_(pa.string())),
        pa.field("structure_tried_count", pa.int32()),
        pa.field("structure_closed_count", pa.int32()),
    ]
)


def findings_table(findings: Sequence[Finding]) -> pa.Table:
    """The findings as one Arrow table of :data:`SCHEMA`."""
    return pa.Table.from_pylist([finding.as_row() for finding in findings], schema=SCHEMA)
