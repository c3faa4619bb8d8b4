"""Writing a person's decision into the list ``data/raw/verdicts.csv``: one line, all others as they are.

Belongs here: the line that is put in or replaced. What a line means is in ``verdicts``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from pipelines.contract.spreadsheet_text import as_text
from pipelines.documents.hand_lists import ListText, text_of_list
from pipelines.documents.list_writing import line_of, lines_with_columns, write_lines
from pipelines.documents.verdicts import COLUMNS, OPTIONAL, OTHER_NAMES, REQUIRED, VERDICTS_ZH, Verdict


def set_verdicts(path: Path, verdicts: Sequence[Verdict]) -> None:
    """Write the decisions into the list, each in the place of an earlier one on the same finding, or at the end.

    Other lines stay as they are, also those that cannot be understood. Raises ``UnreadableListError`` if there is a list and
    nothing of it can be read, or a line of it is no text (writing it anew would lose it); ``OSError`` if it cannot be written.
    """
    text = _text(path)
    lines, names = lines_with_columns(text, COLUMNS)
    place_of = {
        text.fields(line).get("finding_key", "").strip().casefold(): number
        for number, line in enumerate(lines[text.header_no :], text.header_no)
    }
    for verdict in verdicts:
        values = _values(verdict)
        line = line_of([values.get(name, "") for name in names], text.delimiter)
        number = place_of.setdefault(verdict.finding_key, len(lines))
        lines[number:] = [line, *lines[number + 1 :]]
    write_lines(path, lines)


def _text(path: Path) -> ListText:
    try:
        return text_of_list(path, REQUIRED, OPTIONAL, other_names=OTHER_NAMES)
    except FileNotFoundError:
        return ListText((",".join(COLUMNS),), ",", COLUMNS, 1)


def _values(verdict: Verdict) -> Mapping[str, str]:
    return {
        "finding_key": verdict.finding_key,
        "reviewer_verdict": VERDICTS_ZH[verdict.verdict],
        "reviewer_note": as_text(verdict.note or ""),
        "reviewer": as_text(verdict.reviewer or ""),
        "reviewed_on": verdict.reviewed_on.isoformat() if verdict.reviewed_on else "",
        "rule_ids": verdict.rule_ids or "",
        "file_name": as_text(verdict.file_name or ""),
        "page_nos": verdict.page_nos or "",
        "title_zh": as_text(verdict.title_zh or ""),
    }
