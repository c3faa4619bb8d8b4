"""What is kept back: how it adds up, what dbt is told of it, and what is remembered."""

from __future__ import annotations

import json

import duckdb

from pipelines.contract.holds import Holds, Reason, remembered_holds, write_holds
from pipelines.settings import Settings

WHY, OTHER = Reason("合计不平。", "The sums fail."), Reason("另有原因。", "Another reason.")
ALL = Holds({"d": WHY}, {("e", "e-t1"): WHY}, {"total_of_classes": WHY})


def _rows(settings: Settings, name: str, columns: str) -> list[tuple[object, ...]]:
    return duckdb.sql(f"select {columns} from '{settings.hand_over_dir}/{name}.parquet' order by all").fetchall()


def test_holds_are_written_for_dbt(settings: Settings) -> None:
    write_holds(settings, ALL, "code 1")
    reason = "合计不平。 / The sums fail."
    assert _rows(settings, "holds", "document_id, table_id, hold_reason") == [
        ("d", None, reason),
        ("e", "e-t1", reason),
    ]
    assert _rows(settings, "switched_off_rules", "rule_id, reason_zh, reason_en") == [
        ("total_of_classes", "合计不平。", "The sums fail.")
    ]


def test_nothing_kept_back_is_two_empty_tables(settings: Settings) -> None:
    write_holds(settings, ALL, "code 1")
    write_holds(settings, Holds(), "code 1")
    assert _rows(settings, "holds", "*") == [] and _rows(settings, "switched_off_rules", "*") == []
    assert remembered_holds(settings, "code 1") == Holds()


def test_documents_tables_and_rules_are_remembered_and_keep_their_date(settings: Settings) -> None:
    write_holds(settings, ALL, "code 1")
    (first,) = _rows(settings, "switched_off_rules", "switched_off_at")
    write_holds(settings, ALL | Holds({"f": OTHER}), "code 1")
    assert remembered_holds(settings, "code 1") == ALL | Holds({"f": OTHER})
    assert _rows(settings, "switched_off_rules", "switched_off_at") == [first]
    assert len({held_at for (held_at,) in _rows(settings, "holds", "held_at")}) == 2


def test_other_code_must_look_for_itself(settings: Settings) -> None:
    write_holds(settings, ALL, "code 1")
    assert remembered_holds(settings, "code 2") == Holds()


def test_notes_of_an_older_program_count_for_nothing_and_break_nothing(settings: Settings) -> None:
    settings.held_back_path.parent.mkdir(parents=True, exist_ok=True)
    older = {"document_id": "d", "hold_reason": "reason", "held_at": "2025-01-01T00:00:00+00:00", "made_by": "code 1"}
    settings.held_back_path.write_text(json.dumps([older]))
    assert remembered_holds(settings, "code 1") == Holds()
    write_holds(settings, ALL, "code 1")
    assert remembered_holds(settings, "code 1") == ALL


def test_of_two_reasons_the_first_stays() -> None:
    assert (Holds({"d": WHY}) | Holds({"d": OTHER, "e": OTHER})).documents == {"d": WHY, "e": OTHER}


def test_what_is_kept_back_already_is_taken_away_and_a_table_goes_with_its_document() -> None:
    assert ALL - Holds({"e": OTHER}) == Holds({"d": WHY}, {}, {"total_of_classes": WHY})
    assert ALL - Holds(tables={("e", "e-t1"): OTHER}, rules={"total_of_classes": OTHER}) == Holds({"d": WHY})
    assert not ALL - ALL and ALL - Holds() == ALL
