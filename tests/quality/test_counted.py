"""Counts kept for the run after come back as they were; a damaged file is none, and another query has none."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.quality.counted import DocumentCount, read_counts, write_counts
from tests.quality import toy

COUNTS = st.dictionaries(
    st.sampled_from(["", "a" * 64, "b" * 64, "文件"]), st.builds(DocumentCount, st.integers(0, 9), st.integers(0, 9))
)


@given(COUNTS, COUNTS)
def test_they_come_back_as_they_were(
    tmp_path_factory: pytest.TempPathFactory, one: dict[str, DocumentCount], other: dict[str, DocumentCount]
) -> None:
    path = tmp_path_factory.mktemp("counts") / "counts.npz"
    write_counts(path, [(toy.AMOUNTS, one), (toy.NAMED, other)])
    counted = read_counts(path)
    assert counted is not None
    assert counted.counts_of(toy.AMOUNTS) == one
    assert counted.counts_of(toy.NAMED) == other


def test_another_query_was_not_counted(tmp_path: Path) -> None:
    write_counts(tmp_path / "c.npz", [(toy.AMOUNTS, {"a": DocumentCount(1, 0)})])
    counted = read_counts(tmp_path / "c.npz")
    assert counted is not None
    assert counted.counts_of(replace(toy.AMOUNTS, population="select 1")) is None
    assert counted.counts_of(toy.NAMED) is None


def test_a_damaged_file_and_none_are_nothing(tmp_path: Path) -> None:
    path = tmp_path / "c.npz"
    assert read_counts(path) is None
    write_counts(path, [(toy.AMOUNTS, {"a": DocumentCount(1, 0)})])
    path.write_bytes(path.read_bytes()[:-40])
    assert read_counts(path) is None
    path.write_bytes(b"")
    assert read_counts(path) is None
