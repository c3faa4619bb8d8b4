"""Small candidates for the publishing room: a few tables as dbt makes them."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import duckdb

from pipelines.settings import Settings
from pipelines.warehouse.publication import Publication

ROOT = Path(__file__).parents[2]


def make_candidate(settings: Settings, mark: int, rows: int = 1000) -> Path:
    """A candidate in which every row of every table carries ``mark``, so that a mixture shows."""
    path = settings.work_dir / "run" / "candidate.duckdb"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    with duckdb.connect(str(path)) as connection:
        connection.execute("create schema staging; create schema intermediate")
        (path.parent / "lines.csv").write_text("a\n1\n")
        connection.execute(f"create view staging.stg_lines as from read_csv('{path.parent}/lines.csv')")
        connection.execute(f"create table intermediate.secret as select '{path}' as machine_path")
        connection.execute("create view main.from_view as select 1 as one, 'x' as text")
        connection.execute("comment on view main.from_view is '视图. One row.'")
        connection.execute(
            "create table main.dim_document (document_id varchar primary key, is_published boolean not null, mark integer)"
        )
        connection.execute(f"insert into main.dim_document values ('d', true, {mark})")
        connection.execute("comment on table main.dim_document is '文件. It''s one row per document.'")
        connection.execute("comment on column main.dim_document.document_id is '文件标识. SHA-256.'")
        connection.execute(
            "create table main.a_fact (document_id varchar references dim_document (document_id), mark integer, "
            "amount_yuan decimal(18, 2) not null check (amount_yuan > -1))"
        )
        connection.execute(f"insert into main.a_fact select 'd', {mark}, range / 100 from range({rows})")
    return path


def publication(mark: int) -> Publication:
    """A publication told apart by ``mark``."""
    return Publication(f"run{mark}", datetime.now(UTC), f"fingerprint{mark}", "1", {"duckdb": "1.5.5"})
