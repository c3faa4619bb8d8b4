"""A printed table, read: what it is, its unit, and everything in it.

Belongs here: bringing together title, kind, header, columns and body of one table, and saying whether its reading can be stood
behind. Which grids are one table belongs to ``joining``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipelines.contract.doubts import in_both
from pipelines.extraction.model import ExtractedPage
from pipelines.reports.coordinates.titles import carry_of_title, fund_of_title
from pipelines.reports.tables.assembling import assemble
from pipelines.reports.tables.body import read_body
from pipelines.reports.tables.classification import is_part_word
from pipelines.reports.tables.column import Column
from pipelines.reports.tables.column_places import read_column_places
from pipelines.reports.tables.columns import read_columns, unit_of, with_code_parts
from pipelines.reports.tables.content_fields import fields_by_content, settle_economic_halves
from pipelines.reports.tables.figures import is_amount, read_figure
from pipelines.reports.tables.form_indicators import read_indicator_columns
from pipelines.reports.tables.forms import read_forms
from pipelines.reports.tables.headers import Header, find_header
from pipelines.reports.tables.joining import Draft
from pipelines.reports.tables.kinds import Kind, recognise_kind
from pipelines.reports.tables.narrower_columns import without_wider_meaning
from pipelines.reports.tables.notes import is_statement, read_notes
from pipelines.reports.tables.reading import Reading, Record, RowReading, TableIdentity
from pipelines.reports.tables.sheet import Sheet, SheetCell
from pipelines.reports.tables.stated_year import has_prior_year
from pipelines.reports.tables.titles import Title
from pipelines.reports.tables.units import UNKNOWN_UNIT, Unit, unit_in_brackets
from pipelines.reports.tables.unruled import unruled_rows
from pipelines.reports.vocabulary import table_kind


@dataclass(slots=True)
class PrintedTable:
    """One printed table with all that was read of it."""

    table_id: str
    document_id: str
    ordinal: int
    title: Title
    kind: Kind
    header: Header
    header_text: str
    unit: Unit
    sheet: Sheet
    reading: Reading
    form_of_row: list[int]
    note: str | None
    empty_note: str | None
    hold_reasons: list[str]

    @property
    def printed_title(self) -> str | None:
        """Title as printed, lines joined."""
        return self.title.text

    @property
    def table_kind(self) -> str | None:
        """Kind decided on, None if not recognised."""
        return self.kind.key

    @property
    def title_year(self) -> int | None:
        """Year the title names."""
        return self.title.year

    @property
    def first_page_no(self) -> int:
        """Page the table begins on."""
        return self.sheet.page_nos[0]

    @property
    def unit_rows(self) -> list[tuple[str | None, str]]:
        """Budget units the table prints (code, name), each once, in order."""
        found: dict[tuple[str | None, str], None] = {}
        for row in self.reading.rows:
            if row.get("unit_name_printed"):
                found.setdefault((row.get("unit_code"), row["unit_name_printed"]), None)
        return list(found)

    @property
    def is_empty(self) -> bool:
        """True if no body cell prints a figure other than zero."""
        is_form = table_kind(self.kind.key).is_form
        # What a form prints may not have been understood: an amount or a sentence anywhere in it makes it no empty one.
        has_text = is_form and any(cell.get("field_key") for cell in self.reading.labels)
        has_amount = is_form and any(is_amount(cell.text) and read_figure(cell.text).value for cell in self.sheet.cells)
        has_sentence = is_form and any(is_statement(cell.text) for cell in self.sheet.cells)
        has_line = any(line["value_state"] in ("printed", "unreadable") for line in self.reading.lines)
        return not (has_text or has_amount or has_sentence or has_line)


def read_printed_table(
    draft: Draft,
    ordinal: int,
    document_id: str,
    document_unit: Unit,
    years: tuple[int | None, int | None],
    pages: Mapping[int, ExtractedPage],
    in_document: Mapping[str, int],
) -> PrintedTable:
    """Read one table.

    ``document_unit`` is the unit all other tables state, used where this one states none; ``in_document`` counts the names
    that the document's tables print. Of ``years``, the first is what most titles name, the second what the report states before its
    tables: that is asked only where a column is of the year before.
    """
    sheet = assemble(draft, in_document)
    header = find_header(sheet)
    header_text = _header_text(sheet, header)
    kind = recognise_kind(draft.title.text, header_text, header.paths)
    year = draft.title.year or years[0] or (years[1] if has_prior_year(header.paths) else None)
    columns = read_columns(header, kind.key, year, fields_by_content(sheet, header.rows, kind.key))
    columns = without_wider_meaning(columns, kind.key)
    columns = settle_economic_halves(with_code_parts(columns, _part_words(sheet, header)), sheet)
    is_columnar = any(column.field_key == "indicator_name" for column in columns)
    is_form = table_kind(kind.key).is_form and not is_columnar and not _is_list_of_projects(columns)
    unit = _unit(draft, sheet, columns, document_unit, is_form=is_form)
    table_id = f"{document_id[:16]}-t{ordinal:02d}"
    reading = Reading(TableIdentity(document_id, table_id, unit))
    form_of_row = [1] * sheet.row_count
    if is_form and kind.key is not None:
        header = Header((), frozenset(), ())
        form_of_row = read_forms(sheet, kind.key, year, reading)
    else:
        columns = read_body(sheet, header, columns, kind.key, reading)
        read_column_places(columns, reading)
        if is_columnar and kind.key is not None:
            rows = [RowReading(row["row_no"] - 1, row["page_no"], row["block_no"]) for row in reading.rows]
            read_indicator_columns(sheet, columns, rows, kind.key, reading)
    table = PrintedTable(
        table_id,
        document_id,
        ordinal,
        draft.title,
        kind,
        header,
        header_text,
        unit,
        sheet,
        reading,
        form_of_row,
        None,
        None,
        [],
    )
    table.note, empty_note = read_notes(draft.lines_below, reading)
    table.empty_note = empty_note if table.is_empty else None
    table.hold_reasons = [*_hold_reasons(table, pages), *unruled_rows(draft, pages)]
    return table


def _is_list_of_projects(columns: Sequence[Column]) -> bool:
    """Whether a table of targets prints one project a row (项目名称 | 金额 | 绩效目标) and not one form a project."""
    fields = {column.field_key for column in columns}
    return {"project_name", "performance_goal"} <= fields and any(column.measure_key for column in columns)


def _part_words(sheet: Sheet, header: Header) -> dict[int, str]:
    """类, 款 and 项 where their cells reach into the first body row, beside 合计 and its figures."""
    row = (max(header.rows) if header.rows else -1) + 1
    return {cell.col: cell.text.strip() for cell in sheet.starting_in(row) if is_part_word(cell.text)}


def _header_text(sheet: Sheet, header: Header) -> str:
    rows = header.rows or tuple(row for row in range(sheet.row_count) if row not in sheet.title_rows)[:3]
    texts = ("|".join(cell.text for cell in sheet.starting_in(row) if cell.text.strip()) for row in rows)
    return "/".join(text for text in texts if text)


def _unit(draft: Draft, sheet: Sheet, columns: Sequence[Column], document_unit: Unit, *, is_form: bool) -> Unit:
    if draft.unit.label:
        return draft.unit
    if is_form:
        label = next((unit for unit in (unit_in_brackets(cell.text) for cell in sheet.cells) if unit), None)
        return Unit(label, "cell") if label else document_unit
    money = [column for column in columns if column.measure_key is not None and column.value_type in ("money", "price")]
    units = {column.unit.label if column.unit else None for column in money}
    if len(units) == 1 and None not in units and money[0].unit:
        return money[0].unit
    top = next((unit for unit in (unit_of(column.path.split("/")) for column in columns) if unit), None)
    return top or document_unit


def _hold_reasons(table: PrintedTable, pages: Mapping[int, ExtractedPage]) -> list[str]:
    reasons: list[str] = []
    for page_no in table.sheet.page_nos:
        conservation = pages[page_no].conservation
        if conservation.status == "fails":
            problems = "; ".join(conservation.problems[:3]) or "the page could not be read in full"
            reasons.append(f"not every figure of page {page_no} is accounted for: {problems}")
    reasons += [f"a header is doubtful: {cell.doubt}" for cell in _headers(table) if cell.doubt]
    # Elsewhere a doubtful figure is flagged where it stands; one that is lost altogether is nowhere to be flagged.
    reasons += [cell.doubt for cell in table.sheet.cells if cell.doubt and not cell.text.strip()]
    is_money = table_kind(table.table_kind).is_money_table
    needs_unit = [
        line
        for line in table.reading.lines
        if line["value_state"] == "printed" and line["value_type"] == "money" and line["unit_multiplier"] is None
    ]
    if is_money and needs_unit:
        reasons.append("no money unit is printed above the table, in its header or anywhere else in the document")
    return reasons


def _headers(table: PrintedTable) -> list[SheetCell]:
    """The cells whose digits date or measure whole columns: titles and headers."""
    rows = {*table.sheet.title_rows, *table.header.rows}
    return [cell for cell in table.sheet.cells if cell.row in rows or table.reading.roles.get(id(cell)) == "header"]


def stated_unit_of(drafts: Sequence[Draft]) -> Unit:
    """Return the unit that every table which states one states, none if they differ or none states one."""
    labels = {draft.unit.label for draft in drafts if draft.unit.label}
    return Unit(labels.pop(), "document") if len(labels) == 1 else UNKNOWN_UNIT


def fiscal_year_of(drafts: Sequence[Draft]) -> int | None:
    """Return the year most table titles name, None on a draw or if none names one."""
    years = [draft.title.year for draft in drafts if draft.title.year]
    counts = sorted(((years.count(year), year) for year in set(years)), reverse=True)
    if not counts or (len(counts) > 1 and counts[0][0] == counts[1][0]):
        return None
    return counts[0][1]


def table_record(table: PrintedTable) -> Record:
    """Return the contract's printed_tables row."""
    pages = table.sheet.page_nos
    return {
        "table_id": table.table_id,
        "document_id": table.document_id,
        "ordinal": table.ordinal,
        "printed_no": table.title.printed_no,
        "printed_title": table.title.text,
        "title_year": table.title.year,
        "title_fund_source_key": fund_of_title(table.title.text) if table.title.text else None,
        "title_carry_scope": carry_of_title(table.title.text) if table.title.text else None,
        "table_kind": table.kind.key,
        "kind_by_title": table.kind.by_title,
        "kind_by_header": table.kind.by_header,
        "header_text": table.header_text or None,
        "unit_label": table.unit.label,
        "unit_multiplier": table.unit.multiplier,
        "unit_source": table.unit.source,
        "first_page_no": pages[0],
        "last_page_no": pages[-1],
        "row_count": len({row["row_no"] for row in table.reading.rows}),
        "column_count": table.sheet.col_count,
        "is_empty": table.is_empty,
        "empty_note": table.empty_note,
        "note": table.note,
        "is_held_back": bool(table.hold_reasons),
        "hold_reason": in_both(table.hold_reasons),
    }
