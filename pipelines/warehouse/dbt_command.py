"""What dbt is told: its environment, and the error its callers raise.

Belongs here: the variables that name candidate, hand-over and limits. The process is in ``dbt_session``.
"""

from __future__ import annotations

import os
from pathlib import Path

from pipelines.contract.hand_over import document_pattern
from pipelines.diagnosis.model import KEPT_VARIABLE, NEWS_VARIABLE
from pipelines.settings import Settings
from pipelines.warehouse.dbt_process import QUERY_THREADS_VARIABLE
from pipelines.workers.pool import usual_worker_count


class DbtError(Exception):
    """dbt could not parse or build; the message is dbt's own."""


def dbt_environment(settings: Settings, candidate: Path, pattern: str | None = None) -> dict[str, str]:
    """Return the environment: which candidate to build from which hand-over, JSON logs, nothing sent anywhere.

    ``pattern`` says which folders are read, from ``documents`` of the hand-over on; the readings by this version if left out.
    """
    from pipelines.reports.version import reading_version

    target = str(settings.dbt_target_dir)
    return {
        **os.environ,
        "YUSUAN_HOME": str(settings.home),
        "YUSUAN_CANDIDATE": str(candidate),
        "YUSUAN_HAND_OVER": str(settings.hand_over_dir),
        KEPT_VARIABLE: str(settings.findings_dir),
        NEWS_VARIABLE: "stdout",
        "YUSUAN_DOCUMENT_PATTERN": pattern or document_pattern(reading_version()),
        QUERY_THREADS_VARIABLE: str(usual_worker_count()),
        # The gate judges failing tests like expectations; see data_tests in dbt_project.yml.
        "YUSUAN_TEST_SEVERITY": "warn",
        "PYTHONPATH": os.pathsep.join(filter(None, [str(settings.home), os.environ.get("PYTHONPATH", "")])),
        "PYTHONUNBUFFERED": "1",
        "DBT_PROJECT_DIR": str(settings.dbt_project_dir),
        "DBT_PROFILES_DIR": str(settings.dbt_project_dir),
        "DBT_TARGET_PATH": target,
        "DBT_LOG_PATH": target,
        "DBT_LOG_FORMAT": "json",
        # Its own logs put every debug event into words before they leave it out, a tenth of dbt's time each; the session
        # tells the events that matter by itself.
        "DBT_LOG_LEVEL": "none",
        "DBT_LOG_LEVEL_FILE": "none",
        "DBT_USE_COLORS": "false",
        "DBT_SEND_ANONYMOUS_USAGE_STATS": "false",
    }
