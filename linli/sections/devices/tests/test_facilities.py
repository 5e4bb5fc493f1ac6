"""Dispensers and lockers: machines ask over MQTT, people get water and parcels, nothing twice and nothing lost."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from linli.kernel import jobs
from linli.kernel.access import PROPERTY_STAFF, RESIDENT, SECRETARY
from linli.kernel.models import AuditEntry
from linli.kernel.outbox import drain
from linli.kernel.ports import port
from linli.kernel.testing.world import Browser, World
from linli.kernel.tests.waiting import eventually
from linli.sections.devices.ingest.plan import Plan
from linli.sections.devices.ingest.store import Store
from linli.sections.devices.models import (
    Command,
    CourierPass,
    Device,
    LockerCell,
    LockerGuard,
    MachineRequest,
    Parcel,
    WaterCard,
    WaterDraw,
    WaterEntry,
)
from linli.sections.devices.services import commands, parceltold, requests, water
from linli.sections.devices.services.lockers import phone_index
from linli.sections.devices.tests.conftest import Wire
from linli.sections.devices.tests.factories import make_device, refused

pytestmark = pytest.mark.once

Open = Callable[..., Wire]
PARCELS = "/api/devices/parcels"
Outbox = Callable[[], list[tuple[str, str]]]
HOME, COURIER, DAUGHTER = "13900000011", "13900000022", "13900000033"


@pytest.fixture(autouse=True)
def outbox(tmp_path: Path) -> Outbox:
    """What was sent by SMS: (number, text), oldest first."""
    port("sms").path = tmp_path / "sms.jsonl"
    return lambda: [(row["phone"], row["text"]) for row in reversed(port("sms").outbox(50))]


class Machine:
    """A machine that asks without a wire, and hears what it was told."""

    def __init__(self, device: Device) -> None:
        self.device, self.nth = device, 0

    def ask(
        self, ask: str, *, key: str = "", at: dt.datetime | None = None, **body: Any
    ) -> list[dict[str, Any]]:
        """Asks; returns what it is told, in order: the parameters of each command with its code."""
        self.nth += 1
        before = Command.objects.filter(device=self.device).count()
        requests.receive(
            device_id=self.device.pk, key=key or f"r{self.nth}", ask=ask, body=body, at=at or timezone.now()
        )
        jobs.drain_jobs()
        told = Command.objects.filter(device=self.device).order_by("pk")[before:]
        return [{"code": one.code, **one.params} for one in told]

    def answer(self, *, ok: bool = True) -> None:
        """Answers the newest command."""
        newest = Command.objects.filter(device=self.device).latest("pk")
        commands.acknowledge(device_id=self.device.pk, command_id=newest.pk, ok=ok)
        drain()

    def door(self, cell: int, *moves: bool) -> None:
        """Opens and closes a door."""
        for move in moves:
            self.ask("door", cell=cell, open=move)


def resident(world: World, phone: str) -> Browser:
    """A resident whose account has that number."""
    user = world.user(RESIDENT, world.near.estate)
    user.phone = phone
    user.person_id = 4711
    user.save()
    return Browser(user)


@pytest.mark.function("7.6")
def test_water_from_swipe_to_ledger_over_mqtt(embedded: Open) -> None:
    wire = embedded("WATER-1", type_code="dispenser")
    secretary, estate = wire.world.browser(SECRETARY), wire.world.near.estate
    card = secretary.call(
        "POST", "/api/devices/water/cards", {"area_id": estate.pk, "number": "c00001", "fen": 100}
    )
    assert (card.status_code, card.json()["number"], card.json()["balance_fen"]) == (201, "C00001", 100)
    with wire.client("WATER-1") as machine:
        assert machine.subscribe("linli/WATER-1/down/commands")
        swipe = {"id": "s1", "ask": "card", "p": {"card": "C00001"}}
        for _ in range(2):  # the machine did not hear the acknowledgement and says it again
            machine.send("linli/WATER-1/up/requests", swipe)
        for bad in (b"{", {"id": "x y", "ask": "card"}, {"id": "z", "ask": 3}):
            machine.send("linli/WATER-1/up/requests", bad)
        eventually(lambda: refused() == {("WATER-1", "not_json"): 1, ("WATER-1", "wrong_type"): 2})
        assert (MachineRequest.objects.count(), jobs.drain_jobs()) == (1, 1)
        assert machine.heard.wait(15)
        told = json.loads(machine.received[0][1])
        assert (told["code"], told["params"]) == (
            "answer", {"request": "s1", "ok": 1, "text": "余额 ¥1.00，可取 5 升", "ml": 5000},
        )  # fmt: skip
        for key in ("d1", "d2"):
            machine.send(
                "linli/WATER-1/up/requests", {"id": key, "ask": "drawn", "p": {"re": "s1", "ml": 2600}}
            )
    jobs.drain_jobs()
    assert [(e.kind, e.fen, e.balance_fen) for e in WaterEntry.objects.order_by("pk")] == [
        ("top_up", 100, 100), ("water", -52, 48),
    ]  # fmt: skip
    assert [(r.outcome, r.body) for r in MachineRequest.objects.order_by("pk")] == [
        ("allowed", ""), ("charged", ""), ("known", ""),
    ]  # fmt: skip
    day = secretary.call("GET", f"/api/devices/water/{wire.devices['WATER-1'].device.pk}").json()["use"]
    assert [(d["ml"], d["draws"], d["fen"]) for d in day] == [(2600, 1, 52)]


@pytest.mark.function("7.6")
def test_cards_hold_what_runs_and_refuse_what_they_should(world: World) -> None:
    first, second = (
        Machine(make_device(world.near.estate, f"WATER-{n}", "dispenser").device) for n in (1, 2)
    )
    foreign = Machine(make_device(world.far.estate, "WATER-9", "dispenser").device)
    secretary, cards = world.browser(SECRETARY), "/api/devices/water/cards"
    card = secretary.call(
        "POST", cards, {"area_id": world.near.estate.pk, "number": "C00001", "fen": 151}
    ).json()
    step = f"{cards}/{card['id']}/step"
    assert first.ask("card", card="C00001", key="a")[0]["ml"] == 7500  # holds ¥1.50 of the ¥1.51
    assert second.ask("card", card="C00001")[0] | {"request": ""} == {
        "code": "answer", "request": "", "ok": 0, "text": "余额不足，请到社区服务站充值", "ml": 0,
    }  # fmt: skip
    assert secretary.call("POST", step, {"step": "close"}).status_code == 409
    assert first.ask("drawn", re="a", ml=90_000) == []  # never more than was let run
    assert second.ask("drawn", re="a", ml=500) == []  # another machine's swipe is nobody's
    assert WaterCard.objects.get().balance_fen == 1
    texts = {
        "不是本小区的水卡": foreign.ask("card", card="C00001"),
        "请求超时，请重新刷卡": first.ask("card", card="C00001", at=timezone.now() - dt.timedelta(minutes=2)),
    }
    assert secretary.call("POST", step, {"step": "lost"}).json()["state_title"] == "已挂失"
    texts["水卡已挂失"] = first.ask("card", card="C00001")
    assert [(text, told[0]["text"], told[0]["ok"]) for text, told in texts.items()] == [
        (t, t, 0) for t in texts
    ]
    replaced = secretary.call("POST", step, {"step": "replace", "number": "C00002"}).json()
    assert (replaced["number"], replaced["state"], replaced["balance_fen"]) == ("C00002", "active", 1)
    top_up = (f"{cards}/{card['id']}/top-up", {"fen": 2000})
    topped = {secretary.call("POST", *top_up, Idempotency_Key="k").status_code for _ in "ab"}
    assert (topped, WaterCard.objects.get().balance_fen) == ({200}, 2001)
    first.ask("card", card="C00002", key="b")
    WaterDraw.objects.filter(key="b").update(asked_at=timezone.now() - dt.timedelta(minutes=16))
    assert (water.release_held(), secretary.call("POST", step, {"step": "close"}).json()["balance_fen"]) == (
        1,
        0,
    )
    assert all(water.ledger_agrees(one) for one in WaterCard.objects.all())
    assert [e.fen for e in WaterEntry.objects.order_by("pk")] == [151, -150, 2000, -2001]
    assert world.browser(PROPERTY_STAFF).call("POST", step, {"step": "lost"}).status_code == 403


@pytest.mark.function("7.6")
def test_residents_see_the_water_and_their_card(world: World) -> None:
    good, bad = (
        make_device(world.near.estate, f"WATER-{n}", "dispenser", place=f"{n}号楼").device for n in (1, 2)
    )
    make_device(world.far.estate, "WATER-9", "dispenser")
    now = int(timezone.now().timestamp() * 1000)
    rows = {
        (good.pk, now): {"tds": 41.0, "filter_life": 63.0},
        (bad.pk, now): {"tds": 140.0, "filter_life": 4.0},
    }
    Store().commit(Plan(rows=rows), {})
    me = resident(world, HOME)
    shown = me.call("GET", "/api/devices/water/public").json()
    assert [(w["place"], w["water"]["words"], w["water"]["filter_words"]) for w in shown] == [
        ("1号楼", "水质很好，可以放心饮用", "滤芯还能用 63%"),
        ("2号楼", "水质超过控制值，暂时不要饮用，已通知维护", "滤芯该换了，已通知维护"),
    ]
    WaterCard.objects.create(area=world.near.estate, number="C00007", person_id=4711, balance_fen=150)
    other = WaterCard.objects.create(area=world.near.estate, number="C00008", person_id=4712)
    own = me.call("GET", "/api/devices/water/my-cards").json()
    assert [(c["number"], c["low"]) for c in own] == [("C00007", True)]
    assert (
        me.call("POST", f"/api/devices/water/my-cards/{own[0]['id']}/lost").json()["state_title"] == "已挂失"
    )
    assert me.call("POST", f"/api/devices/water/my-cards/{other.pk}/lost").status_code == 404
    staff, path = world.browser(PROPERTY_STAFF), f"/api/devices/water/{good.pk}"
    change = {"changed_on": str(timezone.localdate()), "what": "RO 膜", "person": "赵师傅"}
    assert staff.call("POST", f"{path}/filters", change).status_code == 201
    late = staff.call("POST", f"{path}/filters", change | {"changed_on": "2099-01-01"})
    assert (late.status_code, late.json()["error"]["fields"]) == (422, {"changed_on": "不能晚于今天。"})
    assert [(f["what"], f["person"]) for f in staff.call("GET", path).json()["filters"]] == [
        ("RO 膜", "赵师傅")
    ]


def locker_of(world: World, *sizes: str) -> Machine:
    """A locker with a cell of each size."""
    device = make_device(world.near.estate, "LOCKER-1", "parcel_locker", place="北门").device
    LockerCell.objects.bulk_create(
        LockerCell(device=device, number=n, size=s) for n, s in enumerate(sizes, 1)
    )
    return Machine(device)


def stored(machine: Machine, phone: str = HOME, *, key: str = "dep") -> Parcel:
    """A courier signs in and puts a parcel in."""
    CourierPass.objects.get_or_create(
        device=machine.device, session="in", defaults={
            "phone": COURIER, "phone_index": phone_index(COURIER), "company": "顺丰",
            "expires_at": timezone.now() + dt.timedelta(minutes=5),
        },
    )  # fmt: skip
    told = machine.ask("deposit", key=key, session="in", phone=phone, size="S")
    machine.door(told[0]["cell"], True, False)
    return Parcel.objects.get(key=key)


@pytest.mark.function("7.7")
def test_a_parcel_from_the_courier_to_the_recipient(
    world: World, outbox: Callable[[], list[tuple[str, str]]]
) -> None:
    machine = locker_of(world, "L", "S")
    assert machine.ask("courier", phone=COURIER, company="顺丰")[0]["text"] == "验证码已发送"
    assert machine.ask("courier", phone=COURIER)[0]["ok"] == 0  # one a minute
    code = re.search(r"验证码 (\d{6})", outbox()[0][1])[1]  # type: ignore[index]
    wrong = "000000" if code != "000000" else "111111"
    assert machine.ask("login", phone=COURIER, code=wrong)[0]["ok"] == 0
    assert machine.ask("login", phone=COURIER, code=code, key="in")[0] == {
        "code": "answer", "request": "in", "ok": 1, "text": "登录成功",
    }  # fmt: skip
    assert (
        machine.ask("deposit", session="other", phone=HOME, size="S")[0]["text"] == "登录已过期，请重新登录"
    )
    for _ in range(2):
        told = machine.ask("deposit", key="dep", session="in", phone=HOME, size="S")
    assert (told, Command.objects.latest("pk").params) == ([], {"cell": 2, "request": "dep"})
    machine.answer()
    machine.door(2, True, False)
    parcel = Parcel.objects.get()
    assert (parcel.state, parcel.company, len(parcel.code), outbox()[1]) == (
        "waiting", "顺丰", 6, (HOME, f"【社区快递柜】您的顺丰快件已放入北门 2 号格，取件码 {parcel.code}。"),
    )  # fmt: skip
    assert parcel.code not in json.dumps(
        [parcel.code_hash, *MachineRequest.objects.values_list("body", flat=True)]
    )
    mine = resident(world, HOME).call("GET", "/api/devices/parcels/mine").json()
    assert [(p["code"], p["words"], p["place"]) for p in mine] == [(parcel.code, "等您来取", "北门")]
    assert machine.ask("pick", key="p", code=parcel.code) == [
        {"code": "open_cell", "cell": 2, "request": "p"}
    ]
    machine.answer(ok=False)  # the lock is stuck: it waits on
    assert Parcel.objects.get().state == "waiting"
    machine.ask("pick", code=parcel.code)
    machine.answer()
    machine.door(2, True)
    assert Parcel.objects.get().state == "opening"
    machine.door(2, False)
    gone = Parcel.objects.get()
    assert (gone.state, gone.code, gone.code_hash, gone.how) == ("picked", "", "", "code")
    assert (LockerCell.objects.get(number=2).state, len(outbox())) == ("empty", 2)
    assert machine.ask("pick", code=parcel.code)[0]["text"] == "取件码不正确，还可以试 4 次"


@pytest.mark.function("7.7")
def test_wrong_codes_lock_the_machine_for_a_while(world: World) -> None:
    machine = locker_of(world, "S")
    code = stored(machine).code
    wrong = "000000" if code != "000000" else "111111"
    texts = [machine.ask("pick", code=wrong)[0]["text"] for _ in range(5)]
    assert texts == [
        *(f"取件码不正确，还可以试 {n} 次" for n in (4, 3, 2, 1)),
        "输错次数过多，请十分钟后再试",
    ]
    assert machine.ask("pick", code=code)[0]["text"] == "输错次数过多，请十分钟后再试"
    LockerGuard.objects.update(locked_until=timezone.now())
    assert machine.ask("pick", code=code)[0]["code"] == "open_cell"


def reminded_by_day(sent_by: Outbox) -> None:
    """After a day, two, three; not at night."""
    noon = timezone.localtime().replace(hour=12)
    sent = []
    for hours in (23, 25, 26, 49, 80, 170):
        Parcel.objects.update(placed_at=noon - dt.timedelta(hours=hours))
        sent.append(parceltold.remind_overdue(noon))
    jobs.drain_jobs()
    assert (sent, parceltold.remind_overdue(noon.replace(hour=22))) == ([0, 1, 0, 1, 1, 0], 0)
    texts = [text for _, text in sent_by()]
    assert len([t for t in texts if "请尽快取走" in t]) == 3
    assert "超时未取，请到柜机登录后取回" in texts[-1]


def the_number_is_revealed_with_a_reason(world: World, parcel: Parcel) -> None:
    """Not to the property company."""
    staff = world.browser(PROPERTY_STAFF)
    row = staff.call("GET", f"{PARCELS}?overdue=true").json()["items"][0]
    assert (row["overdue"], row["reminded_h"], row["phone"]) == (True, 72, "139****0011")
    reveal = (
        "/api/administration/reveal",
        {"model": "devices.parcel", "id": parcel.pk, "field": "phone", "reason": "电话联系"},
    )
    assert staff.call("POST", *reveal).status_code == 403
    assert world.browser(SECRETARY).call("POST", *reveal).json()["value"] == HOME


def shared_with_the_daughter(world: World, machine: Machine, parcel: Parcel, sent_by: Outbox) -> None:
    """She is told the code; nobody else's parcel can be shared."""
    me = resident(world, HOME)
    share = {"helper": "女儿", "phone": DAUGHTER}
    assert me.call("POST", f"{PARCELS}/mine/{parcel.pk}/share", share).json()["helper"] == "女儿"
    jobs.drain_jobs()
    assert sent_by()[-1] == (DAUGHTER, f"【社区快递柜】有人请您代取快件：北门 1 号格，取件码 {parcel.code}。")
    other = stored(machine, "13900000099", key="dep2")
    assert me.call("POST", f"{PARCELS}/mine/{other.pk}/share", share).status_code == 404


def fetched_by_a_helper(world: World, machine: Machine, parcel: Parcel) -> None:
    """The property company opens for whoever helps; the resident reads who it was."""
    staff, me = world.browser(PROPERTY_STAFF), resident(world, HOME)
    helped = staff.call(
        "POST", f"{PARCELS}/{parcel.pk}/fetch", {"helper": "网格员小李", "reason": "老人腿脚不便"}
    )
    assert (helped.json()["state"], Command.objects.latest("pk").params) == ("opening", {"cell": 1})
    machine.door(1, True, False)
    assert [(p["state"], p["words"], p["code"]) for p in me.call("GET", f"{PARCELS}/mine").json()] == [
        ("picked", "网格员小李已代取", ""),
    ]  # fmt: skip


def opened_for_repair_and_counted(staff: Browser) -> None:
    """With a reason, which is kept."""
    cell = LockerCell.objects.get(number=1)
    opened = staff.call("POST", f"/api/devices/cells/{cell.pk}/open", {"reason": "检修门锁"})
    assert (opened.status_code, AuditEntry.objects.get(action="devices.locker.opened").detail["reason"]) == (
        200,
        "检修门锁",
    )
    assert staff.call("POST", f"/api/devices/cells/{cell.pk}/open", {"reason": " "}).status_code == 422
    numbers = staff.call("GET", "/api/devices/lockers/statistics").json()
    assert {k: numbers[k] for k in ("cells", "empty", "placed", "picked", "helped", "overdue")} == {
        "cells": 2, "empty": 2, "placed": 2, "picked": 1, "helped": 1, "overdue": 0,
    }  # fmt: skip


@pytest.mark.function("7.7")
def test_reminders_help_and_the_way_back(world: World, outbox: Callable[[], list[tuple[str, str]]]) -> None:
    machine = locker_of(world, "S", "S")
    parcel = stored(machine)
    reminded_by_day(outbox)
    the_number_is_revealed_with_a_reason(world, parcel)
    shared_with_the_daughter(world, machine, parcel, outbox)
    fetched_by_a_helper(world, machine, parcel)
    assert machine.ask("take_back", session="in", cell=1)[0]["text"] == "这个格口没有您可以取回的快件。"
    assert machine.ask("take_back", session="in", cell=2)[0]["code"] == "open_cell"
    machine.door(2, True, False)
    assert (Parcel.objects.get(key="dep2").state, LockerCell.objects.filter(state="empty").count()) == (
        "returned",
        2,
    )
    opened_for_repair_and_counted(world.browser(PROPERTY_STAFF))


@pytest.mark.function("7.7")
def test_a_full_locker_a_broken_cell_and_a_courier_who_changes_his_mind(world: World) -> None:
    machine = locker_of(world, "S", "M")
    stored(machine, key="one")
    machine.ask("fault", cell=2, fault=True)
    assert machine.ask("deposit", session="in", phone=HOME, size="S")[0]["text"] == "没有合适的空格口。"
    machine.ask("fault", cell=2, fault=False)
    machine.ask("deposit", key="two", session="in", phone=HOME, size="S")
    machine.ask("cancel", re="two")
    machine.ask("deposit", key="three", session="in", phone=HOME, size="L")
    machine.ask("deposit", key="four", session="in", phone=HOME, size="M")
    machine.answer(ok=False)
    assert [(p.key, p.state) for p in Parcel.objects.order_by("pk")] == [
        ("one", "waiting"), ("two", "cancelled"), ("four", "cancelled"),
    ]  # fmt: skip
    old = timezone.now() - dt.timedelta(minutes=5)
    machine.ask("door", cell=1, open=True, at=old)  # older than what is known
    assert (LockerCell.objects.get(number=1).open, LockerCell.objects.get(number=2).state) == (False, "empty")
    assert MachineRequest.objects.filter(handled_at=None).count() == 0
