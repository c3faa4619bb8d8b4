"""What Dagster must know of dbt's models where no step of a run is theirs: their names, and those of their tests.

Belongs here: those names, and remembering them from one run to the next. They follow from the dbt project and from ``defs.dbt``; asking that
module loads dbt and Dagster's part for it, two to four seconds of a run over one new report in which dbt has no part.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import dagster as dg

from pipelines.contract.hand_over import write_atomically
from pipelines.settings import Settings
from pipelines.warehouse.dbt_manifest import dbt_project_hash

_FILE_NAME = "models_known.json"
_DEFINED_IN = Path(__file__).with_name("dbt.py")


@dataclass(frozen=True, slots=True)
class ModelsKnown:
    """The assets that dbt's models are, and the checks that their tests are; sorted."""

    keys: tuple[dg.AssetKey, ...]
    checks: tuple[dg.AssetCheckKey, ...]

    @staticmethod
    def of(models: dg.AssetsDefinition) -> ModelsKnown:
        """Return what a definition says."""
        return ModelsKnown(tuple(sorted(models.keys)), tuple(sorted(models.check_keys, key=str)))


def remember(settings: Settings, known: ModelsKnown) -> None:
    """Keep the names for the runs to come."""
    rows: dict[str, Any] = {
        "made_of": _made_of(settings),
        "keys": [key.path for key in known.keys],
        "checks": [[check.asset_key.path, check.name] for check in known.checks],
    }
    write_atomically(settings.dagster_home / _FILE_NAME, json.dumps(rows))


def remembered(settings: Settings) -> ModelsKnown | None:
    """Return the names as a run before found them; None if none did, or if anything changed that they follow from."""
    try:
        rows = json.loads((settings.dagster_home / _FILE_NAME).read_text("utf-8"))
        if rows["made_of"] != _made_of(settings):
            return None
        keys = tuple(dg.AssetKey(path) for path in rows["keys"])
        checks = tuple(dg.AssetCheckKey(dg.AssetKey(path), name) for path, name in rows["checks"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return ModelsKnown(keys, checks)


def _made_of(settings: Settings) -> str:
    """The hash of the dbt project, of how its models are defined here, and of the library that defines them."""
    parts = (dbt_project_hash(settings).encode(), _DEFINED_IN.read_bytes(), version("dagster-dbt").encode())
    return hashlib.sha256(b"\0".join(parts)).hexdigest()
