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

#: Sentences that say which units the budget covers; where none does, those that say which units there are.
_COVERS = re.compile(
    r"预算单位|编制范围|汇总预算|综合收支|决算单位|独立核算|部门(?:预算|决算)(?:编报)?(?:是|由|包括|包含)|纳入.{0,20}部门(?:预算|决算)"
)
_BELONGS = re.compile(r"二级单位|基层单位|单位构成|所属单位|下属单位|下属事业单位|所属事业单位")
_NOT_COVERED = re.compile(r"不含|不包括|没有|不再|不纳入|除外|除此")
_NO_UNIT = re.compile(r"非独立|不单列|不独立|未独立|不单独")
#: What a bracket behind a name says of the unit is no part of its name.
_DESCRIPTION = re.compile(r"\([^()]*(?:单位|自收自支|拨款|公益|参公)[^()]*\)(?=$|[、,;。]|和|与|及|预算|决算)")
_LIST = re.compile(
    r"(?:(?:具体|主要|分别)?(?:包括|包含|为|是|有|即)|具体如下|如下)[:,]?|(?:下属|所属|下设|下辖)(?=\d)|由(?=[^。]*(?:组成|构成))"
)
_COUNT = re.compile(
    r"^(?:共|及)?(?:下属|所属|下设)?\s*[\d一二三四五六七八九十]+\s*(?:个|家)(?:直属|下属|所属|基层|二级|独立核算|行政|事业|参公|预算|核算|\(.*?\))*(?:预算)?(?:单位|机构)?[:,(]?(?:分别为|分别是|即|为|是|包括)?[:,]?"
)
#: 2个乡镇卫生院 says how many there are of a sort, and names none; 2个事业单位 stands before names.
_SEVERAL = re.compile(
    r"(?:共|及)?(?![1一](?:个|家|所))[\d一二三四五六七八九十两]+(?:个|家|所)(?!.*(?:单位|机构)).{1,6}(?:预算|决算)?"
)
_SEPARATOR = re.compile(r"[、,;:]|以及|及其?(?=(?:下属|所属|下设|\d))")
_AND = re.compile(r"及其?|和|与")
_OWN = re.compile(r"本级|局机关|委机关|机关本级|本部|机关$|部门本级")
_UNIT_END = re.compile(
    r"(?:局|委|院|部|办|厅|会|处|中心|室|队|所|站|校|府|馆|社|园|署|司|机关|街道办事处|街道|学院|大学|学校|医院|总队|支队|大队|银行|基地|监狱|公司|本级|本部|杂志社|服务部)(?:\((?:本级|机关|部门|本部|[^()]{2,20})\))?$"
)  # fmt: skip
#: Where all that is listed ends so, it is the divisions of one office: 综合处、督查督导处.
_DIVISION = re.compile(r"(?<!办事)[处科室](?:\([^()]*\))?$")
_TAIL = re.compile(r"(?:等)?(?:的|组成|构成|的综合|纳入|不单列|内设|设)[^,、]*$|等$|(?:预算|决算)$")
_INTERNAL = re.compile(
    r"内设|设有|科室|处室|职能处|办公室(?:\([^()]*\))?、|工作职责|负责|个(?:职能)?[处科](?:\(室\)|室)?(?=$|[,。;])"
)
#: Who has no units below names none: what follows are divisions of the own office.
_NONE_BELOW = re.compile(r"(?:无|没有)[^,。;]{0,8}(?:下属|所属|独立核算|二级|基层)[^,。;]{0,4}(?:单位|机构)")
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
    for covers in (_COVERS, _BELONGS):
        if not found:
            found = _in_text(paragraphs, covers)
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


def _in_text(paragraphs: Sequence[Paragraph], covers: re.Pattern[str]) -> dict[str, tuple[int, str]]:
    """Names in sentences where ``covers`` holds, and in the lists such sentences announce, with page and sentence."""
    found: dict[str, tuple[int, str]] = {}
    is_listing = False
    for paragraph in paragraphs:
        item = _listed(paragraph) if is_listing and paragraph.part == "profile" else None
        if item is not None:
            found.setdefault(item, (paragraph.page_no, paragraph.text))
            continue
        is_listing = False
        if paragraph.part != "profile" or paragraph.is_heading:
            continue
        is_told = False
        for sentence in re.split(r"(?<=。)", paragraph.text):
            folded = fold(sentence)
            # "包括：局本级预算，以及下属单位预算。下属单位具体包括：…": the second sentence goes on with the first.
            telling = covers if covers.search(folded) else _BELONGS if is_told and _BELONGS.search(folded) else None
            if telling is not None:
                is_told = True
                for name in _names(sentence, folded, telling):
                    found.setdefault(name, (paragraph.page_no, sentence))
                is_listing = folded.rstrip().endswith((":", "如下。"))
    return found


def _names(sentence: str, folded: str, covers: re.Pattern[str]) -> list[str]:
    found = covers.search(folded)
    least = found.start() - _LIST_BEFORE_CHARS if found else 0
    mark = next((m for m in _LIST.finditer(folded) if m.start() >= least), None)
    if mark is None or _INTERNAL.search(folded) or _NONE_BELOW.search(folded):
        return []
    rest = _NOT_COVERED.split(_keep_names(folded[mark.end() :]), maxsplit=1)[0].rstrip("。.;")
    pieces = [part for piece in _SEPARATOR.split(rest) for part in _split_pair(piece)]
    names = [name for piece in pieces if (name := _name(piece)) is not None]
    below = [name for name in names if not _OWN.search(name)]
    if below and all(_DIVISION.search(name) for name in below):
        return []
    return [_as_printed(name, sentence) for name in names]


def _keep_names(listed: str) -> str:
    """Drop the brackets that describe units, unless they say that the unit is none of its own."""
    return _DESCRIPTION.sub(lambda m: m[0] if _NO_UNIT.search(m[0]) else "", listed)


def _split_pair(piece: str) -> list[str]:
    """Split A 和 B if both are names; 发展和改革委员会 is one."""
    for joint in _AND.finditer(piece):
        left, right = piece[: joint.start()], piece[joint.end() :]
        if _name(left) is not None and (_name(right) is not None or _SEVERAL.fullmatch(right)):
            return [left, *_split_pair(right)]
    return [piece]


def _as_printed(name: str, text: str) -> str:
    start = fold(text).find(name)
    return text[start : start + len(name)] if start >= 0 else name


def _name(piece: str) -> str | None:
    """Return the name of a unit that ``piece`` (folded) is, None if it is none."""
    if _NO_UNIT.search(piece):
        return None
    name = piece.strip(' "')
    name = re.sub(
        r"^(?:了|其中|包括|即|为|是|及|和|与|以及|由|下属|所属|下设|直属|分别|具体|主要|有|纳入|列入)+", "", name
    )
    if _SEVERAL.fullmatch(name):
        return None
    name = _TAIL.sub("", _COUNT.sub("", name)).strip(' "')
    name = _TAIL.sub("", _DESCRIPTION.sub("", name))
    is_name = _UNIT_END.search(name) and len(name) <= _MAX_NAME_CHARS and not re.search(r"\d", name)
    return name if is_name and name.count("(") == name.count(")") else None


def _listed(paragraph: Paragraph) -> str | None:
    text = paragraph.text
    item = _ITEM.match(text)
    body = fold(text[item.end() :] if item else text)
    if _NO_UNIT.search(body):
        return None
    name = _name(re.split(r"[,。;:]", body, maxsplit=1)[0])
    return _as_printed(name, text) if name else None


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
                    found.append((_as_printed(name, cell.text), (page.page_no, cell.text)))
    return found
