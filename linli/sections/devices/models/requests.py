"""Requests of machines (设备请求): what a dispenser or a locker asks, kept until a durable job has answered it."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from linli.kernel.privacy import EncryptedTextField
from linli.sections.devices.models.device import Device


class MachineRequest(models.Model):
    """One request; `key` is the machine's own, so that a repetition is known. The words are wiped once handled."""

    device = models.ForeignKey(Device, models.CASCADE, related_name="requests")
    key = models.CharField("请求编号", max_length=40)
    ask = models.CharField("请求", max_length=20)
    body = EncryptedTextField("内容", blank=True, default="")
    """JSON; encrypted, because it may hold a phone number or a code."""
    at = models.DateTimeField("时间")
    """When the machine says it asked, else when it came."""
    received_at = models.DateTimeField("收到时间", default=timezone.now)
    handled_at = models.DateTimeField("处理时间", null=True, blank=True)
    outcome = models.CharField("结果", max_length=40, blank=True, default="")

    class Meta:
        """A key once per machine."""

        constraints = (models.UniqueConstraint(fields=("device", "key"), name="machine_request_once"),)
        indexes = (models.Index(fields=("received_at",), name="machine_request_age"),)

    def __str__(self) -> str:
        return f"{self.ask} {self.key}"
