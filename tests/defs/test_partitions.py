"""Partition keys: readable, stable under renaming, and following the raw folder."""

from __future__ import annotations

import os

import dagster as dg

from pipelines.defs.partitions import is_key_of, key_of, partition_key, update_partitions
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
