"""Codes on paper (纸质登录码) for residents without SMS: printed by the community for one person, used once."""

from __future__ import annotations

import datetime as dt
import secrets

from django.db import transaction
from django.utils import timezone

from linli.kernel import audit, conf
from linli.kernel.access import Actor
from linli.kernel.errors import Conflict, Unauthorized
from linli.kernel.models import User
from linli.kernel.privacy import blind_index
from linli.sections.administration import people
from linli.sections.administration.models import PaperCode
from linli.sections.administration.people import PersonBrief
from linli.sections.administration.services import throttle
from linli.sections.administration.services.residents import user_for

ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
LENGTH = 8
WRONG = "登录码不正确、已用过或已过期，请到社区重新领取。"


@transaction.atomic
def print_code(*, actor: Actor, person: PersonBrief, days: int | None) -> tuple[PaperCode, str]:
    """A new code for the person; the earlier unused ones end. Returns it and its text (ABCD-2345), shown once."""
    now = timezone.now()
    PaperCode.objects.filter(person_id=person.id, used_at=None, revoked_at=None).update(revoked_at=now)
    code = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    row = PaperCode.objects.create(
        person_id=person.id,
        area=person.area,
        code_hash=_hash(code),
        printed_by_id=actor.user_id,
        expires_at=now + dt.timedelta(days=days or int(conf.get("administration.paper_days"))),
    )
    detail = {"person_id": person.id}
    audit.record(actor, "administration.paper_code.printed", target=row, area=person.area, detail=detail)
    return row, f"{code[:4]}-{code[4:]}"


@transaction.atomic
def revoke_code(*, actor: Actor, row: PaperCode) -> None:
    """Ends an unused code, as when the slip was lost. Raises Conflict when it is used or ended already."""
    alive = PaperCode.objects.filter(pk=row.pk, used_at=None, revoked_at=None)
    if not alive.update(revoked_at=timezone.now()):
        raise Conflict("这张登录码已经用过或作废。")
    audit.record(actor, "administration.paper_code.revoked", target=row, area=row.area)


def check_paper(*, code: str, address: str) -> User:
    """Signs in by a printed code, which is used up. Raises Unauthorized or TooMany."""
    throttle.take(throttle.PAPER, address)
    with transaction.atomic():
        user = _redeem(_plain(code))
    throttle.give_back(throttle.PAPER, address)
    return user


def _redeem(code: str) -> User:
    now = timezone.now()
    row = PaperCode.objects.filter(code_hash=_hash(code)).first()
    live = PaperCode.objects.filter(pk=row.pk if row else 0, used_at=None, revoked_at=None)
    person = people.by_id(row.person_id) if row else None
    if person is None or not live.filter(expires_at__gt=now).update(used_at=now):
        raise Unauthorized(WRONG)
    return user_for(person)


def state(row: PaperCode) -> str:
    """The state of a code in words."""
    if row.used_at:
        return "已使用"
    if row.revoked_at:
        return "已作废"
    return "已过期" if row.expires_at <= timezone.now() else "可使用"


def _plain(code: str) -> str:
    return "".join(c for c in code.upper() if c.isalnum())


def _hash(code: str) -> str:
    return blind_index(code, "paper-code")
