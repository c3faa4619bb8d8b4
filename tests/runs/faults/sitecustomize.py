"""Faults put into the program from outside: Python imports this before anything else where this folder is on its path.

Belongs here: one document's diagnosis never ends (YUSUAN_FAULT_DIAGNOSIS names it), another's reading eats memory
(YUSUAN_FAULT_READING). The program has no switch for either.
"""

from __future__ import annotations

import os
from typing import Any

_ENDLESS, _GREEDY = os.environ.get("YUSUAN_FAULT_DIAGNOSIS"), os.environ.get("YUSUAN_FAULT_READING")

if _ENDLESS:
    from pipelines.diagnosis import side_by_side

    _diagnose = side_by_side.diagnose_rows

    def _never_ending(rows: Any) -> Any:
        while any(row["document_id"] == _ENDLESS for row in rows.checks):
            pass
        return _diagnose(rows)

    side_by_side.diagnose_rows = _never_ending

if _GREEDY:
    from pipelines.reports import report

    _read = report.read_report

    def _eating(document: Any, facts: Any) -> Any:
        eaten = []
        while facts.document_id == _GREEDY:
            eaten.append(bytearray(50_000_000))
        return _read(document, facts)

    report.read_report = _eating
