"""The partition of each document that was read says what is true of that document; sums are said of all of them."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import dagster as dg
import pytest

from pipelines.defs import extracted_report as module
from pipelines.defs.extracted_report import extracted_report
from pipelines.defs.partitions import documents, partition_key
from pipelines.runs import read_step
from pipelines.runs.reading import ReadResult
from pipelines.workers import Problem

IDS = [letter * 64 for letter in "abc"]
NAMES = [f"{letter}.pdf" for letter in "abc"]


@pytest.fixture
def instance(monkeypatch: pytest.MonkeyPatch) -> dg.DagsterInstance:
    """Three documents, of which the first was read before and the last cannot be read."""
    facts = [SimpleNamespace(document_id=one, file_name=name) for one, name in zip(IDS, NAMES, strict=True)]
    results = [
        ReadResult(IDS[1], NAMES[1], 30, 1.25, None),
        ReadResult(IDS[2], NAMES[2], 4, 0.5, Problem("failed", "坏了", "it is broken")),
    ]
    monkeypatch.setattr(module, "run_at_work", lambda context: None)
    monkeypatch.setattr(module, "read_accepted", lambda state: facts)
    monkeypatch.setattr(read_step, "read_new", lambda state, chosen: results)
    found = dg.DagsterInstance.ephemeral()
    found.add_dynamic_partitions(
        documents.name or "", [partition_key(name, one) for name, one in zip(NAMES, IDS, strict=True)]
    )
    return found


def _metadata(instance: dg.DagsterInstance) -> dict[str, dict[str, Any]]:
    """What Dagster's page says of each partition."""
    events = instance.fetch_materializations(extracted_report.key, limit=10).records
    return {
        str(record.partition_key): {key: value.value for key, value in materialized.metadata.items()}
        for record in events
        if (materialized := record.asset_materialization) is not None
    }


def test_each_partition_says_what_is_true_of_its_document(instance: dg.DagsterInstance) -> None:
    keys = [partition_key(name, one) for name, one in zip(NAMES, IDS, strict=True)]
    tags = {"dagster/asset_partition_range_start": keys[0], "dagster/asset_partition_range_end": keys[-1]}
    upstream = dg.SourceAsset("raw_documents")
    assert dg.materialize([upstream, extracted_report], instance=instance, tags=tags).success
    found = _metadata(instance)
    assert set(found) == set(keys)
    assert (found[keys[1]]["file"], found[keys[1]]["pages"], found[keys[1]]["problem"]) == ("b.pdf", 30, "")
    assert (found[keys[2]]["document_id"], found[keys[2]]["problem"]) == (IDS[2], "it is broken")
    assert "file" not in found[keys[0]], "it was read before, by another run"
    assert {one["read_now"] for one in found.values()} == {2} and {one["documents"] for one in found.values()} == {3}
