"""The language of what commands print: a reader's choice, else that of the machine.

Belongs here: the option and the choice. Texts come in both languages from where they are made.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Any

import typer


class Language(StrEnum):
    """A language of texts; its value ends the names of their columns (``title_zh``)."""

    CHINESE = "zh"
    ENGLISH = "en"


LanguageOption = Annotated[
    Language | None, typer.Option("--lang", help="Language of the texts; if not given, that of your locale.")
]


def language_of(chosen: Language | None, environment: Mapping[str, str] = os.environ) -> Language:
    """Return the language chosen, else that of the locale (``LC_ALL``, ``LC_MESSAGES``, ``LANG``), else English."""
    if chosen is not None:
        return chosen
    locale = next((environment[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(name)), "")
    return Language.CHINESE if locale.casefold().startswith("zh") else Language.ENGLISH


def text_in(both: tuple[str, str], language: Language) -> str:
    """Return one of the words that stand side by side in Chinese and in English."""
    return both[0 if language is Language.CHINESE else 1]


def text_of(row: Mapping[str, Any], name: str, language: Language) -> str:
    """Return the text ``name`` of a row in the language, else in the other one, else nothing."""
    other = Language.ENGLISH if language is Language.CHINESE else Language.CHINESE
    return row.get(f"{name}_{language}") or row.get(f"{name}_{other}") or ""
