"""Demo data of campaigns: one under way with every way in use, one over, one that only waits to be started."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from linli.kernel.access import RESIDENT, SYSTEM
from linli.kernel.models import Area, RoleHolding, User
from linli.kernel.ports import port
from linli.sections.outreach.models import Audience, AudienceMember, Campaign, Channel, Message, Target
from linli.sections.outreach.services import campaigns, sending
from linli.sections.outreach.services.reaching import reach, write_off_many
from linli.sections.outreach.services.receipts import apply_receipts
from linli.sections.outreach.services.steps import advance_some
from linli.sections.registry import queries as registry

PEOPLE = 120
INSURANCE = (
    "居民医保 60 岁以上免缴代办",
    "60 周岁以上居民的基本医疗保险个人不用缴费，但要由社区代办登记才能享受。请带身份证和户口本到社区便民服务大厅办理，"
    "行动不便的可以请家人代办，也可以打电话请网格员上门。",
    "60岁以上医保免缴，请带身份证来社区登记",
)
WATER = (
    "二次供水水箱清洗停水",
    "明天 9:00 至 17:00 清洗水箱，1 至 8 号楼停水，请提前储水。",
    "明天9点到17点1至8号楼停水",
)
FIRE = (
    "冬季用火用电安全提示",
    "请不要在楼道给电动车充电，不要用电热毯过夜，燃气使用后关阀。",
    "楼道不充电，出门关火关电关气",
)


def seed_campaigns() -> list[str]:
    """Fills the first 小区. Running it again changes nothing."""
    estate = Area.objects.filter(kind=Area.Kind.ESTATE).order_by("pk").first()
    people = [
        person for person in registry.first_people(PEOPLE * 2) if estate and person.estate_id == estate.pk
    ]
    if estate is None or not people or Campaign.objects.filter(title=FIRE[0]).exists():
        return []
    _accounts(estate, people[:PEOPLE:6])
    audience = _audience(estate, [person.pk for person in people[:PEOPLE]])
    _running(_planned(audience, INSURANCE, "matter", confirm=True))
    _over(_planned(_audience(estate, [person.pk for person in people[:30]]), WATER, "notice"))
    _planned(audience, FIRE, "notice")
    return ["触达任务 3 个"]


def _accounts(estate: Area, people: Sequence[Any]) -> None:
    """Some have signed in on their phone before."""
    for person in people:
        user, _ = User.objects.get_or_create(
            person_id=person.pk, kind=User.Kind.RESIDENT,
            defaults={"username": f"resident-{person.pk}", "name": person.name, "password": "!"},
        )  # fmt: skip
        RoleHolding.objects.get_or_create(user=user, role=RESIDENT, area=estate)


def _audience(estate: Area, people: list[int]) -> Audience:
    made = Audience.objects.create(
        area=estate, title=f"演示名单（{len(people)} 人）", way=Audience.Way.HAND, as_of=timezone.localdate(),
        certain=len(people),
    )  # fmt: skip
    AudienceMember.objects.bulk_create(
        AudienceMember(audience=made, person_id=pk, verdict=AudienceMember.Verdict.IN) for pk in people
    )
    return made


def _planned(audience: Audience, said: tuple[str, str, str], kind: str, *, confirm: bool = False) -> Campaign:
    title, text, brief = said
    return campaigns.plan(
        actor=SYSTEM, title=title, text=text, brief=brief, audience_id=audience.pk, kind=kind, confirm=confirm
    )


def _sent(campaign: Campaign) -> None:
    """Started two days ago; the SMS have gone out by day, and their receipts are here."""
    campaigns.start(actor=SYSTEM, campaign_id=campaign.pk, override="演示数据")
    advance_some(campaign.pk)
    while batches := sending.claim(100):
        sending.note([(one, port("sms").send_many(one.orders, batch=one.name)) for one in batches])
    apply_receipts(port("sms").pull())
    began = timezone.now() - dt.timedelta(days=2)
    Campaign.objects.filter(pk=campaign.pk).update(quiet_override="", started_at=began, created_at=began)
    Message.objects.filter(campaign=campaign).update(planned_at=began)
    Message.objects.filter(campaign=campaign, sent_at__isnull=False).update(sent_at=began)


def _running(campaign: Campaign) -> None:
    """Some have answered the SMS, some were called, the rest are on the lists of the grid workers."""
    _sent(campaign)
    campaign.refresh_from_db()
    _read(campaign, 2)
    waiting = list(Target.objects.filter(campaign=campaign, channel=Channel.SMS).order_by("pk"))
    answered = [target.person_id for target in waiting[: len(waiting) // 2]]
    now = timezone.now()
    Message.objects.filter(campaign=campaign, person_id__in=answered, channel=Channel.SMS).update(
        state="read", read_at=now - dt.timedelta(hours=20)
    )
    reach(campaign=campaign, person_ids=answered, channel=Channel.SMS, at=now - dt.timedelta(hours=20))
    late = [target.pk for target in waiting[len(waiting) // 2 : len(waiting) * 3 // 4]]
    Target.objects.filter(pk__in=late).update(due_at=now)
    advance_some(campaign.pk)
    away = Target.objects.filter(campaign=campaign, channel=Channel.PHONE).order_by("pk").first()
    if away:
        write_off_many(campaign=campaign, reasons={away.person_id: "在外地子女家长住，家属已知晓"})


def _read(campaign: Campaign, every: int) -> None:
    """Every so manieth of those with an account has looked."""
    reading = Target.objects.filter(campaign=campaign, channel=Channel.APP).order_by("pk")
    people = list(reading.values_list("person_id", flat=True))[::every]
    at = timezone.now() - dt.timedelta(hours=30)
    Message.objects.filter(campaign=campaign, person_id__in=people, channel=Channel.APP).update(
        state="read", read_at=at
    )
    reach(campaign=campaign, person_ids=people, channel=Channel.APP, at=at)


def _over(campaign: Campaign) -> None:
    """Everybody knows."""
    _sent(campaign)
    campaign.refresh_from_db()
    _read(campaign, 1)
    left = list(
        Target.objects.filter(campaign=campaign, state=Target.State.WAITING).values_list(
            "person_id", flat=True
        )
    )
    Message.objects.filter(
        campaign=campaign, person_id__in=left, channel__in=(Channel.PHONE, Channel.VISIT)
    ).update(state="read", tries=1, cause="已告知", read_at=timezone.now(), sent_at=timezone.now())
    reach(campaign=campaign, person_ids=left, channel=Channel.PHONE, at=timezone.now() - dt.timedelta(days=1))
