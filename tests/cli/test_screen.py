"""What all commands share: settings, the published warehouse, errors that say what to do."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest
import typer

from pipelines.cli.screen import fail, load_settings, published, write_trace
from pipelines.settings import Settings


def test_an_error_names_itself_and_its_status(capsys: pytest.CaptureFixture[str]) -> None:
    assert fail("no such thing", 2).exit_code == 2
    assert "error no such thing" in capsys.readouterr().err


def test_no_warehouse_yet(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(typer.Exit), published(settings):
        raise AssertionError("nothing to open")
    assert "Make it with" in capsys.readouterr().err


def test_the_warehouse_is_opened_to_read_only(settings: Settings) -> None:
    settings.warehouse_dir.mkdir()
    duckdb.connect(str(settings.published_path)).close()
    with published(settings) as connection, pytest.raises(duckdb.Error, match="read-only"):
        connection.execute("create table t (a integer)")


def test_what_is_no_database_is_said_to_be_none(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    settings.warehouse_dir.mkdir()
    settings.published_path.write_text("no database")
    with pytest.raises(typer.Exit), published(settings):
        raise AssertionError("nothing to open")
    assert "cannot open" in capsys.readouterr().err


def test_a_trace_is_kept_for_those_who_mend(settings: Settings) -> None:
    try:
        raise KeyError("the cause")
    except KeyError:
        path = write_trace(settings)
    assert "KeyError: 'the cause'" in Path(path).read_text(encoding="utf-8")


def test_a_project_that_is_none_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("YUSUAN_HOME", str(tmp_path))
    with pytest.raises(typer.Exit):
        load_settings()
    assert "YUSUAN_HOME" in capsys.readouterr().err
