"""A whole document: its pages in order, each read by itself so that one bad page harms no other.

Belongs here: opening the file, going through the pages, and what becomes of a page that cannot be read.
"""

from __future__ import annotations

import gc
import logging
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pypdfium2 as pdfium

from pipelines.contract.garbage import COLLECT_AFTER
from pipelines.extraction.model import Conservation, ExtractedDocument, ExtractedPage
from pipelines.extraction.pages import read_page
from pipelines.extraction.sampled_figures import PictureSample
from pipelines.extraction.second_reading import SecondReader, open_second_reader
from pipelines.extraction.true_digits import DigitProof
from pipelines.pdf.annotations import draw_annotations, saved

_log = logging.getLogger(__name__)


class ExtractionError(Exception):
    """The file cannot be opened as a PDF; the message says why and what to do."""


def extract_document(
    path: Path,
    document_id: str,
    on_page: Callable[[int, int], None] | None = None,
    page_nos: Collection[int] | None = None,
) -> ExtractedDocument:
    """Read every page of a PDF, or some.

    Args:
        path: The file.
        document_id: SHA-256 of its bytes, hexadecimal.
        on_page: Called after each page with its number and the number of pages.
        page_nos: The pages wanted, counted from 1; all by default.

    Raises:
        ExtractionError: The file cannot be opened. A page that cannot be read raises nothing: it is handed on without
            grids, its conservation fails and says why.
    """
    try:
        with _rare_collections(), pdfium.PdfDocument(path) as document, open_second_reader(path) as again:
            return ExtractedDocument(document_id, tuple(_pages(document, document_id, again, on_page, page_nos)))
    except ExtractionError:
        raise
    except Exception as error:
        raise ExtractionError(
            f"{path.name} cannot be opened as a PDF ({type(error).__name__}: {error}); "
            "open it in a PDF viewer, save or print it as a new PDF without password, and put that into data/raw"
        ) from error


@contextmanager
def _rare_collections() -> Iterator[None]:
    """Let Python look for garbage more rarely: the usual way takes a twelfth of the time of reading."""
    usual = gc.get_threshold()
    gc.set_threshold(*COLLECT_AFTER)
    try:
        yield
    finally:
        gc.set_threshold(*usual)


def _pages(
    document: pdfium.PdfDocument,
    document_id: str,
    again: SecondReader,
    on_page: Callable[[int, int], None] | None,
    page_nos: Collection[int] | None,
) -> list[ExtractedPage]:
    page_count = len(document)
    digits, sample = DigitProof(), PictureSample(document_id)
    pages: list[ExtractedPage] = []
    for page_no in range(1, page_count + 1):
        if page_nos is not None and page_no not in page_nos:
            continue
        pages.append(_one_page(document, page_no, again, digits, sample))
        if on_page is not None:
            on_page(page_no, page_count)
    # A page may be read before its font is known to lie, or before another page of that font is found to deceive.
    for page_no in sorted({*digits.take_believed_wrongly(), *sample.take_believed_wrongly()}):
        at = next(n for n, page in enumerate(pages) if page.page_no == page_no)
        pages[at] = _one_page(document, page_no, again, digits, sample)
    return pages


def _one_page(
    document: pdfium.PdfDocument, page_no: int, again: SecondReader, digits: DigitProof, sample: PictureSample
) -> ExtractedPage:
    try:
        page = document[page_no - 1]
        try:
            if draw_annotations(page):
                # Both readings look at what is drawn now.
                page.close()
                page = document[page_no - 1]
                again.reopen(lambda: saved(document))
            read = read_page(page, page_no, again, digits, sample)
            return replace(read, second_reading=again.ways.get(page_no))
        finally:
            page.close()
    except Exception as error:
        # Whatever a damaged page makes the PDF libraries raise concerns this page alone.
        _log.warning("page %d cannot be read: %s: %s", page_no, type(error).__name__, error)
        return _unreadable(document, page_no, f"the page cannot be read: {type(error).__name__}: {error}")


def _unreadable(document: pdfium.PdfDocument, page_no: int, problem: str) -> ExtractedPage:
    try:
        width, height = document.get_page_size(page_no - 1)
    except pdfium.PdfiumError:
        width, height = 0.0, 0.0
    return ExtractedPage(
        page_no=page_no,
        width=width,
        height=height,
        rotation=0,
        text_layer="blank",
        engine="none",
        grids=(),
        text_lines=(),
        conservation=Conservation("fails", problems=(problem,)),
    )
