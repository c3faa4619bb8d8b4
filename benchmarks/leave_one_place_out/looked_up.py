"""Which findings of severity error a person looked up on the page, and what they are: true, or our misreading.

Belongs here: the lists of the corpus tests, ``REVIEWED.csv`` of a corpus and ``looked_up.csv``. A list names file, page and rule (and a mark of the text,
where these are of several findings); a finding that none names is not looked up.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.leave_one_place_out.measuring import Finding

_LISTS = Path(__file__).parents[2] / "tests" / "corpus"
#: Those of the reference report, which is of no corpus, and such as were looked up for this trial.
_OWN = Path(__file__).with_name("looked_up.csv")
TRUE, FALSE, NOT_LOOKED_UP = "TRUE", "FALSE", "not looked up"


@dataclass(frozen=True, slots=True)
class LookedUp:
    """One finding as it was looked up."""

    file: str
    pages: frozenset[int]
    rules: frozenset[str]
    mark: str
    verdict: str

    def is_of(self, finding: Finding) -> bool:
        """True if this is that finding."""
        return (
            finding.file == self.file
            and bool(finding.pages & self.pages)
            and bool(finding.rules & self.rules)
            and self.mark in finding.title + finding.text
        )


def read_lists(corpora: Sequence[Path]) -> list[LookedUp]:
    """Every finding looked up in these corpora."""
    found = [
        LookedUp(row["file_name"], frozenset({int(row["page_no"])}), frozenset({row["rule_id"]}), "", TRUE)
        for row in _rows(_LISTS / "reviewed_findings.csv")
    ]
    for path in (_OWN, _LISTS / "reviewed_findings_2.csv", *(corpus / "REVIEWED.csv" for corpus in corpora)):
        for row in _rows(path):
            pages = frozenset(int(page) for page in row["page"].split())
            found.append(
                LookedUp(row["file"], pages, frozenset(row["rules"].split(",")), row.get("mark", ""), row["verdict"])
            )
    return found


def verdict_of(finding: Finding, lists: Sequence[LookedUp]) -> str:
    """What a finding was looked up to be; a false one on the page of a true one counts as false only if no true one is named."""
    verdicts = {item.verdict for item in lists if item.is_of(finding)}
    return next((verdict for verdict in (TRUE, FALSE) if verdict in verdicts), NOT_LOOKED_UP)


def _rows(path: Path) -> list[dict[str, str]]:
    if not path.is_file():
        return []
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))
