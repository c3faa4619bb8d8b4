"""A report of a book: its text with the figures in it, its tables between.

Belongs here: pages. A line of ``text.txt`` is a paragraph; ``@表格`` is where the tables stand, ``@页`` begins a page.
"""

from __future__ import annotations

from specimens.texts import budget_tables, final_tables
from specimens.texts.book import FOLDER, Book, read_book
from specimens.typeset.describe import Report, TableBlock, TextBlock

NAMES = tuple(sorted(path.name for path in FOLDER.iterdir() if path.is_dir()))
_TABLES, _PAGE = "@表格", "@页"


def told_report(name: str) -> Report:
    """Return the report of the folder ``name``."""
    book = read_book(name)
    blocks: list[TextBlock | TableBlock] = []
    page: list[str] = []
    for line in [*text_of(book), _PAGE]:
        if line not in (_TABLES, _PAGE):
            page.append(line)
            continue
        if page:
            blocks.append(TextBlock((tuple(page),)))
            page = []
        if line == _TABLES:
            blocks += (final_tables if book.is_final else budget_tables).tables(book)
    return Report(book.about["title"], tuple(blocks))


def text_of(book: Book) -> list[str]:
    """Return the paragraphs of a book's text, the figures put in."""
    told = (book.folder / "text.txt").read_text("utf-8")
    return [line.format_map(book) for line in told.splitlines() if line]
