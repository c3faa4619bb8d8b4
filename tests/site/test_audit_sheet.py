"""The audit sheet of the published reference report."""

from __future__ import annotations

import base64
import io
import re
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest
from PIL import Image

from pipelines.pdf.page_image import PageImageError
from pipelines.site.audit_sample import AuditedAmount, NothingToAuditError, draw_amounts
from pipelines.site.audit_sheet import write_audit_sheet
from tests.conftest import REFERENCE_PDF


@pytest.fixture(scope="module")
def drawn(published_warehouse: Path) -> list[AuditedAmount]:
    with duckdb.connect(str(published_warehouse), read_only=True) as connection:
        amounts = draw_amounts(connection, 12, seed=3)
        assert draw_amounts(connection, 12, seed=3) == amounts
        assert draw_amounts(connection, 12, seed=4) != amounts
    return amounts


def test_each_amount_knows_its_cell_row_and_header(drawn: list[AuditedAmount]) -> None:
    assert len(drawn) == 12
    for amount in drawn:
        assert Decimal(amount.amount_printed.replace(",", "")) * {"元": 1, "万元": 10000}[
            amount.unit_printed or ""
        ] == (amount.amount_yuan)
        assert amount.cell.page_no == amount.row.page_no == amount.page_no
        x0, y0, x1, y1 = amount.cell.box
        left, bottom, right, top = amount.row.box
        assert left <= x0 < x1 <= right
        assert bottom <= y0 < y1 <= top


def test_the_sheet_has_a_crop_with_the_cell_outlined(drawn: list[AuditedAmount], tmp_path: Path) -> None:
    sheet = tmp_path / "audit.html"
    write_audit_sheet(drawn, REFERENCE_PDF.parent, sheet, "Audit <1>")
    text = sheet.read_text(encoding="utf-8")
    assert "Audit &lt;1&gt;" in text
    for amount in drawn:
        assert f"data-line='{amount.line_id}'" in text and amount.amount_printed in text
    crops = re.findall(r"base64,([A-Za-z0-9+/=]+)'", text)
    assert len(crops) == len(drawn) + sum(amount.header is not None for amount in drawn)
    with Image.open(io.BytesIO(base64.b64decode(crops[-1]))) as image:
        pixels = image.convert("RGB")
        assert sum(1 for r, g, b in pixels.get_flattened_data() if r > 180 and g < 90 and b < 90) > 50


def test_a_changed_report_is_not_shown_beside_old_figures(drawn: list[AuditedAmount], tmp_path: Path) -> None:
    for amount in drawn:
        (tmp_path / amount.file_name).write_bytes(b"other bytes")
    with pytest.raises(PageImageError, match="has changed"):
        write_audit_sheet(drawn, tmp_path, tmp_path / "audit.html", "Audit")


def test_an_empty_warehouse_says_so() -> None:
    with duckdb.connect() as connection, pytest.raises(NothingToAuditError, match="yusuan run"):
        draw_amounts(connection, 1, seed=1)
