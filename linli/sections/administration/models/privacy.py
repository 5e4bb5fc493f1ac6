"""What people agreed to (同意), and what they asked of their own data (查阅复制, 删除)."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone


class Consent(models.Model):
    """A person's consent to one use of their data, and its withdrawal (个人信息保护法第14–15条)."""

    class Purpose(models.TextChoices):
        """What the data is used for."""

        BASIC = "basic", "社区基础服务"
        HEALTH = "health", "健康与养老关怀"
        CAMERA = "camera", "公共区域视频"
        SMS = "sms", "短信通知"

    class Way(models.TextChoices):
        """How the consent was given."""

        ONLINE = "online", "本人线上确认"
        PAPER = "paper", "书面签字"
        SPOKEN = "spoken", "当面口头"

    person_id = models.BigIntegerField(db_index=True)
    area = models.ForeignKey("kernel.Area", models.PROTECT, related_name="+")
    purpose = models.CharField("用途", max_length=12, choices=Purpose.choices)
    way = models.CharField("方式", max_length=8, choices=Way.choices)
    wording = models.CharField("告知内容", max_length=300)
    given_at = models.DateTimeField(default=timezone.now)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        """One consent in force per person and purpose."""

        ordering = ("-pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("person_id", "purpose"),
                condition=models.Q(withdrawn_at__isnull=True),
                name="consent_in_force_once",
            ),
        )


class DataRequest(models.Model):
    """A request to copy or erase one person's data, and who carried it out (个人信息保护法第45, 47条)."""

    class Kind(models.TextChoices):
        """What was asked."""

        EXPORT = "export", "查阅复制"
        ERASE = "erase", "删除"

    person_id = models.BigIntegerField(db_index=True)
    area = models.ForeignKey("kernel.Area", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    reason = models.CharField("缘由", max_length=300)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    done_at = models.DateTimeField(default=timezone.now)

    class Meta:
        """Newest first."""

        ordering = ("-pk",)
