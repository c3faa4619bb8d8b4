"""The picture ``yusuan show`` writes: its name when none is given."""

from __future__ import annotations

import pytest

from pipelines.cli.show import picture_of


@pytest.mark.parametrize(
    ("file_name", "picture"),
    [
        ("2024/青山区 部门预算.pdf", "青山区 部门预算-p7.png"),
        (r"./\xd4\xa4.pdf", "_xd4_xa4-p7.png"),
        ("~a.b.pdf", "~a.b-p7.png"),
    ],
)
def test_it_is_the_reports_name_and_the_page(file_name: str, picture: str) -> None:
    assert str(picture_of(file_name, 7)) == picture


def test_it_is_never_longer_than_a_file_name_may_be() -> None:
    for name in ("长" * 83 + ".pdf", r"\xd4" * 250 + ".pdf"):
        assert len(str(picture_of(name, 2000)).encode()) <= 255
