"""The language of texts: chosen, else the locale's; a text that is missing in it is told in the other."""

from __future__ import annotations

from pipelines.cli.language import Language, language_of, text_of


def test_what_is_chosen_outranks_the_locale() -> None:
    assert language_of(Language.ENGLISH, {"LANG": "zh_CN.UTF-8"}) is Language.ENGLISH


def test_the_locale_decides_by_its_usual_order() -> None:
    assert language_of(None, {"LANG": "zh_CN.UTF-8"}) is Language.CHINESE
    assert language_of(None, {"LC_ALL": "C.UTF-8", "LANG": "zh_CN.UTF-8"}) is Language.ENGLISH
    assert language_of(None, {"LC_ALL": "", "LANG": "zh_TW"}) is Language.CHINESE
    assert language_of(None, {}) is Language.ENGLISH


def test_a_text_missing_in_the_language_is_told_in_the_other() -> None:
    assert text_of({"title_zh": "甲", "title_en": "a"}, "title", Language.CHINESE) == "甲"
    assert text_of({"title_zh": "甲", "title_en": None}, "title", Language.ENGLISH) == "甲"
    assert text_of({}, "title", Language.ENGLISH) == ""
