"""Samples of the administration section for the route walk."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from linli.kernel.models import ApiKey, Area, RoleHolding, User
from linli.sections.administration.models import (
    Consent,
    LoginSession,
    PaperCode,
    WebhookDelivery,
    WebhookMessage,
    WebhookSubscription,
)
from linli.sections.administration.tests.people import person_of

PASSWORD = "river.stone.lamp.7"


def samples(area: Area) -> dict[str, Any]:
    """One of each thing on that area: parameter name → value."""
    user = User.objects.create(username=f"sample-{area.pk}", name=f"{area.name}的物业员工", kind="staff")
    holding = RoleHolding.objects.create(user=user, role="property_staff", area=area)
    person = person_of(area)
    code = PaperCode.objects.create(
        person_id=person, area=area, code_hash=f"{area.pk:032}", expires_at=timezone.now() + dt.timedelta(1)
    )
    consent = Consent.objects.create(
        person_id=person, area=area, purpose="camera", way="paper", wording=f"{area.name}公告"
    )
    session = LoginSession.objects.create(user=user, session_key=f"sample{area.pk}", method="password")
    return {
        "user_id": user.pk,
        "holding_id": holding.pk,
        "person_id": person,
        "code_id": code.pk,
        "consent_id": consent.pk,
        "session_id": session.pk,
        "key_id": _key(area, "external").pk,
        "screen_id": _key(area, "screen").pk,
        **_webhook(area),
    }


def _webhook(area: Area) -> dict[str, Any]:
    row = WebhookSubscription.objects.create(
        title=f"{area.name}的推送", url=f"https://hook.example/{area.pk}", area=area, secret="whsec_c2FtcGxl"
    )
    message = WebhookMessage.objects.create(
        uid=f"msg_{area.pk}", kind="ping", body=f'{{"area":"{area.name}"}}'
    )
    delivery = WebhookDelivery.objects.create(subscription=row, message=message, state="failed")
    return {"webhook_id": row.pk, "delivery_id": delivery.pk}


def _key(area: Area, role: str) -> ApiKey:
    owner = User.objects.create(username=f"key-{role}-{area.pk}", name=f"{area.name}的系统", kind="service")
    RoleHolding.objects.create(user=owner, role=role, area=area)
    return ApiKey.objects.create(user=owner, title=f"{area.name}的密钥", prefix=f"lk_{role[:3]}{area.pk}")


def bodies(area: Area) -> dict[str, Any]:
    """A good body for each operation that takes one."""
    person, reason = person_of(area), "本人书面申请"
    hook = {"title": "区平台", "url": "https://hook.example/new", "kinds": ["case.closed"]}
    key = {"title": "12345 热线", "area_id": area.pk, "scopes": ["administration.user.read"]}
    return {
        "administration_login": {"username": "nobody", "password": PASSWORD},
        "administration_screen_login": {"key": "lk_unknown0_unknown"},
        "administration_change_password": {"old": PASSWORD, "password": "lamp.stone.river.8"},
        "administration_start_totp": {"password": PASSWORD},
        "administration_confirm_totp": {"code": "000000"},
        "administration_switch_off_totp": {"password": PASSWORD},
        "administration_ask_code": {"phone": "13905379999"},
        "administration_resident_login": {"phone": "13905379999", "code": "000000"},
        "administration_choose_person": {"ticket": "unknown-ticket", "person_id": person},
        "administration_paper_login": {"code": "AAAA-0000"},
        "administration_print_paper_code": {"person_id": person},
        "administration_create_user": {
            "username": f"new-{area.pk}",
            "name": "新员工",
            "role": "property_staff",
            "area_id": area.pk,
        },
        "administration_edit_user": {"name": "改名"},
        "administration_give_role": {"role": "property_staff", "area_id": area.pk},
        "administration_make_key": {**key, "role": "property_manager"},
        "administration_make_webhook": {**hook, "area_id": area.pk},
        "administration_change_webhook": hook,
        "administration_make_screen": {"title": "会客厅大屏", "area_id": area.pk},
        "administration_reveal": {
            "model": "registry.person",
            "id": person,
            "field": "phones",
            "reason": reason,
        },
        "administration_record_consent": {
            "person_id": person,
            "purpose": "basic",
            "way": "paper",
            "wording": "当面告知并签字",
        },
        "administration_set_my_consent": {"purpose": "sms", "agreed": True},
        "administration_export_person": {"reason": reason},
        "administration_erase_person": {"reason": reason, "confirm_name": "样本居民"},
        "administration_resend_events": {"ids": []},
    }
