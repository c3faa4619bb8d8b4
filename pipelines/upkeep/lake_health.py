"""Whether the lake holds what is published, and can be written.

Belongs here: that look. Where there is to be no lake, there is nothing to see.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipelines.settings import Settings, SettingsError
from pipelines.upkeep.health import Health
from pipelines.warehouse.lake import is_behind
from pipelines.warehouse.lake_catalogue import read_catalogue
from pipelines.warehouse.lake_extension import LakeError, extension_path
from pipelines.warehouse.publication import WarehouseInUseError


def look_at_lake(settings: Settings) -> Iterator[Health]:
    """Look at extension, settings and catalogue."""
    lake_dir = settings.lake_dir()
    if lake_dir is None:
        return
    try:
        extension_path()
        settings.lake_snapshots()
        if is_behind(settings.published_path, lake_dir):
            yield Health("lake", "note", f"{lake_dir} does not hold what is published yet", "yusuan run")
            return
        catalogue = read_catalogue(lake_dir)
    except (LakeError, SettingsError, WarehouseInUseError) as error:
        yield Health("lake", "problem", str(error), "mend it, then yusuan run; the warehouse is not touched by it")
        return
    count = len(catalogue.snapshots) if catalogue else 0
    yield Health("lake", "ok", f"holds what is published; snapshots: {count:,}, in {lake_dir}")
