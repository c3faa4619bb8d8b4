"""Which cluster reads and builds, and through which store: from the environment, so that the command line and Dagster's runs agree.

======================  =============================  ==========================================================
variable                default                        what it says
======================  =============================  ==========================================================
YUSUAN_CLUSTER          none: this machine reads       the address of Dask's scheduler, ``tcp://host:8786``
YUSUAN_CLUSTER_STORE    the folder ``cluster`` in the  where raw files and results cross: ``s3://bucket/folder``
                        warehouse's, which workers     or ``file:///folder``
                        must see, as the raw files
YUSUAN_CLUSTER_WAIT     300                            seconds without any worker before the run gives up
YUSUAN_CLUSTER_SHARD    2000                           documents of a shard that is built there; 0: none are
======================  =============================  ==========================================================
"""

from __future__ import annotations

import math
import os
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

_WAIT_SECONDS = 300.0
_SHARD_SIZE = 2_000
#: What ``locks/cluster.txt`` adds, as it is imported.
_PACKAGES = ("distributed", "fsspec", "s3fs")


class ClusterError(Exception):
    """The cluster cannot do the work, or not to the end; the message is one sentence for the person who asked for it.

    ``then``, what follows from that for a run whose documents it was to read, stands behind it; whoever goes on without the cluster
    says ``why`` alone.
    """

    def __init__(self, why: str, then: str = "") -> None:
        """Say why, and what follows."""
        super().__init__(f"{why}. {then}" if then else why)
        self.why = why


@dataclass(frozen=True, slots=True)
class Place:
    """A cluster to work on: its scheduler, the store, and how long it may be without workers."""

    address: str
    #: An address of fsspec; what is put there by content stays.
    store: str
    #: True if workers open the raw files where they lie, and so nothing is put into the store for them.
    is_shared: bool
    wait_seconds: float = _WAIT_SECONDS
    #: Documents that a shard may hold, about; 0 if nothing is to be built there.
    shard_size: int = _SHARD_SIZE

    @classmethod
    def load(cls, shared: Path, env: Mapping[str, str] | None = None) -> Place | None:
        """Return the cluster that the environment names; None if this machine is to do the work.

        ``shared`` is the folder that is the store where none is named. Raises ``ClusterError`` for a setting that is no good.
        """
        env = os.environ if env is None else env
        address = env.get("YUSUAN_CLUSTER", "").strip()
        if not address:
            return None
        if "://" not in address:
            raise ClusterError(f"YUSUAN_CLUSTER={address} is no address of a scheduler, such as tcp://host:8786")
        store = env.get("YUSUAN_CLUSTER_STORE", "").strip()
        if store and "://" not in store:
            raise ClusterError(
                f"YUSUAN_CLUSTER_STORE={store} is no address, such as s3://bucket/folder or file:///folder"
            )
        lacking = [name for name in _PACKAGES if find_spec(name) is None]
        if lacking:
            raise ClusterError(
                f"working on a cluster needs packages that are not here ({', '.join(lacking)}): make cluster-setup"
            )
        return cls(address, store or shared.as_uri(), not store, _seconds(env), _shard_size(env))


def _seconds(env: Mapping[str, str]) -> float:
    words = env.get("YUSUAN_CLUSTER_WAIT", "").strip()
    try:
        value = float(words) if words else _WAIT_SECONDS
    except ValueError:
        value = math.nan
    if not value >= 0:
        raise ClusterError(f"YUSUAN_CLUSTER_WAIT={words} is no number of seconds")
    return value


def _shard_size(env: Mapping[str, str]) -> int:
    words = env.get("YUSUAN_CLUSTER_SHARD", "").strip()
    if words and not words.isdecimal():
        raise ClusterError(
            f"YUSUAN_CLUSTER_SHARD={words} is no number of documents (0: everything is built on this machine)"
        )
    return int(words) if words else _SHARD_SIZE
