"""FHIR R4: what goes out is valid and comes back as known; what comes in is checked entry by entry, and once."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.utils import timezone
from fhir.resources.R4B.bundle import Bundle
from fhir.resources.R4B.observation import Observation

from linli.kernel.testing.world import World
from linli.sections.alerts.tests.factories import send_readings
from linli.sections.eldercare.tests.care import API, Care, around, ok, refused
from linli.sections.eldercare.tests.test_health import ago, bound

LOINC, UCUM = "http://loinc.org", "http://unitsofmeasure.org"


def observation(person_id: int, code: str, value: float, unit: str, **more: Any) -> dict[str, Any]:
    """An Observation from another system."""
    return {
        "resourceType": "Observation", "status": "final", "code": {"coding": [{"system": LOINC, "code": code}]},
        "subject": {"reference": f"Patient/person-{person_id}"}, "effectiveDateTime": ago(hours=1),
        "valueQuantity": {"value": value, "system": UCUM, "code": unit},
        "identifier": [{"system": "urn:clinic", "value": f"{code}-{value}"}], **more,
    }  # fmt: skip


def take(care: Care, *resources: dict[str, Any], preview: bool = False) -> Any:
    """A bundle is offered by the doctor."""
    content = {
        "resourceType": "Bundle",
        "type": "collection",
        "entry": [{"resource": r} for r in resources],
    }
    return care.doctor.call(
        "POST", f"{API}/elders/{care.elder.pk}/fhir", {"content": content, "preview": preview}
    )


def all_sent(care: Care) -> list[dict[str, Any]]:
    """The resources of the file, which are valid and say what was measured."""
    page = f"{API}/elders/{care.elder.pk}"
    sent = ok(care.doctor.call("GET", f"{page}/fhir?days=7"))
    Bundle.model_validate(sent)
    resources = [entry["resource"] for entry in sent["entry"]]
    assert [r["resourceType"] for r in resources[:2]] == ["Patient", "Device"]
    found = [r for r in resources if r["resourceType"] == "Observation"]
    for one in found:
        Observation.model_validate_json(json.dumps(one))
    assert sorted((r["code"]["coding"][0]["code"], "device" in r) for r in found) == [
        ("15074-8", False), ("2708-6", True), ("8310-5", False), ("85354-9", False), ("85354-9", True), ("8867-4", True),
    ]  # fmt: skip
    panel = next(r for r in found if r["code"]["coding"][0]["code"] == "85354-9" and "device" not in r)
    assert [(c["code"]["coding"][0]["code"], c["valueQuantity"]["value"], c["valueQuantity"]["code"])
            for c in panel["component"]] == [("8480-6", 128.0, "mm[Hg]"), ("8462-4", 76.0, "mm[Hg]")]  # fmt: skip
    return resources


def offered_by_a_clinic(who: int) -> list[dict[str, Any]]:
    """One that is good, and one for each thing that can be wrong."""
    return [
        observation(who, "8867-4", 88, "/min"), observation(who, "8867-4", 88, "/min"),
        observation(who, "8310-5", 98.6, "[degF]"),
        observation(who, "8867-4", 900, "/min"), observation(who, "718-7", 130, "g/L"),
        observation(who, "8867-4", 80, "/min", status="preliminary"),
        observation(who + 1, "8867-4", 81, "/min"), observation(who, "8867-4", 82, "/min", effectiveDateTime="2190-01-01"),
        observation(who, "8867-4", 83, "/min", status=["final"]), observation(who, "8867-4", 84, "/min", identifier=[]),
        {"resourceType": "Condition"}, observation(who, "8480-6", 120, "mm[Hg]"),
    ]  # fmt: skip


def each_is_looked_at_by_itself(care: Care, offered: list[dict[str, Any]]) -> None:
    """A preview in words that keeps nothing; taken once."""
    page = f"{API}/elders/{care.elder.pk}"
    first = ok(take(care, *offered, preview=True))
    assert [(line["state"], line["why"]) for line in first["lines"]] == [
        ("taken", ""), ("known", "已经导入过"), ("refused", "体温的单位应为 Cel（UCUM）"),
        ("refused", "心率 900 不可能，应在 20 到 260 之间"), ("refused", "不认识的项目 718-7"),
        ("refused", "状态是 preliminary，不是最终结果"), ("refused", "不是这位老人的数据"), ("refused", "测量时间在将来"),
        ("refused", "不符合 FHIR：status"), ("refused", "没有标识，无法避免重复导入"),
        ("refused", "不支持 Condition，只导入 Observation"), ("refused", "血压缺少高压或低压"),
    ]  # fmt: skip
    assert ok(care.doctor.call("GET", f"{page}/measurements"))["total"] == 1
    assert ok(take(care, *offered))["taken"] == 1
    assert ok(take(care, *offered))["taken"] == 0
    assert [
        row["source_title"] for row in ok(care.doctor.call("GET", f"{page}/measurements"))["items"]
    ].count("外部导入") == 1


@pytest.mark.django_db
@pytest.mark.function("5.2")
def test_out_and_in(world: World) -> None:
    """Patient, Device, Observations with LOINC and UCUM; a preview, refusals in words, twice is once."""
    care = around(world)
    who, page = care.elder.person_id, f"{API}/elders/{care.elder.pk}"
    band = bound(care)
    assert (
        send_readings(band, timezone.now(), heart_rate=71, spo2=97, systolic=131, diastolic=80).status_code
        == 200
    )
    values = {"systolic": 128, "diastolic": 76, "temperature": 36.6, "glucose": 6.1}
    ok(care.doctor.call("POST", f"{page}/measurements", {"values": values, "at": ago(hours=1)}))
    assert care.grid.call("GET", f"{page}/fhir").status_code == 403

    resources = all_sent(care)
    back = ok(take(care, *resources))
    assert (back["taken"], back["known"], back["refused"]) == (0, 6, 0)
    offered = offered_by_a_clinic(who)
    each_is_looked_at_by_itself(care, offered)
    other = {"resourceType": "Patient", "id": "x", "birthDate": "1901-01-01"}
    assert refused(take(care, other, offered[0]))[1].startswith("文件中的出生日期与这位老人不一致")
    assert refused(care.doctor.call("POST", f"{page}/fhir", {"content": {"a": 1}}))[1].startswith(
        "这不是 FHIR 数据"
    )
