"""Wristbands and other devices bound to a person, with the consent they were bound under (绑定与授权)."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone


class Binding(models.Model):
    """A device worn by an elder from `began_at` until `ended_at`; its values belong to the elder for that time only."""

    class End(models.TextChoices):
        """How it ended."""

        NONE = "", "使用中"
        RETURNED = "returned", "归还或更换"
        WITHDRAWN = "withdrawn", "撤回授权"
        LEFT = "left", "迁出或离世"

    elder = models.ForeignKey("eldercare.Elder", models.CASCADE, related_name="bindings")
    device = models.ForeignKey("devices.Device", models.PROTECT, related_name="+")
    consent_id = models.BigIntegerField("同意记录")
    wording_version = models.CharField("告知书版本", max_length=20)
    form = models.ForeignKey(
        "kernel.StoredFile", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="签字原件"
    )
    began_at = models.DateTimeField("绑定时间", default=timezone.now)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    ended_at = models.DateTimeField("解除时间", null=True, blank=True)
    end = models.CharField("解除原因", max_length=10, choices=End.choices, blank=True, default="")
    ended_by = models.CharField("解除人", max_length=60, blank=True, default="")

    class Meta:
        """A device is worn by one person at a time."""

        ordering = ("-began_at", "-pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("device",), condition=models.Q(ended_at=None), name="binding_open_once"
            ),
        ]
