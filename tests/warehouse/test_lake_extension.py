"""The extension comes out of its wheel, signed, and of DuckDB's own version; where it does not, what to do is said."""

from __future__ import annotations

from importlib.machinery import ModuleSpec
from pathlib import Path

import duckdb
import pytest

from pipelines.warehouse import lake_extension
from pipelines.warehouse.lake_extension import LakeError, extension_path, with_extension


def test_where_it_is_not_installed_it_is_said_how(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lake_extension, "find_spec", lambda _: None)
    with pytest.raises(LakeError, match="make lake-setup"):
        extension_path()


@pytest.mark.parametrize(("there", "said"), [(["v1.0.0"], r"for v1\.0\.0, DuckDB itself is v"), ([], "for no version")])
def test_one_for_another_duckdb_is_not_loaded(
    there: list[str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for version in there:
        file = tmp_path / "extensions" / version / "ducklake.duckdb_extension"
        file.parent.mkdir(parents=True)
        file.touch()
    spec = ModuleSpec("duckdb_extension_ducklake", None, is_package=True)
    spec.submodule_search_locations = [str(tmp_path)]
    monkeypatch.setattr(lake_extension, "find_spec", lambda _: spec)
    with pytest.raises(LakeError, match=said):
        extension_path()


def test_it_is_loaded_from_the_wheel_and_nothing_else_is_installed(tmp_path: Path) -> None:
    package = pytest.importorskip(
        "duckdb_extension_ducklake", reason="DuckDB's extension for a lake is not installed (locks/lake.txt)"
    )
    assert extension_path().is_relative_to(Path(str(package.__file__)).parent)
    with with_extension(tmp_path / "spill", threads=1) as connection:
        settings = dict(connection.execute("select name, value from duckdb_settings()").fetchall())
        names = ("autoinstall_known_extensions", "autoload_known_extensions", "allow_unsigned_extensions", "threads")
        assert [settings[name] for name in names] == ["false", "false", "false", "1"]
        loaded = connection.execute(
            "select loaded from duckdb_extensions() where extension_name = 'ducklake'"
        ).fetchone()
        assert loaded == (True,)
        with pytest.raises(duckdb.Error):
            connection.execute("attach 'postgres:dbname=none' as other")
