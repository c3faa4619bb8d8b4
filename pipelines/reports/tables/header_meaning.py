"""What the words of a header mean: the most specific pattern of seed ``header_words`` that fits a header path.

Belongs here: matching a path against the patterns, and the outer headers that forbid a match. What a column then holds belongs
to ``columns``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pipelines.reports.coordinates.funding import measure_of_funding
from pipelines.reports.coordinates.things import own_amount
from pipelines.reports.vocabulary import HeaderWord, header_words_ending_in, is_among, table_kind
from pipelines.reports.words import BARE_SUMS, header_segment, word_matches

#: Outer headers that make another amount of the one below them; where a table is about them anyway, they say nothing new.
_QUALIFIERS = (
    "财政拨款", "一般公共预算", "政府性基金", "国有资本", "财政专户", "单位资金", "结转", "增减", "变动", "完成", "比例", "占比",
)  # fmt: skip
#: By the fund a table is of.
_OWN_QUALIFIERS = {
    "fiscal": ("财政拨款",),
    "general_public": ("财政拨款", "一般公共预算"),
    # Reports print one's header above the other; the kind's title and header are compared elsewhere.
    "government_fund": ("财政拨款", "政府性基金", "国有资本"),
    "state_capital": ("财政拨款", "国有资本", "政府性基金"),
}
_OF_SOURCES = ("单位资金",)
_TOTALS = frozenset({"total", "budget_amount", "three_public_total"})
_OF_EXPENDITURE = frozenset(
    {"basic", "basic_personnel", "basic_operating", "project", "business_expenditure", "remitted_to_superior"}
)


def find_word(path: Sequence[str], kind: str | None, roles: Iterable[str]) -> HeaderWord | None:
    """Return the most specific header word for a path, None if no word fits."""
    return next(fitting_words(path, kind, roles), None)


def fitting_words(path: Sequence[str], kind: str | None, roles: Iterable[str]) -> Iterator[HeaderWord]:
    """Yield the header words of some roles that fit a path in a kind of table, the most specific first."""
    segments = [header_segment(segment) for segment in path]
    if not segments:
        return
    wanted = frozenset(roles)
    for word in header_words_ending_in(segments[-1]):
        if (
            word.role in wanted
            and ("*" in word.table_kinds or is_among(kind, word.table_kinds))
            and _fits(word, segments, kind)
        ):
            yield word


def measure_of_word(word: HeaderWord, path: Sequence[str], kind: str | None) -> str:
    """Return the measure that a header word means in a table of a kind; what one means in any table is the thing's own in one about things."""
    funding = measure_of_funding(tuple(path), kind or "") if "*" in word.table_kinds else None
    return funding or own_amount(word.key, kind)


def _fits(word: HeaderWord, segments: list[str], kind: str | None) -> bool:
    """True if the word's other segments stand above its last one in this order, and nothing else that is
    decisive stands above: 项目支出 under 政府性基金预算 is not 项目支出. A word that begins with ``^`` is the whole path.
    """
    if word.is_whole_path and len(word.segments) != len(segments):
        return False
    above = segments[:-1]
    for pattern in word.segments[:-1]:
        number = next((number for number, segment in enumerate(above) if word_matches(pattern, segment)), None)
        if number is None:
            return False
        del above[: number + 1]
    traits = table_kind(kind)
    own = _OF_SOURCES if traits.has_source_columns else _OWN_QUALIFIERS.get(traits.fund_source_key, ())
    matched = [
        segment for segment in segments[:-1] if any(word_matches(pattern, segment) for pattern in word.segments[:-1])
    ]
    rest = [segment for segment in segments[:-1] if segment not in matched]
    if word.role != "measure":
        return True
    if any(qualifier in segment for segment in rest for qualifier in _QUALIFIERS if qualifier not in own):
        return False
    if word.key in _OF_EXPENDITURE and any("收入" in segment and "支出" not in segment for segment in rest):
        # 本年收入/项目支出 is what came in for projects.
        return False
    if len(word.segments) > 1 and segments[-1] in BARE_SUMS and rest and segments[-2] == rest[-1]:
        # 本年收入/单位资金/小计 is the sum of 单位资金, not of 本年收入.
        return False
    return word.key not in _TOTALS or not any(_names_a_part(segment, kind) for segment in rest)


def _names_a_part(segment: str, kind: str | None) -> bool:
    """True if a header alone means a part of the total, so that 合计 below it is not the table's total."""
    word = find_word((segment,), kind, ("measure",))
    return word is not None and word.key not in _TOTALS
