"""What the titles of a report say: its own title, year, kind, and whether it is a department's or a unit's.

Belongs here: collecting titles by rank (cover before headings before tables) and counting their words. The cover wins a
conflict; below it the majority does, and a draw decides nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipelines.reports.narrative.numbering import fold
from pipelines.reports.narrative.paragraphs import Paragraph

_MAX_TITLE_CHARS = 60
_REPORT = re.compile(r"预算|决算")
_YEAR = re.compile(r"(20\d\d)\s*(?:年|财年|部门|单位|预算|决算)")
_REPORT_YEAR = re.compile(r"(20\d\d)\s*年?度?[^,。;:]{0,14}?(?:部门|单位|收支|收入|支出)?(?:预算|决算)")
_FINAL, _BUDGET = re.compile(r"决算"), re.compile(r"预算")
#: Targets are set with the budget; the accounts report on them (绩效自评, 绩效评价).
_TARGETS, _EVALUATED = re.compile(r"绩效目标(?:申报)?表"), re.compile(r"自评|评价|完成情况")
_UNIT = re.compile(
    r"单位预算|单位决算|单位(?:收支|收入|支出|财政拨款|财务收支)|预算单位:|单位概况|单位基本情况|单位主要职能|单位机构设置"
)
_DEPARTMENT = re.compile(
    r"部门(?:综合)?预算|部门(?:综合)?决算|部门(?:收支|收入|支出|财政拨款|财务收支)|预算主管部门:|部门概况|部门基本|部门主要职|部门机构设置"
)
_PART = re.compile(r"^(?:第[一二三四五六七八九十]+部分\s*|附件\d*：)")
_OWN_TITLE = re.compile(r"(?:部门|单位)(?:\((?:单位|部门)\))?(?:综合)?(?:预算|决算)")
_LABEL = re.compile(r"^\S{0,8}(?:部门|单位)\S{0,4}:")
#: 二〇二四年, its zero in every way it is typed.
_WRITTEN_YEAR = re.compile(
    r"二[〇○零ＯOoО0]([〇○零ＯOoО0一二三四五六七八九])([〇○零ＯOoО0一二三四五六七八九])(?=\s*年)"
)
_DIGITS = {char: str(value) for value, char in enumerate("〇一二三四五六七八九")}


@dataclass(frozen=True, slots=True)
class Titles:
    """Titles by rank: ``cover`` lines, ``headings`` of parts, ``tables``; ``title`` is the report's own as printed."""

    title: str | None
    cover: tuple[str, ...]
    headings: tuple[str, ...]
    tables: tuple[str, ...]

    @property
    def ranks(self) -> tuple[tuple[str, ...], ...]:
        """The titles, the most telling first; folded."""
        return self.cover, self.headings, self.tables


def with_digits(text: str) -> str:
    """Return ``text`` with years that are written out (二〇二四年) in digits."""
    return _WRITTEN_YEAR.sub(lambda found: "20" + "".join(_DIGITS.get(char, "0") for char in found.groups()), text)


def report_titles(paragraphs: Sequence[Paragraph], table_titles: Sequence[str]) -> Titles:
    """Collect the titles of a report from its paragraphs and tables."""
    cover = _cover(paragraphs)
    headings = [
        p.folded
        for p in paragraphs
        if (p.part == "contents" or p.is_heading)
        and (p.level is None or p.level <= 1)
        and len(p.text) <= _MAX_TITLE_CHARS
    ]
    return Titles(
        _own_title(cover) or _title_of_part(paragraphs),
        tuple(with_digits(p.folded) for p in cover),
        tuple(map(with_digits, headings)),
        tuple(with_digits(fold(title)) for title in table_titles),
    )


def _cover(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """The lines before contents and first heading, while they are short and on the first two pages."""
    lines: list[Paragraph] = []
    for paragraph in paragraphs:
        if paragraph.part != "cover" or paragraph.page_no > 2 or len(paragraph.text) > _MAX_TITLE_CHARS:
            break
        lines.append(paragraph)
    return lines


def _own_title(cover: Sequence[Paragraph]) -> str | None:
    """The cover's lines up to the one that says 预算 or 决算; without that word they name something else."""
    lines = [p.text for p in cover if not _LABEL.match(p.folded)]
    last = max((n for n, text in enumerate(lines) if _REPORT.search(text) or text == "信息公开"), default=-1)
    if last < 0:
        # The word itself may be broken over two lines (部门预 | 算).
        last = next((n for n in range(1, len(lines)) if _REPORT.search(lines[n - 1] + lines[n])), -1)
    return "".join(lines[: last + 1]) or None


def _title_of_part(paragraphs: Sequence[Paragraph]) -> str | None:
    found = next((p for p in paragraphs if p.is_heading and p.level in (None, 0) and _REPORT_YEAR.search(p.folded)
                  and _OWN_TITLE.search(p.folded)), None)  # fmt: skip
    return _PART.sub("", found.text) if found else None


def fiscal_year_of(titles: Titles, table_years: Sequence[int], prose: str) -> int | None:
    """Return the report's year: of the cover, else of most headings and table titles, else of the prose."""
    for candidates in (
        [int(m[1]) for text in titles.cover for m in _REPORT_YEAR.finditer(text)],
        [int(m[1]) for text in ("".join(titles.cover),) for m in _YEAR.finditer(text) if _REPORT.search(text)],
        [int(m[1]) for text in titles.headings for m in _REPORT_YEAR.finditer(text)],
        list(table_years),
        [int(m[1]) for text in (*titles.headings, *titles.tables) for m in _YEAR.finditer(text)],
        [int(m[1]) for m in _REPORT_YEAR.finditer(with_digits(prose))],
    ):
        year = _most(candidates)
        if year is not None:
            return year
    return None


def report_kind_of(titles: Titles, prose: str) -> str | None:
    """Return budget or final_accounts; null if the titles say neither."""
    for texts in (*titles.ranks, (prose,)):
        final = sum(len(_FINAL.findall(text)) for text in texts)
        # 预算 is also part of 一般公共预算; a report of final accounts says 决算 in titles, a budget never does.
        if final:
            return "final_accounts" if texts != (prose,) or final > prose.count("预算") / 4 else "budget"
        if any(_BUDGET.search(text) for text in texts):
            return "budget"
    forms = [text for texts in titles.ranks for text in texts if _TARGETS.search(text)]
    return "budget" if forms and not any(map(_EVALUATED.search, forms)) else None


def body_kind_of(titles: Titles) -> str | None:
    """Return department or unit by the words of the titles; null if they don't say or say both equally often."""
    for texts in titles.ranks:
        units = sum(len(_UNIT.findall(text)) for text in texts)
        departments = sum(len(_DEPARTMENT.findall(text)) for text in texts)
        if units != departments:
            return "unit" if units > departments else "department"
    return None


def _most(values: Iterable[int]) -> int | None:
    ranked = Counter(values).most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return max((value for value, _ in ranked), default=None) if ranked else None
    return ranked[0][0]
