"""The dbt process does what it is told, tells the events that matter, and ends as it was asked to."""

from __future__ import annotations

import json
import subprocess
import sys

import duckdb

from pipelines.settings import Settings
from pipelines.warehouse import dbt_process
from pipelines.warehouse.dbt_command import dbt_environment


def _run(settings: Settings, *commands: list[str]) -> subprocess.CompletedProcess[str]:
    settings.dbt_target_dir.mkdir(parents=True, exist_ok=True)
    return subprocess.run(
        [sys.executable, "-m", dbt_process.__name__],
        env=dbt_environment(settings, settings.work_dir / "candidate.duckdb"),
        cwd=settings.dbt_project_dir,
        input="".join(json.dumps(command) + "\n" for command in commands),
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_end_of_the_input_ends_it_whatever_it_is_doing(settings: Settings) -> None:
    assert _run(settings, ["parse"]).returncode == 1


def test_it_does_its_commands_and_ends_by_itself_once_the_database_is_closed(settings: Settings) -> None:
    settings.work_dir.mkdir(parents=True, exist_ok=True)
    told = _run(settings, ["parse"], ["no-such-command"], ["seed", "--select", "measures"], [])
    assert told.returncode == 0
    # A command that dbt does not know is told, and the session goes on.
    ends = [line for line in told.stdout.splitlines() if line.startswith(dbt_process.DONE)]
    assert [end[-1] for end in ends] == ["0", "1", "0"]
    assert "no-such-command" in told.stdout
    events = [json.loads(line) for line in told.stdout.splitlines() if line.startswith("{")]
    assert "debug" not in {event["info"]["level"] for event in events}
    assert "LogSeedResult" in {event["info"]["name"] for event in events}
    candidate = settings.work_dir / "candidate.duckdb"
    assert not candidate.with_name(candidate.name + ".wal").exists()
    with duckdb.connect(str(candidate), read_only=True) as database:
        assert database.sql("select count(*) from seeds.measures").fetchone() != (0,)
