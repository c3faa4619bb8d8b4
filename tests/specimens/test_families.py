"""Every layout family: typeset, extracted, read; what is read is compared by meaning with the money it was made from."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from pipelines.extraction import extract_document
from pipelines.reports import read_report
from pipelines.reports.facts import FileFacts
from specimens.families import STYLES, Family, clean_report
from specimens.families.sheet import WHOLE, Expected
from specimens.typeset import LOOKS, typeset

Tables = dict[str, list[dict[str, Any]]]


def read(family: Family, folder: Path) -> Tables:
    """The hand-over of the typeset report, as rows."""
    path = folder / "report.pdf"
    path.write_bytes(typeset(family.report, LOOKS[family.style.look]).pdf)
    document = extract_document(path, "f" * 64)
    assert {page.conservation.status for page in document.pages} <= {"holds", "no_tables"}
    facts = FileFacts("report.pdf", document.document_id, None, None, len(document.pages), "born_digital")
    return {name: table.to_pylist() for name, table in read_report(document, facts).items()}


def amounts(tables: Tables) -> Counter[Expected]:
    """Every amount read, zeros left out."""
    kinds = {table["table_id"]: table["table_kind"] for table in tables["printed_tables"]}
    rows = {row["row_id"]: row for row in tables["rows"]}
    found: Counter[Expected] = Counter()
    for line in tables["lines"]:
        if not line["value"]:
            continue
        row, measure = rows[line["row_id"]], line["measure_key"]
        key = row["function_code"] or row["economic_code"] or row["row_key"]
        key = key or ("total" if row["row_kind"] == "total" else row["unit_name_printed"] or row["label_printed"])
        amount = Decimal(line["value"]) * (line["unit_multiplier"] or 0)
        found[kinds[line["table_id"]] or "?", str(key), "whole" if measure in WHOLE else str(measure), amount] += 1
    return found


@pytest.mark.parametrize("name", STYLES)
def test_a_family_is_read_whole_and_right(name: str, tmp_path: Path) -> None:
    family = clean_report(name, seed=sum(map(ord, name)))
    tables = read(family, tmp_path)
    (document,) = tables["documents"]
    assert (document["issuer_name"], document["fiscal_year"], document["report_kind"]) == (
        family.issuer, family.fiscal_year, family.report_kind,
    )  # fmt: skip
    printed = tables["printed_tables"]
    assert [table["table_kind"] for table in printed] == family.kinds
    assert {table["unit_label"] for table in printed} == {family.style.unit}
    assert [table["hold_reason"] for table in printed] == [None] * len(printed)
    assert printed[-1]["is_empty"]
    found = amounts(tables)
    assert found - family.expected == Counter(), "read, but not printed so"
    assert family.expected - found == Counter(), "printed, but not read so"
