"""People, cabinets and devices around an elder, for the tests of care in action."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from linli.kernel.access import DOCTOR, GRID, RESIDENT, SECRETARY, SYSTEM, WORKER
from linli.kernel.jobs import drain_jobs
from linli.kernel.models import Area, StoredFile
from linli.kernel.outbox import drain
from linli.kernel.testing.world import Browser, World
from linli.sections.alerts.models import Alert, AlertKind
from linli.sections.alerts.services import Finding, Origin, raise_alert
from linli.sections.devices.models import Device, Reading
from linli.sections.devices.services import commands
from linli.sections.devices.services.register import register_device
from linli.sections.eldercare.models import Binding, Cabinet, Dispensing, Drug, Elder, Prescription, Slot
from linli.sections.eldercare.services import drugs
from linli.sections.eldercare.tests.factories import elder

API = "/api/eldercare"


def today(days: int = 0) -> str:
    """A date so many days from now."""
    return (timezone.localdate() + dt.timedelta(days=days)).isoformat()


def ok(answer: Any) -> Any:
    """What a request that must go well answered."""
    assert answer.status_code < 300, answer.content.decode()
    return answer.json()


def refused(answer: Any) -> tuple[int, str]:
    """Status and message of a request that must fail."""
    return answer.status_code, answer.json()["error"]["message"]


@dataclass
class Care:
    """An elder with a phone, and who looks after her."""

    world: World
    elder: Elder
    her: Browser
    grid: Browser
    doctor: Browser
    worker: Browser
    secretary: Browser


def around(world: World, name: str = "王桂兰") -> Care:
    """An elder of the near estate and everybody around her, signed in."""
    who = elder(world.near.estate, name=name)
    user = world.user(RESIDENT, world.near.estate)
    user.person_id = who.person_id
    user.save()
    roles = (GRID, DOCTOR, WORKER, SECRETARY)
    return Care(world, who, Browser(user), *(world.browser(role) for role in roles))


def cabinet(area: Area, slots: int = 2, name: str = "一号药柜") -> Cabinet:
    """A cabinet that stands in the area."""
    device = register_device(actor=SYSTEM, type_code="medicine_cabinet", area_id=area.pk, name=name).device
    return drugs.install_cabinet(actor=SYSTEM, device_id=device.pk, slots=slots)


def drug(area: Area, name: str = "维生素C片", **values: Any) -> Drug:
    """A medicine of the area."""
    given = {"spec": "100mg×100片", "unit": "瓶", "price_fen": 1200} | values
    return drugs.add_drug(actor=SYSTEM, area_id=area.pk, name=name, **given)


def slot(cabinet: Cabinet, number: int, holds: Drug, low_at: int = 1) -> Slot:
    """A slot of the cabinet that holds a medicine."""
    found = Slot.objects.get(cabinet=cabinet, number=number)
    return drugs.set_slot(actor=SYSTEM, slot_id=found.pk, drug_id=holds.pk, low_at=low_at)


def fill(care: Care, cabinet: Cabinet, *lines: tuple[int, str, int, int]) -> None:
    """Two people fill slots with (slot, lot, days until it expires, quantity)."""
    body = {
        "lines": [
            {"slot": s, "lot": lot, "expires_on": today(days), "quantity": n} for s, lot, days, n in lines
        ]
    }
    made = ok(care.grid.call("POST", f"{API}/cabinets/{cabinet.pk}/restocks", body))
    ok(care.worker.call("POST", f"{API}/restocks/{made['id']}/confirm"))


def answered(dispensing_id: int, ok: bool = True) -> None:
    """The cabinet answers the command of a dispensing."""
    row = Dispensing.objects.get(pk=dispensing_id)
    assert commands.acknowledge(device_id=row.cabinet.device_id, command_id=row.command_id or 0, ok=ok)


def prescription(who: Elder) -> Prescription:
    """A prescription that waits."""
    photo = StoredFile.objects.create(
        sha256="2" * 64, name="处方.jpg", content_type="image/jpeg", size=1, area=who.area
    )
    return Prescription.objects.create(elder=who, photo=photo)


def band(who: Elder) -> Device:
    """A wristband that the elder wears."""
    device = register_device(actor=SYSTEM, type_code="wristband", area_id=who.area_id, name="手环01").device
    Binding.objects.create(
        elder=who,
        device=device,
        consent_id=1,
        wording_version="1",
        began_at=timezone.now() - dt.timedelta(days=30),
    )
    Device.objects.filter(pk=device.pk).update(person_id=who.person_id)
    return Device.objects.get(pk=device.pk)


def at_home(who: Elder, type_code: str) -> Device:
    """A sensor in the elder's home."""
    return register_device(
        actor=SYSTEM,
        type_code=type_code,
        area_id=who.area_id,
        name=f"{type_code}01",
        home_id=who.person.home_id,
    ).device


def said(device: Device, at: dt.datetime, **values: float) -> None:
    """A stored message of a device."""
    Reading.objects.create(device_id=device.pk, at_ms=round(at.timestamp() * 1000), values=values)


def fell(device: Device, at: dt.datetime) -> Alert:
    """The rules have raised a fall alert, and elder care has heard of it."""
    origin = Origin(
        f"device:{device.pk}", device.name, device.area, "健康手环", "", "", device.pk, device.person_id
    )
    kind = AlertKind.objects.get(code="fall")
    alert = raise_alert(actor=SYSTEM, kind=kind, origin=origin, finding=Finding(at, "手环报告跌倒"))
    drain()
    return alert


def clock() -> None:
    """Whatever is due now is done."""
    drain_jobs()
    drain()


def free_device(area: Area) -> Device:
    """A medicine cabinet that is not yet in use."""
    return register_device(actor=SYSTEM, type_code="medicine_cabinet", area_id=area.pk, name="新药柜").device
