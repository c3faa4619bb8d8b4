"""Public bodies are told by how their names end."""

from __future__ import annotations

import pytest

from pipelines.reports.tables.unit_names import is_surely_unit_name, is_unit_name


@pytest.mark.parametrize(
    ("name", "is_one"),
    [
        ("某市卫生健康委员会", True),
        ("某市卫生健康委", True),
        ("某局（本级）", True),
        ("某局数据中心", True),
        ("某市东郊监狱", True),
        ("某市第一中学", True),
        ("中心设备购置", False),
    ],
)
def test_a_body_is_told_by_the_end_of_its_name(name: str, is_one: bool) -> None:
    assert is_unit_name(name) is is_one


@pytest.mark.parametrize(
    ("name", "is_one"),
    [
        ("某市卫生健康委员会", True),
        ("某区人民政府某街道办事处", True),
        ("某局（本级）", True),
        ("综合处", False),
        ("办公室", False),
        ("各区县", False),
    ],
)
def test_a_division_of_a_department_is_no_unit_for_certain(name: str, is_one: bool) -> None:
    assert is_surely_unit_name(name) is is_one
