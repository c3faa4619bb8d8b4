"""Small files that would cost a reader without limits its time or memory, ten variants a kind: each is refused, with its reason."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from pipelines.documents.files import RawFile, sha256_of
from pipelines.documents.triage_work import triage_files, verdict_of
from pipelines.documents.triaging import Triage
from pipelines.workers import Budget
from specimens.hostile.bombs import KINDS, bomb

pytestmark = pytest.mark.slow

#: Tighter than what a run grants, so that what never ends ends soon.
_BUDGET = Budget(seconds=8, page_seconds=4, memory_mb=1_000)
_VARIANTS = [(kind, seed) for kind in KINDS for seed in range(10)]


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Triage]:
    folder: Path = tmp_path_factory.mktemp("bombs")

    def files() -> Iterator[RawFile]:
        for kind, seed in _VARIANTS:
            _, content = bomb(kind, seed)
            path = folder / f"{kind}_{seed}.pdf"
            path.write_bytes(content)
            yield RawFile(path.name, path, len(content), sha256_of(path))

    return {file.file_name: verdict_of(outcome) for file, outcome in triage_files(files(), _BUDGET, 2)}


@pytest.mark.parametrize(("kind", "seed"), _VARIANTS, ids=[f"{kind}-{seed}" for kind, seed in _VARIANTS])
def test_each_is_refused_with_its_reason(kind: str, seed: int, verdicts: dict[str, Triage]) -> None:
    found = verdicts[f"{kind}_{seed}.pdf"]
    assert found.reason is not None and found.reason.zh and found.reason.en


def test_what_multiplies_meets_a_limit_that_is_named(verdicts: dict[str, Triage]) -> None:
    for seed in range(10):
        why = verdicts[f"multiplies_{seed}.pdf"].reason
        assert why is not None and "budget" in why.en and "预算" in why.zh


def test_a_variant_is_the_same_each_time_and_its_seeds_go_through_all_ways() -> None:
    assert bomb("masses", 6) == bomb("masses", 6)
    ways = KINDS["draws_itself"]
    assert {bomb("draws_itself", seed)[0] for seed in range(len(ways))} == set(ways)
