"""The words that Python and dbt share, read from the seeds.

Belongs here: loading ``dbt_project/seeds/vocabulary`` and the names of ``dbt_project/seeds/codes`` as plain values, words
already made comparable. What is done with them belongs to the readers. An analyst extends the CSV files, not the code.
"""

from __future__ import annotations

import csv
from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from pipelines.reports.seeds import SEEDS
from pipelines.reports.unnamed_kinds import axes_of_unnamed, model_of_unnamed
from pipelines.reports.words import comparable, header_segment, word_matches


@dataclass(frozen=True, slots=True)
class TableKind:
    """A kind of printed table; words as expressions of ``|`` and ``&``."""

    key: str
    printed_no_hint: str = ""
    title_words: str = ""
    header_words: str = ""
    #: Words that say nothing new beside the title's own; any other decisive word makes it another table.
    harmless_title_words: frozenset[str] = frozenset()
    #: Kind that is printed the same way; what holds of it holds of this one, too.
    printed_like: str = ""
    #: Fund of the whole table; ``all`` if it is of several.
    fund_source_key: str = ""
    #: Classification that the names of its rows are of, where they print no code.
    classification: str = "function"
    #: Classification that its rows run along, whether its title says so or not; empty for rows of things, funds or units.
    runs_along: str = ""
    is_money_table: bool = False
    #: Revenue and expenditure side by side.
    is_two_sided: bool = False
    #: Printed as a form, whose columns change from block to block.
    is_form: bool = False
    #: A list of things, which some issuers print in steps.
    has_steps: bool = False
    #: Its rows may be the items that other reports print as columns.
    has_item_rows: bool = False
    #: Its columns are the sources of the money.
    has_source_columns: bool = False

    def is_printed_as(self, key: str) -> bool:
        """True for that kind and those printed like it."""
        return key in (self.key, self.printed_like)


@dataclass(frozen=True, slots=True)
class HeaderWord:
    """A pattern of header cells (segments from the outside in) and the measure or field it means."""

    segments: tuple[str, ...]
    table_kinds: frozenset[str]
    role: str
    key: str
    is_whole_path: bool

    @property
    def specificity(self) -> tuple[int, int, int]:
        """More segments, then named kinds, then longer words count as more specific."""
        return len(self.segments), int("*" not in self.table_kinds), sum(len(s.replace("*", "")) for s in self.segments)


@dataclass(frozen=True, slots=True)
class RowLabel:
    """A label that means the same row in every report."""

    key: str
    table_kinds: frozenset[str]
    side: str | None
    row_kind: str
    labels: frozenset[str]


@dataclass(frozen=True, slots=True)
class FormField:
    """A caption of a form: ``part`` says what stands beside or below it, ``key`` which field it is."""

    captions: tuple[str, ...]
    table_kinds: frozenset[str]
    part: str
    key: str


def _rows(name: str) -> list[dict[str, str]]:
    path = SEEDS / name
    if not path.exists():
        raise FileNotFoundError(f"the vocabulary {path} is missing: restore it from the repository")
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def _set(text: str) -> frozenset[str]:
    return frozenset(part for part in text.split("|") if part)


def _kinds(text: str) -> frozenset[str]:
    """The kinds named, and those printed like one of them."""
    named = _set(text)
    return named | {kind.key for kind in table_kinds() if kind.printed_like in named}


def _expression(text: str) -> str:
    return "|".join("&".join(comparable(word) for word in part.split("&")) for part in text.split("|"))


_TRAITS = ("is_money_table", "is_two_sided", "is_form", "has_steps", "has_item_rows", "has_source_columns")
#: The facts of tables whose rows run along a classification.
_ALONG = {"fct_expenditure_by_function": "function", "fct_expenditure_by_economic": "economic"}


@cache
def table_kinds() -> tuple[TableKind, ...]:
    """Every kind of printed table, in the seed's order; a trait left empty is that of the kind it is printed like."""
    rows = {row["table_kind"]: row for row in _rows("vocabulary/table_kinds.csv")}
    facts = {row["table_kind"]: row for row in _rows("facts/table_kind_facts.csv")}
    return tuple(
        TableKind(
            key=row["table_kind"],
            printed_no_hint=row["printed_no_hint"],
            title_words=_expression(row["title_words"]),
            header_words=_expression(row["header_words"]),
            harmless_title_words=_set(row["harmless_title_words"]),
            printed_like=row["printed_like"],
            fund_source_key=facts.get(row["table_kind"], {}).get("fund_source_key", ""),
            classification=_ALONG.get(row["fact_table"], "function"),
            runs_along=_ALONG.get(row["fact_table"], ""),
            **{trait: (row[trait] or rows.get(row["printed_like"], row)[trait]) == "true" for trait in _TRAITS},
        )
        for row in rows.values()
    )


#: The segment of a header pattern in whose place any word may stand.
_ANYTHING = "*"
_UNKNOWN_KIND = TableKind("")


@cache
def table_kind(key: str | None) -> TableKind:
    """The kind of that key; without one, or if the seed has none, a kind without any trait.

    A kind without a name has the traits of the one it is printed like, and the fund that its key spells.
    """
    model = model_of_unnamed(key) if key else None
    if key and model:
        fund = (axes_of_unnamed(key) or {})["fund"]
        return replace(
            table_kind(model), key=key, printed_like=model, printed_no_hint="", fund_source_key=fund or "all"
        )
    return next((kind for kind in table_kinds() if kind.key == key), _UNKNOWN_KIND)


def is_among(kind: str | None, kinds: Collection[str]) -> bool:
    """True if a kind is one of some, or has no name and is printed like one of them; ``kinds`` hold those with names that are."""
    return kind in kinds or (kind is not None and model_of_unnamed(kind) in kinds)


@cache
def measure_value_types() -> dict[str, str]:
    """Measure key → money, price, count or percent."""
    return {row["measure_key"]: row["value_type"] for row in _rows("vocabulary/measures.csv")}


@cache
def measure_fund_sources() -> dict[str, str]:
    """Measure key → the fund source it is of; empty, and ``all``, if it is of none."""
    return {row["measure_key"]: row["fund_source_key"] for row in _rows("vocabulary/measures.csv")}


@cache
def measure_expenditure_kinds() -> dict[str, str]:
    """Measure key → the kind of expenditure it is of; empty if it is of none, ``total`` if of all."""
    return {row["measure_key"]: row["expenditure_kind"] for row in _rows("vocabulary/measures.csv")}


@cache
def measure_bases() -> dict[str, str]:
    """Measure key → the measure it is the part of one fund, or another stage, of; of those that are such a part only."""
    rows = _rows("vocabulary/measures.csv")
    return {row["measure_key"]: row["base_measure_key"] for row in rows if row["base_measure_key"]}


@cache
def measure_stages() -> dict[str, str]:
    """Measure key → the stage of the budget it is of, or ``change``; of those that are of one only."""
    return {row["measure_key"]: row["amount_basis"] for row in _rows("vocabulary/measures.csv") if row["amount_basis"]}


@cache
def measure_parents() -> dict[str, tuple[tuple[str, bool], ...]]:
    """Measure key → the measures it is directly part of, and whether it is a summand of them or a mere part."""
    parents: dict[str, list[tuple[str, bool]]] = {}
    for row in _rows("facts/measure_tree.csv"):
        parents.setdefault(row["measure_key"], []).append((row["parent_measure_key"], row["is_summand"] == "true"))
    return {key: tuple(found) for key, found in parents.items()}


@cache
def derived_measure(
    base_measure_key: str, *, fund_source_key: str | None = None, amount_basis: str | None = None
) -> str | None:
    """The measure that is the base's part of one fund, or its figure of another stage; None if the seed has none."""
    for row in _rows("vocabulary/measures.csv"):
        if row["base_measure_key"] == base_measure_key and (
            (fund_source_key is not None and row["fund_source_key"] == fund_source_key and not row["amount_basis"])
            or (amount_basis is not None and row["amount_basis"] == amount_basis)
        ):
            return row["measure_key"]
    return None


@cache
def header_words() -> tuple[HeaderWord, ...]:
    """Every header pattern, the most specific first."""
    words = [
        HeaderWord(
            tuple(map(header_segment, pattern.removeprefix("^").split("/"))),
            _kinds(row["table_kinds"]),
            row["role"],
            row["key"],
            pattern.startswith("^"),
        )
        for row in _rows("vocabulary/header_words.csv")
        for pattern in row["header_words"].split("|")
    ]
    return tuple(sorted(words, key=lambda word: word.specificity, reverse=True))


@lru_cache(10_000)
def header_words_ending_in(segment: str) -> tuple[HeaderWord, ...]:
    """The header patterns, the most specific first, whose last segment is this one; reports repeat each other's headers."""
    return tuple(word for word in header_words() if word_matches(word.segments[-1], segment))


@cache
def header_vocabulary() -> frozenset[str]:
    """Every segment of a header pattern, as it is written there: the words that tell a header row from a body row.

    Not one that stands for anything: no word is known by it, and a printed star is a mark in the place of a figure or a number.
    """
    return frozenset(segment for word in header_words() for segment in word.segments) - {_ANYTHING}


@cache
def row_labels() -> tuple[RowLabel, ...]:
    """Every known row label."""
    return tuple(
        RowLabel(
            row["row_key"],
            _kinds(row["table_kinds"]),
            row["side"] or None,
            row["row_kind"],
            frozenset(map(comparable, row["label_words"].split("|"))),
        )
        for row in _rows("vocabulary/row_labels.csv")
    )


@cache
def form_fields() -> tuple[FormField, ...]:
    """Every caption of forms, in the seed's order."""
    return tuple(
        FormField(
            tuple(header_segment(caption) for caption in row["captions"].split("|")),
            _kinds(row["table_kinds"]),
            row["part"],
            row["key"],
        )
        for row in _rows("vocabulary/form_fields.csv")
    )


@cache
def classifications_along() -> dict[str, str | None]:
    """The classification the names of a half are of, by what it runs along; None if none that is kept."""
    return {row["along"]: row["classification"] or None for row in _rows("vocabulary/halves.csv")}


@cache
def function_names() -> dict[str, tuple[str, ...]]:
    """Comparable name of a function class, subclass or item → its codes, historical names included."""
    return _codes_by_name("codes/function.csv")


@cache
def function_last_years() -> dict[str, int]:
    """Function code that is used no more → the last year it was."""
    rows = _rows("codes/function.csv")
    in_use = {row["code"] for row in rows if not row["valid_to_year"]}
    return {
        row["code"]: int(row["valid_to_year"]) for row in rows if row["valid_to_year"] and row["code"] not in in_use
    }


@cache
def economic_names() -> dict[str, tuple[str, ...]]:
    """Comparable name of an economic class or subclass (department's list) → its codes."""
    return _codes_by_name("codes/economic_department.csv")


@cache
def old_economic_codes() -> dict[str, dict[str, int]]:
    """Comparable name of an economic class → codes it has no more, each with the last year it had it."""
    found: dict[str, dict[str, int]] = {}
    for row in _rows("codes/economic_before_2018.csv"):
        found.setdefault(comparable(row["name"]), {})[row["code"]] = int(row["valid_to_year"])
    return found


@cache
def procurement_classes() -> dict[str, str]:
    """Comparable name of a class of the procurement catalogue (货物) → its letter."""
    rows = _rows("codes/procurement_item.csv")
    return {comparable(row["name"]): comparable(row["code"]) for row in rows if not row["parent_code"]}


@cache
def government_economic_names() -> dict[str, tuple[str, ...]]:
    """Comparable name of an economic class or subclass (government's list) → its codes."""
    return _codes_by_name("codes/economic_government.csv")


def _codes_by_name(seed: str) -> dict[str, tuple[str, ...]]:
    codes: dict[str, list[str]] = {}
    for row in _rows(seed):
        if row["name"]:
            found = codes.setdefault(comparable(row["name"]), [])
            if row["code"] not in found:
                found.append(row["code"])
    return {name: tuple(sorted(found)) for name, found in codes.items()}
