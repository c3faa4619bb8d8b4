"""The place of each row in its table's hierarchy, by its words.

Belongs here: level numbers as the words of the rows show them (0 = grand total; the parent of a row is the nearest earlier row
with a smaller level). Whether the sums prove another hierarchy is asked in ``placing``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from pipelines.reports.structure.amounts import Amounts
from pipelines.reports.tables.reading import RowReading
from pipelines.reports.tables.stairs import set_stairs
from pipelines.reports.vocabulary import table_kind
from pipelines.reports.words import comparable, numbering_rank, split_numbering

#: What a row begins with that is only a part of the one above.
OF_WHICH = "其中"
_ZERO = Decimal(0)
#: Text fields that name only a unit; a row that prints no other text is a unit row.
_UNIT_FIELDS = frozenset({"unit_code", "unit_name", "sequence_no", "note"})
#: Columns of a classification, in which a unit's code and name stand, too, above the rows of that unit.
_CODE_AND_NAME_FIELDS = frozenset({"code", "code_class", "code_subclass", "code_item", "name", "function", "economic"})
#: Codes of units have no fewer digits; 01 below 208 is an item whose class is not known.
_MIN_UNIT_CODE_LENGTH = 3
#: Project codes are long (42010724112T000000100); unit codes are not.
_MIN_PROJECT_CODE_LENGTH = 9
#: The row of a summary that sums the kinds of budget, whether numbered or not.
_PLAIN_HEAD = "revenue_fiscal_appropriation"
_PARTS_OF_PLAIN_HEAD = frozenset({"revenue_general_public", "revenue_government_fund", "revenue_state_capital"})
_CARRY_OVER = "revenue_carry_over"
_CURRENT_TOTALS = frozenset({"revenue_current_total", "expenditure_current_total"})


def set_levels(rows: Sequence[RowReading], kind: str | None, amounts: Sequence[Amounts]) -> bool:
    """Set ``level_no`` of every row of one block as its words show it; the sums may say better (``placing``).

    True if the rows are printed in steps.
    """
    traits = table_kind(kind)
    if traits.is_two_sided:
        _two_sided(rows)
        return False
    if traits.is_printed_as("project_expenditure"):
        _sort_out_projects(rows)
    if traits.has_steps and set_stairs(rows, amounts):
        return True
    _nested(rows, amounts, kind)
    return False


def _two_sided(rows: Sequence[RowReading]) -> None:
    """Totals 0, subtotals 1, lines 2 and deeper where the numbering or, without any, the code goes deeper."""
    lines = [row for row in rows if row.row_kind not in ("total", "subtotal")]
    styles = {id(row): split_numbering(row.label_printed or "")[0] for row in lines}
    ranks = sorted({numbering_rank(style) for style in styles.values() if style is not None})
    # 财政拨款 without a number above 1.一般公共预算拨款 is a head of its own.
    plain = [row for row in lines if row.row_key == _PLAIN_HEAD and styles[id(row)] is None and not _says_of_which(row)]
    has_plain_head = bool(plain) and bool(ranks)
    is_summed_up = False
    above: RowReading | None = None
    named: set[str | None] = set()
    subtotal: str | None = None
    for row in rows:
        is_again = row.row_key in named
        named.add(row.row_key)
        if row.row_kind in ("total", "subtotal"):
            row.level_no = 0 if row.row_kind == "total" else 1
            subtotal = row.row_key
            is_summed_up = is_summed_up or (row.row_key in _CURRENT_TOTALS and above is not None)
            continue
        style, code = styles[id(row)], row.facts.get("function_code")
        # A kind of budget that a line above names stands below 年初财政拨款结转和结余: it is carried over.
        is_carried_over = is_again and row.row_key is not None and subtotal == _CARRY_OVER
        rank = ranks.index(numbering_rank(style)) if style is not None else 0
        is_below_total = style is None or (subtotal in _CURRENT_TOTALS and not rank)
        if is_summed_up and not code and is_below_total:
            # Below 本年收入合计 that sums the lines above it, further lines stand beside it.
            row.level_no = 2 if is_carried_over else 1
        elif style is not None:
            row.level_no = 2 + has_plain_head + rank
        elif has_plain_head and any(row is each for each in plain):
            row.level_no = 2
        elif code and (not ranks or len(code) > 3):
            # 款 and 项 without a number stand below a numbered 类: the first rank is the class's.
            row.level_no = 2 + max(0, len(ranks) - 1) + (len(code) - 3) // 2
        elif row.side == "expenditure" and above is not None and len(above.facts.get("function_code") or "") > 3:
            # A name no list has stands beside the item before it.
            row.level_no = above.level_no
        else:
            row.level_no = 2 + has_plain_head + len(ranks)
        above = row
    _put_below_plain_heads(rows, styles)


def _put_below_plain_heads(rows: Sequence[RowReading], styles: Mapping[int, str | None]) -> None:
    """财政拨款 and right below it the kinds of budget that it is made of, none numbered: they are its parts, whatever sums say.

    Where one kind alone has money, no sum tells them apart.
    """
    head: RowReading | None = None
    for row in rows:
        is_plain = styles.get(id(row), "") is None and not _says_of_which(row)
        if is_plain and row.row_key == _PLAIN_HEAD:
            head = row
        elif head is not None and is_plain and row.row_key in _PARTS_OF_PLAIN_HEAD and row.level_no == head.level_no:
            row.level_no = head.level_no + 1
        elif head is not None and row.level_no <= head.level_no:
            head = None


def _says_of_which(row: RowReading) -> bool:
    return comparable(row.label_printed or "").startswith(OF_WHICH)


def _sort_out_projects(rows: Sequence[RowReading]) -> None:
    """The code and name columns of a project table also hold units (112, 112001) and groups (31 本级支出项目)."""
    for row in rows:
        code = row.facts.get("project_code")
        if (
            row.row_kind == "total"
            or code is None
            or len(code) >= _MIN_PROJECT_CODE_LENGTH
            or row.texts.get("unit_name")
        ):
            continue
        name = row.facts.pop("project_name_printed", None)
        del row.facts["project_code"]
        row.row_kind = "group"
        if code.isdecimal() and len(code) >= 3:
            row.facts.update(unit_code=code, unit_name_printed=name)
            row.texts = {"unit_code": code, "unit_name": name or ""}
            row.facts["no_code_reason"] = "unit row"
        else:
            row.texts = {"group_code": code}
            row.facts["no_code_reason"] = "group row"


def _goes_on_from(rows: Sequence[RowReading], number: int, amounts: Sequence[Amounts]) -> int | None:
    """The row of a form that this one goes on with: the first of the same name and amounts on the page of the row above.

    A form's amounts stand in a cell over its rows, and are printed again on each further page.
    """
    if not any(isinstance(value, Decimal) for value in amounts[number]):
        return None
    head: int | None = None
    for before in range(number - 1, -1, -1):
        is_same = rows[before].label_printed == rows[number].label_printed and amounts[before] == amounts[number]
        if not is_same or (head is not None and rows[before].page_no != rows[head].page_no):
            break
        head = before
    return head


def _nested(rows: Sequence[RowReading], amounts: Sequence[Amounts], kind: str | None = None) -> None:
    units: list[tuple[str, int]] = []
    above_codes: list[str] = []
    group_level = 0
    for number, row in enumerate(rows):
        if row.row_kind in ("total", "subtotal", "note"):
            row.level_no = 0
            continue
        code = row.place_code
        if _is_group_row(row):
            row.level_no = (units[-1][1] if units else 0) + 1
            row.facts["no_code_reason"] = "group row"
            group_level = row.level_no
        elif is_unit_row(row) or row.is_unit_head:
            row.level_no = _unit_level(row, units, group_level if not units else 0)
            group_level = 0
            above_codes = []
        else:
            above = max(group_level, units[-1][1] if units else 0)
            # A subclass without items is printed again as its own item; an item (项, or an economic 款) printed again is
            # a row too many, and no level.
            is_repeated = (
                bool(above_codes)
                and code == above_codes[-1]
                and list(amounts[number]) == list(amounts[number - 1])
                and not _is_lowest(row)
            )
            if table_kind(kind).is_form:
                again = _goes_on_from(rows, number, amounts)
                if again is not None:
                    row.level_no = rows[again].level_no + 1
                    continue
            if code and not _is_item_row(row) and not is_repeated:
                while above_codes and not (code.startswith(above_codes[-1]) and code != above_codes[-1]):
                    above_codes.pop()
                above_codes.append(code)
            # A row whose code nobody knows stands beside the row before it, 其中 below the item that it is a part of.
            of_item = _is_part_of_item(rows, number, amounts)
            row.level_no = above + max(1, len(above_codes)) + is_repeated + row.part_level + of_item


def _is_part_of_item(rows: Sequence[RowReading], number: int, amounts: Sequence[Amounts]) -> bool:
    """True for 其中：政府采购, a line without a code that comes to no more than the coded row above it, other such parts between."""
    if not _says_part(rows[number]):
        return False
    whole = next((each for each in range(number - 1, -1, -1) if not _says_part(rows[each])), None)
    if whole is None or rows[whole].row_kind != "line" or not rows[whole].place_code:
        return False
    pairs = zip(amounts[number], amounts[whole], strict=True)
    return all(abs(part or _ZERO) <= abs(own or _ZERO) for part, own in pairs)


def _says_part(row: RowReading) -> bool:
    """True for 其中：…, which no number or code makes one of several that are the whole together."""
    return _says_of_which(row) and split_numbering(row.label_printed or "")[0] is None and not row.place_code


def _is_lowest(row: RowReading) -> bool:
    return len(row.facts.get("function_code") or "") == 7 or len(row.facts.get("economic_code") or "") == 5


def _is_group_row(row: RowReading) -> bool:
    """A row that only names a group: a category of projects, or the finance office in charge (03 行政文教科)."""
    if "group_code" in row.texts:
        return True
    code = comparable(row.texts.get("unit_code", ""))
    return _only_names_unit(row) and len(code) == 2 and code.isdecimal()


def is_unit_row(row: RowReading) -> bool:
    """True for a row that names a budget unit and nothing below it; 其中：政府采购 beside a unit's merged code names none."""
    if comparable(row.label_printed or "").startswith(OF_WHICH):
        return False
    is_printed_as_code = len(row.facts.get("unit_code") or "") >= _MIN_UNIT_CODE_LENGTH and not any(
        row.facts.get(key) for key in ("function_code", "economic_code", "project_code", "project_name_printed")
    )
    return _only_names_unit(row) or (is_printed_as_code and set(row.texts) <= _UNIT_FIELDS | _CODE_AND_NAME_FIELDS)


def _only_names_unit(row: RowReading) -> bool:
    named = {key for key, text in row.texts.items() if text}
    return bool(named & {"unit_code", "unit_name"}) and named <= _UNIT_FIELDS


def _is_item_row(row: RowReading) -> bool:
    """True where the classification is a property of the row (a purchase, a project) and not its place in a tree."""
    facts = row.facts
    has_item = any(facts.get(key) for key in ("project_name_printed", "procurement_name_printed"))
    return has_item or "service_content" in row.texts or bool(facts.get("function_code") and facts.get("economic_code"))


def _unit_level(row: RowReading, units: list[tuple[str, int]], group_level: int) -> int:
    """A unit whose code goes on from the code of a unit above is below it; without codes all stand beside each other, or below theirs."""
    code = row.facts.get("unit_code") or ""
    if code:
        while units and not (units[-1][0] and code.startswith(units[-1][0]) and code != units[-1][0]):
            units.pop()
        level = (units[-1][1] if units else group_level) + 1
        units.append((code, level))
        return level
    units[:] = [("", group_level + 1 + row.unit_depth)]
    return units[-1][1]
