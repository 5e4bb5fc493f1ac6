"""Demo data of the broadcasts: six loudspeakers in three zones, two programmes, and a fortnight of what was played."""

from __future__ import annotations

import datetime as dt
import random

from django.db import transaction
from django.utils import timezone

from linli.kernel import clock
from linli.kernel.access import SYSTEM
from linli.kernel.models import Area
from linli.sections.devices.services import presence
from linli.sections.devices.services.register import register_device
from linli.sections.devices.services.things import ensure_catalogue
from linli.sections.outreach.models import Broadcast, Play, PlayStep, Zone
from linli.sections.outreach.services import airing, programmes, zones

SPEAKERS = (("北门音柱", "北门岗亭旁"), ("中心广场音柱", "中心广场东侧"), ("服务站音箱", "社区服务站大厅"),
            ("东院音柱", "5 号楼东侧"), ("西院音柱", "12 号楼西侧"), ("食堂音箱", "老年食堂"))  # fmt: skip
ZONES = (("全小区室外", (0, 1, 3, 4)), ("服务站与食堂", (2, 5)), ("广场", (1,)))
PROGRAMMES = (
    (
        "防火提醒",
        "天干物燥，小心火烛。请不要在楼道里停放电动车和充电，出门前关好燃气和电源。发现火情请拨打119。",
        ["17:30"],
        list(range(7)),
    ),
    (
        "反诈提醒",
        "陌生来电让您转账、要验证码的，都是诈骗。拿不准时请先问家人，或拨打96110。",
        ["09:30"],
        [0, 2, 4],
    ),
)
SAID = (
    ("停水通知", "各位居民请注意：因水箱清洗，明天8:00-17:00，1至8号楼停水，请提前储水。咨询电话：0537-2212345。", 0, 12, False),
    ("老年人体检", "65岁以上老人免费体检，本周六8:30在社区服务站开始，请空腹，带好身份证。", 1, 9, False),
    ("大风降温", "气象台发布大风降温预警，今晚气温将降到-8℃，请关好门窗，收好阳台上的东西。", 0, 6, False),
    ("重阳节活动", "重阳节敬老活动下午2:30在中心广场开始，欢迎60岁以上老人参加。", 2, 4, False),
    ("消防演练疏散", "请注意，这里是消防演练。请3号楼居民立即从楼梯有序撤离，不要乘坐电梯，到中心广场集合。", 0, 2, True),
    ("医保缴费提醒", "2027年度居民医保缴费12月31日截止，60岁以上老人不用缴费，但要到社区登记。", 0, 1, False),
)  # fmt: skip
SPEAK_SECONDS = 7 * 24 * 3600
"""The demo's loudspeakers stay online for a week."""
What, State = PlayStep.What, Play.State


def seed_broadcasts(rng: random.Random) -> list[str]:
    """Makes the loudspeakers with their past. Running it again changes nothing."""
    estate = Area.objects.filter(kind=Area.Kind.ESTATE).order_by("pk").first()
    if estate is None or Zone.objects.exists():
        return []
    ensure_catalogue()
    with transaction.atomic():
        devices = [_speaker(estate, name, place) for name, place in SPEAKERS]
        presence.note_heard(dict.fromkeys(devices, clock.now_ms()))
        made = [_zone(estate, name, [devices[nth] for nth in members]) for name, members in ZONES]
        for title, text, times, weekdays in PROGRAMMES:
            programmes.save_programme(
                actor=SYSTEM,
                area_id=estate.pk,
                title=title,
                text=text,
                times=times,
                weekdays=weekdays,
                zone_ids=[made[0].pk],
            )
    for title, text, zone, days_ago, urgent in SAID:
        _said(rng, made[zone], title, text, days_ago, urgent)
    return [f"音箱 {len(devices)} 个，广播 {len(SAID)} 次"]


def _speaker(estate: Area, name: str, place: str) -> int:
    return register_device(
        actor=SYSTEM,
        type_code="speaker",
        area_id=estate.pk,
        name=name,
        place=place,
        maker="声云",
        offline_seconds=SPEAK_SECONDS,
    ).device.pk


def _zone(estate: Area, name: str, device_ids: list[int]) -> Zone:
    return zones.save_zone(actor=SYSTEM, area_id=estate.pk, name=name, device_ids=device_ids)


def _said(rng: random.Random, zone: Zone, title: str, text: str, days_ago: int, urgent: bool) -> None:
    at = timezone.localtime().replace(hour=10, minute=rng.choice((0, 15, 30)), second=0, microsecond=0)
    at -= dt.timedelta(days=days_ago)
    row = Broadcast.objects.create(
        area=zone.area, title=title, text=text, urgent=urgent, repeats=2, play_at=at, actor_name="李晓梅", created_at=at,
        expires_at=at + dt.timedelta(minutes=30), state=Broadcast.State.DONE,
    )  # fmt: skip
    row.zones.set([zone])
    airing.make_speech(row)
    for nth, device_id in enumerate(zone.devices.order_by("pk").values_list("pk", flat=True)):
        _played(rng, row, device_id, nth)


def _played(rng: random.Random, row: Broadcast, device_id: int, nth: int) -> None:
    """Most play to the end; now and then one was cut off and made up for it, or was too late, or was never reached."""
    fate = rng.choices(
        ("played", "made_up", "skipped", "missed", "paused"), (20, 2, 2, 1, 0 if row.urgent else 3)
    )[0]
    begun = row.play_at + dt.timedelta(seconds=rng.uniform(0.5, 3), minutes=12 if fate == "made_up" else 0)
    ended = begun + dt.timedelta(seconds=max(row.seconds, 12) * row.repeats + (40 if fate == "paused" else 0))
    play = Play(
        broadcast=row, device_id=device_id, volume=100 if row.urgent else 70, expires_at=row.expires_at, state=State.PLAYED,
        started_at=begun, ended_at=ended, made_up=fate == "made_up",
    )  # fmt: skip
    if fate in ("skipped", "missed"):
        play.state, play.started_at, play.ended_at = State(fate), None, row.expires_at
        play.reason = "已过补播时限，按规则跳过" if fate == "skipped" else "音箱没有连接，没有送到"
    play.save()
    PlayStep.objects.bulk_create(_steps(play, fate, begun, ended))


def _steps(play: Play, fate: str, begun: dt.datetime, ended: dt.datetime) -> list[PlayStep]:
    """What the loudspeaker reported."""
    if fate == "missed":
        return []
    told = [(What.ACCEPTED, begun)]
    if fate == "skipped":
        told.append((What.SKIPPED, play.expires_at + dt.timedelta(minutes=25)))
    else:
        told.append((What.STARTED, begun))
        if fate == "paused":
            told += [
                (What.PAUSED, begun + dt.timedelta(seconds=9)),
                (What.RESUMED, begun + dt.timedelta(seconds=49)),
            ]
        told.append((What.FINISHED, ended))
    return [
        PlayStep(play=play, nth=nth, what=what, at=at, received_at=at)
        for nth, (what, at) in enumerate(told, 1)
    ]
