"""The hand-over on disk: the contract's exact schema, and a folder that is complete or not there."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from pipelines.contract.parquet import read_hand_over, to_hand_over, write_hand_over
from pipelines.contract.tables import TABLES

TERM = {"document_id": "d", "term_no": 1, "page_no": 2, "term": "“三公”经费", "definition": "…"}


def test_what_is_written_is_read_with_the_contracts_schema(tmp_path: Path) -> None:
    folder = tmp_path / "documents" / "d-1"
    write_hand_over(to_hand_over({"terms": [TERM]}), folder)
    assert sorted(path.stem for path in folder.iterdir()) == sorted(TABLES)
    for name, table in TABLES.items():
        assert pq.read_schema(folder / f"{name}.parquet").equals(table.arrow_schema), name
    assert read_hand_over(folder)["terms"].to_pylist()[0]["term"] == "“三公”经费"
    assert [path.name for path in tmp_path.iterdir()] == ["documents"]


def test_an_older_folder_is_replaced_as_a_whole(tmp_path: Path) -> None:
    folder = tmp_path / "documents" / "d-1"
    write_hand_over(to_hand_over({"terms": [TERM]}), folder)
    write_hand_over(to_hand_over({}), folder)
    assert read_hand_over(folder)["terms"].num_rows == 0


def test_a_failing_write_leaves_the_older_folder_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "documents" / "d-1"
    write_hand_over(to_hand_over({"terms": [TERM]}), folder)

    def full(*_: object, **__: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr("pipelines.contract.parquet.pq.write_table", full)
    with pytest.raises(OSError, match="disk full"):
        write_hand_over(to_hand_over({}), folder)
    assert read_hand_over(folder)["terms"].num_rows == 1
    assert [path.name for path in tmp_path.iterdir()] == ["documents"]


def test_what_a_killed_run_left_behind_is_cleared_away(tmp_path: Path) -> None:
    folder = tmp_path / "documents" / "d-1"
    (tmp_path / ".d-1.0123abcd.part").mkdir(parents=True)
    write_hand_over(to_hand_over({}), folder)
    assert [path.name for path in tmp_path.iterdir()] == ["documents"]


@pytest.mark.parametrize(
    ("records", "message"),
    [
        ({"term": [TERM]}, "no such tables"),
        ({"terms": [TERM | {"colour": "red"}]}, "no such columns"),
        ({"terms": [{**TERM, "term": None}]}, r"terms\.term is required"),
        ({"printed_tables": [{"table_id": "t", "unit_source": "guessed"}]}, "required|allowed"),
    ],
)
def test_records_that_break_the_contract_are_refused(records: dict[str, list[dict[str, object]]], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        to_hand_over(records)


def test_money_stays_decimal() -> None:
    line = {
        "line_id": "l", "row_id": "r", "table_id": "t", "document_id": "d", "cell_id": "c", "page_no": 1, "col_no": 3,
        "header_path": "合计", "value_type": "money", "value_state": "printed", "value": Decimal("32852.053832"),
        "is_flagged": False,
    }  # fmt: skip
    assert to_hand_over({"lines": [line]})["lines"].to_pylist()[0]["value"] == Decimal("32852.053832")


def test_a_folder_with_a_missing_table_is_no_hand_over(tmp_path: Path) -> None:
    folder = tmp_path / "documents" / "d-1"
    write_hand_over(to_hand_over({}), folder)
    (folder / "lines.parquet").unlink()
    with pytest.raises(FileNotFoundError, match=r"lines\.parquet"):
        read_hand_over(folder)
