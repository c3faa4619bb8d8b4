"""Parts of a whole that stands elsewhere: named at the beginning of a sentence, or told under the whole's own “其中：”."""

from __future__ import annotations

from pipelines.reports.narrative.subjects import is_named_part
from tests.reports.narrative.test_statements import read

_TOLD = "支出预算9万元，其中：财政拨款支出预算8万元，比2023年增加1万元。"


def _wholes(text: str) -> dict[object, object]:
    """The subject each stated amount is a part of, by the words of the amount's subject."""
    rows = [row for row in read(text) if row["role"] == "amount"]
    keys = {row["statement_id"]: row["subject_key"] for row in rows}
    return {row["subject_text"]: keys.get(row["parent_statement_id"]) for row in rows}


def test_a_sentence_that_begins_with_a_whole_told_before_lists_its_parts() -> None:
    found = _wholes(_TOLD + "财政拨款支出预算中，一般公共预算拨款支出预算7万元；政府性基金拨款支出预算1万元。")
    assert found["一般公共预算拨款支出预算"] == "fiscal_expenditure"
    assert found["政府性基金拨款支出预算"] == "fiscal_expenditure"


def test_a_whole_that_was_not_told_has_no_parts() -> None:
    found = _wholes("支出预算9万元。财政拨款支出预算中，一般公共预算拨款支出预算7万元；政府性基金拨款支出预算1万元。")
    assert set(found.values()) == {None}


def test_changes_of_the_parts_are_parts_of_the_wholes_change() -> None:
    rows = read(_TOLD + "财政拨款支出预算中，一般公共预算拨款支出预算7万元，比2023年增加1万元。")
    of_whole, of_part = (row for row in rows if row["role"] == "change")
    assert (of_part["subject_key"], of_part["parent_statement_id"]) == (
        "general_public_total",
        of_whole["statement_id"],
    )


def test_a_paragraph_that_begins_with_a_part_of_what_is_listed_goes_on_with_the_list() -> None:
    found = _wholes(
        "  公务用车购置和运行维护费2024年预算数9万元，其中：\n"
        "  公务用车购置费2024年预算数5万元。\n  公务用车运行维护费2024年预算数4万元。\n  公务接待费2024年预算数1万元。"
    )
    assert found == {
        "公务用车购置和运行维护费": None,
        "公务用车购置费": "official_vehicle_total",
        "公务用车运行维护费": "official_vehicle_total",
        "公务接待费": None,
    }


def test_projects_go_on_with_the_list_that_basic_expenditure_stands_in() -> None:
    found = _wholes("支出预算9万元，其中基本支出2万元，包括人员经费1万元和公用经费1万元；项目支出7万元。")
    assert found == {
        "支出预算": None,
        "基本支出": "expenditure_total",
        "人员经费": "basic",
        "公用经费": "basic",
        "项目支出": "expenditure_total",
    }


def test_what_is_always_a_part_of_another() -> None:
    assert is_named_part("公务用车购置费", "official_vehicle_total")
    assert not is_named_part("公务用车购置费", "three_public_total")
    assert not is_named_part("公务接待费", "official_vehicle_total")
    assert not is_named_part("本部门", None)


def test_the_expenditure_of_the_next_sentence_is_no_part_of_the_last_source_of_revenue() -> None:
    told = "2024年部门收支总预算100万元。收入包括：\n一般公共预算拨款收入90万元、纳入预算管理的非税收入2万元、政府性基金收入8万元。支出包括：基本支出10万元，项目支出90万元。"
    found = _wholes(told)
    assert found["项目支出"] == found["基本支出"] == found["政府性基金收入"]
