"""One candidate for the suites: what dbt builds from hand-typed reports, made whole where those leave pages out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from tests.dbt.conftest import build_folder
from tests.dbt.relocated import relocate
from tests.expectations.whole import make_whole

__all__ = ["build_folder"]


@pytest.fixture(scope="session")
def candidate(build_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A candidate on which every structural expectation holds."""
    built = relocate(build_folder, tmp_path_factory.mktemp("suites"))
    make_whole(built)
    return built.candidate


@pytest.fixture(scope="session")
def connection(candidate: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The candidate, to be broken within a transaction that is rolled back."""
    with duckdb.connect(str(candidate)) as opened:
        yield opened


@pytest.fixture
def broken(connection: duckdb.DuckDBPyConnection) -> Iterator[duckdb.DuckDBPyConnection]:
    """The candidate within a transaction: whatever a test does to it is undone."""
    connection.begin()
    try:
        yield connection
    finally:
        connection.rollback()
