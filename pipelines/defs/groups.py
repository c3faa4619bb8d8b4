"""Groups of reports as Dagster's partitions: those of a year, of a place, of a kind, and those that could not be read, so that reading a group
again is one click.

Belongs here: the names of groups, keeping them as the warehouse has them, and which documents a group is. Documents themselves are the partitions
of ``partitions``.
"""

from __future__ import annotations

import dagster as dg
import duckdb

from pipelines.contract import hand_over
from pipelines.contract.sql import connect
from pipelines.defs.partitions import plain
from pipelines.reports.version import reading_version
from pipelines.settings import Settings

#: A partition a group; they come and go with what is published.
groups = dg.DynamicPartitionsDefinition(name="groups")

UNREADABLE = "unreadable 未能读取"
#: Of each document that is there the groups it belongs to. Divisions of one name are told apart by their codes.
_GROUPS_SQL = """
with documents as (
    select document_id, fiscal_year, report_kind, concat_ws(' ', division_name, division_code) as place
    from main.dim_document
    where is_present
)
select 'year 年度 ' || fiscal_year as group_key, document_id from documents where fiscal_year is not null
union all
select 'kind 类型 ' || if(report_kind = 'budget', '部门预算', '部门决算') as group_key, document_id
from documents where report_kind is not null
union all
select 'place 地区 ' || place as group_key, document_id from documents where place <> ''
order by all
"""


def documents_by_group(settings: Settings) -> dict[str, list[str]]:
    """Return the ids of the documents of each group, as published; without a warehouse there may still be those that could not be read."""
    found: dict[str, list[str]] = {}
    for key, document_id in _published(settings):
        found.setdefault(plain(key), []).append(document_id)
    if failed := hand_over.failed_documents(settings, reading_version()):
        found[UNREADABLE] = failed
    return found


def _published(settings: Settings) -> list[tuple[str, str]]:
    if not settings.published_path.exists():
        return []
    with connect(settings.published_path, read_only=True) as connection:
        try:
            rows: list[tuple[str, str]] = connection.execute(_GROUPS_SQL).fetchall()
        except (duckdb.CatalogException, duckdb.BinderException):
            # Another version's warehouse: the next publication has it all.
            return []
    return rows


def update_groups(instance: dg.DagsterInstance, settings: Settings) -> None:
    """Let the groups be those of what is published."""
    name = groups.name or ""
    known, wanted = set(instance.get_dynamic_partitions(name)), documents_by_group(settings)
    if new := [key for key in wanted if key not in known]:
        instance.add_dynamic_partitions(name, new)
    for key in known - set(wanted):
        instance.delete_dynamic_partition(name, key)
