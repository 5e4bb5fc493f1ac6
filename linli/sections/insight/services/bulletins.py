"""Writing, changing and withdrawing bulletins (大屏公告)."""

from __future__ import annotations

import datetime as dt
import re

from django.db import transaction
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


@transaction.atomic
def write_bulletin(
    *, actor: Actor, area: Area, kind: str, text: str, starts_at: dt.datetime, ends_at: dt.datetime
) -> Bulletin:
    """Puts a notice on the screens of the area. Raises DomainError beside the field that is wrong."""
    actor.require(MANAGE, area)
    _check(text, starts_at, ends_at)
    made = Bulletin.objects.create(
        area=area,
        kind=kind,
        text=text.strip(),
        starts_at=starts_at,
        ends_at=ends_at,
        written_by_id=actor.user_id,
    )
    _told(actor, made, "written")
    return made


@transaction.atomic
def change_bulletin(
    *, actor: Actor, bulletin_id: int, kind: str, text: str, starts_at: dt.datetime, ends_at: dt.datetime
) -> Bulletin:
    """Changes a notice that was not withdrawn."""
    found = _standing(actor, bulletin_id)
    _check(text, starts_at, ends_at)
    found.kind, found.text, found.starts_at, found.ends_at = kind, text.strip(), starts_at, ends_at
    found.save(update_fields=["kind", "text", "starts_at", "ends_at"])
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


def _standing(actor: Actor, bulletin_id: int) -> Bulletin:
    actor.require(MANAGE)
    rows = visible(Bulletin.objects.select_related("area", "written_by"), actor, MANAGE)
    found = rows.filter(pk=bulletin_id).first()
    if found is None:
        raise NotFound
    if found.withdrawn_at:
        raise Conflict("这条公告已经撤下，请新写一条。")
    return found


def _check(text: str, starts_at: dt.datetime, ends_at: dt.datetime) -> None:
    wrong: dict[str, str] = {}
    if not text.strip():
        wrong["text"] = "请写公告内容。"
    if MOBILE.search(text):
        wrong["text"] = "公告会在大厅公开滚动，请不要写个人手机号。"
    if ends_at <= starts_at:
        wrong["ends_at"] = "结束时间要晚于开始时间。"
    if ends_at - starts_at > LONGEST:
        wrong["ends_at"] = "一条公告最多显示一年。"
    if wrong:
        raise DomainError(next(iter(wrong.values())), fields=wrong)


def _told(actor: Actor, bulletin: Bulletin, done: str) -> None:
    detail = {
        "text": bulletin.text,
        "from": bulletin.starts_at.isoformat(),
        "to": bulletin.ends_at.isoformat(),
    }
    audit.record(actor, f"insight.bulletin.{done}", target=bulletin, area=bulletin.area, detail=detail)
    touch("insight", bulletin.area_id)
