"""Relatives (家属) who may see how an elder is, with the elder's consent."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from linli.kernel.privacy import EncryptedTextField, mask_phone


class Relative(models.Model):
    """A relative of an elder: told of alerts always, sees values and position only as far as the elder agreed.

    `user` is set once the relative has signed in with the phone number. Ended rows stay.
    """

    class Sees(models.IntegerChoices):
        """How much."""

        ALERTS = 1, "只看预警"
        VALUES = 2, "预警和体征"
        POSITION = 3, "预警、体征和位置"

    class Way(models.TextChoices):
        """How the elder agreed."""

        ONLINE = "online", "本人线上确认"
        PAPER = "paper", "书面签字"
        SPOKEN = "spoken", "当面口头"

    elder = models.ForeignKey("eldercare.Elder", models.CASCADE, related_name="relatives")
    name = models.CharField("姓名", max_length=60)
    relation = models.CharField("关系", max_length=20)
    phone = EncryptedTextField("手机", mask=mask_phone)
    phone_index = models.CharField(max_length=32, db_index=True)
    sees = models.PositiveSmallIntegerField("可见范围", choices=Sees.choices, default=Sees.ALERTS)
    order = models.PositiveSmallIntegerField("联系顺序", default=1)
    consent_way = models.CharField("同意方式", max_length=8, choices=Way.choices)
    consent_on = models.DateField("同意日期", default=timezone.localdate)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="账号",
    )
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    invited_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField("取消时间", null=True, blank=True)
    ended_by = models.CharField("取消人", max_length=60, blank=True, default="")

    class Meta:
        """A phone number is one relative of an elder at a time."""

        ordering = ("order", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("elder", "phone_index"), condition=models.Q(ended_at=None), name="relative_once"
            ),
        ]
