"""What sentences of hard real reports were told to be wrong in, looked up on their pages: the true stay, the false stay away.

Belongs here: the rows of ``corpus_new/REVIEWED.csv`` about rules of the text (``YUSUAN_CORPUS``'s sibling folder).
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from pipelines.contract import empty_hand_over
from tests.corpus.test_findings import _hand_over
from tests.dbt.conftest import build

_TEXT_RULES = ("text_", "change_", "staffing_", "share_", "template_")
_FAILED = """
select file_name, rule_id, coalesce(left_page_no, 0)
from fct_reconciliation inner join dim_document using (document_id)
where status = 'failed'
"""

pytestmark = [pytest.mark.corpus, pytest.mark.slow]


def _reviewed(folder: Path) -> Iterator[dict[str, str]]:
    with (folder / "REVIEWED.csv").open(encoding="utf-8", newline="") as handle:
        yield from (row for row in csv.DictReader(handle) if row["rules"].startswith(_TEXT_RULES))


@pytest.fixture(scope="module")
def new_corpus(corpus: Path) -> Path:
    folder = corpus.parent / "corpus_new"
    if not (folder / "REVIEWED.csv").exists():
        pytest.skip("no corpus_new with REVIEWED.csv beside YUSUAN_CORPUS")
    return folder


@pytest.fixture(scope="module")
def failed(new_corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> set[tuple[str, str, int]]:
    folder = tmp_path_factory.mktemp("reviewed_text")
    empty_hand_over(folder / "hand_over")
    stems = {row["file"].rsplit("_", 2)[0] for row in _reviewed(new_corpus)}
    for path in sorted(new_corpus.glob("*.pdf")):
        if path.name.rsplit("_", 2)[0] in stems:
            _hand_over(path, folder / "hand_over")
    build(folder, folder / "hand_over", "--exclude-resource-types", "test", "unit_test")
    with duckdb.connect(str(folder / "candidate.duckdb"), read_only=True) as candidate:
        return set(candidate.execute(_FAILED).fetchall())


def _is_found(row: dict[str, str], failed: set[tuple[str, str, int]]) -> bool:
    pages = {int(page) for page in row["page"].split()}
    return any(name == row["file"] and rule in row["rules"].split(",") and page in pages for name, rule, page in failed)


def test_what_is_wrong_in_the_text_is_found(new_corpus: Path, failed: set[tuple[str, str, int]]) -> None:
    true = [row for row in _reviewed(new_corpus) if row["verdict"] == "TRUE"]
    assert true and [row for row in true if not _is_found(row, failed)] == []


def test_sentences_that_were_misread_accuse_nobody(new_corpus: Path, failed: set[tuple[str, str, int]]) -> None:
    false = [row for row in _reviewed(new_corpus) if row["verdict"] == "FALSE"]
    assert false and [row for row in false if _is_found(row, failed)] == []
