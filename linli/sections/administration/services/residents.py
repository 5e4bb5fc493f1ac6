"""Resident sign-in by a code sent to the phone (短信验证码); no answer tells whether the number is known."""

from __future__ import annotations

import datetime as dt
import json
import secrets
from dataclasses import dataclass, field

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from linli.kernel import audit, conf, jobs
from linli.kernel.access import ANONYMOUS, RESIDENT, SYSTEM
from linli.kernel.errors import Unauthorized
from linli.kernel.models import RoleHolding, User
from linli.kernel.ports import port
from linli.kernel.privacy import blind_index, decrypt, encrypt
from linli.sections.administration import people
from linli.sections.administration.models import PhoneCode
from linli.sections.administration.people import PersonBrief
from linli.sections.administration.services import sessions, throttle

MOST_TRIES = 5
TICKET_MINUTES = 5
CONTEXT = "administration.phone_code"
LOGIN = "administration.login_code"
WRONG = "验证码不正确或已过期，请核对后重试，或重新获取。"
GONE = "选择已超时，请重新获取验证码。"


@dataclass(frozen=True)
class PhoneSignIn:
    """Either the resident's user, or the people to choose from with the ticket."""

    user: User | None = None
    ticket: str = ""
    people: list[PersonBrief] = field(default_factory=list)


def ask_code(*, phone: str, address: str) -> None:
    """Makes a code for the number, and sends it if anybody has that number. Raises TooMany."""
    throttle.take(throttle.SEND_ADDRESS, address)
    throttle.take(throttle.SEND_PAUSE, phone)
    throttle.take(throttle.SEND_PHONE, phone)
    code = f"{secrets.randbelow(10**6):06d}"
    minutes = int(conf.get("administration.code_minutes"))
    known = bool(people.with_phone(phone) or _outsider(phone))
    with transaction.atomic():
        index = blind_index(phone, "login-phone")
        PhoneCode.objects.filter(phone_index=index, used_at=None).update(expires_at=timezone.now())
        row = PhoneCode.objects.create(
            phone_index=index,
            code_hash=_hash(phone, code),
            expires_at=timezone.now() + dt.timedelta(minutes=minutes),
        )
        sealed = encrypt(json.dumps([phone, code, str(minutes)]), CONTEXT) if known else ""
        jobs.enqueue(send_code, code_id=row.pk, sealed=sealed)


@jobs.job(atomic=False, attempts=3)
def send_code(code_id: int, sealed: str) -> None:
    """Background job: hands the message to the SMS port; for unknown numbers there is nothing to hand over."""
    if sealed:
        phone, code, minutes = json.loads(decrypt(sealed, CONTEXT))
        params = {"code": code, "minutes": minutes}
        port("sms").send(phone=phone, template=LOGIN, params=params, key=f"login-code-{code_id}")


def check_code(*, phone: str, code: str, address: str) -> PhoneSignIn:
    """Checks the code of a phone. Raises Unauthorized (wrong, used, late, too often tried) or TooMany."""
    throttle.take(throttle.CODE_ADDRESS, address)
    row = _use_code(phone, code)
    throttle.give_back(throttle.CODE_ADDRESS, address)
    found = people.with_phone(phone)
    if not found and (relative := _outsider(phone)):
        return PhoneSignIn(user=relative)
    if not found:
        raise Unauthorized(WRONG)
    if len(found) == 1:
        return PhoneSignIn(user=user_for(found[0]))
    ticket = secrets.token_urlsafe(24)
    ids = [person.id for person in found]
    PhoneCode.objects.filter(pk=row.pk).update(
        ticket_hash=blind_index(ticket, "login-ticket"), candidates=ids
    )
    return PhoneSignIn(ticket=ticket, people=found)


def _outsider(phone: str) -> User | None:
    """A relative of somebody here who does not live here (家属)."""
    from linli.sections.administration.services.relatives import outsider

    return outsider(phone)


def _use_code(phone: str, code: str) -> PhoneCode:
    """The live code row of the phone, used up now. A try is counted before it is checked."""
    now = timezone.now()
    live = PhoneCode.objects.filter(
        phone_index=blind_index(phone, "login-phone"), used_at=None, expires_at__gt=now
    )
    row = live.order_by("-pk").first()
    if row is None:
        raise Unauthorized(WRONG)
    fresh = PhoneCode.objects.filter(pk=row.pk, used_at=None)
    if not fresh.filter(tries__lt=MOST_TRIES).update(tries=F("tries") + 1):
        raise Unauthorized("验证码输错次数过多，已作废，请重新获取。")
    good = secrets.compare_digest(row.code_hash, _hash(phone, code))
    if not good or not fresh.update(used_at=now):
        raise Unauthorized(WRONG)
    return row


def choose(*, ticket: str, person_id: int, address: str) -> User:
    """Signs in as one of the people who share the phone; the ticket works once, for five minutes."""
    throttle.take(throttle.CODE_ADDRESS, address)
    since = timezone.now() - dt.timedelta(minutes=TICKET_MINUTES)
    rows = PhoneCode.objects.filter(ticket_hash=blind_index(ticket, "login-ticket"), used_at__gt=since)
    row = rows.filter(ticket_used_at=None).first()
    person = people.by_id(person_id) if row and person_id in row.candidates else None
    if row is None or person is None:
        raise Unauthorized(GONE)
    if not rows.filter(pk=row.pk, ticket_used_at=None).update(ticket_used_at=timezone.now()):
        raise Unauthorized(GONE)
    throttle.give_back(throttle.CODE_ADDRESS, address)
    return user_for(person)


@transaction.atomic
def user_for(person: PersonBrief) -> User:
    """The resident's account, made at the first sign-in, with the role 居民 on the estate they live in.

    Raises Unauthorized when the account was disabled.
    """
    user = User.objects.filter(person_id=person.id, kind=User.Kind.RESIDENT).first() or _new_user(person)
    if not user.is_active:
        raise Unauthorized("您的账号已停用，请联系社区。")
    user.holdings.filter(role=RESIDENT).exclude(area=person.estate).delete()  # moved since
    RoleHolding.objects.get_or_create(user=user, role=RESIDENT, area=person.estate)
    return user


def _new_user(person: PersonBrief) -> User:
    name = f"resident-{person.id}"
    try:
        with transaction.atomic():
            user = User.objects.create_user(name, name=person.name, kind="resident", person_id=person.id)
    except IntegrityError:  # two browsers at the same moment: the first made it
        return User.objects.get(person_id=person.id, kind=User.Kind.RESIDENT)
    audit.record(ANONYMOUS, "administration.resident.created", target=user, area=person.estate)
    return user


@transaction.atomic
def close_access(*, person_id: int) -> None:
    """Ends the resident's sessions and role, as when they moved away; a later sign-in elsewhere starts anew."""
    for user in User.objects.filter(person_id=person_id, kind=User.Kind.RESIDENT):
        sessions.end_all(user)
        if user.holdings.filter(role=RESIDENT).delete()[0]:
            audit.record(SYSTEM, "administration.resident.left", target=user)


@transaction.atomic
def follow_merge(*, gone: int, kept: int) -> None:
    """Two records of one person became one: the account follows, or ends if the kept one has its own."""
    for user in User.objects.filter(person_id=gone, kind=User.Kind.RESIDENT):
        sessions.end_all(user)
        if User.objects.filter(person_id=kept, kind=User.Kind.RESIDENT).exists():
            user.person_id, user.is_active = None, False
        else:
            user.person_id = kept
        user.save(update_fields=["person_id", "is_active"])
        audit.record(SYSTEM, "administration.resident.merged", target=user, detail={"kept": kept})


def _hash(phone: str, code: str) -> str:
    return blind_index(f"{phone}:{code}", "login-code")
