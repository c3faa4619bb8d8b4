"""Extracted documents on disk, so that a changed word list or reading rule never makes the pages be read again.

Belongs here: writing an ``ExtractedDocument`` to one Parquet file (a row a page) and reading back an equal one. The
Arrow schema is made from the dataclasses of ``model``, so the two cannot drift apart. When a saved file may be used is
decided by its caller (the file's name carries the hash of the document and of the extracting code).
"""

from __future__ import annotations

import types
import typing
from collections.abc import Sequence
from dataclasses import fields, is_dataclass
from itertools import accumulate, chain
from operator import attrgetter
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from pipelines.extraction import model
from pipelines.extraction.model import ExtractedDocument, ExtractedPage

_SCALARS: dict[Any, pa.DataType] = {str: pa.string(), int: pa.int32(), float: pa.float64(), bool: pa.bool_()}


def save_extraction(document: ExtractedDocument, path: Path) -> None:
    """Write ``document`` to ``path``; the file is whole or it is not there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    schema = pa.schema(list(_arrow_type(ExtractedPage)), metadata={"document_id": document.document_id})
    pages = _array(ExtractedPage, document.pages)
    table = pa.Table.from_arrays(pages.flatten(), schema=schema)
    # Not by ``contract.files``: with it the contract's tables would be part of the version of cells.
    draft = path.with_name(path.name + ".part")
    pq.write_table(table, draft, compression="zstd")
    draft.replace(path)


def load_extraction(path: Path) -> ExtractedDocument | None:
    """Return the document saved at ``path``, equal to what was saved; None if there is none that can be read."""
    try:
        table = pq.read_table(path)
        document_id = (table.schema.metadata or {})[b"document_id"].decode()
    except (FileNotFoundError, pa.ArrowInvalid, KeyError):
        # A file cut short by a full disk is as good as none: the pages are read again.
        return None
    return ExtractedDocument(document_id, tuple(_build(ExtractedPage, row) for row in table.to_pylist()))


def _hints(cls: type) -> dict[str, Any]:
    return typing.get_type_hints(cls, vars(model))


def _arrow_type(hint: Any) -> Any:
    if is_dataclass(hint):
        hints = _hints(typing.cast("type", hint))
        return pa.struct([(item.name, _arrow_type(hints[item.name])) for item in fields(hint)])
    origin = typing.get_origin(hint)
    if origin is tuple:
        return pa.list_(_arrow_type(typing.get_args(hint)[0]))
    if origin is typing.Literal:
        return pa.string()
    if origin in (types.UnionType, typing.Union):
        return _arrow_type(next(arg for arg in typing.get_args(hint) if arg is not type(None)))
    return _SCALARS[hint]


def _array(hint: Any, values: Sequence[Any]) -> pa.Array:
    """Return values of a type as Arrow stores them, column by column: far faster than a dictionary for each cell."""
    if is_dataclass(hint):
        hints = _hints(typing.cast("type", hint))
        names = [item.name for item in fields(hint)]
        columns = [_array(hints[name], list(map(attrgetter(name), values))) for name in names]
        return pa.StructArray.from_arrays(columns, fields=list(_arrow_type(hint)))
    if typing.get_origin(hint) is tuple:
        items = _array(typing.get_args(hint)[0], list(chain.from_iterable(values)))
        return pa.ListArray.from_arrays(pa.array(accumulate(map(len, values), initial=0), pa.int32()), items)
    return pa.array(values, _arrow_type(hint))


def _build(cls: Any, row: dict[str, Any]) -> Any:
    return cls(**{name: builder(row[name]) for name, builder in _builders(cls)})


_BUILDERS: dict[Any, list[tuple[str, Any]]] = {}


def _builders(cls: Any) -> list[tuple[str, Any]]:
    if cls not in _BUILDERS:
        _BUILDERS[cls] = [(name, _builder(hint)) for name, hint in _hints(cls).items()]
    return _BUILDERS[cls]


def _builder(hint: Any) -> Any:
    if is_dataclass(hint):
        return lambda value: _build(hint, value)
    if typing.get_origin(hint) is tuple:
        item = _builder(typing.get_args(hint)[0])
        return lambda values: tuple(map(item, values))
    return _same


def _same(value: Any) -> Any:
    return value
