"""Accounts of relatives (家属) who do not live here: made when somebody invites them, signed in to by their phone."""

from __future__ import annotations

import secrets

from django.db import transaction

from linli.kernel import audit
from linli.kernel.access import RELATIVE, Actor
from linli.kernel.errors import DomainError
from linli.kernel.models import Area, RoleHolding, User
from linli.kernel.privacy import blind_index
from linli.sections.administration import people
from linli.sections.administration.services import residents, sessions

PURPOSE = "relative-phone"


@transaction.atomic
def account_for(*, actor: Actor, phone: str, name: str, area: Area, not_person: int) -> User:
    """The account that signs in with this phone: a resident's own, else one for a relative, made now.

    `not_person` is the elder, whose own phone it must not be. Raises DomainError when it is, or when several share it.
    """
    known = people.with_phone(phone)
    if any(person.id == not_person for person in known):
        raise DomainError("这是老人自己的号码。", fields={"phone": "请填写家属自己的手机号。"})
    if len(known) > 1:
        raise DomainError("这个号码登记在几个人名下。", fields={"phone": "请换家属本人使用的号码。"})
    user = residents.user_for(known[0]) if known else outsider(phone) or _new(actor, phone, name, area)
    RoleHolding.objects.get_or_create(user=user, role=RELATIVE, area=area)
    return user


def outsider(phone: str) -> User | None:
    """The account of a relative who is not in the registry, by phone."""
    index = blind_index(phone, PURPOSE)
    rows = User.objects.filter(kind=User.Kind.RESIDENT, person_id=None, phone_index=index, is_active=True)
    return rows.first() if index else None


def _new(actor: Actor, phone: str, name: str, area: Area) -> User:
    user = User.objects.create_user(
        f"relative-{secrets.token_hex(6)}", name=name, kind="resident", phone=phone,
        phone_index=blind_index(phone, PURPOSE),
    )  # fmt: skip
    audit.record(actor, "administration.relative.created", target=user, area=area)
    return user


@transaction.atomic
def release(*, actor: Actor, user_id: int, area: Area) -> None:
    """No elder of the area is left who let this relative see anything: role and sessions end."""
    for user in User.objects.filter(pk=user_id):
        if user.holdings.filter(role=RELATIVE, area=area).delete()[0]:
            audit.record(actor, "administration.relative.released", target=user, area=area)
        if user.person_id is None and not user.holdings.exists():
            sessions.end_all(user)
