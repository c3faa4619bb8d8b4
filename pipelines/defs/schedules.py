"""When to look for new reports without being asked: the seasons in which departments must disclose.

By the Budget Law (预算法, article 14) departments disclose within twenty days of the finance office's approval: budgets
mostly from January to March, final accounts from July to October. Outside these months little appears.

They are off until someone switches them on in Dagster's page, or ``YUSUAN_SCHEDULES`` is 1, as it is for a service: what was switched by hand
counts more than the variable.
"""

from __future__ import annotations

import os

import dagster as dg

from pipelines.defs.jobs import scan_raw_folder

#: Six in the morning, before anyone works with the warehouse and when other people's servers have little to do.
_AT_SIX = "0 6 * {months} *"
_ZONE = "Asia/Shanghai"
#: Set to 1, the schedules are on without anyone having switched them on.
SCHEDULES_VARIABLE = "YUSUAN_SCHEDULES"


def are_schedules_asked_for() -> bool:
    """True if this installation is to look for reports by itself."""
    return os.environ.get(SCHEDULES_VARIABLE, "0").strip() == "1"


_STATUS = dg.DefaultScheduleStatus.RUNNING if are_schedules_asked_for() else dg.DefaultScheduleStatus.STOPPED

budget_season = dg.ScheduleDefinition(
    name="budget_season",
    job=scan_raw_folder,
    cron_schedule=_AT_SIX.format(months="1-3"),
    execution_timezone=_ZONE,
    default_status=_STATUS,
    description="Daily in January to March: fetch listed budgets and look for new ones. The sensor does the rest.",
)

final_accounts_season = dg.ScheduleDefinition(
    name="final_accounts_season",
    job=scan_raw_folder,
    cron_schedule=_AT_SIX.format(months="7-10"),
    execution_timezone=_ZONE,
    default_status=_STATUS,
    description="Daily in July to October: fetch listed final accounts and look for new ones. The sensor does the rest.",
)
