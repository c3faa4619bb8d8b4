"""Groups of reports as Dagster's partitions: those of a year, of a place, of a kind, so that reading a group again is one click.

Belongs here: the names of groups, keeping them as the published warehouse has them, and which documents a group is. Documents themselves are
the partitions of ``partitions``.
"""

from __future__ import annotations

from pathlib import Path

import dagster as dg
import duckdb

from pipelines.contract.sql import connect

#: A partition a group; they come and go with what is published.
groups = dg.DynamicPartitionsDefinition(name="groups")

#: Of each document that is there the groups it belongs to. A comma would make two names of one to Dagster.
_GROUPS_SQL = """
with documents as (
    select document_id, fiscal_year, report_kind, coalesce(division_name, division_code) as place
    from main.dim_document
    where is_present
)
select 'year 年度 ' || fiscal_year as group_key, document_id from documents where fiscal_year is not null
union all
select 'kind 类型 ' || if(report_kind = 'budget', '部门预算', '部门决算') as group_key, document_id
from documents where report_kind is not null
union all
select 'place 地区 ' || replace(replace(place, ',', '_'), '..', '_') as group_key, document_id
from documents where place is not null
"""


def documents_by_group(published: Path) -> dict[str, list[str]]:
    """Return the ids of the documents of each group in a published warehouse; empty if there is none yet."""
    found: dict[str, list[str]] = {}
    if not published.exists():
        return found
    with connect(published, read_only=True) as connection:
        try:
            rows = connection.execute(f"{_GROUPS_SQL} order by all").fetchall()
        except duckdb.CatalogException:
            # Another version's warehouse: the next publication has it all.
            return found
    for key, document_id in rows:
        found.setdefault(key, []).append(document_id)
    return found


def update_groups(instance: dg.DagsterInstance, published: Path) -> None:
    """Let the groups be those of what is published."""
    name = groups.name or ""
    known, wanted = set(instance.get_dynamic_partitions(name)), documents_by_group(published)
    if new := [key for key in wanted if key not in known]:
        instance.add_dynamic_partitions(name, new)
    for key in known - set(wanted):
        instance.delete_dynamic_partition(name, key)
