"""Households (家庭户) and who lives, owns or rents where, from when to when (人房关系)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Household(models.Model):
    """The people who keep house together in a home, with the head (户主)."""

    estate = models.ForeignKey("kernel.Area", models.PROTECT, related_name="+")
    area = models.ForeignKey("kernel.Area", models.PROTECT, verbose_name="区域", related_name="+")
    home = models.ForeignKey("registry.Home", models.CASCADE, related_name="households")
    head = models.ForeignKey("registry.Person", models.SET_NULL, null=True, blank=True, related_name="+")
    size = models.PositiveIntegerField("人数", default=0)
    batch = models.ForeignKey(
        "registry.ImportBatch", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = verbose_name_plural = "家庭户"


class Membership(models.Model):
    """A person in a household, with the kinship to the head (与户主关系)."""

    household = models.ForeignKey(Household, models.CASCADE, related_name="members")
    person = models.ForeignKey("registry.Person", models.CASCADE, related_name="memberships")
    relation = models.CharField("与户主关系", max_length=20, blank=True, default="")
    batch = models.ForeignKey(
        "registry.ImportBatch", models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("household", "person"), name="member_once"),
        ]


class Occupancy(models.Model):
    """A person and a home: owner, tenant, family or guest. An open `until` means to this day."""

    class Kind(models.TextChoices):
        """What the person is to the home."""

        OWNER = "owner", "产权人"
        TENANT = "tenant", "租户"
        FAMILY = "family", "家属"
        GUEST = "guest", "借住"

    area = models.ForeignKey("kernel.Area", models.PROTECT, verbose_name="区域", related_name="+")
    person = models.ForeignKey("registry.Person", models.CASCADE, related_name="occupancies")
    home = models.ForeignKey("registry.Home", models.CASCADE, related_name="occupancies")
    kind = models.CharField("关系", max_length=10, choices=Kind.choices)
    resides = models.BooleanField("在此居住", default=True)
    since = models.DateField("起", null=True, blank=True)
    until = models.DateField("止", null=True, blank=True)
    reason = models.CharField("变更原因", max_length=100, blank=True, default="")
    batch = models.ForeignKey(
        "registry.ImportBatch", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = verbose_name_plural = "人房关系"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("person", "home"), condition=models.Q(until=None), name="occupancy_open_once"
            ),
            models.CheckConstraint(
                condition=models.Q(until=None)
                | models.Q(since=None)
                | models.Q(until__gte=models.F("since")),
                name="occupancy_in_order",
            ),
        ]
