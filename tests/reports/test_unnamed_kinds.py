"""A point of the cube without a name is a kind whose key spells it out, there and back."""

from __future__ import annotations

import csv

import pytest

from pipelines.reports.coordinates.titles import kind_axes
from pipelines.reports.seeds import SEEDS
from pipelines.reports.unnamed_kinds import axes_of_unnamed, model_of_unnamed, unnamed_kind
from pipelines.reports.vocabulary import header_words, is_among, table_kind


@pytest.mark.parametrize(
    ("point", "kind"),
    [
        (("expenditure", "fiscal", "", ""), "expenditure.fiscal.total"),
        (("expenditure", "", "basic", "function"), "expenditure.all.basic.function"),
        (("both", "general_public", "", ""), "both.general_public.total"),
        (("revenue", "fiscal", "", ""), None),  # nothing known is printed like it
        (("expenditure", "", "", "use"), None),
        (("", "fiscal", "", ""), None),
    ],
)
def test_a_point_is_spelt_out_where_a_known_kind_is_printed_like_it(
    point: tuple[str, str, str, str], kind: str | None
) -> None:
    assert unnamed_kind(*point) == kind
    if kind:
        axes = axes_of_unnamed(kind)
        assert axes is not None and tuple(axes[axis] for axis in ("flow", "fund", "expenditure_kind", "along")) == point
        assert axes == {**axes, "item": ""} and kind_axes(kind) == axes


def test_the_line_for_a_kind_of_expenditure_goes_before_that_for_any() -> None:
    assert model_of_unnamed("expenditure.fiscal.basic") == "general_public_basic_expenditure"
    assert model_of_unnamed("expenditure.fiscal.basic.function") == "general_public_expenditure"
    assert model_of_unnamed("expenditure.fiscal.remitted_to_superior") == "general_public_expenditure"


def test_a_kind_with_a_name_spells_nothing_out() -> None:
    assert axes_of_unnamed("general_public_expenditure") is None
    assert model_of_unnamed("general_public_expenditure") is None


def test_it_has_the_traits_of_its_model_and_its_own_fund() -> None:
    kind = table_kind("expenditure.fiscal.basic")
    assert kind.is_money_table and not kind.is_two_sided and kind.classification == "economic"
    assert kind.fund_source_key == "fiscal" and table_kind("expenditure.all.project.economic").fund_source_key == "all"
    assert kind.is_printed_as("general_public_basic_expenditure") and not kind.is_printed_as("expenditure_summary")
    assert table_kind("both.general_public.total").is_two_sided


def test_what_is_listed_for_its_model_holds_for_it() -> None:
    word = next(word for word in header_words() if "general_public_basic_expenditure" in word.table_kinds)
    assert is_among("expenditure.fiscal.basic", word.table_kinds)
    assert not is_among("expenditure.fiscal.basic", {"revenue_summary"})
    assert is_among("revenue_summary", {"revenue_summary"}) and not is_among(None, {"revenue_summary"})


def test_every_line_has_a_model_with_a_name() -> None:
    with (SEEDS / "vocabulary/unnamed_points.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert rows and all(table_kind(row["printed_like"]).is_money_table for row in rows)
