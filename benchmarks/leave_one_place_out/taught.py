"""The words that the seeds teach, one by one, and copies of the seeds without some of them.

Belongs here: seeds of printed words (``dbt_project/seeds/vocabulary``), and of them the columns that hold such words. Official lists
(codes, divisions) are nobody's wording and stay.
"""

from __future__ import annotations

import csv
import shutil
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pipelines.reports.seeds import SEEDS

#: Seed → its columns of words, alternatives parted by ``|``; a line that loses all of its first column is gone with it.
COLUMNS = {
    "words": ("word",),
    "table_kinds": ("title_words", "harmless_title_words", "header_words"),
    "kind_points": ("table_kind",),
    "header_words": ("header_words",),
    "row_labels": ("label_words",),
    "form_fields": ("captions",),
    "narrative_subjects": ("subject_words", "part_words"),
}
#: Seeds whose lines name something the product knows in itself; they stay, only their words go.
_NAMES_OF_THINGS = ("table_kinds", "narrative_subjects")


@dataclass(frozen=True, slots=True)
class TaughtWord:
    """One word of a seed: the line it stands in (the first is 0), its column, and itself."""

    seed: str
    line: int
    column: str
    text: str
    #: What the word means: kind, key, axis and value.
    meaning: str

    def __str__(self) -> str:
        """The word and what it means."""
        return f"{self.text} ({self.seed}: {self.meaning})"


@cache
def seed_rows(seed: str) -> tuple[dict[str, str], ...]:
    """The lines of a vocabulary seed."""
    with (SEEDS / "vocabulary" / f"{seed}.csv").open(newline="", encoding="utf-8") as file:
        return tuple(csv.DictReader(file))


@cache
def taught_words() -> tuple[TaughtWord, ...]:
    """Every word of every vocabulary seed."""
    return tuple(_taught())


def _taught() -> Iterator[TaughtWord]:
    for seed, columns in COLUMNS.items():
        for line, row in enumerate(seed_rows(seed)):
            for column in columns:
                for text in filter(None, row[column].split("|")):
                    yield TaughtWord(seed, line, column, text, _meaning(seed, row))


def _meaning(seed: str, row: dict[str, str]) -> str:
    match seed:
        case "words":
            return f"{row['axis']} {row['value']}".strip()
        case "table_kinds":
            return row["table_kind"]
        case "kind_points":
            return " ".join(value for name, value in row.items() if name != "table_kind" and value)
        case "row_labels":
            return row["row_key"]
        case "narrative_subjects":
            return row["subject_key"]
        case _:
            return f"{row['key']} in {row['table_kinds']}"


def write_without(taken: Collection[TaughtWord], folder: Path) -> None:
    """Copy the seeds into a new folder, without these words."""
    shutil.copytree(SEEDS, folder)
    places = {(word.seed, word.line, word.column, word.text) for word in taken}
    for seed in {word.seed for word in taken}:
        kept = []
        for line, row in enumerate(seed_rows(seed)):
            changed = dict(row)
            for column in COLUMNS[seed]:
                words = row[column].split("|")
                changed[column] = "|".join(word for word in words if (seed, line, column, word) not in places)
            first = COLUMNS[seed][0]
            if changed[first] or not row[first] or seed in _NAMES_OF_THINGS:
                kept.append(changed)
        path = folder / "vocabulary" / f"{seed}.csv"
        with path.open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, list(seed_rows(seed)[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(kept)
