"""``yusuan export`` on a small warehouse."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner, Result

from pipelines.cli.app import app
from pipelines.cli.export import export
from pipelines.settings import Settings
from tests.site.export_warehouse import make_export_warehouse


@pytest.fixture
def warehouse(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Settings:
    for name in ("YUSUAN_HOME", "YUSUAN_RAW", "YUSUAN_WAREHOUSE"):
        # The command exports its folders; what is set here is put back afterwards.
        monkeypatch.setenv(name, str(settings.home) if name == "YUSUAN_HOME" else "")
    make_export_warehouse(settings.published_path)
    return settings


def _export(settings: Settings, *words: str) -> Result:
    assert app.registered_commands[[c.name for c in app.registered_commands].index("export")].callback is export
    folders = ["--warehouse", str(settings.warehouse_dir), "--raw", str(settings.raw_dir)]
    return CliRunner().invoke(app, ["export", *words, *folders])


def test_all_three_forms_in_one_call(warehouse: Settings, tmp_path: Path) -> None:
    words = ["--xlsx", f"{tmp_path}/b.xlsx", "--csv", f"{tmp_path}/c", "--parquet", f"{tmp_path}/p"]
    done = _export(warehouse, *words, "--body", "甲局", "--lang", "zh")
    assert done.exit_code == 0 and "expenditure 2" in done.output
    assert load_workbook(tmp_path / "b.xlsx").sheetnames[1] == "支出"
    assert (tmp_path / "c" / "datapackage.json").exists() and (tmp_path / "p" / "project.parquet").exists()


def test_a_call_without_a_target_or_with_an_unknown_body_says_what_to_do(warehouse: Settings, tmp_path: Path) -> None:
    assert _export(warehouse).exit_code == 2
    done = _export(warehouse, "--csv", f"{tmp_path}/c", "--body", "丙局")
    assert done.exit_code == 1 and not (tmp_path / "c").exists()


def test_a_folder_with_other_files_is_left_alone(warehouse: Settings, tmp_path: Path) -> None:
    (tmp_path / "c").mkdir()
    (tmp_path / "c" / "mine.doc").write_text("x")
    assert _export(warehouse, "--csv", f"{tmp_path}/c").exit_code == 1
    assert [path.name for path in (tmp_path / "c").iterdir()] == ["mine.doc"]
