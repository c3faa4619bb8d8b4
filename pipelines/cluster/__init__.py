"""Other machines: tasks done by the workers of a Dask cluster, within the same budgets and in the same processes as here.

Belongs here: which cluster and which store (``place``), what of a task crosses to another machine (``errand``), the store (``store``,
``packing``), what a worker there does (``doing``), and the executor that stands where the pool of local processes does (``executor``).
What is worked on is named by whoever asks: this room knows no report. Dask and the file systems are imported when they are needed:
a run on one machine has no use for them, and need not have them. How to start a cluster: docs/scale.md.
"""

from pipelines.cluster.errand import Brought, Errand
from pipelines.cluster.place import ClusterError, Place

__all__ = ["Brought", "ClusterError", "Errand", "Place"]
