"""The health file from band, doctor and the elder herself; NEWS2 and limits; consent given and withdrawn; who looked."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import pytest
from django.utils import timezone
from PIL import Image

from linli.kernel.access.roles import ADMIN, STREET
from linli.kernel.testing.world import Browser, World
from linli.sections.alerts.models import Alert
from linli.sections.alerts.tests.factories import device, rule, send_readings
from linli.sections.devices.models import Device
from linli.sections.eldercare.models import Elder
from linli.sections.eldercare.services.scoring import watch_bands
from linli.sections.eldercare.tests.care import API, Care, around, ok, refused

pytestmark = pytest.mark.django_db


def ago(**passed: float) -> str:
    """A moment so long ago, as text."""
    return (timezone.now() - dt.timedelta(**passed)).isoformat()


def signed_form() -> io.BytesIO:
    """A photo of a form."""
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(out, "PNG")
    out.seek(0)
    out.name = "同意书.png"
    return out


def upload(browser: Browser, path: str, file: io.BytesIO) -> Any:
    """A file through a form."""
    token = browser.cookies["csrftoken"].value
    return browser.post(path, {"upload": file}, headers={"X-CSRFToken": token})


def bound(care: Care, **wanted: Any) -> Any:
    """A band of the estate, bound to the elder on paper; returns the registered device."""
    band = device(care.elder.area.parent or care.elder.area, type_code="wristband", name="手环")
    page = f"{API}/elders/{care.elder.pk}"
    form = ok(upload(care.worker, f"{page}/forms", signed_form()))
    body = {"number": band.device.number, "form_id": form["id"], **wanted}
    ok(care.worker.call("POST", f"{page}/bindings", body))
    return band


def measure(care: Care, who: Browser | None = None, *, hours: float = 0, **values: float) -> Any:
    """The doctor (or who is said) notes values measured so many hours ago."""
    body = {"values": values, "at": ago(hours=hours), "source": "doctor"}
    return (who or care.doctor).call("POST", f"{page_of(care)}/measurements", body)


def page_of(care: Care) -> str:
    """The address of the elder."""
    return f"{API}/elders/{care.elder.pk}"


def wrong_values_are_refused(care: Care) -> None:
    """Each with its reason."""
    wrong = measure(care, systolic=120, spo2=101, temperature=12, sugar=1).json()["error"]["fields"]
    assert wrong == {
        "spo2": "应在 40 到 100 %之间。", "temperature": "应在 28 到 44 ℃之间。", "sugar": "没有这种体征。",
        "systolic": "血压请把高压和低压都填上。",
    }  # fmt: skip
    assert measure(care, systolic=120, diastolic=130).json()["error"]["fields"] == {
        "diastolic": "低压应低于高压。"
    }


def what_was_measured_is_shown(care: Care) -> None:
    """Values with their sources, and a score that says what it lacks."""
    seen = ok(measure(care, hours=3, heart_rate=72, spo2=97, temperature=36.6, systolic=128, diastolic=76))
    assert [(v["title"], v["text"], v["source"]) for v in seen["values"]][:2] == [
        ("血氧", "97 %", "医生测量"), ("收缩压", "128 mmHg", "医生测量"),
    ]  # fmt: skip
    news = seen["news2"]
    assert (news["label"], news["level"], news["complete"]) == (
        "部分 0 分：缺呼吸、血氧、是否吸氧、脉搏、意识",
        0,
        False,
    )
    assert {p["name"]: p["state"] for p in news["parameters"]} == {
        "respiration": "missing", "spo2": "stale", "oxygen": "missing", "systolic": "ok", "heart_rate": "stale",
        "consciousness": "missing", "temperature": "ok",
    }  # fmt: skip


def a_full_score_raises_an_alert(care: Care) -> None:
    """And the standing facts change how it is counted."""
    page = page_of(care)
    full = ok(measure(care, respiration=25, spo2=91, heart_rate=112, consciousness=0))["news2"]
    assert (full["label"], full["level"]) == ("部分 8 分：缺是否吸氧", 4)
    alert = Alert.objects.get(kind__code="news2")
    assert (alert.person_id, alert.severity, alert.source_title) == (care.elder.person_id, 4, "王桂兰")
    standing = {
        "revision": 1,
        "on_oxygen": False,
        "spo2_scale": 2,
        "allergies": ["青霉素"],
        "blood_group": "A",
    }
    assert care.grid.call("PUT", f"{page}/standing", standing).status_code == 403
    scaled = ok(care.doctor.call("PUT", f"{page}/standing", standing))
    assert (scaled["news2"]["label"], scaled["news2"]["scale"]) == ("5 分", 2)
    assert (scaled["standing"]["allergies"], scaled["standing"]["blood_group"]) == (["青霉素"], "A")
    assert care.doctor.call("PUT", f"{page}/standing", standing).status_code == 409


def limits_hold_for_one_person(care: Care) -> None:
    """A value beyond its limit raises; the doctor's own limit ends it."""
    page = page_of(care)
    ok(measure(care, care.grid, systolic=182, diastolic=95))
    assert Alert.objects.get(kind__code="blood_pressure").message == "收缩压 182 mmHg，不低于 180"
    limit = {
        "vital": "systolic",
        "above": True,
        "limit": 190,
        "reason": "医嘱：血压宜偏高",
        "review_on": "2020-01-01",
    }
    assert set(care.doctor.call("POST", f"{page}/limits", limit).json()["error"]["fields"]) == {"review_on"}
    held = ok(care.doctor.call("POST", f"{page}/limits", limit | {"review_on": None}))["limits"]
    assert [(row["title"], row["limit"], row["for_band"]) for row in held] == [("收缩压", 190.0, False)]
    ok(measure(care, care.grid, systolic=185, diastolic=95))
    assert Alert.objects.get(kind__code="blood_pressure").ended_at is not None


def a_correction_keeps_the_old_value(care: Care) -> None:
    """Once, with its reason."""
    page = page_of(care)
    rows = ok(care.doctor.call("GET", f"{page}/measurements"))["items"]
    first = rows[-1]
    fix = {"values": {"heart_rate": 82}, "reason": "抄错了"}
    ok(care.grid.call("POST", f"{page}/measurements/{first['id']}/correct", fix))
    assert care.grid.call("POST", f"{page}/measurements/{first['id']}/correct", fix).status_code == 409
    rows = ok(care.doctor.call("GET", f"{page}/measurements"))["items"]
    assert sorted((r["replaced"], r["why"]) for r in rows if r["at"] == first["at"]) == [
        (False, ""),
        (True, "抄错了"),
    ]
    curve = ok(care.doctor.call("GET", f"{page}/curve?vital=heart_rate"))
    assert [p["value"] for p in curve["points"]] == [82.0, 112.0]
    assert curve["limits"] == {"low": 40.0, "high": 120.0}


@pytest.mark.function("5.2")
@pytest.mark.function("5.4")
def test_what_people_measure(world: World) -> None:
    """Values with their sources, wrong ones refused field by field, a correction that keeps the old one, NEWS2, alarms."""
    care = around(world)
    wrong_values_are_refused(care)
    what_was_measured_is_shown(care)
    a_full_score_raises_an_alert(care)
    limits_hold_for_one_person(care)
    a_correction_keeps_the_old_value(care)


def the_doctor_orders_a_limit(care: Care) -> None:
    """It holds for the band while it stands."""
    page = page_of(care)
    fast = rule(care.world.near.estate, title="心率过高", kind="heart_rate", device_type="wristband", metric="heart_rate",
                limit=120.0, clear_limit=110.0)  # fmt: skip
    order = {
        "vital": "heart_rate",
        "above": True,
        "limit": 105,
        "duration_s": 300,
        "reason": "支架术后，医嘱",
    }
    held = ok(care.doctor.call("POST", f"{page}/limits", order))["limits"]
    assert [(row["limit"], row["for_band"], row["user"]) for row in held] == [(105.0, True, "测试doctor")]
    own = fast.overrides.get()
    assert (own.person_id, own.limit, own.duration_s) == (care.elder.person_id, 105.0, 300)
    ok(care.doctor.call("DELETE", f"{page}/limits/{held[0]['id']}"))
    assert fast.overrides.count() == 0


def the_band_is_heard_from_now_on(care: Care, band: Any) -> None:
    """Not what it told before; then values, a score, a curve."""
    page = page_of(care)
    before = timezone.now() - dt.timedelta(days=1)
    assert send_readings(band, before, heart_rate=60, steps=10).status_code == 200
    assert ok(care.doctor.call("GET", f"{page}/health"))["values"] == []
    assert (
        send_readings(band, timezone.now(), heart_rate=134, spo2=97, systolic=131, diastolic=80).status_code
        == 200
    )
    seen = ok(care.doctor.call("GET", f"{page}/health"))
    assert [(v["vital"], v["text"], v["source"], v["outside"]) for v in seen["values"]] == [
        ("spo2", "97 %", "手环", False), ("systolic", "131 mmHg", "手环", False),
        ("diastolic", "80 mmHg", "手环", False), ("heart_rate", "134 次/分", "手环", True),
    ]  # fmt: skip
    watch_bands()
    assert not Alert.objects.filter(kind__code="news2").exists()
    Elder.objects.update(news2_since=timezone.now() - dt.timedelta(minutes=11))
    watch_bands()
    assert Alert.objects.get(kind__code="news2").message.startswith("NEWS2 体征评分 部分 3 分：缺呼吸")
    points = ok(
        care.grid.call("GET", f"{page}/curve?vital=heart_rate&since={ago(hours=48).replace('+', '%2B')}")
    )["band"]
    assert [p[1] for p in points if p[1]] == [134.0]


def consent_is_withdrawn_and_given_again(care: Care, band: Any) -> None:
    """Refused, hidden, in the history; and back."""
    page = page_of(care)
    assert ok(care.her.call("POST", f"{API}/own/withdraw"))["message"].startswith("已撤回")
    assert refused(care.her.call("POST", f"{API}/own/withdraw"))[0] == 409
    assert send_readings(band, timezone.now(), heart_rate=70).status_code == 401
    seen = ok(care.doctor.call("GET", f"{page}/health"))
    assert (seen["values"], seen["consented"], seen["news2"]["label"]) == ([], False, "未评分")
    gone = ok(care.doctor.call("GET", f"{page}/curve?vital=heart_rate"))
    assert gone["band"] == []
    history = ok(care.worker.call("GET", f"{page}/bindings"))
    assert [(b["end_title"], b["ended_by"]) for b in history["bindings"]] == [("撤回授权", "测试resident")]
    again = {"number": band.device.number, "way": "online"}
    assert set(care.worker.call("POST", f"{page}/bindings", again).json()["error"]["fields"]) == {"way"}
    assert ok(care.her.call("POST", f"{API}/own/agree"))["consent"]["given"] is True
    assert ok(care.worker.call("POST", f"{page}/bindings", again))["consent"]["given"] is True
    assert send_readings(band, timezone.now(), heart_rate=70).status_code == 200
    ok(care.worker.call("POST", f"{page}/withdraw"))
    assert Device.objects.get(pk=band.device.pk).person_id is None


@pytest.mark.function("5.3")
@pytest.mark.function("5.4")
def test_a_band_is_worn_with_consent_and_collects_nothing_without(world: World) -> None:
    """Signed form, values from the band since then, a curve; withdrawn by the elder: refused, hidden, in the history."""
    care = around(world)
    page = f"{API}/elders/{care.elder.pk}"
    other = device(care.elder.area.parent or care.elder.area, type_code="wristband", name="备用手环")
    no_form = care.worker.call("POST", f"{page}/bindings", {"number": other.device.number})
    assert no_form.json()["error"]["fields"] == {"form_id": "请拍照或扫描上传。"}
    band = bound(care, locate=True)
    the_doctor_orders_a_limit(care)
    assert Device.objects.get(pk=band.device.pk).person_id == care.elder.person_id
    assert (
        refused(
            care.worker.call("POST", f"{page}/bindings", {"number": band.device.number, "way": "online"})
        )[0]
        == 409
    )
    the_band_is_heard_from_now_on(care, band)
    consent_is_withdrawn_and_given_again(care, band)


@pytest.mark.function("5.2")
def test_the_elder_reads_who_looked(world: World) -> None:
    """Looks are one line each; those without the right see nothing, not even the administrator."""
    care = around(world)
    path = f"{API}/elders/{care.elder.pk}/health"
    ok(care.doctor.call("GET", path))
    ok(care.doctor.call("GET", path))
    ok(care.grid.call("GET", path))
    for role in (ADMIN, STREET):
        assert world.browser(role).call("GET", path).status_code == 403
    assert care.worker.call("GET", path).status_code == 403
    mine = ok(care.her.call("POST", f"{API}/own/measurements", {"values": {"glucose": 6.1}}))
    assert [(v["text"], v["source"]) for v in mine["values"]] == [("6.1 mmol/L", "本人自测")]
    assert sorted((v["capacity"], v["part"], v["times"]) for v in mine["views"]) == [
        ("社区医生", "体征数值", 2), ("网格员", "体征数值", 1),
    ]  # fmt: skip
    assert ok(care.doctor.call("GET", f"{API}/elders/{care.elder.pk}/views"))["total"] == 2
