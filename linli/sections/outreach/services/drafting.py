"""Writing notices: drafts, changes to what is already shown, attachments."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from linli.kernel import audit, files, live
from linli.kernel.access import Actor, visible
from linli.kernel.errors import Conflict, DomainError, NotFound
from linli.kernel.models import Area, StoredFile
from linli.kernel.sms import clipped
from linli.sections.outreach import richtext
from linli.sections.outreach.models import Notice
from linli.sections.outreach.queries import audiences

READ, WRITE = "outreach.notice.read", "outreach.notice.write"
LONGEST, MOST_FILES, FURTHEST = 50_000, 10, dt.timedelta(days=366)
TYPING = dt.timedelta(minutes=5)
"""So long somebody may still be writing after the time was chosen."""
State = Notice.State


@dataclass(frozen=True)
class NoticeData:
    """A notice as it shall be. Times only for events; `publish_at` None publishes as soon as it is approved."""

    title: str
    html: str
    kind: str = "notice"
    brief: str = ""
    file_ids: Sequence[int] = ()
    source: str = ""
    document: str = ""
    starts_at: dt.datetime | None = None
    ends_at: dt.datetime | None = None
    place: str = ""
    seats: int | None = None
    sign_up: bool = False
    sign_up_until: dt.datetime | None = None
    audience_id: int | None = None
    open: bool = True
    receipt: bool = False
    tell: bool = False
    screen_days: int = 0
    publish_at: dt.datetime | None = None
    shown_until: dt.datetime | None = None


@transaction.atomic
def write_notice(*, actor: Actor, area_id: int, data: NoticeData) -> Notice:
    """A new draft. Raises DomainError beside the wrong fields, NotFound for an area or list of others."""
    actor.require(WRITE)
    area = actor.areas(WRITE).filter(pk=area_id).first()
    if area is None:
        raise NotFound
    notice = Notice(area=area)
    return _saved(actor, notice, data, "written")


@transaction.atomic
def change_notice(*, actor: Actor, notice_id: int, revision: int, data: NoticeData) -> Notice:
    """New words: a draft again, to be reviewed anew; what is shown stays until then. Raises Conflict when overtaken."""
    notice = locked(actor, WRITE, notice_id)
    _same(notice, revision)
    if notice.shown_id and data.audience_id != notice.audience_id:
        raise DomainError(
            "请检查标出的内容。", fields={"audience_id": "已经发布，不能再换人群，请撤回后另写一条。"}
        )
    return _saved(actor, notice, data, "changed")


@transaction.atomic
def drop_draft(*, actor: Actor, notice_id: int) -> None:
    """A draft that was never published goes. Raises Conflict for any other."""
    notice = locked(actor, WRITE, notice_id)
    if notice.published_at or notice.state not in (State.DRAFT, State.REVIEW):
        raise Conflict("已经排定或发布过的不能删除，只能撤回。")
    audit.record(
        actor, "outreach.notice.dropped", target=notice, area=notice.area, detail={"title": notice.title}
    )
    notice.delete()


def attach(*, actor: Actor, upload: UploadedFile[bytes], area_id: int) -> StoredFile:
    """Takes an attachment in: a picture, PDF, Word or Excel. Raises DomainError for anything else, TooLarge, NotFound."""
    actor.require(WRITE)
    area = actor.areas(WRITE).filter(pk=area_id).first()
    if area is None:
        raise NotFound
    picture = (upload.content_type or "").startswith("image/")
    return files.store(actor, upload, area=area, kind="image" if picture else "document", permission=READ)


def locked(actor: Actor, permission: str, notice_id: int) -> Notice:
    """The notice, held until the transaction ends. Raises Unauthorized, Forbidden, NotFound."""
    actor.require(permission)
    if not visible(Notice.objects.all(), actor, permission).filter(pk=notice_id).exists():
        raise NotFound
    rows = Notice.objects.select_for_update(of=("self",)).select_related("area", "written_by", "shown")
    return rows.get(pk=notice_id)


def told(actor: Actor, notice: Notice, verb: str, **detail: Any) -> Notice:
    """The audit entry of a change, and the pages that show it."""
    audit.record(
        actor,
        f"outreach.notice.{verb}",
        target=notice,
        area=notice.area,
        detail={"title": notice.title, **detail},
    )
    live.touch("outreach", notice.area_id)
    return notice


def _same(notice: Notice, revision: int) -> None:
    if notice.revision != revision:
        raise Conflict("别人刚刚改过这条，请刷新后再改。")


def _saved(actor: Actor, notice: Notice, data: NoticeData, verb: str) -> Notice:
    html = richtext.cleaned(data.html)
    text = richtext.plain(html)
    _check(actor, notice, data, text)
    for field in fields(data):
        if field.name not in ("html", "file_ids"):
            value = getattr(data, field.name)
            setattr(notice, field.name, value.strip() if isinstance(value, str) else value)
    notice.html, notice.text, notice.files = html, text, _files(actor, notice, data.file_ids)
    notice.open = data.open and data.audience_id is None
    notice.brief = clipped(data.brief.strip() or data.title)
    notice.state, notice.written_by_id, notice.changed_at = State.DRAFT, actor.user_id, timezone.now()
    notice.reviewed_by, notice.review_note = None, ""
    notice.revision += 1 if notice.pk else 0
    notice.save()
    return told(actor, notice, verb, revision=notice.revision)


def _files(actor: Actor, notice: Notice, wanted: Sequence[int]) -> list[dict[str, Any]]:
    """The attachments in order; those already held stay, new ones must be the actor's to read."""
    held = {one["id"] for one in notice.files}
    rows = StoredFile.objects.filter(pk__in=wanted, permission=READ).select_related("area")
    found = {row.pk: row for row in rows if row.pk in held or actor.can(WRITE, row.area)}
    if len(found) != len(set(wanted)):
        raise DomainError("请检查标出的内容。", fields={"file_ids": "有附件已经不在了，请重新上传。"})
    return [
        {"id": pk, "name": found[pk].name, "type": found[pk].content_type, "size": found[pk].size}
        for pk in dict.fromkeys(wanted)
    ]


def _check(actor: Actor, notice: Notice, data: NoticeData, text: str) -> None:
    now = timezone.now()
    wrong = {
        "title": "" if len(data.title.strip()) >= 2 else "请写标题，至少两个字。",
        "html": "请写正文。"
        if not text
        else f"正文太长（{len(data.html)} 字符），请放到附件里。"
        if len(data.html) > LONGEST
        else "",
        "file_ids": f"最多 {MOST_FILES} 个附件。" if len(data.file_ids) > MOST_FILES else "",
        "publish_at": _wrong_time(data.publish_at, notice.publish_at, now),
        "shown_until": ""
        if data.shown_until is None or data.shown_until > now
        else "这个时间已经过去，请选以后的时间，或者清空。",
        "audience_id": "" if _own_list(actor, notice.area, data.audience_id) else "这份名单不属于这个范围。",
    } | (_wrong_event(data) if data.kind == Notice.Kind.EVENT else {})
    wrong = {name: said for name, said in wrong.items() if said}
    if wrong:
        raise DomainError("请检查标出的内容。", fields=wrong)


def _wrong_event(data: NoticeData) -> dict[str, str]:
    if data.starts_at is None or data.ends_at is None:
        return {"starts_at": "请选活动的起止时间。"}
    until = data.sign_up_until
    return {
        "ends_at": ""
        if data.starts_at < data.ends_at <= data.starts_at + FURTHEST
        else "结束时间应晚于开始时间，请重新选。",
        "place": "" if data.place.strip() else "请写活动地点。",
        "sign_up_until": "报名应在活动结束前截止。" if until and until > data.ends_at else "",
        "seats": "名额 1 到 10000。" if data.seats is not None and not 1 <= data.seats <= 10_000 else "",
    }


def _wrong_time(at: dt.datetime | None, before: dt.datetime | None, now: dt.datetime) -> str:
    """What is wrong with the time to publish at; one that was chosen earlier may have passed meanwhile."""
    if at is None or at == before:
        return ""
    if at <= now - TYPING:
        return "这个时间已经过去，请选以后的时间；清空则审核通过就发布。"
    return "" if at <= now + FURTHEST else "请选一年之内的时间。"


def _own_list(actor: Actor, area: Area, audience_id: int | None) -> bool:
    """A list of people of the notice's own area. Raises NotFound for a list of others."""
    return audience_id is None or area.holds(audiences.audience(actor, audience_id).area)
