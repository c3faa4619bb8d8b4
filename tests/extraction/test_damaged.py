"""Damaged and odd files: never a crash, always a page that holds, or a reason."""

from __future__ import annotations

import io
import random
import re
from pathlib import Path

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from pipelines.documents import triage
from pipelines.extraction import ExtractedPage, ExtractionError, extract_document
from tests.extraction.paper import Paper

ROWS = [["301", "4,723,074.63", "1,880,103.25"], ["302", "519,324.24", "0.00"], ["303", "12.50", "7"]]
TEXTS = [text for row in ROWS for text in row]
BOX = b"[ 0 0 595 842 ]"


def sound(pages: int = 2) -> bytes:
    """A PDF whose objects can be read with the eye: nothing is compressed."""
    paper = Paper()
    paper.canvas.setPageCompression(0)
    for _ in range(pages):
        paper.text(60, 760, "Total 5,492,352.68")
        paper.table(ROWS, [60.0, 120.0, 220.0, 320.0])
        paper.canvas.showPage()
    buffer = io.BytesIO()
    paper.canvas._filename = buffer
    paper.canvas.save()
    return buffer.getvalue()


SOUND = sound()


def read(folder: Path, content: bytes) -> list[ExtractedPage] | None:
    """Triage and read a file; None if it cannot be opened, which both must say."""
    path = folder / "file.pdf"
    path.write_bytes(content)
    found = triage(path)
    assert found.is_accepted == (found.reason is None)
    try:
        pages = extract_document(path, "x").pages
    except ExtractionError as error:
        assert "put that into data/raw" in str(error)
        assert found.reason is not None
        return None
    for page in pages:
        assert page.conservation.status != "fails" or page.conservation.problems
    return list(pages)


@pytest.mark.parametrize(
    "content",
    [
        SOUND,
        re.sub(rb"startxref\s+\d+", b"startxref\n7", SOUND),
        re.sub(rb"\d{10} 00000 n", b"0000000123 00000 n", SOUND),
        SOUND.replace(b"xref", b"xxxx"),
        SOUND.replace(BOX, b"[ 0 0 0 0     ]"),
        SOUND.replace(BOX, b"[ 595 842 0 0 ]"),
        SOUND.replace(b"/MediaBox", b"/MediaBux"),
        SOUND.replace(BOX, b"[ 0 0 14400 14400 ]"),
        SOUND.replace(b"/Rotate 0", b"/Rotate 45"),
        SOUND.replace(b"/Rotate 0", b"/Rotate -360"),
        re.sub(rb"/Count \d+", b"/Count 9999999", SOUND),
        b"\n<!-- saved from a web page -->\n" + SOUND,
        SOUND + b"\0" * 3000,
    ],
    ids=["sound", "startxref", "xref", "no xref", "no size", "upside down", "no box", "poster", "45 degrees", "turned round",
         "page count", "text before", "zeros after"],
)  # fmt: skip
def test_damage_that_harms_no_page_changes_nothing(tmp_path: Path, content: bytes) -> None:
    pages = read(tmp_path, content)
    assert pages is not None
    assert [page.conservation.status for page in pages] == ["holds", "holds"]
    assert [[cell.text for cell in page.grids[0].cells] for page in pages] == [TEXTS] * 2


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (SOUND.replace(BOX, b"[ 0 0 9999999 9999999 ]"), "the page is 9999999 by 9999999 points large"),
        (SOUND.replace(BOX, b"[ /A /B /C /D ]"), "the page cannot be read"),
        (re.sub(rb"/Kids \[[^]]*\]", b"/Kids [ 2 0 R 4 0 R ]", SOUND), "the page cannot be read"),
        (SOUND.replace(b"/Font", b"/Fomt"), "digits read twice differ"),
    ],
    ids=["kilometres", "no numbers", "wrong kids", "no font"],
)
def test_damage_that_harms_a_page_is_named(tmp_path: Path, content: bytes, problem: str) -> None:
    pages = read(tmp_path, content)
    assert pages is not None
    assert any(problem in found for page in pages for found in page.conservation.problems)


@pytest.mark.parametrize("contents", [b"", b"/Contents 99 0 R", b"/Contents 2 0 R"])
def test_pages_without_content_are_blank(tmp_path: Path, contents: bytes) -> None:
    pages = read(tmp_path, re.sub(rb"/Contents \d+ 0 R", contents, SOUND))
    assert pages is not None
    assert [page.text_layer for page in pages] == ["blank", "blank"]


@pytest.mark.parametrize("content", [SOUND[: len(SOUND) // 2] + b"\n%%EOF", SOUND.replace(b"trailer", b"tralier")])
def test_a_file_beyond_repair_says_what_to_do(tmp_path: Path, content: bytes) -> None:
    assert read(tmp_path, content) is None


def test_a_form_that_holds_itself_is_drawn_once(tmp_path: Path) -> None:
    paper = Paper()
    paper.canvas.setPageCompression(0)
    paper.canvas.beginForm("inner")
    paper.canvas.doForm("inner")
    paper.table(ROWS, [60.0, 120.0, 220.0, 320.0])
    paper.canvas.endForm()
    paper.canvas.doForm("inner")
    pages = read(tmp_path, paper.save(tmp_path / "self.pdf").read_bytes())
    assert pages is not None
    assert [cell.text for cell in pages[0].grids[0].cells] == TEXTS


def test_a_file_that_opens_without_password_is_read_though_encrypted(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(595, 842), encrypt=StandardEncryption("", ownerPassword="owner", canModify=0))
    paper = Paper()
    paper.canvas = canvas
    paper.table(ROWS, [60.0, 120.0, 220.0, 320.0])
    canvas.save()
    pages = read(tmp_path, buffer.getvalue())
    assert pages is not None
    assert pages[0].conservation.status == "holds"
    assert [cell.text for cell in pages[0].grids[0].cells] == TEXTS


def test_five_hundred_pages_are_all_read(tmp_path: Path) -> None:
    pages = read(tmp_path, sound(pages=500))
    assert pages is not None
    assert [page.page_no for page in pages] == list(range(1, 501))
    assert {page.conservation.status for page in pages} == {"holds"}


@pytest.mark.parametrize("seed", range(6))
def test_bytes_turned_at_random_never_stop_the_reading(tmp_path: Path, seed: int) -> None:
    """The damage of bad disks and lines: a few bytes anywhere, structure, text or drawing."""
    chance = random.Random(seed)
    for _ in range(12):
        content = bytearray(SOUND)
        for _ in range(chance.choice((1, 3, 20, 100))):
            content[chance.randrange(len(content))] = chance.randrange(256)
        read(tmp_path, bytes(content))
