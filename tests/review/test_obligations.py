"""The check-list: each answer by what was read and checked, and *not checked is never yes*."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pipelines.review import obligations
from pipelines.review.answer import Duty
from pipelines.review.kept import answer_key
from pipelines.review.obligations import Covered, Found, Paragraph, Passed, Seen, judge_duties, load_obligations

NOTHING = Seen("budget", "whole", None, (), (), (), (), ())
PRINTED = Covered("revenue_summary", "found", is_promised=True, page_no=5, empty_note=None, hold_reason=None)
FAULT = Found("error", "report_disagrees", "revenue_summary", ("revenue_across",), (5,), "合计不符")
TOLD = Paragraph(9, "narrative", "五、政府采购情况", "本年政府采购预算10万元。")


def _duty(seen: Seen, key: str = "revenue_table") -> Duty:
    return next(duty for duty in judge_duties(seen) if duty.key == key)


def test_every_obligation_is_answered_in_its_order() -> None:
    keys = [obligation.key for obligation in load_obligations()]
    assert [duty.key for duty in judge_duties(NOTHING)] == [*keys, "other"] and len(set(keys)) == len(keys)
    assert all(duty.state != "yes" for duty in judge_duties(NOTHING)), "nothing was seen: nothing is met"


@pytest.mark.parametrize(
    ("seen", "state", "words"),
    [
        (NOTHING, "no", "没有此表"),
        (replace(NOTHING, unknown_table_pages=(7,)), "not_checked", "未识别的表"),
        (replace(NOTHING, part="text"), "not_checked", "文字部分"),
        (replace(NOTHING, part="text", covered=[replace(PRINTED, status="absent")]), "not_checked", "文字部分"),
        (replace(NOTHING, covered=[replace(PRINTED, status="absent")]), "no", "目录列有此表"),
        (replace(NOTHING, covered=[PRINTED]), "not_checked", "没有可以核对"),
        (replace(NOTHING, covered=[PRINTED], passed=[Passed("r", "revenue_summary", 3)]), "yes", "3项核对成立"),
        (replace(NOTHING, covered=[PRINTED], passed=[Passed("r", "expenditure_summary", 3)]), "not_checked", "没有"),
        (
            replace(NOTHING, covered=[PRINTED], passed=[Passed("r", "revenue_summary", 3)], found=[FAULT]),
            "no",
            "合计不符",
        ),
        (
            replace(
                NOTHING,
                covered=[PRINTED],
                passed=[Passed("r", "revenue_summary", 3)],
                found=[replace(FAULT, severity="info", verdict="structure_unproven")],
            ),
            "not_checked",
            "尚不能断定",
        ),
        (replace(NOTHING, covered=[replace(PRINTED, status="held_back", hold_reason="疑")]), "not_checked", "暂扣：疑"),
        (replace(NOTHING, covered=[replace(PRINTED, status="empty", empty_note="本年没有")]), "yes", "本年没有"),
        (
            replace(NOTHING, covered=[replace(PRINTED, status="empty", empty_note="注：没有。")]),
            "yes",
            "已说明：没有。",
        ),
        (replace(NOTHING, covered=[replace(PRINTED, status="empty")]), "not_checked", "未见说明"),
        (replace(NOTHING, hold_reason="整份有疑", covered=[PRINTED]), "not_checked", "整份有疑"),
    ],
)
def test_a_table(seen: Seen, state: str, words: str) -> None:
    duty = _duty(seen)
    assert duty.state == state and words in duty.words_zh, duty


def test_a_table_that_may_serve_for_the_missing_one_is_left_to_a_person() -> None:
    assert _duty(NOTHING, "basic_table").state == "no"
    alike = replace(PRINTED, table_kind="basic_expenditure")
    duty = _duty(replace(NOTHING, covered=[alike]), "basic_table")
    assert (duty.state, duty.page_nos) == ("not_checked", (5,)) and "代替" in duty.words_zh


def test_a_file_of_targets_alone_owes_no_other_table() -> None:
    targets = replace(NOTHING, part="targets")
    assert _duty(targets).words_zh == "本文件只有绩效目标，其他表格不在其中"
    assert _duty(targets, "project_targets").state == "not_applicable"


def test_a_section_of_the_profile_is_met_by_its_heading_and_text() -> None:
    told = replace(TOLD, part="profile", section="二、机构设置", text="下设3个处。")
    assert _duty(replace(NOTHING, paragraphs=[told]), "organisation").state == "yes"
    mentioned = replace(told, section="一、概况", text="预算单位共3家。")
    assert _duty(replace(NOTHING, paragraphs=[mentioned]), "organisation").state == "not_checked"


def test_an_optional_table_and_one_of_the_other_kind_of_report_are_not_asked_for() -> None:
    assert _duty(NOTHING, "procurement_table").state == "not_applicable"
    assert _duty(replace(NOTHING, report_kind="final_accounts"), "project_table").state == "not_applicable"
    promised = replace(PRINTED, table_kind="government_procurement", status="absent")
    assert _duty(replace(NOTHING, covered=[promised]), "procurement_table").state == "no"


@pytest.mark.parametrize(
    ("seen", "state", "words"),
    [
        (NOTHING, "no", "没有写到"),
        (replace(NOTHING, part="tables"), "not_checked", "表格部分"),
        (replace(NOTHING, paragraphs=[replace(TOLD, part="contents", section="")]), "not_checked", "只在目录、表格"),
        (replace(NOTHING, paragraphs=[TOLD]), "not_checked", "没有可以核对"),
        (replace(NOTHING, paragraphs=[TOLD], passed=[Passed("text_procurement", None, 2)]), "yes", "2项"),
        (
            replace(
                NOTHING,
                paragraphs=[TOLD],
                found=[replace(FAULT, table_kind=None, rule_ids=("text_procurement",), title_zh="采购不符")],
            ),
            "no",
            "采购不符",
        ),
    ],
)
def test_a_section_of_the_text(seen: Seen, state: str, words: str) -> None:
    duty = _duty(seen, "procurement_text")
    assert duty.state == state and words in duty.words_zh, duty


def test_a_fault_of_the_text_concerns_the_section_in_which_it_stands_not_the_words_it_quotes() -> None:
    quoted = replace(
        FAULT,
        table_kind=None,
        rule_ids=("increase_within_amount",),
        title_zh="文字财政拨款“三公”经费6万元，增加9万元",
        homes=frozenset({"three_public_text"}),
    )
    passed = [Passed("change_stated", None, 5, frozenset({"fiscal_text"})), Passed("text_three_public", None, 5)]
    told = [replace(TOLD, section=section) for section in ("财政拨款收支情况", "“三公”经费情况")]
    seen = replace(NOTHING, passed=passed, found=[quoted], paragraphs=told)
    assert _duty(seen, "three_public_text").state == "no" and _duty(seen, "other").state == "yes"
    assert (_duty(seen, "fiscal_text").state, _duty(seen, "fiscal_text").words_zh) == ("yes", "5项核对成立")
    nowhere = replace(seen, found=[replace(quoted, homes=frozenset())])
    assert _duty(nowhere, "other").state == "no", "what stands in no section of the list is told last"


def test_notices_are_told_in_their_row() -> None:
    notice = replace(FAULT, severity="info", table_kind=None, rule_ids=("text_procurement",))
    found = [replace(notice, title_zh=f"提示{number}") for number in "甲乙丙"]
    duty = _duty(replace(NOTHING, paragraphs=[TOLD], found=found), "procurement_text")
    assert duty.state == "not_checked" and duty.words_zh.endswith("另有3处提示：提示甲；提示乙等")
    met = _duty(
        replace(NOTHING, paragraphs=[TOLD], found=found[:1], passed=[Passed("text_procurement", None, 1)]),
        "procurement_text",
    )
    assert (met.state, met.words_zh) == ("yes", "1项核对成立；另有1处提示：提示甲")
    strange = replace(notice, rule_ids=("law_sum",), title_zh="提示丁")
    assert "提示丁" in _duty(replace(NOTHING, found=[strange]), "other").words_zh


def test_no_finding_is_missing_from_the_list() -> None:
    strange = replace(FAULT, table_kind=None, rule_ids=("law_sum",), title_zh="甲与乙不符")
    other = _duty(replace(NOTHING, found=[strange]), "other")
    assert (other.state, other.words_zh, other.page_nos) == ("no", "甲与乙不符", (5,))
    unsure = replace(strange, severity="info", verdict="structure_unproven")
    assert _duty(replace(NOTHING, found=[unsure], passed=[Passed("r", None, 1)]), "other").state == "not_checked"
    assert _duty(replace(NOTHING, passed=[Passed("r", None, 1)]), "other").state == "yes"
    assert _duty(NOTHING, "other").state == "not_checked"


def test_a_section_is_on_the_pages_under_its_heading() -> None:
    elsewhere = Paragraph(2, "narrative", "一、概况", "承担政府采购工作。")
    seen = replace(NOTHING, paragraphs=[elsewhere, TOLD], passed=[Passed("text_procurement", None, 1)])
    assert _duty(seen, "procurement_text").page_nos == (9,)


def test_a_part_is_seen_or_asked_of_a_person() -> None:
    assert _duty(NOTHING, "cover").state == "not_checked"
    cover = replace(TOLD, part="cover", page_no=1)
    assert _duty(replace(NOTHING, paragraphs=[cover]), "cover").state == "yes"
    later = _duty(replace(NOTHING, paragraphs=[replace(cover, page_no=48)]), "cover")
    assert later.state == "not_checked", (
        "what stands before the first heading of a part is no cover in the midst of the file"
    )
    seen = replace(NOTHING, paragraphs=[cover, replace(TOLD, page_no=1)])
    assert _duty(seen, "cover").words_zh == "第1页即正文，没有单独的封面"
    assert _duty(replace(seen, part="tables"), "cover").state == "not_checked"


def test_what_only_rules_know_is_met_only_if_they_were_applied() -> None:
    assert _duty(NOTHING, "units_stated").state == "not_checked"
    assert _duty(replace(NOTHING, passed=[Passed("unit_stated", "revenue_summary", 4)]), "units_stated").state == "yes"


def test_a_line_that_cannot_be_understood_is_named() -> None:
    columns = ("obligation", "section_zh", "name_zh", "part", "table_kinds", "words", "rules", "instead")
    row = dict.fromkeys(columns, "")
    with pytest.raises(ValueError, match="line 7: asked_of"):
        obligations._obligation(7, row | {"asked_of": "all", "is_optional": "false"})
    with pytest.raises(ValueError, match=r"line 8.*pattern"):
        obligations._obligation(8, row | {"asked_of": "both", "is_optional": "false", "words": "("})


def test_an_answer_is_not_kept_over_a_change_of_the_list(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = answer_key("rules", [(Path("a.pdf"), "hash")])
    assert answer_key("rules", [(Path("a.pdf"), "hash")]) == before
    other = tmp_path / "obligations.csv"
    other.write_text(obligations._FILE.read_text(encoding="utf-8") + "x", encoding="utf-8")
    monkeypatch.setattr(obligations, "_FILE", other)
    assert answer_key("rules", [(Path("a.pdf"), "hash")]) != before


def test_table_kinds_and_rules_of_the_list_exist() -> None:
    import csv
    import re

    from tests.conftest import ROOT

    with (ROOT / "dbt_project/seeds/vocabulary/table_kinds.csv").open(encoding="utf-8", newline="") as file:
        kinds = {row["table_kind"] for row in csv.DictReader(file)}
    with (ROOT / "dbt_project/seeds/rules/rules.csv").open(encoding="utf-8", newline="") as file:
        rules = {row["rule_id"] for row in csv.DictReader(file)}
    for obligation in load_obligations():
        assert obligation.table_kinds | obligation.instead <= kinds, obligation.key
        if obligation.rules:
            assert any(re.search(obligation.rules, rule) for rule in rules), obligation.key
