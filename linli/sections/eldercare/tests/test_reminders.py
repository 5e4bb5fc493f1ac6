"""Reminders: said once, through the person's own channel, confirmed or missed."""

from __future__ import annotations

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.kernel.access import SYSTEM
from linli.kernel.models import JobRow
from linli.kernel.testing.world import World
from linli.sections.devices.models import Command
from linli.sections.devices.services import commands
from linli.sections.devices.services.register import register_device
from linli.sections.eldercare.calling import following
from linli.sections.eldercare.models import Reminder, Ring
from linli.sections.eldercare.services import reminding
from linli.sections.eldercare.tests import care as c

pytestmark = [pytest.mark.function("5.9")]
SHANGHAI = ZoneInfo("Asia/Shanghai")


def at(text: str) -> dt.datetime:
    """Shanghai time."""
    return dt.datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


def body(who: int, **values: Any) -> dict[str, Any]:
    return {
        "elder_id": who,
        "text": "吃降压药 1 片",
        "times": ["08:00", "20:00"],
        "starts_on": "2026-03-01",
    } | values


def states() -> list[tuple[str, str]]:
    return [(r.channel, r.state) for r in Ring.objects.order_by("due_at", "pk")]


def test_it_is_said_once_by_the_speaker_and_confirmed_on_the_phone(world: World) -> None:
    around = c.around(world)
    path = f"{c.API}/reminders"
    speaker = register_device(
        actor=SYSTEM, type_code="speaker", area_id=world.near.estate.pk, name="床头音箱"
    ).device
    wrong = around.grid.call("POST", path, body(around.elder.pk, times=["8点"], channel="speaker"))
    assert wrong.json()["error"]["fields"] == {
        "times": "请填写 1 到 8 个时间，如 08:00。", "device_id": "请选择老人家里的音箱。",
    }  # fmt: skip
    made = c.ok(
        around.grid.call("POST", path, body(around.elder.pk, channel="speaker", device_id=speaker.pk))
    )
    Reminder.objects.update(next_at=at("2026-03-02 08:00"))
    now = at("2026-03-02 08:00:10")
    assert (reminding.ring_due(now=now), reminding.ring_due(now=now)) == (1, 0)
    Reminder.objects.update(next_at=at("2026-03-02 08:00"))  # as after a crash between the two
    assert reminding.ring_due(now=now) == 0
    c.clock()
    told = Command.objects.get()
    assert (told.code, told.note) == ("speak", f"提醒 {Ring.objects.get().pk}")
    assert states() == [("speaker", "sent")]
    ring = Ring.objects.get()
    confirm = f"{c.API}/my/reminders/{ring.pk}/confirm"
    assert around.grid.call("POST", confirm).status_code == 403
    c.ok(around.her.call("POST", confirm))
    assert c.ok(around.her.call("POST", confirm))["state"] == "confirmed"
    assert Reminder.objects.get().next_at == at("2026-03-02 20:00")
    reminding.ring_due(now=at("2026-03-02 20:00:01"))
    c.clock()
    commands.acknowledge(device_id=speaker.pk, command_id=Command.objects.latest("pk").pk, ok=False)
    c.clock()
    assert states() == [("speaker", "confirmed"), ("speaker", "failed")]
    c.ok(around.grid.call("POST", f"{path}/{made['id']}/stop"))
    assert reminding.ring_due(now=at("2026-03-04 08:00")) == 0


def test_nobody_is_woken_and_what_was_not_confirmed_is_seen(world: World) -> None:
    around = c.around(world)
    c.ok(
        around.doctor.call(
            "POST", f"{c.API}/reminders", body(around.elder.pk, channel="sms", times=["22:00"])
        )
    )
    Reminder.objects.update(next_at=at("2026-03-02 22:00"))
    reminding.ring_due(now=at("2026-03-02 22:00:05"))
    c.clock()
    assert states() == [("page", "sent")]
    assert reminding.settle_unconfirmed(now=at("2026-03-02 22:59")) == 0
    assert reminding.settle_unconfirmed(now=at("2026-03-02 23:01")) == 1
    missed = c.ok(around.grid.call("GET", f"{c.API}/reminders/rings?state=missed"))["items"]
    assert [(r["name"], r["text"], r["state_title"]) for r in missed] == [
        ("王桂兰", "吃降压药 1 片", "未确认")
    ]
    Reminder.objects.update(times=["09:00"], next_at=at("2026-03-03 09:00"))
    assert reminding.ring_due(now=at("2026-03-03 12:00")) == 0  # the machine was off: too late to say
    assert states()[-1] == ("sms", "stale")
    Reminder.objects.update(next_at=at("2026-03-04 09:00"))
    reminding.ring_due(now=at("2026-03-04 09:00"))
    JobRow.objects.filter(schedule="").update(due_at=at("2026-03-01 00:00"))
    c.clock()
    ring = Ring.objects.latest("due_at")
    assert (ring.state, ring.problem) == ("failed", "没有登记手机号。")


days = st.dates(dt.date(2026, 1, 1), dt.date(2026, 12, 1))
clocks = st.lists(st.times().map(lambda t: t.strftime("%H:%M")), min_size=1, max_size=3, unique=True).map(
    sorted
)


@given(
    days,
    st.sampled_from(Reminder.Repeat.values),
    clocks,
    st.integers(1, 20),
    st.sets(st.integers(0, 6), min_size=1),
)
def test_the_next_time_is_the_first_one_that_fits(
    start: dt.date, repeat: str, times: list[str], every: int, weekdays: set[int]
) -> None:
    """No database: against a walk over every minute that may fit."""
    reminder = Reminder(repeat=repeat, times=times, every_days=every, weekdays=sorted(weekdays), starts_on=start,
                        until=start + dt.timedelta(days=40))  # fmt: skip
    moment = dt.datetime.combine(start, dt.time(12), SHANGHAI) - dt.timedelta(days=3)
    found = []
    while (after := following(reminder, moment)) is not None:
        found.append(after)
        moment = after
    fits = {
        "daily": lambda day: True, "once": lambda day: day == start, "weekdays": lambda day: day.weekday() in weekdays,
        "every": lambda day: (day - start).days % every == 0,
    }[repeat]  # fmt: skip
    wanted = [
        dt.datetime.combine(day, dt.time.fromisoformat(text), SHANGHAI)
        for day in (start + dt.timedelta(days=n) for n in range(41)) if fits(day) for text in times
    ]  # fmt: skip
    assert found == wanted
