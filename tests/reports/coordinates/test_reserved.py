"""For whom purchases are reserved."""

from __future__ import annotations

import pytest

from pipelines.reports.coordinates.reserved import reserved_for


@pytest.mark.parametrize(
    ("path", "whom"),
    [
        ("采购金额/其中：面向中小企业", "sme"),
        ("2026年政府采购项目/其中：预留给小型、微型企业的项目资金规模", "micro"),
        ("采购金额/合计", ""),
        ("采购金额/非中小企业", None),
        ("采购金额/不面向中小企业", None),
        ("面向中小企业预留比例", None),
        ("面向中小企业（%）", None),
    ],
)
def test_for_whom(path: str, whom: str | None) -> None:
    assert reserved_for(tuple(path.split("/"))) == whom
