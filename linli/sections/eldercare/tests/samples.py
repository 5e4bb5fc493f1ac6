"""Samples of elder care for the walk over every route."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from linli.kernel.access import SYSTEM
from linli.kernel.models import Area
from linli.sections.administration.services import privacy
from linli.sections.devices.services.register import register_device
from linli.sections.eldercare.models import Binding, Elder
from linli.sections.eldercare.services import bindings, categories, kin, limiting, measuring
from linli.sections.eldercare.tests import caresamples
from linli.sections.eldercare.tests.factories import elder
from linli.sections.eldercare.wording import HEALTH_CONSENT
from linli.sections.registry.tests import factories as registry


def samples(area: Area) -> dict[str, Any]:
    """A value for each path and required query parameter of the section's routes."""
    who = elder(area, name=f"{area.name}奶奶")
    day = timezone.now()
    row = categories.set_category(actor=SYSTEM, elder_id=who.pk, code="focus", reason="入户走访")
    taken = measuring.record_measurement(
        actor=SYSTEM, elder_id=who.pk, values={"heart_rate": 71}, at=day, source="staff"
    )
    limit = limiting.set_limit(
        actor=SYSTEM, elder_id=who.pk, vital="systolic", above=True, limit=190, duration_s=0, reason="医嘱"
    )
    relative = kin.invite(
        actor=SYSTEM, elder_id=who.pk, name=f"{area.name}女儿", relation="女儿", phone=f"1390000{area.pk:04}", sees=2,
        way="spoken",
    )  # fmt: skip
    return {
        **caresamples.samples(area, who), "elder_id": who.pk, "row_id": row.pk, "measurement_id": taken.pk,
        "limit_id": limit.pk, "relative_id": relative.pk, "binding_id": _bound(area, who).pk, "vital": "heart_rate",
        "alert_id": 1,
    }  # fmt: skip


def _bound(area: Area, who: Elder) -> Binding:
    band = _band(area)
    wording = HEALTH_CONSENT
    privacy.ensure_consent(
        actor=SYSTEM, person_id=who.person_id, purpose="health", way="paper", wording=wording
    )
    return bindings.bind_device(actor=SYSTEM, elder_id=who.pk, number=band, way="online")


def _band(area: Area) -> str:
    made = register_device(actor=SYSTEM, type_code="wristband", area_id=area.pk, name=f"{area.name}手环")
    return made.device.number


def bodies(area: Area) -> dict[str, Any]:
    """A valid JSON body for each operation that takes one."""
    now = timezone.now().isoformat()
    who = Elder.objects.select_related("person", "area").get(person__name=f"{area.name}奶奶")
    newcomer = registry.person(area, name="周大爷")
    kinsman = {"name": "王军", "relation": "儿子", "phone": f"1380000{area.pk:04}", "sees": 1}
    return {
        **caresamples.bodies(area, who),
        "eldercare_add_elder": {"person_id": newcomer.pk, "reason": "社区认定"},
        "eldercare_send_message": {"text": "明天上午义诊", "to": ["relatives"]},
        "eldercare_set_category": {"code": "lost_child", "reason": "入户走访"},
        "eldercare_review_category": {"holds": True},
        "eldercare_assess_elder": {"grade": 1, "assessed_on": "2026-01-05"},
        "eldercare_import_fhir": {"content": {"resourceType": "Bundle", "entry": []}},
        "eldercare_record_measurement": {"at": now, "values": {"heart_rate": 72}},
        "eldercare_correct_measurement": {"values": {"heart_rate": 73}, "reason": "抄错了"},
        "eldercare_save_standing": {"revision": 1, "blood_group": "A"},
        "eldercare_set_limit": {"vital": "heart_rate", "above": True, "limit": 130, "reason": "医嘱"},
        "eldercare_bind_device": {"number": _band(area), "way": "online"},
        "eldercare_invite_relative": kinsman,
        "eldercare_record_own": {"values": {"glucose": 6.1}},
        "eldercare_invite_own": kinsman,
        "eldercare_change_own": {"sees": 2},
    }
