"""Samples of the broadcasts for the walk over every route."""

from __future__ import annotations

from typing import Any

from linli.kernel import files
from linli.kernel.access import SYSTEM
from linli.kernel.models import Area
from linli.sections.devices.services.things import ensure_catalogue
from linli.sections.devices.tests.factories import make_device
from linli.sections.outreach.models import Broadcast, Play, Programme, Zone
from linli.sections.outreach.services import programmes, zones
from linli.sections.outreach.tests.yard import Tones


def samples(area: Area) -> dict[str, Any]:
    """A value for each path and required query parameter of the section's routes."""
    zone, programme = _zone(area), _programme(area)
    row, _ = Broadcast.objects.get_or_create(
        area=area, title=f"{area.name}停水通知", defaults={
            "text": "今晚停水", "play_at": "2026-11-20T10:00:00+08:00", "expires_at": "2026-11-20T10:30:00+08:00",
            "actor_name": "李社工", "state": "planned",
        },
    )  # fmt: skip
    if row.sound_id is None:
        row.sound = files.kept(
            Tones().say(text="停水").sound, name="停水.wav", content_type="audio/wav", area=area
        )
        row.save(update_fields=["sound"])
    device = zone.devices.get()
    play, _ = Play.objects.get_or_create(
        broadcast=row, device=device, defaults={"expires_at": row.expires_at}
    )
    return {"zone_id": zone.pk, "programme_id": programme.pk, "broadcast_id": row.pk, "play_id": play.pk}


def _zone(area: Area) -> Zone:
    found = Zone.objects.filter(area=area, name=f"{area.name}东院").first()
    if found:
        return found
    ensure_catalogue()
    speaker = make_device(area, f"SPK-{area.pk}", "speaker", name=f"{area.name}音箱").device.pk
    return zones.save_zone(actor=SYSTEM, area_id=area.pk, name=f"{area.name}东院", device_ids=[speaker])


def _programme(area: Area) -> Programme:
    title = f"{area.name}防火提醒"
    return Programme.objects.filter(area=area, title=title).first() or programmes.save_programme(
        actor=SYSTEM, area_id=area.pk, title=title, text="小心火烛", times=["17:30"], weekdays=[0]
    )


def bodies(area: Area) -> dict[str, Any]:
    """A valid JSON body for each operation that takes one."""
    report = {"play": 1, "nth": 1, "what": "started", "at": 1_790_000_000_000}
    programme = {
        "area_id": area.pk,
        "title": f"{area.name}反诈",
        "text": "不要转账",
        "times": ["09:30"],
        "weekdays": [0, 2],
    }
    return {
        "outreach_say": {"area_id": area.pk, "text": f"{area.name}今晚停水"},
        "outreach_try_speech": {"text": "今晚停水"},
        "outreach_withdraw_broadcast": {"reason": "写错了"},
        "outreach_take_reports": {"reports": [report]},
        "outreach_add_zone": {"area_id": area.pk, "name": f"{area.name}西院"},
        "outreach_edit_zone": {"urgent_volume": 90},
        "outreach_add_programme": programme,
        "outreach_edit_programme": {"repeats": 2},
    }
