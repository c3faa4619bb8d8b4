"""All of Yusuan as Dagster sees it; ``dagster dev`` starts here."""

from __future__ import annotations

import dagster as dg

from pipelines import settings as _telemetry_off_first  # noqa: F401
from pipelines.defs import jobs, schedules, sensors
from pipelines.defs.dbt import dbt_models
from pipelines.defs.disclosed_in_time import disclosed_in_time
from pipelines.defs.document_checks import document_checks
from pipelines.defs.extracted_report import extracted_report
from pipelines.defs.failed_runs import failed_runs
from pipelines.defs.models_known import ModelsKnown
from pipelines.defs.published_warehouse import published_warehouse
from pipelines.defs.raw_documents import raw_documents
from pipelines.defs.validated_candidate import validated_candidate_of

defs = dg.Definitions(
    assets=[
        raw_documents,
        extracted_report,
        dbt_models,
        validated_candidate_of(ModelsKnown.of(dbt_models)),
        published_warehouse,
    ],
    asset_checks=[document_checks, disclosed_in_time],
    jobs=[jobs.whole_run, jobs.read_again, jobs.scan_raw_folder, jobs.refresh_warehouse, jobs.rebuild_warehouse],
    schedules=[schedules.budget_season, schedules.final_accounts_season],
    sensors=[sensors.new_reports, failed_runs],
    # One process a run: the run's lock and its candidate belong to that process.
    executor=dg.in_process_executor,
)
