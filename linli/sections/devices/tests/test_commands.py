"""Commands from the button to the device and back."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable

import pytest
from django.utils import timezone

from linli.kernel import jobs as kernel_jobs
from linli.kernel.access import GRID, PROPERTY_STAFF, SYSTEM, WORKER
from linli.kernel.errors import DomainError
from linli.kernel.models import AuditEntry, JobRow
from linli.kernel.testing.world import Browser, World
from linli.kernel.tests.waiting import eventually
from linli.sections.devices.models import Command, Device
from linli.sections.devices.services import commands, register
from linli.sections.devices.tests.conftest import Wire
from linli.sections.devices.tests.factories import make_device, refused
from linli.sections.devices.tests.test_stories import basic

Open = Callable[..., Wire]
pytestmark = [pytest.mark.function("7.2"), pytest.mark.once]


def later(seconds: float) -> None:
    """As if that much time had passed for every open command and every job."""
    shift = dt.timedelta(seconds=seconds)
    for command in Command.objects.all():
        command.expires_at -= shift
        command.sent_at = command.sent_at - shift if command.sent_at else None
        command.save(update_fields=["expires_at", "sent_at"])
    JobRow.objects.filter(schedule="").update(due_at=timezone.now())
    kernel_jobs.drain_jobs()


def test_a_command_reaches_the_device_and_its_answer_the_page(broker: Open) -> None:
    wire = broker("LAMP-1", type_code="lamp")
    worker, path = wire.world.browser(WORKER), f"/api/devices/devices/{wire.devices['LAMP-1'].device.pk}"
    offers = worker.call("GET", f"{path}/command-offers").json()
    assert [(o["code"], [p["title"] for p in o["parameters"]]) for o in offers] == [
        ("switch", ["开关"]), ("dim", ["亮度"]),
    ]  # fmt: skip
    with wire.client("LAMP-1") as lamp:
        assert lamp.subscribe("linli/LAMP-1/down/#")
        made = worker.call(
            "POST", f"{path}/commands", {"code": "dim", "params": {"brightness": 40}, "note": "省电"}
        )
        assert (made.status_code, made.json()["said"]) == (201, "亮度 40 %")
        assert lamp.heard.wait(15)
        number = made.json()["id"]
        told = {"id": number, "code": "dim", "params": {"brightness": 40}}
        assert [(t, json.loads(p)) for t, p in lamp.received] == [("linli/LAMP-1/down/commands", told)]
        for answer in ({"id": number, "ok": True, "result": "已调到 40 %"}, {"id": number, "ok": False}):
            lamp.send("linli/LAMP-1/up/acks", answer)
        lamp.send("linli/LAMP-1/up/acks", {"id": "x"})
        eventually(lambda: refused() == {("LAMP-1", "wrong_type"): 1})
        eventually(lambda: Command.objects.get().state == "done")
    row = worker.call("GET", f"{path}/commands").json()["items"][0]
    shown = ("state_title", "text", "actor_name", "note", "tries")
    assert [row[key] for key in shown] == ["已执行", "已调到 40 %", "测试worker", "省电", 1]
    assert AuditEntry.objects.filter(action="devices.command.sent").get().detail["code"] == "dim"


def test_a_command_waits_for_a_device_that_is_away(embedded: Open) -> None:
    """Kept for an hour: told when the device comes; told again, under the same id, when it does not answer."""
    wire = embedded("LAMP-1", "LAMP-2", type_code="lamp")
    ids = [
        commands.send_command(
            actor=SYSTEM, device_id=wire.devices[n].device.pk, code="switch", params={"on": 1}, keep_s=3600
        ).pk
        for n in ("LAMP-1", "LAMP-2")
    ]
    with wire.client("LAMP-1") as lamp:
        lamp.subscribe("linli/LAMP-1/down/commands")
        assert lamp.heard.wait(15)
        lamp.heard.clear()
        eventually(lambda: Command.objects.get(pk=ids[0]).state == "sent")
        later(31)
        assert lamp.heard.wait(15)
        assert [json.loads(p)["id"] for _, p in lamp.received] == [ids[0]] * 2
        lamp.send("linli/LAMP-1/up/acks", {"id": ids[1], "ok": True})
    later(3600)
    texts = {c.pk: (c.state, c.result["text"]) for c in Command.objects.all()}
    assert texts == {ids[0]: ("timed_out", commands.SILENT), ids[1]: ("timed_out", commands.AWAY)}
    assert commands.acknowledge(
        device_id=Command.objects.get(pk=ids[0]).device_id, command_id=ids[0], ok=True
    )
    late = Command.objects.get(pk=ids[0])
    assert (late.state, late.result["late"]) == ("timed_out", "设备已执行")


WRONG: tuple[tuple[str, dict[str, object], str], ...] = (
    ("dance", {}, "code"),
    ("dim", {}, "brightness"),
    ("dim", {"brightness": 101}, "brightness"),
    ("dim", {"brightness": True}, "brightness"),
    ("dim", {"brightness": 1, "colour": 2}, "colour"),
    ("switch", {"on": 2}, "on"),
)


def test_only_what_the_thing_model_knows_is_sent(world: World) -> None:
    lamp = make_device(world.near.estate, "LAMP-1", "lamp").device
    worker, path = world.browser(WORKER), f"/api/devices/devices/{lamp.pk}/commands"
    answers = [worker.call("POST", path, {"code": code, "params": params}) for code, params, _ in WRONG]
    said = [(answer.status_code, list(answer.json()["error"]["fields"])) for answer in answers]
    assert said == [(422, [field]) for _, _, field in WRONG]
    assert (Command.objects.count(), JobRow.objects.filter(schedule="").count()) == (0, 0)


def test_who_may_command_what(world: World) -> None:
    """A lamp by the property's staff; a band only by those who may see its values, its phone numbers kept sealed."""
    lamp = make_device(world.near.estate, "LAMP-1", "lamp").device
    band = make_device(world.near.estate, "BAND-1", "wristband").device
    staff, warden = world.browser(PROPERTY_STAFF), world.browser(GRID)
    call = {"code": "call_back", "params": {"phone": "138 0013 8000"}}
    lit = staff.call(
        "POST", f"/api/devices/devices/{lamp.pk}/commands", {"code": "switch", "params": {"on": 1}}
    )
    assert lit.status_code == 201
    assert staff.call("POST", f"/api/devices/devices/{band.pk}/commands", call).status_code == 403
    made = warden.call("POST", f"/api/devices/devices/{band.pk}/commands", call)
    assert (made.status_code, made.json()["said"]) == (201, "电话号码 138****8000")
    assert staff.call("GET", f"/api/devices/devices/{band.pk}/commands").json()["total"] == 0
    taken_back = warden.call("POST", f"/api/devices/commands/{made.json()['id']}/withdraw")
    assert (taken_back.json()["state"], taken_back.json()["text"]) == ("failed", "由测试grid撤回")
    assert Command.objects.get(pk=made.json()["id"]).sealed == ""
    assert warden.call("POST", f"/api/devices/commands/{made.json()['id']}/withdraw").status_code == 409
    foreign = world.browser(WORKER, world.far.community)
    assert foreign.call("POST", f"/api/devices/commands/{lit.json()['id']}/withdraw").status_code == 404


def test_who_wears_a_device(world: World) -> None:
    """Binding resets the consent to keep its position; a retired device is not bound."""
    band = make_device(world.near.estate, "BAND-1", "wristband", locate=True).device
    bound = register.bind_person(actor=world.actor(WORKER), device_id=band.pk, person_id=7)
    assert (bound.person_id, bound.locate) == (7, False)
    register.retire_device(actor=SYSTEM, device_id=band.pk, reason="损坏")
    with pytest.raises(DomainError):
        register.bind_person(actor=SYSTEM, device_id=band.pk, person_id=8)
    assert register.bind_person(actor=SYSTEM, device_id=band.pk, person_id=None).person_id is None


def test_a_device_that_speaks_http_fetches_its_commands_and_answers(world: World) -> None:
    made, other = make_device(world.near.estate, "H-1", "lamp"), make_device(world.near.estate, "H-2", "lamp")
    Device.objects.update(line="http")
    worker = world.browser(WORKER)
    path = f"/api/devices/devices/{made.device.pk}/commands"
    number = worker.call("POST", path, {"code": "switch", "params": {"on": 1}}).json()["id"]
    assert commands.deliver(number) is False  # nobody can tell it
    own, device = "/api/devices/own/commands", Browser()
    told = device.call("GET", own, **basic("H-1", made.key)).json()
    assert told == {"commands": [{"id": number, "code": "switch", "params": {"on": 1}}]}
    assert device.call("GET", own, **basic("H-1", made.key)).json() == {"commands": []}
    assert device.call("GET", own, **basic("H-1", other.key)).status_code == 401
    ack = f"{own}/{number}/ack"
    assert device.call("POST", ack, {"ok": True}, **basic("H-2", other.key)).status_code == 404
    for _ in range(2):
        done = device.call("POST", ack, {"ok": True, "result": "灯已打开"}, **basic("H-1", made.key))
        assert done.status_code == 204
    row = worker.call("GET", path).json()["items"][0]
    assert (row["state"], row["text"]) == ("done", "灯已打开")
    worker.call("POST", path, {"code": "switch", "params": {"on": 0}})
    later(600)  # it comes by only every now and then: its type counts as offline later than that
    assert Command.objects.first().state == "queued"  # type: ignore[union-attr]
    device.call("GET", own, **basic("H-1", made.key))
    later(made.device.type.offline_seconds)
    row = worker.call("GET", path).json()["items"][0]
    assert (row["state"], row["text"]) == ("timed_out", "已经送出，设备没有回音")
    assert AuditEntry.objects.filter(action="devices.command.sent").count() == 2
