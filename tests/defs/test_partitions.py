"""Partition keys: readable, stable under renaming, and following the raw folder."""

from __future__ import annotations

import os

import dagster as dg

from pipelines.defs.partitions import is_key_of, key_of, partition_key, range_tags, update_partitions
from pipelines.documents.names import shown

ONE, OTHER = "1" * 64, "2" * 64


def test_a_key_is_the_stem_and_the_start_of_the_hash() -> None:
    assert partition_key("2024/青山区 部门预算.pdf", ONE) == "青山区 部门预算-1111111111"
    assert is_key_of("whatever-1111111111", ONE) and not is_key_of("whatever-1111111111", OTHER)


def test_a_key_holds_nothing_dagster_reads_as_a_range_or_a_list() -> None:
    key = partition_key('a...b,"c"\n.pdf', ONE)
    assert not any(bad in key for bad in ("..", ",", '"', "\n"))


def test_a_key_of_a_name_in_other_bytes_is_plain_text() -> None:
    name = shown(os.fsdecode("预算\n\u202e.pdf".encode("gb18030")))
    key = partition_key(name, ONE)
    assert key == "_xd4_xa4_xcb_xe3_x0a_x816_xa71-1111111111"
    with dg.DagsterInstance.ephemeral() as instance:
        assert update_partitions(instance, {ONE: name}) == [key]
        assert list(instance.get_dynamic_partitions("documents")) == [key]


def test_partitions_follow_the_folder_and_survive_renaming() -> None:
    with dg.DagsterInstance.ephemeral() as instance:
        assert update_partitions(instance, {ONE: "a.pdf", OTHER: "b.pdf"}) == ["a-1111111111", "b-2222222222"]
        assert update_partitions(instance, {ONE: "renamed.pdf"}) == []
        keys = instance.get_dynamic_partitions("documents")
        assert list(keys) == ["a-1111111111"]
        assert key_of(ONE, keys) == "a-1111111111" and key_of(OTHER, keys) is None


def test_a_range_reaches_from_the_first_document_to_the_last_whatever_their_order() -> None:
    with dg.DagsterInstance.ephemeral() as instance:
        ids = {letter * 64: f"{letter}.pdf" for letter in "abcd"}
        update_partitions(instance, ids)
        keys = list(instance.get_dynamic_partitions("documents"))
        tags = range_tags(instance, [keys_id for keys_id in reversed(ids) if not keys_id.startswith("d")])
        chosen = [partition_key(f"{letter}.pdf", letter * 64) for letter in "abc"]
        ends = sorted(keys.index(key) for key in chosen)
        assert set(tags.values()) == {keys[ends[0]], keys[ends[-1]]}
        assert tags["dagster/asset_partition_range_start"] == keys[ends[0]]


def test_documents_without_a_partition_make_no_range() -> None:
    with dg.DagsterInstance.ephemeral() as instance:
        update_partitions(instance, {"a" * 64: "a.pdf"})
        assert range_tags(instance, ["f" * 64]) == {}
