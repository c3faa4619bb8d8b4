"""What dbt is told."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipelines.reports.version import reading_version
from pipelines.settings import Settings
from pipelines.warehouse.dbt_command import dbt_environment
from pipelines.warehouse.dbt_process import QUERY_THREADS_VARIABLE
from pipelines.workers.pool import CORES_VARIABLE, usual_worker_count


def test_the_environment_names_this_candidate_and_sends_nothing(settings: Settings) -> None:
    found = dbt_environment(settings, Path("/somewhere/candidate.duckdb"))
    assert found["YUSUAN_CANDIDATE"] == "/somewhere/candidate.duckdb"
    assert found["YUSUAN_HAND_OVER"] == str(settings.hand_over_dir)
    assert found["YUSUAN_DOCUMENT_PATTERN"] == f"*-{reading_version()}"
    assert found["DBT_SEND_ANONYMOUS_USAGE_STATS"] == "false"
    assert found["PYTHONPATH"].split(os.pathsep)[0] == str(settings.home)


def test_a_query_has_the_cores_that_the_process_may_count_on(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert dbt_environment(settings, Path("c.duckdb"))[QUERY_THREADS_VARIABLE] == str(usual_worker_count())
    monkeypatch.setenv(CORES_VARIABLE, "1")
    assert usual_worker_count() == 1
    assert dbt_environment(settings, Path("c.duckdb"))[QUERY_THREADS_VARIABLE] == "1"
