"""Who helps the responsible party (协办): each must report before the lead may report the work done."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from linli.kernel.access.roles import ROLES
from linli.sections.cases.models.case import Case


class CaseAssist(models.Model):
    """One assistant (协办方) of a case: a role, a user or an organisation, and what it was asked to do."""

    class State(models.TextChoices):
        """Asked, reported, or called off."""

        ASKED = "asked", "协办中"
        DONE = "done", "已回报"
        OFF = "off", "已撤销"

    case = models.ForeignKey(Case, models.CASCADE, related_name="assists")
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.ASKED)
    role = models.CharField("角色", max_length=20, blank=True, default="")
    user = models.ForeignKey("kernel.User", models.SET_NULL, null=True, blank=True, related_name="+")
    org = models.ForeignKey("registry.Organisation", models.SET_NULL, null=True, blank=True, related_name="+")
    task = models.TextField("协办内容")
    asked_by = models.ForeignKey("kernel.User", models.SET_NULL, null=True, blank=True, related_name="+")
    asked_at = models.DateTimeField("提出时间", default=timezone.now)
    done_by = models.ForeignKey("kernel.User", models.SET_NULL, null=True, blank=True, related_name="+")
    done_at = models.DateTimeField("回报时间", null=True, blank=True)
    note = models.TextField("回报内容", blank=True, default="")

    class Meta:
        """In the order of asking."""

        ordering = ("pk",)

    @property
    def party(self) -> str:
        """The assistant as staff read it."""
        if self.user:
            return self.user.name
        if self.org:
            return str(self.org)
        return ROLES[self.role].title if self.role else ""
