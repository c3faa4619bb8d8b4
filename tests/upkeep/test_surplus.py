"""What may go is found by kind; what readers or the next run need is never among it."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from pipelines.upkeep.ages import Ages
from pipelines.upkeep.surplus import Surplus, find_surplus, size_of
from tests.upkeep.conftest import LONG_AGO, NOW, Grown


def find(grown: Grown, ages: Ages | None = None, *, is_run_at_work: bool = False) -> dict[str, Surplus]:
    found = find_surplus(grown.settings, ages or Ages(), NOW, grown.publication, is_run_at_work=is_run_at_work)
    return {kind.kind: kind for kind in found}


def files(kind: Surplus) -> list[Path]:
    return sorted(
        file for path in kind.paths for file in ([path] if path.is_file() else path.rglob("*")) if file.is_file()
    )


def test_each_kind_is_found_with_its_size_and_nothing_else(grown: Grown) -> None:
    found = find(grown)
    assert {name: files(kind) for name, kind in found.items()} == {
        name: sorted(paths) for name, paths in grown.surplus.items()
    }
    assert {name: kind.size_bytes for name, kind in found.items()} == {
        name: 100 * len(paths) for name, paths in grown.surplus.items()
    }


def test_young_things_stay(grown: Grown) -> None:
    assert set(find(grown, Ages(before_days=1000, rest_days=1000))) == {"leftovers", "other versions"}
    grown.publication = replace(grown.publication, published_at=NOW - timedelta(days=1))
    assert "publication before" not in find(grown)
    assert "publication before" in find(grown, Ages(before_days=0))


def test_of_a_run_at_work_nothing_is_a_leftover(grown: Grown) -> None:
    assert "leftovers" not in find(grown, is_run_at_work=True)


def test_half_of_a_candidate_is_a_leftover_and_no_kept_candidate(grown: Grown) -> None:
    settings = grown.settings
    (settings.kept_dir / "kept.json").rename(settings.kept_dir / "candidate.duckdb")
    os.utime(settings.kept_dir, (LONG_AGO.timestamp(), LONG_AGO.timestamp()))
    found = find(grown)
    assert settings.kept_dir in found["leftovers"].paths
    assert settings.kept_dir not in found["kept candidate"].paths
    assert settings.kept_dir in find(grown, is_run_at_work=True)["kept candidate"].paths


def test_before_this_version_has_published_readings_of_the_other_are_needed(grown: Grown) -> None:
    grown.publication = replace(grown.publication, extractor_version="2020.0")
    assert "other versions" not in find(grown)


def test_with_nothing_published_no_publication_is_the_one_before(grown: Grown) -> None:
    settings = grown.settings
    found = find_surplus(settings, Ages(0, 0, 0), NOW, None, is_run_at_work=False)
    assert not {"publication before", "other versions"} & {kind.kind for kind in found}


def test_where_the_link_tells_nothing_no_version_goes(grown: Grown) -> None:
    for link in (grown.settings.parquet_dir / "current", grown.settings.site_dir):
        link.unlink()
        link.symlink_to("elsewhere")
    assert "publication before" not in find(grown)


def test_a_report_that_is_there_under_another_name_is_not_gone(grown: Grown) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    path = grown.settings.hand_over_dir / "files.parquet"
    table = pq.read_table(path)
    rows = table.to_pylist()
    rows.append(
        next(row for row in rows if row["document_id"][0] == "b") | {"file_name": "z.pdf", "status": "duplicate"}
    )
    pq.write_table(pa.Table.from_pylist(rows, schema=table.schema), path)
    assert "gone reports" not in find(grown)


def test_a_link_weighs_nothing_but_itself(tmp_path: Path) -> None:
    (tmp_path / "there").write_bytes(b"x" * 10_000)
    (tmp_path / "link").symlink_to("there")
    assert size_of(tmp_path / "link") < 100
    assert size_of(tmp_path) >= 10_000 and size_of(tmp_path / "missing") == 0


def test_what_another_folder_has_too_is_not_made_room_by_taking_one_of_them(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "one" / "common").write_bytes(b"x" * 9_000)
    (tmp_path / "one" / "own").write_bytes(b"x" * 100)
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "common").hardlink_to(tmp_path / "one" / "common")
    assert size_of(tmp_path / "one") == 100
    assert size_of(tmp_path / "one" / "common") == 9_000
