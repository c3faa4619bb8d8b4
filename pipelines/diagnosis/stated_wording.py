"""Titles of findings whose check says both sides itself: one line, as a person would say it.

Belongs here: the title of a percentage, a wording, a name that differs. What the finding explains, and whether it may be
said at all, is ``stated``'s.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from pipelines.diagnosis.places import Bilingual

#: A title quotes the end of a long sentence, where the fault stands, and the beginning of a long list.
_MOST_CHARACTERS = 40
_MOST_NAMES = 3
_PERCENT_FAMILIES = frozenset({"share", "change"})
#: The right side of a check of wordings: what the words should do.
_SHOULD = "应当"
#: The right side of a check of names that found nothing.
_NOTHING = "没有"


@dataclass(frozen=True, slots=True)
class Sides:
    """What a failed check says: whose words or figures stand left and right."""

    family: str
    left_label: str
    left: str
    right_label: str
    right: str


def title_of(sides: Sides, sentence_en: str) -> Bilingual:
    """Return the title; ``sentence_en`` is what the rule says in English."""
    percent = _percent_title(sides) if sides.family in _PERCENT_FAMILIES else None
    if percent is not None:
        return percent
    if sides.right_label == _SHOULD:
        quoted = _end_of(sides.left)
        return Bilingual(
            f"{sides.left_label}“{quoted}”：应当{sides.right}", f"{sides.left_label} “{quoted}”: {sentence_en}"
        )
    right = _beginning_of(sides.right)
    if sides.family == "names" and sides.right.startswith(_NOTHING):
        return Bilingual(
            f"{sides.left_label}“{sides.left}”：{sides.right_label}中{right}",
            f"{sides.left_label} “{sides.left}”: none of that name in {sides.right_label}",
        )
    return Bilingual(
        f"{sides.left_label}“{sides.left}”与{sides.right_label}“{right}”不一致",
        f"{sides.left_label} “{sides.left}” does not agree with {sides.right_label} “{right}”",
    )


def _percent_title(sides: Sides) -> Bilingual | None:
    """The percentage printed and the one that the printed amounts make, to as many digits as tell them apart."""
    try:
        printed, made = Decimal(sides.left), Decimal(sides.right)
    except InvalidOperation:
        return None
    exponent = printed.as_tuple().exponent
    decimals = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    rounded = round(made, decimals)
    if rounded == printed:
        rounded = made
    name = sides.left_label.removeprefix("文字 ").removeprefix("文字")
    return Bilingual(
        f"“{name}”印为 {sides.left}%，按所印金额计算为 {rounded}%",
        f"“{name}” is printed as {sides.left} %; the printed amounts make it {rounded} %",
    )


def _end_of(text: str) -> str:
    return text if len(text) <= _MOST_CHARACTERS else "…" + text[-_MOST_CHARACTERS:]


def _beginning_of(text: str) -> str:
    names = text.split("、")
    if len(text) <= _MOST_CHARACTERS or len(names) <= _MOST_NAMES:
        return text
    return f"{'、'.join(names[:_MOST_NAMES])}等{len(names)}项"
