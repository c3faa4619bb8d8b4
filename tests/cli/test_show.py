"""``yusuan show``: which figures are found, and the page they stand on as a picture."""

from __future__ import annotations

import hashlib
from pathlib import Path

import duckdb
import pytest
import typer
from PIL import Image

from pipelines.cli.show import picture_of, show
from pipelines.settings import Settings
from tests.extraction.paper import Paper
from tests.warehouse.test_provenance import _TABLES


@pytest.fixture
def warehouse(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Settings:
    for name in ("YUSUAN_RAW", "YUSUAN_WAREHOUSE"):
        monkeypatch.setenv(name, "")
    monkeypatch.setenv("YUSUAN_HOME", str(settings.home))
    settings.warehouse_dir.mkdir()
    paper = Paper()
    paper.text(100, 700, "405,213.51")
    (settings.raw_dir / "2024").mkdir()
    pdf = paper.save(settings.raw_dir / "2024" / "报告.pdf")
    digest = hashlib.sha256(pdf.read_bytes()).hexdigest()
    with duckdb.connect(str(settings.published_path)) as connection:
        connection.execute(_TABLES)
        connection.execute("update dim_cell set document_id = ?, page_no = 1", [digest])
        connection.execute("update dim_document set document_id = ?", [digest])
        connection.execute(
            "update dim_cell set x0_points = 90, y0_points = 690, x1_points = 160, y1_points = 715 where cell_id = 'f1'"
        )
    return settings


def _show(settings: Settings, target: Path, **words: str) -> None:
    given = dict.fromkeys(("cell", "table", "row", "column", "document")) | words
    show(**given, output=target, raw=settings.raw_dir, warehouse=settings.warehouse_dir)  # type: ignore[arg-type]


def test_the_page_with_the_cell_outlined(
    warehouse: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _show(warehouse, tmp_path / "page.png", table="6", row="公积金", column="人员")
    shown = capsys.readouterr().out
    assert "405,213.51" in shown and "90% sure" in shown and "1 cell(s) outlined" in shown
    with Image.open(tmp_path / "page.png") as picture:
        colours = {colour for _, colour in picture.convert("RGB").getcolors(1_000_000) or []}
    assert (214, 39, 40) in colours


def test_what_is_not_found_and_what_is_not_said(
    warehouse: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(typer.Exit) as ended:
        _show(warehouse, tmp_path / "page.png", row="工资")
    assert ended.value.exit_code == 2 and "no figure in a row" in capsys.readouterr().err
    with pytest.raises(typer.Exit):
        _show(warehouse, tmp_path / "page.png")
    assert "say which figure" in capsys.readouterr().err


def test_a_report_that_has_changed_is_not_drawn(
    warehouse: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with (warehouse.raw_dir / "2024" / "报告.pdf").open("ab") as file:
        file.write(b"\n")
    with pytest.raises(typer.Exit):
        _show(warehouse, tmp_path / "page.png", cell="f1")
    assert "has changed" in capsys.readouterr().err
    assert not (tmp_path / "page.png").exists()


@pytest.mark.parametrize(
    ("file_name", "picture"),
    [
        ("2024/青山区 部门预算.pdf", "青山区 部门预算-p7.png"),
        (r"./\xd4\xa4.pdf", "_xd4_xa4-p7.png"),
        ("~a.b.pdf", "~a.b-p7.png"),
    ],
)
def test_it_is_the_reports_name_and_the_page(file_name: str, picture: str) -> None:
    assert str(picture_of(file_name, 7)) == picture


def test_it_is_never_longer_than_a_file_name_may_be() -> None:
    for name in ("长" * 83 + ".pdf", r"\xd4" * 250 + ".pdf"):
        assert len(str(picture_of(name, 2000)).encode()) <= 255
