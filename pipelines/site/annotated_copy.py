"""A copy of the report with the findings marked on it, to send back to the department.

Belongs here: highlights and notes as any PDF reader shows them, each with the finding's number and words. The file reviewed
is not touched. Which places a finding marks is for ``review.evidence`` to say.
"""

from __future__ import annotations

import ctypes
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from pipelines.pdf.page_image import Box, PageImageError
from pipelines.review.answer import Mark, Review, ReviewFinding
from pipelines.site.drawing import Artist
from pipelines.site.mark_places import boxes_of
from pipelines.site.review_words import SEVERITY_WORDS, VERDICTS, judged_words

#: Red, green, blue of what is doubted, by severity; of what bears witness against it.
_COLOURS = {"error": (255, 120, 110), "warning": (255, 200, 80), "info": (150, 210, 255)}
_WITNESS = (200, 225, 200)
_OPACITY = 110
_AUTHOR = "Yusuan"
#: A finding without a place gets a note here: points from the left and the top of its page, and its size.
_CORNER, _NOTE = 24.0, 20.0
#: Finer than any printed line.
_STEPS_A_POINT = 16


@dataclass(frozen=True, slots=True)
class Note:
    """What is written at the marks of one finding on one page.

    ``has_suspect`` where the finding doubts something in this report, on whatever page: all else only bears witness.
    """

    page_no: int
    severity: str
    subject: str
    words: str
    witness_words: str
    marks: tuple[Mark, ...]
    has_suspect: bool


def write_annotated_copy(review: Review, target: Path) -> int:
    """Write a copy of the report asked about with its findings marked; returns how many notes it holds.

    Raises ``PageImageError`` if the file cannot be opened or not within the picture budget, ``OSError`` if ``target``
    cannot be written.
    """
    report = review.reports[0]
    notes = [
        note
        for number, finding in enumerate(review.findings, start=1)
        for note in _notes_of(number, finding, report.document_id, report.page_count)
    ]
    with Artist() as artist:
        content: bytes = artist.do(f"{__name__}:annotate_job", (report.path, notes), report.path.name)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)
    return len(notes)


def _notes_of(number: int, finding: ReviewFinding, document_id: str, page_count: int) -> list[Note]:
    """One note a page on which the finding marks something; one on its first page if it marks nothing."""
    by_page: dict[int, list[Mark]] = {}
    for mark in finding.marks:
        if mark.document_id == document_id:
            by_page.setdefault(mark.page_no, []).append(mark)
    if not by_page and finding.document_id == document_id:
        by_page = {page_no: [] for page_no in (finding.page_nos or (1,))[:1]}
    severity = SEVERITY_WORDS[finding.severity][0]
    has_suspect = any(mark.is_suspect for marks in by_page.values() for mark in marks)
    subject = f"{number}. {severity}：{finding.title_zh}"
    judged = f"\n{judged_words(finding.judged)}" if finding.judged else ""
    words = f"{subject}\n{finding.text_zh}\n（{VERDICTS[finding.verdict][0]}）{judged}"
    return [
        Note(page_no, finding.severity, subject, words, f"第{number}条所核对的数字", tuple(marks), has_suspect)
        for page_no, marks in sorted(by_page.items())
        if 1 <= page_no <= page_count
    ]


def annotate_job(job: tuple[Path, Sequence[Note]], tell: Callable[[Any], None]) -> bytes | PageImageError:
    """Mark the notes on a copy in a worker process; returns the copy's bytes, an error as an answer."""
    path, notes = job
    try:
        with pdfium.PdfDocument(path) as document:
            for note in notes:
                page = document[note.page_no - 1]
                _mark(page, note)
                page.close()
            return _bytes_of(document)
    except (pdfium.PdfiumError, OSError, IndexError) as error:
        return PageImageError(f"{path.name} cannot be copied: {error}")


def _mark(page: pdfium.PdfPage, note: Note) -> None:
    places = [(mark.is_suspect, box) for mark in note.marks for box in boxes_of(page, mark)]
    # The words stand at what is doubted; if nothing on this page is, at every place. A witness stays green on a page of its
    # own: only where the finding doubts no figure anywhere are all of them shown as doubted.
    is_doubted_here = any(is_suspect for is_suspect, _ in places)
    for is_suspect, box in places:
        tells = is_suspect or not is_doubted_here
        colour = _COLOURS[note.severity] if is_suspect or not note.has_suspect else _WITNESS
        _annotate(page, pdfium_c.FPDF_ANNOT_HIGHLIGHT, box, colour, note, note.words if tells else note.witness_words)
    if not places:
        top = page.get_height() - _CORNER
        corner = (_CORNER, top - _NOTE, _CORNER + _NOTE, top)
        _annotate(page, pdfium_c.FPDF_ANNOT_TEXT, corner, _COLOURS[note.severity], note, note.words)


def _annotate(
    page: pdfium.PdfPage, subtype: int, box: Box, colour: tuple[int, int, int], note: Note, words: str
) -> None:
    annotation = pdfium_c.FPDFPage_CreateAnnot(page.raw, subtype)
    left, bottom, right, top = _own(page, box)
    corners = pdfium_c.FS_RECTF(left, top, right, bottom)
    pdfium_c.FPDFAnnot_SetRect(annotation, corners)
    if subtype == pdfium_c.FPDF_ANNOT_HIGHLIGHT:
        quad = pdfium_c.FS_QUADPOINTSF(left, top, right, top, left, bottom, right, bottom)
        pdfium_c.FPDFAnnot_AppendAttachmentPoints(annotation, quad)
    pdfium_c.FPDFAnnot_SetColor(annotation, pdfium_c.FPDFANNOT_COLORTYPE_Color, *colour, _OPACITY)
    for key, text in (("T", _AUTHOR), ("Subj", note.subject), ("Contents", words)):
        pdfium_c.FPDFAnnot_SetStringValue(annotation, key.encode(), _wide(text))
    # Shown, and printed with the page.
    pdfium_c.FPDFAnnot_SetFlags(annotation, pdfium_c.FPDF_ANNOT_FLAG_PRINT)
    pdfium_c.FPDFPage_CloseAnnot(annotation)


def _wide(text: str) -> Any:
    """Text as PDFium takes it: UTF-16, ended by a zero."""
    encoded = text.encode("utf-16-le", errors="replace") + b"\0\0"
    return (ctypes.c_ushort * (len(encoded) // 2)).from_buffer_copy(encoded)


def _own(page: pdfium.PdfPage, box: Box) -> Box:
    """A box as displayed in the page's own coordinates (before it is cropped and turned)."""
    width, height = page.get_size()
    size = (round(width * _STEPS_A_POINT), round(height * _STEPS_A_POINT))
    corners = []
    for x, y in ((box[0], box[1]), (box[2], box[3])):
        own_x, own_y = ctypes.c_double(), ctypes.c_double()
        device = (round(x * _STEPS_A_POINT), round((height - y) * _STEPS_A_POINT))
        pdfium_c.FPDF_DeviceToPage(page.raw, 0, 0, *size, 0, *device, own_x, own_y)
        corners.append((own_x.value, own_y.value))
    (x0, y0), (x1, y1) = corners
    return (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def _bytes_of(document: pdfium.PdfDocument) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()
