"""The list that people keep of the files, ``data/raw/sources.csv``: where to download one, and what it does not say itself.

Belongs here: which lines are good, and what their values mean. Downloading is in ``fetch``; what becomes of statements about a
file (whose report it is, of which year) is decided in dbt (``int_identity``). ``docs/identity.md`` is the page for people.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from pipelines.documents.hand_lists import HandList, read_hand_list

SOURCES_NAME = "sources.csv"
_REQUIRED = ("file_name",)
#: The last two are for people; nothing reads them.
_OPTIONAL = ("url", "issuer", "division", "fiscal_year", "kind", "part", "note", "备注")
_STATEMENTS = ("issuer", "division", "fiscal_year", "kind", "part")
#: What file systems allow for one name.
_MAX_NAME_BYTES = 255
_MAX_PATH_BYTES = 1024
#: Longer than any body's name: a sentence that slipped into the wrong column.
_MAX_ISSUER_CHARS = 60
#: Departments publish since 2009; a year before or long after is a slip of the finger.
_YEARS = range(2008, 2100)
_KINDS = {
    "budget": "budget",
    "预算": "budget",
    "部门预算": "budget",
    "单位预算": "budget",
    "final_accounts": "final_accounts",
    "final": "final_accounts",
    "决算": "final_accounts",
    "部门决算": "final_accounts",
    "单位决算": "final_accounts",
}
_PARTS = {
    "whole": "whole",
    "全文": "whole",
    "text": "text",
    "正文": "text",
    "说明": "text",
    "tables": "tables",
    "报表": "tables",
    "表格": "tables",
    "targets": "targets",
    "绩效目标": "targets",
}


@dataclass(frozen=True, slots=True)
class Statement:
    """What a person states of a file; None for what the line leaves open."""

    issuer: str | None = None
    division: str | None = None
    fiscal_year: int | None = None
    report_kind: str | None = None
    part: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A line of the list: a file, its address if it can be fetched, what is stated of it.

    ``problem`` says why the line counts for nothing, if so.
    """

    line_no: int
    url: str | None
    file_name: str
    statement: Statement | None
    problem: str | None


def read_sources(path: Path) -> tuple[tuple[Source, ...], HandList]:
    """Return the lines that can be read, each judged, and the list itself with what is wrong in it."""
    listed = read_hand_list(path, _REQUIRED, _OPTIONAL)
    sources: list[Source] = []
    stated_in: dict[str, int] = {}
    for row in listed.rows:
        values, name = row.values, row.values["file_name"]
        statement, problem = _statement(values)
        if not values["url"] and statement is None and problem is None:
            problem = (
                f"it neither says where to fetch {name} (url) nor states anything of it ({', '.join(_STATEMENTS)})"
            )
        if values["url"]:
            problem = _problem_of_url(values["url"]) or problem
        problem = problem or _problem_of_name(name)
        if problem is None and statement is not None and stated_in.setdefault(name, row.line_no) != row.line_no:
            problem = f"line {stated_in[name]} states something of {name} already; make one line of the two"
        sources.append(Source(row.line_no, values["url"] or None, name, statement, problem))
    return tuple(sources), listed


def _statement(values: Mapping[str, str]) -> tuple[Statement | None, str | None]:
    """What a line states of its file, None if nothing; and what is wrong with it."""
    if not any(values[column] for column in _STATEMENTS):
        return None, None
    issuer, year = values["issuer"], values["fiscal_year"].removesuffix("年度").removesuffix("年")
    kind, part = _KINDS.get(values["kind"].casefold()), _PARTS.get(values["part"].casefold())
    if len(issuer) > _MAX_ISSUER_CHARS or any(unicodedata.category(char) in ("Cc", "Cs") for char in issuer):
        return None, f"{issuer[:20]!r}… is no body's name; write the issuer as the report's cover would print it"
    if year and not (year.isascii() and year.isdigit() and int(year) in _YEARS):
        return None, f"{values['fiscal_year']!r} is no fiscal year such as 2026; correct it"
    if values["kind"] and kind is None:
        return None, f"{values['kind']!r} is no kind of report; write budget (预算) or final_accounts (决算)"
    if values["part"] and part is None:
        return None, f"{values['part']!r} is no part of a disclosure; write whole, text, tables or targets"
    return Statement(issuer or None, values["division"] or None, int(year) if year else None, kind, part), None


def _problem_of_url(url: str) -> str | None:
    try:
        parts = urlsplit(url)
        has_host, _ = bool(parts.hostname), parts.port
    except ValueError as error:
        return f"{url!r} is no address ({error}); correct it"
    if parts.scheme not in ("http", "https"):
        return f"{url!r} is no http or https address; correct it"
    if not has_host:
        return f"{url!r} names no server; correct it"
    return None


def _problem_of_name(name: str) -> str | None:
    path = PurePosixPath(name)
    if not name.lower().endswith(".pdf") or path.is_absolute() or ".." in path.parts or "\\" in name:
        return f"{name!r} is no file name below data/raw that ends in .pdf; correct it"
    if any(part.startswith((".", "~$")) for part in path.parts):
        return f"{name!r} is a hidden or temporary name, which is never read; give it another"
    if any(unicodedata.category(char) in ("Cc", "Cs") for char in name):
        return f"{name!r} holds control characters; write it again"
    if any(len(part.encode()) > _MAX_NAME_BYTES for part in path.parts) or len(name.encode()) > _MAX_PATH_BYTES:
        return f"{name[:40]!r}… is too long for a file name ({len(name.encode())} bytes; {_MAX_NAME_BYTES} at most)"
    return None
