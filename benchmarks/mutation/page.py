"""What the trial came to, as a table on the screen and as a committed page.

Belongs here: counting and showing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.table import Table

from benchmarks.mutation.faults import MAKERS
from benchmarks.mutation.misreading import KINDS, Misreading
from benchmarks.mutation.trial import Case

COLUMNS = (
    "fault", "cases", "revealable", "detected", "right", "of these outright", "held against the report", "findings a fault",
)  # fmt: skip
NAMES = {
    "one_digit": "one digit", "transposed_digits": "two digits transposed", "wrong_sign": "sign", "wrong_unit": "× 10,000",
    "wrong_subtotal": "wrong subtotal", "shifted_rows": "rows shifted", "swapped_columns": "columns swapped",
    "dropped_row": "row dropped", "repeated_row": "row repeated", "narrative_figure": "figure of the text",
    "wrong_percentage": "percentage of the text", "wrong_year": "year of the text",
}  # fmt: skip


@dataclass(slots=True)
class Score:
    """Counts over faults of a kind; detected, right and exact count revealable faults only."""

    cases: int = 0
    revealable: int = 0
    detected: int = 0
    right: int = 0
    exact: int = 0
    accused: int = 0
    findings: float = 0

    def cells(self, name: str) -> tuple[str, ...]:
        """A row of the table."""
        return (
            name,
            str(self.cases),
            str(self.revealable),
            share(self.detected, self.revealable),
            share(self.right, self.revealable),
            share(self.exact, self.revealable),
            share(self.accused, self.revealable),
            f"{self.findings / max(self.cases, 1):.2f}",
        )


def share(part: int, whole: int) -> str:
    """A share with one decimal; never rounded up to all."""
    return "–" if not whole else f"{int(part * 1000 / whole) / 10:.1f} %"


def scores(cases: Sequence[Case]) -> dict[str, Score]:
    """By kind of fault, and of all."""
    by_kind = {kind: Score() for kind in MAKERS} | {"all": Score()}
    for case in cases:
        for fault, is_revealable, verdict in zip(case.faults, case.revealable, case.verdicts, strict=True):
            for score in (by_kind[fault.kind], by_kind["all"]):
                score.cases += 1
                score.revealable += is_revealable
                score.detected += is_revealable and verdict.is_detected
                score.right += is_revealable and verdict.is_right
                score.exact += is_revealable and verdict.is_exact
                score.accused += is_revealable and verdict.is_accused
                score.findings += len(case.findings) / len(case.faults)
    return by_kind


def both_right(cases: Sequence[Case]) -> int:
    """Cases in which every revealable fault is diagnosed rightly."""
    return sum(
        all(verdict.is_right or not shown for verdict, shown in zip(case.verdicts, case.revealable, strict=True))
        for case in cases
    )


def screen(title: str, by_kind: dict[str, Score]) -> Table:
    """The scores as a table for the terminal."""
    table = Table(*COLUMNS, title=title)
    for kind, score in by_kind.items():
        table.add_row(*score.cells(NAMES.get(kind, kind)), end_section=kind == list(MAKERS)[-1])
    return table


def told_apart(misread: Sequence[Misreading]) -> dict[str, tuple[int, int]]:
    """By kind of misreading: how many, and how many the page's own check told."""
    return {
        kind: (sum(m.kind == kind for m in misread), sum(m.kind == kind and m.is_told for m in misread))
        for kind in KINDS
    }


def page(
    command: str,
    clean: int,
    singles: Sequence[Case],
    doubles: Sequence[Case],
    misread: Sequence[Misreading],
    seconds: float,
) -> str:
    """The committed page."""
    lines = [
        "# Mutation trial",
        "",
        f"Written by `{command}`: faults put into reports that add up, and what the diagnosis says of them. {clean} clean reports "
        "(the reference report with its mistakes mended, and fifteen layout families typeset from seeded money); false findings on "
        "them: 0 (the trial stops if there is one).",
        "",
        "*Revealable* is a fault that some sum or sentence of the clean report contradicts, computed apart from the rules' own run. "
        "*Right* means kind and place: the finding would put the clean figures back where they belong, or, where nothing printed "
        "can tell which of several figures is wrong, names the place among its equals; *outright* leaves those out. *Held against "
        "the report* is what other sums of the report prove to be its fault; the rest is told as not certain. A slip of "
        "rows is right if most amounts come back to their places: between rows of one sum its first row cannot be told.",
        "",
        f"## One fault in a report: {len(singles)} cases",
        "",
        *_markdown(scores(singles)),
        "",
        f"## Two faults in a report: {len(doubles)} cases, both right in {share(both_right(doubles), len(doubles))}",
        "",
        *_markdown(scores(doubles)),
        "",
        f"## Cells misread by us: {len(misread)} pages read again with a cell spoiled on the way",
        "",
        "Told apart from a misprint: the page's conservation fails, so its tables are held back and the report is not blamed.",
        "",
        "| misreading | cases | told apart |",
        "| --- | --: | --: |",
        *(f"| {kind} | {count} | {share(told, count)} |" for kind, (count, told) in told_apart(misread).items()),
        "",
        f"{seconds:.0f} s in all.",
        "",
    ]
    return "\n".join(lines)


def _markdown(by_kind: dict[str, Score]) -> list[str]:
    head = [f"| {' | '.join(COLUMNS)} |", f"| --- |{' --: |' * (len(COLUMNS) - 1)}"]
    return head + [f"| {' | '.join(score.cells(NAMES.get(kind, kind)))} |" for kind, score in by_kind.items()]
