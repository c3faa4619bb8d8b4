"""The diagnosis as dbt's Python model ``int_finding`` calls it: relations in, an Arrow table of findings out.

Belongs here: choosing the documents in which something fails and laying their rows out for the workers. dbt's process holds the
database; the workers get files and never open it.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa

from pipelines.diagnosis.side_by_side import INPUTS, Diagnosed, diagnose_side_by_side
from pipelines.diagnosis.store import SCHEMA
from pipelines.workers import Budgets

#: Where findings are kept from run to run; unset (a review) keeps none.
KEPT_VARIABLE = "YUSUAN_FINDINGS_KEPT"
#: Set where somebody listens to standard output for news: lines that begin with this word.
NEWS_VARIABLE = "YUSUAN_NEWS"
NEWS_PREFIX = "yusuan-news: "
_ROWS_A_GROUP = 20_000
#: Rows of so many documents are sorted and laid out at a time: DuckDB shares its memory with whatever else dbt builds just then.
_DOCUMENTS_A_FILE = 500


def findings_of(relations: Mapping[str, Any]) -> pa.Table:
    """Return the findings of all documents with a failing check; ``relations`` are DuckDB's, by model name (``INPUTS``)."""
    failing = relations[INPUTS["checks"]].filter("status = 'failed'").project("document_id").distinct()
    document_ids = sorted(row[0] for row in failing.fetchall())
    if not document_ids:
        return SCHEMA.empty_table()
    kept = os.environ.get(KEPT_VARIABLE, "")
    findings: list[Mapping[str, Any]] = []
    with tempfile.TemporaryDirectory(prefix="diagnosis-", dir=_work_dir()) as name:
        inputs = Path(name)
        _lay_out(relations, document_ids, inputs)
        budget = Budgets.load().diagnosis
        for done in diagnose_side_by_side(inputs, document_ids, budget, Path(kept) if kept else None):
            findings += done.findings
            _tell(done, len(document_ids))
    findings.sort(key=lambda row: (row["document_id"], row["finding_id"]))
    return pa.Table.from_pylist(findings, schema=SCHEMA)


def _lay_out(relations: Mapping[str, Any], document_ids: Sequence[str], inputs: Path) -> None:
    """Write each part's rows into its folder of ``inputs``, sorted by document within each file."""
    for part, model in INPUTS.items():
        folder = inputs / part
        folder.mkdir()
        if part == "rules":
            relations[model].to_parquet(str(folder / "all.parquet"))
            continue
        for start in range(0, len(document_ids), _DOCUMENTS_A_FILE):
            listed = ", ".join(f"'{key}'" for key in document_ids[start : start + _DOCUMENTS_A_FILE])
            rows = relations[model].filter(f"document_id in ({listed})").order("document_id")
            rows.to_parquet(str(folder / f"{start:06}.parquet"), row_group_size=_ROWS_A_GROUP)


def _work_dir() -> str | None:
    candidate = os.environ.get("YUSUAN_CANDIDATE", "")
    folder = Path(candidate).parent if candidate else None
    return str(folder) if folder is not None and folder.is_dir() else None


def _tell(done: Diagnosed, document_count: int) -> None:
    if not os.environ.get(NEWS_VARIABLE):
        return
    outcome = done.outcome
    news = {
        "document_id": done.document_id,
        "document_count": document_count,
        "seconds": outcome.seconds,
        "cpu_seconds": outcome.cpu_seconds,
        "peak_mb": outcome.peak_mb,
        "outcome": "done" if outcome.problem is None else outcome.problem.kind,
    }
    # The whole line at once: dbt writes to the same stream.
    sys.stdout.write(f"{NEWS_PREFIX}{json.dumps(news)}\n")
    sys.stdout.flush()
