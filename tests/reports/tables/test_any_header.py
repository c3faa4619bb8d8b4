"""Headers however they are printed: what a column holds does not depend on blanks, breaks, merged cells or the order of columns."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pipelines.reports.tables.columns import read_columns
from pipelines.reports.tables.headers import Header, find_header
from pipelines.reports.tables.units import MULTIPLIERS
from pipelines.reports.vocabulary import header_words, table_kinds
from specimens.random_layouts.columns import depth_of, header_rows
from tests.reports.spelling import foreign, wrapped
from tests.reports.tables.sheets import sheet

Path = tuple[str, ...]
#: What a column holds: its measure, its field, what its values are, the year and the unit its header names.
Meaning = tuple[str | None, str | None, str, int | None, str | None]

LABELS: list[Path] = [("科目编码",), ("科目名称",)]
#: Kinds whose columns stand side by side for themselves: no halves, no forms.
KINDS = st.sampled_from(
    [kind.key for kind in table_kinds() if kind.is_money_table and not kind.is_two_sided and not kind.is_form]
)
ANY_KIND = st.sampled_from([kind.key for kind in table_kinds()]) | st.none()
#: Every header of amounts that the seed lists, in the shortest way it may be printed.
PATHS = sorted(
    {
        tuple(segment.replace("*", "") for segment in word.segments)
        for word in header_words()
        if word.role == "measure" and all(segment.replace("*", "") for segment in word.segments)
    }
)
COLUMNS = st.lists(st.sampled_from(PATHS), min_size=1, max_size=5, unique=True).filter(
    lambda paths: not any(one != other and one == other[: len(one)] for one in paths for other in paths)
)


def _meanings(paths: Sequence[Path], kind: str) -> list[Meaning]:
    header = Header((0,), frozenset(), tuple(paths))
    return [
        (
            column.measure_key,
            column.field_key,
            column.value_type,
            column.amount_year,
            column.unit.label if column.unit else None,
        )
        for column in read_columns(header, kind, 2024)
    ]


def _header(paths: Sequence[Path], *, is_split: bool = False, numbers: Sequence[str] = ()) -> Header:
    """The header that is found above two rows of figures, printed with merged cells or each for itself."""
    rows = header_rows(list(paths), depth_of(list(paths)), is_split=is_split)
    figures = ["1.00"] * (len(paths) - len(LABELS))
    body = [["201", "一般公共服务支出", *figures], ["20103", "政府办公厅（室）及相关机构事务", *figures]]
    return find_header(sheet([*rows, *([list(numbers)] if numbers else []), *body]))


@given(st.data(), KINDS, COLUMNS)
def test_blanks_breaks_and_wide_characters_change_no_column(
    data: st.DataObject, kind: str, columns: list[Path]
) -> None:
    printed = [tuple(data.draw(wrapped(segment)) for segment in path) for path in columns]
    assert _meanings([*LABELS, *printed], kind) == _meanings([*LABELS, *columns], kind)


@given(st.data(), KINDS, COLUMNS)
def test_columns_in_another_order_hold_what_they_held(data: st.DataObject, kind: str, columns: list[Path]) -> None:
    order = data.draw(st.permutations(range(len(columns))))
    said = _meanings([*LABELS, *columns], kind)[len(LABELS) :]
    moved = _meanings([*LABELS, *(columns[number] for number in order)], kind)[len(LABELS) :]
    assert moved == [said[number] for number in order]


@given(COLUMNS, st.booleans(), st.sampled_from(["", "栏次", "**"]))
def test_a_header_is_found_whole_in_merged_cells_and_in_single_ones(
    columns: list[Path], is_split: bool, word: str
) -> None:
    paths = [*LABELS, *sorted(columns)]
    # 合计 alone in its row, over the number of its column, may be the row of a total.
    assume(not is_split or sum(len(path) == depth_of(paths) for path in paths) > 1)
    numbers = ["**" if word == "**" else "", word, *map(str, range(1, len(columns) + 1))]
    plain = _header(paths, is_split=is_split)
    numbered = _header(paths, is_split=is_split, numbers=numbers)
    assert plain.paths == numbered.paths == tuple(paths)
    assert numbered.numbering_rows == {len(plain.rows)}


@given(st.data(), KINDS, COLUMNS, st.sampled_from(sorted(MULTIPLIERS)))
def test_a_unit_in_brackets_is_told_and_changes_no_amount(
    data: st.DataObject, kind: str, columns: list[Path], unit: str
) -> None:
    number = data.draw(st.integers(0, len(columns) - 1))
    *above, last = columns[number]
    assume("元" not in "".join(columns[number]))
    ways = ("{}（{}）", "{}（单位：{}）", "{}\n({})", "{}（人民币{}）")
    text = data.draw(wrapped(data.draw(st.sampled_from(ways)).replace("\n", "").format(last, unit)))
    with_unit = [*columns[:number], (*above, text), *columns[number + 1 :]]
    said = _meanings([*LABELS, *columns], kind)
    told = _meanings([*LABELS, *with_unit], kind)
    place = len(LABELS) + number
    assert [each[:4] for each in told] == [each[:4] for each in said]
    assert told[place][4] == unit


@given(KINDS, COLUMNS, foreign(2, 8))
def test_a_header_nobody_taught_says_nothing_of_its_column_and_changes_no_other(
    kind: str, columns: list[Path], words: str
) -> None:
    said = _meanings([*LABELS, *columns], kind)
    told = _meanings([*LABELS, *columns, (words,)], kind)
    assert told[:-1] == said
    assert told[-1][:2] == (None, None)


@settings(max_examples=300)
@given(ANY_KIND, st.lists(st.lists(st.text(max_size=8), max_size=4).map(tuple), max_size=6))
def test_whatever_a_header_prints_it_is_read(kind: str | None, paths: list[Path]) -> None:
    columns = read_columns(Header((0,), frozenset(), tuple(paths)), kind, 2024)
    assert [column.col for column in columns] == list(range(len(paths)))
    assert all(column.measure_key is None or column.field_key is None for column in columns)


@settings(max_examples=300)
@given(
    st.lists(st.lists(st.text("收支合计基本1.0 元其中(", max_size=5), min_size=3, max_size=3), min_size=1, max_size=9)
)
def test_whatever_a_table_prints_its_header_are_its_first_rows(rows: list[list[str]]) -> None:
    header = find_header(sheet(rows))
    assert header.rows == tuple(range(len(header.rows)))
    assert header.numbering_rows <= set(header.rows)
    assert len(header.paths) == 3
    printed = {text for row in header.rows for text in rows[row]}
    assert {text for path in header.paths for text in path} <= printed
