"""Both corpora in one raw folder, through the main job as a user starts it: made once for all tests that look at what is published."""

from __future__ import annotations

import hashlib
import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq
import pytest

from tests.runs.main_job import run


@dataclass(frozen=True)
class CorpusRun:
    """A run over real reports: raw folder, warehouse folder, exit status, what was printed."""

    raw: Path
    warehouse_dir: Path
    status: int
    printed: str

    @property
    def warehouse(self) -> Path:
        """The published file."""
        return self.warehouse_dir / "yusuan.duckdb"

    def ask(self, query: str, *parameters: object) -> list[tuple[Any, ...]]:
        """Return the rows of a query on what is published."""
        with duckdb.connect(str(self.warehouse), read_only=True) as connection:
            return connection.execute(query, list(parameters)).fetchall()

    def reading(self, path: Path) -> dict[str, list[dict[str, Any]]]:
        """Return the tables of the hand-over that were read from this report."""
        document_id = hashlib.sha256(path.read_bytes()).hexdigest()
        (folder,) = (self.warehouse_dir / "hand_over" / "documents").glob(f"{document_id}-*")
        return {part.stem: pq.read_table(part).to_pylist() for part in folder.glob("*.parquet")}


def copy_reports(folders: list[Path], raw: Path) -> int:
    """Put the reports of the folders into ``raw``, a folder each; returns how many there are."""
    count = 0
    for folder in folders:
        for path in sorted(folder.glob("*.pdf")):
            target = raw / folder.name / path.name
            target.parent.mkdir(parents=True, exist_ok=True)
            try:
                os.link(path, target)
            except OSError:
                shutil.copyfile(path, target)
            count += 1
    return count


def run_over(raw: Path, warehouse_dir: Path, **environment: str) -> CorpusRun:
    """Run the main job over a raw folder."""
    status, printed = run(raw, warehouse_dir, environment=environment)
    return CorpusRun(raw, warehouse_dir, status, printed)


def both_corpora(corpus: Path, corpus_new: Path, tmp_path_factory: pytest.TempPathFactory) -> CorpusRun:
    """Return the run over both corpora, made once for all tests of this test run that look at it."""
    if not _MADE:
        folder = tmp_path_factory.mktemp("both")
        raw = folder / "raw"
        assert copy_reports([corpus, corpus_new], raw) == 113
        _MADE.append(run_over(raw, folder / "warehouse"))
    return _MADE[0]


_MADE: list[CorpusRun] = []
