"""Commands to devices (指令下发): what was asked of a device, by whom, and what became of it."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from linli.kernel.privacy import EncryptedTextField
from linli.sections.devices.models.device import Device


class Command(models.Model):
    """One command. It is told at least once until answered; its id is the key by which a device knows a repetition."""

    class State(models.TextChoices):
        """Where it stands."""

        QUEUED = "queued", "等待下发"
        SENT = "sent", "已下发"
        DONE = "done", "已执行"
        FAILED = "failed", "执行失败"
        TIMED_OUT = "timed_out", "超时"

    OPEN = (State.QUEUED, State.SENT)

    device = models.ForeignKey(Device, models.CASCADE, related_name="commands")
    code = models.CharField("标识", max_length=40)
    title = models.CharField("指令", max_length=40)
    params = models.JSONField("参数", default=dict, blank=True)
    sealed = EncryptedTextField("个人信息参数", blank=True, default="")
    """The parameters that are personal information (phone numbers), as JSON."""
    state = models.CharField("状态", max_length=9, choices=State.choices, default=State.QUEUED)
    timeout_s = models.PositiveIntegerField("等待回执（秒）", default=30)
    expires_at = models.DateTimeField("最迟")
    tries = models.PositiveSmallIntegerField("下发次数", default=0)
    result = models.JSONField("结果", default=dict, blank=True)
    """{"text": what a person reads, …what the device said}."""
    actor_id = models.BigIntegerField("操作人", null=True)
    actor_name = models.CharField("操作人", max_length=60)
    note = models.CharField("原因", max_length=200, blank=True, default="")
    created_at = models.DateTimeField("时间", default=timezone.now)
    sent_at = models.DateTimeField("下发时间", null=True, blank=True)
    ended_at = models.DateTimeField("结束时间", null=True, blank=True)

    class Meta:
        """Newest first."""

        ordering = ("-pk",)
        indexes = (
            models.Index(
                fields=("expires_at",), condition=models.Q(state__in=("queued", "sent")), name="command_open"
            ),
        )

    def __str__(self) -> str:
        return self.title
