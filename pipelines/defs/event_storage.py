"""Dagster's record of events, written without opening its file anew for each, and many in one transaction.

Belongs here: that alone. What Dagster ships makes a new engine, and with it a new connection and newly compiled SQL, for every event; a
run reports some two thousand (each model, test and expectation), which was half of the time of a run over one report. The files are
the same, so Dagster's page reads them as ever.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any

import sqlalchemy as db
from dagster._core.storage.event_log import SqliteEventLogStorage
from dagster._core.storage.sqlite import SQLITE_BUSY_TIMEOUT_SECONDS

if TYPE_CHECKING:
    from dagster import DagsterInstance
    from dagster._core.events.log import EventLogEntry
    from dagster._serdes import ConfigurableClassData


class KeptOpenEventStorage(SqliteEventLogStorage):
    """Dagster's event log in SQLite files that stay open: one for each run, one over all runs."""

    def __init__(self, base_dir: str, inst_data: ConfigurableClassData | None = None) -> None:
        """``base_dir`` holds the files (``<run id>.db``, ``index.db``)."""
        self._engines: dict[str, db.Engine] = {}
        self._tables: set[str] = set()
        #: Connections of the transaction that is open over many events, by file; None if there is none.
        self._at_once: dict[str, db.Connection] | None = None
        self._closing = ExitStack()
        self._has_index_columns = False
        super().__init__(base_dir, inst_data)

    @classmethod
    def from_config_value(  # type: ignore[override]
        cls, inst_data: ConfigurableClassData | None, config_value: dict[str, Any]
    ) -> KeptOpenEventStorage:
        """Make it as Dagster's configuration asks."""
        return cls(inst_data=inst_data, **config_value)

    @contextmanager
    def _connect(self, shard: str) -> Iterator[db.Connection]:
        with self._db_lock:
            if shard not in self._engines:
                self._engines[shard] = _open(self.conn_string_for_shard(shard))
            engine = self._engines[shard]
            if shard not in self._initialized_dbs:
                self._initdb(engine)
                self._initialized_dbs.add(shard)
            if self._at_once is None:
                with engine.begin() as connection:
                    yield connection
                return
            if shard not in self._at_once:
                self._at_once[shard] = self._closing.enter_context(engine.begin())
            yield self._at_once[shard]

    @contextmanager
    def at_once(self) -> Iterator[None]:
        """Write what is stored meanwhile in one transaction a file; if an exception ends it, nothing of it is there.

        Others wait as long to write into the same file: it is for what takes no more than a second or two.
        """
        if self._at_once is not None:
            yield
            return
        with ExitStack() as self._closing:
            self._at_once = {}
            self._closing.callback(self._end_at_once)
            yield

    def _end_at_once(self) -> None:
        self._at_once = None

    def store_event_batch(self, events: Sequence[EventLogEntry]) -> None:
        """Store events that Dagster hands over together."""
        with self.at_once():
            for event in events:
                self.store_event(event)

    def _has_asset_key_index_cols_on_connection(self, conn: db.Connection) -> bool:
        # Asked for every event of an asset, by looking the table up; columns do not go away.
        if not self._has_index_columns:
            self._has_index_columns = super()._has_asset_key_index_cols_on_connection(conn)
        return self._has_index_columns

    def has_table(self, table_name: str) -> bool:
        """True if the index has this table; asked for every event, looked up until it is there."""
        if table_name not in self._tables and super().has_table(table_name):
            self._tables.add(table_name)
        return table_name in self._tables

    def dispose(self) -> None:
        """Close the files."""
        super().dispose()
        with self._db_lock:
            for engine in self._engines.values():
                engine.dispose()
            self._engines.clear()


@contextmanager
def at_once(instance: DagsterInstance) -> Iterator[None]:
    """Write what is told to ``instance`` meanwhile at once, where its records are our files; as ever in another storage."""
    storage = instance.event_log_storage
    if isinstance(storage, KeptOpenEventStorage):
        with storage.at_once():
            yield
    else:
        yield


def _open(address: str) -> db.Engine:
    engine = db.create_engine(address, connect_args={"timeout": SQLITE_BUSY_TIMEOUT_SECONDS})

    @db.event.listens_for(engine, "connect")
    def not_waiting_for_the_disk(connection: Any, record: object) -> None:
        # With its journal ahead of it (WAL) the file stays whole; only the last events are lost if the machine stops.
        connection.execute("PRAGMA synchronous=NORMAL")

    return engine
