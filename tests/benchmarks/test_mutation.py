"""A small mutation trial: clean reports are not blamed, faults are found and named, misread cells told apart."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from benchmarks.mutation import bases as clean
from benchmarks.mutation.bases import Base, make_bases
from benchmarks.mutation.faults import MAKERS, Fault
from benchmarks.mutation.injection import inject
from benchmarks.mutation.misreading import KINDS, misread
from benchmarks.mutation.page import both_right, scores
from benchmarks.mutation.trial import draw, run
from pipelines.extraction import extract_document
from specimens.families.styles import STYLES
from specimens.typeset import LOOKS, typeset

FEW = ("shanghai", "suzhou", "ministry_final", "bottom_totals")


@pytest.fixture(scope="module")
def bases(tmp_path_factory: pytest.TempPathFactory) -> list[Base]:
    """Clean reports; making them fails if a rule blames one."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clean, "STYLES", {name: STYLES[name] for name in FEW})
        return make_bases(tmp_path_factory.mktemp("clean"), [7])


@pytest.mark.slow
def test_single_faults_are_found_and_named(bases: list[Base], tmp_path: Path) -> None:
    cases = run(draw(bases, 4 * len(MAKERS), 1, seed=5), tmp_path)
    score = scores(cases)["all"]
    assert score.detected >= 0.97 * score.revealable
    assert score.right >= 0.92 * score.revealable, [
        (case.base.name, case.faults) for case in cases if case.revealable[0] and not case.verdicts[0].is_right
    ]


@pytest.mark.slow
def test_of_two_faults_both_are_named(bases: list[Base], tmp_path: Path) -> None:
    cases = run(draw(bases, 2 * len(MAKERS), 2, seed=5), tmp_path)
    assert both_right(cases) >= 0.8 * len(cases)


@pytest.mark.parametrize("kind", KINDS)
def test_misread_cells_are_told_from_misprints(bases: list[Base], kind: str) -> None:
    chance = random.Random(kind)
    for _ in range(5):
        found = misread(chance.choice(bases), kind, chance)
        assert found.is_told, (found.base.name, found.page_no)


def test_a_fault_put_into_the_cells_is_what_a_misprinted_page_gives(bases: list[Base], tmp_path: Path) -> None:
    base = next(base for base in bases if base.name == "reference")
    figure = next(f for f in base.case.figures.values() if f.value_text == "760,320.00" and f.table_kind is not None)
    grid = base.report.tables[5].grids[0]
    row = next(number for number, texts in enumerate(grid) if "760,320.00" in texts)
    misprinted = base.report.with_cell(6, row, grid[row].index("760,320.00"), "706,320.00")
    path = tmp_path / "misprinted.pdf"
    path.write_bytes(typeset(misprinted, LOOKS[base.look]).pdf)
    printed = extract_document(path, "f" * 64)
    injected = inject(base, [Fault("transposed_digits", {figure.source_id: "706,320.00"})], "f" * 64)
    for page, other in zip(printed.pages, injected.pages, strict=True):
        assert page.conservation.status == other.conservation.status != "fails"
        texts = [[cell.text for cell in grid.cells] for grid in page.grids]
        assert texts == [[cell.text for cell in grid.cells] for grid in other.grids]
