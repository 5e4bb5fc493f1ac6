"""Dispatch rules (派遣规则): ordered; the first whose conditions hold says who gets the case."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone

from linli.kernel.access.roles import ROLES
from linli.sections.cases.models.category import Category

ONE_PARTY = (
    Q(warden=True, role="", user=None, organisation=None)
    | Q(~Q(role=""), warden=False, user=None, organisation=None)
    | Q(warden=False, role="", user__isnull=False, organisation=None)
    | Q(warden=False, role="", user=None, organisation__isnull=False)
)


class DispatchRule(models.Model):
    """One rule of an area's list. Conditions left blank hold for every case; exactly one party gets the case."""

    class Hours(models.TextChoices):
        """When the case was reported, by the statutory calendar."""

        ANY = "any", "任何时间"
        WORK = "work", "工作时间（工作日 9–17 点）"
        OFF = "off", "非工作时间"
        NIGHT = "night", "夜间（22–6 点）"
        WEEKEND = "weekend", "周末和节假日"

    class Urgency(models.TextChoices):
        """Whether only urgent cases are meant, or only the others."""

        ANY = "any", "不论缓急"
        URGENT = "urgent", "紧急"
        NORMAL = "normal", "不紧急"

    area = models.ForeignKey("kernel.Area", models.CASCADE, related_name="+")
    order = models.PositiveSmallIntegerField("次序")
    name = models.CharField("名称", max_length=40)
    category = models.ForeignKey(Category, models.CASCADE, null=True, blank=True, related_name="+")
    place = models.ForeignKey("kernel.Area", models.CASCADE, null=True, blank=True, related_name="+")
    building = models.ForeignKey("registry.Building", models.CASCADE, null=True, blank=True, related_name="+")
    hours = models.CharField("时间", max_length=10, choices=Hours.choices, default=Hours.ANY)
    urgency = models.CharField("缓急", max_length=10, choices=Urgency.choices, default=Urgency.ANY)
    role = models.CharField("角色", max_length=20, blank=True, default="")
    user = models.ForeignKey("kernel.User", models.CASCADE, null=True, blank=True, related_name="+")
    organisation = models.ForeignKey(
        "registry.Organisation", models.CASCADE, null=True, blank=True, related_name="+"
    )
    warden = models.BooleanField("所在网格的网格员", default=False)
    auto = models.BooleanField("受理后自动派遣", default=False)
    active = models.BooleanField("启用", default=True)
    updated_at = models.DateTimeField(default=timezone.now)

    class Meta:
        """In their order within an area; one kind of party."""

        ordering = ("area", "order", "pk")
        constraints = (models.CheckConstraint(condition=ONE_PARTY, name="rule_one_party"),)

    def __str__(self) -> str:
        return self.name

    @property
    def party(self) -> str:
        """Who gets the case, as staff read it."""
        if self.warden:
            return "所在网格的网格员"
        if self.user:
            return self.user.name
        return str(self.organisation) if self.organisation else ROLES[self.role].title
