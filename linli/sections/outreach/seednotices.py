"""Demo data of notices and warnings: shown, with readers and people who come, in review, withdrawn; a warning that waits."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from linli.kernel.access import SECRETARY, SYSTEM, WORKER, Actor
from linli.kernel.access.resolve import actor_of
from linli.kernel.models import Area, RoleHolding, User
from linli.sections.alerts.services import create_source
from linli.sections.outreach.cap.write import Outgoing, written
from linli.sections.outreach.models import Emergency, Notice
from linli.sections.outreach.queries.mynotices import my_notices
from linli.sections.outreach.services import attending, publishing, warnings
from linli.sections.outreach.services.drafting import NoticeData, write_notice

HOUR = dt.timedelta(hours=1)
WATER = (
    "<p>二次供水水箱清洗，<strong>12 至 16 号楼</strong>当天上午 9 点到 11 点停水。</p><h2>请这样做</h2><ul><li>前一晚储好水</li>"
    "<li>来水后先放两分钟</li><li>行动不便的老人请告诉网格员，我们送水上门</li></ul>"
)
CLINIC = "<p>社区医生来会客厅：量血压、测血糖、看牙。<strong>空腹来可以查血糖</strong>，家里老人走不动的请说一声，医生上门。</p>"
AGED = (
    "<p>年满 80 周岁的老人可以领高龄津贴。</p><h2>怎么办</h2><ol><li>带身份证、户口本和银行卡到社区会客厅</li>"
    "<li>工作人员当场登记，次月起发</li></ol><blockquote>走不动的请打网格员电话，我们上门办。</blockquote>"
)
HEATING = "<p>取暖炉旁边不要晾衣服；睡前关掉电热毯；屋里有煤炉的要留通风口，装一氧化碳报警器。</p>"
POWER = "<p>供电公司检修，下午 1 点到 3 点停电。</p>"
CHESS = "<p>楼门口的棋桌坏了两张，正在找人修，修好前请到会客厅下棋。</p>"
BLUE_WIND = "今晚到明天有 6 级大风，请把阳台花盆搬进屋，远离广告牌。"


def seed_notices() -> list[str]:
    """Fills the community of the first 小区. Running it again changes nothing."""
    estate = Area.objects.filter(kind=Area.Kind.ESTATE).order_by("pk").first()
    if estate is None or Notice.objects.exists():
        return []
    area = estate.parent or estate
    worker, secretary = _staff(WORKER, area), _staff(SECRETARY, area)
    _written(worker, secretary, area)
    _read_by_residents()
    _warnings(area)
    return [f"通知、活动和政策 {Notice.objects.count()} 条", f"预警 {Emergency.objects.count()} 条"]


def _staff(role: str, area: Area) -> Actor:
    """Somebody of the demo who holds the role there, or above; else the platform."""
    held = RoleHolding.objects.filter(role=role, user__kind=User.Kind.STAFF).select_related("user", "area")
    found = [one.user for one in held.order_by("pk") if one.area.holds(area)]
    return actor_of(found[0]) if found else SYSTEM


def _written(worker: Actor, secretary: Actor, area: Area) -> None:
    now = timezone.localtime().replace(minute=0, second=0, microsecond=0)
    day = now.replace(hour=9) + dt.timedelta(days=4)
    aged = NoticeData("80 周岁以上老人高龄津贴怎么领", AGED, "policy", source="社区便民服务大厅")
    clinic = NoticeData(
        "会客厅义诊：量血压、测血糖、看牙", CLINIC, "event", brief="周末会客厅义诊，欢迎带老人来", starts_at=day,
        ends_at=day + 3 * HOUR,
        place="社区会客厅", seats=40, sign_up=True, sign_up_until=day - 12 * HOUR,
    )  # fmt: skip
    water = NoticeData(
        "水箱清洗，12 至 16 号楼停水两小时", WATER, receipt=True, brief="12至16号楼上午9点到11点停水"
    )
    power = NoticeData("下午停电检修", POWER)
    for data in (aged, clinic, power, water):
        _shown(worker, secretary, area, data)
    newest = Notice.objects.get(title=water.title)
    publishing.pin(actor=worker, notice_id=newest.pk, days=7)
    gone = Notice.objects.get(title=power.title)
    publishing.withdraw(actor=worker, notice_id=gone.pk, reason="供电公司改期")
    waiting = write_notice(
        actor=worker, area_id=area.pk, data=NoticeData("冬季取暖安全提示", HEATING, tell=True)
    )
    publishing.submit(actor=worker, notice_id=waiting.pk)
    write_notice(actor=worker, area_id=area.pk, data=NoticeData("棋桌维修", CHESS))


def _shown(worker: Actor, secretary: Actor, area: Area, data: NoticeData) -> None:
    made = write_notice(actor=worker, area_id=area.pk, data=data)
    publishing.submit(actor=worker, notice_id=made.pk)
    reviewer = secretary if secretary.user_id != worker.user_id else SYSTEM
    publishing.review(actor=reviewer, notice_id=made.pk, revision=made.revision, approve=True)


def _read_by_residents() -> None:
    """The residents who can sign in have read some, confirmed one and come to the event."""
    for user in User.objects.filter(kind=User.Kind.RESIDENT, person_id__isnull=False).order_by("pk")[:12]:
        actor = actor_of(user)
        for notice in my_notices(actor)[: 2 + user.pk % 2]:
            attending.mark_read(actor=actor, notice_id=notice.pk, confirm=notice.receipt and user.pk % 3 > 0)
            if notice.kind == Notice.Kind.EVENT and user.pk % 2:
                attending.sign_up(actor=actor, notice_id=notice.pk, people=1 + user.pk % 3)


def _warnings(area: Area) -> None:
    """A warning from outside that waits for a person, and last month's drill."""
    source, _ = create_source(actor=SYSTEM, code="demo-weather", title="气象预警（演示）", area_id=area.pk)
    now = timezone.now().replace(microsecond=0)
    wind = Outgoing(
        identifier=f"DEMO-WIND-{now:%Y%m%d}", sender="weather@example.org", sent=now, status="Actual", msg_type="Alert",
        category="Met", event="大风", response="Prepare", urgency="Expected", severity="Minor", certainty="Likely",
        expires=now + 24 * HOUR, sender_name="气象预警（演示）", headline="大风蓝色预警", description="", instruction=BLUE_WIND,
        area_text=area.name,
    )  # fmt: skip
    warnings.take_cap(actor=SYSTEM, source=source, document=written(wind).encode())
    _drill(area, now - dt.timedelta(days=30))


def _drill(area: Area, at: dt.datetime) -> None:
    said = Outgoing(
        identifier=f"DEMO-DRILL-{at:%Y%m%d}", sender="linli@localhost", sent=at, status="Exercise", msg_type="Alert",
        category="Fire", event="火灾", response="Evacuate", urgency="Immediate", severity="Severe", certainty="Observed",
        expires=at + 2 * HOUR, sender_name=area.name, headline="消防疏散演练", description="3 号楼模拟起火。",
        instruction="弯腰捂口鼻走楼梯，不坐电梯，到广场集合。", area_text=area.name, note="演练，不是真实事件",
    )  # fmt: skip
    names = ("identifier", "sender", "sent", "status", "msg_type", "category", "event", "urgency", "severity", "certainty",
             "headline", "description", "instruction", "area_text", "expires")  # fmt: skip
    Emergency.objects.create(
        way=Emergency.Way.OUT, state=Emergency.State.ENDED, area=area, source="", xml=written(said), created_at=at,
        issued_at=at, **{name: getattr(said, name) for name in names},
    )  # fmt: skip
