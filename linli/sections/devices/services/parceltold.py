"""What people are told of parcels (取件通知): short messages, each once; a code is never in a job or a log."""

from __future__ import annotations

import datetime as dt
import json

from django.utils import timezone

from linli.kernel import conf, jobs
from linli.kernel.ports import port
from linli.kernel.privacy import decrypt, encrypt
from linli.kernel.sms import MAX_VARIABLE, clipped
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
        template, params = placed(parcel) if occasion == "placed" else overdue(parcel)
        port("sms").send(
            phone=parcel.phone, template=template, params=params, key=f"parcel-{parcel.pk}-{occasion}"
        )


@jobs.job(atomic=False, attempts=3)
def tell_sealed(sealed: str, once: str) -> None:
    """The job: sends a message that was sealed when it was queued."""
    phone, template, params = json.loads(decrypt(sealed, CONTEXT))
    port("sms").send(phone=phone, template=template, params=params, key=once)


@jobs.job(atomic=False, attempts=3)
def tell_courier(parcel_id: int) -> None:
    """The job: asks the courier to take the parcel back."""
    parcel = (
        Parcel.objects.select_related("device", "cell")
        .filter(pk=parcel_id, state=Parcel.State.WAITING)
        .first()
    )
    if parcel is not None and parcel.courier_phone:
        port("sms").send(
            phone=parcel.courier_phone, template="devices.parcel_return", params={"place": where(parcel)},
            key=f"parcel-{parcel.pk}-return",
        )  # fmt: skip


def send_courier_code(made: CourierPass, code: str) -> None:
    """Queues the code of a courier."""
    _enqueue(made.phone, "devices.courier_code", {"code": code}, f"courier-{made.pk}")


def send_helper_code(parcel: Parcel, phone: str) -> None:
    """Queues the code for who fetches it for somebody else."""
    params = {"place": where(parcel), "code": parcel.code}
    _enqueue(phone, "devices.parcel_helper", params, f"parcel-{parcel.pk}-helper-{phone[-4:]}")


def _enqueue(phone: str, template: str, params: dict[str, str], once: str) -> None:
    sealed = encrypt(json.dumps([phone, template, params], ensure_ascii=False), CONTEXT)
    jobs.enqueue(tell_sealed, sealed=sealed, once=once)


def placed(parcel: Parcel) -> tuple[str, dict[str, str]]:
    """“您的顺丰快件已放入…，取件码 123456。”"""
    return "devices.parcel_placed", _facts(parcel)


def overdue(parcel: Parcel) -> tuple[str, dict[str, str]]:
    """“…已放 2 天，请尽快取走，取件码 123456。”"""
    days = max(1, (timezone.now() - (parcel.placed_at or timezone.now())).days)
    return "devices.parcel_overdue", _facts(parcel) | {"days": str(days)}


def _facts(parcel: Parcel) -> dict[str, str]:
    return {"company": clipped(parcel.company, "新"), "place": where(parcel), "code": parcel.code}


def where(parcel: Parcel) -> str:
    """“北门快递柜 3 号格”."""
    number = f" {parcel.cell.number} 号格"
    return clipped(parcel.device.place or parcel.device.name)[: MAX_VARIABLE - len(number)] + number


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
