"""Partitions: one a document, found in the raw folder as it is scanned."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath

import dagster as dg

#: A partition a document; keys come and go with the files in the raw folder.
documents = dg.DynamicPartitionsDefinition(name="documents")

#: Digits of the document's hash in a key: ten tell a million documents apart, and the stem is for people.
_HASH_DIGITS = 10
_STEM_LENGTH = 80
#: How Dagster is told which partitions a run is over.
_RANGE_START = "dagster/asset_partition_range_start"
_RANGE_END = "dagster/asset_partition_range_end"


def partition_key(file_name: str, document_id: str) -> str:
    """Return a readable, stable key: the file's stem and the start of its hash."""
    return f"{plain(PurePosixPath(file_name).stem[:_STEM_LENGTH])}-{document_id[:_HASH_DIGITS]}"


def plain(text: str) -> str:
    """Return the text as it may stand in a key.

    Dagster writes ranges as "a...b" and lists with commas; control characters break its web page. A backslash would be an escape to whoever
    copies the key.
    """
    return "".join(char if char.isprintable() and char not in ',"\\' else "_" for char in text).replace("..", "_")


def key_of(document_id: str, keys: Iterable[str]) -> str | None:
    """Return the key among ``keys`` that stands for a document, under whatever file name it was first seen."""
    return next((key for key in keys if key.endswith(f"-{document_id[:_HASH_DIGITS]}")), None)


def range_tags(instance: dg.DagsterInstance, document_ids: Iterable[str]) -> dict[str, str]:
    """Return the tags of a run over the partitions from the first of these documents to the last.

    What lies between and is read already is not read again. No tags if none of them has a partition.
    """
    keys = instance.get_dynamic_partitions(documents.name or "")
    positions = sorted(keys.index(key) for document_id in document_ids if (key := key_of(document_id, keys)))
    if not positions:
        return {}
    return {_RANGE_START: keys[positions[0]], _RANGE_END: keys[positions[-1]]}


def digits_of(key: str) -> str:
    """Return the digits of its document's hash that a key ends with."""
    return key.rsplit("-", 1)[-1]


def digits_of_document(document_id: str) -> str:
    """Return the digits that the key of a document ends with."""
    return document_id[:_HASH_DIGITS]


def is_key_of(key: str, document_id: str) -> bool:
    """True if the key stands for that document."""
    return key.endswith(f"-{document_id[:_HASH_DIGITS]}")


def update_partitions(instance: dg.DagsterInstance, documents_by_id: dict[str, str]) -> Sequence[str]:
    """Let the partitions be the accepted documents (file name by id); returns the keys that are new."""
    known = instance.get_dynamic_partitions(documents.name or "")
    by_hash = {key.rsplit("-", 1)[-1]: key for key in known}
    wanted = {document_id[:_HASH_DIGITS]: (name, document_id) for document_id, name in documents_by_id.items()}
    new = [partition_key(name, document_id) for digits, (name, document_id) in wanted.items() if digits not in by_hash]
    if new:
        instance.add_dynamic_partitions(documents.name or "", new)
    for digits, key in by_hash.items():
        if digits not in wanted:
            instance.delete_dynamic_partition(documents.name or "", key)
    return new
