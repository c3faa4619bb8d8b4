"""Whose figure it is: the words of the seed ``narrative_subjects`` before a figure, classifications, projects.

Belongs here: matching words, and the guard that nothing else stands between the words and the figure. 电子政务项目支出 is
no 项目支出, 上年结转基本支出 no 基本支出: a subject is taken only if the rest of the clause says nothing more.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass, replace
from functools import cache

from pipelines.reports.narrative.classification import (
    FunctionPath,
    class_code,
    coded_economic,
    coded_function,
    economic_code,
    function_code,
    marked_path,
    old_economic_code,
)
from pipelines.reports.narrative.numbering import fold, numbering
from pipelines.reports.seeds import SEEDS
from pipelines.reports.synonyms import all_spellings, spellings

#: Words that say no more than "this figure": they may stand between a subject and its figure.
_FILLERS = (
    "20\\d\\d年?度?|所属|下属|本年度?|今年|当年|全年|年初|年末|年度|本级|本部门|本单位|本系统|部门|单位|我部门|我单位|我[局委办院部]|本[局委办院部]|预算|决算|支出|收入|安排|合计|总计|共计"
    "|总额|总量|总数|总|金额|资金|经费|费用|财政拨款|拨款|财政资金|科目|一般公共预算|拟|预计|计划|实际|执行|完成|编制|汇总|本次|批复|下达|申报|各|均|共有|共"
    "|按?同口径|按?可比口径"
    '|数|额|本|为|是|约|达|计|的|及|等|项|有|用|其中|主要|具体|包括|\\(类\\)|\\(款\\)|\\(项\\)|[,:"\\s、]'
)
_FILLER = re.compile(all_spellings(f"(?:{_FILLERS})+"))
_FILLER_TAIL = re.compile(all_spellings(f"(?:{_FILLERS})+$"))
#: What may stand before a subject without changing it: who, where from, or a word that introduces it.
_BODY_NAME = re.compile(
    r"(?:[局委院部办厅会处校站所队室馆司署社]|中心|机关|街道|政府|法院|总队|支队|大队|\(本级\)|\(部门\)|系统|公司|学院|集团)$"
)
_INTRODUCES = re.compile(
    r"(?:的|纳入|安排|中|由|使用|采用|通过|内|和|及|\)|形成|如下|绩效目标共?|说明|情况|[,:;。、])$"
)
_RESTRICTS = re.compile(r"(?:除|不含|扣除|剔除|减去|不包括)[^,;]*$")
#: Subjects that are of all funds, unless a fund stands beside their words.
ALL_FUNDS = frozenset(
    {
        "procurement_total",
        "procurement_goods",
        "procurement_services",
        "procurement_works",
        "purchased_services_total",
        "asset_allocation_total",
        "carry_over",
    }
)
_FUND = re.compile(
    all_spellings("一般公共预算|政府性基金|国有资本经营|财政专户|财政拨款|财政资金|单位资金|自有资金|其他资金")
)
#: Totals of all funds: with a fund in front of them (财政拨款收、支预算) they are that fund's, whatever it is called by itself.
_WHOLES = frozenset(
    {"total", "revenue_total", "revenue_current_total", "expenditure_total", "expenditure_current_total"}
)
_OF_FUND = re.compile(
    all_spellings('(?:一般公共预算|政府性基金|国有资本经营|财政专户|财政拨款|财政资金)(?:预算|拨款|财政拨款)?["\\s]*$')
)
#: Totals of revenue and expenditure, of all funds or of one.
FLOWS = _WHOLES | {
    "fiscal_total", "fiscal_expenditure", "general_public_total", "government_fund_total", "state_capital_total",
    "revenue_fiscal", "revenue_general_public", "revenue_government_fund", "revenue_state_capital",
}  # fmt: skip
_PARENTHESES = re.compile(r"\([^()]*\)")
_NUMBER_NOUN = re.compile(r"^\s*(?:的)?([^\d,。;:、()%]{2,20})")
#: Subjects that are broken down by economic classification.
_ECONOMIC_CONTEXTS = frozenset({"basic", "personnel", "operating", "agency_operating"})
_QUOTED = re.compile(r"^[“\"]([^“”\"]*)[”\"]$")
_PRINTED_CODE = re.compile(r"\d{3}")
_PROJECT_NAME = re.compile(r"[\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class Subject:
    """What a figure speaks of; ``text`` are the words as printed, ``start`` where they begin in the searched text."""

    key: str | None
    text: str
    start: int = 0
    value_type: str | None = None
    function_code: str | None = None
    economic_code: str | None = None
    project_name: str | None = None
    path: FunctionPath | None = None


@dataclass(frozen=True, slots=True)
class _Word:
    key: str
    value_type: str
    part_of: frozenset[str]


@cache
def _words() -> dict[str, tuple[_Word, ...]]:
    words: dict[str, list[_Word]] = {}
    path = SEEDS / "vocabulary/narrative_subjects.csv"
    with path.open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            wholes = frozenset(filter(None, row["part_of_subjects"].split("|")))
            for column, part_of in (("subject_words", frozenset[str]()), ("part_words", wholes)):
                for word in (name for usual in filter(None, row[column].split("|")) for name in spellings(usual)):
                    words.setdefault(_bare(fold(word)), []).append(
                        _Word(row["subject_key"], row["value_type"], part_of)
                    )
    return {word: tuple(found) for word, found in words.items()}


@cache
def _wholes() -> dict[str, frozenset[str]]:
    with (SEEDS / "vocabulary/narrative_subjects.csv").open(newline="", encoding="utf-8") as file:
        return {
            row["subject_key"]: frozenset(filter(None, row["part_of_subjects"].split("|")))
            for row in csv.DictReader(file)
        }


@cache
def _pattern() -> re.Pattern[str]:
    # Quotes may stand around or inside a word (“三公”经费, "三公经费"): they are passed over between characters.
    longest_first = sorted(_words(), key=len, reverse=True)
    return re.compile('"?(?:' + "|".join('"?'.join(map(re.escape, word)) for word in longest_first) + ")")


def _bare(text: str) -> str:
    return text.replace('"', "").replace(" ", "")


#: 检察（款）：2018年预算支出合计 is the subclass's total, not the report's.
_ITS_TOTAL = re.compile(
    r"\s*[::]\s*(?:20\d\d年)?(?:年初)?(?:预算|决算)?(?:支出|安排)*(?:预算|决算)?(?:合计|总计|总额|数)?为?\s*"
)


def find_subject(
    lead: str, kind: str, enclosing: frozenset[str], outer_path: FunctionPath | None = None
) -> Subject | None:
    """Return the subject that the words before a figure name, None if they name none or more than one.

    Args:
        lead: Words before the figure, from the beginning of its clause (as printed).
        kind: The figure's kind (money, count).
        enclosing: Subjects the clause is a part of or stands under: short words (货物, 行政编制) need them.
        outer_path: Function path of the headings above.
    """
    folded = fold(lead)
    path = marked_path(lead) if kind == "money" else None
    if path and _is_filler(folded[path[2] :]):
        return _marked_subject(lead, path, enclosing, outer_path)
    code = coded_function(lead) if kind == "money" else None
    if code:
        return Subject("function", _trimmed(lead), 0, "money", function_code=code)
    economic = coded_economic(lead) if kind == "money" else None
    if economic and _is_filler(folded[economic[1] :]):
        return Subject("economic", _trimmed(lead), 0, "money", economic_code=economic[0])
    return _vocabulary_subject(lead, folded, kind, enclosing) or (
        _named_class(lead, folded, enclosing) if kind == "money" else None
    )


def renamed(subject: Subject, key: str | None) -> Subject:
    """Return ``subject`` under another key, its words as they are."""
    return replace(subject, key=key)


def of_year(subject: Subject, year: int | None) -> Subject:
    """Return ``subject`` with the code its names had in ``year``, where they have had several."""
    if year is None:
        return subject
    if subject.key == "function" and subject.path is not None and not subject.function_code:
        return replace(subject, function_code=function_code(subject.path, year))
    if subject.key == "economic" and not _PRINTED_CODE.search(subject.text):
        return replace(subject, economic_code=old_economic_code(subject.text, year) or subject.economic_code)
    return subject


def item_total(words: str, outer_path: FunctionPath | None = None) -> Subject | None:
    """Return the function item that ``words`` name before a colon, if what follows only calls the figure its total."""
    path = marked_path(words)
    if path is None or not _ITS_TOTAL.fullmatch(fold(words)[path[2] :]):
        return None
    full = path[0].under(outer_path)
    return Subject("function", words[path[1] : path[2]], path[1], "money", function_code=function_code(full), path=full)


def _marked_subject(
    lead: str, path: tuple[FunctionPath, int, int], enclosing: frozenset[str], outer_path: FunctionPath | None
) -> Subject:
    full = path[0].under(outer_path)
    code, text = function_code(full), lead[path[1] : path[2]]
    last = next(name for name in reversed(path[0].names) if name)
    # Some issuers mark economic classes too: 工资福利支出（类）, 办公费（款）.
    economic = economic_code(last, bool(enclosing & _ECONOMIC_CONTEXTS)) if path[0].item_name is None else None
    if economic and (code is None or enclosing & _ECONOMIC_CONTEXTS):
        return Subject("economic", text, path[1], "money", economic_code=economic)
    return Subject("function", text, path[1], "money", function_code=code, path=full)


def _vocabulary_subject(lead: str, folded: str, kind: str, enclosing: frozenset[str]) -> Subject | None:
    # From the left: in 政府购买服务预算支出合计 the words 支出合计 would be a subject by themselves, but only fill here.
    for found in _pattern().finditer(folded):
        word = _choose(found.group(), kind, enclosing)
        if word and word.key in _WHOLES and _OF_FUND.search(folded[: found.start()]):
            continue
        if word and _is_filler(folded[found.end() :]) and _may_precede(folded[: found.start()]):
            return Subject(word.key, lead[found.start() : found.end()], found.start(), word.value_type)
    return None


def names_one_fund(lead: str) -> bool:
    """True if the clause before a figure names one fund's part of what is of all funds (一般公共预算拨款政府采购)."""
    folded = _PARENTHESES.sub("", fold(lead))
    if not _FUND.search(folded):
        return False
    # 上年结转一般公共预算 is a subject of its own: the longest words count.
    keys = (word.key for found in _pattern().finditer(folded) for word in _words()[_bare(found.group())])
    return any(key in ALL_FUNDS for key in keys)


#: Units of persons, and nouns of what a department's report covers.
_PERSONS = frozenset({"名", "人", "位"})
_BODIES = re.compile("单位|机构|预算|中心|学校|院|所")


def counted_subject(noun: str, enclosing: frozenset[str]) -> Subject | None:
    """Return the subject that the noun after a count begins with (1 个二级单位青山区党员服务中心)."""
    found = _pattern().match(fold(noun))
    word = _choose(found.group(), "count", enclosing) if found else None
    return Subject(word.key, noun[: found.end()], 0, "count") if found and word else None


def _choose(text: str, kind: str, enclosing: frozenset[str]) -> _Word | None:
    fitting = [word for word in _words().get(_bare(text), ()) if word.value_type == kind]
    return next((word for word in fitting if word.part_of & enclosing), None) or next(
        (word for word in fitting if not word.part_of), None
    )


def _named_class(lead: str, folded: str, enclosing: frozenset[str]) -> Subject | None:
    name = _trimmed(lead)
    bare = re.sub(r"(?:年初|全年|年度|当年|调整后?)*(?:预算|决算|科目)(?:数|额)?$", "", name).strip('“”"')
    is_economic = bool(enclosing & _ECONOMIC_CONTEXTS)
    for word in dict.fromkeys((name, bare, re.sub(r"支出$", "", bare))):
        economic = economic_code(word, is_economic)
        if economic:
            return Subject("economic", name, folded.find(fold(name)), "money", economic_code=economic)
        function = class_code(word)
        if function:
            path = FunctionPath(class_name=word)
            return Subject("function", name, folded.find(fold(name)), "money", function_code=function, path=path)
    return None


def _may_precede(prefix: str) -> bool:
    if _RESTRICTS.search(prefix):
        return False
    if _INTRODUCES.search(prefix):
        return True
    rest = _FILLER_TAIL.sub("", _PARENTHESES.sub("", prefix))
    number = numbering(rest)
    rest = rest[number[1] :] if number else rest
    return not rest or _BODY_NAME.search(rest) is not None or _INTRODUCES.search(rest) is not None


def _is_filler(text: str) -> bool:
    return not _FILLER.sub("", _PARENTHESES.sub("", text))


def says_nothing(lead: str) -> bool:
    """True if the words before a figure name nothing themselves (2026 年预算数为): the subject stands earlier."""
    folded = _PARENTHESES.sub("", fold(lead))
    number = numbering(folded)
    rest = _FILLER.sub("", folded[number[1] :] if number else folded)
    return not rest or (_BODY_NAME.search(rest) is not None and len(rest) <= 25)


def project_subject(lead: str) -> Subject | None:
    """Return the project that the words before a figure name, in a text that lists projects."""
    name = _trimmed(lead)
    name = re.sub(r"^(?:(?:安排|用于|其中|主要|包括)[:,]?)+", "", name)
    if len(_PROJECT_NAME.findall(name)) < 3 or len(name) > 60:
        return None
    return Subject("project_item", name, lead.find(name), "money", project_name=name)


def may_count(subject: Subject, unit: str | None, noun: str) -> bool:
    """True if so many ``unit`` of ``noun`` may be what ``subject`` counts: posts and staff are persons, bodies are bodies.

    编制15个 counts no posts, 8个工作委员会 below a heading about 所属单位 are no bodies that the report covers.
    """
    if subject.value_type != "count" or subject.key is None:
        return True
    if subject.key.startswith("staffing_"):
        return unit in _PERSONS
    if subject.key == "subordinate_units":
        # 单位4个，具体包括 names nothing behind the count.
        names = fold(noun)[:1].isalpha()
        return unit not in _PERSONS and (not names or _BODIES.search(noun) is not None)
    return True


def counted_noun(after: str) -> str:
    """Return the noun that follows a count (2 名行政在职人员), empty if none does."""
    found = _NUMBER_NOUN.match(after)
    return found[1] if found else ""


def _trimmed(lead: str) -> str:
    text = lead.strip(" ，,。；;：:、.")
    number = numbering(text)
    text = text[number[1] :] if number else text
    text = re.sub(r"^(?:其中|包括|20\d\d年度?)[：:，,]?", "", text)
    text = re.sub(r"(?:合计|共计|总计|科目|为|共|约)+$", "", text).strip(" ，,。；;：:、")
    return _QUOTED.sub(r"\1", text)


def is_named_part(words: str, whole_key: str | None) -> bool:
    """True if ``words`` are the name of a subject that is always a part of ``whole_key`` (seed narrative_subjects)."""
    found = find_subject(words, "money", frozenset())
    return found is not None and found.key is not None and whole_key in _wholes().get(found.key, ())


def heading_keys(title: str) -> frozenset[str]:
    """Return the keys of all subjects a heading names (资产配置预算及车辆情况 names two)."""
    found = [word for match in _pattern().finditer(fold(title)) for word in _words()[_bare(match.group())]]
    return frozenset(word.key for word in found if not word.part_of)


def heading_subject(title: str, outer_path: FunctionPath | None) -> Subject | None:
    """Return the subject a heading is about, None if its words name none."""
    path = marked_path(title)
    if path:
        full = path[0].under(outer_path)
        # Without what stands behind it: “住房公积金（项）”350.35万元.
        text = title[path[1] : path[2]]
        return Subject("function", text, path[1], "money", function_code=function_code(full), path=full)
    # The first one: 机关运行经费支出预算情况 is about 机关运行经费, not about 支出预算.
    for kind in ("money", "count"):
        for match in _pattern().finditer(fold(title)):
            word = _choose(match.group(), kind, frozenset())
            if word:
                return Subject(word.key, title[match.start() : match.end()], match.start(), word.value_type)
    return None
