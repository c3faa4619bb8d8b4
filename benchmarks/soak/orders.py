"""The same reports by other ways: come in another order, under other names, in two runs, with other workers, in another time zone,
with a clock that was put back. Every table must come out the same.

Belongs here: these ways, and the comparison, table by table. Short over a handful of small reports (a test), long over real ones:
``python -m benchmarks.soak.orders --reports FOLDER``.
"""

from __future__ import annotations

import argparse
import os
import random
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from specimens.families import clean_report
from specimens.families.money import ISSUER
from specimens.typeset import LOOKS, typeset
from tests.runs.main_job import VOLATILE_COLUMNS, VOLATILE_TABLES, run
from tests.runs.printed import with_words

SEED = 20261129
#: Names of files are put back in each text only if there are few; else where a column holds nothing else.
_FEW_NAMES = 12
#: Types of columns that a file's name may stand in.
_TEXTS = frozenset({"VARCHAR", "JSON"})
_CLOCK_WAS_AHEAD = timedelta(days=1)
#: The run that ends so published something.
_PUBLISHED = (0, 3)


@dataclass(frozen=True, slots=True)
class Way:
    """How the reports come: how many runs, in another order, renamed; with so many workers, in that time zone, the clock put back."""

    runs: int = 1
    is_mixed: bool = False
    is_renamed: bool = False
    workers: int = 2
    zone: str = "UTC"
    is_clock_put_back: bool = False


PLAIN = Way()
ALL_AT_ONCE = Way(2, is_mixed=True, is_renamed=True, workers=1, zone="Asia/Shanghai", is_clock_put_back=True)
WAYS: dict[str, Way] = {
    "again": PLAIN,
    "in two runs": Way(runs=2),
    "in two runs, the other order": Way(runs=2, is_mixed=True),
    "renamed": Way(is_renamed=True),
    "one worker": Way(workers=1),
    "three workers": Way(workers=3),
    "in Shanghai": Way(zone="Asia/Shanghai"),
    "in Honolulu": Way(zone="Pacific/Honolulu"),
    "the clock put back between two runs": Way(runs=2, is_clock_put_back=True),
    "all at once": ALL_AT_ONCE,
}


def small_reports() -> dict[str, bytes]:
    """A handful of small reports of other bodies, and a file that is none.

    No two versions of one report: which of these became known first decides between them (``int_version_pair``), so there the order
    in which they come must tell.
    """
    reports: dict[str, bytes] = {"none.pdf": b"no report"}
    bodies = {
        "a.pdf": ("suzhou", 2, "南湖市教育局"),
        "b.pdf": ("suzhou", 3, "西原市民政局"),
        "c.pdf": ("suzhou", 4, "北岭市司法局"),
    }
    for name, (family, seed, issuer) in bodies.items():
        report = with_words(clean_report(family, seed).report, {ISSUER: issuer})
        reports[name] = typeset(report, LOOKS["reference"]).pdf
    return reports


def publish_by(way: Way, reports: Mapping[str, bytes], folder: Path) -> tuple[Path, dict[str, str]]:
    """Publish the reports in a way below ``folder``; returns the warehouse, and the plain name of each file there.

    Raises ``RuntimeError`` if a run publishes nothing.
    """
    raw, warehouse = folder / "raw", folder / "warehouse"
    raw.mkdir(parents=True)
    order = sorted(reports)
    if way.is_mixed:
        random.Random(SEED).shuffle(order)
        order = list(reversed(order)) if order == sorted(reports) else order
    # Another order by name, too.
    names = {name: f"x{len(order) - n:04d}.pdf" if way.is_renamed else name for n, name in enumerate(order)}
    size = -(-len(order) // way.runs)
    for start in range(0, len(order), size):
        for name in order[start : start + size]:
            (raw / names[name]).write_bytes(reports[name])
        if start and way.is_clock_put_back:
            _put_clock_back(raw, warehouse)
        environment = {"TZ": way.zone}
        status, printed = run(raw, warehouse, "--workers", str(way.workers), environment=environment)
        if status not in _PUBLISHED:
            raise RuntimeError(f"a run ended with {status}: {printed[-2000:]}")
    return warehouse / "yusuan.duckdb", {new: old for old, new in names.items()}


def differing(left: Path, right: Path, names: Mapping[str, str]) -> list[str]:
    """Name the tables in which two warehouses differ, times and run ids aside; ``names`` leads from the right one's names of files."""
    found: list[str] = []
    with duckdb.connect() as connection:
        connection.execute(f"attach '{left}' as a (read_only); attach '{right}' as b (read_only)")
        connection.create_function("plain_name", lambda text: names.get(text, text), ["VARCHAR"], "VARCHAR")
        columns = {database: _columns(connection, database) for database in ("a", "b")}
        if columns["a"] != columns["b"]:
            return ["the tables or columns themselves"]
        for table, of_table in columns["a"].items():
            plain = ", ".join(f'"{name}"' for name, _ in of_table)
            back = ", ".join(_put_back(name, kind, names) for name, kind in of_table)
            sides = [f"select {plain} from a.main.{table}", f"select {back} from b.main.{table}"]
            for one, other in (sides, list(reversed(sides))):
                rows = connection.execute(f"select * from ({one} except all {other}) limit 3").fetchall()
                if rows:
                    found.append(f"{table}: {rows}")
    return found


def _columns(connection: duckdb.DuckDBPyConnection, database: str) -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    query = (
        "select table_name, column_name, data_type from duckdb_columns() "
        f"where schema_name = 'main' and database_name = '{database}' and not internal order by all"
    )
    for table, column, kind in connection.execute(query).fetchall():
        if table not in VOLATILE_TABLES and column not in VOLATILE_COLUMNS:
            found.setdefault(table, []).append((column, kind))
    return found


def _put_back(column: str, kind: str, names: Mapping[str, str]) -> str:
    """Return the column with the plain names of files in it."""
    if kind not in _TEXTS or all(new == old for new, old in names.items()):
        return f'"{column}"'
    if len(names) > _FEW_NAMES:
        return f'plain_name("{column}") as "{column}"' if column == "file_name" else f'"{column}"'
    said = f'"{column}"::varchar'
    for new, old in names.items():
        said = f"replace({said}, '{new}', '{old}')"
    return f'({said})::{kind} as "{column}"'


def _put_clock_back(raw: Path, warehouse: Path) -> None:
    """Let all that was remembered so far have happened a day later than it did: the clock was ahead then."""
    path = warehouse / "hand_over" / "files.parquet"
    table = pq.read_table(path)
    for number, column in enumerate(table.schema):
        if pa.types.is_timestamp(column.type):
            later = pa.array(
                [value and value + _CLOCK_WAS_AHEAD for value in table[column.name].to_pylist()], column.type
            )
            table = table.set_column(number, column, later)
    pq.write_table(table, path)
    for file in raw.iterdir():
        at = file.stat().st_mtime + _CLOCK_WAS_AHEAD.total_seconds()
        os.utime(file, (at, at))


def compare(reports: Mapping[str, bytes], ways: Mapping[str, Way], folder: Path) -> Iterator[tuple[str, list[str]]]:
    """Publish the reports plainly, then by each way; yields the tables that differ."""
    plain, _ = publish_by(PLAIN, reports, folder / "plain")
    for number, (name, way) in enumerate(ways.items()):
        warehouse, names = publish_by(way, reports, folder / f"way_{number}")
        yield name, differing(plain, warehouse, names)


def main(arguments: Sequence[str] | None = None) -> int:
    """Compare the ways over real reports or, without a folder of these, small ones; returns 1 if anything differs."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.soak.orders", description=__doc__)
    parser.add_argument("--reports", type=Path, help="folder of real reports (PDF); small made-up ones by default")
    parser.add_argument("--ways", nargs="*", choices=list(WAYS), default=list(WAYS), help="which (default: all)")
    parser.add_argument("--most", type=int, default=0, help="so many reports, spread over the folder (default: all)")
    options = parser.parse_args(arguments)
    reports = small_reports()
    if options.reports:
        paths = sorted(options.reports.rglob("*.pdf"))
        paths = paths[:: max(1, len(paths) // options.most)][: options.most] if options.most else paths
        reports = {path.name: path.read_bytes() for path in paths}
    wrong = 0
    with tempfile.TemporaryDirectory(prefix="yusuan-orders-") as folder:
        for name, found in compare(reports, {way: WAYS[way] for way in options.ways}, Path(folder)):
            print(f"{name}: {found or 'the same'}", flush=True)
            wrong += bool(found)
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
