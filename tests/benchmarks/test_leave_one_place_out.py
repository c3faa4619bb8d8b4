"""The trial “leave one place out”: what attests a word, what is taken away, and how runs are compared."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from benchmarks.leave_one_place_out.looked_up import FALSE, NOT_LOOKED_UP, TRUE, LookedUp, verdict_of
from benchmarks.leave_one_place_out.measuring import COORDINATES, Figure, Finding, Published, compare
from benchmarks.leave_one_place_out.page import page
from benchmarks.leave_one_place_out.places import place_of
from benchmarks.leave_one_place_out.printed import Printed, standard_forms
from benchmarks.leave_one_place_out.taught import TaughtWord, seed_rows, taught_words, write_without
from benchmarks.leave_one_place_out.trial import NO_WORD, Result, costs_of, only_in
from pipelines.reports.tables.kinds import kind_of_title
from pipelines.reports.vocabulary import table_kinds
from pipelines.reports.words import comparable


def _words(seed: str, text: str) -> set[TaughtWord]:
    return {word for word in taught_words() if (word.seed, word.text) == (seed, text)}


def _names(words: set[TaughtWord], seed: str) -> set[str]:
    return {word.text for word in words if word.seed == seed}


@pytest.mark.parametrize(
    ("code", "place"),
    [
        ("420107", "武汉市"), ("420100", "武汉市"), ("310107", "上海市"), ("500000", "重庆市"), ("320000", "江苏省"), ("320200", "无锡市"), (None, None),
    ],
)  # fmt: skip
def test_a_district_is_of_its_city_and_a_province_a_place_of_its_own(code: str | None, place: str | None) -> None:
    assert place_of(code) == place


def test_a_title_attests_the_words_that_compose_it_and_those_of_its_own_kind() -> None:
    words = Printed(titles={("revenue_summary", "收入总表")}).words()
    assert _names(words, "words") == {"收入", "总表"}
    assert _names(words, "table_kinds") == {"收入总表"}
    # The point that has this kind's name.
    assert {word.meaning for word in words if word.seed == "kind_points"} == {"revenue"}
    three = Printed(titles={("three_public_expenditure", "一般公共预算“三公”经费支出表")}).words()
    assert {word.meaning for word in three if word.seed == "kind_points"} == {"three_public"}
    # The same characters in a title of another kind attest no title word.
    other = Printed(titles={("fiscal_appropriation_summary", "财政拨款收入总表")}).words()
    assert "收入总表" not in _names(other, "table_kinds")


def test_a_header_attests_the_patterns_that_fit_it_in_tables_of_its_kind() -> None:
    path = "支出功能分类科目/科目编码"
    words = Printed(headers={("expenditure_summary", path)}).words()
    assert {"科目编码", "*科目编码"} <= _names(words, "header_words")
    assert "支出功能分类" in _names(words, "words")
    services = Printed(headers={("purchased_services", "购买金额")}).words()
    assert "购买金额" in _names(services, "header_words")
    assert "购买金额" not in _names(Printed(headers={("revenue_summary", "购买金额")}).words(), "header_words")


def test_names_of_rows_captions_and_subjects_are_attested_where_they_mean_that() -> None:
    assert "事业收入" in _names(Printed(labels={("revenue_summary", "四、事业收入")}).words(), "row_labels")
    assert "事业收入" not in _names(Printed(labels={("asset_allocation", "四、事业收入")}).words(), "row_labels")
    assert "联系电话" in _names(
        Printed(captions={("project_performance_targets", "联系电话：")}).words(), "form_fields"
    )
    assert not Printed(captions={("revenue_summary", "联系电话：")}).words()
    assert "“三公”经费预算" in _names(
        Printed(subjects={("three_public_total", "“三公”经费预算")}).words(), "narrative_subjects"
    )
    assert not Printed(subjects={("conference", "“三公”经费预算")}).words()


def test_a_name_of_a_row_attests_words_only_if_it_is_all_words() -> None:
    assert "上年结转资金" in _names(Printed(labels={("revenue_summary", "二、上年结转资金")}).words(), "words")
    assert not _names(Printed(labels={("project_expenditure", "某镇经费")}).words(), "words")


def test_the_national_forms_are_read_as_what_they_are() -> None:
    forms = standard_forms()
    assert {kind for kind, _ in forms.all_texts()} <= {kind.key for kind in table_kinds()}
    for kind, title in forms.titles:
        # Of a fund's revenue and expenditure side by side the kind is the fund's; all others name their kind.
        assert kind_of_title(comparable(title)) == kind, title
    words = forms.words()
    assert {"决算", "支出"} <= _names(words, "words")
    assert "专项业务经费" not in _names(words, "words")


def test_another_name_of_a_word_is_attested_wherever_it_stands() -> None:
    assert "公共财政预算" in _names(Printed(sentences={"公共财政预算安排9万元"}).words(), "words")
    assert "公共财政预算" not in _names(Printed(sentences={"公共预算安排9万元"}).words(), "words")


def test_only_words_that_no_other_place_attests_are_taken_away() -> None:
    (mine,), (common,) = _words("row_labels", "用事业基金弥补收支差额"), _words("row_labels", "上级补助收入")
    attested = {"甲": {mine, common}, "乙": {common}}
    assert only_in("甲", attested) == {mine}
    assert not only_in("乙", attested)


def test_seeds_without_words_keep_all_others(tmp_path: Path) -> None:
    one_of_several = next(word for word in taught_words() if word.seed == "row_labels" and word.text == "上级补助")
    alone = next(word for word in taught_words() if word.seed == "words" and word.text == "收支")
    titles = {word for word in taught_words() if word.column == "title_words" and word.meaning == "revenue_summary"}
    write_without({one_of_several, alone, *titles}, tmp_path / "seeds")

    def rows(seed: str) -> list[dict[str, str]]:
        with (tmp_path / "seeds/vocabulary" / f"{seed}.csv").open(newline="", encoding="utf-8") as file:
            return list(csv.DictReader(file))

    left = next(row for row in rows("row_labels") if row["row_key"] == "revenue_superior_subsidy")["label_words"]
    assert left.split("|") == ["上级补助收入", "上级单位补助收入"]
    assert [row for row in seed_rows("words") if row["word"] != "收支"] == rows("words")
    # A kind has its traits, whatever it is called.
    kind = next(row for row in rows("table_kinds") if row["table_kind"] == "revenue_summary")
    assert kind["title_words"] == "" and kind["header_words"]
    assert rows("measures") == list(seed_rows("measures"))


def _figure(reason: str | None = None, label: str = "上级补助收入", **coordinates: object) -> Figure:
    values = tuple(coordinates.get(name) for name in COORDINATES)
    return Figure(reason, "revenue_summary", "收入总表", "合计", label, "1", values)


def _published(*figures: Figure) -> Published:
    return Published({("d", 1, float(number), 0.0): each for number, each in enumerate(figures)}, [], 1, 0, 0)


def test_figures_are_lost_changed_or_the_same() -> None:
    before = _published(_figure(), _figure(), _figure("no_measure"), _figure(measure_key="total"))
    after = _published(_figure(), _figure("no_code"), _figure(), _figure(measure_key="basic"))
    found = compare(before, after)
    assert (found.count, found.understood_before, found.understood) == (4, 3, 3)
    assert list(found.lost) == [("d", 1, 1.0, 0.0)]
    assert found.changed == {("d", 1, 3.0, 0.0): ("measure_key",)}
    # A figure that is not published at all is lost, too.
    assert len(compare(before, _published()).lost) == 3
    # What only the other run takes for a figure is counted apart.
    less = _published(_figure())
    assert (compare(less, before).count, compare(less, before).understood, compare(less, before).more) == (1, 1, 3)


def test_losses_are_laid_at_the_words_that_stand_at_the_figure() -> None:
    taken = frozenset(word for word in taught_words() if word.text in ("上级补助收入", "三公"))
    costs = costs_of([_figure(), _figure(label="别的")], taken)
    assert costs[NO_WORD] == 1
    assert [count for word, count in costs.items() if "上级补助收入 (row_labels" in word] == [1]
    assert not any("三公" in word for word in costs)


def test_a_finding_is_what_it_was_looked_up_to_be() -> None:
    finding = Finding("d", "a.pdf", "error", "unexplained", frozenset({3}), frozenset({"rule"}), "合计不等", "差 5")
    true = LookedUp("a.pdf", frozenset({3}), frozenset({"rule"}), "差 5", TRUE)
    false = LookedUp("a.pdf", frozenset({3, 4}), frozenset({"rule"}), "", FALSE)
    assert verdict_of(finding, [false, true]) == TRUE
    assert verdict_of(finding, [false]) == FALSE
    for other in (
        ("b.pdf", {3}, "rule", ""),
        ("a.pdf", {5}, "rule", ""),
        ("a.pdf", {3}, "other", ""),
        ("a.pdf", {3}, "rule", "差 6"),
    ):
        item = LookedUp(other[0], frozenset(other[1]), frozenset({other[2]}), other[3], TRUE)
        assert verdict_of(finding, [item]) == NOT_LOOKED_UP


def test_the_page_has_a_row_a_place_and_a_total() -> None:
    before, after = _published(_figure(), _figure()), _published(_figure(), _figure("no_code"))
    finding = Finding("d", "a.pdf", "error", "unexplained", frozenset({3}), frozenset({"rule"}), "合计不等", "")
    result = Result(
        "甲市", 1, frozenset(), before, after, compare(before, after), [(finding, FALSE, False)], [], {"字 (words)": 1}
    )
    text = page("command", [result, result], 1.0)
    assert (
        "**50.0 % of 4 figures with full coordinates (100.0 % with all words); errors: 0 true, 2 false, 0 not looked up.**"
        in text
    )
    assert (
        text.count("| 甲市 | 1 | 0 | 2 | 100.0 % | 50.0 % | 1 | 0 | 0 | 0 | 1 | 0 | 1 | 0 | 0 | 0 (0) | 0 → 0 |") == 2
    )
    assert "| **all** | 2 | 0 | 4 | 100.0 % | 50.0 % | 2 |" in text
    assert "- 甲市: a.pdf page 3, rule: 合计不等 (FALSE, new)" in text
    assert "| 甲市 | 字 (words) | 1 |" in text
