"""What reports print where words are looked for, and which taught words that attests.

Belongs here: for each seed, the texts its words are held against when a report is read (titles, header paths, names of rows, captions,
subjects of sentences), and the same comparison. A word is attested by a text in which it would give the meaning that was read there:
收支总表 in the title of a table of that kind, not in any text that happens to hold these characters.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

import duckdb

from benchmarks.leave_one_place_out.taught import TaughtWord, seed_rows, taught_words
from pipelines.reports.coordinates.composing import cover
from pipelines.reports.coordinates.titles import kind_of_point, point_of_title
from pipelines.reports.narrative.numbering import fold
from pipelines.reports.synonyms import other_names
from pipelines.reports.tables.form_captions import read_caption
from pipelines.reports.tables.header_meaning import fitting_words
from pipelines.reports.vocabulary import HeaderWord, header_words, table_kinds
from pipelines.reports.words import comparable, header_segment, split_numbering

_STANDARD = Path(__file__).with_name("standard_tables.csv")
_ROLES = ("measure", "field", "part")
_MEANINGLESS = re.compile(r"[\d一二三四五六七八九十()、,.:]+|其中")
_AXES = ("flow", "fund", "expenditure_kind", "along", "item")
#: A key (kind of table, or subject) and the text.
Text = tuple[str | None, str]


@dataclass(slots=True)
class Printed:
    """Texts of reports, by where they stand; each with the kind of its table, or the subject it was read as."""

    titles: set[Text] = field(default_factory=set)
    header_texts: set[Text] = field(default_factory=set)
    headers: set[Text] = field(default_factory=set)
    labels: set[Text] = field(default_factory=set)
    captions: set[Text] = field(default_factory=set)
    subjects: set[Text] = field(default_factory=set)
    #: Running text, in which other names of words may stand.
    sentences: set[str] = field(default_factory=set)

    def words(self, among: Collection[TaughtWord] | None = None) -> set[TaughtWord]:
        """The taught words that these texts attest, of all or of some."""
        texts = {word.text: word for word in _by_text("words", "word")}
        found: set[tuple[str, str, str, str | None]] = set()
        for kind, title in self.titles:
            found |= _of_title(kind, title)
        for kind, text in self.header_texts:
            found |= _of_header_text(kind, text)
        for kind, path in self.headers:
            found |= _of_header(kind, path)
        for kind, label in self.labels:
            found |= _of_label(kind, label)
        for kind, text in self.captions:
            found |= _of_caption(kind, text)
        for key, text in self.subjects:
            found |= _of_subject(key, text)
        everything = "\n".join([*self.sentences, *(text for _, text in self.all_texts())])
        found |= {("words", "word", other, None) for other in other_names() if other in everything and other in texts}
        return {word for word in (taught_words() if among is None else among) if _keys(word) & found}

    def all_texts(self) -> Iterator[Text]:
        """Every text of tables."""
        for texts in (self.titles, self.header_texts, self.headers, self.labels, self.captions, self.subjects):
            yield from texts


Found = set[tuple[str, str, str, str | None]]
"""Seed, column, word, and the meaning that tells one line of the seed from others with the word; None if any has it."""


def _keys(word: TaughtWord) -> Found:
    return {(word.seed, word.column, word.text, each) for each in (None, word.meaning, str(word.line))}


def _by_text(seed: str, column: str) -> list[TaughtWord]:
    return [word for word in taught_words() if (word.seed, word.column) == (seed, column)]


@cache
def _kinds_alike(kind: str | None) -> frozenset[str | None]:
    """A kind and the one it is printed like."""
    return frozenset({kind, *(each.printed_like for each in table_kinds() if each.key == kind and each.printed_like)})


@cache
def _composed(text: str) -> frozenset[tuple[str, str, str, str | None]]:
    """The words of seed ``words`` that cover a text."""
    covering = {word.text for word in cover(text).words}
    return frozenset(
        ("words", "word", word.text, None) for word in _by_text("words", "word") if comparable(word.text) in covering
    )


@cache
def _of_title(kind: str | None, title: str) -> Found:
    words = comparable(title)
    found: Found = set(_composed(title))
    found |= {
        (word.seed, word.column, word.text, word.meaning)
        for column in ("title_words", "harmless_title_words")
        for word in _by_text("table_kinds", column)
        if word.meaning == kind and all(comparable(part) in words for part in word.text.split("&"))
    }
    point = point_of_title(words)
    if point is not None and kind is not None and kind_of_point(point) == kind:
        lines = [(line, row) for line, row in enumerate(seed_rows("kind_points")) if row["table_kind"] == kind]
        exact = [line for line, row in lines if all(row[axis] == getattr(point, axis) for axis in _AXES)]
        # What the rows of a kind run along anyway, its line leaves out.
        usual = [
            line for line, row in lines if all(row[axis] == getattr(replace(point, along=""), axis) for axis in _AXES)
        ]
        # A title that says more than its item is of the kind that is called after it.
        about = [line for line, row in lines if point.item and row["item"] == point.item]
        found |= {("kind_points", "table_kind", kind, str(line)) for line in exact or usual or about}
    return found


@cache
def _of_header_text(kind: str | None, text: str) -> Found:
    words = comparable(text)
    return {
        (word.seed, word.column, word.text, word.meaning)
        for word in _by_text("table_kinds", "header_words")
        if word.meaning == kind and all(comparable(part) in words for part in word.text.split("&"))
    }


@cache
def _header_lines() -> dict[HeaderWord, list[tuple[str, str]]]:
    """Pattern as the reader has it → pattern as the seed has it, and its line."""
    lines: dict[HeaderWord, list[tuple[str, str]]] = defaultdict(list)
    by_pattern = defaultdict(list)
    for word in header_words():
        by_pattern[word.segments, word.is_whole_path, word.role, word.key].append(word)
    for taught in _by_text("header_words", "header_words"):
        row = seed_rows("header_words")[taught.line]
        segments = tuple(map(header_segment, taught.text.removeprefix("^").split("/")))
        for word in by_pattern[segments, taught.text.startswith("^"), row["role"], row["key"]]:
            if set(row["table_kinds"].split("|")) <= word.table_kinds:
                lines[word].append((taught.text, str(taught.line)))
    return lines


@cache
def _of_header(kind: str | None, path: str) -> Found:
    segments = path.split("/")
    found: Found = set()
    for segment in segments:
        found |= _composed(segment)
    # Parts of a path are looked up as well: the item above a fund, the header above a mere 金额.
    for part in {tuple(segments), tuple(segments[:-1]), tuple(segments[-1:])}:
        for word in fitting_words(part, kind, _ROLES):
            found |= {("header_words", "header_words", text, line) for text, line in _header_lines()[word]}
    return found


@cache
def _labels() -> dict[str, list[TaughtWord]]:
    found = defaultdict(list)
    for word in _by_text("row_labels", "label_words"):
        found[comparable(word.text)].append(word)
    return found


@cache
def _of_label(kind: str | None, label: str) -> Found:
    found: Found = set()
    if not any(_MEANINGLESS.sub("", piece) for piece in cover(label).rest):
        # A name that is all words: not 项目 or 收入 in the name of some project.
        found |= _composed(label)
    for text in {
        comparable(label),
        split_numbering(label)[1],
        *(split_numbering(each)[1] for each in label.split("/")),
    }:
        for word in _labels().get(text, ()):
            if _kinds_alike(kind) & set(seed_rows("row_labels")[word.line]["table_kinds"].split("|")):
                found.add((word.seed, word.column, word.text, str(word.line)))
    return found


@cache
def _of_caption(kind: str | None, text: str) -> Found:
    if read_caption(text, kind) is None:
        return set()
    words = header_segment(text)
    return {
        (word.seed, word.column, word.text, str(word.line))
        for word in _by_text("form_fields", "captions")
        if words.rstrip("0123456789") == header_segment(word.text).rstrip("#")
        and _kinds_alike(kind) & set(seed_rows("form_fields")[word.line]["table_kinds"].split("|"))
    }


@cache
def _of_subject(key: str | None, text: str) -> Found:
    bare = _bare(text)
    return {
        (word.seed, word.column, word.text, word.meaning)
        for column in ("subject_words", "part_words")
        for word in _by_text("narrative_subjects", column)
        if word.meaning == key and comparable(_bare(word.text)) == bare
    }


def _bare(text: str) -> str:
    return comparable(fold(text).replace('"', "").replace(" ", ""))


def standard_forms() -> Printed:
    """What the national forms of published budgets and final accounts print (``standard_tables.csv``), whoever fills them in.

    Titles, headers and rows of the nine tables of a department's budget, and of the nine of its final accounts, that the Ministry of Finance
    lays down. A word of theirs is nobody's own.
    """
    printed = Printed()
    texts = {"title": printed.titles, "header": printed.headers, "label": printed.labels}
    with _STANDARD.open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            texts[row["stands_in"]].add((row["table_kind"], row["text"]))
    return printed


#: What of a hand-over is held against words, and where it goes.
_QUERIES = {
    "titles": "select table_kind, printed_title from {printed_tables} "
    "union select table_kind, printed_title from {promised_tables}",
    "header_texts": "select table_kind, header_text from {printed_tables}",
    "headers": "select table_kind, header_path from {lines} inner join {printed_tables} using (table_id) "
    "union select table_kind, header_path from {labels} inner join {printed_tables} using (table_id)",
    "labels": "select table_kind, label_printed from {rows} inner join {printed_tables} using (table_id) "
    "union select table_kind, text from {labels} inner join {printed_tables} using (table_id)",
    "captions": "select table_kind, text from {cells} inner join {printed_tables} using (table_id) "
    "where table_kind in ('department_performance_targets', 'project_performance_targets')",
    "subjects": "select subject_key, subject_text from {statements}",
    "sentences": "select text, null from {paragraphs}",
}


def printed_in(folders: Sequence[Path]) -> Printed:
    """What the documents of these hand-over folders print."""
    printed = Printed()
    with duckdb.connect() as connection:
        for name, query in _QUERIES.items():
            tables = {
                table: _source(table, folders)
                for table in ("printed_tables", "promised_tables", "lines", "labels", "rows", "cells", "statements", "paragraphs")
            }  # fmt: skip
            rows = connection.execute(query.format(**tables)).fetchall()
            if name == "sentences":
                printed.sentences = {text for text, _ in rows if text}
            else:
                setattr(printed, name, {(key, text) for key, text in rows if text})
    return printed


def _source(table: str, folders: Sequence[Path]) -> str:
    files = ", ".join(f"'{folder / table}.parquet'" for folder in folders)
    return f"(from read_parquet([{files}]))"
