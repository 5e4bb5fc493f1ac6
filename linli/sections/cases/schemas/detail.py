"""What hangs on a case as staff see it: requests for approval, assistants, merged cases, the share of extensions."""

from __future__ import annotations

import datetime as dt

from ninja import Schema

from linli.sections.cases.models import CaseAssist, CaseRequest


class CaseLinkOut(Schema):
    """Another case, to go to."""

    id: int
    number: str


class CaseShareOut(Schema):
    """How many cases of the 小区 were extended in the last 90 days; `cap` is the highest percentage allowed."""

    extended: int
    total: int
    percent: float
    cap: int
    full: bool


class CaseRequestOut(Schema):
    """A request that another person decides, and its decision."""

    id: int
    kind: str
    kind_title: str
    state: str
    state_title: str
    reason: str
    days: int
    asked_by: str
    asked_at: dt.datetime
    decided_by: str
    decided_at: dt.datetime | None
    answer: str

    @staticmethod
    def resolve_kind_title(request: CaseRequest) -> str:
        """What is asked for."""
        return str(CaseRequest.Kind(request.kind).label)

    @staticmethod
    def resolve_state_title(request: CaseRequest) -> str:
        """Waiting or decided."""
        return str(CaseRequest.State(request.state).label)

    @staticmethod
    def resolve_asked_by(request: CaseRequest) -> str:
        """Name of who asked."""
        return request.asked_by.name if request.asked_by else "系统"

    @staticmethod
    def resolve_decided_by(request: CaseRequest) -> str:
        """Name of who decided, or ""."""
        return request.decided_by.name if request.decided_by else ""


class CaseAssistOut(Schema):
    """One assistant (协办方) and what it reported."""

    id: int
    party: str
    task: str
    state: str
    state_title: str
    asked_at: dt.datetime
    done_at: dt.datetime | None
    note: str

    @staticmethod
    def resolve_state_title(assist: CaseAssist) -> str:
        """Asked, reported or called off."""
        return str(CaseAssist.State(assist.state).label)
