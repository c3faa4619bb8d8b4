"""Each model that says how far it looks, shown no more than that: the rows that come out are those that are there.

Belongs here: asking the models of a build so, each by itself. A model that looks further than it says gives other rows to an incremental
build than to a whole one, sooner or later; here it is told at once, and which it is.
"""

from __future__ import annotations

import random

from pipelines.contract.rows_by_document import document_expression, short_of
from pipelines.warehouse.incremental import _name, _opened, _run_part, _work_on, scope_of
from pipelines.warehouse.replay import in_order, step_of
from tests.dbt.conftest import PROJECT
from tests.dbt.relocated import Relocated


def moved_alone(built: Relocated, chance: random.Random, share: float) -> tuple[list[str], dict[str, list[str]]]:
    """Make each model for some of the documents alone, a share of them: returns the models asked, and whose rows came out otherwise, by model.

    The candidate must be up to date.
    """
    nodes = {node["unique_id"]: node for node in in_order(built.manifest["nodes"], built.manifest["nodes"])}
    asked, moved = list[str](), dict[str, list[str]]()
    with _opened(built.candidate) as connection:
        work = _work_on(connection, built.candidate, PROJECT, {})
        there = [
            row[0] for row in connection.execute("select document_id from staging.stg_documents order by 1").fetchall()
        ]
        for node in nodes.values():
            step, scope = step_of(node), scope_of(node)
            if step.kind == "view" or scope == "all" or document_expression(work.columns[step.name]) is None:
                continue
            if node["config"].get("meta", {}).get("reads_clock"):
                continue
            documents = frozenset(map(short_of, chance.sample(there, max(1, round(share * len(there))))))
            inputs = tuple(_name(built.manifest, name) for name in node["depends_on"]["nodes"])
            asked.append(step.name)
            if found := _run_part(work, step, documents, inputs, scope):
                moved[step.name] = sorted(found)
    return asked, moved
