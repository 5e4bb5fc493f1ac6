"""The medicine cabinet: filled by two, emptied box by box, watched."""

from __future__ import annotations

import io
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections
from django.utils import timezone
from PIL import Image

from linli.kernel.access import SYSTEM
from linli.kernel.errors import Conflict, DomainError
from linli.kernel.models import AuditEntry
from linli.kernel.outbox import drain
from linli.kernel.testing.world import World
from linli.sections.alerts.models import Alert
from linli.sections.devices.models import Command
from linli.sections.devices.services.requests import receive
from linli.sections.eldercare.models import Dispensing, Movement, PrescriptionLine, Stock
from linli.sections.eldercare.services.dispensing import Wish, dispense
from linli.sections.eldercare.services.stockwatch import watch_all
from linli.sections.eldercare.tests import care as c

pytestmark = [pytest.mark.function("5.8"), pytest.mark.once]


def wish(cabinet: int, drug: int, quantity: int = 1, key: str = "wish-0001") -> dict[str, object]:
    return {"cabinet_id": cabinet, "drug_id": drug, "quantity": quantity, "key": key}


def live(code: str) -> list[tuple[int, str]]:
    """Live alerts of a kind: severity and message."""
    rows = Alert.objects.filter(kind__code=code, status__in=Alert.LIVE).order_by("pk")
    return [(row.severity, row.message) for row in rows]


def test_two_people_fill_it_and_the_first_to_expire_goes_first(world: World) -> None:
    around = c.around(world)
    box, vitamin = c.cabinet(world.near.estate), c.drug(world.near.estate)
    c.slot(box, 1, vitamin)
    path = f"{c.API}/cabinets/{box.pk}"
    old = {"lines": [{"slot": 1, "lot": "A0", "expires_on": c.today(-1), "quantity": 1}]}
    assert around.grid.call("POST", f"{path}/restocks", old).json()["error"]["fields"] == {
        "lines.0.expires_on": "已过有效期，不能入柜。"
    }
    lines = {"lines": [{"slot": 1, "lot": lot, "expires_on": c.today(days), "quantity": 2} for lot, days in
                       (("B2", 200), ("B1", 20))]}  # fmt: skip
    made = c.ok(around.grid.call("POST", f"{path}/restocks", lines))
    assert c.refused(around.grid.call("POST", f"{c.API}/restocks/{made['id']}/confirm")) == (
        409, "补货须两人：请由另一位同事复核。",
    )  # fmt: skip
    assert not Stock.objects.exists()
    c.ok(around.worker.call("POST", f"{c.API}/restocks/{made['id']}/confirm"))
    assert live("med_expiry") == [(2, "维生素C片 100mg×100片 批号 B1 还有 20 天到期（剩 2）")]

    shelf = c.ok(around.her.call("GET", f"{c.API}/my/shelf"))
    assert [(d["name"], d["most"]) for d in shelf[0]["drugs"]] == [("维生素C片", 2)]
    taken = c.ok(around.her.call("POST", f"{c.API}/my/dispensings", wish(box.pk, vitamin.pk, 2)))
    again = c.ok(around.her.call("POST", f"{c.API}/my/dispensings", wish(box.pk, vitamin.pk, 2)))
    assert (taken["id"], taken["state"], taken["amount_fen"], again["id"]) == (
        taken["id"],
        "opening",
        2400,
        taken["id"],
    )
    c.answered(taken["id"])
    drain()
    assert Dispensing.objects.get().state == "done"
    assert live("med_expiry") == []
    assert c.refused(around.her.call("POST", f"{c.API}/my/dispensings", wish(box.pk, vitamin.pk, key="wish-0002"))) == (
        422, "维生素C片每天最多取 2 瓶，今天已取 2 瓶。",
    )  # fmt: skip
    ledger = c.ok(around.worker.call("GET", f"{path}/movements?sort=at"))["items"]
    assert [(m["kind"], m["lot"], m["change"], m["balance"], m["by_name"], m["second_name"]) for m in ledger] == [
        ("restock", "B2", 2, 2, "测试grid", "测试worker"), ("restock", "B1", 2, 2, "测试grid", "测试worker"),
        ("dispense", "B1", -2, 0, "", ""),
    ]  # fmt: skip
    assert around.worker.call("GET", f"{c.API}/dispensings").status_code == 403
    assert [d["name"] for d in c.ok(around.doctor.call("GET", f"{c.API}/dispensings"))["items"]] == ["王桂兰"]
    assert AuditEntry.objects.filter(action="eldercare.restock.confirmed").count() == 1


def test_a_prescription_only_medicine_needs_a_checked_prescription(world: World) -> None:
    around = c.around(world)
    box, pill = (
        c.cabinet(world.near.estate),
        c.drug(world.near.estate, "硝苯地平片", prescription_only=True, unit="盒"),
    )
    c.slot(box, 1, pill)
    c.fill(around, box, (1, "P1", 300, 5))
    path = f"{c.API}/my/dispensings"
    before = (Dispensing.objects.count(), Stock.objects.get().quantity)
    assert around.her.call("POST", path, wish(box.pk, pill.pk)).status_code == 403
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(out, "JPEG")
    photo = SimpleUploadedFile("处方.jpg", out.getvalue())
    paper = c.ok(around.her.post(f"{c.API}/my/prescriptions", {"file": photo}, headers={
        "X-CSRFToken": around.her.cookies["csrftoken"].value}))  # fmt: skip
    assert around.her.call("POST", path, wish(box.pk, pill.pk)).status_code == 403
    assert (Dispensing.objects.count(), Stock.objects.get().quantity) == before
    checked = {"hospital": "区人民医院", "doctor": "陈医生", "issued_on": c.today(-2), "valid_until": c.today(28),
               "lines": [{"drug_id": pill.pk, "quantity": 2, "usage": "每日一次"}]}  # fmt: skip
    assert around.grid.call("POST", f"{c.API}/prescriptions/{paper['id']}/check", checked).status_code == 403
    late = checked | {"valid_until": c.today(-1)}
    assert around.doctor.call("POST", f"{c.API}/prescriptions/{paper['id']}/check", late).status_code == 422
    c.ok(around.doctor.call("POST", f"{c.API}/prescriptions/{paper['id']}/check", checked))
    taken = c.ok(around.her.call("POST", path, wish(box.pk, pill.pk)))
    c.answered(taken["id"], ok=False)
    drain()
    assert (PrescriptionLine.objects.get().left, Stock.objects.get().quantity) == (2, 5)
    mine = c.ok(around.her.call("GET", path))
    assert [(d["state"], d["problem"]) for d in mine] == [("failed", "柜门没有打开")]
    taken = c.ok(around.her.call("POST", path, wish(box.pk, pill.pk, 2, "wish-0002")))
    c.answered(taken["id"])
    drain()
    assert PrescriptionLine.objects.get().left == 0
    helped = {**wish(box.pk, pill.pk, key="wish-0003"), "elder_id": around.elder.pk}
    assert around.grid.call("POST", f"{c.API}/dispensings", helped).status_code == 422  # two a day


def test_counting_recalling_and_what_runs_low(world: World) -> None:
    around = c.around(world)
    box, vitamin = c.cabinet(world.near.estate), c.drug(world.near.estate)
    slot = c.slot(box, 1, vitamin, low_at=1)
    c.fill(around, box, (1, "A1", 100, 3), (1, "A2", 300, 1))
    watch_all()
    assert (live("med_stock"), live("med_expiry")) == ([], [])
    taken = c.ok(around.her.call("POST", f"{c.API}/my/dispensings", wish(box.pk, vitamin.pk, 2)))
    c.answered(taken["id"])
    drain()
    first = Stock.objects.get(batch__lot="A1")
    body = {"batch_id": first.batch_id, "counted": 0}
    answer = around.worker.call("POST", f"{c.API}/slots/{slot.pk}/count", body)
    assert answer.json()["error"]["fields"] == {"reason": "例如“破损 1 盒”。"}
    c.ok(around.worker.call("POST", f"{c.API}/slots/{slot.pk}/count", body | {"reason": "破损 1 瓶"}))
    assert live("med_stock") == [(1, "维生素C片 100mg×100片 剩 1 瓶，请补货")]
    c.ok(around.doctor.call("POST", f"{c.API}/batches/{first.batch_id}/recall", {"reason": "厂家召回"}))
    takers = c.ok(around.doctor.call("GET", f"{c.API}/batches/{first.batch_id}/takers"))
    assert [(t["name"], t["quantity"]) for t in takers] == [("王桂兰", 2)]
    again = {"lines": [{"slot": 1, "lot": "A1", "expires_on": c.today(100), "quantity": 1}]}
    answer = around.grid.call("POST", f"{c.API}/cabinets/{box.pk}/restocks", again)
    assert answer.json()["error"]["fields"] == {"lines.0.lot": "这一批次已被召回，不能入柜。"}
    c.fill(around, box, (1, "A3", 300, 5))
    assert live("med_stock") == []
    assert [m.kind for m in Movement.objects.order_by("pk")] == [
        "restock",
        "restock",
        "dispense",
        "count",
        "restock",
    ]


def test_a_code_typed_at_the_machine_opens_the_slot_once(world: World) -> None:
    around = c.around(world)
    box, vitamin = c.cabinet(world.near.estate), c.drug(world.near.estate)
    c.slot(box, 1, vitamin)
    c.fill(around, box, (1, "A1", 300, 3))
    code = c.ok(around.her.call("POST", f"{c.API}/my/pickups", {"drug_id": vitamin.pk}))["code"]

    def typed(key: str, text: str) -> list[tuple[str, str]]:
        """What the machine is told after somebody typed that."""
        before = Command.objects.count()
        receive(device_id=box.device_id, key=key, ask="pickup", body={"code": text}, at=timezone.now())
        c.clock()
        told = Command.objects.order_by("pk")[before:]
        return [(one.code, str(one.params.get("text", one.params.get("slot")))) for one in told]

    assert typed("m1", "000000") == [("answer", "取药码不对，或已用过、已过期。请在手机上重新取码。")]
    assert typed("m2", code) == [("open_slot", "1"), ("answer", "1 号门已开，请取药")]
    assert typed("m2", code) == []  # the machine did not hear and says it again
    assert typed("m3", code) == [("answer", "取药码不对，或已用过、已过期。请在手机上重新取码。")]
    row = Dispensing.objects.get()
    c.answered(row.pk)
    c.clock()
    assert [(d.way, d.state) for d in Dispensing.objects.all()] == [("machine", "done")]


@pytest.mark.django_db(transaction=True)
def test_the_last_boxes_are_never_handed_out_twice() -> None:
    from linli.kernel.testing.world import make_world

    world = make_world()
    around = c.around(world)
    box, vitamin = c.cabinet(world.near.estate), c.drug(world.near.estate, most=20)
    c.slot(box, 1, vitamin)
    c.fill(around, box, (1, "A1", 300, 3))

    def ask(nth: int) -> bool:
        try:
            wanted = Wish(box.pk, vitamin.pk, 1, f"wish-{nth:04}")
            dispense(actor=SYSTEM, elder=around.elder, wish=wanted, way="machine")
        except (Conflict, DomainError):
            return False
        finally:
            connections.close_all()
        return True

    with ThreadPoolExecutor(8) as pool:
        served = list(pool.map(ask, range(8)))
    assert (sum(served), Stock.objects.get().quantity) == (3, 0)
    assert sum(m.change for m in Movement.objects.all()) == 0
