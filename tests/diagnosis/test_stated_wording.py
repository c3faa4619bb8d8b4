"""Titles of checks that say both sides: one line, as a person would say it."""

from __future__ import annotations

from decimal import Decimal

from pipelines.diagnosis.bilingual import Bilingual
from pipelines.diagnosis.stated_wording import Sides, amounts_of, is_at_most, text_of, title_of


def _zh(family: str, left_label: str, left: str, right_label: str, right: str) -> str:
    return title_of(Sides(family, left_label, left, right_label, right), "A rule.").zh


def test_a_percentage_stands_beside_the_one_its_amounts_make() -> None:
    assert _zh("share", "文字 基本支出占比", "63.75", "文字 基本支出 ÷ 文字 支出", "63.739863") == (
        "文字“基本支出”的占比印为 63.75%，按所印金额计算为 63.74%"
    )
    assert "10 %" in title_of(Sides("change", "文字 增减幅度", "9", "a ÷ b", "9.7"), "").en


def test_a_percentage_cut_down_instead_of_rounded_is_told_so() -> None:
    assert _zh("share", "文字 占比", "36.92", "应占", "36.928").endswith("计算为 36.93%（截尾，未四舍五入）")
    assert _zh("share", "文字 占比", "36", "应占", "36.928").endswith("计算为 37%（截尾，未四舍五入）")
    for other in ("36.94", "36.91", "38"):
        assert "截尾" not in _zh("share", "文字 占比", other, "应占", "36.928")


def test_a_percentage_that_rounds_to_what_is_printed_is_told_with_more_digits() -> None:
    assert (
        _zh("change", "文字 甲增减幅度", "5.2", "x", "5.1999")
        == "文字“甲”的增减幅度印为 5.2%，按所印金额计算为 5.1999%"
    )


def test_what_is_no_number_is_told_as_it_is() -> None:
    assert _zh("share", "文字 占比", "六成", "应占", "60") == "文字“占比”“六成”与“应占”“60”不一致"


def test_a_wording_says_what_it_should_do_after_the_end_of_its_sentence() -> None:
    title = title_of(Sides("wording", "文字", "前" * 60 + "增加0万元", "应当", "持平"), "No change is said to be none.")
    assert title.zh.startswith("文字“…前") and title.zh.endswith("增加0万元”：应写“持平”")
    assert title.en.endswith("增加0万元”: No change is said to be none")


def test_a_wrong_year_is_quoted_wherever_it_stands_in_a_long_sentence() -> None:
    def said(words: str) -> str:
        return _zh("wording", "文字所述年度", words, "应当", "2025年").removesuffix("：应为2025年")

    day = "截至2026年12月31日，共有车辆0辆"
    assert said(day + "后" * 50) == f"文字所述年度“{day}{'后' * (40 - len(day))}…”"
    told = said("前" * 50 + "截至2026年12月31日" + "后" * 50)
    assert "前截至2026年12月31日后" in told and told.startswith("文字所述年度“…前") and told.endswith("后…”")
    assert said("前" * 50 + day) == f"文字所述年度“…{'前' * (40 - len(day))}{day}”"
    assert said("前" * 50) == f"文字所述年度“…{'前' * 40}”"


def test_a_long_reason_is_quoted_with_what_it_is_given_for() -> None:
    def said(words: str) -> str:
        return _zh("wording", "文字", words, "应当", "写明持平的原因").removesuffix("：应当写明持平的原因")

    same = "与2023年度相比，财政拨款收入支出总计持平。主要原因："
    assert (
        said(f"{'前' * 20}。{same}基本支出中人员进出及退休变化，以及项目支出中合同进度等原因减少支付。")
        == "文字“…023年度相比，财政拨款收入支出总计持平。主要原因：…及项目支出中合同进度等原因减少支付。”"
    )
    # A reason that ends soon leaves room enough for what stands before it, and a far one that is over is none of the end's.
    near = f"{'前' * 30}，会议费与上年持平。主要原因：人员减少。"
    assert said(near) == f"文字“…{near[-40:]}”"
    assert said("甲持平，主要是乙。" + "后" * 60) == "文字“…" + "后" * 40 + "”"
    assert said("甲" * 60) == "文字“…" + "甲" * 40 + "”"


def test_what_should_be_done_is_said_as_a_person_says_it() -> None:
    said = {
        right: _zh("wording", "文字", "某句", "应当", right).removeprefix("文字“某句”：")
        for right in (
            "写明原因",
            "删去模板的说明，写明实际情况",
            "印0.00，文字说是0万元",
            "不重复",
            "2024年",
            "持平或写明增减",
            "数字后写明单位",
            "增减额前写明增加或减少",
            "没有上年数的，不写百分比",
            "增减的方向由文字说明，数字不带负号",
            "增加额不大于本年数，否则上年数小于零",
            "括号、引号、书名号成对",
            "页上印有内容",
            "句子写完",
        )
    }
    assert list(said.values()) == [
        "应当写明原因",
        "应当删去模板的说明，写明实际情况",
        "应当印0.00，文字说是0万元",
        "应当不重复",
        "应为2024年",
        "应写“持平”或写明增减",
        "数字后应当写明单位",
        "增减额前应当写明增加或减少",
        "没有上年数的，应当不写百分比",
        "增减的方向应当由文字说明，数字不带负号",
        "增加额应当不大于本年数，否则上年数小于零",
        "括号、引号、书名号应当成对",
        "页上应当印有内容",
        "句子应当写完",
    ]


def test_a_name_that_is_nowhere_is_said_to_be() -> None:
    assert _zh("names", "项目支出绩效目标表项目名称", "某项目", "项目支出表项目名称", "没有该项目") == (
        "项目支出绩效目标表项目名称“某项目”：项目支出表项目名称中没有该项目"
    )


def test_words_of_ours_are_not_quoted_and_are_english_in_english() -> None:
    empty = title_of(Sides("wording", "《表9》", "空表", "表下和文字", "没有说明"), "A rule.")
    assert empty.zh == "《表9》空表：表下和文字中没有说明"
    told = Sides("wording", "文字：接待费", "决算数大于预算数", "决算数与预算数", "决算数小于预算数")
    assert text_of(told).zh == "文字“接待费”决算数大于预算数，实为决算数小于预算数"
    assert (
        text_of(told).en
        == "“接待费” in the text: the final amount is above the budget; the final amount is below the budget"
    )


def test_what_a_wording_should_do_stands_in_the_sentence_in_full() -> None:
    assert (
        text_of(Sides("wording", "文字", "前" * 60 + "增加0万元", "应当", "持平")).zh
        == f"文字“{'前' * 60}增加0万元”，应写“持平”"
    )


def test_a_long_list_is_counted_and_a_short_one_told() -> None:
    many = "、".join(f"某市第{number}中学" for number in range(1, 25))
    assert _zh("names", "概况", "某校", "收入表", many).endswith("某市第1中学、某市第2中学、某市第3中学等24项”不一致")
    assert _zh("names", "概况", "某校", "收入表", "甲、乙、丙、丁").endswith("“甲、乙、丙、丁”不一致")


def test_amounts_of_a_text_are_told_in_the_unit_of_texts_with_their_unit() -> None:
    said = amounts_of("文字 总预算（减去增减额）", Decimal(179819800), "2017年报告：表四 收入", Decimal(179816800))
    assert (
        said.title.zh == "文字“总预算”减去增减额 17,981.98万元 与2017年报告表四“收入” 17,981.68万元 不符，相差 0.30万元"
    )
    assert said.text.zh == "文字“总预算”减去增减额为 17,981.98万元，2017年报告表四“收入”为 17,981.68万元，相差 0.30万元"
    assert said.gap == Bilingual("0.30万元", "0.30 ten thousand yuan")


def test_amounts_of_tables_are_told_in_yuan() -> None:
    assert (
        amounts_of("表1 甲", Decimal("10.5"), "表2 甲", Decimal(10)).text.zh
        == "表1“甲”为 10.50元，表2“甲”为 10.00元，相差 0.50元"
    )


def test_a_part_that_is_more_than_its_whole_exceeds_it() -> None:
    assert is_at_most("文字中“其中”的数量不大于总数量。") and not is_at_most("合计等于各项之和。")
    counts = Sides("text_parts", "文字 其中的设备", "3", "文字 全部设备", "0", is_at_most=True)
    assert title_of(counts, "").zh == "文字“其中的设备”“3”超过文字“全部设备”“0”"
    assert "is more than" in title_of(counts, "").en and "超过" in text_of(counts).zh
    said = amounts_of("文字 其中", Decimal(300_000), "文字 全部", Decimal(100_000), at_most=True)
    assert said.title.zh == "文字“其中” 30.00万元 超过文字“全部” 10.00万元，多出 20.00万元"
    assert "不符" in amounts_of("文字 其中", Decimal(300_000), "文字 全部", Decimal(100_000)).title.zh
    words = Sides("text_parts", "文字 甲", "三", "文字 乙", "二", is_at_most=True)
    assert title_of(words, "").zh.endswith("不一致")
