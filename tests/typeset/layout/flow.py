"""A report's blocks one after another on pages.

Belongs here: page turns, titles, unit lines, running text. The inside of a grid is `bands.py`, `paginate.py`, `place.py`.
"""

from __future__ import annotations

from tests.typeset.fonts import width
from tests.typeset.layout.bands import Strips, make_strips
from tests.typeset.layout.columns import column_widths, least_widths
from tests.typeset.layout.page import A4, LaidOut, Page, PlacedText
from tests.typeset.layout.paginate import Room, paginate
from tests.typeset.layout.place import GridOnPaper
from tests.typeset.layout.wrap import wrap
from tests.typeset.looks import Face, Look
from tests.typeset.model import Form, Orientation, Report, Table, TextBlock, TextLine

_BODY_LEADING = 1.79
"""From baseline to baseline of running text, in ems: the original puts 22 or 23 lines on a page."""
_BODY_MARGIN = 1.7
"""The upper and lower margins of running text against those of tables."""
_FOOT = 34.0


def lay_out(report: Report, look: Look) -> LaidOut:
    """The report's pages in a look, and its cells."""
    flow = Flow(report, look)
    for block in report.blocks:
        if isinstance(block, Table):
            flow.table(block)
        else:
            flow.text(block)
    return flow.out


class Flow:
    """The pen: the page it writes on and how far down it is."""

    def __init__(self, report: Report, look: Look) -> None:
        """Begin with no page; the first block begins one."""
        self.out = LaidOut()
        self._report = report
        self._look = look
        self._orientation: Orientation | None = None
        self._margin_y = look.margin_y
        self._y = 0.0

    @property
    def _page(self) -> Page:
        return self.out.pages[-1]

    @property
    def _room(self) -> float:
        return self._y - self._margin_y

    def _turn(self, orientation: Orientation, margin_y: float) -> None:
        """Begin a new page, with its number at the foot."""
        look = self._look
        rotated = look.orientation == "landscape"
        short, long = A4
        size = (long, short) if rotated or orientation == "landscape" else (short, long)
        number = len(self.out.pages) + 1
        self.out.pages.append(Page(number, *size, rotated=rotated))
        self._orientation, self._margin_y, self._y = orientation, margin_y, size[1] - margin_y
        if look.page_number:
            shown = number + self._report.first_page_number - 1
            text = look.page_number.format(shown)
            room = size[0] - 2 * look.margin_x - width("serif", text, 12)
            share = {"centre": 0.5, "outside": float(shown % 2)}[look.page_number_at]
            self._page.texts.append(PlacedText(round(look.margin_x + share * room, 3), _FOOT, text, "serif", 12))

    def _line(self, text: str, face: Face, size: float, how: str, leading: float, indent: float = 0.0) -> None:
        """Write one line and move down."""
        room = self._page.width - 2 * self._look.margin_x - width(face, text, size)
        x = self._look.margin_x + {"l": indent, "c": room / 2, "r": room}[how]
        baseline = self._y - (leading - size) / 2 - 0.88 * size
        self._page.texts.append(PlacedText(round(x, 3), round(baseline, 3), text, face, size))
        self._y -= leading

    # Running text

    def text(self, block: TextBlock) -> None:
        """Write running text, line by line as the original or reflowed."""
        look = self._look
        heading_only = all(line.is_title for line in block.lines)
        margin = look.margin_y * (1.0 if heading_only else _BODY_MARGIN)
        if block.new_page or self._orientation is None:
            self._turn(block.orientation, margin)
        leading = look.body_size * _BODY_LEADING
        for line in block.lines if look.follow_breaks else self._reflowed(block):
            if line.starts_page or self._room < leading - 0.5:
                self._turn(block.orientation, margin)
            face = look.title_face if line.is_title else look.body_face
            indent = 2 * look.body_size if line.starts_paragraph else 0.0
            self._line(line.text, face, look.body_size, "c" if line.is_title else "l", leading, indent)

    def _reflowed(self, block: TextBlock) -> list[TextLine]:
        paragraphs: list[TextLine] = []
        for line in block.lines:
            if line.starts_paragraph or line.is_title or not paragraphs:
                paragraphs.append(TextLine(line.text, True, False, line.is_title))
            else:
                paragraphs[-1] = TextLine(paragraphs[-1].text + line.text, True)
        look = self._look
        portrait = look.orientation != "landscape"
        room = (A4[0] if portrait else A4[1]) - 2 * look.margin_x
        out: list[TextLine] = []
        for paragraph in paragraphs:
            indent = 0.0 if paragraph.is_title else 2 * look.body_size
            lines = wrap(look.body_face, paragraph.text, look.body_size, room, indent)
            out += [TextLine(text, i == 0, False, paragraph.is_title) for i, text in enumerate(lines)]
        return out

    # Tables

    def table(self, table: Table) -> None:
        """Write a table: its title, the line above it, its grids, the note below."""
        look = self._look
        size = table.size if look.follow_sizes and table.size else look.table_size
        orientation = self._orientation_of(table, size)
        turn = table.new_page or look.tables_on_own_page or orientation != self._orientation
        if self._orientation is None or turn and not self._has_only_heading():
            self._turn(orientation, look.margin_y)
        heads = self._head_height(table, size) + 4 * size
        if self._room < heads:
            self._turn(orientation, look.margin_y)
        self._heads(table, size)
        for form_no, form in enumerate(table.forms):
            if form_no:
                self._y -= table.gap_before_form
            self._form(table, form_no, form, size, orientation)
        if table.note:
            for line in wrap(look.table_face, table.note, size, self._page.width - 2 * look.margin_x):
                self._line(line, look.table_face, size, "l", size * 1.6)
        self._y -= 2 * size

    def _has_only_heading(self) -> bool:
        """A heading alone on its page waits for the table below it."""
        page = self._page
        return not page.edges and len(page.texts) <= 2 and self._room > page.height / 2 and not page.rotated

    def _orientation_of(self, table: Table, size: float) -> Orientation:
        if self._look.orientation == "landscape":
            return "landscape"
        if self._look.orientation == "described":
            return table.orientation
        room = A4[0] - 2 * self._look.margin_x
        fits = all(sum(least_widths(form, self._look, size)) <= room for form in table.forms)
        return "portrait" if fits else "landscape"

    def _titles(self, table: Table) -> list[str]:
        room = self._page.width - 2 * self._look.margin_x
        return wrap(self._look.title_face, table.title, self._look.title_size, room) if table.title else []

    def _head_height(self, table: Table, size: float) -> float:
        above = bool(table.unit) + bool(table.dateline)
        return len(self._titles(table)) * self._look.title_size * 1.7 + above * size * 1.8

    def _heads(self, table: Table, size: float) -> None:
        look = self._look
        for title in self._titles(table):
            self._line(title, look.title_face, look.title_size, "c", look.title_size * 1.7)
        if table.dateline:
            self._line(table.dateline, look.table_face, size, "c", size * 1.8)
        if table.unit:
            self._line(table.unit, look.table_face, size, "r", size * 1.8)

    def _form(self, table: Table, form_no: int, form: Form, size: float, orientation: Orientation) -> None:
        look = self._look
        paper = self._page.width - 2 * look.margin_x
        widths = column_widths(form, look, size, paper)
        least = max(size * 1.32 + 4.0, table.row_height if look.follow_sizes else 0.0)

        def make(extra: dict[int, float]) -> Strips:
            return make_strips(form, look, size, widths, least, extra)

        header = sum(band.height for band in make({}).bands if band.row < form.header_rows)
        full = self._page.height - 2 * look.margin_y
        room = Room(self._room, full, header if look.repeat_headers else 0.0)
        strips, pages = paginate(make, room)
        left = look.margin_x + max(0.0, (paper - sum(widths)) / 2)
        grid = GridOnPaper(strips, pages, look, left, look.repeat_headers)
        for number in range(len(pages)):
            if number:
                self._turn(orientation, look.margin_y)
            self._y -= grid.put(number, self._page, round(self._y, 3))
        self.out.cells += grid.cells(table.no, form_no)
