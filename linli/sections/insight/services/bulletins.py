"""Writing, changing, ordering and withdrawing bulletins (大屏公告)."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from linli.kernel import audit
from linli.kernel.access import Actor, visible
from linli.kernel.errors import Conflict, DomainError, NotFound
from linli.kernel.live import touch
from linli.kernel.models import Area
from linli.sections.insight.models import Bulletin

MANAGE = "insight.bulletin.manage"
MOBILE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")
LONGEST = dt.timedelta(days=366)
FIELDS = ("kind", "text", "starts_at", "ends_at", "weekdays", "from_time", "to_time", "seconds")


@dataclass(frozen=True)
class Programme:
    """What a bulletin says and when the playlist shows it; `seconds` is how long it stays."""

    kind: str
    text: str
    starts_at: dt.datetime
    ends_at: dt.datetime
    weekdays: list[int] = field(default_factory=list)
    from_time: dt.time | None = None
    to_time: dt.time | None = None
    seconds: int = 15

    def values(self) -> dict[str, Any]:
        """The columns of a bulletin. Raises DomainError beside the field that is wrong."""
        _check(self)
        found = {name: getattr(self, name) for name in FIELDS}
        return found | {"text": self.text.strip(), "weekdays": sorted(set(self.weekdays))}


@transaction.atomic
def write_bulletin(*, actor: Actor, area: Area, programme: Programme) -> Bulletin:
    """Puts a notice on the screens of the area, last in the order. Raises DomainError beside the wrong field."""
    actor.require(MANAGE, area)
    last = Bulletin.objects.filter(area=area).aggregate(last=Max("order"))["last"]
    made = Bulletin.objects.create(
        area=area, written_by_id=actor.user_id, order=0 if last is None else last + 1, **programme.values()
    )
    _told(actor, made, "written")
    return made


@transaction.atomic
def change_bulletin(*, actor: Actor, bulletin_id: int, programme: Programme) -> Bulletin:
    """Changes a notice that was not withdrawn."""
    found = _standing(actor, bulletin_id)
    for name, value in programme.values().items():
        setattr(found, name, value)
    found.save(update_fields=FIELDS)
    _told(actor, found, "changed")
    return found


@transaction.atomic
def withdraw_bulletin(*, actor: Actor, bulletin_id: int) -> Bulletin:
    """Takes a notice off the screens. Raises Conflict when somebody already has."""
    found = _standing(actor, bulletin_id)
    if not Bulletin.objects.filter(pk=found.pk, withdrawn_at=None).update(withdrawn_at=timezone.now()):
        raise Conflict("这条公告刚刚已被撤下。")
    found.refresh_from_db()
    _told(actor, found, "withdrawn")
    return found


@transaction.atomic
def order_bulletins(*, actor: Actor, ids: list[int]) -> None:
    """The playlist in the given order. Raises NotFound when one of them is not the actor's to manage."""
    actor.require(MANAGE)
    rows = visible(Bulletin.objects.select_for_update(of=("self",)), actor, MANAGE).filter(pk__in=ids)
    known = {row.pk: row for row in rows}
    if set(ids) - known.keys():
        raise NotFound("有公告已经不在了，请刷新后再排。")
    for place, pk in enumerate(ids):
        known[pk].order = place
    Bulletin.objects.bulk_update(known.values(), ["order"])
    for area_id in sorted({row.area_id for row in known.values()}):
        touch("insight", area_id)
    first = known[ids[0]]
    audit.record(actor, "insight.bulletin.ordered", target=first, area=first.area, detail={"order": ids})


def _standing(actor: Actor, bulletin_id: int) -> Bulletin:
    actor.require(MANAGE)
    rows = visible(Bulletin.objects.select_related("area", "written_by"), actor, MANAGE)
    found = rows.filter(pk=bulletin_id).first()
    if found is None:
        raise NotFound
    if found.withdrawn_at:
        raise Conflict("这条公告已经撤下，请新写一条。")
    return found


def _check(programme: Programme) -> None:
    wrong: dict[str, str] = {}
    if not programme.text.strip():
        wrong["text"] = "请写公告内容。"
    if MOBILE.search(programme.text):
        wrong["text"] = "公告会在大厅公开滚动，请不要写个人手机号。"
    if programme.ends_at <= programme.starts_at:
        wrong["ends_at"] = "结束时间要晚于开始时间。"
    if programme.ends_at - programme.starts_at > LONGEST:
        wrong["ends_at"] = "一条公告最多显示一年。"
    wrong |= _wrong_hours(programme.from_time, programme.to_time)
    if wrong:
        raise DomainError(next(iter(wrong.values())), fields=wrong)


def _wrong_hours(since: dt.time | None, until: dt.time | None) -> dict[str, str]:
    if (since is None) != (until is None):
        return {"to_time": "每天的起止时刻要么都填，要么都不填。"}
    if since is not None and until is not None and until <= since:
        return {"to_time": "每天结束的时刻要晚于开始的时刻；要跨过午夜，请写成两条。"}
    return {}


def _told(actor: Actor, bulletin: Bulletin, done: str) -> None:
    detail = {
        "text": bulletin.text,
        "from": bulletin.starts_at.isoformat(),
        "to": bulletin.ends_at.isoformat(),
    }
    audit.record(actor, f"insight.bulletin.{done}", target=bulletin, area=bulletin.area, detail=detail)
    touch("insight", bulletin.area_id)
