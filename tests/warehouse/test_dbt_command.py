"""What dbt is told."""

from __future__ import annotations

import os
from pathlib import Path

from pipelines.reports.version import reading_version
from pipelines.settings import Settings
from pipelines.warehouse.dbt_command import dbt_environment


def test_the_environment_names_this_candidate_and_sends_nothing(settings: Settings) -> None:
    found = dbt_environment(settings, Path("/somewhere/candidate.duckdb"))
    assert found["YUSUAN_CANDIDATE"] == "/somewhere/candidate.duckdb"
    assert found["YUSUAN_HAND_OVER"] == str(settings.hand_over_dir)
    assert found["YUSUAN_DOCUMENT_PATTERN"] == f"*-{reading_version()}"
    assert found["DBT_SEND_ANONYMOUS_USAGE_STATS"] == "false"
    assert found["PYTHONPATH"].split(os.pathsep)[0] == str(settings.home)
