"""Statistics and tuning over REST."""

from __future__ import annotations

import datetime as dt
from typing import Any

from linli.kernel.api import Request
from linli.sections.alerts import queries
from linli.sections.alerts import schemas as s
from linli.sections.alerts.access import READ
from linli.sections.alerts.routes.base import router


@router.get("/statistics", gate=READ, response=s.AlertStatistics)
def alert_statistics(
    request: Request, since: dt.date | None = None, until: dt.date | None = None, within: int | None = None
) -> Any:
    """预警统计"""
    return queries.statistics(request.actor, since, until, within)


@router.get("/tuning", gate=READ, response=s.Tuning)
def alert_tuning(request: Request, since: dt.date | None = None, until: dt.date | None = None) -> Any:
    """常误报的来源和原因"""
    actor = request.actor
    return {
        "sources": queries.often_false(actor, since, until),
        "causes": queries.false_causes(actor, since, until),
    }
