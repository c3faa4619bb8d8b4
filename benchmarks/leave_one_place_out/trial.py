"""Places left out: their words taken away, their reports read again and put under the rules, and what that costs.

Belongs here: the way from all reports to the result of each place. Questions and counts are asked elsewhere.
"""

from __future__ import annotations

import shutil
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.leave_one_place_out.looked_up import TRUE, LookedUp, verdict_of
from benchmarks.leave_one_place_out.measuring import (
    Comparison,
    Figure,
    Finding,
    Published,
    compare,
    documents,
    published,
)
from benchmarks.leave_one_place_out.places import place_of
from benchmarks.leave_one_place_out.printed import Printed, printed_in, standard_forms
from benchmarks.leave_one_place_out.running import read_with, run, take_over
from benchmarks.leave_one_place_out.taught import TaughtWord, write_without
from pipelines.contract import hand_over
from pipelines.reports.facts import FileFacts
from pipelines.reports.version import reading_version
from pipelines.settings import Settings

#: Stands beside the places: what the national forms print.
STANDARD = "national forms"
#: A loss that no word taken away explains by itself: the structure, or a table beside it.
NO_WORD = "no word alone"


@dataclass(frozen=True, slots=True)
class Result:
    """What one place's reports came to without the words that it alone attests."""

    place: str
    document_count: int
    taken: frozenset[TaughtWord]
    before: Published
    after: Published
    figures: Comparison
    #: Errors with their verdicts, and whether the run with all words makes them, too.
    errors: list[tuple[Finding, str, bool]]
    #: True errors that are no more found.
    missed: list[Finding]
    #: Figures lost, by the words taken away that stand at them.
    costs: dict[str, int]


def by_place(warehouse_dir: Path) -> dict[str, list[FileFacts]]:
    """Place → its documents in the run over all reports."""
    found: dict[str, list[FileFacts]] = defaultdict(list)
    for facts, division_code in documents(warehouse_dir):
        place = place_of(division_code)
        if place:
            found[place].append(facts)
    return dict(sorted(found.items()))


def attestations(warehouse_dir: Path, places: Mapping[str, Sequence[FileFacts]]) -> dict[str, set[TaughtWord]]:
    """Place → the taught words that its reports print; and those of the national forms, which are no place's own."""
    settings, version = Settings.load(warehouse=warehouse_dir), reading_version()
    return {STANDARD: standard_forms().words()} | {
        place: printed_in([hand_over.document_folder(settings, facts.document_id, version) for facts in found]).words()
        for place, found in places.items()
    }


def only_in(place: str, attested: Mapping[str, set[TaughtWord]]) -> frozenset[TaughtWord]:
    """The words that no other place attests."""
    others = set().union(*(words for other, words in attested.items() if other != place))
    return frozenset(attested[place] - others)


def leave_out(wanted: Sequence[str], raw: Path, base: Path, folder: Path, tell: Callable[[str], None]) -> None:
    """Read each wanted place's reports without the words that only they attest, and put all under the rules in one run.

    Args:
        wanted: Places; the reports of all others are read with all words.
        raw: The reports.
        base: Warehouse of the run over them with all words.
        folder: Where seeds and the warehouse without are made.
        tell: Told what is done.
    """
    places = by_place(base)
    attested = attestations(base, places)
    taken = {place: only_in(place, attested) for place in places if place in wanted}
    shutil.rmtree(folder, ignore_errors=True)
    warehouse_dir = folder / "warehouse"
    others = [facts for place, found in places.items() if place not in wanted for facts in found]
    take_over([facts.document_id for facts in others], base, warehouse_dir)
    for place, words in taken.items():
        write_without(words, folder / "seeds" / place)
        read_with(folder / "seeds" / place, places[place], base, warehouse_dir)
        tell(f"{place}: {len(places[place])} reports read without {len(words)} words")
    run(raw, warehouse_dir)
    tell("all under the rules")


def results_of(wanted: Sequence[str], lists: Sequence[LookedUp], base: Path, warehouse_dir: Path) -> list[Result]:
    """What each place came to, from the warehouses with all words and without; ``lists`` are the findings that were looked up."""
    places = by_place(base)
    attested = attestations(base, places)
    results = []
    for place in (place for place in places if place in wanted):
        ids = [facts.document_id for facts in places[place]]
        words = only_in(place, attested)
        results.append(_result(place, words, published(base, ids), published(warehouse_dir, ids), lists))
    return results


def _result(
    place: str, taken: frozenset[TaughtWord], before: Published, after: Published, lists: Sequence[LookedUp]
) -> Result:
    figures = compare(before, after)
    known = {(finding.document_id, finding.title) for finding in before.findings if finding.severity == "error"}
    errors = [finding for finding in after.findings if finding.severity == "error"]
    found = [(finding, verdict_of(finding, lists), (finding.document_id, finding.title) in known) for finding in errors]
    missed = [
        finding
        for finding in before.findings
        if finding.severity == "error"
        and verdict_of(finding, lists) == TRUE
        and not any(other.document_id == finding.document_id and other.rules & finding.rules for other in errors)
    ]
    costs = dict(costs_of(figures.lost.values(), taken))
    return Result(place, before.document_count, taken, before, after, figures, found, missed, costs)


def costs_of(lost: Iterable[Figure], taken: frozenset[TaughtWord]) -> Counter[str]:
    """Figures lost, by the words taken away that their title, header or name of row attests; shared where several do."""
    costs: Counter[str] = Counter()
    for figure in lost:
        words = standing_at(figure, taken)
        for word in words:
            costs[str(word)] += 1
        if not words:
            costs[NO_WORD] += 1
    return costs


def standing_at(figure: Figure, among: Collection[TaughtWord]) -> set[TaughtWord]:
    """Those of some words that stand at one figure."""
    printed = Printed()
    for texts, text in ((printed.titles, figure.title), (printed.headers, figure.header_path)):
        if text:
            texts.add((figure.kind, text))
    printed.labels |= {(figure.kind, part) for part in (figure.row_path or "").split("/") if part}
    return printed.words(among)
