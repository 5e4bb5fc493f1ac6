"""Recordings (录音): taken in for the broadcasts."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from linli.kernel import audit, files
from linli.kernel.access import Actor
from linli.sections.outreach.recordings import seconds_of
from linli.sections.outreach.services.broadcasts import READ, SEND
from linli.sections.outreach.services.zones import area_of


@dataclass(frozen=True)
class Recording:
    """A recording that has been kept, and its length in seconds."""

    id: int
    name: str
    seconds: float


@transaction.atomic
def add_recording(*, actor: Actor, area_id: int, upload: UploadedFile[bytes]) -> Recording:
    """Keeps a recording. Raises DomainError for what a loudspeaker can't play, TooLarge, NotFound."""
    area = area_of(actor, area_id, SEND)
    kept = files.store(actor, upload, area=area, kind="audio", permission=READ)
    with files.opened(kept) as file:
        seconds = seconds_of(file.read())
    audit.record(actor, "outreach.recording.added", target=kept, area=area, detail={"seconds": seconds})
    return Recording(kept.pk, kept.name, seconds)
