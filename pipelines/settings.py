"""Where things lie, and what is switched off: the settings every other room starts from.

Belongs here: the project's root, the folders below it, the environment variables that move them, and the variables that
keep every library from phoning home. They are set when this module is imported, so import it before dagster, dbt or
Great Expectations. Nothing is read or created here.

==================  =========================  ===============================================
variable            default                    what it moves
==================  =========================  ===============================================
YUSUAN_HOME         folder of pyproject.toml   the project: dbt_project/, expectations/
YUSUAN_RAW          $YUSUAN_HOME/data/raw      the folder of reports
YUSUAN_WAREHOUSE    $YUSUAN_HOME/data/warehouse  the warehouse and everything derived
YUSUAN_SEEDS        dbt_project/seeds          the words the readers know (``reports.seeds``); for trials
YUSUAN_MEMORY_LIMIT 1GB                        what DuckDB may use in one process of a run (dbt_project/profiles.yml)
YUSUAN_SITE_MB      300                        what pictures of pages may take in the site
YUSUAN_PAGES_URL    http://127.0.0.1:3001      where pages and Data Docs are served that Dagster's page links (``site.serving``)
YUSUAN_KEEP_CANDIDATE 1                        0: do not keep the candidate (4 × the warehouse); every run builds everything
YUSUAN_LAKE         none                       a folder in which the published tables are a lake, too; 1: $YUSUAN_WAREHOUSE/lake
YUSUAN_LAKE_SNAPSHOTS 10                       publications that a lake goes back to
YUSUAN_SCHEDULES    0                          1: Dagster's schedules are on (``defs.schedules``)
YUSUAN_CLUSTER      none                       Dask's scheduler, if a cluster reads (``cluster.place``)
YUSUAN_CLUSTER_SHARD 2000                      with a cluster: documents of a shard that it builds (``cluster.place``)
==================  =========================  ===============================================
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

#: Nothing about what a user does here may leave the machine.
TELEMETRY_OFF: dict[str, str] = {
    "DO_NOT_TRACK": "1",
    "DAGSTER_DISABLE_TELEMETRY": "yes",
    "DBT_SEND_ANONYMOUS_USAGE_STATS": "false",
    "GX_ANALYTICS_ENABLED": "false",
}


def switch_telemetry_off() -> None:
    """Set the variables that dagster, dbt and Great Expectations read before they send anything."""
    os.environ.update(TELEMETRY_OFF)


switch_telemetry_off()

#: A page's picture takes about 70 KB: four thousand pages.
_SITE_PICTURES_MB = 300.0
_LAKE_SNAPSHOTS = 10.0
_PAGES_URL = "http://127.0.0.1:3001"


class SettingsError(Exception):
    """The project cannot be found; the message says which variable to set."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The folders of one warehouse; every path is absolute. Make one with :meth:`load`."""

    home: Path
    raw_dir: Path
    warehouse_dir: Path

    @classmethod
    def load(
        cls, raw: Path | None = None, warehouse: Path | None = None, env: Mapping[str, str] | None = None
    ) -> Settings:
        """Return the settings from arguments, else environment, else the project's own folders.

        Raises ``SettingsError`` if no project is found.
        """
        env = os.environ if env is None else env
        home = _find_home(env)
        raw = raw or _path(env, "YUSUAN_RAW") or home / "data" / "raw"
        warehouse = warehouse or _path(env, "YUSUAN_WAREHOUSE") or home / "data" / "warehouse"
        return cls(home.resolve(), raw.expanduser().absolute(), warehouse.expanduser().absolute())

    def export(self) -> None:
        """Put the folders into the environment, so that workers, dbt and Dagster find the same ones."""
        os.environ["YUSUAN_HOME"] = str(self.home)
        os.environ["YUSUAN_RAW"] = str(self.raw_dir)
        os.environ["YUSUAN_WAREHOUSE"] = str(self.warehouse_dir)

    def site_pictures_mb(self) -> float:
        """Megabytes that pictures of pages may take in a site. Raises ``SettingsError`` if the variable is no number."""
        return _number(os.environ, "YUSUAN_SITE_MB", _SITE_PICTURES_MB)

    def lake_dir(self) -> Path | None:
        """The folder of the lake; None if there is to be none."""
        named = _path(os.environ, "YUSUAN_LAKE")
        if named is None or str(named) == "0":
            return None
        return self.warehouse_dir / "lake" if str(named) == "1" else named.expanduser().absolute()

    def lake_snapshots(self) -> int:
        """Publications that a lake goes back to. Raises ``SettingsError`` if the variable is no whole number above 0."""
        count = _number(os.environ, "YUSUAN_LAKE_SNAPSHOTS", _LAKE_SNAPSHOTS)
        if not (count >= 1 and count.is_integer()):
            raise SettingsError(f"YUSUAN_LAKE_SNAPSHOTS={count:g} is no number of publications (1 or more)")
        return int(count)

    def pages_url(self) -> str:
        """Where pages and Data Docs are served, without a slash at its end (``site.serving``)."""
        return (os.environ.get("YUSUAN_PAGES_URL", "").strip() or _PAGES_URL).rstrip("/")

    @property
    def published_path(self) -> Path:
        """The warehouse that readers open."""
        return self.warehouse_dir / "yusuan.duckdb"

    @property
    def parquet_dir(self) -> Path:
        """Parquet export: one folder a publication, and the link ``current`` to the last one."""
        return self.warehouse_dir / "parquet"

    @property
    def work_dir(self) -> Path:
        """Folders of runs at work; what a killed run leaves here, the next one removes."""
        return self.warehouse_dir / "work"

    @property
    def cluster_dir(self) -> Path:
        """What workers of a cluster made that see this folder, until the run takes it over."""
        return self.warehouse_dir / "cluster"

    @property
    def hand_over_dir(self) -> Path:
        """What Python hands to dbt: ``documents/<document_id>-<version>/`` and the tables of the run."""
        return self.warehouse_dir / "hand_over"

    @property
    def cells_dir(self) -> Path:
        """Cells of the documents as extracted, a file a document, so that pages are read once."""
        return self.warehouse_dir / "cells"

    @property
    def findings_dir(self) -> Path:
        """Findings of the documents as diagnosed, a file a document, so that nothing is diagnosed twice."""
        return self.warehouse_dir / "findings"

    @property
    def data_docs_dir(self) -> Path:
        """Data Docs of Great Expectations."""
        return self.warehouse_dir / "data_docs"

    @property
    def kept_dir(self) -> Path:
        """The candidate of the last publication, so that the next run makes anew only what changed."""
        return self.warehouse_dir / "kept"

    @property
    def dagster_home(self) -> Path:
        """Dagster's own records (runs, events, partitions)."""
        return self.warehouse_dir / "dagster"

    @property
    def dbt_project_dir(self) -> Path:
        """The dbt project."""
        return self.home / "dbt_project"

    @property
    def dbt_target_dir(self) -> Path:
        """dbt's manifest and parse cache, kept between runs."""
        return self.warehouse_dir / "dbt"

    @property
    def lock_path(self) -> Path:
        """Held by the one run that may write."""
        return self.warehouse_dir / "run.lock"

    @property
    def site_dir(self) -> Path:
        """The pages people read, of the publication that readers see: a link to one of ``site_versions_dir``."""
        return self.warehouse_dir / "site"

    @property
    def site_versions_dir(self) -> Path:
        """Sites, one folder a publication."""
        return self.warehouse_dir / "site_versions"

    @property
    def last_run_path(self) -> Path:
        """What the last run came to, as JSON."""
        return self.warehouse_dir / "last_run.json"

    @property
    def last_timing_path(self) -> Path:
        """Where the time of the last run went, as JSON."""
        return self.warehouse_dir / "last_run_timing.json"

    @property
    def held_back_path(self) -> Path:
        """Documents the gate holds back, and since when, as JSON."""
        return self.warehouse_dir / "held_back.json"


def _path(env: Mapping[str, str], name: str) -> Path | None:
    value = env.get(name, "").strip()
    return Path(value) if value else None


def _number(env: Mapping[str, str], name: str, default: float) -> float:
    value = env.get(name, "").strip()
    try:
        return float(value) if value else default
    except ValueError as error:
        raise SettingsError(f"{name}={value} is no number") from error


def _find_home(env: Mapping[str, str]) -> Path:
    """The project: named, else around the working directory, else around this file (an editable install)."""
    named = _path(env, "YUSUAN_HOME")
    if named is not None:
        if _is_home(named):
            return named
        raise SettingsError(f"YUSUAN_HOME={named} is not the project: it has no pyproject.toml beside dbt_project/")
    starts = (Path.cwd(), Path(__file__).resolve().parent)
    for start in starts:
        for folder in (start, *start.parents):
            if _is_home(folder):
                return folder
    raise SettingsError("cannot find the project; run inside it or set YUSUAN_HOME to the folder with dbt_project/")


def _is_home(folder: Path) -> bool:
    return (folder / "pyproject.toml").is_file() and (folder / "dbt_project").is_dir()
