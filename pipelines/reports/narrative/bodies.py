"""Sentences that tell one amount a body: 局本级支出预算9万元，公证处支出预算4万元.

Belongs here: telling such sentences from those about the report's own body. Behind the names of two bodies totals are theirs, not the
report's: they keep their words and lose their subject. Units that the report lists are compared with its tables by their names, in dbt.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipelines.reports.narrative.drafts import Draft
from pipelines.reports.narrative.subjects import FLOWS, renamed

_TOTALS = FLOWS | {"basic", "project", "personnel", "operating"}
#: The name of a body at the beginning of a clause, before what is told of it.
_BODY = re.compile(
    r"(?:其中|包括)?(?P<body>[\u4e00-\u9fff]{1,24}?(?:[局委院部办厅会处校站所队室馆司署社园]|中心|街道|学院|公司|单位)"
    r"|[\u4e00-\u9fff]{,24}?(?:机关|本级))"
    r"(?:20\d\d|本年|当年|安排|预算|决算|收入|支出|基本|项目|人员|公用|为|共|$)"
)
_CLAUSE = re.compile(r"[^,;:。、()\d万元%]+(?:20\d\d年[^,;:。、()\d]*)?$")


def settle_bodies(drafts: Sequence[Draft]) -> None:
    """Take the subject from the totals of a sentence (its ``drafts``) that tells them of several bodies."""
    told = [draft for draft in drafts if draft.role == "amount" and draft.told_as == "stated"]
    bodies = [_body(draft) for draft in told]
    if len({body for body in bodies if body}) < 2:
        return
    theirs = {draft.group_no for draft, body in zip(told, bodies, strict=True) if body}
    for draft in told:
        # 本级支出9万元，其中基本支出5万元: what is listed as a part of it is its too.
        if draft.whole is not None and draft.whole.group_no in theirs:
            theirs.add(draft.group_no)
        if draft.group_no in theirs and draft.subject.key in _TOTALS:
            for other in drafts:
                if other.group_no == draft.group_no:
                    other.subject = renamed(other.subject, None)


def _body(draft: Draft) -> str | None:
    clause = _CLAUSE.search(draft.paragraph.folded, 0, draft.figure.start)
    found = _BODY.match(clause[0]) if clause else None
    return found["body"] if found else None
