"""Adding a line to the list ``data/raw/sources.csv``: one that is good, and in nobody's way.

Belongs here: the line that is added. What a line means is in ``sources``.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path

from pipelines.documents.hand_lists import ListText, text_of_list
from pipelines.documents.list_writing import line_of, lines_with_columns, write_lines
from pipelines.documents.sources import (
    OPTIONAL_COLUMNS,
    OTHER_NAMES,
    REQUIRED_COLUMNS,
    SOURCES_NAME,
    read_lists,
    read_sources,
)

#: Of a new list, in this order.
_COLUMNS = ("url", "file_name", "issuer", "division", "fiscal_year", "kind", "part", "depth", "note")


class SourceError(ValueError):
    """A line is not added; the message says why."""


def add_source(raw_dir: Path, values: Mapping[str, str]) -> int:
    """Add a line of these values by column to the list; returns its number.

    All other lines stay as they are. Raises ``SourceError`` if the line would be no good or says what one says already,
    ``UnreadableListError`` if there is a list that cannot be read, ``OSError`` if it cannot be written.
    """
    _judge(values)
    _look_for_another(raw_dir, values)
    path = raw_dir / SOURCES_NAME
    try:
        text = text_of_list(path, REQUIRED_COLUMNS, OPTIONAL_COLUMNS, other_names=OTHER_NAMES)
    except FileNotFoundError:
        text = ListText((line_of(_COLUMNS, ","),), ",", _COLUMNS, 1)
    lines, names = lines_with_columns(text, [name for name, value in values.items() if value])
    lines.append(line_of([values.get(name, "") for name in names], text.delimiter))
    write_lines(path, lines)
    return len(lines)


def _judge(values: Mapping[str, str]) -> None:
    """Read the line as it would be read: what is wrong with it is said in the same words."""
    with tempfile.TemporaryDirectory(prefix="yusuan-list-") as folder:
        path = Path(folder) / SOURCES_NAME
        write_lines(path, [line_of(list(values), ","), line_of(list(values.values()), ",")])
        sources, listed = read_sources(path)
    problems = [problem.words for problem in listed.problems] + [source.problem for source in sources if source.problem]
    if problems:
        raise SourceError(problems[0])


def _look_for_another(raw_dir: Path, values: Mapping[str, str]) -> None:
    name, url = values.get("file_name", ""), values.get("url", "")
    states = any(values.get(column) for column in ("issuer", "division", "fiscal_year", "kind", "part"))
    for source in read_lists(raw_dir)[0]:
        place = f"{source.list_name} line {source.line_no}"
        if url and source.url == url and source.file_name == name:
            raise SourceError(f"{place} lists it already")
        if source.file_name == name and url and source.url is not None:
            raise SourceError(
                f"{place} has another address for {name}; give this one another file name, or correct that line"
            )
        if source.file_name == name and states and source.statement is not None:
            raise SourceError(f"{place} states something of {name} already; correct that line")
