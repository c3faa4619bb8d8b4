"""What each column of a table holds: a measure, a text field, or something not known.

Belongs here: header path → role by seed ``header_words``, the year and unit a header names, and the side-by-side halves of a
table. How body rows are read belongs to ``body``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from pipelines.reports.coordinates.composing import along_of, cover
from pipelines.reports.coordinates.economic_columns import above_class, classes_across, measure_of_class
from pipelines.reports.coordinates.expenses import measure_of_expense
from pipelines.reports.coordinates.fields import field_of_header
from pipelines.reports.coordinates.funding import measure_of_funding
from pipelines.reports.coordinates.headers import measure_of_header, says_change
from pipelines.reports.coordinates.things import field_of_thing, measure_of_thing, own_amount, part_of_thing
from pipelines.reports.tables.classification import COMBINED_FIELDS
from pipelines.reports.tables.header_meaning import find_word, measure_of_word
from pipelines.reports.tables.headers import Header
from pipelines.reports.tables.units import Unit, unit_in_brackets
from pipelines.reports.vocabulary import (
    HeaderWord,
    derived_measure,
    measure_bases,
    measure_fund_sources,
    measure_parents,
    measure_stages,
    measure_value_types,
    table_kind,
)
from pipelines.reports.words import comparable, header_segment

NO_FIELDS: Mapping[int, str] = MappingProxyType({})
_YEAR = re.compile(r"(20\d{2})年")
_YEAR_ALONE = re.compile(r"(20\d{2})")
_OF_YEAR = re.compile(r"^20\d{2}年度?")
_PRIOR_YEAR = re.compile(
    r"^上年度?(?:预算|决算|执行|完成|实际)|^上年数|^上一年度|^上年(?!.*结[转余]).*(?:预算|决算|执行)数$"
)
_COUNT_WORDS = ("数量", "编制数", "人数", "个数", "辆数", "台数")
#: What makes counts of all that stands below it (编制人数/行政); not 按人数核定的经费, nor what calls itself money (编制人数/经费).
_COUNTS_OF_ALL = re.compile(r"(?:人数|辆数|台数)(?:情况|合计)?(?:\([^()]*\))?$")
_MONEY_WORDS = re.compile("元|金额|费|支出")
#: Last headers that say nothing of what the amount above them is.
_MERE_AMOUNTS = frozenset(map(header_segment, ("金额", "预算数", "预算", "预算金额")))
#: Last headers of the whole of what stands beside them.
_SUMS = frozenset({"合计", "小计"})
#: A remark in brackets at a header's end.
_REMARK = re.compile(r"\([^()]*\)$")
_PERCENT_AT_END = re.compile(r"%\)?$")
#: How the headers of codes and of names end.
_ENDINGS = {"编码": "code", "代码": "code", "名称": "name"}
_OF_WHICH = "其中"
#: Header words of the stages of a budget, which final accounts print side by side.
_STAGE_WORDS = {
    "final": frozenset(map(header_segment, ("决算数", "决算", "本年决算数", "支出决算数", "支出决算"))),
    "budget": frozenset(map(header_segment, ("预算数", "预算", "年初预算数", "年初预算", "本年预算数"))),
    "adjusted_budget": frozenset(map(header_segment, ("全年预算数", "调整预算数", "调整后预算数", "全年预算"))),
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column; ``measure_key`` for amounts, ``field_key`` for texts, neither if the header is not known."""

    col: int
    path: str
    measure_key: str | None
    field_key: str | None
    value_type: str
    amount_year: int | None
    unit: Unit | None
    block_no: int = 1
    side: str | None = None
    #: What the names below it run along, where a half of a two-sided table says so (支出功能分类科目): function, economic, use …
    along: str | None = None
    specificity: tuple[int, int, int] = (0, 0, 0)
    #: False for a place in a form, where a value may span any number of columns.
    is_one_column: bool = True
    #: The column of a half before that it goes on with, where one list is printed in columns side by side.
    list_col: int | None = None

    @property
    def is_known(self) -> bool:
        """True if the header says what the column holds."""
        return self.measure_key is not None or self.field_key is not None


def read_columns(
    header: Header, kind: str | None, fiscal_year: int | None, fields: Mapping[int, str] = NO_FIELDS
) -> list[Column]:
    """Return every column of a table from its header paths.

    Args:
        header: The header.
        kind: Kind of the table.
        fiscal_year: Dates columns of the year before.
        fields: What columns hold by their content, for those whose header is not known.
    """
    stages = [_stage_and_rest(path) for path in header.paths]
    finals = {
        (each, year_of(path, fiscal_year))
        for (stage, rest), path in zip(stages, header.paths, strict=True)
        if stage == "final"
        for each in (rest, _without_sum(rest))
    }
    columns = [_column(col, path, kind, fiscal_year, finals) for col, path in enumerate(header.paths)]
    columns = [
        column if column.is_known or column.col not in fields else replace(column, field_key=fields[column.col])
        for column in columns
    ]
    columns = _in_blocks(_with_classes(columns, header.paths, kind), kind)
    return _without_doubles(_with_total_of_all(_as_parts(columns, kind)))


def with_code_parts(columns: Sequence[Column], parts: Mapping[int, str]) -> list[Column]:
    """Return the columns with split codes named; ``parts`` are 类, 款 and 项 by column, where a body row prints them."""
    keys = {"类": "code_class", "款": "code_subclass", "项": "code_item"}
    return [
        replace(column, field_key=keys[parts[column.col]])
        if column.field_key == "code" and parts.get(column.col) in keys
        else column
        for column in columns
    ]


def without_money(column: Column) -> Column:
    """The column in a row that counts things: what stands there is no money, and nothing that the column measures."""
    is_money = column.field_key is None and column.value_type == "money"
    return replace(column, measure_key=None, value_type="count") if is_money else column


def year_of(path: Sequence[str], fiscal_year: int | None) -> int | None:
    """Return the year a header path names; 上年预算数 is the year before ``fiscal_year``."""
    for segment in reversed(path):
        words = comparable(segment)
        found = _YEAR.search(words)
        if found:
            return int(found[1])
        if fiscal_year and _PRIOR_YEAR.search(words):
            return fiscal_year - 1
    return fiscal_year


def year_in(text: str) -> int | None:
    """Return the year a text names or consists of (2025), None if it names none."""
    words = comparable(text)
    found = _YEAR.search(words) or _YEAR_ALONE.fullmatch(words)
    return int(found[1]) if found else None


def unit_of(path: Sequence[str]) -> Unit | None:
    """Return the unit a header carries in brackets, None if it carries none."""
    label = next((unit for unit in map(unit_in_brackets, reversed(path)) if unit), None)
    return Unit(label, "header") if label else None


def value_type_of(measure_key: str | None, path: Sequence[str]) -> str:
    """Return money, price, count or percent, from the measure or else from the header's words."""
    if measure_key is not None:
        return measure_value_types()[measure_key]
    words = comparable(path[-1]) if path else ""
    # 增减%/合计: what a header above says at its end holds of all below it.
    is_below_percent = any(_PERCENT_AT_END.search(comparable(segment)) for segment in path[:-1])
    if is_below_percent or "%" in words or "占比" in words or "比例" in words or "增减率" in words:
        return "percent"
    is_below_count = any(_COUNTS_OF_ALL.search(comparable(segment)) for segment in path[:-1])
    if any(word in words for word in _COUNT_WORDS) or (is_below_count and not _MONEY_WORDS.search(words)):
        return "count"
    return "price" if "单价" in words else "money"


def _column(
    col: int,
    path: tuple[str, ...],
    kind: str | None,
    fiscal_year: int | None,
    finals: Collection[tuple[tuple[str, ...], int | None]],
) -> Column:
    word = find_word(path, kind, ("measure", "field"))
    if word is None and len(path) > 1 and header_segment(path[-1]) in _MERE_AMOUNTS:
        # 人员经费/金额 is 人员经费.
        word = find_word(path[:-1], kind, ("measure",))
    word = _item_of_change(path, kind) or word
    measure = _change_of(path, kind) or _item_of_fund(path, kind) or _item_of_stage(path, kind, fiscal_year, finals)
    if measure is None and word and word.role == "measure":
        measure = measure_of_word(word, path, kind)
    if word is None and measure is None and kind is not None and not _is_beside_final(path, fiscal_year, finals):
        measure = (
            measure_of_header(path, kind)
            or measure_of_expense(path, kind)
            or measure_of_thing(path, kind)
            or measure_of_funding(path, kind)
            or _part_of_fund(path, kind)
        )
    is_two_sided = table_kind(kind).is_two_sided
    side = _side_of(path) if is_two_sided else None
    named = _along_of(path) if measure is None and side != "revenue" else None
    along = named if is_two_sided else None
    field = word.key if word and word.role == "field" else None
    if is_two_sided and along and field in COMBINED_FIELDS:
        # Whatever a half's names run along, its rows are called by them.
        field = "item_name"
    if field is None and named:
        # 功能分类科目 above codes and names, in whatever table.
        field = "item_name" if is_two_sided else named if named in COMBINED_FIELDS else None
    if field is None and measure is None:
        field = _code_or_name(path) or _without_remark(path, kind) or _named_field(path, kind)
    return Column(
        col,
        "/".join(path),
        measure,
        field,
        value_type_of(measure, path),
        year_of(path, fiscal_year),
        unit_of(path),
        side=side,
        along=along,
        specificity=word.specificity if word else (0, 0, 0),
    )


def _with_classes(columns: Sequence[Column], paths: Sequence[tuple[str, ...]], kind: str | None) -> list[Column]:
    """The columns, those of unknown header that hold one economic class each as what they are: of all, or of a kind of expenditure."""
    classes = classes_across(paths) if kind and not table_kind(kind).is_two_sided else {}
    placed: list[Column] = []
    for column, path in zip(columns, paths, strict=True):
        measure = None
        if column.col in classes and column.measure_key is None and kind is not None:
            within = _kind_within(above_class(path), kind)
            measure = measure_of_class(classes[column.col], within) if within else None
        placed.append(replace(column, measure_key=measure, field_key=None) if measure else column)
    return placed


def _kind_within(path: tuple[str, ...], kind: str) -> str | None:
    """The kind of expenditure that the headers above classes name: basic, project, total; None for a fund, or what nobody knows."""
    if not path:
        return "total"
    word = find_word(path, kind, ("measure",))
    measure = measure_of_word(word, path, kind) if word else measure_of_header(path, kind)
    return {"basic": "basic", "project": "project", "total": "total", "budget_amount": "total"}.get(measure or "")


def _named_field(path: tuple[str, ...], kind: str | None) -> str | None:
    """The field that the words of the last header name: whose the rows are, or of which project."""
    return (field_of_header(path[-1]) or field_of_thing(path[-1], kind or "")) if path else None


def _without_remark(path: tuple[str, ...], kind: str | None) -> str | None:
    """项目名称（资金使用单位） is a column of 项目名称; of amounts a remark in brackets may be what they are of."""
    words = comparable(path[-1]) if path else ""
    bare = _REMARK.sub("", words)
    word = find_word((*path[:-1], bare), kind, ("field",)) if bare and bare != words else None
    return word.key if word else None


def _without_change(path: tuple[str, ...]) -> tuple[str, ...]:
    """What a header path that says that it is of changes names beside that (增减变化情况/公务接待费); nothing for other paths."""
    rest = tuple(segment for segment in path if not says_change(segment))
    return rest if rest != path else ()


def _item_of_change(path: tuple[str, ...], kind: str | None) -> HeaderWord | None:
    """The listed item whose change a header path names, if such changes have a measure of their own."""
    item = find_word(rest, kind, ("measure",)) if (rest := _without_change(path)) else None
    return item if item and derived_measure(item.key, amount_basis="change") else None


def _change_of(path: tuple[str, ...], kind: str | None) -> str | None:
    """The measure of the change of an item, whether it is listed or its words compose to an expense."""
    item = _item_of_change(path, kind)
    key = item.key if item else measure_of_expense(_without_change(path), kind or "")
    return derived_measure(key, amount_basis="change") if key else None


def _item_of_fund(path: tuple[str, ...], kind: str | None) -> str | None:
    """公务接待费/政府性基金预算: an item's part of one fund, if there is such a measure."""
    if len(path) < 2:
        return None
    item, fund = find_word(path[:-1], kind, ("measure",)), find_word(path[-1:], kind, ("measure",))
    if item is None or fund is None or not fund.key.startswith("current_"):
        return None
    return derived_measure(own_amount(item.key, kind), fund_source_key=measure_fund_sources()[fund.key])


def _item_of_stage(
    path: tuple[str, ...],
    kind: str | None,
    fiscal_year: int | None,
    finals: Collection[tuple[tuple[str, ...], int | None]],
) -> str | None:
    """预算数 or 决算数 above or below an item, or alone, where both stages of a year are printed: what the report states is the final."""
    stage, rest = _stage_and_rest(path)
    if stage is None or (rest, year_of(path, fiscal_year)) not in finals:
        return None
    item = (find_word(rest, kind, ("measure",)) if rest else None) or find_word((*rest, "决算数"), kind, ("measure",))
    key = item.key if item else measure_of_expense(rest, kind or "")
    return key if key is None or stage == "final" else derived_measure(key, amount_basis=stage)


def _is_beside_final(
    path: tuple[str, ...], fiscal_year: int | None, finals: Collection[tuple[tuple[str, ...], int | None]]
) -> bool:
    """True for 预算数 where 决算数 of the same thing and year is printed too: not what the report states."""
    stage, rest = _stage_and_rest(path)
    return stage not in (None, "final") and (rest, year_of(path, fiscal_year)) in finals


def _stage_and_rest(path: tuple[str, ...]) -> tuple[str | None, tuple[str, ...]]:
    """The stage of the budget that one of a path's headers names (final, budget, adjusted_budget), and the other headers."""
    for number in reversed(range(len(path))):
        words = _OF_YEAR.sub("", header_segment(path[number]))
        stage = next((stage for stage, known in _STAGE_WORDS.items() if words in known), None)
        if stage:
            return stage, (*path[:number], *path[number + 1 :])
    return None, path


def _without_sum(path: tuple[str, ...]) -> tuple[str, ...]:
    """2023年/决算数/合计 is the final of 2023年/年初预算数, too."""
    return path[:-1] if len(path) > 1 and header_segment(path[-1]) in _SUMS else path


def _side_of(path: Sequence[str]) -> str | None:
    top = comparable(path[0]) if path else ""
    if "收入" in top and "支出" not in top:
        return "revenue"
    return "expenditure" if "支出" in top and "收入" not in top else None


def _along_of(path: Sequence[str]) -> str | None:
    """What a header that says nothing else lets the names below it run along: 部门预算支出经济科目（按大类） economic classes."""
    said: dict[str, set[str]] = defaultdict(set)
    for axis, value in (pair for word in cover(path[-1] if path else "").words for pair in word.values):
        said[axis].add(value)
    alongs = along_of(said.pop("along", set()))
    return alongs[0] if len(alongs) == 1 and not set(said) - {"flow"} else None


def _code_or_name(path: Sequence[str]) -> str | None:
    """The columns of 经济分类科目编码 and 经济分类科目名称 for what they are, whichever classification they name."""
    words = comparable(path[-1]) if path else ""
    for ending, field in _ENDINGS.items():
        named = (words.removesuffix(ending),) if words != ending else path[:-1]
        if words.endswith(ending) and _along_of(named) in COMBINED_FIELDS:
            return field
    return None


def _in_blocks(columns: list[Column], kind: str | None) -> list[Column]:
    """Number the side-by-side halves: a half begins where a label column comes back after amounts.

    In two-sided tables any label column after amounts begins a half, elsewhere only one whose header was there before: the
    same path, or after money the same last header (人员经费/科目名称, 公用经费/科目名称). Quantities begin none: 科目编码/类 and
    部门预算支出/类 of one purchase stand on either side of them.
    """
    placed: list[Column] = []
    block_no = 1
    seen: set[str] = set()
    seen_paths: set[str] = set()
    had_amounts = had_values = False
    for column in columns:
        is_label = column.field_key is not None
        is_back = (had_values and column.path in seen_paths) or (had_amounts and _last(column) in seen)
        if is_label and (is_back or (had_amounts and table_kind(kind).is_two_sided)):
            block_no += 1
            had_amounts = had_values = False
            seen, seen_paths = set(), set()
        if is_label:
            seen.add(_last(column))
            seen_paths.add(column.path)
        had_amounts = had_amounts or (column.measure_key is not None and column.value_type == "money")
        # What a column holds that nobody knows may be amounts, too.
        had_values = had_values or not is_label
        placed.append(replace(column, block_no=block_no))
    return placed


def _last(column: Column) -> str:
    return column.path.rsplit("/", 1)[-1]


def _as_parts(columns: list[Column], kind: str | None) -> list[Column]:
    """Where columns of one half share a measure (其中：财政资金 and 其他资金), each is the part its own words name (role ``part``)."""
    keys = [(column.block_no, column.measure_key, column.amount_year) for column in columns]
    placed: list[Column] = []
    for column, key in zip(columns, keys, strict=True):
        part = None
        if column.measure_key and keys.count(key) > 1:
            path = tuple(column.path.split("/"))
            word = find_word(path, kind, ("part",))
            part = word.key if word else part_of_thing(path, kind or "")
        placed.append(replace(column, measure_key=part) if part else column)
    return placed


def _with_total_of_all(columns: list[Column]) -> list[Column]:
    """A lone 合计 beside “三公”经费/小计 and 会议费 is the total of both, not of the three public expenses; so for each year, and the change."""
    outer = {id(column): total for group in _by_year_and_basis(columns) for column, total in _totals_of_all(group)}
    return [replace(column, measure_key=outer.get(id(column), column.measure_key)) for column in columns]


def _by_year_and_basis(columns: Sequence[Column]) -> Iterable[Sequence[Column]]:
    groups: dict[tuple[int, int | None, str], list[Column]] = defaultdict(list)
    for column in columns:
        if column.measure_key is not None:
            basis = measure_stages().get(column.measure_key, "")
            groups[column.block_no, column.amount_year, basis].append(column)
    return groups.values()


def _totals_of_all(columns: Sequence[Column]) -> Iterable[tuple[Column, str | None]]:
    """The total of all among the columns of one year and basis, and its measure; none if there is none."""
    bases = {_stage_base(column) for column in columns}
    totals = [column for column in columns if _stage_base(column) == "three_public_total"]
    if len(totals) != 2 or not bases & {"conference", "training"}:
        return
    outer = min(totals, key=lambda column: column.specificity)
    if "三公" in outer.path or outer.specificity == max(column.specificity for column in totals):
        return
    basis = measure_stages().get(outer.measure_key or "")
    total = "three_public_and_meetings_total"
    yield outer, derived_measure(total, amount_basis=basis) if basis else total


def _stage_base(column: Column) -> str | None:
    """The measure without its stage or change."""
    key = column.measure_key or ""
    return measure_bases().get(key) if key in measure_stages() else column.measure_key


def _without_doubles(columns: list[Column]) -> list[Column]:
    """Where two columns of a half seem to hold the same measure of the same year, only the most specific keeps it."""
    rivals: dict[tuple[int, str, int | None], list[Column]] = defaultdict(list)
    for column in columns:
        if column.measure_key is not None:
            rivals[column.block_no, column.measure_key, column.amount_year].append(column)
    losers: set[int] = set()
    for rival in rivals.values():
        wholes = [column for column in rival if not _last(column).lstrip().startswith(_OF_WHICH)]
        # 小计 beside 其中：财政拨款 holds the whole.
        losers.update(column.col for column in rival if column not in wholes and wholes)
        group = wholes or rival
        best = max(column.specificity for column in group)
        winners = [column for column in group if column.specificity == best]
        losers.update(column.col for column in group if column is not winners[0] or len(winners) > 1)
    return [replace(column, measure_key=_mere_part(column)) if column.col in losers else column for column in columns]


def _mere_part(column: Column) -> str | None:
    """The measure of a column that holds a part of what its measure is of (其中：财政拨款 below 一般公共预算), if there is one."""
    return _part_of(column.measure_key) if _last(column).lstrip().startswith(_OF_WHICH) else None


def _part_of(measure: str | None) -> str | None:
    """The measure of whatever part of a fund's money, if there is one."""
    funds = measure_fund_sources()
    return next(
        (
            key
            for key, parents in measure_parents().items()
            if measure and parents == ((measure, False),) and funds[key] == funds[measure] != "all"
        ),
        None,
    )


def _part_of_fund(path: tuple[str, ...], kind: str) -> str | None:
    """一般公共预算资金/其中：本次下达 is a part of that fund, whatever it is called."""
    if len(path) < 2 or not path[-1].lstrip().startswith(_OF_WHICH):
        return None
    word = find_word(path[:-1], kind, ("measure",))
    return _part_of(word.key if word else measure_of_header(path[:-1], kind))
