"""Organisations (组织库) and party members in work who report to the community (在职党员报到)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone

from linli.kernel.privacy import EncryptedTextField, mask_phone

REVEAL = "registry.organisation.reveal"


class Organisation(models.Model):
    """A body that works with the community. `uscc` is the 统一社会信用代码 (GB 32100)."""

    class Kind(models.TextChoices):
        """What kind of body."""

        UNIT = "unit", "驻区单位"
        SOCIAL = "social", "社会组织"
        PROPERTY = "property", "物业企业"
        COMMITTEE = "committee", "业委会"
        PARTY = "party", "党组织"

    area = models.ForeignKey("kernel.Area", models.PROTECT, verbose_name="区域", related_name="+")
    kind = models.CharField("类别", max_length=10, choices=Kind.choices)
    name = models.CharField("名称", max_length=80)
    uscc = models.CharField("统一社会信用代码", max_length=18, blank=True, default="")
    contact_name = models.CharField("联系人", max_length=60, blank=True, default="")
    phone = EncryptedTextField("联系电话", blank=True, default="", mask=mask_phone, reveal=REVEAL)
    address = models.CharField("地址", max_length=120, blank=True, default="")
    note = models.CharField("备注", max_length=200, blank=True, default="")
    active = models.BooleanField("在册", default=True)

    class Meta:
        verbose_name = verbose_name_plural = "组织"
        ordering = ("kind", "name")
        constraints: ClassVar = [models.UniqueConstraint(fields=("area", "name"), name="organisation_once")]

    def __str__(self) -> str:
        return self.name


class MemberReport(models.Model):
    """A party member in work (在职党员) who reported to serve the community."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="reports")
    area = models.ForeignKey("kernel.Area", models.PROTECT, related_name="+")
    name = models.CharField("姓名", max_length=60)
    phone = EncryptedTextField("电话", blank=True, default="", mask=mask_phone, reveal=REVEAL)
    post = models.CharField("认领岗位", max_length=60, blank=True, default="")
    skills = models.CharField("特长", max_length=100, blank=True, default="")
    reported_on = models.DateField("报到日期", default=timezone.localdate)

    class Meta:
        verbose_name = verbose_name_plural = "在职党员报到"
        ordering = ("-reported_on", "-pk")
