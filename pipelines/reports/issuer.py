"""The body that publishes a report.

Belongs here: collecting the names that titles, headings and labels give, and choosing the one that most of them agree on.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from pipelines.extraction.model import ExtractedDocument, Grid
from pipelines.reports.narrative.numbering import fold
from pipelines.reports.narrative.paragraphs import Paragraph
from pipelines.reports.places import division_of
from pipelines.reports.report_titles import Titles

#: 部门：X, 预算主管部门：X, 编制单位：X … printed above tables and on covers.
_LABEL = re.compile(
    r"(?:预算主管部门|预算单位|编[制报]部门|编[制报]单位|填报部门|填报单位|公开部门|公开单位|部门名称|单位名称|部门|(?<!金额)单位):\s*([^:\s]{3,40})"
)
_YEAR = r"(?:20\d\d\s*年?度?)"
_WHAT = r"(?:\((?:部门|单位)\)|部门|单位|本级|区级|县级|市级|省级|区本级|县本级|市本级|省本级)*(?:综合|财政)?(?:收支)?(?:预算|决算)"
_DATE = re.compile(r"20\d\d\s*年\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?$")
_NAME = r"(?P<name>[\u4e00-\u9fffA-Z·、()]{3,40}?)"
_TITLES = (
    re.compile(rf"^{_YEAR}?{_NAME}(?:\((?:部门|汇总|本级)\))?(?:部门)?{_YEAR}{_WHAT}"),
    re.compile(rf"^{_YEAR}{_NAME}{_WHAT}"),
    re.compile(
        rf"^(?:第[一二三四五六七八九十]+部分)?{_NAME}(?:概况|主要职[责能]|机构设置|部门概况|单位概况|基本情况)$"
    ),
    re.compile(
        rf"^{_YEAR}?(?:部门|单位)(?:综合)?(?:预算|决算)(?:信息)?(?:公开)?(?:报告|说明|草案)?(?:\({_YEAR}\))?{_NAME}$"
    ),
    re.compile(rf"^(?:附?表\s*\d{{1,2}}[.、\s-]*|附件\d*:){_NAME}{_YEAR}"),
)
_SENTENCES = (
    re.compile(rf"{_YEAR}?{_NAME}{_YEAR}"),
    re.compile(rf"{_YEAR}{_NAME}(?:政府采购|机关运行|财政拨款|一般公共预算|部门)"),
    re.compile(rf"{_NAME}(?:所属|贯彻落实|是主管|为主管|部门预算)"),
)
_BODY = re.compile(
    r"(?:局|委|院|部|办|厅|会|处|中心|室|队|所|站|校|府|馆|社|园|署|司|机关|街道办事处|街道|学院|大学|中学|小学|学校|医院|海关|电视台|广播台|气象台|地震台|剧团|歌舞团|艺术团|林场|农场|牧场|总队|支队|大队|集团|公司|基地|库)(?:\([^()]{2,25}\))?$"
)  # fmt: skip
_NO_BODY = re.compile(
    r"^(?:部门|单位|本部门|本单位|主要|预算|决算|一、|基层|各|其他|所属|内设|机构|名称|汇总|项目)|情况|预算|决算|说明|名称"
)
_SUFFIX = re.compile(r"\((?:部门|单位|汇总)\)$|部门$|部门预算$")
#: What a label may name when the end of the name is none we know: a division, then at least two characters of its own.
_PLACED_NAME = re.compile(r"[\u4e00-\u9fff()·、]{4,40}")
_MIN_OWN_CHARS = 2
_WEIGHTS = {"cover": 6, "title": 4, "label": 2, "line": 3}
_LABEL_PAGES = 60
_HEAD_ROWS = 5


def find_issuer(document: ExtractedDocument, paragraphs: Sequence[Paragraph], titles: Titles) -> str | None:
    """Return the issuer's name as printed, None if no title or label names a body."""
    scores: dict[str, int] = defaultdict(int)
    for name, weight in _candidates(document, paragraphs, titles):
        if name is not None:
            scores[name] += weight
    if not scores:
        for name in _in_prose(paragraphs):
            scores[name] += 1
    if not scores:
        placed = _labels(document, paragraphs, _placed)
        return next(iter(placed)) if len(placed) == 1 else None
    best = max(scores.values())
    return next(name for name, score in scores.items() if score == best)


def _candidates(
    document: ExtractedDocument, paragraphs: Sequence[Paragraph], titles: Titles
) -> Iterator[tuple[str | None, int]]:
    joined = "".join(text for text in titles.cover if not _LABEL.search(text))
    for text in (*titles.cover, joined, fold(titles.title or "")):
        yield _from_title(text), _WEIGHTS["cover"]
        yield _body(text), _WEIGHTS["line"]
    for text in titles.headings:
        yield _from_title(text), _WEIGHTS["title"]
    for text in titles.tables:
        yield _from_title(text), 1
    labels = _labels(document, paragraphs, _body)
    # A report of forty tables repeats its label forty times: that is no more than saying it plainly once or twice.
    for name, count in labels.items():
        yield name, _WEIGHTS["label"] * min(count, 3)


def _in_prose(paragraphs: Sequence[Paragraph]) -> Iterator[str]:
    """Bodies that sentences of the narrative begin with (北京市审计局 2026 年 …), where no title names one."""
    for paragraph in paragraphs:
        if paragraph.part in ("profile", "narrative", "tables"):
            for pattern in _SENTENCES:
                found = pattern.match(re.sub(r"\s+", "", paragraph.folded[paragraph.body_start :]))
                name = _body(found["name"]) if found else None
                if name is not None:
                    yield name


def _labels(
    document: ExtractedDocument, paragraphs: Sequence[Paragraph], name_in: Callable[[str], str | None]
) -> dict[str, int]:
    """How often each name stands behind a label; ``name_in`` says what of a label's words is a name."""
    counts: dict[str, int] = defaultdict(int)
    lines = [line.text for page in document.pages[:_LABEL_PAGES] for line in page.text_lines]
    heads = [text for page in document.pages[:_LABEL_PAGES] for grid in page.grids for text in _head_texts(grid)]
    for text in (*lines, *heads):
        for found in _LABEL.finditer(fold(text)):
            name = name_in(found[1])
            if name is not None:
                counts[name] += 1
    return counts


def _head_texts(grid: Grid) -> Iterator[str]:
    """Cells of a table's first rows, and captions of forms joined with the cell on their right."""
    for row in islice(grid.rows(), _HEAD_ROWS):
        for cell, right in zip(row, (*row[1:], None), strict=False):
            yield cell.text
            if right is not None and cell.text:
                yield f"{cell.text}:{right.text}"


def _from_title(text: str) -> str | None:
    compact = _DATE.sub("", re.sub(r"\s+", "", text))
    for pattern in _TITLES:
        found = pattern.search(compact)
        if found:
            name = _body(found["name"])
            if name is not None:
                return name
    return None


def is_body_name(name: str) -> bool:
    """True if ``name`` ends as names of public bodies do."""
    return _body(name) is not None


def _body(text: str) -> str | None:
    name = re.sub(r"\s+", "", text).strip("：:，,。.、-—")
    name = re.sub(r"^\[?\d{3,9}\]?[-_]?", "", _SUFFIX.sub("", name))
    if not 3 <= len(name) <= 40 or not _BODY.search(name) or _NO_BODY.search(name):
        return None
    return _printed(name)


def _placed(text: str) -> str | None:
    """A name that a label gives (预算单位:上海市花卉良种试验场) though it ends as no body's we know: it begins with a division."""
    name = _SUFFIX.sub("", re.sub(r"\s+", "", text).strip("：:，,。.、-—"))
    division = division_of(name)
    if division is None or len(name) < len(division.name) + _MIN_OWN_CHARS:
        return None
    return _printed(name) if _PLACED_NAME.fullmatch(name) and not _NO_BODY.search(name) else None


def _printed(name: str) -> str:
    return name.replace("(", "（").replace(")", "）")
