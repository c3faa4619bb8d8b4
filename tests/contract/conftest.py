"""A warehouse of its own for each test of the run."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.settings import Settings

ROOT = Path(__file__).parents[2]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings with a raw folder and a warehouse of their own."""
    (tmp_path / "raw").mkdir()
    return Settings.load(raw=tmp_path / "raw", warehouse=tmp_path / "warehouse", env={"YUSUAN_HOME": str(ROOT)})
