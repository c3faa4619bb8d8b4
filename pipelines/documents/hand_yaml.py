"""YAML lists that people write: one entry after the other, each costing itself alone if it is no good.

Belongs here: entries and their line numbers, as ``hand_lists`` gives them for CSV. Anchors and merges (``<<: *common``) work, so that
what many entries share is written once. What the values mean is for ``sources`` to say.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import yaml

from pipelines.documents.hand_lists import (
    HandList,
    ListedRow,
    ListProblem,
    UnreadableListError,
    bytes_of_list,
    hint_of_column,
)

#: A list of ten thousand files has a fifth of this; YAML takes its time.
_MAX_BYTES = 10_000_000


def read_hand_yaml(
    path: Path, columns: Sequence[str], optional: Sequence[str] = (), *, other_names: Mapping[str, str] | None = None
) -> HandList:
    """Return what a list of mappings says; a missing file says nothing. Raises nothing for whatever lies at ``path``.

    Arguments as of ``hand_lists.read_hand_list``; an entry's number is that of its first line. Keys that begin with "x-" are passed over.
    """
    try:
        content = bytes_of_list(path, _MAX_BYTES)
    except FileNotFoundError:
        return HandList()
    except UnreadableListError as error:
        return HandList(problems=(ListProblem(None, str(error)),))
    loader: yaml.SafeLoader | None = None
    try:
        loader = yaml.SafeLoader(content)
        root = loader.get_single_node()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        line_no = mark.line + 1 if mark is not None else None
        return HandList(
            problems=(ListProblem(line_no, f"it is no YAML there ({error.problem}); nothing of the list was read"),)
        )
    except (yaml.YAMLError, UnicodeError, RecursionError) as error:
        return HandList(problems=(ListProblem(None, f"it is no YAML ({type(error).__name__}); save it as UTF-8"),))
    if root is None:
        return HandList()
    if not isinstance(root, yaml.SequenceNode):
        words = f"it must be a list: each entry begins with “- ” and has {', '.join(columns)}"
        return HandList(problems=(ListProblem(root.start_mark.line + 1, words),))
    rows: list[ListedRow] = []
    problems: list[ListProblem] = []
    for node in root.value:
        line_no = node.start_mark.line + 1
        found = _entry(loader, node, columns, (*columns, *optional), other_names or {})
        if isinstance(found, str):
            problems.append(ListProblem(line_no, found))
            continue
        values, unknown = found
        problems += [ListProblem(line_no, words) for words in unknown]
        rows.append(ListedRow(line_no, values))
    return HandList(tuple(rows), tuple(problems))


def _entry(
    loader: yaml.SafeLoader,
    node: yaml.Node,
    columns: Sequence[str],
    known: Sequence[str],
    other_names: Mapping[str, str],
) -> tuple[dict[str, str], list[str]] | str:
    """Return an entry's values and what is told of its unknown keys, or what is wrong with it."""
    if not isinstance(node, yaml.MappingNode):
        return "it is no entry; write “- url: …” and below it “  file_name: …”"
    try:
        loader.flatten_mapping(node)
    except (yaml.YAMLError, RecursionError):
        return "what it takes over with << is no mapping; write it out"
    values = dict.fromkeys(known, "")
    unknown: list[str] = []
    for key_node, value_node in node.value:
        key = str(key_node.value).strip().casefold() if isinstance(key_node, yaml.ScalarNode) else "?"
        key = other_names.get(key, key)
        if key.startswith("x-"):
            continue
        if key not in known:
            unknown.append(f"{key!r} is not known and was not read; {hint_of_column(key, known)}")
        elif not isinstance(value_node, yaml.ScalarNode):
            return f"{key} holds a list or more entries, where one value belongs"
        else:
            is_null = value_node.tag == "tag:yaml.org,2002:null"
            values[key] = "" if is_null else str(value_node.value).strip()
    missing = [column for column in columns if not values[column]]
    return f"it has no {' and no '.join(missing)}" if missing else (values, unknown)
