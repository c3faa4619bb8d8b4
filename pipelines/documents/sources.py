"""The lists that people keep of the files, ``data/raw/sources.csv`` and ``sources.yaml``: where to download one, and what it does not
say itself.

Belongs here: which lines are good, and what their values mean. A file name that ends in "/" is a folder, and its address a page that
lists reports for it. Downloading is in ``fetch``; what becomes of statements about a
file (whose report it is, of which year) is decided in dbt (``int_identity``). ``docs/identity.md`` is the page for people.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from pipelines.documents.fetching.addresses import problem_of_url
from pipelines.documents.hand_lists import HandList, read_hand_list
from pipelines.documents.hand_yaml import read_hand_yaml

SOURCES_NAME = "sources.csv"
SOURCES_YAML_NAME = "sources.yaml"
LIST_NAMES = (SOURCES_NAME, SOURCES_YAML_NAME)
REQUIRED_COLUMNS = ("file_name",)
#: The last two are for people; nothing reads them.
OPTIONAL_COLUMNS = ("url", "issuer", "division", "fiscal_year", "kind", "part", "depth", "note", "备注")
OTHER_NAMES = {"year": "fiscal_year"}
_STATEMENTS = ("issuer", "division", "fiscal_year", "kind", "part")
#: What file systems allow for one name.
_MAX_NAME_BYTES = 255
_MAX_PATH_BYTES = 1024
#: Longer than any body's name: a sentence that slipped into the wrong column.
_MAX_ISSUER_CHARS = 60
#: Links from a listing page to an article: a list, its sections, their articles. Deeper ones wander off.
_DEPTHS = range(0, 4)
DEFAULT_DEPTH = 1
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

    ``problem`` says why the line counts for nothing, if so. ``depth`` is of listing pages: how many links deep they are followed.
    """

    line_no: int
    url: str | None
    file_name: str
    statement: Statement | None
    problem: str | None
    list_name: str = SOURCES_NAME
    depth: int = DEFAULT_DEPTH

    @property
    def is_listing(self) -> bool:
        """True if the address is a page that lists reports, and the name the folder for them."""
        return self.file_name.endswith("/")


@dataclass(frozen=True, slots=True)
class ListedProblem:
    """What is wrong with a list as such, or with a line of it that could not be read."""

    list_name: str
    line_no: int | None
    words: str


def read_lists(folder: Path) -> tuple[tuple[Source, ...], tuple[ListedProblem, ...]]:
    """Return the lines of both lists of a folder, each judged, and what is wrong with the lists; a list that is not there says nothing."""
    sources: list[Source] = []
    problems: list[ListedProblem] = []
    for name in LIST_NAMES:
        found, listed = read_sources(folder / name)
        problems += [ListedProblem(name, problem.line_no, problem.words) for problem in listed.problems]
        sources += found
    stated_in: dict[str, Source] = {}
    judged: list[Source] = []
    for source in sources:
        if source.problem is None and source.statement is not None:
            first = stated_in.setdefault(source.file_name, source)
            if first.list_name != source.list_name:
                words = f"{first.list_name} line {first.line_no} states something of {source.file_name} already; make one line of the two"
                source = replace(source, problem=words)
        judged.append(source)
    return tuple(judged), tuple(problems)


def read_sources(path: Path) -> tuple[tuple[Source, ...], HandList]:
    """Return the lines that can be read of one list, each judged, and the list itself with what is wrong in it."""
    is_yaml = path.suffix in (".yaml", ".yml")
    read = read_hand_yaml if is_yaml else read_hand_list
    listed = read(path, REQUIRED_COLUMNS, OPTIONAL_COLUMNS, other_names=OTHER_NAMES)
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
            wrong = problem_of_url(values["url"])
            problem = f"{wrong}; correct it" if wrong is not None else problem
        problem = problem or _problem_of_name(name) or _problem_of_listing(values)
        if problem is None and statement is not None and stated_in.setdefault(name, row.line_no) != row.line_no:
            problem = f"line {stated_in[name]} states something of {name} already; make one line of the two"
        depth = int(values["depth"]) if values["depth"] and problem is None else DEFAULT_DEPTH
        sources.append(Source(row.line_no, values["url"] or None, name, statement, problem, path.name, depth))
    return tuple(sources), listed


def kind_of(text: str) -> str | None:
    """Return the kind of report that a person calls so; None if it is none."""
    return _KINDS.get(text.strip().casefold())


def year_of(text: str) -> int | None:
    """Return the fiscal year written as 2026, 2026年 or 2026年度; None if it is none that a report can be of."""
    year = text.strip().removesuffix("年度").removesuffix("年")
    return int(year) if year.isascii() and year.isdigit() and int(year) in _YEARS else None


def _statement(values: Mapping[str, str]) -> tuple[Statement | None, str | None]:
    """What a line states of its file, None if nothing; and what is wrong with it."""
    if not any(values[column] for column in _STATEMENTS):
        return None, None
    issuer, year = values["issuer"], year_of(values["fiscal_year"])
    kind, part = kind_of(values["kind"]), _PARTS.get(values["part"].casefold())
    if len(issuer) > _MAX_ISSUER_CHARS or any(unicodedata.category(char) in ("Cc", "Cs") for char in issuer):
        return None, f"{issuer[:20]!r}… is no body's name; write the issuer as the report's cover would print it"
    if values["fiscal_year"] and year is None:
        return None, f"{values['fiscal_year']!r} is no fiscal year such as 2026; correct it"
    if values["kind"] and kind is None:
        return None, f"{values['kind']!r} is no kind of report; write budget (预算) or final_accounts (决算)"
    if values["part"] and part is None:
        return None, f"{values['part']!r} is no part of a disclosure; write whole, text, tables or targets"
    return Statement(issuer or None, values["division"] or None, year, kind, part), None


def _problem_of_listing(values: Mapping[str, str]) -> str | None:
    """What is wrong with a line as that of a listing page; a statement there says which reports of the page are wanted."""
    depth = values["depth"]
    if not values["file_name"].endswith("/"):
        return f"depth is of pages that list reports, whose file_name ends in /; leave {depth!r} out" if depth else None
    if not values["url"]:
        return f"{values['file_name']} is a folder for the reports that a page lists; give the page as url"
    if depth and not (depth.isascii() and depth.isdigit() and int(depth) in _DEPTHS):
        return f"{depth!r} is no depth; write how many links an article is away from the list: 0 to {_DEPTHS[-1]}"
    if values["issuer"] or values["division"] or values["part"]:
        return "a page that lists reports is told which by fiscal_year and kind; issuer, division and part are of single files"
    return None


def _problem_of_name(name: str) -> str | None:
    path = PurePosixPath(name)
    is_named = name.lower().endswith(".pdf") or (name.endswith("/") and path.parts)
    if not is_named or path.is_absolute() or ".." in path.parts or "\\" in name:
        return f"{name!r} is no file name below data/raw that ends in .pdf (or, for a page that lists reports, a folder that ends in /); correct it"
    if any(part.startswith((".", "~$")) for part in path.parts):
        return f"{name!r} is a hidden or temporary name, which is never read; give it another"
    if any(unicodedata.category(char) in ("Cc", "Cs") for char in name):
        return f"{name!r} holds control characters; write it again"
    if any(len(part.encode()) > _MAX_NAME_BYTES for part in path.parts) or len(name.encode()) > _MAX_PATH_BYTES:
        return f"{name[:40]!r}… is too long for a file name ({len(name.encode())} bytes; {_MAX_NAME_BYTES} at most)"
    return None
