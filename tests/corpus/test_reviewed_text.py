"""What sentences of hard real reports were told to be wrong in, looked up on their pages: the true stay, the false stay away.

Belongs here: the rows of ``REVIEWED.csv`` about rules of the text, whatever their severity; a sentence that was misread
may not fail at all, not even as a notice.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.runs.whole_corpus import CorpusRun

_TEXT_RULES = ("text_", "change_", "staffing_", "share_", "template_")
_FAILED = """
select file_name, rule_id, coalesce(left_page_no, 0)
from fct_reconciliation inner join dim_document using (document_id)
where status = 'failed'
"""

pytestmark = [pytest.mark.corpus, pytest.mark.slow, pytest.mark.whole_run]


def _reviewed(folder: Path) -> Iterator[dict[str, str]]:
    with (folder / "REVIEWED.csv").open(encoding="utf-8", newline="") as handle:
        yield from (row for row in csv.DictReader(handle) if row["rules"].startswith(_TEXT_RULES))


@pytest.fixture(scope="module")
def failed(both: CorpusRun) -> set[tuple[str, str, int]]:
    """File, rule and page of each check that fails in what the main job publishes."""
    rows = both.ask(_FAILED)
    return {(name.rsplit("/", 1)[-1], rule, page) for name, rule, page in rows}


def _is_found(row: dict[str, str], failed: set[tuple[str, str, int]]) -> bool:
    pages = {int(page) for page in row["page"].split()}
    return any(name == row["file"] and rule in row["rules"].split(",") and page in pages for name, rule, page in failed)


def test_what_is_wrong_in_the_text_is_found(corpus_new: Path, failed: set[tuple[str, str, int]]) -> None:
    true = [row for row in _reviewed(corpus_new) if row["verdict"] == "TRUE"]
    assert true and [row for row in true if not _is_found(row, failed)] == []


def test_sentences_that_were_misread_accuse_nobody(corpus_new: Path, failed: set[tuple[str, str, int]]) -> None:
    false = [row for row in _reviewed(corpus_new) if row["verdict"] == "FALSE"]
    assert false and [row for row in false if _is_found(row, failed)] == []
