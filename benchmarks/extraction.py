"""Extraction of the reference report against Camelot's default engine: pages a second, and cells read right.

``python -m benchmarks.extraction [--look reference …] [--repeat 3] [--out benchmarks/extraction.md]``. Each look is
typeset anew, so every cell's text and box is known. Both readers get the same file, one after the other, in this
process; the best of the repeats counts. A cell is right if one cell of the reader covers its centre and holds its text,
white space aside; amounts are counted apart. Ours includes the conservation check; Camelot's includes nothing more.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import os
import platform
import re
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from camelot.io import read_pdf
from rich.console import Console
from rich.progress import Progress

from pipelines.extraction import extract_document
from specimens.typeset import LOOKS, Typeset, TypesetCell, load_report, typeset

REPORT = "qingshan_2024"
_AMOUNT = re.compile(r"-?[\d,]+\.\d+")
_SPACE = re.compile(r"\s+")

#: page → (x0, y0, x1, y1, text)
ReadCells = dict[int, list[tuple[float, float, float, float, str]]]


@dataclass(frozen=True, slots=True)
class Score:
    """Seconds for a file, and how many cells and amounts were right."""

    seconds: float
    cells_right: int
    cells: int
    amounts_right: int
    amounts: int


def read_with_yusuan(path: Path) -> ReadCells:
    """Our reader, with its conservation check."""
    document = extract_document(path, "0" * 64)
    return {
        page.page_no: [(c.box.x0, c.box.y0, c.box.x1, c.box.y1, c.text) for grid in page.grids for c in grid.cells]
        for page in document.pages
    }


def read_with_camelot(path: Path) -> ReadCells:
    """Camelot as it comes: lattice with its default engine and options."""
    found: ReadCells = {}
    for table in read_pdf(str(path), pages="all", flavor="lattice"):
        cells = found.setdefault(table.page, [])
        cells += [(cell.x1, cell.y1, cell.x2, cell.y2, cell.text) for row in table.cells for cell in row]
    return found


def score(read: Callable[[Path], ReadCells], path: Path, truth: Sequence[TypesetCell], repeat: int) -> Score:
    """Time a reader and compare what it found with what was typeset."""
    best, found = float("inf"), ReadCells()
    for _ in range(repeat):
        start = time.perf_counter()
        found = read(path)
        best = min(best, time.perf_counter() - start)
    pieces = [fragment for cell in truth for fragment in cell.fragments if fragment.text]
    right = [_is_right(found.get(piece.page_no, []), piece.box, piece.text) for piece in pieces]
    amounts = [ok for piece, ok in zip(pieces, right, strict=True) if _AMOUNT.fullmatch(piece.text)]
    return Score(best, sum(right), len(right), sum(amounts), len(amounts))


def _is_right(
    cells: Sequence[tuple[float, float, float, float, str]], box: tuple[float, float, float, float], text: str
) -> bool:
    """Whether the cells whose centre lies in the box hold exactly its text (merged cells come in several parts)."""
    x0, y0, x1, y1 = box
    inside = [c for c in cells if x0 < (c[0] + c[2]) / 2 < x1 and y0 < (c[1] + c[3]) / 2 < y1]
    wide = [c for c in cells if c[0] - 1 < x0 and c[2] + 1 > x1 and c[1] - 1 < y0 and c[3] + 1 > y1]
    read = "".join(_SPACE.sub("", cell[4]) for cell in inside or wide[:1])
    return read == _SPACE.sub("", text)


def _row(look: str, rendered: Typeset, ours: Score, theirs: Score) -> str:
    return (
        f"| {look} | {rendered.pages} | {ours.seconds:.2f} s | {theirs.seconds:.2f} s | **{theirs.seconds / ours.seconds:.1f} ×** "
        f"| {ours.cells_right} / {ours.cells} | {theirs.cells_right} / {theirs.cells} "
        f"| {ours.amounts_right} / {ours.amounts} | {theirs.amounts_right} / {theirs.amounts} |"
    )


def main() -> None:
    """Measure and print a table; write it where ``--out`` says."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--look", nargs="+", choices=sorted(LOOKS), default=["reference", "word", "excel"])
    parser.add_argument("--repeat", type=int, default=2)
    parser.add_argument("--out", type=Path, default=Path("benchmarks/extraction.md"))
    arguments = parser.parse_args()
    report, rows = load_report(REPORT), []
    with Progress(console=Console(stderr=True)) as progress, tempfile.TemporaryDirectory() as folder:
        task = progress.add_task("looks", total=len(arguments.look))
        for look in arguments.look:
            rendered = typeset(report, LOOKS[look])
            path = Path(folder) / f"{look}.pdf"
            path.write_bytes(rendered.pdf)
            ours = score(read_with_yusuan, path, rendered.cells, arguments.repeat)
            theirs = score(read_with_camelot, path, rendered.cells, arguments.repeat)
            rows.append(_row(look, rendered, ours, theirs))
            progress.advance(task)
    text = "\n".join(
        [
            "# Extraction of the reference report",
            "",
            "Written by `make bench` (`python -m benchmarks.extraction`): both readers on the same file in one run, best of "
            f"{arguments.repeat}. Ours includes the conservation check. A cell is right if its text is, white space aside.",
            "",
            "| look | pages | Yusuan | Camelot default | ratio | cells, Yusuan | cells, Camelot | amounts, Yusuan | amounts, Camelot |",
            "| --- | --: | --: | --: | --: | --: | --: | --: | --: |",
            *rows,
            "",
            f"Python {platform.python_version()}, {os.cpu_count()} cores, camelot-py {importlib.metadata.version('camelot-py')}, "
            f"pypdfium2 {importlib.metadata.version('pypdfium2')}.",
            "",
        ]
    )
    arguments.out.write_text(text, "utf-8")
    print(text)


if __name__ == "__main__":
    main()
