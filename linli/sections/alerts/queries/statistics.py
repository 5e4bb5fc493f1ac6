"""Statistics of alerts (预警统计): by kind, place and hour, how fast people were, and what is often false."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.db.models import Count, F, Max, Q, QuerySet
from django.db.models.functions import ExtractHour, ExtractIsoWeekDay
from django.utils import timezone

from linli.kernel.access import Actor, visible
from linli.kernel.calendar import SHANGHAI
from linli.kernel.errors import DomainError
from linli.kernel.models import Area
from linli.kernel.offers import Mark
from linli.sections.alerts.access import COUNT, READ, visible_alerts
from linli.sections.alerts.models import Alert, Rule

DAYS, LONGEST = 30, 400
PLACES, SOURCES, MOST_TIMES = 15, 30, 50_000
OFTEN = 2
HOT = 8
FALSE = Q(status=Alert.Status.FALSE_ALARM)
OVER = Q(status__in=(Alert.Status.RESOLVED, Alert.Status.FALSE_ALARM))


def statistics(
    actor: Actor, since: dt.date | None, until: dt.date | None, area_id: int | None
) -> dict[str, Any]:
    """Everything for the page, from `since` to `until` inclusive (the last 30 days unless said); six queries."""
    first, last = _span(since, until)
    rows = _between(actor, first, last, area_id)
    times = list(
        rows.filter(Q(accepted_at__isnull=False) | Q(closed_at__isnull=False))
        .order_by("-pk")
        .values_list("kind__title", "area__name", "created_at", "accepted_at", "closed_at")[:MOST_TIMES]
    )
    return {
        "since": first, "until": last, **rows.aggregate(total=Count("pk"), false=Count("pk", filter=FALSE), by_itself=Count(
            "pk", filter=Q(status=Alert.Status.RESOLVED, closed_by=None)), case=Count("pk", filter=Q(case_id__isnull=False))),
        "accept": _quick(_seconds(times, 3)), "end": _quick(_seconds(times, 4)),
        "kinds": _with_times(_grouped(rows, "kind__title"), times, 0),
        "areas": _with_times(_grouped(rows, "area__name"), times, 1),
        "places": _grouped(rows.exclude(building=""), "building")[:PLACES],
        "hours": _hours(rows),
    }  # fmt: skip


def often_false(actor: Actor, since: dt.date | None, until: dt.date | None) -> list[dict[str, Any]]:
    """Sources with at least two false alarms, the worst share first, each with its rule and a limit that would fit."""
    first, last = _span(since, until)
    rows = _between(actor, first, last, None).order_by()
    named = (
        "source",
        "source_title",
        "device_id",
        "rule_id",
        "kind__code",
        "kind__title",
        "rule__title",
        "thing",
    )
    found = rows.values(*named).annotate(
        total=Count("pk", filter=OVER), wrong=Count("pk", filter=FALSE), newest=Max("pk", filter=FALSE)
    )
    worst = list(found.filter(wrong__gte=OFTEN).order_by("-wrong", "source")[:SOURCES])
    limits = _fitting(rows, worst)
    return sorted((_source(one, limits) for one in worst), key=lambda one: (-one["share"], -one["wrong"]))


def false_causes(actor: Actor, since: dt.date | None, until: dt.date | None) -> list[dict[str, Any]]:
    """How many alerts were false for which cause, by kind."""
    from linli.sections.alerts.services.handling import FALSE_CAUSES

    first, last = _span(since, until)
    rows = _between(actor, first, last, None).order_by().values("kind__title", "false_reason").filter(FALSE)
    counted = rows.annotate(n=Count("pk")).order_by("-n", "kind__title")
    return [
        {"kind": one["kind__title"], "cause": FALSE_CAUSES.get(one["false_reason"], FALSE_CAUSES["other"]), "count": one["n"]}
        for one in counted
    ]  # fmt: skip


def hot_marks(actor: Actor, areas: QuerySet[Area]) -> list[Mark]:
    """The buildings with the most alerts of the last 30 days, for 一张图."""
    told = actor.can(READ)
    rows = visible_alerts(actor, READ) if told else visible(Alert.objects.all(), actor, COUNT)
    hot = _hot(rows.filter(area__in=areas.order_by().values("pk")))
    return [
        Mark(
            tone="danger" if n == 0 else "warn", building=building, link="/alerts/statistics" if told else "",
            label=f"{building}：近 30 天 {count} 条预警" if told else "",
        )
        for n, (building, count) in enumerate(hot)
    ]  # fmt: skip


def hot_tile(actor: Actor) -> dict[str, Any]:
    """The same for the wall: building and number, nothing of anybody."""
    hot = _hot(visible(Alert.objects.all(), actor, COUNT))
    return {"days": DAYS, "places": [{"building": building, "count": count} for building, count in hot]}


def _hot(rows: QuerySet[Alert]) -> list[tuple[str, int]]:
    since = timezone.now() - dt.timedelta(days=DAYS)
    counted = rows.filter(raised_at__gte=since).exclude(building="").order_by().values("building")
    return list(counted.annotate(n=Count("pk")).order_by("-n", "building").values_list("building", "n")[:HOT])


def _span(since: dt.date | None, until: dt.date | None) -> tuple[dt.date, dt.date]:
    last = until or timezone.localtime().date()
    first = since or last - dt.timedelta(days=DAYS - 1)
    if not 0 <= (last - first).days <= LONGEST:
        raise DomainError("请检查日期。", fields={"since": f"开始不能晚于结束，最长 {LONGEST} 天。"})
    return first, last


def _between(actor: Actor, first: dt.date, last: dt.date, area_id: int | None) -> QuerySet[Alert]:
    start = dt.datetime.combine(first, dt.time(), SHANGHAI)
    end = dt.datetime.combine(last + dt.timedelta(days=1), dt.time(), SHANGHAI)
    rows = visible_alerts(actor).filter(raised_at__gte=start, raised_at__lt=end).order_by()
    if area_id is None:
        return rows
    path = Area.objects.filter(pk=area_id).values_list("path", flat=True).first()
    return rows.filter(area__path__startswith=path) if path else rows.none()


def _grouped(rows: QuerySet[Any, Any], by: str) -> list[dict[str, Any]]:
    numbers = {"count": Count("pk"), "wrong": Count("pk", filter=FALSE), "ended": Count("pk", filter=OVER)}
    counted = rows.values(**{"name": F(by)}).annotate(**numbers).order_by("-count", "name")
    return [{**one, "share": _share(one["wrong"], one["ended"])} for one in counted]


def _hours(rows: QuerySet[Alert]) -> list[list[int]]:
    """Seven rows of 24 numbers: how many began on which weekday (Monday first) in which hour, Shanghai time."""
    counted = rows.values(
        day=ExtractIsoWeekDay("raised_at", tzinfo=SHANGHAI), hour=ExtractHour("raised_at", tzinfo=SHANGHAI)
    ).annotate(n=Count("pk"))
    table = [[0] * 24 for _ in range(7)]
    for one in counted:
        table[one["day"] - 1][one["hour"]] = one["n"]
    return table


Times = Sequence[tuple[Any, ...]]


def _seconds(times: Times, column: int) -> list[float]:
    """How long after the alert was recorded, in seconds, sorted."""
    return sorted(max(0.0, (row[column] - row[2]).total_seconds()) for row in times if row[column])


def _quick(seconds: Sequence[float]) -> dict[str, Any]:
    """Median and 90th percentile (nearest rank), in seconds."""
    if not seconds:
        return {"count": 0, "p50_s": None, "p90_s": None}
    rank = [seconds[max(0, -(-len(seconds) * part // 100) - 1)] for part in (50, 90)]
    return {"count": len(seconds), "p50_s": round(rank[0]), "p90_s": round(rank[1])}


def _with_times(groups: list[dict[str, Any]], times: Times, column: int) -> list[dict[str, Any]]:
    of: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    for row in times:
        of[row[column]].append(row)
    return [
        {**one, "accept": _quick(_seconds(of[one["name"]], 3)), "end": _quick(_seconds(of[one["name"]], 4))}
        for one in groups
    ]


def _share(wrong: int, ended: int) -> int:
    """Per cent of those that are over."""
    return round(100 * wrong / ended) if ended else 0


def _source(one: dict[str, Any], limits: dict[tuple[str, int], float]) -> dict[str, Any]:
    return {
        "source": one["source"], "source_title": one["source_title"], "thing": one["thing"], "device_id": one["device_id"],
        "rule_id": one["rule_id"], "rule": one["rule__title"] or "", "kind": one["kind__code"], "kind_title": one["kind__title"],
        "total": one["total"], "wrong": one["wrong"], "share": _share(one["wrong"], one["total"]), "alert_id": one["newest"],
        "suggested_limit": limits.get((one["source"], one["rule_id"] or 0)),
    }  # fmt: skip


def _fitting(rows: QuerySet[Any, Any], worst: Sequence[dict[str, Any]]) -> dict[tuple[str, int], float]:
    """For threshold rules: a limit halfway between the false alarms of a source and its true ones.

    There is none when a true alert of the source was no further out than the false ones.
    """
    ids = {one["rule_id"] for one in worst if one["rule_id"]}
    rules = Rule.objects.filter(pk__in=ids, form=Rule.Form.THRESHOLD, operator__in=(">", ">=", "<", "<="))
    above = dict(rules.values_list("pk", "operator"))
    told = rows.filter(
        OVER, rule__in=above, source__in=[one["source"] for one in worst], private=False, value__isnull=False
    )
    seen: dict[tuple[str, int], tuple[list[float], list[float]]] = defaultdict(lambda: ([], []))
    for source, rule_id, status, value in told.values_list("source", "rule_id", "status", "value"):
        seen[source, rule_id][status == Alert.Status.FALSE_ALARM].append(value)
    return {key: limit for key, pair in seen.items() if (limit := _limit(above[key[1]], *pair)) is not None}


def _limit(operator: str, true: Sequence[float], false: Sequence[float]) -> float | None:
    sign = 1 if operator.startswith(">") else -1
    if len(false) < OFTEN:
        return None
    furthest = max(sign * value for value in false)
    nearest = min((sign * value for value in true), default=furthest + 0.1 * abs(furthest))
    return round(sign * (furthest + nearest) / 2, 2) if nearest > furthest else None
