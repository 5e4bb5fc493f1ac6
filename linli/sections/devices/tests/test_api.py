"""Every route of the section: who may, who may not, and what it does."""

from __future__ import annotations

import io
import time
from typing import Any

import pytest

from linli.kernel.access import DOCTOR, GRID, PROPERTY_STAFF, SECRETARY, STREET, WORKER
from linli.kernel.models import AuditEntry
from linli.kernel.testing.api import ApiRoute
from linli.kernel.testing.world import Branch, World, row_counts
from linli.sections.devices.ingest.plan import Plan
from linli.sections.devices.ingest.store import Store
from linli.sections.devices.models import Device, DeviceType, Entity, Refusal
from linli.sections.devices.services.register import Registered
from linli.sections.devices.tests.factories import make_device, now_ms

pytestmark = pytest.mark.once

BASE = "/api/devices"


def device_in(branch: Branch, type_code: str = "environment") -> Registered:
    number = f"T-{branch.estate.pk}-{type_code.replace('_', '-')}"
    found = Device.objects.filter(number=number).first()
    return Registered(found, "") if found else make_device(branch.estate, number, type_code)


def entity_in(branch: Branch) -> Entity:
    device = device_in(branch, "gateway").device
    fields = {"component": "sensor", "name": "客厅温度", "metric": "temperature", "thing_id": "t1"}
    topic = f"linli/{device.number}/up/ha/t"
    return Entity.objects.get_or_create(
        announcer=device, unique_id="u1", defaults={**fields, "state_topic": topic}
    )[0]


@pytest.mark.function("7.1")
class TestList(ApiRoute):
    method, permission, role, bound = "GET", "devices.device.read", PROPERTY_STAFF, False

    def path(self, world: World, branch: Branch) -> str:
        device_in(world.near)
        device_in(world.far)
        return f"{BASE}/devices"

    def check(self, world: World, answer: Any) -> None:
        assert [d["number"] for d in answer.json()["items"]] == [f"T-{world.near.estate.pk}-environment"]


@pytest.mark.function("7.1")
class TestRead(ApiRoute):
    method, permission, role = "GET", "devices.device.read", PROPERTY_STAFF

    def path(self, world: World, branch: Branch) -> str:
        return f"{BASE}/devices/{device_in(branch).device.pk}"

    def check(self, world: World, answer: Any) -> None:
        assert answer.json()["type_title"] == "环境监测"


@pytest.mark.function("7.1")
class TestRegister(ApiRoute):
    method, permission, role, expected = "POST", "devices.device.manage", WORKER, 201

    def path(self, world: World, branch: Branch) -> str:
        return f"{BASE}/devices"

    def body(self, world: World, branch: Branch) -> Any:
        return {
            "type_code": "smoke",
            "area_id": branch.estate.pk,
            "name": "3号楼烟感",
            "place": "3号楼1单元2层",
        }

    def check(self, world: World, answer: Any) -> None:
        made = Device.objects.get()
        said = answer.json()
        assert (made.number, said["connection"]["user"]) == ("SMOKE-0001", "SMOKE-0001")
        assert said["key"] in said["connection"]["command"]
        assert said["key"] not in (made.key_hash, made.broker_hash)
        assert AuditEntry.objects.get().action == "devices.device.registered"


@pytest.mark.function("7.1")
class TestEdit(ApiRoute):
    method, permission, role = "PATCH", "devices.device.manage", WORKER

    def path(self, world: World, branch: Branch) -> str:
        return f"{BASE}/devices/{device_in(branch).device.pk}"

    def body(self, world: World, branch: Branch) -> Any:
        return {"place": "西门", "warranty_until": "2028-01-31"}

    def check(self, world: World, answer: Any) -> None:
        device = Device.objects.get()
        assert (device.place, str(device.warranty_until)) == ("西门", "2028-01-31")
        assert AuditEntry.objects.latest("pk").detail["fields"] == ["place", "warranty_until"]


@pytest.mark.function("7.2")
class TestKey(ApiRoute):
    method, permission, role = "POST", "devices.device.key", SECRETARY

    def path(self, world: World, branch: Branch) -> str:
        return f"{BASE}/devices/{device_in(branch).device.pk}/key"

    def check(self, world: World, answer: Any) -> None:
        from linli.sections.devices.keys import is_key_of

        device = Device.objects.get()
        assert is_key_of(device.number, answer.json()["key"])
        assert not is_key_of(device.number, "")


@pytest.mark.function("7.1")
class TestRetire(ApiRoute):
    method, permission, role = "POST", "devices.device.manage", WORKER

    def path(self, world: World, branch: Branch) -> str:
        return f"{BASE}/devices/{device_in(branch).device.pk}/retire"

    def body(self, world: World, branch: Branch) -> Any:
        return {"reason": "已拆除"}

    def check(self, world: World, answer: Any) -> None:
        assert Device.objects.get().status == "retired"
        assert answer.json()["status"] == "retired"


@pytest.mark.function("7.1")
class TestRestore(ApiRoute):
    method, permission, role = "POST", "devices.device.manage", WORKER

    def path(self, world: World, branch: Branch) -> str:
        device = device_in(branch).device
        Device.objects.filter(pk=device.pk).update(status="retired")
        return f"{BASE}/devices/{device.pk}/restore"

    def check(self, world: World, answer: Any) -> None:
        assert Device.objects.get().status == "active"


@pytest.mark.function("7.2")
class TestConnection(ApiRoute):
    method, permission, role = "GET", "devices.device.read", WORKER

    def path(self, world: World, branch: Branch) -> str:
        return f"{BASE}/devices/{device_in(branch).device.pk}/connection"

    def check(self, world: World, answer: Any) -> None:
        number = Device.objects.get().number
        said = answer.json()
        assert (said["host"], said["topic"]) == ("testserver", f"linli/{number}/up/readings")
        assert "密钥" in said["command"]


@pytest.mark.function("7.2")
class TestCurve(ApiRoute):
    method, permission, role = "GET", "devices.device.read", PROPERTY_STAFF

    def path(self, world: World, branch: Branch) -> str:
        return f"{BASE}/devices/{device_in(branch).device.pk}/curve?metric=temperature"

    def check(self, world: World, answer: Any) -> None:
        assert answer.json()["points"] == []


@pytest.mark.function("7.2")
@pytest.mark.django_db
def test_raw_readings_are_exported_as_csv_and_parquet(world: World) -> None:
    import pyarrow.parquet as pq

    band = make_device(world.near.estate, "BAND-9", "wristband").device
    at = now_ms() - 60_000
    Store().commit(Plan(rows={(band.pk, at): {"heart_rate": 72.0}, (band.pk, at - 1): {"steps": 9.0}}), {})
    path = f"{BASE}/devices/{band.pk}/readings"
    assert world.browser(PROPERTY_STAFF).call("GET", path).status_code == 404
    answer = world.browser(GRID).call("GET", path)
    lines = b"".join(answer).decode("utf-8-sig").splitlines()
    assert lines[0] == "时间,时间（毫秒）,标识,名称,单位,数值"
    assert [line.split(",", 1)[1] for line in lines[1:]] == [
        f"{at - 1},steps,步数,步,9.0",
        f"{at},heart_rate,心率,次/分,72.0",
    ]
    assert 'filename="BAND-9.csv"' in answer["Content-Disposition"]
    table = pq.read_table(io.BytesIO(b"".join(world.browser(GRID).call("GET", f"{path}?format=parquet"))))
    assert table.select(["at_ms", "metric", "value"]).to_pylist() == [
        {"at_ms": at - 1, "metric": "steps", "value": 9.0},
        {"at_ms": at, "metric": "heart_rate", "value": 72.0},
    ]
    actions = AuditEntry.objects.filter(action="devices.readings.exported")
    assert [entry.detail["format"] for entry in actions.order_by("pk")] == ["csv", "parquet"]


@pytest.mark.function("7.1")
class TestLabel(ApiRoute):
    method, permission, role = "GET", "devices.device.read", PROPERTY_STAFF

    def path(self, world: World, branch: Branch) -> str:
        return f"{BASE}/devices/{device_in(branch).device.pk}/label"

    def check(self, world: World, answer: Any) -> None:
        said = answer.json()
        assert said["link"] == f"http://testserver/console/devices?open={Device.objects.get().pk}"
        assert said["svg"].startswith("<svg")


@pytest.mark.function("7.2")
class TestTypes(ApiRoute):
    method, permission, role, bound = "GET", "devices.device.read", PROPERTY_STAFF, False

    def path(self, world: World, branch: Branch) -> str:
        return f"{BASE}/types"

    def check(self, world: World, answer: Any) -> None:
        smoke = next(t for t in answer.json() if t["code"] == "smoke")
        assert [m["title"] for m in smoke["members"]] == [
            "烟雾",
            "烟雾浓度",
            "温度",
            "电量",
            "信号强度",
            "被拆",
            "自检",
            "故障",
            "电量低",
            "消音",
            "立即自检",
        ]


MANHOLE = {
    "title": "井盖",
    "category": "市政",
    "members": [{"code": "tilt", "title": "倾角", "unit": "°", "minimum": 0, "maximum": 90}],
}


@pytest.mark.function("7.2")
@pytest.mark.django_db
def test_a_thing_model_is_data(world: World) -> None:
    path = f"{BASE}/types/manhole"
    assert world.browser(None).call("PUT", path, MANHOLE).status_code == 401
    assert world.browser(SECRETARY).call("PUT", path, MANHOLE).status_code == 403
    assert world.browser(STREET).call("PUT", path, MANHOLE).status_code == 403
    assert not DeviceType.objects.filter(code="manhole").exists()
    assert world.browser(STREET, world.near.street).call("PUT", path, MANHOLE).status_code == 200
    assert DeviceType.objects.get(code="manhole").members.get().title == "倾角"
    assert AuditEntry.objects.latest("pk").action == "devices.type.created"
    angle = {"code": "angle", "title": "角度", "minimum": 0, "maximum": 90}
    tell = {"kind": "command", "code": "lock", "title": "上锁", "parameters": [angle]}
    assert saved(world, [tell]).status_code == 200
    assert DeviceType.objects.get(code="manhole").members.get().parameters[0]["maximum"] == 90
    for wrong in (
        [{**tell, "kind": "event"}],
        [{**tell, "parameters": [angle, angle]}],
        [{**tell, "parameters": [{**angle, "code": "Angle"}]}],
        [{**tell, "parameters": [{**angle, "kind": "choice"}]}],
        [{**tell, "parameters": [{**angle, "minimum": 91}]}],
    ):
        answer = saved(world, wrong)
        assert (answer.status_code, list(answer.json()["error"]["fields"])) == (422, ["members"])


def saved(world: World, members: list[dict[str, Any]]) -> Any:
    """The answer to saving the thing model with other members."""
    street = world.browser(STREET, world.near.street)
    return street.call("PUT", f"{BASE}/types/manhole", {**MANHOLE, "members": members})


@pytest.mark.function("7.2")
class TestRefusals(ApiRoute):
    method, permission, role, bound = "GET", "devices.refusal.read", WORKER, False

    def path(self, world: World, branch: Branch) -> str:
        plan = Plan()
        for sender in ("A", "B", "STRANGER"):
            plan.refuse(sender, "not_json")
        Refusal.objects.all().delete()
        Store().commit(plan, {"A": world.near.estate.pk, "B": world.far.estate.pk})
        return f"{BASE}/refusals"

    def check(self, world: World, answer: Any) -> None:
        found = [(r["sender"], r["title"], r["count"]) for r in answer.json()["items"]]
        assert found == [("A", "不是 JSON", 1)]


@pytest.mark.function("7.2")
class TestEntities(ApiRoute):
    method, permission, role, bound = "GET", "devices.device.manage", WORKER, False

    def path(self, world: World, branch: Branch) -> str:
        entity_in(world.near)
        entity_in(world.far)
        return f"{BASE}/entities"

    def check(self, world: World, answer: Any) -> None:
        assert [e["announcer_number"] for e in answer.json()["items"]] == [
            f"T-{world.near.estate.pk}-gateway"
        ]


@pytest.mark.function("7.2")
class TestTakeIn(ApiRoute):
    method, permission, role, expected = "POST", "devices.device.manage", WORKER, 201

    def path(self, world: World, branch: Branch) -> str:
        return f"{BASE}/entities/{entity_in(branch).pk}/take-in"

    def body(self, world: World, branch: Branch) -> Any:
        return {"name": "客厅温度计", "type_code": "generic"}

    def check(self, world: World, answer: Any) -> None:
        entity = Entity.objects.get()
        assert (entity.state, entity.device.name) == ("taken", "客厅温度计")


@pytest.mark.function("7.2")
class TestIgnore(ApiRoute):
    method, permission, role = "POST", "devices.device.manage", WORKER

    def path(self, world: World, branch: Branch) -> str:
        return f"{BASE}/entities/{entity_in(branch).pk}/ignore"

    def check(self, world: World, answer: Any) -> None:
        assert Entity.objects.get().state == "ignored"


NEW = {"type_code": "smoke", "name": "烟感"}


@pytest.mark.function("7.1")
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"number": "有空 格"}, "number"),
        ({"number": "A/B"}, "number"),
        ({"number": "A#"}, "number"),
        ({"type_code": "spaceship"}, "type_code"),
        ({"name": "   "}, "name"),
        ({"offline_seconds": 5}, "offline_seconds"),
        ({"installed_on": "2026-02-01", "warranty_until": "2026-01-01"}, "warranty_until"),
        ({"building_id": 999_999}, "building_id"),
        ({"home_id": 999_999}, "home_id"),
    ],
)
def test_bad_registrations_say_what_is_wrong(world: World, change: dict[str, Any], field: str) -> None:
    before = row_counts() | {"sessions": 0}
    answer = world.browser(WORKER).call(
        "POST", f"{BASE}/devices", {**NEW, "area_id": world.near.estate.pk, **change}
    )
    assert answer.status_code == 422
    assert list(answer.json()["error"]["fields"]) == [field]
    assert Device.objects.count() == 0
    assert row_counts()["devices.Device"] == before["devices.Device"]


@pytest.mark.function("7.1")
@pytest.mark.django_db
def test_a_number_is_used_once(world: World) -> None:
    browser = world.browser(WORKER)
    body = {**NEW, "number": "S-1", "area_id": world.near.estate.pk}
    assert browser.call("POST", f"{BASE}/devices", body).status_code == 201
    again = browser.call("POST", f"{BASE}/devices", body)
    assert (again.status_code, again.json()["error"]["fields"]) == (409, {"number": "编号已被使用。"})
    assert Device.objects.count() == 1


@pytest.mark.function("7.1")
@pytest.mark.django_db
def test_health_values_are_for_fewer_people(world: World) -> None:
    band = make_device(world.near.estate, "BAND-9", "wristband").device
    plan = Plan(rows={(band.pk, int(time.time() * 1000)): {"heart_rate": 72.0}})
    Store().commit(plan, {})
    path = f"{BASE}/devices/{band.pk}"
    seen = world.browser(GRID).call("GET", path).json()
    assert [v["text"] for v in seen["latest"]] == ["72 次/分"]
    hidden = world.browser(WORKER).call("GET", path).json()
    assert (hidden["latest"], hidden["values_hidden"]) == ([], True)
    curve = f"{path}/curve?metric=heart_rate"
    assert world.browser(WORKER).call("GET", curve).status_code == 404
    assert len(world.browser(GRID).call("GET", curve).json()["points"]) == 1
    assert world.browser(DOCTOR).call("GET", path).status_code == 403


@pytest.mark.function("7.2")
@pytest.mark.django_db
def test_a_property_with_readings_stays_in_its_thing_model(world: World) -> None:
    device = device_in(world.near).device
    Store().commit(Plan(rows={(device.pk, int(time.time() * 1000)): {"noise": 50.0}}), {})
    body = {"title": "环境监测", "category": "环境", "members": []}
    answer = world.browser(STREET, world.near.street).call("PUT", f"{BASE}/types/environment", body)
    assert (answer.status_code, answer.json()["error"]["fields"]) == (422, {"members": "noise 已有数据。"})
    assert device.type.members.count() == 5
