"""Voice notes (语音) of a report."""

from __future__ import annotations

from django.db import models

from linli.sections.cases.models.case import Case
from linli.sections.cases.models.timeline import TimelineEntry


class CaseSound(models.Model):
    """A voice note of a case; `entry` says at which step it was added. Staff listen to it; nothing recognises it."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="sounds")
    entry = models.ForeignKey(TimelineEntry, models.CASCADE, related_name="sounds")
    file = models.ForeignKey("kernel.StoredFile", models.PROTECT, related_name="+")

    class Meta:
        """A file belongs to one case only."""

        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=("file",), name="case_sound_once"),)
