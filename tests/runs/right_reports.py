"""Right reports put through the main job, and what nobody may find in them: for the tests of forms and of texts of other places."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import duckdb

from specimens.typeset import LOOKS, load_report, typeset
from tests.runs.main_job import run


def typeset_reports(looks: Mapping[str, str]) -> dict[str, bytes]:
    """Return the PDFs of these reports of ``specimens/typeset/reports``, each in the look that is named."""
    return {name: typeset(load_report(name), LOOKS[look]).pdf for name, look in looks.items()}


@contextmanager
def published(pdfs: Mapping[str, bytes], folder: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Publish these reports, given by name, in a warehouse below ``folder``; yields it, opened to be read."""
    raw = folder / "raw"
    raw.mkdir()
    for name, content in pdfs.items():
        (raw / f"{name}.pdf").write_bytes(content)
    status, printed = run(raw, folder / "warehouse")
    assert status == 0, printed
    with duckdb.connect(str(folder / "warehouse" / "yusuan.duckdb"), read_only=True) as connection:
        yield connection


def assert_published_as_they_are(warehouse: duckdb.DuckDBPyConnection, names: Collection[str]) -> None:
    """All are published, as what their names say."""
    rows = warehouse.execute(
        "select replace(file_name, '.pdf', ''), report_kind from dim_document where is_published"
    ).fetchall()
    assert dict(rows) == {name: "final_accounts" if "final" in name else "budget" for name in names}


def assert_nobody_is_blamed(warehouse: duckdb.DuckDBPyConnection) -> None:
    """No error, no warning."""
    rows = warehouse.execute(
        "select file_name, severity, title_zh from rpt_discrepancy where severity != 'info' order by all"
    ).fetchall()
    assert rows == []


def assert_no_other_notices(warehouse: duckdb.DuckDBPyConnection, allowed: Collection[tuple[str, ...]]) -> None:
    """Every finding is of these rules."""
    rows = warehouse.execute("select list_sort(rule_ids), title_zh from rpt_discrepancy order by all").fetchall()
    assert [(rules, title) for rules, title in rows if tuple(rules) not in allowed] == []


def assert_leaves_come_to_totals(
    warehouse: duckdb.DuckDBPyConnection, at_least: int, allowed: Collection[tuple[str, str]]
) -> None:
    """So many sums of leaves and more are what is printed; where one is not, it is said why not, for these reasons alone."""
    rows = warehouse.execute("select leaf_sum_status, reason, count(*) from rpt_leaf_sum group by all").fetchall()
    counts = {(status, reason): count for status, reason, count in rows}
    assert counts.pop(("equal", None)) > at_least
    assert set(counts) <= set(allowed)


def assert_few_are_not_understood(warehouse: duckdb.DuckDBPyConnection, at_least: int, most_share: float) -> None:
    """Of so many printed amounts and more, at most this share is not understood; each of them says so."""
    row = warehouse.execute(
        "select count(*), count(*) filter (where not_understood_reason is not null) from fct_amount "
        "where value_type = 'money' and value_state = 'printed'"
    ).fetchone()
    assert row is not None
    assert row[0] > at_least
    assert row[1] <= most_share * row[0]
