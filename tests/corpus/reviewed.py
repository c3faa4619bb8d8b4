"""Disagreements of real reports that a person looked up on the rendered page: reading the list, and what a check says.

Belongs here: the shape of ``reviewed_findings.csv`` (severity error) and ``reviewed_notices.csv`` (warnings and notices). Columns:
file_name, rule_id, page_no, left and right side as the check has them (texts to eighty characters), note (what the page shows).
Every row is a real disagreement in the report.
"""

from __future__ import annotations

import csv
from collections import Counter
from decimal import Decimal
from pathlib import Path

Failure = tuple[str, str, int, Decimal, Decimal]
Notice = tuple[str, str, str, int, str, str]
_LIST = Path(__file__).with_name("reviewed_findings.csv")
_NOTICES = Path(__file__).with_name("reviewed_notices.csv")


def reviewed_failures() -> Counter[Failure]:
    """The checks of severity error that fail rightly, with how often each does."""
    with _LIST.open(encoding="utf-8", newline="") as stream:
        return Counter(
            failure(row["file_name"], row["rule_id"], int(row["page_no"]), row["left_value"], row["right_value"])
            for row in csv.DictReader(stream)
        )


def failure(
    file_name: str, rule_id: str, page_no: int, left: str | Decimal | None, right: str | Decimal | None
) -> Failure:
    """One failed check in the shape the list is compared in: values to two decimals, 0 for a side that is words."""
    cent = Decimal("0.01")
    return file_name, rule_id, page_no, Decimal(left or 0).quantize(cent), Decimal(right or 0).quantize(cent)


def reviewed_notices() -> Counter[Notice]:
    """The checks of a lower severity that fail rightly."""
    with _NOTICES.open(encoding="utf-8", newline="") as stream:
        return Counter(
            (row["file_name"], row["rule_id"], row["severity"], int(row["page_no"]), row["left"], row["right"])
            for row in csv.DictReader(stream)
        )
