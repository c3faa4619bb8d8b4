"""DuckDB's extension for a lake: found in the wheel that ``locks/lake.txt`` adds, loaded by its path, never fetched.

Belongs here: finding it and a connection that has it. What is written with it is in ``lake``.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import duckdb

from pipelines.contract.sql import quoted, within_memory

_PACKAGE, _FILE = "duckdb_extension_ducklake", "ducklake.duckdb_extension"


class LakeError(Exception):
    """The lake is not what is published; the message is one sentence that says why, or what to do."""


def extension_path() -> Path:
    """Return the extension's file. Raises ``LakeError`` if it is not installed, or for another version of DuckDB than this."""
    spec = find_spec(_PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise LakeError("a lake needs a package that is not here (duckdb-extension-ducklake): make lake-setup")
    folder = Path(next(iter(spec.submodule_search_locations)), "extensions")
    path = folder / f"v{duckdb.__version__}" / _FILE
    if not path.is_file():
        others = ", ".join(sorted(found.parent.name for found in folder.glob(f"*/{_FILE}"))) or "no version"
        raise LakeError(
            f"DuckDB's extension for a lake is here for {others}, DuckDB itself is v{duckdb.__version__}: make lake-setup"
        )
    return path


@contextmanager
def with_extension(spill: Path, *, threads: int | None = None) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a database in memory that knows lakes, within the memory of a run; what does not fit goes to the folder ``spill``.

    Whatever a query asks for, nothing is installed: DuckDB would fetch it.
    """
    path = extension_path()
    config = within_memory() | {"autoinstall_known_extensions": False, "autoload_known_extensions": False}
    if threads is not None:
        config["threads"] = threads
    with duckdb.connect(config=config | {"temp_directory": str(spill)}) as connection:
        connection.execute(f"load {quoted(str(path))}")
        yield connection
