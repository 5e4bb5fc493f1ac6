"""Who is told of alerts, when, and who is left in peace: grouping, causes, silences, flapping, escalation."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from linli.kernel.access import SYSTEM
from linli.kernel.access import roles as r
from linli.kernel.models import User
from linli.kernel.ports import port
from linli.kernel.testing.world import World
from linli.sections.alerts import services
from linli.sections.alerts.models import Alert, AlertGroup, Inhibition, Notification
from linli.sections.alerts.services import Finding, Origin
from linli.sections.alerts.services.raising import End, Raise, end_many, raise_many
from linli.sections.alerts.tests.clock import Clock
from linli.sections.alerts.tests.factories import administrator, alert, device, kind, person, round_the_clock
from linli.sections.devices.models import Device

pytestmark = [pytest.mark.django_db]
URL = "/api/alerts/alerts"


def phone(user: User, number: str) -> User:
    """The user with a mobile number."""
    user.phone = number
    user.save()
    return user


def origin(found: Device, building: str) -> Origin:
    return Origin(f"device:{found.pk}", found.name, found.area, "健康手环", building, device_id=found.pk)


def finding(text: str = "没有上报数据") -> Finding:
    return Finding(timezone.now(), text)


def told(**only: Any) -> list[tuple[str, str, str]]:
    rows = Notification.objects.filter(**only)
    return [(row.name, row.channel, row.reason) for row in rows.order_by("pk")]


@pytest.mark.function("6.4", "6.5")
def test_a_storm_is_one_message_and_an_sos_in_it_is_told_at_once(world: World, clock: Clock) -> None:
    """25 gateways fall silent with 4 bands each; half of the bands are noticed first, and somebody calls for help."""
    round_the_clock(world.near.community, phone(person(world, "王一"), "13905370001"), person(world, "李二"))
    estate = world.near.estate
    type_of = {code: device(estate, code, name="x").device.type for code in ("gateway", "wristband")}
    made = Device.objects.bulk_create(
        Device(number=f"g{n}", type=type_of["gateway"], name=f"网关{n}", area=estate) for n in range(25)
    )
    bands = Device.objects.bulk_create(
        Device(number=f"b{n}", type=type_of["wristband"], name=f"手环{n}", area=estate, gateway=made[n % 25])
        for n in range(100)
    )
    silent = [
        Raise(kind("offline"), origin(band, f"{n % 25}号楼"), finding()) for n, band in enumerate(bands)
    ]
    raise_many(actor=SYSTEM, raises=silent[:50])
    clock.settle()
    sos = raise_many(actor=SYSTEM, raises=[Raise(kind("sos"), origin(bands[7], "7号楼"), finding("呼救"))])[0]
    at_once = told(group__kind__code="sos")
    assert at_once[0] == ("王一", "console", "first"), "before any event or job has run"
    lost = [Raise(kind("gateway_offline"), origin(one, f"{n}号楼"), finding()) for n, one in enumerate(made)]
    raise_many(actor=SYSTEM, raises=[*silent[50:], *lost])
    clock.forward(60)
    others = Notification.objects.exclude(group__kind__code="sos")
    assert [(row.group.kind.code, row.channel) for row in others] == [
        ("gateway_offline", "console"), ("gateway_offline", "sms"),
    ]  # fmt: skip
    assert "等 25 处 25 台健康手环：网关离线" in others[0].text
    hidden = Alert.objects.filter(kind=kind("offline"), inhibited_by__isnull=False)
    under = Alert.objects.filter(inhibited_by__source=f"device:{made[3].pk}").count()
    assert (hidden.count(), under) == (100, 4)
    assert Alert.objects.get(pk=sos.pk).inhibited_by is None
    body = world.browser(r.WORKER).call("GET", f"{URL}?fold=true&size=100").json()
    assert (body["total"], {row["hidden_count"] for row in body["items"]}) == (26, {0, 4})

    ends = [End(kind("gateway_offline"), f"device:{made[3].pk}", timezone.now())]
    ends += [End(kind("offline"), f"device:{band.pk}", timezone.now()) for band in bands[3::25][:1]]
    end_many(actor=SYSTEM, ends=ends)
    clock.forward(119)
    assert told(group__kind__code="offline") == []
    clock.forward(1)
    clock.forward(30)
    assert told(group__kind__code="offline") == [("王一", "console", "first")]
    assert Notification.objects.get(group__kind__code="offline").text.startswith(
        "【邻里预警】一般预警：3号楼 3 台健康手环：设备离线"
    )


@pytest.mark.function("6.5", "5.5")
def test_the_chain_goes_on_by_the_clock_alone_until_somebody_accepts(world: World, clock: Clock) -> None:
    first = phone(person(world, "王一"), "13905370001")
    second = person(world, "李二")
    secretary = phone(person(world, "周书记", r.SECRETARY), "13905370003")
    round_the_clock(world.near.community, first, second)
    found = alert(world.near.estate, "falling_object", message="玻璃瓶")
    clock.forward(0)
    assert told() == [("王一", "console", "first"), ("王一", "sms", "first")]
    assert [row["text"] for row in port("sms").outbox()][:1] == [Notification.objects.last().text]  # type: ignore[union-attr]
    clock.forward(299)
    assert Notification.objects.count() == 2
    clock.forward(1)
    assert told(reason="escalated") == [("李二", "console", "escalated"), ("李二", "sms", "escalated"),
                             ("周书记", "console", "escalated"), ("周书记", "sms", "escalated")]  # fmt: skip
    failed = Notification.objects.get(name="李二", channel="sms")
    assert (failed.state, failed.error) == ("failed", "没有登记手机号"), "so the next level was told at once"
    body = world.browser(r.WORKER).call("GET", f"{URL}/{found.pk}").json()
    assert [entry["verb"] for entry in body["entries"]] == [
        "raised", "notified", "escalated", "escalated", "escalated",
    ]  # fmt: skip
    assert body["entries"][2]["note"] == "无人接警，已通知备班 李二（平台消息、短信）"
    assert body["entries"][4]["note"] == "短信未送达，已通知社区书记 周书记（平台消息、短信）"
    assert body["addressed_to"] == "周书记"
    clock.forward(300)
    assert {row[2] for row in told(group__repeats__gte=1)[6:]} == {"repeated"}
    services.accept_alert(actor=world.actor(r.WORKER), alert_id=found.pk)
    before = Notification.objects.count()
    clock.forward(299)
    assert Notification.objects.count() == before
    clock.forward(1)
    assert told()[before:] == [("测试worker", "console", "reminded"), ("测试worker", "sms", "reminded")]
    services.start_handling(actor=world.actor(r.WORKER), alert_id=found.pk)
    clock.forward(3600)
    assert Notification.objects.count() == before + 2
    assert secretary.name == "周书记"


@pytest.mark.function("6.4")
def test_alerts_of_one_kind_and_building_are_told_together_and_over_before_told_means_untold(
    world: World, clock: Clock
) -> None:
    round_the_clock(world.near.community, person(world, "王一"))
    leaks = [alert(world.near.estate, source=f"test:{n}") for n in range(3)]
    end_many(actor=SYSTEM, ends=[End(kind(), "test:2", timezone.now())])
    clock.forward(10)
    assert [row.text.split("，")[0] for row in Notification.objects.filter(channel="console")] == [
        "【邻里预警】重要预警：3号楼 2 台水浸：水浸"
    ]
    assert AlertGroup.objects.get().alerts.count() == 2
    late = alert(world.near.estate, source="test:late")
    clock.forward(299)
    assert Notification.objects.filter(reason="more").count() == 0
    clock.forward(1)
    assert Notification.objects.filter(reason="more", channel="console").count() == 1
    late.refresh_from_db()
    assert late.group == AlertGroup.objects.get()
    browser = world.browser(r.WORKER)
    body = browser.call("POST", f"{URL}/{leaks[0].pk}/accept-group").json()
    assert (body["status"], body["group_size"]) == ("accepted", 0)
    assert Alert.objects.filter(status="accepted").count() == 3


@pytest.mark.function("6.4", "6.6")
def test_a_flapping_alert_is_held_open_and_told_once(world: World, clock: Clock) -> None:
    round_the_clock(world.near.community, person(world, "王一"))
    for _ in range(8):
        alert(world.near.estate)
        clock.forward(20)
        end_many(actor=SYSTEM, ends=[End(kind(), "test:1", timezone.now())])
        clock.forward(20)
    assert Notification.objects.filter(channel="console").count() == 1
    last = Alert.objects.get(status="open")
    assert (Alert.objects.count(), last.flaps) == (4, 7)
    clock.forward(899)
    last.refresh_from_db()
    assert (last.status, last.resolution) == ("resolved", "条件已恢复正常，自动解除（期间反复 7 次，已合并）")
    assert "抖动中，已合并 3 次，不再重复通知" in [entry.note for entry in last.entries.all()]


@pytest.mark.function("6.4")
def test_a_silence_has_an_end_and_never_covers_a_cry_for_help(world: World, clock: Clock) -> None:
    round_the_clock(world.near.community, person(world, "王一"))
    manager = world.browser(r.SECRETARY)
    window = {
        "area_id": world.near.community.pk, "reason": "水箱清洗", "starts_at": timezone.now().isoformat(),
        "ends_at": (timezone.now() + timedelta(hours=2)).isoformat(),
    }  # fmt: skip
    refused = manager.call("POST", "/api/alerts/silences", window | {"kind": "sos"})
    assert refused.json()["error"]["fields"] == {"kind": "涉及人身安全的预警只能按单台设备静默。"}
    endless = window | {"ends_at": (timezone.now() + timedelta(days=8)).isoformat()}
    assert list(manager.call("POST", "/api/alerts/silences", endless).json()["error"]["fields"]) == [
        "ends_at"
    ]
    made = manager.call("POST", "/api/alerts/silences", window)
    assert (made.status_code, made.json()["author"]) == (200, "测试secretary")
    quiet = alert(world.near.estate)
    alert(world.near.estate, "sos", "test:sos")
    clock.settle()
    cry = Alert.objects.get(kind__code="sos").pk
    services.accept_alert(actor=world.actor(r.WORKER), alert_id=cry)
    services.start_handling(actor=world.actor(r.WORKER), alert_id=cry)
    clock.forward(3600)
    assert {row.group.kind.code for row in Notification.objects.all()} == {"sos"}
    shown = manager.call("GET", f"{URL}/{quiet.pk}").json()
    assert (shown["silence"], shown["entries"][1]["note"]) == ("水箱清洗", "静默中（水箱清洗），不通知")
    clock.forward(3600)
    clock.forward(10)
    assert {row.group.kind.code for row in Notification.objects.all()} == {"sos", "water_leak"}
    again = manager.call("POST", f"{URL}/{quiet.pk}/silence", {
        "until": (clock.moment + timedelta(hours=2)).isoformat(), "reason": "已知漏点，等配件",
    }).json()  # fmt: skip
    assert (again["kind"], again["source_title"]) == ("water_leak", "水泵房水浸传感器")
    lifted = manager.call("POST", f"/api/alerts/silences/{again['id']}/lift")
    assert lifted.json()["state"] == "ended"


@pytest.mark.function("6.4")
def test_what_hides_what_is_data(world: World) -> None:
    admin = administrator(world)
    pair = {"cause": "smoke", "hidden": "overheat", "reach": "building"}
    added = admin.call("POST", "/api/alerts/inhibitions", pair)
    assert (added.status_code, added.json()["cause_title"]) == (200, "烟感报警")
    back = {"cause": "overheat", "hidden": "smoke", "reach": "building"}
    tries = [admin.call("POST", "/api/alerts/inhibitions", body) for body in (
        pair, back, {"cause": "power_out", "hidden": "sos", "reach": "area"},
    )]  # fmt: skip
    assert [answer.status_code for answer in tries] == [409, 422, 422]
    assert admin.call("DELETE", f"/api/alerts/inhibitions/{added.json()['id']}").status_code == 200
    assert not Inhibition.objects.filter(cause__code="smoke").exists()
    assert services.Origin
