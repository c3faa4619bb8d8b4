"""Reports whose tables have rows cut by the ends of pages, through the main job: what is published is what the uncut ones say, and nobody is blamed."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb
import pytest

from specimens.families import clean_report
from specimens.families.cut_rows import cut_report, look_around
from specimens.families.money import ISSUER
from specimens.typeset import LOOKS, typeset
from tests.runs.printed import with_words
from tests.runs.right_reports import assert_nobody_is_blamed, published

pytestmark = pytest.mark.slow

#: Family; what of each cut row stands above the break, which rows are cut, and what surrounds the breaks.
CUT = (
    ("suzhou", "the name above, the figures below", "one in the middle", "a page number"),
    ("suzhou", "the name cut, the first figures above", "two", "title and header again"),
    ("ministry_final", "the name cut, the figures below", "the last", "no rule at the cut"),
    ("ministry_final", "the name and the first figures above", "one in the middle", "the header again"),
    ("guangzhou", "the name cut, the other figures above", "the total", "nothing"),
    ("guangzhou", "all above, a blank rest below", "two", "no rule at the cut, the header again"),
    ("beijing", "the name and the other figures above", "one in the middle", "turned pages"),
    ("beijing", "the name cut, the figures above", "two", "a page number"),
    ("sichuan", "the figures above, the name below", "one in the middle", "filled rules"),
    ("sichuan", "a blank beginning, all below", "the last", "the header again"),
)
WHOLE = sorted({family for family, *_ in CUT})
#: One body has one report of a year and kind.
BODIES = (
    "审计", "统计", "民政", "司法", "农业农村", "卫生健康", "应急管理", "市场监督", "医疗保障", "退役军人", "水务", "商务", "文化旅游", "体育", "信访",
)  # fmt: skip
AMOUNTS = """
select table_kind, regexp_replace(row_path, '南湖市[^局]*局', '本部门') as row_is, header_path, measure_key, amount_yuan, count(*)
from fct_amount inner join dim_document using (document_id)
where file_name = ? and amount_yuan <> 0
group by all order by all
"""


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    reports = {f"whole-{family}": (clean_report(family, 1).report, LOOKS["reference"]) for family in WHOLE}
    for number, (family, share, rows, around) in enumerate(CUT):
        kinds = clean_report(family, 1).kinds
        reports[f"cut-{number}"] = cut_report(family, 1, kinds, share, rows, around), look_around(around)
    pdfs = {
        name: typeset(with_words(report, {ISSUER: f"南湖市{body}局"}), look).pdf
        for (name, (report, look)), body in zip(reports.items(), BODIES, strict=True)
    }
    with published(pdfs, tmp_path_factory.mktemp("cut_rows")) as connection:
        yield connection


def test_no_report_is_blamed_and_nothing_is_held_back_or_flagged(warehouse: duckdb.DuckDBPyConnection) -> None:
    assert_nobody_is_blamed(warehouse)
    assert warehouse.execute("select * from rpt_quarantine").fetchall() == []
    assert warehouse.execute("select count(*) from fct_amount where is_flagged").fetchone() == (0,)
    counted = warehouse.execute("select count(*) from dim_document where is_published").fetchone()
    assert counted == (len(CUT) + len(WHOLE),)


@pytest.mark.parametrize("number", range(len(CUT)))
def test_its_amounts_are_those_of_the_whole_report(warehouse: duckdb.DuckDBPyConnection, number: int) -> None:
    whole = warehouse.execute(AMOUNTS, [f"whole-{CUT[number][0]}.pdf"]).fetchall()
    assert len(whole) > 40
    assert warehouse.execute(AMOUNTS, [f"cut-{number}.pdf"]).fetchall() == whole
