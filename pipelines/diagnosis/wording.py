"""A diagnosis in words: a sentence a reviewer can paste into a letter, Chinese first, English beside it.

Belongs here: turning a :class:`Diagnosis` into a :class:`Finding`. Nothing is decided here, save the verdict: a figure
whose reading is in doubt makes the finding one about our reading, not about the report.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from pipelines.contract.doubts import split_languages
from pipelines.diagnosis.bilingual import Bilingual
from pipelines.diagnosis.choose import Diagnosis
from pipelines.diagnosis.evidence import CUT_OFF, all_hold, alternative, gap_of, side, slip_of, spell_checks
from pipelines.diagnosis.facts import SEVERITY_ORDER, CaseFile, Figure
from pipelines.diagnosis.finding import Finding, SuggestedChange
from pipelines.diagnosis.labels import quoted, spoken_sides
from pipelines.diagnosis.places import amount, place
from pipelines.diagnosis.row_wording import (
    missing_row,
    moved_rows,
    repeated_row,
    swapped,
    table_unit,
    wrong_row,
)
from pipelines.diagnosis.slips import PLAIN_SLIPS
from pipelines.diagnosis.standing import is_demanded, weigh
from pipelines.diagnosis.trial import Change, Explanation
from pipelines.diagnosis.unproven_wording import VERDICT, unproven_text, unproven_title


def word_diagnosis(case: CaseFile, diagnosis: Diagnosis) -> Finding:
    """Word one diagnosis as a finding."""
    explanation = diagnosis.explanation
    figures = _figures_concerned(case, diagnosis)
    anchor = figures[0]
    title, text = _WORDINGS.get(explanation.kind, _wrong_value)(case, diagnosis)
    standing = weigh(case, diagnosis)
    severity = min((check.severity for check in diagnosis.checks), key=SEVERITY_ORDER.__getitem__)
    doubts = split_languages("; ".join(sorted({figure.doubt for figure in figures if figure.doubt})))
    verdict = "report_disagrees"
    if doubts.zh:
        verdict = "reading_doubtful"
        text = Bilingual(
            f"{text.zh}注意：本系统对有关单元格的识别存疑（{doubts.zh}），请先核对原页。",
            f"{text.en} Note: our own reading of these cells is in doubt ({doubts.en}); compare the page first.",
        )
    elif not standing.is_proven:
        verdict = VERDICT
        title, text = _unproven(case, diagnosis, standing.reason)
    elif explanation.kind == "unexplained":
        verdict = "unexplained"
    if doubts.zh or not standing.is_proven:
        # The report is accused of nothing that we are not sure to have read, and understood, aright.
        severity = "info"
    return Finding(
        document_id=case.document_id,
        severity=severity,
        diagnosis_kind=explanation.kind,
        verdict=verdict,
        is_proven=is_demanded(case, diagnosis) if explanation.changes else diagnosis.is_proven,
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
        structure_tried_count=standing.tried_count,
        structure_closed_count=standing.closed_count,
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


def _wrong_value(case: CaseFile, diagnosis: Diagnosis) -> tuple[Bilingual, Bilingual]:
    explanation = diagnosis.explanation
    figures = [case.figures[change.source_id] for change in explanation.changes]
    figure, value = figures[0], explanation.changes[0].value
    printed, right = amount(figure), amount(figure, value)
    slip = slip_of(explanation)
    spot = place(figure)
    places_zh = "；".join(dict.fromkeys(place(item).zh for item in figures))
    places_en = "; ".join(dict.fromkeys(place(item).en for item in figures))
    times = len(figures)
    checks = spell_checks(case, diagnosis.checks)
    subject = quoted(figure.row_label or figure.column_label)
    hold = all_hold(len(diagnosis.checks))
    if is_demanded(case, diagnosis):
        title = Bilingual(
            f"{subject}印为 {printed.zh}，应为 {right.zh}"
            + (f"（{slip.zh}）" if slip is CUT_OFF else "")
            + (f"（{times}处）" if times > 1 else ""),
            f"{subject} is printed as {printed.en}; it should be {right.en}"
            + (f" ({slip.en})" if slip is CUT_OFF else "")
            + (f" ({times} places)" if times > 1 else ""),
        )
        text = Bilingual(
            f"{places_zh}印为 {printed.zh}，{slip.zh}：{checks.zh}。若为 {right.zh}，{hold.zh}。",
            f"{_sentence(places_en)}: printed {printed.en}; {slip.en}: {checks.en}. With {right.en} {hold.en}.",
        )
        return title, text
    title = _checks_title(case, diagnosis)
    if explanation.kind not in PLAIN_SLIPS:
        # A figure that looks like no slip of the pen has one sum to speak for it: both sides are named, and no more.
        text = Bilingual(
            f"{checks.zh}。仅凭本报告的合计不能断定哪一个数字有误。",
            f"{_sentence(checks.en)}. The sums of this report alone cannot tell which of the figures is wrong.",
        )
        return title, text
    others = [alternative(case, other) for other in diagnosis.alternatives]
    text = Bilingual(
        f"{checks.zh}。其中一个数字有误，仅凭本报告的合计不能断定是哪一个：可能是{spot.zh}（印为 {printed.zh}，若为 {right.zh} 则成立，{slip.zh}）"
        + "".join(f"；或{other.zh}" for other in others)
        + "。",
        f"{_sentence(checks.en)}. One of the figures is wrong and the sums of this report alone cannot tell which: {spot.en} "
        f"(printed {printed.en}; {right.en} would close it; {slip.en})"
        + "".join(f"; or {other.en}" for other in others)
        + ".",
    )
    return title, text


def _unproven(case: CaseFile, diagnosis: Diagnosis, reason: str) -> tuple[Bilingual, Bilingual]:
    check = diagnosis.checks[0]
    left, right = spoken_sides(check.left_label, check.right_label)
    title = unproven_title(left, right, gap_of(case, check))
    checks = spell_checks(case, diagnosis.checks)
    return title, unproven_text(Bilingual(checks.zh, _sentence(checks.en)), reason)


def _checks_title(case: CaseFile, diagnosis: Diagnosis) -> Bilingual:
    """What the first failing check says: both sides, and how far apart they are."""
    check = diagnosis.checks[0]
    left, right = side(case, check, True), side(case, check, False)
    left_label, right_label = spoken_sides(check.left_label, check.right_label)
    gap = gap_of(case, check)
    return Bilingual(
        f"{left_label.zh} {left.zh} 与{right_label.zh} {right.zh} 不符，相差 {gap.zh}",
        f"{_sentence(left_label.en)} {left.en} does not agree with {right_label.en} {right.en}: {gap.en} apart",
    )


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


def _unexplained(case: CaseFile, diagnosis: Diagnosis) -> tuple[Bilingual, Bilingual]:
    checks = spell_checks(case, diagnosis.checks)
    return _checks_title(case, diagnosis), Bilingual(
        f"{checks.zh}。原因未明，请核对原始数据。",
        f"{_sentence(checks.en)}. The cause is not known; compare the accounts.",
    )


#: How each kind of explanation is put; a single wrong figure otherwise.
_WORDINGS: dict[str, Callable[[CaseFile, Diagnosis], tuple[Bilingual, Bilingual]]] = {
    "rows_moved": moved_rows,
    "row_repeated": repeated_row,
    "row_missing": missing_row,
    "row_wrong": wrong_row,
    "columns_swapped": swapped,
    "table_unit_wrong": table_unit,
    "unexplained": _unexplained,
}
