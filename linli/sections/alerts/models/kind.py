"""Kinds of alerts (预警类型库): how bad, what to do, and whether only a person may end it."""

from __future__ import annotations

from django.db import models


class Severity(models.IntegerChoices):
    """How bad it is (级别); a higher number is worse."""

    NOTICE = 1, "提示"
    MINOR = 2, "一般"
    MAJOR = 3, "重要"
    CRITICAL = 4, "紧急"


class AlertKind(models.Model):
    """A kind of alert. A latched (锁定) one stays open until a person ends it: it concerns a life.

    `plan` (处置预案) is a list of steps in plain Chinese; what a `health` one says of a person is seen only by those who
    look after people. An `immediate` one (SOS) is told in the very transaction that raises it, never grouped or hidden.
    `chain` (通知链) is a list of levels {"who", "after_s"}: who is told how many seconds after the first, until somebody
    accepts. `hold_s` is how long a condition must have ended before the alert ends by itself; `speech` is what the
    speakers nearby say.
    """

    code = models.SlugField("编码", max_length=40, unique=True)
    title = models.CharField("名称", max_length=40, unique=True)
    severity = models.PositiveSmallIntegerField("级别", choices=Severity.choices, default=Severity.MINOR)
    plan = models.JSONField("处置预案", default=list)
    latched = models.BooleanField("须人工解除", default=False)
    health = models.BooleanField("健康类", default=False)
    auto_case = models.BooleanField("自动转工单", default=False)
    case_category = models.CharField("工单分类编码", max_length=60, blank=True, default="")
    immediate = models.BooleanField("立即通知", default=False)
    chain = models.JSONField("通知链", default=list)
    hold_s = models.PositiveIntegerField("恢复观察秒数", default=0)
    speech = models.CharField("现场播报", max_length=60, blank=True, default="")
    enabled = models.BooleanField("启用", default=True)

    class Meta:
        """Worst first."""

        ordering = ("-severity", "code")

    def __str__(self) -> str:
        return self.title
