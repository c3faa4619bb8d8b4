"""The seeds that the readers take: the project's own, or those of a folder that is named."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from pipelines.reports.seeds import SEEDS

ROOT = Path(__file__).parents[2]
_ASK = "from pipelines.reports.tables.kinds import kind_of_title; print(kind_of_title('政府采购预算表'))"


def _kind(**environment: str) -> str:
    command = [sys.executable, "-c", _ASK]
    found = subprocess.run(command, cwd=ROOT, env=os.environ | environment, capture_output=True, text=True, check=True)
    return found.stdout.strip()


def test_the_readers_know_the_words_of_the_folder_that_is_named(tmp_path: Path) -> None:
    assert SEEDS == ROOT / "dbt_project" / "seeds"
    shutil.copytree(SEEDS, tmp_path / "seeds")
    assert _kind(YUSUAN_SEEDS=str(tmp_path / "seeds")) == _kind(YUSUAN_SEEDS="") == "government_procurement"
    for name in ("words", "table_kinds"):
        seed = tmp_path / "seeds" / "vocabulary" / f"{name}.csv"
        seed.write_text(seed.read_text(encoding="utf-8").replace("政府采购", "別的東西"), encoding="utf-8")
    assert _kind(YUSUAN_SEEDS=str(tmp_path / "seeds")) == "None"
