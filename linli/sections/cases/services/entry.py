"""What one change of a case leaves behind: the timeline entry with its photos, the audit entry, the live hint."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from linli.kernel import audit
from linli.kernel.access import Actor
from linli.kernel.errors import DomainError
from linli.kernel.live import touch
from linli.kernel.models import StoredFile
from linli.sections.cases.models import Case, CasePhoto, TimelineEntry
from linli.sections.cases.words import redact

MAX_PHOTOS = 10
MAX_TEXT = 4000
PAST = {
    "accept": "accepted",
    "reject": "rejected",
    "dispatch": "dispatched",
    "redispatch": "redispatched",
    "reassign": "reassigned",
    "urge": "urged",
    "callback_redo": "redone_after_callback",
    "take": "taken",
    "return": "returned",
    "object": "objected",
    "uphold": "objection_upheld",
    "overrule": "objection_overruled",
    "suspend": "suspended",
    "resume": "resumed",
    "extend": "extension_asked",
    "allow_extension": "extended",
    "refuse_extension": "extension_refused",
    "assist": "assistance_asked",
    "assist_done": "assisted",
    "assist_off": "assistance_called_off",
    "merge": "merged",
    "split": "split",
    "ask_void": "void_asked",
    "void": "voided",
    "keep": "void_refused",
    "handle": "handled",
    "verify": "verified",
    "redo": "sent_back",
    "confirm": "confirmed",
    "dispute": "disputed",
    "rate": "rated",
    "reopen": "reopened",
    "reopen_for": "reopened",
    "note": "noted",
    "append": "appended",
}
"""The audit word of each action."""
ASIDE = {"escalate": "escalated", "suggest": "dispatch_suggested", "callback": "called_back"}
"""The audit word of what happens without an arrow of the flow."""


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
        f"cases.case.{PAST.get(action) or ASIDE.get(action, action)}",
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
