"""A dbt process that waits for commands ends with its session, whatever became of it."""

from __future__ import annotations

import os
import signal

from pipelines.settings import Settings
from pipelines.warehouse.dbt_session import DbtSession


def _is_there(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_it_ends_and_tells_its_memory_once(settings: Settings) -> None:
    session = DbtSession(settings, settings.work_dir / "candidate.duckdb")
    pid = session._process.pid
    assert session.end() > 0
    assert session.end() == 0 and not _is_there(pid)


def test_a_process_that_others_killed_and_buried_is_no_error(settings: Settings) -> None:
    session = DbtSession(settings, settings.work_dir / "candidate.duckdb")
    os.kill(session._process.pid, signal.SIGKILL)
    os.waitpid(session._process.pid, 0)
    assert session.end() == 0


def test_a_killed_process_says_that_it_could_not_parse(settings: Settings) -> None:
    with DbtSession(settings, settings.work_dir / "candidate.duckdb") as session:
        os.kill(session._process.pid, signal.SIGKILL)
        code, _ = session.parse()
    assert code != 0


def test_a_command_that_was_begun_is_done_once(settings: Settings) -> None:
    command = ("seed", "--select", "measures")
    with DbtSession(settings, settings.work_dir / "candidate.duckdb") as session:
        settings.work_dir.mkdir(parents=True, exist_ok=True)
        session.begin(*command)
        assert session.begun_at is not None
        lines = list(session.invoke(*command))
        assert session.begun_at is None and lines[-1] == 0
        assert sum(b"LogSeedResult" in line for line in lines if isinstance(line, bytes)) == 1
        again = list(session.invoke(*command))
    assert again[-1] == 0 and any(b"LogSeedResult" in line for line in again if isinstance(line, bytes))


def test_what_cannot_be_parsed_is_not_begun(settings: Settings) -> None:
    with DbtSession(settings, settings.work_dir / "candidate.duckdb") as session:
        os.kill(session._process.pid, signal.SIGKILL)
        session.begin("build")
        assert session.begun_at is None and list(session.invoke("build"))[-1] != 0
