"""Public bodies are told by how their names end."""

from __future__ import annotations

import pytest

from pipelines.reports.tables.unit_names import is_unit_name


@pytest.mark.parametrize(
    ("name", "is_one"),
    [
        ("某市卫生健康委员会", True),
        ("某市卫生健康委", True),
        ("某局（本级）", True),
        ("某局数据中心", True),
        ("中心设备购置", False),
    ],
)
def test_a_body_is_told_by_the_end_of_its_name(name: str, is_one: bool) -> None:
    assert is_unit_name(name) is is_one
