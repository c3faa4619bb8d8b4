"""A raw folder and a hand-over of thousands of documents, as a run finds them that has read them all before.

Belongs here: making the first readings (clean reports of each layout family, and the same with a fault), and multiplying them
under other names. Each copy is another body's report, one in ten the body before's report of the year before, so that reports
are held against each other as they are in a real folder. The raw files are some bytes each: the run finds their triage and their
reading done, and so opens none.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from benchmarks.mutation.bases import make_bases
from benchmarks.mutation.injection import inject
from benchmarks.mutation.trial import draw
from pipelines.contract import hand_over
from pipelines.contract.parquet import HandOver, read_hand_over
from pipelines.documents.memory import Memory
from pipelines.documents.registry import MEMORY_NAME
from pipelines.documents.triaging import Triage
from pipelines.extraction.model import ExtractedDocument
from pipelines.reports import read_report, write_hand_over
from pipelines.reports.facts import FileFacts
from pipelines.reports.version import reading_version
from pipelines.settings import Settings
from pipelines.workers import Budgets

#: Seeds of the families' money; each gives a clean report a family.
_SEEDS = (1, 2)
#: Of the readings that are multiplied, so many have a fault that a sum reveals (clean ones: 31).
_WITH_FAULT = 12
#: Made-up places the bodies belong to.
_PLACES = 100
#: One in so many is the report of the year before.
_YEAR_BEFORE = 10
#: One in so many has an amount of a year that cannot be (its table is held back), a figure on a page that is not there
#: (the whole document is).
_TABLE_HELD, _DOCUMENT_HELD = 100, 250
_LETTERS = "甲乙丙丁戊己庚辛壬癸"
#: The part of a made-up body's name that is changed, and what stays.
_NAMED = (("统筹协调局", "局"), ("组织部", "部"))


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading to multiply."""

    document_id: str
    tables: HandOver
    page_count: int


def first_readings(folder: Path) -> list[Reading]:
    """Typeset and read a few reports of each layout family, and some of them with a fault."""
    bases = make_bases(folder, _SEEDS)
    documents = [base.document for base in bases]
    documents += [inject(case.base, case.faults, case.document_id) for case in draw(bases, _WITH_FAULT, 1, 1)]
    return [_read(document, folder / "readings" / document.document_id) for document in documents]


def _read(document: ExtractedDocument, folder: Path) -> Reading:
    """Read an extracted document by way of the disk, as dbt finds it."""
    facts = FileFacts("report.pdf", document.document_id, None, None, len(document.pages), "born_digital")
    write_hand_over(read_report(document, facts), folder)
    return Reading(document.document_id, read_hand_over(folder), len(document.pages))


def make_documents(settings: Settings, count: int, advance: Callable[[], None] = lambda: None) -> None:
    """Make the raw folder and the hand-over of ``settings`` those of so many documents that have been read before."""
    with TemporaryDirectory(prefix="yusuan-readings-") as name:
        readings = first_readings(Path(name))
    version, memory = reading_version(), Memory()
    for number in range(count):
        reading = readings[number % len(readings)]
        file_name = f"{number // 1000:02d}/{number:05d}.pdf"
        content = f"%PDF- stands for report {number}".encode()
        path = settings.raw_dir / file_name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        document_id = sha256(content).hexdigest()
        memory.triages[document_id] = Triage(True, None, reading.page_count, "born_digital")
        folder = hand_over.document_folder(settings, document_id, version)
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        for table, rows in copied(reading, document_id, file_name, number):
            pq.write_table(rows, folder / f"{table}.parquet", compression="zstd")
        advance()
    memory.save(settings.hand_over_dir / MEMORY_NAME, str(Budgets.load().triage))


def copied(reading: Reading, document_id: str, file_name: str, number: int) -> Iterator[tuple[str, pa.Table]]:
    """Yield the tables of one copy: the reading of another document, of another body."""
    is_year_before = number % _YEAR_BEFORE == _YEAR_BEFORE - 1
    # The report before it in turn is another family's, but of the same body.
    body = number - 1 if is_year_before else number
    year = reading.tables["documents"]["fiscal_year"][0].as_py()
    words = [(reading.document_id[:16], document_id[:16]), *_other_name(body)]
    if is_year_before:
        words += [(f"{year - back}年", f"{year - back - 1}年") for back in range(4, -1, -1)]
    for name, table in reading.tables.items():
        table = _with_words(table, words)
        if is_year_before:
            table = _a_year_before(table)
        table = _with(table, "document_id", document_id)
        if name == "documents":
            place = body % _PLACES
            table = _with(table, "file_name", file_name)
            table = _with(table, "division_code", None)
            table = _with(table, "division_name", f"{_LETTERS[place // 10]}{_LETTERS[place % 10]}市")
        elif name == "lines" and number % _TABLE_HELD == _TABLE_HELD // 2:
            table = _with_first(table, "amount_year", 20224)
        elif name == "statements" and number % _DOCUMENT_HELD == _DOCUMENT_HELD // 3:
            table = _with_first(table, "page_no", 999)
        yield name, table


def _other_name(body: int) -> list[tuple[str, str]]:
    letters = "".join(_LETTERS[int(digit)] for digit in f"{body:05d}")
    return [(name, letters + end) for name, end in _NAMED]


def _with_words(table: pa.Table, words: Sequence[tuple[str, str]]) -> pa.Table:
    """Replace words in every column of text."""
    for position, field in enumerate(table.schema):
        if not pa.types.is_string(field.type):
            continue
        column = table.column(position)
        for old, new in words:
            column = pc.replace_substring(column, old, new)
        table = table.set_column(position, field, column)
    return table


def _a_year_before(table: pa.Table) -> pa.Table:
    for position, field in enumerate(table.schema):
        if pa.types.is_integer(field.type) and field.name.endswith("year"):
            earlier = pc.subtract(table.column(position), 1).cast(field.type)
            table = table.set_column(position, field, earlier)
    return table


def _with(table: pa.Table, name: str, value: str | None) -> pa.Table:
    position = table.schema.get_field_index(name)
    field = table.schema.field(position)
    return table.set_column(position, field, pa.array([value] * table.num_rows, field.type))


def _with_first(table: pa.Table, name: str, value: int) -> pa.Table:
    position = table.schema.get_field_index(name)
    field = table.schema.field(position)
    values = table.column(position).to_pylist()
    return table.set_column(position, field, pa.array([value, *values[1:]], field.type))
