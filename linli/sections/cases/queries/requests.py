"""What waits for another person's decision (审批), who may decide it, and who was asked to help (协办)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from linli.kernel import conf
from linli.kernel.access import Actor
from linli.kernel.models import Area
from linli.sections.cases import flow
from linli.sections.cases.models import Case, CaseAssist, CaseRequest, TimelineEntry

DISPATCHING = ("dispatch", "redispatch", "reassign")
SHARE_DAYS = 90


@dataclass(frozen=True)
class Share:
    """How many of the cases of the 小区 of the last 90 days got more time; `cap` is the highest percentage allowed."""

    extended: int
    total: int
    cap: int

    @property
    def percent(self) -> float:
        """100 × extended ÷ total, one decimal."""
        return round(100 * self.extended / self.total, 1) if self.total else 0.0

    @property
    def full(self) -> bool:
        """True when one more would go beyond the cap; the first of a small community never does."""
        return self.extended >= max(1, self.total * self.cap // 100)


def waiting(case: Case, kind: str) -> CaseRequest | None:
    """The request of that kind that waits for a decision."""
    found = (r for r in case.requests.all() if r.kind == kind and r.state == CaseRequest.State.WAITING)
    return next(found, None)


def decider_refusal(actor: Actor, case: Case, kind: str) -> str:
    """Why this actor may not decide the waiting request of that kind; "" when they may."""
    request = waiting(case, kind)
    if request is None:
        return "没有等待审批的申请。"
    if actor.user_id is not None and request.asked_by_id == actor.user_id:
        return "申请和审批不能是同一个人，请换一位同事审批。"
    if kind == flow.OBJECTION and actor.user_id is not None and _dispatcher(case) == actor.user_id:
        return "派单异议要由派遣人以外的人裁定。"
    return ""


def _dispatcher(case: Case) -> int | None:
    """Who gave the case to its party last; None for the rules of dispatch."""
    given = [e.user_id for e in case.timeline.all() if e.action in DISPATCHING]
    return given[-1] if given else None


def waiting_for_others() -> Q:
    """Cases with a request that waits for a decision (待审批)."""
    return Q(Exists(_waiting()))


def to_decide(actor: Actor) -> Q:
    """Cases with a waiting request that somebody else than the actor asked for, where the actor may decide."""
    return Q(Exists(decidable(actor)), area__in=actor.areas("cases.request.decide").values("pk"))


def decidable(actor: Actor) -> QuerySet[CaseRequest]:
    """The waiting requests of the outer case that are neither the actor's own nor against the actor's dispatch."""
    if actor.user_id is None:
        return _waiting()
    given = TimelineEntry.objects.filter(case=OuterRef("case"), action__in=DISPATCHING).order_by("-pk")
    rows = _waiting().exclude(asked_by_id=actor.user_id).annotate(by=Subquery(given.values("user_id")[:1]))
    return rows.filter(~Q(kind=flow.OBJECTION) | Q(by__isnull=True) | ~Q(by=actor.user_id))


def _waiting() -> QuerySet[CaseRequest]:
    return CaseRequest.objects.filter(case=OuterRef("pk"), state=CaseRequest.State.WAITING)


def assists_of(actor: Actor, case: Case) -> list[CaseAssist]:
    """The unreported assistances that the actor may report on; a dispatcher may for each."""
    asked = [a for a in case.assists.all() if a.state == CaseAssist.State.ASKED]
    if actor.kind == "system" or actor.can("cases.case.dispatch", case.area):
        own = [a for a in asked if _assists(actor, case, a)]
        return own or asked
    return [a for a in asked if _assists(actor, case, a)]


def _assists(actor: Actor, case: Case, assist: CaseAssist) -> bool:
    if assist.user_id:
        return assist.user_id == actor.user_id
    serving = flow.SERVES.get(assist.role, (assist.role,))
    return any(g.role in serving and case.area.path.startswith(g.area_path) for g in actor.grants)


def to_assist(actor: Actor) -> Q:
    """Cases in which the actor was asked to help and has not reported."""
    asked = CaseAssist.objects.filter(state=CaseAssist.State.ASKED)
    mine = Q(pk__in=asked.filter(user_id=actor.user_id).values("case") if actor.user_id else [])
    for grant in actor.grants:
        around = Area.objects.filter(path__startswith=grant.area_path).values("pk")
        given = asked.filter(case=OuterRef("pk"), user=None, role=grant.role)
        mine |= Q(Exists(given), area__in=around)
    return mine


def extension_share(case: Case) -> Share:
    """The share of extended cases in the case's 小区, over the last 90 days; two queries."""
    estate = Area.objects.filter(pk__in=case.area.around, kind=Area.Kind.ESTATE).first() or case.area
    recent = Case.objects.filter(
        area__path__startswith=estate.path, created_at__gte=timezone.now() - dt.timedelta(days=SHARE_DAYS)
    )
    found = recent.aggregate(total=Count("pk"), extended=Count("pk", filter=Q(extended__gt=0)))
    return Share(found["extended"], found["total"], int(conf.get("cases.extension_share")))
