"""Writing into a CSV list that people keep: a line put in, all others as they are.

Belongs here: columns that are added at the header's end, fields as CSV, the file replaced whole. Which line goes where is for ``verdict_list``
and ``source_list`` to say.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from pipelines.contract.files import written_whole
from pipelines.documents.hand_lists import ListText, UnreadableListError

#: Opens in a spreadsheet as what it is.
_UTF8_MARK = "\ufeff"


def lines_with_columns(text: ListText, columns: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return a list's lines without empty ones at the end, its header with these columns added if they are not there, and its columns.

    Raises ``UnreadableListError`` if a line is no text: writing it anew would lose it.
    """
    if None in text.lines:
        raise UnreadableListError(
            f"line {text.lines.index(None) + 1} is no text in the encoding of the others; write it again"
        )
    lines = [line for line in text.lines if line is not None]
    while len(lines) > text.header_no and not lines[-1].strip():
        lines.pop()
    names = [*text.names, *(name for name in columns if name not in text.names)]
    if len(names) > len(text.names):
        added = line_of(names[len(text.names) :], text.delimiter)
        lines[text.header_no - 1] = f"{lines[text.header_no - 1]}{text.delimiter}{added}"
    return lines, names


def line_of(values: Sequence[str], delimiter: str) -> str:
    """Return values as a line of the list; a line's end within a value, which would cut it in two, becomes a blank."""
    written = io.StringIO()
    csv.writer(written, delimiter=delimiter, lineterminator="").writerow([" ".join(value.split()) for value in values])
    return written.getvalue()


def write_lines(path: Path, lines: Sequence[str]) -> None:
    """Replace the list as a whole; raises ``OSError`` if it cannot be written."""
    with written_whole(path, is_durable=True) as draft:
        draft.write_text(_UTF8_MARK + "\n".join(lines) + "\n", encoding="utf-8", newline="")
