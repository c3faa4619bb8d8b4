"""Covers however they are printed: the body, the year and the kind of a report do not depend on blanks, wide characters or breaks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.reports.issuer import find_issuer, is_body_name
from pipelines.reports.narrative.reader import text_of
from pipelines.reports.report_titles import fiscal_year_of, report_kind_of, report_titles
from tests.reports.narrative.texts import document_of
from tests.reports.spelling import foreign, printed

PLACES = st.sampled_from(["武汉市青山区", "南湖市", "云南省", "广西壮族自治区", "某某县", "北京市朝阳区"])
DUTIES = st.sampled_from(
    ["财政", "审计", "信访", "民政", "统计", "市场监督管理", "退役军人事务", "发展和改革", "卫生健康"]
)
ENDS = st.sampled_from(["局", "委员会", "办公室", "服务中心", "局机关"])
NAMES = st.builds("{}{}{}".format, PLACES, DUTIES, ENDS)
YEARS = st.integers(2010, 2035)
KINDS = {"预算": "budget", "决算": "final_accounts"}
WAYS = st.sampled_from(
    [
        "{name}{year}年部门{kind}",
        "{year}年度{name}部门{kind}",
        "{name}\n{year}年部门{kind}",
        "{year}年度\n{name}部门{kind}",
    ]
)

Meaning = tuple[str | None, int | None, str | None]


def _meaning(*lines: str) -> Meaning:
    """The body, the year and the kind that a cover of these lines tells."""
    document = document_of("\n".join(lines))
    paragraphs = text_of(document)
    titles = report_titles(paragraphs, [])
    return find_issuer(document, paragraphs, titles), fiscal_year_of(titles, [], ""), report_kind_of(titles, "")


@given(st.data(), NAMES, YEARS, st.sampled_from(sorted(KINDS)), WAYS)
def test_a_cover_tells_body_year_and_kind(data: st.DataObject, name: str, year: int, kind: str, way: str) -> None:
    lines = way.format(name=name, year=year, kind=kind).split("\n")
    assert _meaning(*(data.draw(printed(line)) for line in lines)) == (name, year, KINDS[kind])


@given(foreign(2, 20), foreign(2, 20))
def test_a_cover_of_words_nobody_taught_tells_no_year_and_no_kind(first: str, second: str) -> None:
    assert _meaning(first, second)[1:] == (None, None)


@given(st.lists(st.text(max_size=30).map(lambda text: " ".join(text.split())).filter(bool), max_size=6))
def test_whatever_a_cover_prints_it_names_a_body_or_nobody(lines: list[str]) -> None:
    body, _, kind = _meaning(*lines)
    assert body is None or is_body_name(body)
    assert kind is None or any(word in line for line in lines for word in KINDS)


@pytest.mark.parametrize("year", ["199", "20", "2０24"])
def test_what_is_no_year_is_none(year: str) -> None:
    assert fiscal_year_of(report_titles(text_of(document_of(f"某局{year}年部门预算")), []), [], "") is None
