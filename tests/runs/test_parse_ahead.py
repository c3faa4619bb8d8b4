"""``runs.parse_ahead``: after it a run's dbt finds the project parsed, for the candidate that a run builds."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.runs.lock import RunLock, RunLockedError
from pipelines.runs.parse_ahead import parse_ahead
from pipelines.runs.state import run_at_work
from pipelines.settings import Settings

#: What dbt says when it parses all of the project.
_PARSES_ALL = "Unable to do partial parsing"


def _said_in_a_run(settings: Settings) -> str:
    with run_at_work(settings, "test") as state:
        code, lines = state.start_dbt().parse()
    assert code == 0
    return "\n".join(lines)


@pytest.mark.slow
def test_a_run_after_it_parses_nothing_anew(settings: Settings, tmp_path: Path) -> None:
    elsewhere = Settings.load(
        raw=settings.raw_dir, warehouse=tmp_path / "other", env={"YUSUAN_HOME": str(settings.home)}
    )
    assert _PARSES_ALL in _said_in_a_run(elsewhere)
    parse_ahead(settings)
    assert _PARSES_ALL not in _said_in_a_run(settings)


@pytest.mark.slow
def test_it_leaves_a_manifest_and_no_lock(settings: Settings) -> None:
    parse_ahead(settings)
    assert len(list((settings.dbt_target_dir / "manifests").glob("*.json"))) == 1
    with RunLock(settings.lock_path, "test"):
        assert not settings.work_dir.exists()


def test_where_a_run_is_at_work_it_says_so(settings: Settings) -> None:
    with RunLock(settings.lock_path, "test"), pytest.raises(RunLockedError):
        parse_ahead(settings)
