"""``yusuan sql`` on a small warehouse."""

from __future__ import annotations

import csv
import io
import json

import duckdb
import pytest
from typer.testing import CliRunner, Result

from pipelines.cli.app import app
from pipelines.cli.sql import sql
from pipelines.settings import Settings


@pytest.fixture
def warehouse(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Settings:
    for name in ("YUSUAN_HOME", "YUSUAN_RAW", "YUSUAN_WAREHOUSE"):
        # The command exports its folders; what is set here is put back afterwards.
        monkeypatch.setenv(name, str(settings.home) if name == "YUSUAN_HOME" else "")
    settings.warehouse_dir.mkdir()
    with duckdb.connect(str(settings.published_path)) as connection:
        connection.execute("create table t as select 1.50::decimal(18, 2) as amount_yuan, '=cmd()' as text")
    return settings


def _sql(settings: Settings, *words: str, given: str | None = None) -> Result:
    assert app.registered_commands[[c.name for c in app.registered_commands].index("sql")].callback is sql
    return CliRunner().invoke(app, ["sql", *words, "--warehouse", str(settings.warehouse_dir)], input=given)


def test_json_keeps_decimals_exact(warehouse: Settings) -> None:
    done = _sql(warehouse, "select * from t", "--json")
    assert done.exit_code == 0
    assert json.loads(done.stdout) == [{"amount_yuan": "1.50", "text": "=cmd()"}]


def test_csv_runs_nothing_in_a_spreadsheet_and_a_query_may_come_from_standard_input(warehouse: Settings) -> None:
    done = _sql(warehouse, "-", "--csv", given="select text from t")
    (row,) = csv.DictReader(io.StringIO(done.stdout))
    assert row["text"] != "=cmd()" and row["text"].endswith("=cmd()")


def test_a_mistake_is_told_and_nothing_is_written(warehouse: Settings) -> None:
    assert _sql(warehouse, "select nothing from t").exit_code == 1
    assert _sql(warehouse, "drop table t").exit_code == 1
    assert _sql(warehouse, "select * from t").exit_code == 0
