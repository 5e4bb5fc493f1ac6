"""NEWS2 and limits on new values: who must be looked at now becomes an alert about the person (体征阈值与评分预警)."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone

from linli.kernel.access import SYSTEM
from linli.sections.alerts import services as alerts
from linli.sections.alerts.queries.persons import kind_of
from linli.sections.eldercare import news2, vitals
from linli.sections.eldercare.models import Binding, Elder, Measurement, PersonLimit
from linli.sections.eldercare.queries.limits import URGENT, own_limits
from linli.sections.eldercare.queries.vitals import News, current, news_of
from linli.sections.eldercare.services.working_out import weigh

KIND = "news2"
ALARM = 2
"""From this level on the score is an alarm: any parameter at 3, 5 and more, 7 and more."""
SEVERITY = {2: 3, 3: 3, 4: 4}
STEADY = dt.timedelta(minutes=10)
"""A band's value counts when it has lasted: one heart beat counted wrongly is not an emergency."""
RENEW = dt.timedelta(hours=1)
"""While nothing changes, the row is written this often."""
LOOK_BACK = dt.timedelta(hours=13)
CHUNK = 500
KINDS = {
    "systolic": "blood_pressure", "diastolic": "blood_pressure", "heart_rate": "heart_rate", "spo2": "spo2",
    "temperature": "body_temperature", "glucose": "glucose",
}  # fmt: skip


def watch_new_values(elder: Elder, row: Measurement | None = None) -> News:
    """Scores the elder anew; `row` is what a person just measured: its limits are looked at, and it counts at once."""
    found = news_of(elder, current([elder], timezone.now() - LOOK_BACK).get(elder.pk, {}))
    _settle(elder, found, at_once=row is not None)
    if row is not None:
        _check_limits(elder, row)
    return found


@transaction.atomic
def watch_bands() -> int:
    """Scores everybody who wears a device; by the clock. Returns how many."""
    worn = Binding.objects.filter(ended_at=None).values("elder")
    elders = list(Elder.objects.select_related("person", "area").filter(pk__in=worn, followed=True))
    for start in range(0, len(elders), CHUNK):
        chunk = elders[start : start + CHUNK]
        values = current(chunk, timezone.now() - LOOK_BACK)
        for elder in chunk:
            _settle(elder, news_of(elder, values.get(elder.pk, {})), at_once=False)
    return len(elders)


def _settle(elder: Elder, found: News, *, at_once: bool) -> None:
    """Keeps the level and since when it holds; raises the alarm, or notes that its reason is over."""
    now, before, told = timezone.now(), elder.news2_level, (elder.news2_total, elder.news2_at)
    known = len(found.score.missing) < len(news2.PARAMETERS) - (elder.on_oxygen is not None)
    level = found.score.level if known else None
    if level != before or elder.news2_since is None:
        elder.news2_since = now
    elder.news2_level, elder.news2_total = level, found.score.total if known else None
    elder.news2_at = now if known else None
    if (level, elder.news2_total) != (before, told[0]) or told[1] is None or now - told[1] >= RENEW:
        elder.save(update_fields=["news2_level", "news2_total", "news2_at", "news2_since"])
    if level is not None and level >= ALARM and (at_once or now - elder.news2_since >= STEADY):
        _raise_news(elder, found, now)
    elif level is not None and level < ALARM and before is not None and before >= ALARM:
        alerts.end_condition(actor=SYSTEM, kind=kind_of(KIND), source=source_of(elder), at=now)
    if level != before:
        weigh([elder])


def _raise_news(elder: Elder, found: News, now: dt.datetime) -> None:
    message = f"NEWS2 体征评分 {found.score.label}。{found.score.response}"
    finding = alerts.Finding(
        now, message, "news2", float(found.score.total), SEVERITY[found.score.level]
    )  # fmt: skip
    alerts.raise_alert(actor=SYSTEM, kind=kind_of(KIND), origin=origin_of(elder), finding=finding)


def _check_limits(elder: Elder, row: Measurement) -> None:
    """Each value against the elder's own limit, else everybody's; within both, the condition is over."""
    own = own_limits(elder)
    outside: dict[str, list[str]] = {}
    for code, value in row.values.items():
        said = [
            text for above in (True, False) if (text := _beyond(own.get((code, above)), code, value, above))
        ]
        if code in KINDS:
            outside.setdefault(KINDS[code], []).extend(said)
    for kind, said in outside.items():
        if said:
            finding = alerts.Finding(row.at, "；".join(said), next(iter(row.values)))
            alerts.raise_alert(actor=SYSTEM, kind=kind_of(kind), origin=origin_of(elder), finding=finding)
        else:
            alerts.end_condition(actor=SYSTEM, kind=kind_of(kind), source=source_of(elder), at=row.at)


def _beyond(own: PersonLimit | None, code: str, value: float, above: bool) -> str:
    """What to say when the value is beyond the limit, "" when it is not."""
    limit = own.limit if own else URGENT.get((code, above))
    if limit is None or (own and own.muted):
        return ""
    if (value >= limit) if above else (value <= limit):
        word = "不低于" if above else "不高于"
        return f"{vitals.VITALS[code].title} {vitals.shown(code, value)}，{word} {limit:g}{'（个人阈值）' if own else ''}"
    return ""


def source_of(elder: Elder) -> str:
    """The key of an elder as a source of alerts."""
    return f"elder:{elder.pk}"


def origin_of(elder: Elder) -> alerts.Origin:
    """The elder as the source of an alert: the building may be told in the hall, the rest may not."""
    person = elder.person
    return alerts.Origin(
        source_of(elder), person.name, elder.area, "老人", str(person.building or ""), person.address,
        person_id=elder.person_id,
    )  # fmt: skip
