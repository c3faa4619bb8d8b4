"""One place left out: its words taken away, its reports read again and put under the rules, and what that costs.

Belongs here: the way from all reports to the result of each place. Questions and counts are asked elsewhere.
"""

from __future__ import annotations

import shutil
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
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
from benchmarks.leave_one_place_out.printed import Printed, printed_in
from benchmarks.leave_one_place_out.running import RunFailedError, link, run, take_over
from benchmarks.leave_one_place_out.taught import TaughtWord, write_without

#: A loss that no word taken away explains by itself: the structure, or a table beside it.
NO_WORD = "no word alone"


@dataclass(frozen=True, slots=True)
class Document:
    """A published report."""

    document_id: str
    file_name: str
    place: str


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
    #: Why nothing was published, if nothing was.
    failure: str = ""


def all_documents(warehouse_dir: Path) -> list[Document]:
    """The documents of the run over all reports whose place is known."""
    known = [(document_id, name, place_of(code)) for document_id, name, code in documents(warehouse_dir)]
    return [Document(document_id, name, place) for document_id, name, place in known if place]


def attestations(warehouse_dir: Path, every: Sequence[Document]) -> dict[str, set[TaughtWord]]:
    """Place → the taught words that its reports print."""
    folders: dict[str, list[Path]] = defaultdict(list)
    places = {document.document_id: document.place for document in every}
    for folder in sorted((warehouse_dir / "hand_over" / "documents").iterdir()):
        place = places.get(folder.name.split("-")[0])
        if place and (folder / "printed_tables.parquet").exists():
            folders[place].append(folder)
    return {place: printed_in(found).words() for place, found in folders.items()}


def only_in(place: str, attested: Mapping[str, set[TaughtWord]]) -> frozenset[TaughtWord]:
    """The words that no other place attests."""
    others = set().union(*(words for other, words in attested.items() if other != place))
    return frozenset(attested[place] - others)


def leave_out(
    place: str,
    every: Sequence[Document],
    attested: Mapping[str, set[TaughtWord]],
    lists: Sequence[LookedUp],
    base: Path,
    folder: Path,
) -> Result:
    """Read a place's reports without the words that only they attest; ``base`` is the folder of the run over all."""
    mine = [document for document in every if document.place == place]
    ids = [document.document_id for document in mine]
    taken = only_in(place, attested)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    write_without(taken, folder / "seeds")
    link({document.file_name: base / "raw" / document.file_name for document in mine}, folder / "raw")
    take_over(base / "warehouse", folder / "warehouse", ids)
    before = published(base / "warehouse", ids)
    failure = ""
    try:
        run(folder / "raw", folder / "warehouse", folder / "seeds")
        after = published(folder / "warehouse", ids)
    except RunFailedError as error:
        failure, after = str(error), Published({}, [], 0, 0, 0)
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
    return Result(place, len(mine), taken, before, after, figures, found, missed, costs, failure)


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
