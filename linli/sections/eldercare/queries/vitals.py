"""An elder's vital signs with the source of every value: from the worn device as it is, and what people measured."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from linli.sections.devices.queries.worn import worn_now
from linli.sections.eldercare import news2, vitals
from linli.sections.eldercare.models import Binding, Elder, Measurement

BAND, STANDING = "band", "standing"
SOURCES = {**dict(Measurement.Source.choices), BAND: "手环", STANDING: "健康档案"}
AGE = {
    "respiration": dt.timedelta(hours=12), "spo2": dt.timedelta(hours=2), "systolic": dt.timedelta(hours=12),
    "heart_rate": dt.timedelta(hours=2), "consciousness": dt.timedelta(hours=12), "temperature": dt.timedelta(hours=12),
}  # fmt: skip
"""How old a value may be for NEWS2: the chart asks to look at least every 12 hours at 0 points; pulse and SpO₂ change
within minutes. Whether somebody is on oxygen is a standing fact of the file."""
SHOWN = dt.timedelta(days=400)


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a vital sign: when, and from where."""

    code: str
    value: float
    at: dt.datetime
    source: str
    measurement_id: int | None = None


def current(elders: Collection[Elder], since: dt.datetime | None = None) -> dict[int, dict[str, Value]]:
    """The newest plausible value of each vital sign of each elder, by elder key. Three queries."""
    since = since or timezone.now() - SHOWN
    found: dict[int, dict[str, Value]] = defaultdict(dict)
    for pk, value in (*_measured(elders, since), *_worn(elders, since)):
        known = found[pk].get(value.code)
        if known is None or value.at > known.at:
            found[pk][value.code] = value
    return found


def _measured(elders: Collection[Elder], since: dt.datetime) -> Iterable[tuple[int, Value]]:
    rows = valid(Measurement.objects.filter(elder__in=[e.pk for e in elders], at__gte=since))
    for pk, elder_id, at, values, source in rows.order_by("at", "pk").values_list(
        "pk", "elder_id", "at", "values", "source"
    ):
        for code, value in values.items():
            yield elder_id, Value(code, float(value), at, source, pk)


def valid(rows: Any) -> Any:
    """Measurements that have been neither corrected nor withdrawn."""
    return rows.filter(replaced_by=None, withdrawn_at=None)


def _worn(elders: Collection[Elder], since: dt.datetime) -> Iterable[tuple[int, Value]]:
    """What the devices that are worn now say, from the moment they were bound on."""
    worn = list(
        Binding.objects.filter(elder__in=[e.pk for e in elders], ended_at=None).values_list(
            "elder_id", "device_id", "began_at"
        )
    )
    newest = worn_now([device_id for _, device_id, _ in worn]) if worn else {}
    for elder_id, device_id, began_at in worn:
        for metric, (at, value) in newest.get(device_id, {}).items():
            code = vitals.BAND.get(metric)
            if code and at >= max(since, began_at) and vitals.plausible(code, value):
                yield elder_id, Value(code, value, at, BAND)


@dataclass(frozen=True, slots=True)
class Parameter:
    """One of NEWS2's seven: its points, and the value or why there is none."""

    name: str
    title: str
    points: int | None
    text: str
    at: dt.datetime | None
    source: str
    state: str
    """ok, stale (too old), or missing."""


@dataclass(frozen=True, slots=True)
class News:
    """The score of an elder now, with every parameter."""

    score: news2.Score
    scale: int
    parameters: list[Parameter]


def news_of(elder: Elder, values: dict[str, Value], now: dt.datetime | None = None) -> News:
    """NEWS2 from values that are young enough; nothing is assumed."""
    now = now or timezone.now()
    usable = {
        code: v.value for code, v in values.items() if code in AGE and dt.timedelta(0) <= now - v.at <= AGE[code]
    }  # fmt: skip
    if elder.on_oxygen is not None:
        usable["oxygen"] = float(elder.on_oxygen)
    found = news2.score(usable, scale=elder.spo2_scale)
    parameters = [_parameter(elder, name, values.get(name), usable, found) for name in news2.PARAMETERS]
    return News(found, elder.spo2_scale, parameters)


def _parameter(
    elder: Elder, name: str, value: Value | None, usable: dict[str, float], score: news2.Score
) -> Parameter:
    title, points = news2.TITLES[name], score.points[name]
    if name == "oxygen":
        text = {None: "未登记", True: "吸氧", False: "未吸氧"}[elder.on_oxygen]
        state = "missing" if elder.on_oxygen is None else "ok"
        return Parameter(
            name, title, points, text, None, SOURCES[STANDING] if points is not None else "", state
        )
    if value is None:
        return Parameter(name, title, None, "没有数值", None, "", "missing")
    text, source = vitals.shown(name, value.value), SOURCES[value.source]
    if name not in usable:
        return Parameter(name, title, None, f"{text}（超过 {_hours(name)} 小时）", value.at, source, "stale")
    if points is None:
        return Parameter(name, title, None, f"{text}（须先登记是否吸氧）", value.at, source, "missing")
    return Parameter(name, title, points, text, value.at, source, "ok")


def _hours(name: str) -> int:
    return int(AGE[name].total_seconds() // 3600)
