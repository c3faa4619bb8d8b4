"""The budget units that the profile names.

Belongs here: sentences and lists that say which units a department's report covers. Whether the tables name the same units
is asked in dbt.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipelines.extraction.model import ExtractedDocument
from pipelines.reports.narrative.numbering import fold
from pipelines.reports.narrative.paragraphs import Paragraph

#: A sentence that tells which units are covered, and the words after which they are listed.
_COVERS = re.compile(
    r"预算单位|二级单位|基层单位|单位构成|汇总预算|综合收支|编制范围|决算单位|独立核算|所属单位|下属单位|部门预算(?:编报)?(?:是)?(?:由|包括)"
)
_LIST = re.compile(
    r"(?:(?:具体|主要|分别)?(?:包括|包含|为|是|有)|具体如下|如下)[:,]?|(?:下属|所属|下设|下辖)(?=\d)|由(?=[^。]*(?:组成|构成))"
)
_COUNT = re.compile(
    r"^(?:共|及)?(?:下属|所属|下设)?\s*[\d一二三四五六七八九十]+\s*(?:个|家)(?:直属|下属|所属|基层|二级|独立核算|行政|事业|参公|预算|核算|\(.*?\))*(?:预算)?(?:单位|机构)?[:,(]?(?:分别为|分别是|即|为|是|包括)?[:,]?"
)
_SEPARATOR = re.compile(
    r"[、,;:]|以及|(?:及其?|和|与)(?=(?:下属|所属|下设|\d|其)|[^、,;。]*(?:中心|局|院|馆|站|所|校|队|处|室|会|机关|本级))"
)
_OWN = re.compile(r"本级|局机关|委机关|机关本级|本部|机关$|部门本级")
_UNIT_END = re.compile(
    r"(?:局|委|院|部|办|厅|会|处|中心|室|队|所|站|校|府|馆|社|园|署|司|机关|街道办事处|街道|学院|大学|学校|医院|总队|支队|大队|银行|基地|公司|本级|本部|杂志社|服务部)(?:\((?:本级|机关|部门|本部|[^()]{2,20})\))?$"
)  # fmt: skip
_TAIL = re.compile(r"(?:等)?(?:的|组成|构成|的综合|纳入|不单列|内设|设)[^,、]*$|等$|预算$")
_INTERNAL = re.compile(r"内设|设有|科室|处室|职能处|办公室、|工作职责|负责")
_ITEM = re.compile(
    r"^\s*(?:(?:\d{1,2}|[一二三四五六七八九十]{1,3})[.、．]|[(（](?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）]|[①-⑳])\s*"
)
_HEADER = re.compile(r"单位名称|预算单位|机构名称")
_MAX_NAME_CHARS = 40
#: 由 A 和 B 组成 stands before the word 预算单位, by this much at most.
_LIST_BEFORE_CHARS = 20


def named_units(
    paragraphs: Sequence[Paragraph], document: ExtractedDocument, profile_pages: frozenset[int]
) -> list[dict[str, object]]:
    """Return the rows of the contract's ``named_units``: names in sentences, numbered lists and tables of the profile."""
    found: dict[str, tuple[int, str]] = {}
    is_listing = False
    for paragraph in paragraphs:
        if paragraph.part != "profile":
            is_listing = False
            continue
        if is_listing and (item := _listed(paragraph)) is not None:
            found.setdefault(item, (paragraph.page_no, paragraph.text))
            continue
        is_listing = False
        for sentence in re.split(r"(?<=。)", paragraph.text):
            folded = fold(sentence)
            if not _COVERS.search(folded) or paragraph.is_heading:
                continue
            for name in _names(sentence, folded):
                found.setdefault(name, (paragraph.page_no, sentence))
            is_listing = folded.rstrip().endswith((":", "如下。"))
    for name, place in _tabled(document, profile_pages):
        found.setdefault(name, place)
    return [
        {
            "document_id": document.document_id,
            "unit_no": number,
            "page_no": page_no,
            "unit_name_printed": name,
            "is_own_office": _OWN.search(name) is not None,
            "sentence": sentence,
        }
        for number, (name, (page_no, sentence)) in enumerate(found.items(), start=1)
    ]


def _names(sentence: str, folded: str) -> list[str]:
    covers = _COVERS.search(folded)
    least = covers.start() - _LIST_BEFORE_CHARS if covers else 0
    mark = next((m for m in _LIST.finditer(folded) if m.start() >= least), None)
    if mark is None or _INTERNAL.search(folded):
        return []
    rest = sentence[mark.end() :].rstrip("。.；;")
    return [name for piece in _SEPARATOR.split(fold(rest)) if (name := _name(piece)) is not None]


def _name(piece: str) -> str | None:
    name = piece.strip(' "“”')
    name = re.sub(
        r"^(?:其中|包括|即|为|是|及|和|与|以及|由|下属|所属|下设|直属|分别|具体|主要|有|纳入|列入)+", "", name
    )
    name = _COUNT.sub("", name)
    name = _TAIL.sub("", name).strip(' "')
    if (
        not name
        or len(name) > _MAX_NAME_CHARS
        or not _UNIT_END.search(name)
        or re.search(r"\d", name)
        or name.count("(") != name.count(")")
    ):
        return None
    return name


def _listed(paragraph: Paragraph) -> str | None:
    text = paragraph.text
    item = _ITEM.match(text)
    body = text[item.end() :] if item else text
    return _name(re.split(r"[，,。；;：:]", fold(body), maxsplit=1)[0])


def _tabled(document: ExtractedDocument, pages: frozenset[int]) -> list[tuple[str, tuple[int, str]]]:
    found: list[tuple[str, tuple[int, str]]] = []
    for page in document.pages:
        if page.page_no not in pages:
            continue
        for grid in page.grids:
            columns = {cell.col for cell in grid.cells if cell.row <= 1 and _HEADER.search(cell.text)}
            header = max((cell.row for cell in grid.cells if cell.row <= 1 and _HEADER.search(cell.text)), default=-1)
            for cell in grid.cells:
                name = _name(fold(cell.text)) if cell.col in columns and cell.row > header else None
                if name is not None:
                    found.append((name, (page.page_no, cell.text)))
    return found
