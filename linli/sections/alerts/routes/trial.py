"""Trying a rule over REST; nothing is changed by it."""

from __future__ import annotations

from typing import Any

from linli.kernel.api import Request
from linli.sections.alerts import queries, services
from linli.sections.alerts.routes.base import router
from linli.sections.alerts.schemas import TrialIn, TrialPart


@router.post("/rules/try", gate="alerts.rule.manage", response=TrialPart)
def try_rule(request: Request, body: TrialIn) -> Any:
    """试运行规则（看最近 30 天会报出什么）"""
    data = services.RuleData(**body.rule.dict())
    return queries.trial(request.actor, data, rule_id=body.rule_id, days=body.days, after=body.after)
