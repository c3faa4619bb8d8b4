"""How far identity without a cover can be trusted: what reports print of themselves is hidden, and asked of the files beside them.

``python -m benchmarks.identity WAREHOUSE_FOLDER``, the folder of a run over reports whose identity is known. Belongs here: hiding,
letting dbt decide (``int_identity``), and counting right, wrong, open and untold answers. Names of files are hidden too.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

ROOT = Path(__file__).parents[1]
OUT = Path(__file__).with_suffix(".md")
_BODY = ("issuer_name", "department_name", "department_code", "division_code", "division_name", "body_kind", "title")
_YEAR = ("fiscal_year",)
#: What is hidden, of which documents (by part), and the column that is asked for.
TRIALS: tuple[tuple[str, Sequence[str], Sequence[str], str], ...] = (
    ("body", ("tables", "targets"), _BODY, "issuer_name"),
    ("body", ("text",), _BODY, "issuer_name"),
    ("body", ("whole",), _BODY, "issuer_name"),
    ("year", ("tables", "targets"), _YEAR, "fiscal_year"),
    ("year", ("text",), _YEAR, "fiscal_year"),
    ("year", ("whole",), _YEAR, "fiscal_year"),
    ("body, year and kind", ("tables", "targets"), (*_BODY, *_YEAR, "report_kind"), "issuer_name"),
)


@dataclass
class Outcome:
    """Answers on documents whose identity was hidden."""

    right: int = 0
    wrong: list[str] = field(default_factory=list)
    #: Two answers as good: held back, both named.
    open: list[str] = field(default_factory=list)
    untold: int = 0

    def note(self, file_name: str, answer: Any, truth: Any, problem: str | None, source: str | None) -> None:
        """Count one answer."""
        if answer is None and "Several answers" in (problem or ""):
            self.open.append(file_name)
        elif answer is None:
            self.untold += 1
        elif plain(answer) == plain(truth):
            self.right += 1
        else:
            self.wrong.append(f"{file_name}: {answer} for {truth}, by {source}")


def plain(name: Any) -> str:
    """A body's name without what its forms differ in: 中共某省委办公厅 is 中国共产党某省委员会办公厅."""
    return re.sub(r"^(中国共产党|中共)", "", str(name)).replace("委员会", "委")


def hide(source: Path, target: Path, is_hidden: Callable[[str], bool], columns: Sequence[str]) -> None:
    """Write a hand-over like ``source`` in which those documents do not say these columns, and no name says anything."""
    (target / "documents").mkdir(parents=True)
    for path in source.glob("*.parquet"):
        table = pq.read_table(path)
        pq.write_table(table.slice(0, 0) if path.stem == "identity_claims" else table, target / path.name)
    for folder in (source / "documents").iterdir():
        (target / "documents" / folder.name).mkdir()
        for path in folder.glob("*.parquet"):
            copy = target / "documents" / folder.name / path.name
            if path.stem == "documents":
                table = pq.read_table(path)
                rows = [
                    row | (dict.fromkeys(columns) if is_hidden(row["document_id"]) else {}) for row in table.to_pylist()
                ]
                pq.write_table(pa.Table.from_pylist(rows, schema=table.schema), copy)
            else:
                copy.symlink_to(path.resolve())


def decide(hand_over: Path, folder: Path) -> list[tuple[Any, ...]]:
    """Let dbt decide; returns id, issuer, its source, year, its source, and the problem of each document."""
    environment = os.environ | {"YUSUAN_CANDIDATE": str(folder / "c.duckdb"), "YUSUAN_HAND_OVER": str(hand_over)}
    project = str(ROOT / "dbt_project")
    command = [sys.executable, "-m", "dbt.cli.main", "build", "--project-dir", project, "--profiles-dir", project]
    command += [
        "--target-path",
        str(folder / "target"),
        "--log-path",
        str(folder / "logs"),
        "--select",
        "+int_identity",
    ]
    command += ["--exclude-resource-types", "test", "unit_test"]
    subprocess.run(command, env=environment, check=True, capture_output=True)
    with duckdb.connect(str(folder / "c.duckdb"), read_only=True) as connection:
        columns = "document_id, issuer_name, issuer_source, fiscal_year, fiscal_year_source, problem_en"
        return connection.execute(f"select {columns} from intermediate.int_identity").fetchall()


def trial(warehouse_dir: Path, parts: Sequence[str], columns: Sequence[str], asked: str) -> Outcome:
    """Hide these columns of the documents that are one of these parts, and count what is answered."""
    with duckdb.connect(str(warehouse_dir / "yusuan.duckdb"), read_only=True) as connection:
        query = "select document_id, file_name, issuer_name, fiscal_year from dim_document where list_contains(?, part)"
        truth = {row[0]: row[1:] for row in connection.execute(query, [list(parts)]).fetchall()}
    outcome = Outcome()
    with TemporaryDirectory() as folder:
        hide(warehouse_dir / "hand_over", Path(folder) / "hand_over", truth.__contains__, columns)
        for document_id, issuer, issuer_source, year, year_source, problem in decide(
            Path(folder) / "hand_over", Path(folder)
        ):
            if document_id in truth:
                file_name, true_issuer, true_year = truth[document_id]
                answers = {
                    "issuer_name": (issuer, true_issuer, issuer_source),
                    "fiscal_year": (year, true_year, year_source),
                }
                answer, true, source = answers[asked]
                outcome.note(file_name, answer, true, problem, source)
    return outcome


def page(outcomes: Sequence[tuple[str, Sequence[str], Outcome]]) -> str:
    """The page of results."""
    lines = [
        "# Identity without a cover", "", "Written by `python -m benchmarks.identity`: what documents print of themselves is hidden, of all of a kind at once, and asked of",
        "the other files ([docs/identity.md](../docs/identity.md)). *Untold* documents are held back; most have no file beside them.", "",
        "| hidden | of | documents | right | wrong | two answers | untold |", "| --- | --- | --: | --: | --: | --: | --: |",
    ]  # fmt: skip
    for hidden, parts, found in outcomes:
        count = found.right + len(found.wrong) + len(found.open) + found.untold
        counts = f"{count} | {found.right} | {len(found.wrong)} | {len(found.open)} | {found.untold}"
        lines.append(f"| {hidden} | {', '.join(parts)} | {counts} |")
    wrong = [f"- {words}" for _, _, found in outcomes for words in found.wrong]
    return "\n".join([*lines, "", *(["Wrong:", "", *wrong] if wrong else ["No answer is wrong."]), ""])


def main() -> None:
    """Run all trials and write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("warehouse_dir", type=Path)
    folder = parser.parse_args().warehouse_dir
    outcomes = [(hidden, parts, trial(folder, parts, columns, asked)) for hidden, parts, columns, asked in TRIALS]
    OUT.write_text(page(outcomes), encoding="utf-8")
    sys.stdout.write(OUT.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
