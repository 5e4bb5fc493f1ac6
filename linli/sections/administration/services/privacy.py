"""Personal information (个人信息): reveal, consent, copy and erasure, each written down with its reason."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.utils import timezone

from linli.kernel import audit
from linli.kernel.access import Actor, visible
from linli.kernel.discovery import hooks
from linli.kernel.errors import Conflict, DomainError, NotFound
from linli.kernel.events import publish
from linli.kernel.models import User
from linli.kernel.privacy import encrypted_field, reveal
from linli.sections.administration import people
from linli.sections.administration.events import ConsentWithdrawn, PersonErased
from linli.sections.administration.models import Consent, DataRequest
from linli.sections.administration.people import PersonBrief
from linli.sections.administration.services import sessions

PAST = {DataRequest.Kind.EXPORT: "exported", DataRequest.Kind.ERASE: "erased"}
LOOKUPS = {"kernel.user": "holdings__area"}
WORDINGS = {
    "basic": "用于登记居住情况、办理社区事务和紧急联系。不同意时仅保留法律要求登记的内容。",
    "health": "接收健康设备数据，用于异常提醒与上门照护；只有社区医生和照护人员可以看到。",
    "camera": "公共区域视频仅用于治安和寻人，保存 30 天，查看均留记录。",
    "sms": "通过短信向您发送社区通知，可随时退订；紧急通知不受影响。",
}


@transaction.atomic
def reveal_field(*, actor: Actor, model: str, pk: int, field: str, reason: str) -> str:
    """The plain value of one encrypted field of one row the actor may see (个人信息保护法第51条).

    Raises NotFound for unknown models, fields that are not revealable, and rows outside the actor's areas.
    """
    kind = _model(model)
    permission = encrypted_field(kind, field).reveal
    if not permission:
        raise NotFound
    actor.require(permission)
    lookup: str = LOOKUPS.get(kind._meta.label_lower, "") or getattr(kind, "area_lookup", "area")
    target = visible(kind._default_manager.all(), actor, permission, lookup).filter(pk=pk).first()
    if target is None:
        raise NotFound
    return reveal(actor=actor, target=target, field=field, reason=reason)


def _model(label: str) -> type[models.Model]:
    try:
        return apps.get_model(label)
    except (LookupError, ValueError):
        raise NotFound from None


@transaction.atomic
def record_consent(*, actor: Actor, person: PersonBrief, purpose: str, way: str, wording: str) -> Consent:
    """Writes down that a person agreed. Raises Conflict when that consent is in force already."""
    try:
        with transaction.atomic():
            row = Consent.objects.create(
                person_id=person.id,
                area=person.area,
                purpose=purpose,
                way=way,
                wording=wording.strip(),
                recorded_by_id=actor.user_id,
            )
    except IntegrityError:
        raise Conflict("这项同意已经登记，仍然有效。") from None
    audit.record(actor, "administration.consent.given", target=row, detail={"purpose": str(purpose)})
    return row


@transaction.atomic
def withdraw_consent(*, actor: Actor, row: Consent) -> None:
    """Withdrawing is as easy as giving (个人信息保护法第15条). Raises Conflict when withdrawn already."""
    if not Consent.objects.filter(pk=row.pk, withdrawn_at=None).update(withdrawn_at=timezone.now()):
        raise Conflict("这项同意已经撤回。")
    publish(ConsentWithdrawn(person_id=row.person_id, area_id=row.area_id, purpose=row.purpose))
    audit.record(actor, "administration.consent.withdrawn", target=row, detail={"purpose": row.purpose})


@transaction.atomic
def set_own_consent(*, actor: Actor, person: PersonBrief, purpose: str, agreed: bool) -> None:
    """A resident agrees or withdraws by himself; saying the same twice changes nothing."""
    row = Consent.objects.filter(person_id=person.id, purpose=purpose, withdrawn_at=None).first()
    if agreed and row is None:
        record_consent(actor=actor, person=person, purpose=purpose, way="online", wording=WORDINGS[purpose])
    elif not agreed and row:
        withdraw_consent(actor=actor, row=row)


@transaction.atomic
def ensure_consent(*, actor: Actor, person_id: int, purpose: str, way: str, wording: str) -> int:
    """The key of the consent in force; written down now when there is none. For sections that act on a consent.

    Raises NotFound when there is no such person.
    """
    person = people.by_id(person_id)
    if person is None:
        raise NotFound
    row = Consent.objects.filter(person_id=person_id, purpose=purpose, withdrawn_at=None).first()
    row = row or record_consent(actor=actor, person=person, purpose=purpose, way=way, wording=wording[:300])
    return row.pk


@transaction.atomic
def withdraw_purpose(*, actor: Actor, person_id: int, purpose: str) -> bool:
    """Withdraws the consent in force to one use, if there is one. Returns whether there was."""
    row = Consent.objects.filter(person_id=person_id, purpose=purpose, withdrawn_at=None).first()
    if row:
        withdraw_consent(actor=actor, row=row)
    return row is not None


@transaction.atomic
def export_person(*, actor: Actor, person: PersonBrief, reason: str) -> dict[str, Any]:
    """Everything the sections know of a person, for that person (个人信息保护法第45条)."""
    found = [part for _, profile in hooks("profile") if (part := profile(actor, person.id))]
    parts = [{"title": part.title, "rows": part.rows} for part in found]
    parts.append({"title": "同意记录", "rows": _consent_rows(person.id)})
    _note(actor, person, DataRequest.Kind.EXPORT, reason)
    return {"person_id": person.id, "person_name": person.name, "made_at": timezone.now(), "parts": parts}


def _consent_rows(person_id: int) -> list[dict[str, Any]]:
    rows = Consent.objects.filter(person_id=person_id)
    return [
        {"label": r.get_purpose_display(), "value": f"{timezone.localtime(r.given_at):%Y-%m-%d} {_state(r)}"}
        for r in rows
    ]


def _state(row: Consent) -> str:
    return "已撤回" if row.withdrawn_at else "有效"


@transaction.atomic
def erase_person(*, actor: Actor, person: PersonBrief, reason: str, confirm_name: str) -> DataRequest:
    """Anonymises a person in place and ends their account (个人信息保护法第47条). Cannot be undone.

    Raises DomainError unless the person's name was typed correctly.
    """
    if confirm_name.strip() != person.name:
        raise DomainError("姓名与要删除的人不一致，没有删除。", fields={"confirm_name": "请输入此人的全名。"})
    people.anonymise(actor=actor, person_id=person.id, reason=reason)
    _close_account(person.id)
    for row in Consent.objects.filter(person_id=person.id, withdrawn_at=None):
        withdraw_consent(actor=actor, row=row)
    publish(PersonErased(person_id=person.id, area_id=person.area.pk))
    return _note(actor, person, DataRequest.Kind.ERASE, reason)


def _close_account(person_id: int) -> None:
    for user in User.objects.filter(person_id=person_id, kind=User.Kind.RESIDENT):
        sessions.end_all(user)
        user.holdings.all().delete()
        user.is_active, user.name, user.phone, user.phone_index = False, "已删除", "", ""
        user.save(update_fields=["is_active", "name", "phone", "phone_index"])


def _note(actor: Actor, person: PersonBrief, kind: DataRequest.Kind, reason: str) -> DataRequest:
    if len(reason.strip()) < 4:
        raise DomainError("请写明缘由。", fields={"reason": "请写明缘由，至少 4 个字。"})
    row = DataRequest.objects.create(
        person_id=person.id, area=person.area, kind=kind, reason=reason.strip(), done_by_id=actor.user_id
    )
    audit.record(actor, f"administration.person.{PAST[kind]}", target=row, detail={"person_id": person.id})
    return row
