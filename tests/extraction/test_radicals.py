"""Radical forms and the characters they look like."""

from __future__ import annotations

import unicodedata

import pytest

from pipelines.extraction.radicals import RADICALS
from pipelines.extraction.text import normalize


@pytest.mark.parametrize(("radical", "char"), [("⻔", "门"), ("⻘", "青"), ("\u2f3e", "户"), ("⻋", "车")])
def test_the_ordinary_character(radical: str, char: str) -> None:
    assert RADICALS[radical] == char
    assert normalize(radical) == char


def test_every_key_is_a_radical_and_no_value_is_one() -> None:
    assert all(len(key) == len(value) == 1 for key, value in RADICALS.items())
    assert all("RADICAL" in unicodedata.name(key) for key in RADICALS)
    assert not RADICALS.keys() & set(RADICALS.values())
