"""CSV lists that people write or mend: read line by line, so that a bad line costs itself and no other.

Belongs here: encodings, columns, delimiters, and what is wrong with a line, told with its number. What the values mean is
for ``sources`` and ``provenance`` to say.
"""

from __future__ import annotations

import csv
import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipelines.pdf.regular_files import NotRegularError, open_regular

#: A list of a hundred thousand addresses has a tenth of this.
_MAX_BYTES = 100_000_000
_UTF8_MARK = b"\xef\xbb\xbf"
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_NEWLINE = re.compile(r"\r\n|\r|\n")
#: Spreadsheet programs write tabs ("Unicode text") or semicolons in some countries.
_DELIMITERS = (",", "\t", ";")
#: Names people give to the columns, for hints.
_ALIASES = {
    "网址": "url",
    "链接": "url",
    "地址": "url",
    "address": "url",
    "link": "url",
    "文件名": "file_name",
    "文件": "file_name",
    "名称": "file_name",
    "file": "file_name",
    "filename": "file_name",
    "name": "file_name",
    "单位": "issuer",
    "公开单位": "issuer",
    "body": "issuer",
    "区划": "division",
    "行政区划": "division",
    "place": "division",
    "年度": "fiscal_year",
    "年份": "fiscal_year",
    "year": "fiscal_year",
    "类型": "kind",
    "report_kind": "kind",
    "部分": "part",
    "备注": "note",
    "说明": "note",
    "remark": "note",
    "comment": "note",
}


@dataclass(frozen=True, slots=True)
class ListedRow:
    """A good line: its number, counted from 1 with the header, and its values without spaces around them."""

    line_no: int
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ListProblem:
    """What is wrong with a line, or with the whole list (``line_no`` None)."""

    line_no: int | None
    words: str


@dataclass(frozen=True, slots=True)
class HandList:
    """A list as far as it can be read."""

    rows: tuple[ListedRow, ...] = ()
    problems: tuple[ListProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class ListText:
    """A list as it is written: its lines (None: no text), what is between fields, its columns, its header's line number."""

    lines: tuple[str | None, ...]
    delimiter: str
    names: tuple[str, ...]
    header_no: int

    def fields(self, line: str) -> dict[str, str]:
        """Return the fields of a line by column, as written; none if it is no line of a CSV file."""
        try:
            return dict(zip(self.names, _fields(line, self.delimiter), strict=False))
        except csv.Error:
            return {}


class UnreadableListError(Exception):
    """Nothing of the list can be read; the message says why and what to do."""


def read_hand_list(
    path: Path,
    columns: Sequence[str],
    optional: Sequence[str] = (),
    *,
    is_ours: bool = False,
    other_names: Mapping[str, str] | None = None,
) -> HandList:
    """Return what a list says; a missing file says nothing. Raises nothing for whatever lies at ``path``.

    Args:
        path: The list.
        columns: The columns it must have; empty values are a problem of their line.
        optional: Columns it may have; what is empty or not there is an empty value.
        is_ours: This program wrote it, in UTF-8: what cannot be read so is damage, not another encoding.
        other_names: Names by which columns may also be called, and theirs.

    A column that is neither is a problem, for what a person wrote below it is lost; the others are read all the same.
    """
    known = (*columns, *optional)
    try:
        text = text_of_list(path, columns, optional, is_ours=is_ours, other_names=other_names)
    except FileNotFoundError:
        return HandList()
    except UnreadableListError as error:
        return HandList(problems=(ListProblem(None, str(error)),))
    problems = list(_unknown_columns(text.names, known, text.header_no))
    rows: list[ListedRow] = []
    for line_no, line in enumerate(text.lines[text.header_no :], text.header_no + 1):
        found = _row(line, text.delimiter, text.names, columns, known)
        if isinstance(found, str):
            problems.append(ListProblem(line_no, found))
        elif found is not None:
            rows.append(ListedRow(line_no, found))
    return HandList(tuple(rows), tuple(problems))


def text_of_list(
    path: Path,
    columns: Sequence[str],
    optional: Sequence[str] = (),
    *,
    is_ours: bool = False,
    other_names: Mapping[str, str] | None = None,
) -> ListText:
    """Return a list as it is written, for those who write into it; arguments as of :func:`read_hand_list`.

    Raises ``FileNotFoundError`` if there is none, ``UnreadableListError`` if nothing of it can be read.
    """
    lines = _decoded_lines(bytes_of_list(path), is_ours=is_ours)
    delimiter, names, header_no = _header(lines, columns, (*columns, *optional), other_names or {})
    return ListText(tuple(lines), delimiter, tuple(names), header_no)


def bytes_of_list(path: Path, max_bytes: int | None = None) -> bytes:
    """Return what a list holds; raises ``FileNotFoundError`` if there is none, ``UnreadableListError`` if it is no file of that size."""
    try:
        most = _MAX_BYTES if max_bytes is None else max_bytes
        with open_regular(path) as file:
            content = file.read(most + 1)
    except FileNotFoundError:
        raise
    except NotRegularError as error:
        raise UnreadableListError("it is a link, a pipe or a folder, no file; put the list itself there") from error
    except OSError as error:
        raise UnreadableListError(f"it cannot be read ({error.strerror}); check its permissions") from error
    if len(content) > most:
        raise UnreadableListError(f"it is larger than {most // 1_000_000} MB, which no list is; look at it")
    return content


def _decoded_lines(content: bytes, *, is_ours: bool) -> list[str | None]:
    """Return the list line by line; None for a line whose bytes are no text in the encoding of the others."""
    try:
        if content.startswith(_UTF16_MARKS):
            return [*_NEWLINE.split(content.decode("utf-16"))]
        content = content.removeprefix(_UTF8_MARK)
        return [*_NEWLINE.split(content.decode("utf-8"))]
    except UnicodeDecodeError as error:
        # No byte of a UTF-8 character looks like a line's end.
        pieces = [_decoded(line) for line in re.split(rb"\r\n|\r|\n", content)]
        if is_ours or _is_damaged_utf8(pieces):
            return pieces
        try:
            return [*_NEWLINE.split(content.decode("gb18030"))]
        except UnicodeDecodeError:
            raise UnreadableListError(
                f"it is neither UTF-8 nor UTF-16 nor GBK ({error.reason}); save it as “CSV UTF-8”"
            ) from error


def _decoded(line: bytes) -> str | None:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _is_damaged_utf8(lines: Sequence[str | None]) -> bool:
    """True if most lines with other characters than ASCII are UTF-8: lines of another encoding nearly never are by chance."""
    good = sum(line is not None and not line.isascii() for line in lines)
    return good > sum(line is None for line in lines)


def _header(
    lines: Sequence[str | None], columns: Sequence[str], known: Sequence[str], other_names: Mapping[str, str]
) -> tuple[str, list[str], int]:
    """Return the delimiter, the columns' names and the header's line number."""
    first = next((number for number, line in enumerate(lines, 1) if line is None or line.strip()), None)
    wanted = ",".join(columns)
    optional = known[len(columns) :]
    if optional:
        wanted += f" and what you need of {','.join(optional)}"
    if first is None:
        raise UnreadableListError(f"it is empty; its first line must be: {wanted}")
    line = lines[first - 1]
    written = [] if line is None else [_names(line, delimiter) for delimiter in _DELIMITERS]
    guesses = [[other_names.get(name, name) for name in names] for names in written]
    for delimiter, names in zip(_DELIMITERS, guesses, strict=False):
        if set(columns) <= set(names):
            return delimiter, names, first
    names = max(guesses, key=len, default=[])
    missing = ", ".join(sorted(set(columns) - set(names)))
    hints = "; ".join(filter(None, (_hint(name, known) for name in names if name not in known)))
    raise UnreadableListError(
        f"it lacks the column {missing}; its first line must be: {wanted}" + (f" ({hints})" if hints else "")
    )


def _names(header: str, delimiter: str) -> list[str]:
    try:
        return [name.strip().casefold() for name in _fields(header, delimiter)]
    except csv.Error:
        return []


def _hint(name: str, columns: Sequence[str]) -> str:
    near = _ALIASES.get(name) or next(iter(difflib.get_close_matches(name, columns, 1)), None)
    return f"for {name!r}, did you mean {near}?" if near in columns else ""


def _unknown_columns(names: Sequence[str], columns: Sequence[str], line_no: int) -> Iterator[ListProblem]:
    for name in dict.fromkeys(names):
        if name and name not in columns:
            yield ListProblem(
                line_no, f"the column {name!r} is not known and was not read; {hint_of_column(name, columns)}"
            )


def hint_of_column(name: str, columns: Sequence[str]) -> str:
    """Return what an unknown column may have been meant to be, else which there are."""
    return _hint(name, columns) or f"the columns are {', '.join(columns)}"


def _row(
    line: str | None, delimiter: str, names: Sequence[str], columns: Sequence[str], known: Sequence[str]
) -> dict[str, str] | str | None:
    """Return a line's values, or what is wrong with it, or None for an empty line."""
    if line is None:
        return "its bytes are no text in the encoding of the other lines; write it again"
    if "\0" in line:
        return "it holds zero bytes: the list is damaged there; write the line again"
    try:
        fields = [field.strip() for field in _fields(line, delimiter)]
    except csv.Error as error:
        return _words_of(error)
    if not any(fields):
        return None
    if any(fields[len(names) :]):
        return f"it has {len(fields)} fields for {len(names)} columns; put a value with {delimiter!r} in it into quotation marks"
    values = dict(zip(names, fields, strict=False))
    missing = [column for column in columns if not values.get(column)]
    return f"it has no {' and no '.join(missing)}" if missing else {column: values.get(column, "") for column in known}


def _fields(line: str, delimiter: str) -> list[str]:
    # A line at a time: an open quotation mark must not swallow the lines below it.
    return next(csv.reader([line], delimiter=delimiter, strict=True, skipinitialspace=True), [])


def _words_of(error: csv.Error) -> str:
    if "unexpected end" in str(error):
        return "a quotation mark is opened and not closed"
    return f"it is no line of a CSV file ({error})"
