"""Devices that speak, rules, people on duty and alerts for the tests."""

from __future__ import annotations

import base64
import json
from datetime import UTC, datetime, time, timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from linli.kernel.access import SYSTEM
from linli.kernel.access import roles as r
from linli.kernel.models import Area, RoleHolding, User
from linli.kernel.testing.world import Branch, Browser, World
from linli.sections.alerts import presence, services
from linli.sections.alerts.evaluating.evaluator import Evaluator
from linli.sections.alerts.models import Alert, AlertKind, EventSource, Rule, RuleState, Shift, Watermark
from linli.sections.alerts.services import Finding, Origin, RuleData, ShiftData
from linli.sections.devices.models import Reading
from linli.sections.devices.services.register import Registered, register_device

T0 = datetime(2026, 3, 2, 2, 0, 0, tzinfo=UTC)
"""10:00 on a Monday in Shanghai."""


def at(second: float) -> datetime:
    """So many seconds after T0."""
    return T0 + timedelta(seconds=second)


def kind(code: str = "water_leak") -> AlertKind:
    """A ready-made kind."""
    return AlertKind.objects.get(code=code)


def device(area: Area, type_code: str = "environment", **details: Any) -> Registered:
    """A registered device with its key."""
    details.setdefault("name", "环境监测仪")
    return register_device(actor=SYSTEM, type_code=type_code, area_id=area.pk, **details)


def rule_data(area: Area, **changes: Any) -> RuleData:
    """Temperature above 30 for 60 s on environment sensors, cleared at 28, unless changed."""
    values: dict[str, Any] = {
        "title": "温度过高", "form": "threshold", "kind": "water_leak", "area_id": area.pk, "device_type": "environment",
        "metric": "temperature", "operator": ">", "limit": 30.0, "clear_limit": 28.0, "duration_s": 60,
    }  # fmt: skip
    return RuleData(**values | changes)


def rule(area: Area, **changes: Any) -> Rule:
    """A rule in force, made once."""
    known = Rule.objects.filter(area=area, title=changes.get("title", "温度过高")).first()
    return known or services.create_rule(actor=SYSTEM, data=rule_data(area, **changes))


def evaluator(second: float = 0) -> Evaluator:
    """An evaluator as after a restart, whose clock stands still at that second after T0, or where it was already."""
    latest = max([ms(second), *Watermark.objects.values_list("alive_ms", flat=True)])
    return Evaluator(now=lambda: latest)


def ms(second: float) -> int:
    """So many seconds after T0, in epoch milliseconds."""
    return round(at(second).timestamp() * 1000)


def alerts() -> list[tuple[str, object, int]]:
    """State, when it was raised and how often, of every alert in the order they were made."""
    return list(Alert.objects.order_by("pk").values_list("status", "raised_at", "count"))


def feed(device_id: int, *values: tuple[float, float], metric: str = "temperature") -> int:
    """Stores readings (second, value) and has the rules look at them. Returns how many were late so far."""
    end = max((second for second, _ in values), default=0)
    running = evaluator(end)
    store(device_id, *values, metric=metric)
    settle(running)
    return sum(RuleState.objects.filter(device_id=device_id).values_list("late", flat=True))


def store(device_id: int, *values: tuple[float, float], metric: str = "temperature") -> None:
    """Puts readings into the log, one message each, in this order; what is there already stays as it is."""
    for second, value in values:
        found = Reading.objects.filter(device_id=device_id, at_ms=ms(second)).first()
        if found is None:
            Reading.objects.create(device_id=device_id, at_ms=ms(second), values={metric: value})


def settle(running: Evaluator) -> None:
    """Rounds until there is nothing more to do; then everything is kept."""
    while running.turn():
        pass
    running.sweep(everything=True)


def pass_time(second: float) -> int:
    """The clock goes to that second without a reading. Returns how many alerts there are then."""
    settle(evaluator(second))
    return Alert.objects.count()


def heard(device_id: int, second: float, *, online: bool) -> None:
    """The devices section reports that the device fell silent, or came back; the rules hear it."""
    presence.note(device_id=device_id, online=online, at=at(second))
    settle(evaluator(second))


def alert(area: Area, code: str = "water_leak", source: str = "test:1", **finding: Any) -> Alert:
    """An open alert from some source."""
    origin = Origin(source, "水泵房水浸传感器", area, "水浸", "3号楼", "地下一层水泵房")
    found = Finding(**{"at": timezone.now(), "message": "检测到积水"} | finding)
    return services.raise_alert(actor=SYSTEM, kind=kind(code), origin=origin, finding=found)


def person(world: World, name: str, role: str = r.WORKER, area: Area | None = None) -> User:
    """A user of that role with a name of their own, made once."""
    place = area or world.near.community
    user, new = User.objects.get_or_create(username=f"{role}-{name}-{place.pk}", defaults={"name": name})
    if new:
        RoleHolding.objects.create(user=user, role=role, area=place)
    return user


def administrator(world: World) -> Browser:
    """Somebody who holds the whole tree."""
    user = world.user(r.ADMIN, world.near.street)
    RoleHolding.objects.get_or_create(user=user, role=r.ADMIN, area=world.far.street)
    return Browser(user)


def round_the_clock(area: Area, first: User, second: User | None = None) -> Shift:
    """A shift that always runs."""
    every_day = list(range(7))
    data = ShiftData(area.pk, "全天", every_day, time(8), time(8), first.pk, second.pk if second else None)
    return services.create_shift(actor=SYSTEM, data=data)


def source(branch: Branch, code: str = "camera") -> tuple[EventSource, str]:
    """An event source of the estate, with its secret, made once."""
    code = f"{code}_{branch.estate.pk}"
    if known := EventSource.objects.filter(code=code).first():
        return known, known.secret
    return services.create_source(actor=SYSTEM, code=code, title="摄像头平台", area_id=branch.estate.pk)


def send_readings(device: Registered, at: datetime, **values: float) -> Any:
    """One message by HTTP, as a device sends it."""
    credentials = base64.b64encode(f"{device.device.number}:{device.key}".encode()).decode()
    body = json.dumps({"t": round(at.timestamp() * 1000), "v": values})
    return Client().post(
        "/api/devices/ingest",
        body,
        content_type="application/json",
        headers={"Authorization": f"Basic {credentials}"},
    )
