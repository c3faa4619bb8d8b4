"""Dagster's records on Postgres, by the setting of the page of operations: runs, health and pruning work on them.

Needs Debian's Postgres and ``dagster-postgres``, which no installation needs that keeps its records in files; without them this skips.
"""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import dagster as dg
import pytest

from pipelines.defs.dagster_home import open_instance, prepare_dagster_home
from pipelines.defs.old_runs import find_old_runs, remove_old_runs
from pipelines.defs.service_health import look_at_service
from pipelines.settings import Settings
from tests.docs.operations import PAGE

PROGRAMS = sorted(Path("/usr/lib/postgresql").glob("*/bin"))[-1:]
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not PROGRAMS, reason="Debian's postgresql is not installed"),
    pytest.mark.skipif(
        importlib.util.find_spec("dagster_postgres") is None, reason="dagster-postgres is not installed"
    ),
]
#: Postgres refuses to be run by root.
AS_USER = ("runuser", "-u", "postgres", "--") if os.geteuid() == 0 else ()


@dg.asset
def warehouse() -> None:
    """All reports."""


def _carry_out(program: str, *arguments: str) -> None:
    subprocess.run([*AS_USER, str(PROGRAMS[0] / program), *arguments], check=True, capture_output=True, cwd="/")


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    """A Postgres of its own on a free port, with the page's user and database."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        number: int = found.getsockname()[1]
    folder = Path(tempfile.mkdtemp(prefix="pg"))
    if AS_USER:
        shutil.chown(folder, "postgres")
    data = str(folder / "data")
    _carry_out("initdb", "-D", data, "-A", "trust", "-U", "yusuan")
    options = f"-p {number} -k {folder} -c listen_addresses=127.0.0.1"
    _carry_out("pg_ctl", "-D", data, "-o", options, "-l", str(folder / "log"), "-w", "start")
    try:
        _carry_out("createdb", "-h", "127.0.0.1", "-p", str(number), "-U", "yusuan", "yusuan")
        yield number
    finally:
        _carry_out("pg_ctl", "-D", data, "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def on_postgres(settings: Settings, port: int, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """A warehouse folder with the page's setting."""
    (setting,) = re.findall(r"```yaml\n(storage:.*?)```", PAGE.read_text(encoding="utf-8"), flags=re.DOTALL)
    monkeypatch.setenv("YUSUAN_POSTGRES_PASSWORD", "nobody asks for it")
    config = prepare_dagster_home(settings) / "dagster.yaml"
    config.write_text(config.read_text() + setting.replace("5432", str(port)))
    return settings


def test_runs_health_and_pruning_work_on_it(on_postgres: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_instance(on_postgres) as instance:
        first, second = (dg.materialize([warehouse], instance=instance).run_id for _ in range(2))
        assert type(instance.event_log_storage).__module__.startswith("dagster_postgres")
    health = {item.thing: item for item in look_at_service(on_postgres)}
    assert health["Dagster"].found == "records in a storage of its own, 2 runs"
    assert health["runs"].state == "ok"
    with open_instance(on_postgres) as instance:
        found = find_old_runs(on_postgres, instance, datetime.now(UTC) + timedelta(days=1))
        assert found.run_ids == (first,)
        remove_old_runs(instance, found)
        assert [run.run_id for run in instance.get_runs()] == [second]
        assert instance.all_logs(second) and not instance.all_logs(first)


def test_a_server_that_is_down_is_told(on_postgres: Settings, port: int) -> None:
    config = on_postgres.dagster_home / "dagster.yaml"
    config.write_text(config.read_text().replace(str(port), "1"))
    (found,) = look_at_service(on_postgres)
    assert found.state == "problem" and "dagster.yaml" in found.advice
