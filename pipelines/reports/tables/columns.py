"""What each column of a table holds: a measure, a text field, or something not known.

Belongs here: header path → role by seed ``header_words``, the unit a header names, stages beside each other, and the side-by-side halves of a
table. The column itself is ``column``, its year ``column_years``, money or counts ``value_types``, and which of two alike keeps its measure
``rival_columns``. How body rows are read belongs to ``body``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from pipelines.reports.coordinates.composing import along_of, cover
from pipelines.reports.coordinates.economic_columns import above_class, classes_across, measure_of_class
from pipelines.reports.coordinates.expenses import measure_of_expense
from pipelines.reports.coordinates.fields import field_of_header
from pipelines.reports.coordinates.funding import measure_of_funding
from pipelines.reports.coordinates.headers import measure_of_header, says_change
from pipelines.reports.coordinates.things import field_of_thing, measure_of_thing, own_amount
from pipelines.reports.tables.classification import COMBINED_FIELDS
from pipelines.reports.tables.column import Column
from pipelines.reports.tables.column_years import year_of
from pipelines.reports.tables.header_meaning import find_word, measure_of_word
from pipelines.reports.tables.headers import Header
from pipelines.reports.tables.rival_columns import OF_WHICH, part_of, settle_rivals
from pipelines.reports.tables.units import Unit, unit_in_brackets
from pipelines.reports.tables.value_types import value_type_of
from pipelines.reports.vocabulary import (
    HeaderWord,
    derived_measure,
    measure_fund_sources,
    table_kind,
)
from pipelines.reports.words import BARE_SUMS, comparable, header_segment, without_sum

NO_FIELDS: Mapping[int, str] = MappingProxyType({})
_OF_YEAR = re.compile(r"^20\d{2}年度?")
#: Last headers that say nothing of what the amount above them is.
_MERE_AMOUNTS = frozenset(map(header_segment, ("金额", "预算数", "预算", "预算金额")))
#: A remark in brackets at a header's end.
_REMARK = re.compile(r"\([^()]*\)$")
#: How the headers of codes and of names end.
_ENDINGS = {"编码": "code", "代码": "code", "名称": "name"}
#: Header words of the stages of a budget, which final accounts print side by side.
_STAGE_WORDS = {
    "final": frozenset(map(header_segment, ("决算数", "决算", "本年决算数", "支出决算数", "支出决算"))),
    "budget": frozenset(map(header_segment, ("预算数", "预算", "年初预算数", "年初预算", "本年预算数"))),
    "adjusted_budget": frozenset(map(header_segment, ("全年预算数", "调整预算数", "调整后预算数", "全年预算"))),
}


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
        # 2023年/决算数/合计 is the final of 2023年/年初预算数, too.
        for each in (rest, without_sum(rest), _without_lone_sum(rest))
    }
    columns = [_column(col, path, kind, fiscal_year, finals) for col, path in enumerate(header.paths)]
    columns = [
        column if column.is_known or column.col not in fields else replace(column, field_key=fields[column.col])
        for column in columns
    ]
    columns = _in_blocks(_with_classes(columns, header.paths, kind), kind)
    return settle_rivals(columns, kind)


def with_code_parts(columns: Sequence[Column], parts: Mapping[int, str]) -> list[Column]:
    """Return the columns with split codes named; ``parts`` are 类, 款 and 项 by column, where a body row prints them."""
    keys = {"类": "code_class", "款": "code_subclass", "项": "code_item"}
    return [
        replace(column, field_key=keys[parts[column.col]])
        if column.field_key == "code" and parts.get(column.col) in keys
        else column
        for column in columns
    ]


def unit_of(path: Sequence[str]) -> Unit | None:
    """Return the unit a header carries in brackets, None if it carries none."""
    label = next((unit for unit in map(unit_in_brackets, reversed(path)) if unit), None)
    return Unit(label, "header") if label else None


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


def stage_in(text: str) -> str | None:
    """The stage of the budget that a header, or the name of a row, names: final, budget or adjusted_budget."""
    words = _OF_YEAR.sub("", header_segment(text))
    return next((stage for stage, known in _STAGE_WORDS.items() if words in known), None)


def _stage_and_rest(path: tuple[str, ...]) -> tuple[str | None, tuple[str, ...]]:
    """The stage of the budget that one of a path's headers names (final, budget, adjusted_budget), and the other headers."""
    for number in reversed(range(len(path))):
        stage = stage_in(path[number])
        if stage:
            return stage, (*path[:number], *path[number + 1 :])
    return None, path


def _without_lone_sum(rest: tuple[str, ...]) -> tuple[str, ...]:
    """What 2025年决算数/小计 says beside the stage: nothing."""
    return () if len(rest) == 1 and header_segment(rest[0]) in BARE_SUMS else rest


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
        is_back = (had_values and column.path in seen_paths) or (had_amounts and column.last_header in seen)
        if is_label and (is_back or (had_amounts and table_kind(kind).is_two_sided)):
            block_no += 1
            had_amounts = had_values = False
            seen, seen_paths = set(), set()
        if is_label:
            seen.add(column.last_header)
            seen_paths.add(column.path)
        had_amounts = had_amounts or (column.measure_key is not None and column.value_type == "money")
        # What a column holds that nobody knows may be amounts, too.
        had_values = had_values or not is_label
        placed.append(replace(column, block_no=block_no))
    return placed


def _part_of_fund(path: tuple[str, ...], kind: str) -> str | None:
    """一般公共预算资金/其中：本次下达 is a part of that fund, whatever it is called."""
    if len(path) < 2 or not path[-1].lstrip().startswith(OF_WHICH):
        return None
    word = find_word(path[:-1], kind, ("measure",))
    return part_of(word.key if word else measure_of_header(path[:-1], kind))
