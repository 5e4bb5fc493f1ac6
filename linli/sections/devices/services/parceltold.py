"""What people are told of parcels (取件通知): short messages, each once; a code is never in a job or a log."""

from __future__ import annotations

import datetime as dt
import json

from django.utils import timezone

from linli.kernel import conf, jobs
from linli.kernel.ports import port
from linli.kernel.privacy import decrypt, encrypt
from linli.sections.devices.models import CourierPass, Parcel

CONTEXT = "devices.parcel_sms"
HOURS = (24, 48, 72)
DAYTIME = range(8, 21)
"""Reminders are sent in these hours only."""


@jobs.job(atomic=False, attempts=3)
def tell_recipient(parcel_id: int, occasion: str) -> None:
    """The job: tells the recipient once per occasion, if the parcel still waits."""
    parcel = (
        Parcel.objects.select_related("device", "cell")
        .filter(pk=parcel_id, state=Parcel.State.WAITING)
        .first()
    )
    if parcel is not None:
        text = placed_text(parcel) if occasion == "placed" else overdue_text(parcel)
        port("sms").send(phone=parcel.phone, text=text, key=f"parcel-{parcel.pk}-{occasion}")


@jobs.job(atomic=False, attempts=3)
def tell_sealed(sealed: str, once: str) -> None:
    """The job: sends a text that was sealed when it was queued."""
    phone, text = json.loads(decrypt(sealed, CONTEXT))
    port("sms").send(phone=phone, text=text, key=once)


@jobs.job(atomic=False, attempts=3)
def tell_courier(parcel_id: int) -> None:
    """The job: asks the courier to take the parcel back."""
    parcel = (
        Parcel.objects.select_related("device", "cell")
        .filter(pk=parcel_id, state=Parcel.State.WAITING)
        .first()
    )
    if parcel is not None and parcel.courier_phone:
        text = f"{sign()}{where(parcel)}的快件超时未取，请到柜机登录后取回。"
        port("sms").send(phone=parcel.courier_phone, text=text, key=f"parcel-{parcel.pk}-return")


def send_courier_code(made: CourierPass, code: str) -> None:
    """Queues the code of a courier."""
    text = f"{sign()}验证码 {code}，用于登录快递柜，10 分钟内有效，请勿告诉他人。"
    jobs.enqueue(
        tell_sealed, sealed=encrypt(json.dumps([made.phone, text]), CONTEXT), once=f"courier-{made.pk}"
    )


def send_helper_code(parcel: Parcel, phone: str) -> None:
    """Queues the code for who fetches it for somebody else."""
    text = f"{sign()}有人请您代取快件：{where(parcel)}，取件码 {parcel.code}。"
    key = f"parcel-{parcel.pk}-helper-{phone[-4:]}"
    jobs.enqueue(tell_sealed, sealed=encrypt(json.dumps([phone, text]), CONTEXT), once=key)


def sign() -> str:
    """The signature of the messages."""
    return f"【{conf.get('devices.parcel_sign')}】"


def placed_text(parcel: Parcel) -> str:
    """“您的顺丰快件已放入…，取件码 123456。”"""
    return f"{sign()}您的{parcel.company}快件已放入{where(parcel)}，取件码 {parcel.code}。"


def overdue_text(parcel: Parcel) -> str:
    """“…已放 2 天，请尽快取走，取件码 123456。”"""
    days = max(1, (timezone.now() - (parcel.placed_at or timezone.now())).days)
    found = f"{sign()}您的{parcel.company}快件在{where(parcel)}已放 {days} 天"
    return f"{found}，请尽快取走，取件码 {parcel.code}。可请家人或社区代取。"


def where(parcel: Parcel) -> str:
    """“北门快递柜 3 号格”."""
    return f"{parcel.device.place or parcel.device.name} {parcel.cell.number} 号格"


def remind_overdue(now: dt.datetime | None = None) -> int:
    """Reminds of parcels that have waited 24, 48 and 72 hours, each once, by day; asks couriers to take old ones back."""
    now = now or timezone.now()
    if timezone.localtime(now).hour not in DAYTIME:
        return 0
    told, days = 0, int(conf.get("devices.parcel_return_days"))
    waiting = Parcel.objects.filter(
        state=Parcel.State.WAITING, placed_at__lte=now - dt.timedelta(hours=HOURS[0])
    )
    for parcel in waiting.only("pk", "placed_at", "reminded_h", "return_told_at"):
        age_h = int((now - (parcel.placed_at or now)).total_seconds() // 3600)
        due = max(h for h in HOURS if h <= age_h)
        fresh = Parcel.objects.filter(pk=parcel.pk, state=Parcel.State.WAITING)
        if due > parcel.reminded_h and fresh.filter(reminded_h__lt=due).update(reminded_h=due):
            jobs.enqueue(tell_recipient, parcel_id=parcel.pk, occasion=f"{due}h")
            told += 1
        if age_h >= days * 24 and fresh.filter(return_told_at=None).update(return_told_at=now):
            jobs.enqueue(tell_courier, parcel_id=parcel.pk)
    return told
