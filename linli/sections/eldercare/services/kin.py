"""Relatives (家属): invited by staff or by the elder, with the elder's consent, and ended at once by either (5.7)."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from linli.kernel import audit
from linli.kernel.access import SYSTEM, Actor
from linli.kernel.errors import Conflict, DomainError, NotFound
from linli.kernel.live import touch
from linli.kernel.privacy import blind_index
from linli.sections.administration.services import relatives as accounts
from linli.sections.alerts.queries.persons import alerts_about
from linli.sections.alerts.services import raising
from linli.sections.eldercare.access import KIN, OWN, lock_elder, own_elder
from linli.sections.eldercare.models import Elder, Relative
from linli.sections.eldercare.queries.kin import my_elder
from linli.sections.eldercare.wording import plain_phone

MOST = 8


@transaction.atomic
def invite(
    *, actor: Actor, elder_id: int, name: str, relation: str, phone: str, sees: int, way: str,
    consent_on: dt.date | None = None, order: int = 1,
) -> Relative:  # fmt: skip
    """Staff write down that the elder wants this relative to know. Raises NotFound, Conflict, DomainError."""
    elder = lock_elder(actor, elder_id, KIN)
    if way not in (Relative.Way.PAPER, Relative.Way.SPOKEN):
        raise DomainError("请选择老人同意的方式。", fields={"way": "请选择书面签字或当面口头。"})
    if consent_on and consent_on > timezone.localdate():
        raise DomainError("同意日期不能在今天以后。", fields={"consent_on": "不能在今天以后。"})
    return _insert(actor, elder, name, relation, phone, sees, way, consent_on, order)


@transaction.atomic
def invite_own(*, actor: Actor, name: str, relation: str, phone: str, sees: int) -> Relative:
    """The elder invites a relative. Raises NotFound, Conflict, DomainError."""
    actor.require(OWN)
    return _insert(actor, own_elder(actor), name, relation, phone, sees, Relative.Way.ONLINE, None, 1)


@transaction.atomic
def end_relative(*, actor: Actor, elder_id: int, relative_id: int) -> None:
    """Staff end it; the relative sees nothing from this moment on. Raises NotFound."""
    _end(actor, lock_elder(actor, elder_id, KIN), relative_id)


@transaction.atomic
def end_own(*, actor: Actor, relative_id: int) -> None:
    """The elder ends it. Raises NotFound."""
    actor.require(OWN)
    _end(actor, own_elder(actor), relative_id)


@transaction.atomic
def change_sees(*, actor: Actor, relative_id: int, sees: int) -> None:
    """The elder lets a relative see more, or less. Raises NotFound."""
    actor.require(OWN)
    elder = own_elder(actor)
    if not elder.relatives.filter(pk=relative_id, ended_at=None).update(sees=sees):
        raise NotFound
    _note(actor, "eldercare.relative.changed", elder, sees=sees)


def end_all(elder: Elder) -> None:
    """The elder is no longer looked after here."""
    for row in elder.relatives.filter(ended_at=None):
        _end(SYSTEM, elder, row.pk)


def _insert(
    actor: Actor, elder: Elder, name: str, relation: str, phone: str, sees: int, way: str,
    consent_on: dt.date | None, order: int,
) -> Relative:  # fmt: skip
    number = plain_phone(phone)
    wrong = {
        "name": "" if name.strip() else "请填写姓名。",
        "relation": "" if relation.strip() else "请填写与老人的关系。",
        "phone": "" if number else "请填写 11 位手机号。",
    }
    wrong = {field: text for field, text in wrong.items() if text}
    if wrong:
        raise DomainError("请检查标出的内容。", fields=wrong)
    if elder.relatives.filter(ended_at=None).count() >= MOST:
        raise Conflict(f"最多登记 {MOST} 位家属，请先取消一位。")
    user = accounts.account_for(
        actor=actor, phone=number, name=name.strip(), area=elder.area, not_person=elder.person_id
    )
    try:
        with transaction.atomic():
            row = Relative.objects.create(
                elder=elder, name=name.strip()[:60], relation=relation.strip()[:20], phone=number, sees=sees,
                phone_index=blind_index(number, "kin-phone"), order=order, consent_way=way, user=user,
                consent_on=consent_on or timezone.localdate(), invited_by_id=actor.user_id,
            )  # fmt: skip
    except IntegrityError:
        raise Conflict("这个号码已经是这位老人的家属。", fields={"phone": "已登记。"}) from None
    _note(actor, "eldercare.relative.invited", elder, relation=row.relation, sees=sees, way=way)
    return row


def _end(actor: Actor, elder: Elder, relative_id: int) -> None:
    row = elder.relatives.filter(pk=relative_id, ended_at=None).first()
    if row is None:
        raise NotFound
    row.ended_at, row.ended_by = timezone.now(), actor.name[:60]
    row.save(update_fields=["ended_at", "ended_by"])
    others = Relative.objects.filter(user=row.user, elder__area=elder.area, ended_at=None)
    if row.user_id and not others.exists():
        accounts.release(actor=actor, user_id=row.user_id, area=elder.area)
    _note(actor, "eldercare.relative.ended", elder, relation=row.relation)


def _note(actor: Actor, action: str, elder: Elder, **detail: Any) -> None:
    audit.record(actor, action, target=elder, area=elder.area, detail=detail)
    touch("eldercare", elder.area_id)


@transaction.atomic
def claim_alert(*, actor: Actor, elder_id: int, alert_id: int) -> None:
    """“我来联系”: a relative says that they are calling the elder; staff see it in the alert's story.

    It does not end or accept the alert: that stays with the people on duty. Raises NotFound, Conflict when it is over.
    """
    row = my_elder(actor, elder_id)
    alert = alerts_about([row.elder.person_id]).filter(pk=alert_id).first()
    if alert is None:
        raise NotFound
    if not alert.live:
        raise Conflict("这条预警已经处理完了。")
    if not alert.entries.filter(verb="relative", actor_name=row.name).exists():
        raising.note(
            alert, replace(actor, name=row.name), "relative", f"{row.relation}{row.name}：我来联系老人"
        )
    touch("alerts", alert.area_id)
    _note(actor, "eldercare.alert.claimed", row.elder, alert=alert.pk)
