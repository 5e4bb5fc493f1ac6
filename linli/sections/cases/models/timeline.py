"""What happened to a case, and the photos that belong to it."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from linli.sections.cases.models.case import Case


class TimelineEntry(models.Model):
    """One thing that happened to a case. `public` entries are shown to the reporter, in plain words."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="timeline")
    at = models.DateTimeField(default=timezone.now)
    action = models.CharField(max_length=20)
    user = models.ForeignKey("kernel.User", models.SET_NULL, null=True, blank=True, related_name="+")
    who = models.CharField(max_length=60)
    from_state = models.CharField(max_length=10, blank=True, default="")
    to_state = models.CharField(max_length=10, blank=True, default="")
    text = models.TextField(blank=True, default="")
    public = models.BooleanField(default=True)
    data = models.JSONField(default=dict)

    class Meta:
        """In the order of happening."""

        ordering = ("pk",)


class CasePhoto(models.Model):
    """A photo of a case; `entry` says at which step it was added."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="photos")
    entry = models.ForeignKey(TimelineEntry, models.CASCADE, related_name="photos")
    file = models.ForeignKey("kernel.StoredFile", models.PROTECT, related_name="+")

    class Meta:
        """A file belongs to one case only."""

        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=("file",), name="case_photo_once"),)
