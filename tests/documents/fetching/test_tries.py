"""Tries are kept from run to run, the last ones of each address."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from pipelines.documents.fetching.tries import Try, last_tries, read_tries, write_tries

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def test_what_is_written_is_read_again_oldest_first(tmp_path: Path) -> None:
    path = tmp_path / "fetches.parquet"
    late = Try("http://a/1", NOON + timedelta(hours=1), 1, "fetched", 20, file_name="a.pdf", document_id="0" * 64)
    early = Try("http://a/1", NOON, 1, "failed", 10, problem_code="no_answer", problem_zh="无", problem_en="none")
    write_tries(path, [late, early])
    assert read_tries(path) == [early, late]
    assert last_tries(read_tries(path)) == {"http://a/1": late}


def test_a_record_that_is_not_there_or_none_says_nothing(tmp_path: Path) -> None:
    assert read_tries(None) == [] == read_tries(tmp_path / "fetches.parquet")
    (tmp_path / "fetches.parquet").write_bytes(b"damaged")
    assert read_tries(tmp_path / "fetches.parquet") == []


def test_old_tries_of_an_address_go_and_those_of_others_stay(tmp_path: Path) -> None:
    path = tmp_path / "fetches.parquet"
    other = Try("http://b", NOON - timedelta(days=900), 1, "fetched", 1)
    write_tries(path, [other, *(Try("http://a", NOON + timedelta(days=day), 1, "unchanged", 1) for day in range(100))])
    kept = read_tries(path)
    assert kept[0] == other and len(kept) == 31 and kept[-1].started_at == NOON + timedelta(days=99)
