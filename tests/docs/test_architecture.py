"""The pages for those who work on it say what the code says: rooms, files, budgets, targets."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from pipelines.workers import Budget, Budgets
from tests.test_rooms import ROOMS

ROOT = Path(__file__).parents[2]
ARCHITECTURE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
#: Where a path of these pages may begin.
STARTS = ("", "pipelines", "dbt_project", "dbt_project/seeds", "dbt_project/seeds/vocabulary")
_NAMED = re.compile(r"`([\w/]+\.(?:py|sql|csv|toml))`")


def _named_files(text: str) -> list[str]:
    """Every file a page names; one without a folder is in the folder of the last one named before it in the line."""
    found = []
    for line in text.splitlines():
        folder = ""
        for name in _NAMED.findall(line):
            folder = name.rpartition("/")[0] or folder
            found.append(name if "/" in name or not folder else f"{folder}/{name}")
    return found


@pytest.mark.parametrize("page", [ARCHITECTURE, CONTRIBUTING], ids=["architecture", "contributing"])
def test_every_file_that_is_named_is_there(page: str) -> None:
    named = _named_files(page)
    assert len(named) > 10
    # A user's own list.
    wanted = [name for name in named if not name.startswith("data/")]
    assert [name for name in wanted if not any((ROOT / start / name).is_file() for start in STARTS)] == []


def test_rooms_are_told_in_their_order() -> None:
    told = re.findall(r"^\*\*(\w+)\*\* — ", ARCHITECTURE, flags=re.MULTILINE)
    assert tuple(told) == ROOMS


def test_the_budgets_told_are_the_defaults() -> None:
    for kind in fields(Budgets):
        budget = kind.default
        assert isinstance(budget, Budget)
        row = f"| {kind.name} | {budget.seconds} | {budget.page_seconds} | {budget.memory_mb:,} MB |"
        assert row in ARCHITECTURE


def test_the_targets_of_make_that_are_named_exist() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"`?make ([a-z-]+)", CONTRIBUTING))
    assert targets >= {"test", "lint", "docs"}
    assert {target for target in targets if not re.search(rf"^{target}:", makefile, flags=re.MULTILINE)} == set()
