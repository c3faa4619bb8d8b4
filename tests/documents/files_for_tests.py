"""Files of every kind that may lie in data/raw, made small.

Belongs here: making them. What each must be told apart as is said in the tests.
"""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2 as pdfium
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from specimens.typeset.fonts import register_font

REPORT_LINES = (
    "某某市教育局2024年部门预算公开",
    "一、收支总表 二、收入总表 三、支出总表 四、财政拨款收支总表",
    "一般公共预算基本支出 项目支出 政府性基金预算 国有资本经营预算",
    "支出功能分类科目 “三公”经费 政府采购 绩效目标",
    "收入总计 18,009,652.68 元",
)
NOTICE_LINES = ("关于加强消防安全工作的通知", "各区人民政府，市政府各部门：", "现印发给你们，请认真组织实施。")
TEMPLATE_LINES = (*REPORT_LINES[:-1], *["XX单位 XX万元，比上年增加XX万元"] * 10)


def pdf_of(*lines: str, password: str | None = None, pages: int = 1) -> bytes:
    """Return a PDF that prints the lines on each page."""
    buffer = io.BytesIO()
    encrypt = StandardEncryption(password, canPrint=1) if password else None
    canvas = Canvas(buffer, pagesize=(595, 842), invariant=1, encrypt=encrypt)
    font = register_font("sans", "".join(lines) + "第页")
    for number in range(pages):
        canvas.setFont(font, 14)
        for position, line in enumerate(lines):
            canvas.drawString(60, 760 - 30 * position, line)
        if number:
            canvas.drawString(60, 60, f"{number}")
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def scan_of(pdf: bytes) -> bytes:
    """Return a PDF that shows the pages of another as pictures, without text."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(595, 842), invariant=1)
    for page in pdfium.PdfDocument(pdf):
        canvas.drawImage(ImageReader(page.render(scale=2).to_pil()), 0, 0, 595, 842)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def write(folder: Path, name: str, content: bytes) -> Path:
    """Write a file below a folder and return its path."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path
