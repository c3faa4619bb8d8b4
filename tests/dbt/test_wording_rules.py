"""Made-up sentences that the wordings of seed ``wording_rules`` must find, and such as they must let pass."""

from __future__ import annotations

import duckdb
import pytest

from pipelines.site.rule_catalogue import read_seed

RULES = {rule["rule_id"]: rule for rule in read_seed("wording_rules")}
#: ¶ and ¶¶ stand behind a paragraph after which another item, or another section, begins.
WRONG = [
    ("year_word_told", "项目支出增加，较上一度增加3万元。"),
    ("year_word_told", "公务接待费10万元，与2025持平。"),
    ("year_word_told", "会议费3万元，比2025预算减少1万元。"),
    ("reason_told", "比上年减少3万元，主要原因是¶¶"),
    ("same_reason_told", "与上年持平。主要原因：人员退休等原因减少支付。"),
    ("same_reason_told", "与上年持平，主要原因是会议增加。"),
    ("reason_told", "比上年减少3万元，主要原因是：¶"),
    ("reason_told", "会议费5万元，主要用于。"),
    ("template_choice_left", "比上年增加/减少10万元。"),
    ("template_choice_left", "比上年增加（或减少）10万元。"),
    ("template_choice_left", "本部门/单位收支总预算10万元。"),
    ("template_choice_left", "某市某区财政局部门（单位）共有车辆0辆。"),
    ("placeholder_left", "公务用车购置费qq/11万元。"),
    ("placeholder_left", "20XX年部门预算。"),
    ("words_doubled", "人数800人，；培训费10万元。"),
    ("words_doubled", "部门预算包括：。"),
    ("words_doubled", "其他支出5万元；。"),
    ("template_instruction_left", "本部门政府性基金预算（如有）为5万元。"),
    ("template_instruction_left", "请根据实际情况填写，收入10万元。"),
    ("template_instruction_left", "比上年预算（注：上年12.00万元，公开时请删除注释）减少2万元。"),
    ("template_instruction_left", "（此处应填写项目数）"),
    ("template_instruction_left", "不予公开。（请核实有无此类项目，若无，则备注写“备注：无”）"),
    ("figure_left_blank", "政府性基金预算支出万元。"),
    ("figure_left_blank", "比上年增加10万元，增长%。"),
    ("figure_without_unit", "预算20.00万元，支出决算为3.00。"),
    ("figure_without_unit", "国内公务接待支出0.39万（含外宾接待支出0.10万元）。"),
    ("percent_without_sign", "基本支出30.00万元，占60.00，项目支出20.00万元，占40.00%。"),
    ("percent_without_sign", "比上年减少10万元，减少9.52，主要原因是压减5%。"),
    ("percent_without_sign", "比上年减少1,010万元，下降9.52，主要原因是压减。"),
    ("percent_without_sign", "公务接待费降低1.17万元（26.17），会议费降低2万元（5%）。"),
    ("nought_reason_told", "2026年计划购置车辆0辆、0万元，主要是车辆购置计划。"),
    ("nought_reason_told", "安排出国0人次，主要原因是有出国计划。"),
    ("sentence_finished", "收入10万元；支出与上年持平，¶¶"),
    ("sentence_finished", "收入10万元。其中（¶¶"),
]
RIGHT = [
    ("nought_reason_told", "2026年计划购置车辆0辆、0万元，主要是2026年无购置公车计划。"),
    ("nought_reason_told", "计划购置车辆0辆、0万元，主要是落实过紧日子计划。"),
    ("year_word_told", "比2025年预算增加3万元，较上一年度增长5%，与上年度持平，与2023—2025年平均数相比。"),
    ("year_word_told", "同上年一样，较上度假区项目减少，比2025个减少。"),
    ("nought_reason_told", "计划购置车辆10辆、150万元，主要是车辆购置计划。"),
    ("nought_reason_told", "因公出国安排0万元，主要是暂未列入计划。"),
    ("same_reason_told", "与上年持平，主要原因是人员增加，公用经费相应减少。"),
    ("same_reason_told", "与上年持平，主要原因是未增加人员，从严控制。"),
    ("same_reason_told", "与上年持平，主要原因是压减会议费以保障培训。"),
    ("same_reason_told", "比上年减少3万元，主要原因是人员减少。公务接待费与上年持平。"),
    ("reason_told", "比上年减少3万元，主要原因是："),
    ("reason_told", "主要原因是人员减少，主要用于差旅。"),
    ("template_choice_left", "单价50万元以上设备0台/套，费用有增加。"),
    ("template_choice_left", "纳入省（市/县）财政预算管理的经费增加。"),
    ("template_choice_left", "审核批复部门（单位）预算，各局、各部门（单位）5万元，比上年增加。"),
    ("placeholder_left", "PM2.5监测项目、24/7值守、LED显示屏×1台。"),
    ("words_doubled", "收入1,000.00万元，支出1,000.00万元。”"),
    ("template_instruction_left", "预算10万元（请专家评审）。"),
    ("template_instruction_left", "请示、报告的处理；规范退回补充调查；自行补充侦查。"),
    ("template_instruction_left", "资金分配根据实际情况确定（含上年结转）。"),
    ("figure_left_blank", "金额以万元为单位，按万元列式，投资1.5万亿元。"),
    ("figure_without_unit", "比上年增加2,669.85万元，增长2.7%。1.2026年预算。"),
    ("percent_without_sign", "比上年减少10万元，减少9.52，主要原因是压减。"),
    ("percent_without_sign", "单位：万元。收入增加10万元，支出减少9.52，结余增加0.48。"),
    ("percent_without_sign", "增长2.7%，增加2,669.85万元，平均得分99.33分。"),
    ("figure_without_unit", "其中：会议费1.00万元；公务接待费0.48"),
    ("figure_without_unit", "评价得分99.33分，建筑高度29.8米，预算10万元。"),
    ("figure_without_unit", "预算1,234.50万元，增加1,00万元，PM2.5达标。"),
    ("figure_without_unit", "单价100万（含）以上设备0台，预算10.00万元，人口12.5万人。"),
    ("sentence_finished", "收入10万元；支出与上年持平，"),
    ("sentence_finished", "收入10万元。支出与上年持平¶¶"),
]


def _is_found(rule_id: str, text: str) -> bool:
    rule = RULES[rule_id]
    row = duckdb.execute(
        "select regexp_matches($1, $2) and regexp_matches($1, $3)",
        [text, rule["applies_pattern"], rule["wrong_pattern"]],
    ).fetchone()
    assert row is not None
    return bool(row[0])


@pytest.mark.parametrize(("rule_id", "text"), WRONG)
def test_a_wrong_wording_is_found(rule_id: str, text: str) -> None:
    assert _is_found(rule_id, text)


@pytest.mark.parametrize(("rule_id", "text"), RIGHT)
def test_a_right_wording_is_let_pass(rule_id: str, text: str) -> None:
    assert not _is_found(rule_id, text)


def test_every_rule_reads_sentences_it_finds_and_lets_pass() -> None:
    new = {rule_id for rule_id, _ in WRONG}
    assert new == {rule_id for rule_id, _ in RIGHT} and new <= set(RULES)
