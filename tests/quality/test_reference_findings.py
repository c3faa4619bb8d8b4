"""What the published warehouse says of the reference report: every disagreement a careful reader finds, and no other.

The list was made by reading the report's text, figure by figure, before the rules were written.
"""

from __future__ import annotations

import json
from pathlib import Path

import duckdb
import pytest

Findings = list[dict[str, object]]

#: severity, kind of diagnosis, words the Chinese sentence must contain.
EXPECTED = [
    ("error", "rows_moved", ("表6", "30199 其他工资福利支出", "4个合计不成立", "下移1行", "0.00")),
    ("error", "rounding", ("549.26万元", "549.24万元", "5,492,352.68")),
    ("error", "one_digit", ("表14", "2022年", "1,918.94万元", "1,978.94万元", "646.34万元", "706.34万元", "不能断定")),
    ("warning", "shape_differs", ("表9", "国有资本经营预算支出", "政府性基金预算支出")),
    ("warning", "names_differs", ("青山区党员服务中心",)),
    ("warning", "names_differs", ("人才专项工作经费", "人才工作经费")),
    ("warning", "names_differs", ("干部管理及干部培训宣传教育工作经费", "干部管理及干部培训宣传教育经费")),
    ("warning", "codes_differs", ("行政事业单位离退休", "行政事业单位养老支出")),
    ("warning", "codes_differs", ("医疗卫生", "卫生健康支出")),
    ("info", "names_differs", ("青山区委组织部", "中共青山区委组织部")),
]


@pytest.fixture(scope="module")
def findings(published_warehouse: Path) -> Findings:
    with duckdb.connect(str(published_warehouse), read_only=True) as connection:
        return connection.sql("select * from rpt_discrepancy").to_arrow_table().to_pylist()


def _match(finding: dict[str, object], expected: tuple[str, str, tuple[str, ...]]) -> bool:
    severity, kind, words = expected
    text = f"{finding['title_zh']}\n{finding['explanation_zh']}"
    return (finding["severity"], finding["diagnosis_kind"]) == (severity, kind) and all(word in text for word in words)


@pytest.mark.parametrize("expected", EXPECTED, ids=[f"{kind}: {words[0]}" for _, kind, words in EXPECTED])
def test_the_disagreement_is_found_once(expected: tuple[str, str, tuple[str, ...]], findings: Findings) -> None:
    assert len([finding for finding in findings if _match(finding, expected)]) == 1


def test_there_is_no_other_finding(findings: Findings) -> None:
    others = [str(f["title_zh"]) for f in findings if not any(_match(f, expected) for expected in EXPECTED)]
    assert others == []


def test_each_finding_names_its_pages(findings: Findings) -> None:
    assert all(finding["page_nos"] for finding in findings)


def test_the_move_in_table_6_is_spelled_out_cell_by_cell(findings: Findings) -> None:
    (finding,) = (finding for finding in findings if finding["diagnosis_kind"] == "rows_moved")
    changes = {change["place"]: change for change in json.loads(str(finding["suggested_changes"]))}
    in_total_column = {place: change for place, change in changes.items() if "合计”栏" in place}
    moved = {place.split("“")[1].split("”")[0]: change["suggested"] for place, change in in_total_column.items()}
    assert moved["30199 其他工资福利支出"] is None
    assert moved["302 商品和服务支出"] == "519324.24"
    assert moved["30201 办公费"] == "50000.00"
    assert moved["303 对个人和家庭的补助"] == "249953.81"
    assert moved["30301 离休费"] == "128673.32"
    # 30399 keeps its amount: the last row repeats the one above it.
    assert "30399 其他对个人和家庭的补助" not in moved


def test_every_failing_check_has_its_finding(published_warehouse: Path) -> None:
    with duckdb.connect(str(published_warehouse), read_only=True) as connection:
        unexplained = connection.sql(
            """
            select check_id from fct_reconciliation where status = 'failed'
            except
            select unnest(check_ids) from rpt_discrepancy
            """
        ).fetchall()
    assert unexplained == []
