"""Pushed events (事件推送): who wants which, the messages, and every attempt to deliver them."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from linli.kernel.privacy import EncryptedTextField


class WebhookSubscription(models.Model):
    """An outside address that wants events of an area. While it fails, `next_at` holds all its messages back."""

    title = models.CharField("用途", max_length=60)
    url = models.CharField("网址", max_length=500)
    area = models.ForeignKey("kernel.Area", models.PROTECT, verbose_name="区域", related_name="+")
    kinds = models.JSONField("事件", default=list)
    secret = EncryptedTextField("密钥")
    old_secret = EncryptedTextField("旧密钥", blank=True, default="")
    old_until = models.DateTimeField("旧密钥有效至", null=True, blank=True)
    active = models.BooleanField("启用", default=True)
    stopped_why = models.CharField("停用原因", max_length=200, blank=True, default="")
    failures = models.PositiveIntegerField("连续失败次数", default=0)
    failing_since = models.DateTimeField("从何时起失败", null=True, blank=True)
    next_at = models.DateTimeField("最早再试", default=timezone.now)
    delivered_at = models.DateTimeField("最近送达", null=True, blank=True)
    created_at = models.DateTimeField("建立时间", default=timezone.now)

    class Meta:
        """Newest first."""

        ordering = ("-created_at", "-pk")

    def __str__(self) -> str:
        return self.title


class WebhookMessage(models.Model):
    """One event as it is told: the same bytes under the same id for every receiver and every attempt."""

    uid = models.CharField(max_length=40, unique=True)
    kind = models.CharField(max_length=60)
    body = models.TextField()
    created_at = models.DateTimeField(default=timezone.now)


class WebhookDelivery(models.Model):
    """A message on its way to one receiver; “send again” makes another delivery of the same message."""

    class State(models.TextChoices):
        """How far it is."""

        WAITING = "waiting", "等待送达"
        DELIVERED = "delivered", "已送达"
        FAILED = "failed", "未送达"

    subscription = models.ForeignKey(WebhookSubscription, models.CASCADE, related_name="deliveries")
    message = models.ForeignKey(WebhookMessage, models.PROTECT, related_name="deliveries")
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.WAITING)
    again = models.BooleanField("重发", default=False)
    tries = models.PositiveSmallIntegerField("次数", default=0)
    due_at = models.DateTimeField("最早投递", default=timezone.now)
    """Not before this moment; while it is being sent, the end of the lease."""
    tried_at = models.DateTimeField("最近一次", null=True, blank=True)
    status = models.PositiveSmallIntegerField("答复码", null=True, blank=True)
    reply = models.CharField("答复", max_length=500, blank=True, default="")
    error = models.CharField("错误", max_length=200, blank=True, default="")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        """Newest first; the waiting ones are found by when they are due."""

        ordering = ("-pk",)
        indexes = (
            models.Index(
                fields=("due_at", "id"), condition=models.Q(state="waiting"), name="webhook_delivery_due"
            ),
        )
