"""Paragraphs, parts, contents, glossary and named units of typed pages."""

from __future__ import annotations

import pytest

from tests.reports.narrative.texts import narrative_of

FULL = "按照综合预算的原则，本部门所有收入和支出均纳入部门预算统一管理范围"
COVER = "长沙市信访局\n2026年部门预算公开"
CONTENTS = (
    "目 录\n第一部分 部门概况……………1\n第二部分 2026年部门预算表……………3\n1、收支总表……………3\n"
    "2、一般公共预算“三公”经费支出表……………5\n3、政府采购明细表……………6\n第三部分 名词解释……………9"
)
PROFILE = "第一部分 部门概况\n一、主要职责\n  " + FULL + "\n体系，承办其他事项。"


def test_parts_follow_the_words_of_headings() -> None:
    rows = narrative_of(COVER, CONTENTS, PROFILE).paragraphs
    assert list(dict.fromkeys((row["page_no"], row["part"]) for row in rows)) == [
        (1, "cover"), (2, "contents"), (3, "profile"),
    ]  # fmt: skip
    assert rows[-1]["text"] == FULL + "体系，承办其他事项。"
    assert rows[-1]["section_title"] == "一、主要职责"


def test_contents_without_the_word_are_known_by_their_headings_coming_again() -> None:
    contents = "第一部分 部门概况\n一、主要职责\n二、机构设置\n第二部分 部门预算情况说明\n一、收入预算情况说明\n第三部分 名词解释"
    rows = narrative_of(contents, PROFILE, "第二部分 部门预算情况说明\n" + FULL, "第三部分 名词解释").paragraphs
    assert [row["part"] for row in rows if row["page_no"] == 1] == ["contents"] * 6
    assert [row["part"] for row in rows if row["is_heading"]] == ["profile", "profile", "narrative", "glossary"]


def test_announced_contents_end_where_their_first_entry_comes_again_though_all_its_lines_look_like_headings() -> None:
    listed = "第一部分 部门概况\n一、主要职责\n二、机构设置\n第二部分 部门预算情况说明\n一、收入预算情况说明\n第三部分 名词解释"
    body = "第一部分 部门概况\n一、主要职责\n（一）贯彻执行方针政策，" + FULL + "。\n二、机构设置\n内设3个处。"
    rows = narrative_of("目录\n" + listed, body, "第二部分 部门预算情况说明\n" + FULL, "第三部分 名词解释").paragraphs
    assert [row["part"] for row in rows if row["page_no"] == 1] == ["contents"] * 7
    assert {row["part"] for row in rows if row["page_no"] == 2} == {"profile"}


def test_promised_tables_and_their_kinds() -> None:
    rows = narrative_of(COVER, CONTENTS, PROFILE).promised_tables
    assert [(row["printed_no"], row["printed_title"], row["table_kind"]) for row in rows] == [
        ("1", "收支总表", "revenue_expenditure_summary"),
        ("2", "一般公共预算“三公”经费支出表", "three_public_expenditure"),
        ("3", "政府采购明细表", rows[2]["table_kind"]),
    ]


def test_page_numbers_and_running_headers_are_no_text() -> None:
    page = "苏州市审计局2026年度部门预算公开\n第一部分 部门概况\n" + FULL + "\n" + "\n" * 24 + "\n— 3 —"
    pages = [page.replace("— 3 —", f"— {n} —") for n in range(1, 6)]
    texts = {row["text"] for row in narrative_of(*pages).paragraphs}
    assert not any("公开" in text or "—" in text for text in texts)


def test_terms_with_and_without_numbers() -> None:
    rows = narrative_of(
        "第四部分 名词解释\n一、财政拨款：指一般公共预算财政拨款。\n二、“三公”经费\n  " + FULL + "。\n"
        "三、教育支出（类）进修及培训（款）培训支出（项）：反映培训支出。"
    ).terms
    assert [(row["term"], row["item_name"]) for row in rows] == [
        ("财政拨款", None), ("“三公”经费", None), ("教育支出（类）进修及培训（款）培训支出（项）", "培训支出"),
    ]  # fmt: skip
    assert rows[1]["definition"] == FULL + "。"


def test_units_of_a_sentence() -> None:
    text = "第一部分 概况\n二、机构设置\n纳入本部门2019年部门汇总预算编制范围的预算单位共计3家，具体包括：江苏省人民检察院本级、南京铁路运输检察院、徐州铁路运输检察院。"
    rows = narrative_of(text).named_units
    assert [(row["unit_name_printed"], row["is_own_office"]) for row in rows] == [
        ("江苏省人民检察院本级", True), ("南京铁路运输检察院", False), ("徐州铁路运输检察院", False),
    ]  # fmt: skip


def test_units_of_a_numbered_list() -> None:
    text = (
        "第一部分 概况\n二、机构设置\n部门预算是包括本部以及下属2家预算单位的综合收支计划，具体如下：\n"
        "1.上海市普陀区财政局本部\n2.上海市普陀区国库收付中心\n三、其他情况"
    )
    rows = narrative_of(text).named_units
    assert [row["unit_name_printed"] for row in rows][-2:] == ["上海市普陀区财政局本部", "上海市普陀区国库收付中心"]


def test_internal_offices_are_no_units() -> None:
    text = "第一部分 概况\n二、机构设置\n本部门内设机构包括办公室、人事处、财务处等预算单位管理处室。"
    assert narrative_of(text).named_units == []


@pytest.mark.parametrize(
    "sentence",
    [
        "本部门无独立核算下属单位，部门预算为本级预算，本部门下设办公室（机关党委）、来访接待管理处、督查督导处共3个处（室）。",
        "部门预算是本级预算，下设办公室（机关党委）、来访接待管理处、督查督导处。",
        "部门预算包括本级预算，有综合处、督查督导处等5个处。",
        "部门预算包括：综合处、政策法规处、督查督导处。",
    ],
)
def test_divisions_of_the_own_office_are_no_units(sentence: str) -> None:
    assert [name for name in units_in(sentence) if not name.endswith("本级")] == []


def units_in(sentence: str) -> list[str]:
    rows = narrative_of("第一部分 概况\n二、机构设置\n" + sentence).named_units
    return [str(row["unit_name_printed"]) for row in rows]


def test_a_name_with_and_is_one_name() -> None:
    sentence = "纳入本部门预算编制范围的预算单位包括：无锡市发展和改革委员会（本级）和无锡市发展改革研究中心。"
    assert units_in(sentence) == ["无锡市发展和改革委员会（本级）", "无锡市发展改革研究中心"]


def test_units_that_the_budget_does_not_cover_are_left_out() -> None:
    sentence = "本部门下属单位包括江苏检察官学院。从预算单位构成看，预算单位包括：苏州市审计局，苏州市经济责任审计中心（非独立编制预算单位），不含西康宾馆。"
    assert "苏州市审计局" in units_in(sentence)
    assert not {"苏州市经济责任审计中心", "西康宾馆"} & set(units_in(sentence))


def test_how_many_of_a_sort_there_are_names_none() -> None:
    assert units_in("从预算单位构成看，部门预算包括：局机关预算和2个乡镇卫生院预算。") == ["局机关"]
    assert "某县图书馆" in units_in("部门预算包括：局机关预算、2个事业单位：某县图书馆、某县文化馆。")


def test_what_a_bracket_says_of_a_unit_is_no_part_of_its_name() -> None:
    sentence = "从预算单位构成看，部门预算包括：杭州市司法局本级预算（行政单位）、杭州市东郊监狱（行政单位）。"
    assert units_in(sentence) == ["杭州市司法局本级", "杭州市东郊监狱"]
