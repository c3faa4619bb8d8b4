"""Economic classes printed across: the columns that hold one class each, of the department's or of the government's classification.

Belongs here: telling from all headers of a table which columns are classes of one classification (工资福利支出 beside 商品和服务支出, with
their codes before the names or without, 小计 above their subclasses), and the measure of such a column (seed ``economic_columns``). One name alone proves nothing: 其他支出 may be anything, and 对个人和家庭的补助
is of both classifications; the columns beside it tell. What other columns hold belongs to ``headers``.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache

from pipelines.reports.seeds import SEEDS
from pipelines.reports.vocabulary import economic_names, government_economic_names
from pipelines.reports.words import header_segment, without_sum

_CLASS_DIGITS = 3
#: So many columns side by side are classes; fewer may be called so by chance.
_FEWEST = 2
_DEPARTMENT, _GOVERNMENT = "economic", "government_economic"
_NO_CLASSES: Mapping[int, str] = {}
#: A code before a class's name: 301工资福利支出, 301-工资福利支出.
_CODE = re.compile(r"(\d{3})[-—_、.:]?(?=\D)")


def classes_across(paths: Sequence[tuple[str, ...]]) -> Mapping[int, str]:
    """Return the class (301, 501) of each column that holds one, by the paths of all columns; none if two classifications fit."""
    fitting = [found for along in (_DEPARTMENT, _GOVERNMENT) if (found := _classes_of(along, paths))]
    most = max(map(len, fitting), default=0)
    best = [found for found in fitting if len(found) == most]
    return best[0] if len(best) == 1 else _NO_CLASSES


def along_of_classes(paths: Sequence[tuple[str, ...]]) -> str | None:
    """Return the classification that columns run along, None if they run along none."""
    classes = classes_across(paths)
    if not classes:
        return None
    return _DEPARTMENT if next(iter(classes.values())) in _names(_DEPARTMENT).values() else _GOVERNMENT


def above_class(path: tuple[str, ...]) -> tuple[str, ...]:
    """Return the headers above the name of a class, whether the class itself or the sum of its subclasses is the column."""
    return without_sum(path)[:-1]


@cache
def measure_of_class(code: str, expenditure_kind: str) -> str | None:
    """Return the measure of a class within a kind of expenditure (total, basic, project); None if the seed has none."""
    with (SEEDS / "vocabulary/economic_columns.csv").open(newline="", encoding="utf-8") as file:
        return next(
            (
                row["measure_key"]
                for row in csv.DictReader(file)
                if code in (row["economic_code"], row["government_economic_code"]) and row["within"] == expenditure_kind
            ),
            None,
        )


def _classes_of(along: str, paths: Sequence[tuple[str, ...]]) -> dict[int, str]:
    """The columns whose last headers are names of classes, where several of them stand below the same headers."""
    groups: dict[tuple[str, ...], dict[int, str]] = defaultdict(dict)
    for col, path in enumerate(paths):
        code = _code_of(without_sum(path)[-1], along) if path else None
        if code:
            groups[above_class(path)][col] = code
    return {
        col: code
        for found in groups.values()
        if len(found) >= _FEWEST and len(set(found.values())) == len(found)
        for col, code in found.items()
    }


def _code_of(segment: str, along: str) -> str | None:
    """The class a header names; with a code before the name, only if it is that name's."""
    words = header_segment(segment)
    printed = _CODE.match(words)
    if printed is None:
        return _names(along).get(words)
    code = _names(along).get(words[printed.end() :])
    return code if code == printed[1] else None


@cache
def _names(along: str) -> dict[str, str]:
    """Header → the one class of that name."""
    known = economic_names() if along == _DEPARTMENT else government_economic_names()
    classes = {name: [code for code in codes if len(code) == _CLASS_DIGITS] for name, codes in known.items()}
    return {header_segment(name): found[0] for name, found in classes.items() if len(found) == 1}
