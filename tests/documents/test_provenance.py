"""The record of where files came from: damage is told, good lines are never lost."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipelines.documents.provenance import Provenance, problems_of_provenance, read_provenance, remember

NOON = datetime(2026, 11, 27, 12, tzinfo=UTC)
HEADER = "file_name,url,retrieved_at\n"
GOOD = f"预算.pdf,http://a/1,{NOON.isoformat()}\n"


def test_what_is_remembered_is_read_again(tmp_path: Path) -> None:
    remember(tmp_path, "b, 决算.pdf", Provenance("http://a/?x=1,2", NOON))
    remember(tmp_path, "a.pdf", Provenance("http://a", NOON))
    assert read_provenance(tmp_path) == {
        "b, 决算.pdf": Provenance("http://a/?x=1,2", NOON),
        "a.pdf": Provenance("http://a", NOON),
    }
    assert problems_of_provenance(tmp_path) == ()
    assert [path.name for path in tmp_path.iterdir()] == ["provenance.csv"]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (b"a.pdf,http://a,2026/11/27 8:00\n", "no time"),
        (b"a.pdf,http://a\n", "has no retrieved_at"),
        (b'"a.pdf,http://a,2026-11-27T08:00:00+00:00\n', "not closed"),
        (b"\xd4\xa4\xff.pdf,http://a,2026-11-27T08:00:00+00:00\n", "no text"),
        (b"a\0.pdf,http://a,2026-11-27T08:00:00+00:00\n", "zero bytes"),
    ],
)
def test_a_damaged_line_is_told_and_no_good_one_is_lost(tmp_path: Path, line: bytes, words: str) -> None:
    path = tmp_path / "provenance.csv"
    damaged = HEADER.encode() + line + GOOD.encode()
    path.write_bytes(damaged)
    assert read_provenance(tmp_path) == {"预算.pdf": Provenance("http://a/1", NOON)}
    (problem,) = problems_of_provenance(tmp_path)
    assert problem.line_no == 2 and words in problem.words
    remember(tmp_path, "new.pdf", Provenance("http://a/2", NOON))
    assert read_provenance(tmp_path).keys() == {"预算.pdf", "new.pdf"}
    assert problems_of_provenance(tmp_path) == ()
    (aside,) = tmp_path.glob("provenance.damaged-*.csv")
    assert aside.read_bytes() == damaged


def test_a_time_without_a_zone_is_utc(tmp_path: Path) -> None:
    (tmp_path / "provenance.csv").write_text(f"{HEADER}a.pdf,http://a,2026-11-27T12:00:00\n", encoding="utf-8")
    assert read_provenance(tmp_path)["a.pdf"].retrieved_at == NOON


@pytest.mark.parametrize("make", [os.mkfifo, lambda path: path.write_bytes(b"\xff\xfe\x00"), Path.mkdir])
def test_a_record_that_is_none_stops_nothing(tmp_path: Path, make: Callable[[Path], object]) -> None:
    make(tmp_path / "provenance.csv")
    assert read_provenance(tmp_path) == {}
    assert len(problems_of_provenance(tmp_path)) == 1
    remember(tmp_path, "a.pdf", Provenance("http://a", NOON))
    assert read_provenance(tmp_path).keys() == {"a.pdf"}


def test_a_record_that_cannot_be_written_is_an_error_for_the_caller(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file"):
        remember(tmp_path / "missing", "a.pdf", Provenance("http://a", NOON))
