"""Samples of alerts for the walk over every route."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from linli.kernel.access import SYSTEM
from linli.kernel.models import Area, RoleHolding, User
from linli.sections.alerts import services
from linli.sections.alerts.catalogue import ensure_kinds
from linli.sections.alerts.models import EventSource, Handover, Inhibition, Shift
from linli.sections.alerts.services import ShiftData
from linli.sections.alerts.tests.factories import alert, device, rule
from linli.sections.devices.services.register import bind_person
from linli.sections.registry.tests import factories as registry

EIGHT, SIX = "08:00", "18:00"


def samples(area: Area) -> dict[str, Any]:
    """A value for each path and required query parameter of the section's routes."""
    ensure_kinds()
    sensor = device(area, name=f"{area.name}监测仪").device
    watching = rule(area, title=f"{area.name}温度")
    services.set_override(actor=SYSTEM, rule_id=watching.pk, device_id=sensor.pk, limit=35)
    source = _source(area)
    return {
        "alert_id": alert(area, source=f"sample:{area.pk}").pk, "step": 0, "kind_code": "smoke", "rule_id": watching.pk,
        "device_id": sensor.pk, "shift_id": _shift(area).pk, "source_id": source.pk, "area": area.pk, "person_id": _wearer(area),
        **_roster(area),
    }  # fmt: skip


def bodies(area: Area) -> dict[str, Any]:
    """A valid JSON body for each operation that takes one."""
    kind = {"title": f"{area.name}井盖移位", "severity": 3, "plan": ["设置警示"]}
    rule_body = {
        "title": f"{area.name}新规则", "form": "threshold", "kind": "water_leak", "area_id": area.pk,
        "device_type": "environment", "metric": "noise", "operator": ">", "limit": 80, "duration_s": 60,
    }  # fmt: skip
    shift = {"area_id": area.pk, "title": f"{area.name}白班", "weekdays": [0, 1], "starts": EIGHT, "ends": SIX,
             "first_id": _person(area).pk}  # fmt: skip
    event = {"source": _source(area).code, "event_id": "e-1", "kind": "lane_blocked", "key": "cam-1",
             "title": f"{area.name}摄像机", "at": datetime.now(UTC).isoformat()}  # fmt: skip
    return {
        "alerts_handle_alert": {"text": "我去看看"},
        "alerts_resolve_alert": {"result": "已处理完毕"},
        "alerts_false_alarm": {"reason": "误触发"},
        "alerts_create_silence": _window(area),
        "alerts_silence_alert_source": {"until": _later(2), "reason": "等配件"},
        "alerts_create_inhibition": {"cause": "power_out", "hidden": "tds_high", "reach": "area"},
        "alerts_swap_duty": {"shift_id": _shift(area).pk, "on": "2031-03-03", "user_id": _person(area).pk},
        "alerts_note_absence": {
            "area_id": area.pk,
            "user_id": _person(area).pk,
            "starts_on": "2031-03-03",
            "ends_on": "2031-03-04",
        },
        "alerts_write_handover": {"area_id": area.pk, "notes": "3号楼水泵待修"},
        "alerts_alert_to_case": {"text": "请尽快处理"},
        "alerts_create_kind": {"code": f"manhole_{area.pk}", **kind},
        "alerts_update_kind": kind,
        "alerts_create_rule": rule_body,
        "alerts_update_rule": rule_body,
        "alerts_set_override": {"limit": 40},
        "alerts_set_fence": {
            "name": f"{area.name}附近",
            "ring": [[116.59, 35.41], [116.6, 35.41], [116.6, 35.42]],
        },
        "alerts_try_rule": {"rule": rule_body},
        "alerts_create_shift": shift,
        "alerts_update_shift": shift,
        "alerts_take_event": event,
        "alerts_create_source": {"code": f"new_{area.pk}", "title": f"{area.name}平台", "area_id": area.pk},
        "alerts_switch_source": {"enabled": False},
    }


def _wearer(area: Area) -> int:
    """Somebody with a wristband."""
    person = registry.person(area, name=f"{area.name}佩戴人")
    band = device(area, "wristband", name=f"{area.name}手环").device
    bind_person(actor=SYSTEM, device_id=band.pk, person_id=person.pk)
    return person.pk


def _later(hours: int) -> str:
    return (datetime.now(UTC) + timedelta(hours=hours)).isoformat()


def _window(area: Area) -> dict[str, Any]:
    return {
        "area_id": area.pk,
        "starts_at": _later(0),
        "ends_at": _later(2),
        "reason": "水箱清洗",
        "kind": "water_leak",
    }


def _roster(area: Area) -> dict[str, Any]:
    """A silence, an inhibition rule, a swap, an absence and a hand-over."""
    window = {
        **_window(area),
        "starts_at": datetime.now(UTC),
        "ends_at": datetime.now(UTC) + timedelta(hours=2),
    }
    silence = services.create_silence(actor=SYSTEM, data=services.SilenceData(**window))
    person = _person(area)
    shift = Shift.objects.filter(area=area).first() or _shift(area)
    swap = services.swap_duty(
        actor=SYSTEM, shift_id=shift.pk, on=date(2031, 3, 3), slot="first", user_id=person.pk
    )
    away = {
        "area_id": area.pk,
        "user_id": person.pk,
        "starts_on": date(2031, 5, 3),
        "ends_on": date(2031, 5, 4),
    }
    absence = services.note_absence(actor=SYSTEM, **away)
    handover = Handover.objects.create(
        area=area, shift="夜班", giver=_giver(area), taker=person, due_at=datetime.now(UTC)
    )
    return {"silence_id": silence.pk, "inhibition_id": Inhibition.objects.order_by("pk")[0].pk, "swap_id": swap.pk,
            "absence_id": absence.pk, "handover_id": handover.pk}  # fmt: skip


def _giver(area: Area) -> User:
    return User.objects.get_or_create(username=f"giver-{area.pk}", defaults={"name": f"{area.name}交班人"})[0]


def _person(area: Area) -> User:
    user, new = User.objects.get_or_create(
        username=f"duty-{area.pk}", defaults={"name": f"{area.name}值班员"}
    )
    if new:
        RoleHolding.objects.create(user=user, role="worker", area=area)
    return user


def _source(area: Area) -> EventSource:
    known = EventSource.objects.filter(area=area).first()
    if known:
        return known
    code = f"sample_{area.pk}"
    return services.create_source(actor=SYSTEM, code=code, title=f"{area.name}摄像头", area_id=area.pk)[0]


def _shift(area: Area) -> Shift:
    known = Shift.objects.filter(area=area).first()
    if known:
        return known
    data = ShiftData(area.pk, f"{area.name}夜班", [0, 1, 2], time(20), time(8), _person(area).pk)
    return services.create_shift(actor=SYSTEM, data=data)
