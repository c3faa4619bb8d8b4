"""Findings whose check says both sides itself, in words: a percentage, a wording, a name that differs.

Belongs here: their title, one line as a person would say it, and the sentence that goes with it. Whether it may be said at
all is ``stated``'s.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from fractions import Fraction

from pipelines.diagnosis.bilingual import Bilingual
from pipelines.diagnosis.label_words import english_of
from pipelines.diagnosis.labels import quoted, spoken
from pipelines.diagnosis.places import reckoned
from pipelines.diagnosis.slips import is_cut_off

#: A title quotes the end of a long sentence, where the fault stands, and the beginning of a long list.
_MOST_CHARACTERS = 40
_MOST_NAMES = 3
#: A reason for what is the same: where it is long, what it is given for is told and its end.
_REASON = re.compile(r"(?:持平|无变化|无增减|没有变化)[。，,；;]?(?:主要|变动|变化|增减|的)*原因(?:是|为|系)?[：:]?")
_MOST_OF_EACH, _FEWEST_BEFORE = 18, 6
#: Yuan per 万元, and the decimals it is told with.
_OF_TEXTS = 10_000
_MOST_DECIMALS = 2
_PERCENT_FAMILIES = frozenset({"share", "change"})
#: The right side of a check of wordings: what the words should do.
_SHOULD = "应当"
#: What it should do, where it names first what should do it: 数字后 + 写明单位; a word to write (持平); a year.
_HAS_SUBJECT = re.compile(r"^(?P<subject>(?!写|印|删|选|填|注|不).+?)(?P<does>写明|写完|不写|不带|印有|成对|不大于|由)")
_WORD_TO_WRITE = re.compile(r"^持平")
_YEAR = re.compile(r"^20\d{2}年$")
_YEAR_TOLD = re.compile(r"20\d{2}年?")
#: What a rule says of a part and its whole.
_AT_MOST = "不大于"


@dataclass(frozen=True, slots=True)
class Sides:
    """What a failed check says: whose words or figures stand left and right.

    ``is_at_most`` where the left side may be less than the right one, and only not more.
    """

    family: str
    left_label: str
    left: str
    right_label: str
    right: str
    is_at_most: bool = False


def is_at_most(sentence_zh: str) -> bool:
    """True for a rule whose left side is at most its right side: that they differ is no fault."""
    return _AT_MOST in sentence_zh


def title_of(sides: Sides, sentence_en: str) -> Bilingual:
    """Return the title; ``sentence_en`` is what the rule says in English."""
    said = _percentages(sides)
    if said is not None:
        return said
    if sides.right_label == _SHOULD:
        around = _around_year if _YEAR.match(sides.right) else _end_of
        left = _said(sides.left_label, around(sides.left))
        return Bilingual(f"{left.zh}：{_owed(sides.right)}", f"{_sentence(left.en)}: {sentence_en.rstrip('.')}")
    title = _differing(sides, _said(sides.left_label, sides.left), _beginning_of(sides.right))
    return Bilingual(title.zh, _sentence(title.en))


def text_of(sides: Sides) -> Bilingual:
    """Return both sides in a sentence, in full, without its full stop."""
    said = _percentages(sides)
    if said is not None:
        return said
    left = _said(sides.left_label, sides.left)
    if sides.right_label == _SHOULD:
        return Bilingual(f"{left.zh}，{_owed(sides.right)}", left.en)
    return _differing(sides, left, sides.right)


@dataclass(frozen=True, slots=True)
class SaidAmounts:
    """Two amounts that should be the same, in words."""

    title: Bilingual
    text: Bilingual
    gap: Bilingual


def amounts_of(
    left_label: str, left: Decimal, right_label: str, right: Decimal, *, at_most: bool = False
) -> SaidAmounts:
    """Word two amounts in yuan that should be the same (``at_most``: of which the left one may not be more).

    Both are told in the unit that texts speak in, where a text tells one.
    """
    unit = _OF_TEXTS if left_label.startswith("文字") or right_label.startswith("文字") else 1
    one, other, gap = (reckoned(value, unit, _MOST_DECIMALS) for value in (left, right, abs(left - right)))
    names = spoken(left_label), spoken(right_label)
    if at_most and left > right:
        return SaidAmounts(
            Bilingual(
                f"{names[0].zh} {one.zh} 超过{names[1].zh} {other.zh}，多出 {gap.zh}",
                f"{_sentence(names[0].en)} {one.en} is more than {names[1].en} {other.en}, by {gap.en}",
            ),
            Bilingual(
                f"{names[0].zh}为 {one.zh}，{names[1].zh}为 {other.zh}，前者多出 {gap.zh}",
                f"{names[0].en} is {one.en}, {names[1].en} is {other.en}: the former is more by {gap.en}",
            ),
            gap,
        )
    title = Bilingual(
        f"{names[0].zh} {one.zh} 与{names[1].zh} {other.zh} 不符，相差 {gap.zh}",
        f"{_sentence(names[0].en)} {one.en} does not agree with {names[1].en} {other.en}: {gap.en} apart",
    )
    text = Bilingual(
        f"{names[0].zh}为 {one.zh}，{names[1].zh}为 {other.zh}，相差 {gap.zh}",
        f"{names[0].en} is {one.en}, {names[1].en} is {other.en}: {gap.en} apart",
    )
    return SaidAmounts(title, text, gap)


def _owed(right: str) -> str:
    """What the words should do as it is said: 应当写明原因, 数字后应当写明单位, 应写“持平”, 应为2025年."""
    if _YEAR.match(right):
        return f"应为{right}"
    if _WORD_TO_WRITE.match(right):
        return _WORD_TO_WRITE.sub("应写“持平”", right)
    subject = _HAS_SUBJECT.match(right)
    if subject:
        return f"{subject['subject']}应当{right[subject.end('subject') :]}"
    return f"{_SHOULD}{right}"


def _differing(sides: Sides, left: Bilingual, right: str) -> Bilingual:
    label, said = spoken(sides.right_label), english_of(sides.right)
    if said is None:
        told = _said(sides.right_label, right)
        if sides.is_at_most and _is_more(sides):
            return Bilingual(f"{left.zh}超过{told.zh}", f"{left.en} is more than {told.en}")
        return Bilingual(f"{left.zh}与{told.zh}不一致", f"{left.en} does not agree with {told.en}")
    if english_of(sides.left) is not None and not sides.right.startswith("没有"):
        return Bilingual(f"{left.zh}，实为{sides.right}", f"{left.en}; {said}")
    zh = f"{label.zh}中{sides.right}" if sides.right.startswith("没有") else sides.right
    return Bilingual(f"{left.zh}：{zh}", f"{left.en}: {said}")


def _is_more(sides: Sides) -> bool:
    try:
        return Decimal(sides.left) > Decimal(sides.right)
    except InvalidOperation:
        return False


def _said(label: str, text: str) -> Bilingual:
    """A side with its words: quoted if they are printed, else as ours."""
    named, english = spoken(label), english_of(text)
    if english is not None:
        return Bilingual(f"{named.zh}{text}", f"{named.en}: {english}")
    return Bilingual(f"{named.zh}{quoted(text)}", f"{named.en} {quoted(text)}")


def _percentages(sides: Sides) -> Bilingual | None:
    """The percentage printed and the one that the printed amounts make, to as many digits as tell them apart."""
    if sides.family not in _PERCENT_FAMILIES:
        return None
    try:
        printed, made = Decimal(sides.left), Decimal(sides.right)
    except InvalidOperation:
        return None
    exponent = printed.as_tuple().exponent
    decimals = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    rounded = next((told for more in range(3) if (told := round(made, decimals + more)) != printed), made)
    name = spoken(sides.left_label)
    is_cut = is_cut_off(Fraction(printed), Fraction(made), Fraction(Decimal(1).scaleb(-decimals)))
    return Bilingual(
        f"{name.zh}印为 {sides.left}%，按所印金额计算为 {rounded}%" + ("（截尾，未四舍五入）" if is_cut else ""),
        f"{_sentence(name.en)} is printed as {sides.left} %; the printed amounts make it {rounded} %"
        + (" (it is cut off, not rounded)" if is_cut else ""),
    )


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


def _end_of(text: str) -> str:
    """The end of a long sentence; of a long reason for what is the same what that is, and its end."""
    if len(text) <= _MOST_CHARACTERS:
        return text
    reasons = [match for match in _REASON.finditer(text) if "。" not in text[match.end() : -1]]
    if not reasons or reasons[0].start() >= len(text) - _MOST_CHARACTERS + _FEWEST_BEFORE:
        return "…" + text[-_MOST_CHARACTERS:]
    first = reasons[0]
    before, after = text[: first.start()], text[first.end() :]
    start = before if len(before) <= _MOST_OF_EACH else "…" + before[-_MOST_OF_EACH:]
    end = after if len(after) <= _MOST_OF_EACH else "…" + after[-_MOST_OF_EACH:]
    return f"{start}{first[0]}{end}"


def _around_year(text: str) -> str:
    """The part of a long sentence that tells a year; its end if none is told."""
    told = _YEAR_TOLD.search(text)
    if len(text) <= _MOST_CHARACTERS or told is None:
        return _end_of(text)
    start = min(max(told.end() + _MOST_OF_EACH - _MOST_CHARACTERS, 0), len(text) - _MOST_CHARACTERS)
    part = text[start : start + _MOST_CHARACTERS]
    return f"{'…' if start else ''}{part}{'…' if start + len(part) < len(text) else ''}"


def _beginning_of(text: str) -> str:
    names = text.split("、")
    if len(text) <= _MOST_CHARACTERS or len(names) <= _MOST_NAMES:
        return text
    return f"{'、'.join(names[:_MOST_NAMES])}等{len(names)}项"
