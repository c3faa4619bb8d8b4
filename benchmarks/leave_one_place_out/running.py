"""Readings and runs of the product with seeds of one's own.

Belongs here: the main job in a process of its own, and readings put where it finds them, so that one run takes over readings by
different words. Extractions are taken from an earlier run: words change the reading, not the cells.
"""

from __future__ import annotations

import os
import pickle
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipelines.contract import hand_over
from pipelines.contract.parquet import write_hand_over
from pipelines.extraction.saved import load_extraction
from pipelines.extraction.version import cells_version
from pipelines.reports.facts import FileFacts
from pipelines.reports.report import read_report
from pipelines.reports.version import reading_version
from pipelines.settings import Settings

ROOT = Path(__file__).parents[2]
#: Published; published without some file.
_PUBLISHED = (0, 3)


class RunFailedError(Exception):
    """Nothing was published, or nothing read; the message is what was printed."""


@dataclass(frozen=True, slots=True)
class Job:
    """One document to read: what is known of it, where its cells are, the folder to write."""

    facts: FileFacts
    cells: Path
    folder: Path


def link(files: Mapping[str, Path], raw: Path) -> None:
    """Put files into a raw folder under these names."""
    for name, path in files.items():
        target = raw / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if not target.exists():
            try:
                os.link(path, target)
            except OSError:
                shutil.copyfile(path, target)


def run(raw: Path, warehouse_dir: Path) -> None:
    """Run the main job; raises ``RunFailedError`` if nothing is published."""
    command = ["pipelines.cli", "run", "--no-progress", "--raw", str(raw), "--warehouse", str(warehouse_dir)]
    _call(command, "", _PUBLISHED)


def read_with(seeds: Path, documents: Sequence[FileFacts], earlier: Path, warehouse_dir: Path) -> None:
    """Read documents of an earlier warehouse with these seeds, for the next run over ``warehouse_dir`` to take over.

    Their folders bear the version of the product's own reading, or that run would read them again.
    """
    old, new = Settings.load(warehouse=earlier), Settings.load(warehouse=warehouse_dir)
    jobs = [
        Job(
            facts,
            hand_over.cells_path(old, facts.document_id, cells_version()),
            hand_over.document_folder(new, facts.document_id, reading_version()),
        )
        for facts in documents
    ]
    path = warehouse_dir / "jobs.pickle"
    path.write_bytes(pickle.dumps(jobs))
    _call(["benchmarks.leave_one_place_out.running", str(path)], str(seeds), (0,))
    path.unlink()


def take_over(documents: Sequence[str], earlier: Path, warehouse_dir: Path) -> None:
    """Let a warehouse have the readings of an earlier one, and dbt's parsed project."""
    old, new = Settings.load(warehouse=earlier), Settings.load(warehouse=warehouse_dir)
    (new.hand_over_dir / "documents").mkdir(parents=True, exist_ok=True)
    for document_id in documents:
        source, target = (hand_over.document_folder(each, document_id, reading_version()) for each in (old, new))
        shutil.copytree(source, target, copy_function=os.link)
    if old.dbt_target_dir.is_dir():
        shutil.copytree(old.dbt_target_dir, new.dbt_target_dir)


def _call(command: Sequence[str], seeds: str, allowed: Sequence[int]) -> None:
    environment = os.environ | {"YUSUAN_HOME": str(ROOT), "PYTHONPATH": str(ROOT), "YUSUAN_SEEDS": seeds}
    done = subprocess.run(
        [sys.executable, "-m", *command], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode not in allowed:
        raise RunFailedError(done.stdout[-4000:] + done.stderr[-4000:])


def _read(jobs: Sequence[Job]) -> None:
    for job in jobs:
        document = load_extraction(job.cells)
        if document is None:
            raise FileNotFoundError(f"{job.facts.file_name} has no saved extraction {job.cells}")
        write_hand_over(read_report(document, job.facts), job.folder)


if __name__ == "__main__":
    _read(pickle.loads(Path(sys.argv[1]).read_bytes()))
