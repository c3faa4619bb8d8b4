"""What the gate costs: every declared suite over the candidate of many thousands of documents.

``python -m benchmarks.gate [--documents 100 1000 10000] [--out benchmarks/gate.md]``. A few clean reports are typeset, read and
put under the rules; then every relation of their candidate that names documents is multiplied under new keys. Only the
gate is timed: all suites and the decision. It reads the candidate alone, never what was published before, so history
costs it nothing.
"""

from __future__ import annotations

import argparse
import time
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from benchmarks.mutation.evaluating import Workshop
from expectations import declared_policy, declared_suites
from pipelines.extraction import extract_document
from pipelines.quality import run_suites
from specimens.families import STYLES, clean_report
from specimens.typeset import LOOKS, typeset

#: Schemas of a candidate.
_SCHEMAS = ("main", "intermediate", "staging", "seeds")


@dataclass(frozen=True, slots=True)
class Measured:
    """One size of candidate: what it holds, and the seconds the gate takes."""

    documents: int
    amounts: int
    checks: int
    megabytes: int
    seconds: float
    expectations: int
    decision: str


def make_candidate(folder: Path, path: Path) -> int:
    """Put one report of each layout family under the rules, everything as tables in ``path``; returns how many."""
    workshop = Workshop(folder / "clean")
    for number, (name, style) in enumerate(STYLES.items()):
        pdf = folder / f"{name}.pdf"
        pdf.write_bytes(typeset(clean_report(name, number).report, LOOKS[style.look]).pdf)
        workshop.hand_over(extract_document(pdf, f"{number:02x}" * 32), name)
    with workshop.evaluated() as connection:
        connection.execute(f"attach '{path}' as target")
        for schema, table in _relations(connection):
            connection.execute(f'create schema if not exists target."{schema}"')
            connection.execute(f'create table target."{schema}"."{table}" as from "{schema}"."{table}"')
        connection.execute("detach target")
    return len(STYLES)


def multiply(source: Path, target: Path, times: int) -> None:
    """Write ``target``: every row of ``source`` that names a document as often as wanted, each time under other keys."""
    with duckdb.connect(str(target)) as connection:
        connection.execute(f"attach '{source}' as source (read_only)")
        for schema, table in _relations(connection, "source"):
            connection.execute(f'create schema if not exists "{schema}"')
            columns = connection.execute(
                "select column_name, data_type from duckdb_columns() where database_name = 'source' "
                "and schema_name = ? and table_name = ?", [schema, table],
            ).fetchall()  # fmt: skip
            keys = [name for name, kind in columns if kind == "VARCHAR" and name.endswith("_id") and name != "rule_id"]
            if "document_id" not in keys:
                connection.execute(f'create table "{schema}"."{table}" as from source."{schema}"."{table}"')
                continue
            # A document's number leads its keys, as its hash does.
            renamed = ", ".join(f'lpad(copy::varchar, 6, \'0\') || "{key}" as "{key}"' for key in keys)
            connection.execute(
                f'create table "{schema}"."{table}" as select * exclude (copy) replace ({renamed}) '
                f'from source."{schema}"."{table}" cross join range({times}) as copies(copy)'
            )
        connection.execute("detach source")


def _relations(connection: duckdb.DuckDBPyConnection, database: str | None = None) -> list[tuple[str, str]]:
    rows = connection.execute(
        "select table_schema, table_name from information_schema.tables "
        "where table_catalog = coalesce(?, current_database()) and list_contains(?, table_schema) order by all",
        [database, list(_SCHEMAS)],
    ).fetchall()
    return [(schema, table) for schema, table in rows]


def measure(candidate: Path, documents: int) -> Measured:
    """Run every declared suite on a candidate."""
    with duckdb.connect(str(candidate), read_only=True) as connection:
        counts = connection.execute(
            "select (select count(*) from intermediate.int_amount), (select count(*) from main.fct_reconciliation)"
        ).fetchone()
    assert counts is not None
    started = time.perf_counter()
    report = run_suites(candidate, suites=declared_suites(), policy=declared_policy())
    seconds = time.perf_counter() - started
    size = candidate.stat().st_size // 1_000_000
    return Measured(documents, counts[0], counts[1], size, seconds, len(report.results), report.decision)


def main() -> None:
    """Measure and write the page."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.gate", description=__doc__)
    parser.add_argument("--documents", type=int, nargs="+", default=[100, 1000, 10_000], help="sizes of candidates")
    parser.add_argument("--out", type=Path, default=Path(__file__).with_name("gate.md"), help="page to write")
    options = parser.parse_args()
    console, measured = Console(), []
    with TemporaryDirectory(prefix="yusuan-gate-") as name, Progress(console=console) as progress:
        folder = Path(name)
        task = progress.add_task("candidates", total=len(options.documents))
        clean = make_candidate(folder, folder / "clean.duckdb")
        measure(folder / "clean.duckdb", clean)  # warm: Great Expectations takes seconds to import
        for wanted in options.documents:
            candidate = folder / f"{wanted}.duckdb"
            multiply(folder / "clean.duckdb", candidate, -(-wanted // clean))
            measured.append(measure(candidate, -(-wanted // clean) * clean))
            candidate.unlink()
            progress.advance(task)
    table = Table("documents", "amounts", "checks", "MB", "expectations", "seconds", title="the gate")
    rows = [
        (
            f"{m.documents:,}",
            f"{m.amounts:,}",
            f"{m.checks:,}",
            f"{m.megabytes:,}",
            str(m.expectations),
            f"{m.seconds:.1f}",
        )
        for m in measured
    ]
    for row in rows:
        table.add_row(*row)
    console.print(table)
    lines = [
        "# The gate",
        "",
        "Written by `python -m benchmarks.gate`: every declared suite over a candidate of so many documents (clean reports of fifteen "
        "layout families, multiplied under new keys). The gate reads the candidate alone: what was published before costs nothing.",
        "",
        "| documents | amounts | checks | candidate, MB | expectations | seconds |",
        "| --: | --: | --: | --: | --: | --: |",
        *(f"| {' | '.join(row)} |" for row in rows),
        "",
    ]
    options.out.write_text("\n".join(lines), encoding="utf-8")
    console.print(f"written: {options.out}")


if __name__ == "__main__":
    main()
