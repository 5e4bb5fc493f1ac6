"""Samples of alerts for the walk over every route."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import Any

from linli.kernel.access import SYSTEM
from linli.kernel.models import Area, RoleHolding, User
from linli.sections.alerts import services
from linli.sections.alerts.catalogue import ensure_kinds
from linli.sections.alerts.models import EventSource, Shift
from linli.sections.alerts.services import ShiftData
from linli.sections.alerts.tests.factories import alert, device, rule

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
        "device_id": sensor.pk, "shift_id": _shift(area).pk, "source_id": source.pk, "area": area.pk,
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
        "alerts_alert_to_case": {"text": "请尽快处理"},
        "alerts_create_kind": {"code": f"manhole_{area.pk}", **kind},
        "alerts_update_kind": kind,
        "alerts_create_rule": rule_body,
        "alerts_update_rule": rule_body,
        "alerts_set_override": {"limit": 40},
        "alerts_create_shift": shift,
        "alerts_update_shift": shift,
        "alerts_take_event": event,
        "alerts_create_source": {"code": f"new_{area.pk}", "title": f"{area.name}平台", "area_id": area.pk},
        "alerts_switch_source": {"enabled": False},
    }


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
    data = ShiftData(area.pk, f"{area.name}夜班", [0, 1, 2], time(20), time(8), _person(area).pk)
    return services.create_shift(actor=SYSTEM, data=data)
