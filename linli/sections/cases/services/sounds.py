"""Voice notes (语音) on a timeline entry."""

from __future__ import annotations

from collections.abc import Sequence

from linli.kernel.access import Actor
from linli.kernel.errors import DomainError
from linli.kernel.models import StoredFile
from linli.sections.cases.models import CaseSound, TimelineEntry

MAX_SOUNDS = 3


def attach_sounds(actor: Actor, entry: TimelineEntry, sounds: Sequence[int]) -> None:
    """Hangs voice notes the actor has uploaded on an entry; they belong to the case's area from then on.

    Raises DomainError for those of others, or used already.
    """
    ids = list(dict.fromkeys(sounds))
    if len(ids) > MAX_SOUNDS:
        raise DomainError(f"最多 {MAX_SOUNDS} 段语音。", fields={"sounds": f"最多 {MAX_SOUNDS} 段语音。"})
    if not ids:
        return
    used = CaseSound.objects.filter(file_id__in=ids).values("file_id")
    own = StoredFile.objects.filter(
        pk__in=ids, uploaded_by_id=actor.user_id, content_type__startswith="audio/"
    )
    if own.exclude(pk__in=used).count() != len(ids):
        message = "有语音没有上传成功，请重新录一遍。"
        raise DomainError(message, fields={"sounds": message})
    StoredFile.objects.filter(pk__in=ids).update(area_id=entry.case.area_id)
    CaseSound.objects.bulk_create(CaseSound(case_id=entry.case_id, entry=entry, file_id=i) for i in ids)
