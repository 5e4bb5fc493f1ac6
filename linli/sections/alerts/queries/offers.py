"""What alerts offer to insight: marks on the plan, numbers for the roll-up, their part of 全响应."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.db.models import Count, F, Q, QuerySet
from django.utils import timezone

from linli.kernel.access import Actor, visible
from linli.kernel.models import Area
from linli.kernel.offers import Line, Mark, Quota, Tone
from linli.sections.alerts.access import COUNT, READ, visible_alerts
from linli.sections.alerts.models import Alert, Severity

DAYS = 90
ACCEPT_MINUTES = 10
TONES: dict[int, Tone] = {Severity.NOTICE: "info", Severity.MINOR: "warn"}


def alert_marks(actor: Actor, areas: QuerySet[Area]) -> list[Mark]:
    """Live alerts; those who only count get where and how bad."""
    told = actor.can(READ)
    rows = visible_alerts(actor, READ) if told else visible(Alert.objects.all(), actor, COUNT)
    rows = rows.filter(status__in=Alert.LIVE, area__in=areas.values("pk")).select_related(
        "kind", "device__home"
    )
    return [_mark(row, told) for row in rows]


def _mark(row: Alert, told: bool) -> Mark:
    device = row.device
    tone = TONES.get(row.severity, "danger")
    point = device.point if device else None
    if not told:
        return Mark(tone=tone, point=point, building=row.building)
    return Mark(
        tone=tone,
        label=f"{row.kind.title}（{row.get_status_display()}）",
        detail=f"{row.source_title}，{row.where}".strip("， "),
        link=f"/alerts?open={row.pk}",
        point=point,
        building=row.building,
    )


def tally(actor: Actor, areas: QuerySet[Area]) -> Iterator[tuple[str, str, int]]:
    """Live alerts and those of the last 30 days, by area; one query."""
    since = timezone.now() - dt.timedelta(days=30)
    mine = (
        visible(Alert.objects.all(), actor, COUNT).filter(area__in=areas.order_by().values("pk")).order_by()
    )
    counted = mine.values("area__path").annotate(
        now_live=Count("pk", filter=Q(status__in=Alert.LIVE)),
        month=Count("pk", filter=Q(raised_at__gte=since)),
    )
    for path, live, month in counted.values_list("area__path", "now_live", "month"):
        yield path, "alerts", live
        yield path, "alerts_month", month


def accepted_alerts(actor: Actor, permission: str) -> Quota:
    """Alerts that somebody took within ten minutes; those that ended by themselves before are left out (全响应)."""
    now = timezone.now()
    due = dt.timedelta(minutes=ACCEPT_MINUTES)
    rows = visible(Alert.objects.select_related("kind"), actor, permission) if permission == COUNT else (
        visible_alerts(actor, permission)
    )  # fmt: skip
    rows = rows.filter(created_at__gte=now - dt.timedelta(days=DAYS))
    rows = rows.filter(Q(accepted_at__isnull=False) | Q(status=Alert.Status.OPEN, created_at__lt=now - due))
    return Quota(rows.order_by("-raised_at", "-pk"), Q(accepted_at__lte=F("created_at") + due), _line)


def _line(row: Alert) -> Line:
    took = "未接警"
    if row.accepted_at:
        took = f"{max(0, int((row.accepted_at - row.created_at).total_seconds() // 60))} 分钟接警"
    at = timezone.localtime(row.raised_at)
    return Line(f"{row.kind.title} {row.source_title}", f"{at:%m-%d %H:%M}，{took}", f"/alerts?open={row.pk}")
