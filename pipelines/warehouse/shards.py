"""Documents shared out for building on several machines: whole bodies together, and of each shard the tables that its build reads.

Belongs here: which documents form a shard, and writing their hand-over as files of one folder. Building a shard is in ``shard_build``, what
becomes of all of them in ``joined_shards``. Which shard a document falls into changes nothing but the work: what looks beyond a
document is made anew when the shards are joined. Reports of a body are held against each other, so that less is left for that if they are
built together.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import duckdb

from pipelines.contract.gathered import gathered_folder
from pipelines.contract.sql import quoted, within_memory
from pipelines.contract.tables import RUN_TABLES, TABLES
from pipelines.settings import Settings


def share_out(body_of: Mapping[str, str | None], size: int) -> list[list[str]]:
    """Share documents out so that those of a body are together, about ``size`` a shard; one that names no body is a body of its own.

    The same documents are always shared out alike. A body with more documents than ``size`` has a shard of its own.
    """
    bodies: dict[str, list[str]] = {}
    for document_id in sorted(body_of):
        bodies.setdefault(body_of[document_id] or document_id, []).append(document_id)
    shard_count = max(1, -(-len(body_of) // size))
    shards: list[list[str]] = [[] for _ in range(shard_count)]
    # The largest first, each to where least is: no shard waits for another.
    for _, documents in sorted(bodies.items(), key=lambda item: (-len(item[1]), item[0])):
        min(shards, key=len).extend(documents)
    return [sorted(shard) for shard in shards if shard]


def bodies_of(settings: Settings) -> dict[str, str | None]:
    """Return the body that each document of the gathered readings names as its issuer; None where it names none."""
    with duckdb.connect(config=within_memory()) as connection:
        rows = connection.execute(f"select document_id, issuer_name from {_gathered(settings, 'documents')}").fetchall()
    return dict(rows)


def write_shards(settings: Settings, shards: Sequence[Sequence[str]], folders: Sequence[Path]) -> None:
    """Write of each shard, into a folder, a file for each table of its documents' readings and each table of the run.

    What the run says of files that were not read goes with the first shard. The readings must be gathered.
    """
    with duckdb.connect(config=within_memory()) as connection:
        shard_of = [(document_id, number) for number, shard in enumerate(shards) for document_id in shard]
        connection.execute("create temp table shard_of (document_id varchar primary key, shard_no integer)")
        connection.executemany("insert into shard_of values (?, ?)", shard_of)
        for number, folder in enumerate(folders):
            folder.mkdir(parents=True)
            for table in (*TABLES.values(), *RUN_TABLES.values()):
                is_of_run = table.name in RUN_TABLES
                source = _of_run(settings, table.name) if is_of_run else _gathered(settings, table.name)
                rows = f"select * from {source}"
                if "document_id" in (column.name for column in table.columns):
                    unread = " or document_id is null or document_id not in (select document_id from shard_of)"
                    of_nobody = unread if number == 0 else ""
                    rows += (
                        f" where document_id in (select document_id from shard_of where shard_no = {number}){of_nobody}"
                    )
                target = quoted(str(folder / f"{table.name}.parquet"))
                connection.execute(f"copy ({rows}) to {target} (format parquet, compression zstd)")


def place_shard(files: Iterable[Path], settings: Settings) -> None:
    """Put the files of a shard where a build by ``settings`` finds them."""
    in_range = gathered_folder(settings) / "00"
    in_range.mkdir(parents=True)
    # The way to the gathered readings leads through it.
    (settings.hand_over_dir / "documents").mkdir()
    for path in files:
        path.replace((in_range if path.stem in TABLES else settings.hand_over_dir) / path.name)


def _gathered(settings: Settings, table: str) -> str:
    return f"read_parquet({quoted(str(gathered_folder(settings) / '*' / f'{table}.parquet'))})"


def _of_run(settings: Settings, table: str) -> str:
    return f"read_parquet({quoted(str(settings.hand_over_dir / f'{table}.parquet'))})"
