"""Findings that need no search: wordings, names and percentages whose check already says both sides.

Belongs here: failed checks of ``fct_reconciliation`` that are not linear (text, percent, product). The same disagreement
found in several places becomes one finding with all its pages.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pipelines.diagnosis.bilingual import Bilingual
from pipelines.diagnosis.facts import Standing
from pipelines.diagnosis.finding import Finding
from pipelines.diagnosis.labels import spoken
from pipelines.diagnosis.places import difference
from pipelines.diagnosis.stated_wording import SaidAmounts, Sides, amounts_of, is_at_most, text_of, title_of
from pipelines.diagnosis.unproven_wording import COORDINATES_ALONE, VERDICT, unproven_text, unproven_title


@dataclass(frozen=True, slots=True)
class StatedCheck:
    """A failed check with both sides in words."""

    check_id: str
    document_id: str
    rule_id: str
    family: str
    severity: str
    table_id: str | None
    table_kind: str | None
    left_label: str
    right_label: str
    left: str
    right: str
    difference: Decimal | None
    reason: Bilingual
    page_nos: tuple[int, ...]
    #: Pages of the other report, where the right side is one's.
    other_page_nos: tuple[int, ...]
    cell_ids: tuple[str, ...]
    #: Both sides in yuan, where they are amounts and not words.
    amounts: tuple[Decimal, Decimal] | None = None
    standing: Standing = "proven"
    unproven_reason: str = ""
    tried_count: int = 0
    closed_count: int = 0


def state_findings(checks: Sequence[StatedCheck], sentences: Mapping[str, tuple[str, str]]) -> list[Finding]:
    """Word failed direct checks; ``sentences`` maps rule_id to what the rule says (Chinese, English)."""
    groups: dict[tuple[str, str, str, str], list[StatedCheck]] = {}
    for check in checks:
        groups.setdefault((check.document_id, check.rule_id, check.left, check.right), []).append(check)
    return [
        _state(group, sentences.get(group[0].rule_id, (group[0].rule_id, group[0].rule_id)))
        for group in groups.values()
    ]


def _state(group: list[StatedCheck], sentence: tuple[str, str]) -> Finding:
    check = group[0]
    pages = tuple(sorted({page for item in group for page in item.page_nos}))
    where = _where(pages, tuple(sorted({page for item in group for page in item.other_page_nos})))
    at_most = is_at_most(sentence[0])
    sides = Sides(check.family, check.left_label, check.left, check.right_label, check.right, at_most)
    amounts = _amounts(check, at_most)
    title, said = (amounts.title, amounts.text) if amounts else (title_of(sides, sentence[1]), text_of(sides))
    text = Bilingual(
        f"{where.zh}{said.zh}" + (f"（{check.reason.zh}）" if check.reason.zh else "") + f"。核对规则：{sentence[0]}",
        f"{where.en}{said.en}" + (f" ({check.reason.en})" if check.reason.en else "") + f". Rule: {sentence[1]}",
    )
    # A warning accuses nobody of a wrong sum, unless our coordinates alone claim what it says.
    is_proven = check.standing == "proven" or (check.severity != "error" and check.unproven_reason != COORDINATES_ALONE)
    if not is_proven:
        number = difference(abs(check.difference)) if check.difference is not None else "?"
        gap = amounts.gap if amounts else Bilingual(number, number)
        title = unproven_title(spoken(check.left_label), spoken(check.right_label), gap)
        text = unproven_text(text, check.unproven_reason or check.standing)
    return Finding(
        document_id=check.document_id,
        severity=check.severity if is_proven else "info",
        diagnosis_kind=f"{check.family}_differs",
        verdict="report_disagrees" if is_proven else VERDICT,
        is_proven=is_proven,
        table_id=check.table_id,
        table_kind=check.table_kind,
        page_nos=pages,
        title_zh=title.zh,
        title_en=title.en,
        explanation_zh=text.zh,
        explanation_en=text.en,
        rule_ids=(check.rule_id,),
        check_ids=tuple(sorted(item.check_id for item in group)),
        closes_count=0,
        suggested_changes=(),
        evidence_cell_ids=tuple(dict.fromkeys(cell for item in group for cell in item.cell_ids)),
        structure_tried_count=check.tried_count,
        structure_closed_count=check.closed_count,
    )


def _amounts(check: StatedCheck, at_most: bool) -> SaidAmounts | None:
    if check.amounts is None:
        return None
    return amounts_of(check.left_label, check.amounts[0], check.right_label, check.amounts[1], at_most=at_most)


def _where(pages: tuple[int, ...], other_pages: tuple[int, ...]) -> Bilingual:
    """The pages of the report, and apart from them those of the report it is compared with."""
    page_zh, page_en = "、".join(map(str, pages)), ", ".join(map(str, pages))
    other_zh, other_en = "、".join(map(str, other_pages)), ", ".join(map(str, other_pages))
    told = [Bilingual(f"第{page_zh}页", f"Page {page_en}")] if pages else []
    told += [Bilingual(f"所比报告第{other_zh}页", f"page {other_en} of the other report")] if other_pages else []
    if not told:
        return Bilingual("", "")
    return Bilingual("，".join(each.zh for each in told) + "：", ", ".join(each.en for each in told) + ": ")
