"""The division that a body's name reveals."""

from __future__ import annotations

import pytest

from pipelines.reports.places import division_of


@pytest.mark.parametrize(
    ("body", "name", "code"),
    [
        ("中国共产党武汉市青山区委员会组织部", "武汉市青山区", "420107"),
        ("上海市普陀区财政局", "上海市普陀区", "310107"),
        ("江苏省教育厅", "江苏省", "320000"),
    ],
)
def test_the_longest_division_the_name_begins_with(body: str, name: str, code: str) -> None:
    found = division_of(body)
    assert found is not None
    assert (found.name, found.code) == (name, code)


def test_a_name_that_several_divisions_have_has_no_code() -> None:
    found = division_of("普陀区财政局")
    assert found is not None
    assert (found.name, found.code) == ("普陀区", None)


@pytest.mark.parametrize("body", [None, "", "教育学院", "城区建设办公室"])
def test_a_name_that_begins_with_no_division(body: str | None) -> None:
    assert division_of(body) is None
