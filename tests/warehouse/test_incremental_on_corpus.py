"""What a run over real reports published, brought up to date by a few runs' changes: as built from nothing, and back to what was published."""

from __future__ import annotations

import random
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq
import pytest

from pipelines.contract.rows_by_document import Change, short_of
from pipelines.contract.tables import TABLES
from pipelines.warehouse.incremental import bring_up_to_date
from tests.dbt.conftest import PROJECT
from tests.dbt.hand_over import SEEN_AT, write_run_table
from tests.dbt.relocated import Relocated, differing_tables, relocated
from tests.runs.whole_corpus import CorpusRun
from tests.warehouse.locality import moved_alone
from tests.warehouse.other_inputs import made_whole

pytestmark = [pytest.mark.corpus, pytest.mark.slow, pytest.mark.whole_run]


@dataclass(frozen=True)
class Changes:
    """Documents that are not there, that have other figures, that are held back; tables held back; rules switched off."""

    gone: frozenset[str] = frozenset()
    otherwise: frozenset[str] = frozenset()
    held: frozenset[str] = frozenset()
    tables: frozenset[tuple[str, str]] = frozenset()
    rules: frozenset[str] = frozenset()


def _kept(both: CorpusRun, name: str) -> Path:
    path = both.warehouse_dir / "kept" / name
    assert path.is_file(), f"the run kept no candidate: {both.printed}"
    return path


def _copy(both: CorpusRun, folder: Path) -> Relocated:
    hand_over = both.warehouse_dir / "hand_over"
    return relocated(_kept(both, "candidate.duckdb"), _kept(both, "manifest.json"), hand_over, folder)


def _put(built: Relocated, at_first: Path, changes: Changes) -> None:
    """Let the hand-over be that of the run but for the changes."""
    with duckdb.connect() as connection:
        for source in [*(at_first / "gathered").rglob("*.parquet"), at_first / "files.parquet"]:
            connection.execute(f"create or replace table kept as from '{source}'")
            connection.execute("delete from kept where list_contains(?, document_id)", [list(changes.gone)])
            if source.stem == "lines":
                connection.execute(
                    "update kept set value = value + 1 where list_contains(?, document_id) and value_state = 'printed'",
                    [list(changes.otherwise)],
                )
            connection.execute(f"copy kept to '{built.hand_over / source.relative_to(at_first)}' (format parquet)")
    holds: list[tuple[str, str | None]] = [(document_id, None) for document_id in sorted(changes.held)]
    holds += sorted(changes.tables)
    reason = {"reason_zh": "试", "reason_en": "a trial", "switched_off_at": SEEN_AT}
    rows: dict[str, list[dict[str, Any]]] = {
        "holds": [
            {"document_id": document_id, "table_id": table_id, "hold_reason": "试 a trial", "held_at": SEEN_AT}
            for document_id, table_id in holds
        ],
        "switched_off_rules": [{"rule_id": rule_id} | reason for rule_id in sorted(changes.rules)],
    }
    for name, more in rows.items():
        write_run_table(built.hand_over, name, [*pq.read_table(at_first / f"{name}.parquet").to_pylist(), *more])


def _follow(built: Relocated, before: Changes, after: Changes) -> None:
    def shorts(documents: Collection[str]) -> frozenset[str]:
        return frozenset(map(short_of, documents))

    read = shorts((before.gone ^ after.gone) | (before.otherwise ^ after.otherwise))
    held = shorts((before.held ^ after.held) | {document_id for document_id, _ in before.tables ^ after.tables})
    changes: dict[str, Change] = dict.fromkeys([*TABLES, "files"], read)
    changes["holds"] = held
    if before.rules != after.rules:
        changes["switched_off_rules"] = None
    bring_up_to_date(
        built.candidate, built.manifest, PROJECT, {name: of for name, of in changes.items() if of != frozenset()}
    )


def _column(built: Relocated, query: str) -> list[str]:
    with duckdb.connect(str(built.candidate), read_only=True) as connection:
        return [row[0] for row in connection.execute(query).fetchall()]


def test_some_go_others_change_and_all_come_back(both: CorpusRun, tmp_path: Path) -> None:
    built, published = _copy(both, tmp_path / "incremental"), _kept(both, "candidate.duckdb")
    at_first = both.warehouse_dir / "hand_over"
    documents = _column(built, "select document_id from dim_document where is_published order by md5(document_id)")
    tables = _column(
        built, "select table_id from dim_printed_table where not is_held_back order by md5(table_id) limit 5"
    )
    document_of = {short_of(document_id): document_id for document_id in documents}
    rules = _column(
        built,
        "select rule_id from fct_reconciliation where status = 'passed' group by 1 order by count(*) desc, 1 limit 3",
    )
    ways = (
        Changes(gone=frozenset(documents[0::6])),
        Changes(
            gone=frozenset(documents[3::9]),
            otherwise=frozenset(documents[1::7]),
            held=frozenset(documents[2:5]),
            tables=frozenset(
                (document_of[short_of(table)], table) for table in tables if short_of(table) in document_of
            ),
            rules=frozenset(rules),
        ),
        Changes(),
    )
    before = Changes()
    for after in ways:
        _put(built, at_first, after)
        _follow(built, before, after)
        if after.rules:
            assert len(differing_tables(built.candidate, published)) > 100, "much is otherwise"
            assert differing_tables(built.candidate, made_whole(built, tmp_path / "whole")) == {}
        before = after
    assert differing_tables(built.candidate, published) == {}


@pytest.mark.soak
def test_no_model_looks_further_in_real_reports_than_it_says(both: CorpusRun, tmp_path: Path) -> None:
    asked, moved = moved_alone(_copy(both, tmp_path), random.Random(1), 0.3)
    assert moved == {}
    assert len(asked) > 150
