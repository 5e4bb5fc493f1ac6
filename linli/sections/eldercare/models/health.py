"""The health file (健康档案): what is known, what was measured by people and cabinets, and who looked.

What a bound wristband measures stays in the telemetry log and is read from there.
"""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from linli.kernel.privacy import EncryptedTextField


class HealthFile(models.Model):
    """Standing facts of an elder, encrypted; the lists are JSON text of short lines."""

    elder = models.OneToOneField("eldercare.Elder", models.CASCADE, related_name="health_file")
    blood_group = EncryptedTextField("血型", blank=True, default="")
    conditions = EncryptedTextField("疾病", blank=True, default="")
    allergies = EncryptedTextField("过敏", blank=True, default="")
    medications = EncryptedTextField("用药", blank=True, default="")
    note = EncryptedTextField("医嘱备注", blank=True, default="")
    revision = models.PositiveIntegerField(default=1)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    changed_at = models.DateTimeField(default=timezone.now)


class Measurement(models.Model):
    """Values taken on one occasion, such as both of a blood pressure. A correction is a new row; the old one stays."""

    class Source(models.TextChoices):
        """Where the values come from."""

        DOCTOR = "doctor", "医生测量"
        STAFF = "staff", "上门测量"
        VISIT = "visit", "走访"
        CABINET = "cabinet", "健康小屋"
        SELF = "self", "本人自测"
        IMPORT = "import", "外部导入"

    elder = models.ForeignKey("eldercare.Elder", models.CASCADE, related_name="measurements")
    at = models.DateTimeField("测量时间")
    values = models.JSONField("数值")
    """{vital: number}, units as in `vitals.py`; consciousness is 0 (清醒) to 4."""
    source = models.CharField("来源", max_length=8, choices=Source.choices)
    note = EncryptedTextField("备注", blank=True, default="")
    identifier = models.CharField("外部编号", max_length=200, blank=True, default="")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    recorded_at = models.DateTimeField("登记时间", default=timezone.now)
    replaced_by = models.OneToOneField(
        "self", models.SET_NULL, null=True, blank=True, related_name="replaces"
    )
    withdrawn_at = models.DateTimeField("作废时间", null=True, blank=True)
    why = models.CharField("更正原因", max_length=100, blank=True, default="")

    class Meta:
        """Newest first; what came from outside comes in once."""

        ordering = ("-at", "-pk")
        indexes: ClassVar = [models.Index(fields=("elder", "-at"), name="measurement_elder_at")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("elder", "identifier"),
                condition=~models.Q(identifier=""),
                name="measurement_identifier_once",
            ),
        ]


class FileView(models.Model):
    """Somebody looked at an elder's data (查看记录): the elder may read it. Looks within minutes count up one row."""

    class Part(models.TextChoices):
        """What was looked at."""

        PAGE = "page", "老人主页"
        VALUES = "values", "体征数值"
        FILE = "file", "健康情况"
        POSITION = "position", "位置"
        EXPORT = "export", "数据导出"
        CARE = "care", "用药与探访"

    elder = models.ForeignKey("eldercare.Elder", models.CASCADE, related_name="views")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    viewer = models.CharField("查看人", max_length=60)
    capacity = models.CharField("身份", max_length=20)
    part = models.CharField("内容", max_length=8, choices=Part.choices)
    at = models.DateTimeField("时间", default=timezone.now)
    last_at = models.DateTimeField("最近", default=timezone.now)
    times = models.PositiveIntegerField("次数", default=1)

    class Meta:
        """Newest first."""

        ordering = ("-last_at", "-pk")
        indexes: ClassVar = [models.Index(fields=("elder", "-last_at"), name="view_elder_last")]
