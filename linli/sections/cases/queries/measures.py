"""The four measures (响应率, 按期办结率, 解决率, 满意率), each with its formula and both numbers behind it."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass
from typing import Any

from django.db.models import Count, F, Q
from django.utils import timezone

from linli.kernel.access import Actor, visible
from linli.sections.cases.flow import ENDED, RUNNING, State
from linli.sections.cases.models import Case

READ = "cases.measures.read"
TILE_DAYS = 90


@dataclass(frozen=True)
class Measure:
    """A share of cases; `percent` has one decimal, None when nothing counts yet."""

    id: str
    title: str
    formula: str
    part: int
    whole: int

    @property
    def percent(self) -> float | None:
        """100 × part ÷ whole."""
        return round(100 * self.part / self.whole, 1) if self.whole else None


FORMULAS = (
    ("response", "响应率", "响应时限内已受理或答复 ÷（已响应 + 超过响应时限未响应）"),
    ("on_time", "按期办结率", "办理时限内处置完成 ÷（已处置 + 超过办理时限未处置）"),
    ("resolved", "解决率", "诉求人或核查人认定已解决 ÷ 已结案"),
    ("satisfied", "满意率", "评价为 4 星或 5 星 ÷ 已评价"),
)


def measures(actor: Actor, *, since: dt.date | None = None, until: dt.date | None = None) -> list[Measure]:
    """The measures over the cases reported from `since` to `until` inclusive (default: the last 90 days); one query."""
    until = until or timezone.localdate()
    since = since or until - dt.timedelta(days=TILE_DAYS)
    rows = visible(Case.objects.all(), actor, READ).filter(
        created_at__date__gte=since, created_at__date__lte=until
    )
    found = rows.aggregate(**_counts())
    return [Measure(i, t, f, found[f"{i}_part"], found[f"{i}_whole"]) for i, t, f in FORMULAS]


def _counts() -> dict[str, Count]:
    now = timezone.now()
    responded, handled = Q(responded_at__isnull=False), Q(handled_at__isnull=False)
    conditions = {
        "response_part": Q(responded_at__lte=F("respond_by_at")),
        "response_whole": responded | Q(respond_by_at__lt=now),
        "on_time_part": Q(handled_at__lte=F("due_at")),
        "on_time_whole": handled | Q(state__in=RUNNING, due_at__lt=now),
        "resolved_part": Q(state=State.CLOSED, resolved=True),
        "resolved_whole": Q(state=State.CLOSED),
        "satisfied_part": Q(rating__gte=4),
        "satisfied_whole": Q(rating__isnull=False),
    }
    return {name: Count("pk", filter=condition) for name, condition in conditions.items()}


def measures_tile(actor: Actor) -> dict[str, Any]:
    """For the hall screen: the four measures, and how many cases are open, overdue and new today."""
    now = timezone.now()
    counted = visible(Case.objects.all(), actor, READ).aggregate(
        open=Count("pk", filter=~Q(state__in=ENDED)),
        overdue=Count("pk", filter=Q(state__in=RUNNING, due_at__lt=now)),
        today=Count(
            "pk", filter=Q(created_at__gte=timezone.localtime(now).replace(hour=0, minute=0, second=0))
        ),
    )
    shares = [{**asdict(m), "percent": m.percent} for m in measures(actor)]
    return {"measures": shares, "days": TILE_DAYS, **counted}
