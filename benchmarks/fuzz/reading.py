"""What a worker does with a spoiled file: triage, reading, and a look at the picture for every figure the sound file has not.

Belongs here: the job. No spoiled file is opened in the process of the trial.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_DPI = 200
#: Room around a cell that is cut out of the picture, in points.
_MARGIN_POINTS = 1.0


@dataclass(frozen=True, slots=True)
class SpoiledFile:
    """A file to look at, and how often each figure stands in the sound file it was made from (text as printed)."""

    path: Path
    sound: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Seen:
    """What came of it: how it was taken, how many figures are told, and those told that the picture does not show.

    ``altered`` has a pair for each: the text told, and what OCR reads in the picture at its place.
    """

    ending: str
    figures: int = 0
    changed: int = 0
    altered: tuple[tuple[str, str], ...] = ()


def look(job: SpoiledFile, tell: Callable[[Any], None]) -> Seen:
    """Read a spoiled file as the product does; a report or table that is held back tells no figure."""
    from pipelines.documents.triaging import triage
    from pipelines.extraction.document import extract_document
    from pipelines.reports.facts import FileFacts
    from pipelines.reports.report import read_report

    verdict = triage(job.path, tell)
    if not verdict.is_accepted:
        return Seen(f"refused: {verdict.reason.code if verdict.reason else ''}")
    document = extract_document(job.path, "spoiled", lambda number, count: tell(number))
    facts = FileFacts(job.path.name, "spoiled", None, None, verdict.page_count, str(verdict.text_layer))
    tables = read_report(document, facts)
    if tables["documents"].to_pylist()[0]["is_held_back"]:
        return Seen("held back")
    held = {row["table_id"] for row in tables["printed_tables"].to_pylist() if row["is_held_back"]}
    # What is published as unreadable has no value that could be wrong; of what is flagged the reader is told so.
    doubtful = {
        line["cell_id"]
        for line in tables["lines"].to_pylist()
        if line["value_state"] == "unreadable" or line["is_flagged"]
    }
    told = [
        cell
        for cell in tables["cells"].to_pylist()
        if cell["role"] == "figure"
        and cell["table_id"] not in held
        and cell["cell_id"] not in doubtful
        and re.search(r"\d", cell["text"])
    ]
    more = Counter(cell["text"] for cell in told) - Counter(job.sound)
    changed = [cell for cell in told if cell["text"] in more]
    shown = _shown(job.path, changed) if changed else []
    altered = [
        (cell["text"], text) for cell, text in zip(changed, shown, strict=True) if _bare(cell["text"]) != _bare(text)
    ]
    ending = "some tables held back" if held else "read"
    return Seen(ending, len(told), len(changed), tuple(altered))


def _bare(text: str) -> str:
    return re.sub(r"[^0-9.\-]", "", text).strip(".-")


def _shown(path: Path, cells: list[dict[str, Any]]) -> list[str]:
    """Read by OCR what the picture shows where the cells are."""
    import pypdfium2 as pdfium

    from pipelines.pdf.ocr import recognize
    from pipelines.pdf.render import render

    texts: list[str] = []
    with pdfium.PdfDocument(path) as document:
        for cell in cells:
            page = document[cell["page_no"] - 1]
            picture = render(page, 0, _DPI)
            scale = picture.shape[0] / page.get_height()
            top = picture.shape[0] - (cell["y1_points"] - _MARGIN_POINTS) * scale
            bottom = picture.shape[0] - (cell["y0_points"] + _MARGIN_POINTS) * scale
            left, right = (cell["x0_points"] + _MARGIN_POINTS) * scale, (cell["x1_points"] - _MARGIN_POINTS) * scale
            strip = picture[max(0, int(top)) : max(0, int(bottom)), max(0, int(left)) : max(0, int(right))]
            texts.append(recognize([strip])[0][0] if strip.size else "")
    return texts
