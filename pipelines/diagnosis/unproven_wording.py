"""Words for a sum that does not close and accuses nobody, for its structure is not proven.

Belongs here: the reasons of ``int_check_standing`` in words, and what would have to hold. Not here: when they apply
(``standing``).
"""

from __future__ import annotations

from pipelines.diagnosis.bilingual import Bilingual
from pipelines.diagnosis.labels import Label

VERDICT = "structure_unproven"
#: The reason of what no rule names: only our coordinates relate the figures.
COORDINATES_ALONE = "law_alone"

REASONS: dict[str, Bilingual] = {
    "no_proven_summand": Bilingual(
        "这些栏相加是否等于合计，须由同表其他行印证；其中有的栏只在不符的行里有数，也可能是“其中”栏",
        "other rows of the table would have to show that these columns add up to the total; one of them has amounts only "
        "in rows that fail, and may be an of-which column",
    ),
    "nothing_closes": Bilingual(
        "这些行是否合为该行，须由同表其他合计或其他栏印证；同表没有一个这样的合计相符",
        "other totals or columns of the table would have to show that these rows make up that row; none does",
    ),
    "sides_unproven": Bilingual(
        "两边的数字各须由本表其他合计印证，至少有一边没有",
        "other sums would have to confirm each side; at least one side has none",
    ),
    COORDINATES_ALONE: Bilingual(
        "没有核对规则点名这些金额，只是按表题、栏目和行名推断两处是同一笔钱，而同表多数其他金额未能这样印证",
        "no rule names these amounts: titles, columns and rows alone say that they are the same money, and most other amounts "
        "of the table would have to agree in the same way",
    ),
    "often_failing": Bilingual(
        "这一关系在本表不符的与相符的一样多，多半是本系统没有读懂本表",
        "this relation fails in the table as often as it holds: more likely we have not understood the table",
    ),
    "fails_mostly": Bilingual(
        "这一规则在本报告多数处不符，多半是本系统没有读懂所说的范围",
        "this rule fails in most places of the report: more likely we have not understood what is spoken of",
    ),
    "carry_over": Bilingual(
        "差额恰为所印的结转数，须先确认两边口径一致（都含或都不含结转）",
        "the difference is a carry-over that is printed: both sides would have to hold it, or neither",
    ),
    "printed_difference": Bilingual(
        "差额恰为表中所印的另一金额，须先确认两边口径一致（资金、单位、结转）",
        "the difference is another amount that a table prints: both sides would have to be of the same funds and bodies",
    ),
    "unnamed_row": Bilingual(
        "相加的行中有一行没有印出名称，须先确认它是其中一部分",
        "a row that is added has no name: it would have to be a part of the whole",
    ),
    "misplaced_row": Bilingual(
        "差额恰为表中某一行（或相连数行）的金额，须先确认各行的归属",
        "the difference is the amount of a row (or of neighbouring rows): it would have to be certain where they belong",
    ),
    "empty_whole": Bilingual(
        "该行本身没有金额，也许只是标题，须先确认它是合计",
        "the row itself has no amount and may be a heading: it would have to be a total",
    ),
    "table_end": Bilingual(
        "下属各行直到表尾，表也许还有未读出的续页，须先确认表已读全",
        "its rows go to the end of the table, which may go on on a page that was not read: it would have to be complete",
    ),
    "scope_contested": Bilingual(
        "文字别处对同一数字另有说法，须先确认此句说的是同一范围",
        "other sentences say something else of the same figure: this one would have to speak of the same thing",
    ),
    "far_apart": Bilingual(
        "文字与表中的数字相去甚远，须先确认此句说的是同一范围",
        "the amounts of the text and the table are far apart: the sentence would have to speak of the same thing",
    ),
    "part_unread": Bilingual(
        "差额恰为该句中所印的另一数字，须先确认它不是其中一部分",
        "the difference is another figure of that very sentence: it would have to be no part of the sum",
    ),
    "printed_elsewhere": Bilingual(
        "文字中的数字与表中另一处所印相同，须先确认此句说的不是那一处",
        "the amount in the text is printed in another place of the tables: the sentence would have to speak of this one",
    ),
}


def unproven_title(left: Label, right: Label, gap: Bilingual) -> Bilingual:
    """What was compared, without saying that anybody is wrong."""
    return Bilingual(
        f"{left.zh}与{right.zh}相差 {gap.zh}，是否有误尚不能断定",
        f"{left.en[:1].upper()}{left.en[1:]} and {right.en} are {gap.en} apart; whether one is wrong is not certain",
    )


def unproven_text(checks: Bilingual, reason: str) -> Bilingual:
    """The figures, and what would have to hold before the report could be said to disagree."""
    words = REASONS[reason]
    return Bilingual(
        f"{checks.zh.rstrip('。')}。是否有误尚不能断定：{words.zh}。请人工核对，不据此认为报告有误。",
        f"{checks.en.rstrip('.')}. Whether one is wrong is not certain: {words.en}. Compare the page; the report is not said to be "
        "wrong.",
    )
