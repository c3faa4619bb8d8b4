"""How dbt is called."""

from __future__ import annotations

import os
import select
from pathlib import Path

from pipelines.reports.version import reading_version
from pipelines.settings import Settings
from pipelines.warehouse.dbt_command import dbt_command, dbt_environment, life_line


def test_the_environment_names_this_candidate_and_sends_nothing(settings: Settings) -> None:
    found = dbt_environment(settings, Path("/somewhere/candidate.duckdb"))
    assert found["YUSUAN_CANDIDATE"] == "/somewhere/candidate.duckdb"
    assert found["YUSUAN_HAND_OVER"] == str(settings.hand_over_dir)
    assert found["YUSUAN_DOCUMENT_PATTERN"] == f"*-{reading_version()}"
    assert found["DBT_SEND_ANONYMOUS_USAGE_STATS"] == "false"
    assert found["PYTHONPATH"].split(os.pathsep)[0] == str(settings.home)


def test_the_life_line_closes_when_the_block_is_left() -> None:
    with life_line() as end:
        kept = os.dup(end)
        assert select.select([kept], [], [], 0)[0] == []
    assert os.read(kept, 1) == b""
    os.close(kept)


def test_the_words_for_dbt_come_last() -> None:
    assert dbt_command("build", "--select", "a")[-3:] == ["build", "--select", "a"]
