"""The text of the clean report *general*: profile, narrative, glossary and contents, as the reading rooms hand them over.

Belongs here: statements with what they are part of, terms, named units, promised tables. The figures agree with the tables
in ``clean_report``.
"""

from __future__ import annotations

from typing import Any

from tests.dbt.hand_over import Report


class Narrator:
    """Adds statements to a report; each amount opens a group, its change and shares follow in the same group."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.group_no = 0

    def amount(self, subject: str | None, text: str, section: str, parent: str | None = None, **facts: Any) -> str:
        """Add an amount in 万元; returns its statement_id."""
        self.group_no += 1
        return self._add(subject, facts.pop("role", "amount"), text, "万元", section, parent, facts)

    def also(self, subject: str | None, role: str, text: str, section: str, unit: str = "万元", **facts: Any) -> str:
        """Add a figure to the group of the amount before."""
        return self._add(subject, role, text, unit, section, facts.pop("parent", None), facts)

    def count(self, subject: str, text: str, parent: str | None = None) -> str:
        """Add a number of people told in the profile."""
        self.group_no += 1
        return self._add(subject, "count", text, "人", "人员构成", parent, {"part": "profile"})

    def _add(
        self,
        subject: str | None,
        role: str,
        text: str,
        unit: str,
        section: str,
        parent: str | None,
        facts: dict[str, Any],
    ) -> str:
        own = {"group_no": self.group_no, "section_title": section, "parent_statement_id": parent}
        self.report.add_statement(subject, role, text, unit, **own, **facts)
        return self.report.tables["statements"][-1]["statement_id"]


def add_text(report: Report) -> None:
    """Add profile, narrative, glossary and contents."""
    tell = Narrator(report)
    for whole, parts in [
        ("staffing_authorised", [("administrative", "22"), ("institution", "11")]),
        ("staffing_in_post", [("administrative", "15"), ("institution", "18")]),
        ("staffing_retired", [("lixiu", "13"), ("tuixiu", "20")]),
    ]:
        parent = tell.count(whole, "33")
        for part, number in parts:
            tell.count(f"{whole}_{part}", number, parent)
    _totals(tell)
    _basic_and_project(tell)
    _small_matters(tell)
    _changes(tell)
    _counts(tell)
    _pages_around(report)


def _totals(tell: Narrator) -> None:
    section = "一、部门收支预算总体安排情况"
    tell.amount("total", "190", section)
    tell.also("total", "change", "10", section, direction="decrease", amount_year=2023)
    tell.also("total", "change_percent", "5.00", section, unit="%", direction="decrease")
    section = "二、部门收入预算安排情况"
    whole = tell.amount("revenue_total", "190", section)
    tell.amount("revenue_general_public", "190", section, whole)
    tell.also("revenue_general_public", "share_percent", "100", section, unit="%", parent=whole)
    fiscal = tell.amount("revenue_fiscal", "190", section, whole)
    for part, told in [("general_public", "190"), ("government_fund", "0"), ("state_capital", "0")]:
        tell.amount(f"revenue_{part}", told, section, fiscal)
    section = "三、部门支出预算安排情况"
    whole = tell.amount("expenditure_total", "190.00", section)
    tell.amount("basic", "140.00", section, whole)
    tell.also("basic", "share_percent", "73.7", section, unit="%", parent=whole)
    tell.amount("project", "50", section, whole)
    tell.also("project", "prior_amount", "55", section, amount_year=2023)
    tell.also("project", "change", "5", section, direction="decrease", amount_year=2023)
    section = "四、财政拨款收支预算总体情况"
    tell.amount("fiscal_total", "190", section)
    whole = tell.also("fiscal_total", "change", "10", section, direction="decrease", amount_year=2023)
    for part in ["basic", "project"]:
        tell.amount(part, "5", section, whole, role="change", direction="decrease", amount_year=2023, told_as="reason")
    section = "五、一般公共预算支出安排情况"
    tell.amount("general_public_total", "190", section, subject_text="一般公共预算当年拨款")


def _basic_and_project(tell: Narrator) -> None:
    section = "六、一般公共预算基本支出安排情况"
    whole = tell.amount("basic", "140", section)
    personnel = tell.amount("personnel", "100", section, whole)
    tell.amount("operating", "40", section, whole)
    tell.amount("economic", "90", section, personnel, economic_code="301")
    tell.amount("economic", "10", section, personnel, economic_code="303")
    section = "五、一般公共预算支出安排情况"
    item: dict[str, Any] = {"function_code": "2013201", "subject_text": "组织事务（款）行政运行（项）", "page_no": 2}
    whole = tell.amount("function", "100", section, **item)
    for part, told in [("personnel", "70"), ("operating", "20"), ("project", "10")]:
        tell.amount(part, told, section, whole, context_key="function")
    whole = tell.amount("project", "50", section)
    tell.amount("function", "50", section, whole, function_code="201", context_key="project")
    tell.amount("function", "100.00", "部门预算编制说明", function_code="2013201")
    section = "十、项目支出安排情况"
    whole = tell.amount("project", "50", section)
    project = tell.amount("project_item", "30.00", section, whole, project_name="甲项目")
    tell.amount("project_item", "12.00", section, project, project_name="甲项目的一处", context_key="project_item")
    tell.amount("project_item", "20", section, whole, project_name="乙项目")


def _small_matters(tell: Narrator) -> None:
    section = "七、一般公共预算“三公”经费支出安排情况"
    whole = tell.amount("three_public_total", "9", section)
    tell.amount("overseas_travel", "1", section, whole)
    vehicles = tell.amount("official_vehicle_total", "6", section, whole)
    tell.also("official_vehicle_total", "change", "1", section, direction="increase", amount_year=2023)
    tell.amount("vehicle_purchase", "2", section, vehicles)
    tell.also("vehicle_purchase", "change", "1", section, direction="increase", amount_year=2023)
    tell.amount("vehicle_operation", "4", section, vehicles, direction="same")
    tell.amount("official_reception", "2", section, whole)
    section = "十一、其他重要事项的情况说明"
    tell.amount("agency_operating", "40", section)
    whole = tell.amount("procurement_total", "15", section)
    tell.amount("procurement_goods", "6", section, whole)
    tell.amount("procurement_services", "4", section, whole)
    tell.amount("procurement_works", "5", section, whole)
    tell.amount("purchased_services_total", "5", section)
    tell.amount("asset_allocation_total", "8", section)
    tell.amount("performance_covered", "50", section)
    tell.amount("entrusted_services", "3.00", section, sentence="委托业务费财政拨款预算3.00万元。")
    tell.amount("prior_project_covered", "55", section, amount_year=2023)


def _changes(tell: Narrator) -> None:
    """Changes as one sentence tells them, with its words: some checks hold only where the words tell what is compared."""
    section = "十一、其他重要事项的情况说明"
    sentence = "2023年培训费预算执行数为8.00万元，2024年预算安排10.00万元，比2023年预算执行数增加25.00%。"
    told: dict[str, Any] = {"sentence_no": 1001, "sentence": sentence}
    tell.amount("training", "8.00", section, amount_year=2023, **told)
    tell.amount("training", "10.00", section, **told)
    tell.also("training", "change_percent", "25.00", section, unit="%", direction="increase", **told)
    for number, words, change, direction in [(1002, "增加", "3.00", "increase"), (1003, "减少", "15.00", "decrease")]:
        told = {"sentence_no": number, "sentence": f"会议费12.00万元，比上年{words}{change}万元。"}
        tell.amount("conference", "12.00", section, **told)
        tell.also("conference", "change", change, section, direction=direction, amount_year=2023, **told)

    told = {"sentence_no": 1004, "sentence": "会议费12.00万元，比上年增加3.00万元，增长33.33%。"}
    tell.amount("conference", "12.00", section, **told)
    tell.also("conference", "change", "3.00", section, direction="increase", amount_year=2023, **told)
    tell.also("conference", "change_percent", "33.33", section, unit="%", direction="increase", **told)
    told = {
        "sentence_no": 1007,
        "sentence": "绿化费6.00万元，上年4.00万元，主要绿化费经费增加。",
        "subject_text": "绿化费",
    }
    tell.amount(None, "6.00", section, **told)
    tell.also(None, "prior_amount", "4.00", section, amount_year=2023, **told)


def _counts(tell: Narrator) -> None:
    """Things of which a sentence tells how many there are, and of what sorts."""
    section = "十一、其他重要事项的情况说明"
    told: dict[str, Any] = {"sentence_no": 1005, "sentence": "共有车辆7辆，其中：机要通信用车3辆，其他用车4辆。"}
    tell.also("vehicles_held", "count", "7", section, unit="辆", **told)
    told = {"sentence_no": 1006, "sentence": "单价50万元以上设备8台，其中，单价100万元以上设备5台；房屋1处。"}
    told["subject_text"] = "单价50万元以上设备"
    whole = tell.also(None, "count", "8", section, unit="台", **told)
    told["subject_text"] = "单价100万元以上设备"
    tell.also(None, "count", "5", section, unit="台", parent=whole, **told)


def _pages_around(report: Report) -> None:
    place = {"document_id": report.document_id, "page_no": 2}
    names = {"class_name": "一般公共服务", "subclass_name": "组织事务", "item_name": "行政运行"}
    report.tables["terms"].append(
        place | names | {"term_no": 1, "term": "一般公共服务(类)组织事务(款)行政运行(项)", "definition": "基本支出。"}
    )
    unit = {"unit_no": 1, "unit_name_printed": "服务中心", "is_own_office": False, "sentence": "包括服务中心。"}
    report.tables["named_units"].append(place | unit)
    for number, kind in enumerate(["revenue_expenditure_summary", "revenue_summary"], start=1):
        promise = {"promise_no": number, "printed_no": str(number), "printed_title": kind, "table_kind": kind}
        report.tables["promised_tables"].append(place | promise)
    report.tables["printed_tables"][0]["note"] = "注：本表反映部门的全部收支。"
    for page_no in (1, 2, 3):
        page = {
            "document_id": report.document_id, "page_no": page_no, "text_layer": "born_digital", "engine": "none",
            "width_points": 595.0, "height_points": 842.0, "rotation_degrees": 0, "figures_on_page": 0,
            "figures_in_cells": 0, "figures_outside": 0, "conservation_status": "not_applicable",
        }  # fmt: skip
        report.tables["pages"].append(page)
    section = "一、部门收支预算总体安排情况"
    for number, (is_heading, text) in enumerate(
        [
            (True, "2024年部门预算情况说明"),
            (
                False,
                "收支总预算190万元，较上年减少10万元，主要原因是压减开支；其他支出与上年持平。"
                "组织事务（款）行政运行（项）100万元，主要用于人员工资等基本支出。",
            ),
            (False, "青山区甲局2024年收支总预算190万元，比2023年预算减少10万元。"),
            (
                False,
                "青山区甲局2024年部门预算包括：一般公共服务支出（类）150万元；住房保障支出（类）住房改革支出（款）住房公积金（项）20万元。"
                "人员经费100万元，包括：基本工资、住房公积金、离休费。",
            ),
            (False, "截至2023年12月31日，共有车辆2辆。"),
        ],
        start=1,
    ):
        paragraph = {"paragraph_no": number, "part": "narrative", "is_heading": is_heading, "text": text}
        report.tables["paragraphs"].append(place | paragraph | {"section_title": section})
