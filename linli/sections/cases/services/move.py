"""The one guarded way to move a case: right, arrow, rule, then a conditional UPDATE that only one caller wins."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from linli.kernel import audit
from linli.kernel.access import Actor, visible
from linli.kernel.errors import Conflict, DomainError, NotFound
from linli.kernel.events import Event, publish
from linli.kernel.live import touch
from linli.kernel.models import StoredFile
from linli.sections.cases import flow, queries
from linli.sections.cases.models import Case, CasePhoto, TimelineEntry
from linli.sections.cases.words import redact

MAX_PHOTOS = 10
MAX_TEXT = 4000
PERMISSIONS = {s.action: s.permission for s in flow.STEPS}
PAST = {
    "accept": "accepted",
    "reject": "rejected",
    "dispatch": "dispatched",
    "take": "taken",
    "return": "returned",
    "handle": "handled",
    "verify": "verified",
    "redo": "sent_back",
    "confirm": "confirmed",
    "dispute": "disputed",
    "reopen": "reopened",
    "reopen_for": "reopened",
    "note": "noted",
    "append": "appended",
}
Rule = Callable[[Case], None]


def case_for(actor: Actor, action: str, case_id: int) -> Case:
    """The case, if this actor may do `action` on it. Raises Unauthorized, Forbidden or NotFound."""
    permission = PERMISSIONS[action]
    actor.require(permission)
    rows = Case.objects.select_related("area", "category", "assigned_user", "assigned_org")
    own = permission == flow.REPORTER
    rows = rows.filter(queries.reported_by(actor)) if own else visible(rows, actor, permission)
    found = rows.filter(pk=case_id).first()
    if found is None:
        raise NotFound
    return found


@transaction.atomic
def move(
    *,
    actor: Actor,
    case_id: int,
    action: str,
    version: int | None,
    text: str = "",
    public: bool = True,
    photos: Sequence[int] = (),
    rule: Rule | None = None,
    changes: Callable[[Case], dict[str, Any]] | None = None,
    data: Callable[[Case], dict[str, Any]] | None = None,
    event: Callable[[Case], Event] | None = None,
) -> Case:
    """Does `action` on the case as the actor saw it (`version`; None: as it is now).

    `rule` may refuse; `changes` gives the columns to set, `data` what the timeline keeps. Raises Conflict naming who was faster.
    """
    case = case_for(actor, action, case_id)
    step = flow.find_step(action, case.state)
    if step is None or (version is not None and version != case.version):
        raise conflict(actor, case, action)
    if rule:
        rule(case)
    before, target = case.state, str(step.target or case.state)
    columns = {**(changes(case) if changes else {}), "state": target, "updated_at": timezone.now()}
    won = Case.objects.filter(pk=case.pk, version=case.version, state=before)
    if not won.update(version=F("version") + 1, **columns):
        raise conflict(actor, case, action)
    case = Case.objects.select_related("area", "category", "assigned_user", "assigned_org").get(pk=case.pk)
    write_entry(
        actor,
        case,
        action,
        before,
        text=text,
        public=public,
        photos=photos,
        data=data(case) if data else None,
    )
    if event:
        publish(event(case))
    return case


def write_entry(
    actor: Actor,
    case: Case,
    action: str,
    before: str,
    *,
    text: str = "",
    public: bool = True,
    photos: Sequence[int] = (),
    data: dict[str, Any] | None = None,
) -> TimelineEntry:
    """The timeline entry, its photos, the audit entry and the live hint of one change."""
    entry = TimelineEntry.objects.create(
        case=case,
        action=action,
        user_id=actor.user_id,
        who="诉求人" if actor.kind == "resident" else actor.name,
        from_state=before,
        to_state=case.state,
        text=redact(text)[:MAX_TEXT],
        public=public,
        data=data or {},
    )
    attach(actor, entry, photos)
    audit.record(
        actor,
        f"cases.case.{PAST.get(action, action)}",
        target=case,
        area=case.area,
        detail={"number": case.number, "from": before, "to": case.state, "photos": len(photos)},
    )
    touch("cases", case.area_id)
    return entry


def attach(actor: Actor, entry: TimelineEntry, photos: Sequence[int]) -> None:
    """Hangs photos the actor has uploaded on an entry; they belong to the case's area from then on.

    Raises DomainError for photos of others, or used already.
    """
    ids = list(dict.fromkeys(photos))
    if len(ids) > MAX_PHOTOS:
        raise DomainError(f"一次最多 {MAX_PHOTOS} 张照片。", fields={"photos": f"最多 {MAX_PHOTOS} 张照片。"})
    if not ids:
        return
    used = CasePhoto.objects.filter(file_id__in=ids).values("file_id")
    own = StoredFile.objects.filter(pk__in=ids, uploaded_by_id=actor.user_id, content_type="image/jpeg")
    if own.exclude(pk__in=used).count() != len(ids):
        message = "有照片没有上传成功，请重新选择照片。"
        raise DomainError(message, fields={"photos": message})
    StoredFile.objects.filter(pk__in=ids).update(area_id=entry.case.area_id)
    CasePhoto.objects.bulk_create(CasePhoto(case_id=entry.case_id, entry=entry, file_id=i) for i in ids)


def conflict(actor: Actor, case: Case, action: str) -> Conflict:
    """The 409 that tells who did what, when; a reporter is told the trade, not the name."""
    last = TimelineEntry.objects.filter(case_id=case.pk).order_by("-pk").first()
    title = flow.titles()[action]
    if last is None:
        return Conflict(f"这条诉求现在不能{title}，请刷新后再看。")
    at = timezone.localtime(last.at)
    when = f"{at.month}月{at.day}日 {at:%H:%M}"
    if actor.kind == "resident":
        return Conflict(f"这条诉求在 {when} 已有新进展，请刷新后再看。")
    done = {"report": "上报", "warn": "预警"} | flow.titles()
    return Conflict(
        f"{last.who}已在 {when} {done.get(last.action, '更新')}，这次{title}没有生效，请刷新后再看。"
    )
