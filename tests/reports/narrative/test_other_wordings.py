"""Sentences in which the words before a figure are not all that says whose it is."""

from __future__ import annotations

from tests.reports.narrative.test_statements import brief, read


def _wholes(text: str) -> list[object]:
    rows = read(text)
    texts = {row["statement_id"]: row["subject_text"] for row in rows}
    return [texts.get(row["parent_statement_id"]) for row in rows if row["role"] == "amount"]


def test_project_expenditure_behind_a_list_of_basic_expenditure_is_no_part_of_it() -> None:
    assert _wholes("基本支出335.91万元，占8.50%，其中：人员经费283.88万元、公用经费52.03万元；项目支出3615.86万元，占91.50%。") == [
        None, "基本支出", "基本支出", None,
    ]  # fmt: skip


def test_project_expenditure_behind_it_is_part_of_the_total_above() -> None:
    assert _wholes("支出预算9万元，其中：基本支出5万元，其中：人员经费3万元、公用经费2万元；项目支出4万元。") == [
        None, "支出预算", "基本支出", "基本支出", "支出预算",
    ]  # fmt: skip


def test_a_class_named_as_whole_is_that_class() -> None:
    told = "2024年一般公共预算支出9万元，其中：节能环保支出5万元；住房保障支出4万元。\n节能环保支出中：大气3万元，水体2万元。"
    assert _wholes(told)[-2:] == ["节能环保支出", "节能环保支出"]


def test_a_class_with_its_budget_and_its_accounts() -> None:
    rows = read(
        "三、财政拨款支出决算情况说明\n（一）教育支出年初预算数为13万元，决算数为14万元，完成年初预算的107.69%。", 2022
    )
    assert [(r["function_code"], r["role"]) for r in rows] == [
        ("205", "budget_amount"), ("205", "amount"), ("205", "completion_percent"),
    ]  # fmt: skip


def test_accounts_behind_the_budget_of_something_unknown_are_not_the_headings() -> None:
    rows = read("三、财政拨款支出决算情况说明\n甲事项年初预算数为13万元，决算数为14万元，完成年初预算的107.69%。", 2022)
    assert [(r["subject_key"], r["group_no"]) for r in rows] == [(None, rows[0]["group_no"])] * 3


def test_a_budget_compared_with_is_of_the_amount_before() -> None:
    rows = read("住房保障支出决算64万元，与年初预算70万元相比，减少6万元，完成年初预算的91.43%。", 2024)
    assert [(r["function_code"], r["role"]) for r in rows] == [
        ("221", "amount"), ("221", "budget_amount"), (None, "change"), ("221", "completion_percent"),
    ]  # fmt: skip


def test_a_change_on_the_same_basis_is_a_change_of_what_stands_before() -> None:
    assert brief("“三公”经费支出预算21.72万元，同口径比上年减少1.98万元，下降8.35%。") == [
        ("three_public_total", "amount", "21.72"), ("three_public_total", "change", "1.98"),
        ("three_public_total", "change_percent", "8.35"),
    ]  # fmt: skip


def test_each_of_several_budgets_is_of_the_same() -> None:
    told = "“三公”经费年初预算10万元，调整预算9万元，支出决算8万元，完成调整预算的88.89%，完成年初预算的80.00%。"
    rows = read(told)
    assert [r["role"] for r in rows] == ["budget_amount", "budget_amount", "amount", *["completion_percent"] * 2]
    assert {r["subject_key"] for r in rows} == {"three_public_total"}
    assert len({r["group_no"] for r in rows}) == 1


def test_figures_one_after_another_are_not_the_headings() -> None:
    told = "3.公务用车购置及运行维护费支出5万元。\n从资金来源看，中央、省、市三级财政分别安排教育专项31万元、18万元、2万元。"
    rows = read(told)
    assert [r["subject_key"] for r in rows] == ["official_vehicle_total", None, None, None]


def test_amounts_of_several_years_are_no_parts_of_what_stands_before() -> None:
    told = "年末结转和结余167万元。\n2022年、2023年诉讼费退费支出分别为412万元、398万元。"
    assert _wholes(told) == [None, None, None]


def test_a_whole_pointed_back_to_is_found() -> None:
    told = "2024年一般公共预算基本支出9万元，其中：人员经费7万元，公用经费2万元。\n上述人员经费中，局机关5万元，所属两家事业单位2万元。"
    assert _wholes(told)[-2:] == ["人员经费", "人员经费"]
    assert [row["subject_key"] for row in read(told)][-2:] == [None, None]


def _counted(text: str) -> list[tuple[object, object]]:
    return [(row["subject_key"], row["value_text"]) for row in read(text)]


def test_posts_of_staff_are_posts_and_persons_are_no_bodies() -> None:
    assert _counted("本部门在职人员编制408人，其中行政编制91人、事业编制317人；实有在职人员380人。") == [
        ("staffing_authorised", "408"), ("staffing_authorised_administrative", "91"),
        ("staffing_authorised_institution", "317"), ("staffing_in_post", "380"),
    ]  # fmt: skip
    told = "二、机构设置和所属单位情况\n省人大常委会下设8个工作委员会，现有38个处室，编制339名。"
    assert [subject for subject, _ in _counted(told)] == [None, None, None]


def test_bodies_with_their_list_behind_the_count_stay_bodies() -> None:
    for told in ("纳入本部门汇总预算编制范围的预算单位共计4家，具体包括：甲局、乙中心。", "本部门共有5个二级单位。"):
        assert _counted(told)[0][0] == "subordinate_units", told
