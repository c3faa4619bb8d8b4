"""Runs of the product over some reports, with seeds of one's own.

Belongs here: folders of reports, the main job in a process of its own, and extractions that later runs take over: words change the
reading, not the cells.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

ROOT = Path(__file__).parents[2]
#: Published; published without some file.
_PUBLISHED = (0, 3)


class RunFailedError(Exception):
    """Nothing was published; the message is what the run printed."""


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


def take_over(earlier: Path, warehouse_dir: Path, document_ids: Iterable[str]) -> None:
    """Let a new warehouse have what an earlier one keeps between runs: cells of these documents, dbt's parsed project."""
    (warehouse_dir / "cells").mkdir(parents=True, exist_ok=True)
    for document_id in document_ids:
        for path in (earlier / "cells").glob(f"{document_id}-*.parquet"):
            if not (warehouse_dir / "cells" / path.name).exists():
                os.link(path, warehouse_dir / "cells" / path.name)
    if (earlier / "dbt").is_dir() and not (warehouse_dir / "dbt").exists():
        shutil.copytree(earlier / "dbt", warehouse_dir / "dbt")


def run(raw: Path, warehouse_dir: Path, seeds: Path | None = None) -> None:
    """Run the main job; raises ``RunFailedError`` if nothing is published."""
    environment = os.environ | {"YUSUAN_HOME": str(ROOT), "PYTHONPATH": str(ROOT)}
    environment.pop("YUSUAN_SEEDS", None)
    if seeds:
        environment["YUSUAN_SEEDS"] = str(seeds)
    command = [sys.executable, "-m", "pipelines.cli", "run", "--no-progress", "--raw", str(raw)]
    done = subprocess.run(
        [*command, "--warehouse", str(warehouse_dir)], cwd=ROOT, env=environment, capture_output=True, text=True
    )
    if done.returncode not in _PUBLISHED:
        raise RunFailedError(done.stdout[-4000:] + done.stderr[-4000:])
