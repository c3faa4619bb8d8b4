"""A diagnosis in words: a sentence a reviewer can paste into a letter, Chinese first, English beside it.

Belongs here: turning a :class:`Diagnosis` into a :class:`Finding`. Nothing is decided here, save the verdict: a figure
whose reading is in doubt makes the finding one about our reading, not about the report.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from pipelines.quality.diagnosis.choose import Diagnosis
from pipelines.quality.diagnosis.facts import SEVERITY_ORDER, CaseFile, Check, Figure
from pipelines.quality.diagnosis.finding import Finding, SuggestedChange
from pipelines.quality.diagnosis.places import Bilingual, amount, difference, place, table_name
from pipelines.quality.diagnosis.trial import Change, Explanation

#: Checks spelled out in one finding; the rest are counted.
MAX_CHECKS_SPELLED_OUT = 4

SLIPS: dict[str, Bilingual] = {
    "wrong_sign": Bilingual("正负号有误", "the sign is wrong"),
    "wrong_unit": Bilingual("计量单位有误（相差一万倍）", "the unit is wrong (by 10,000)"),
    "digits_swapped": Bilingual("相邻数字颠倒", "two neighbouring digits are swapped"),
    "one_digit": Bilingual("一位数字有误", "one digit is wrong"),
    "rounding": Bilingual("四舍五入有误", "it is rounded wrongly"),
    "wrong_figure": Bilingual("数字有误", "the figure is wrong"),
}


def word_diagnosis(case: CaseFile, diagnosis: Diagnosis) -> Finding:
    """Word one diagnosis as a finding."""
    explanation = diagnosis.explanation
    figures = _figures_concerned(case, diagnosis)
    anchor = figures[0]
    if explanation.kind == "rows_moved":
        title, text = _moved_rows(case, diagnosis)
    elif explanation.kind == "row_repeated":
        title, text = _repeated_row(case, diagnosis)
    elif explanation.kind == "row_missing":
        title, text = _missing_row(case, diagnosis)
    elif explanation.kind == "row_wrong":
        title, text = _wrong_row(case, diagnosis)
    elif explanation.kind == "columns_swapped":
        title, text = _swapped(case, diagnosis)
    elif explanation.kind == "unexplained":
        title, text = _unexplained(case, diagnosis)
    else:
        title, text = _wrong_value(case, diagnosis)
    doubts = sorted({figure.doubt for figure in figures if figure.doubt})
    verdict = "report_disagrees"
    if doubts:
        verdict = "reading_doubtful"
        text = Bilingual(
            f"{text.zh}注意：本系统对有关单元格的识别存疑（{'；'.join(doubts)}），请先核对原页。",
            f"{text.en} Note: our own reading of these cells is in doubt ({'; '.join(doubts)}); compare the page first.",
        )
    elif explanation.kind == "unexplained":
        verdict = "unexplained"
    return Finding(
        document_id=case.document_id,
        severity=min((check.severity for check in diagnosis.checks), key=SEVERITY_ORDER.__getitem__),
        diagnosis_kind=explanation.kind,
        verdict=verdict,
        is_proven=diagnosis.is_proven,
        table_id=anchor.table_id,
        table_kind=anchor.table_kind,
        page_nos=tuple(sorted({figure.page_no for figure in figures})),
        title_zh=title.zh,
        title_en=title.en,
        explanation_zh=text.zh,
        explanation_en=text.en,
        rule_ids=tuple(sorted({check.rule_id for check in diagnosis.checks})),
        check_ids=tuple(sorted(check.check_id for check in diagnosis.checks)),
        closes_count=len(diagnosis.checks) if explanation.kind != "unexplained" else 0,
        suggested_changes=tuple(_suggestions(case, explanation)),
        evidence_cell_ids=tuple(dict.fromkeys(figure.cell_id for figure in figures if figure.cell_id)),
    )


def _figures_concerned(case: CaseFile, diagnosis: Diagnosis) -> list[Figure]:
    """The figures an explanation changes come first, then those of the checks it closes."""
    sources = [change.source_id for change in diagnosis.explanation.changes]
    sources += [source for check in diagnosis.checks for _, source in check.terms]
    return [case.figures[source] for source in dict.fromkeys(sources)]


def _suggestions(case: CaseFile, explanation: Explanation) -> Iterable[SuggestedChange]:
    def place_of(change: Change) -> tuple[int, int, int]:
        figure = case.figures[change.source_id]
        return (figure.page_no, figure.row_no, figure.col_no)

    for change in sorted(explanation.changes, key=place_of):
        figure = case.figures[change.source_id]
        yield SuggestedChange(
            change.source_id, figure.cell_id, figure.page_no, place(figure).zh, figure.value, change.value
        )


def _side(case: CaseFile, check: Check, is_left: bool) -> Bilingual:
    """One side of a check in figures: as printed if it is a single figure, else the sum in yuan."""
    terms = [(c, s) for c, s in check.terms if (c > 0) == is_left]
    if len(terms) == 1 and abs(terms[0][0]) == 1:
        return amount(case.figures[terms[0][1]])
    total = sum((abs(c) * case.figures[s].value for c, s in terms), Decimal(0))
    is_money = case.figures[check.terms[0][1]].unit_multiplier is not None
    shown = difference(total) if is_money else f"{total.normalize():f}"
    return Bilingual(f"{shown}元" if is_money else shown, f"{shown} yuan" if is_money else shown)


def _telling(case: CaseFile, checks: Sequence[Check]) -> list[Check]:
    """The checks in the order they tell most: each row's or sentence's first column before any second one."""

    def place_of(check: Check) -> tuple[str, int, int]:
        figure = case.figures[check.terms[0][1]]
        return (figure.table_id or f"{figure.kind}{figure.page_no}{figure.source_id}", figure.row_no, figure.col_no)

    ordered = sorted(checks, key=place_of)
    firsts = {place_of(check)[:2]: check.check_id for check in reversed(ordered)}
    return sorted(ordered, key=lambda check: firsts[place_of(check)[:2]] != check.check_id)


def _spell_checks(case: CaseFile, checks: tuple[Check, ...]) -> Bilingual:
    """Each check with both figures and the difference, as printed."""
    zh: list[str] = []
    en: list[str] = []
    for check in _telling(case, checks)[:MAX_CHECKS_SPELLED_OUT]:
        gap = difference(check.difference(case.printed_values))
        left, right = _side(case, check, True), _side(case, check, False)
        zh.append(f"{check.left_label} {left.zh} ≠ {check.right_label} {right.zh}（差 {gap}）")
        en.append(f"{check.left_label} {left.en} ≠ {check.right_label} {right.en} (difference {gap})")
    more = len(checks) - len(zh)
    return Bilingual(
        "；".join(zh) + (f"；另有{more}项" if more > 0 else ""),
        "; ".join(en) + (f"; and {more} more" if more > 0 else ""),
    )


def _moved_rows(case: CaseFile, diagnosis: Diagnosis) -> tuple[Bilingual, Bilingual]:
    explanation = diagnosis.explanation
    shift = int(explanation.detail["shift"])
    rows = case.table_rows[case.figures[explanation.changes[0].source_id].table_id or ""]
    group = rows[case.figures[explanation.changes[0].source_id].row_group]
    first = next(iter(group[int(explanation.detail["first_row"])].values()))
    last = next(iter(group[int(explanation.detail["last_row"])].values()))
    steps = abs(shift)
    table = table_name(first)
    sums = len({case.figures[check.terms[0][1]].row_no for check in diagnosis.checks if len(check.terms) > 2})
    where_zh, where_en = ("高", "too high") if shift > 0 else ("低", "too low")
    move_zh, move_en = ("下移", "down") if shift > 0 else ("上移", "up")
    blank = first if shift > 0 else last
    is_filled = explanation.detail.get("is_filled") == "true"
    rest_zh = f"并按合计补出“{blank.row_label}”行" if is_filled else f"、“{blank.row_label}”行留空"
    rest_en = f"“{blank.row_label}” given what its sums need" if is_filled else f"“{blank.row_label}” left blank"
    kept = explanation.detail["is_repeated"] == "true"
    repeat_zh = f"（{'末' if shift > 0 else '首'}行金额重复印出）" if kept else ""
    repeat_en = f" (the {'last' if shift > 0 else 'first'} row's amounts are printed twice)" if kept else ""
    title = Bilingual(
        f"{table.zh}自“{first.row_label}”行起，各行金额比科目{where_zh}{steps}行",
        f"{table.en}: from row “{first.row_label}” on, every amount stands {steps} row {where_en} against its label",
    )
    checks = _spell_checks(case, diagnosis.checks)
    text = Bilingual(
        f"第{first.page_no}页{table.zh}自“{first.row_label}”行至“{last.row_label}”行，所印金额均比其科目{where_zh}{steps}行{repeat_zh}。"
        f"按所印，{sums}个合计不成立（共{len(diagnosis.checks)}项核对）：{checks.zh}。"
        f"将这些行的金额{move_zh}{steps}行{rest_zh}后，上述核对差额全部为 0.00。",
        f"Page {first.page_no}, {table.en}: from row “{first.row_label}” to row “{last.row_label}” every amount stands "
        f"{steps} row {where_en} against its label{repeat_en}. As printed, {sums} sums fail ({len(diagnosis.checks)} checks): "
        f"{checks.en}. Moved {move_en} {steps} row, with {rest_en}, all of them close to 0.00.",
    )
    return title, text


def _wrong_value(case: CaseFile, diagnosis: Diagnosis) -> tuple[Bilingual, Bilingual]:
    explanation = diagnosis.explanation
    figures = [case.figures[change.source_id] for change in explanation.changes]
    figure, value = figures[0], explanation.changes[0].value
    printed, right = amount(figure), amount(figure, value)
    slip = SLIPS[explanation.kind]
    spot = place(figure)
    places_zh = "；".join(place(item).zh for item in figures)
    places_en = "; ".join(place(item).en for item in figures)
    times = len(figures)
    checks = _spell_checks(case, diagnosis.checks)
    subject = figure.row_label or figure.subject
    if diagnosis.is_proven:
        title = Bilingual(
            f"“{subject}”印为 {printed.zh}，应为 {right.zh}" + (f"（{times}处）" if times > 1 else ""),
            f"“{subject}” is printed as {printed.en}; it should be {right.en}"
            + (f" ({times} places)" if times > 1 else ""),
        )
        text = Bilingual(
            f"{places_zh}印为 {printed.zh}，{slip.zh}：{checks.zh}。若为 {right.zh}，这{len(diagnosis.checks)}项核对全部成立。",
            f"{places_en}: printed {printed.en}; {slip.en}: {checks.en}. With {right.en} all {len(diagnosis.checks)} checks hold.",
        )
        return title, text
    others = [_alternative(case, other) for other in diagnosis.alternatives]
    title = Bilingual(f"{checks_title_zh(case, diagnosis)}", f"{checks_title_en(case, diagnosis)}")
    text = Bilingual(
        f"{checks.zh}。其中一个数字有误，仅凭本报告的合计不能断定是哪一个：可能是{spot.zh}（印为 {printed.zh}，若为 {right.zh} 则成立，{slip.zh}）"
        + "".join(f"；或{other.zh}" for other in others)
        + "。",
        f"{checks.en}. One of the figures is wrong and the sums of this report alone cannot tell which: {spot.en} "
        f"(printed {printed.en}; {right.en} would close it; {slip.en})"
        + "".join(f"; or {other.en}" for other in others)
        + ".",
    )
    return title, text


def _alternative(case: CaseFile, explanation: Explanation) -> Bilingual:
    if explanation.kind == "row_missing":
        whole = case.figures[explanation.lacking[0][0].terms[0][1]]
        return Bilingual(f"“{whole.row_label}”之下缺一行", f"a row is missing under “{whole.row_label}”")
    change = explanation.changes[0]
    figure = case.figures[change.source_id]
    if explanation.kind not in SLIPS:
        return Bilingual(f"{place(figure).zh}所在行有误", f"the row of {place(figure).en} is wrong")
    return Bilingual(
        f"{place(figure).zh}（印为 {amount(figure).zh}，若为 {amount(figure, change.value).zh} 则成立）",
        f"{place(figure).en} (printed {amount(figure).en}; {amount(figure, change.value).en} would close it)",
    )


def checks_title_zh(case: CaseFile, diagnosis: Diagnosis) -> str:
    """What the first failing check says, in Chinese."""
    check = diagnosis.checks[0]
    gap = difference(check.difference(case.printed_values))
    return f"{check.left_label} 与 {check.right_label} 不符，相差 {gap} 元"


def checks_title_en(case: CaseFile, diagnosis: Diagnosis) -> str:
    """What the first failing check says, in English."""
    check = diagnosis.checks[0]
    gap = difference(check.difference(case.printed_values))
    return f"{check.left_label} does not agree with {check.right_label}: difference {gap}"


def _repeated_row(case: CaseFile, diagnosis: Diagnosis) -> tuple[Bilingual, Bilingual]:
    figure = case.figures[diagnosis.explanation.changes[0].source_id]
    table, checks = table_name(figure), _spell_checks(case, diagnosis.checks)
    title = Bilingual(f"{table.zh}“{figure.row_label}”行重复", f"{table.en}: row “{figure.row_label}” is printed twice")
    text = Bilingual(
        f"第{figure.page_no}页{table.zh}“{figure.row_label}”行与上一行相同：{checks.zh}。删去一行后全部成立。",
        f"Page {figure.page_no}, {table.en}: row “{figure.row_label}” repeats the row above: {checks.en}. Without it all hold.",
    )
    return title, text


def _wrong_row(case: CaseFile, diagnosis: Diagnosis) -> tuple[Bilingual, Bilingual]:
    changes = diagnosis.explanation.changes
    figure = case.figures[changes[0].source_id]
    table, checks = table_name(figure), _spell_checks(case, diagnosis.checks)
    values = [amount(case.figures[change.source_id], change.value) for change in changes]
    title = Bilingual(
        f"{table.zh}“{figure.row_label}”行各栏金额有误",
        f"{table.en}: the amounts of row “{figure.row_label}” are wrong",
    )
    others = [_alternative(case, other) for other in diagnosis.alternatives]
    text = Bilingual(
        f"第{figure.page_no}页{table.zh}：{checks.zh}。“{figure.row_label}”行若为 {'、'.join(item.zh for item in values)}，"
        f"这{len(diagnosis.checks)}项核对全部成立" + "".join(f"；或{other.zh}" for other in others) + "。",
        f"Page {figure.page_no}, {table.en}: {checks.en}. With {', '.join(item.en for item in values)} in row "
        f"“{figure.row_label}” all {len(diagnosis.checks)} checks hold"
        + "".join(f"; or {other.en}" for other in others)
        + ".",
    )
    return title, text


def _missing_row(case: CaseFile, diagnosis: Diagnosis) -> tuple[Bilingual, Bilingual]:
    parent = case.figures[diagnosis.checks[0].terms[0][1]]
    table, checks = table_name(parent), _spell_checks(case, diagnosis.checks)
    others = [_alternative(case, other) for other in diagnosis.alternatives]
    or_zh, or_en = "".join(f"；或{other.zh}" for other in others), "".join(f"; or {other.en}" for other in others)
    title = Bilingual(
        f"{table.zh}“{parent.row_label}”之下缺一行", f"{table.en}: a row is missing under “{parent.row_label}”"
    )
    text = Bilingual(
        f"第{parent.page_no}页{table.zh}“{parent.row_label}”之下各栏合计均不足，似缺一行：{checks.zh}{or_zh}。",
        f"Page {parent.page_no}, {table.en}: under “{parent.row_label}” every column is short, as if a row were missing: {checks.en}{or_en}.",
    )
    return title, text


def _swapped(case: CaseFile, diagnosis: Diagnosis) -> tuple[Bilingual, Bilingual]:
    explanation = diagnosis.explanation
    one, other = (case.figures[change.source_id] for change in explanation.changes[:2])
    table, checks = table_name(one), _spell_checks(case, diagnosis.checks)
    is_row = explanation.detail["rows"] == "1"
    where_zh, where_en = (f"“{one.row_label}”行", f", row “{one.row_label}”,") if is_row else ("", "")
    title = Bilingual(
        f"{table.zh}{where_zh}“{one.column_label}”与“{other.column_label}”两栏金额互换",
        f"{table.en}{where_en} the amounts of “{one.column_label}” and “{other.column_label}” stand in each other's place",
    )
    text = Bilingual(
        f"第{one.page_no}页{title.zh}：{checks.zh}。换回后这{len(diagnosis.checks)}项核对全部成立。",
        f"Page {one.page_no}, {title.en}: {checks.en}. Exchanged, all {len(diagnosis.checks)} checks hold.",
    )
    return title, text


def _unexplained(case: CaseFile, diagnosis: Diagnosis) -> tuple[Bilingual, Bilingual]:
    checks = _spell_checks(case, diagnosis.checks)
    title = Bilingual(checks_title_zh(case, diagnosis), checks_title_en(case, diagnosis))
    return title, Bilingual(f"{checks.zh}。原因未明。", f"{checks.en}. The cause is not explained.")
