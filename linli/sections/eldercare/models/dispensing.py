"""Prescriptions (处方), and what was handed out to whom (取药记录)."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from django.db import models
from django.utils import timezone


class Prescription(models.Model):
    """A prescription handed in as a photo; good only after a doctor has checked it, until `valid_until`."""

    class State(models.TextChoices):
        """Where it stands."""

        WAITING = "waiting", "待审核"
        GOOD = "good", "审核通过"
        REFUSED = "refused", "未通过"

    elder = models.ForeignKey("eldercare.Elder", models.CASCADE, related_name="+")
    photo = models.ForeignKey("kernel.StoredFile", models.PROTECT, null=True, blank=True, related_name="+")
    hospital = models.CharField("医院", max_length=60, blank=True, default="")
    doctor = models.CharField("开方医生", max_length=30, blank=True, default="")
    issued_on = models.DateField("开具日期", null=True, blank=True)
    valid_until = models.DateField("有效期至", null=True, blank=True)
    state = models.CharField("状态", max_length=8, choices=State.choices, default=State.WAITING)
    reason = models.CharField("未通过原因", max_length=200, blank=True, default="")
    checked_by = models.ForeignKey("kernel.User", models.PROTECT, null=True, blank=True, related_name="+")
    checked_at = models.DateTimeField("审核时间", null=True, blank=True)
    created_at = models.DateTimeField("提交时间", default=timezone.now)

    class Meta:
        """Newest first."""

        ordering = ("-created_at", "-pk")

    def usable(self, today: dt.date) -> bool:
        """True when medicine may be handed out on it."""
        return self.state == self.State.GOOD and self.valid_until is not None and self.valid_until >= today


class PrescriptionLine(models.Model):
    """A medicine on a checked prescription, and how many units are left to take."""

    prescription = models.ForeignKey(Prescription, models.CASCADE, related_name="lines")
    drug = models.ForeignKey("eldercare.Drug", models.PROTECT, related_name="+")
    quantity = models.PositiveSmallIntegerField("数量")
    left = models.PositiveSmallIntegerField("剩余")
    usage = models.CharField("用法用量", max_length=80, blank=True, default="")

    class Meta:
        """A medicine once per prescription; never more taken than prescribed."""

        ordering = ("pk",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("prescription", "drug"), name="prescribed_once"),
            models.CheckConstraint(condition=models.Q(left__gte=0), name="prescribed_not_negative"),
        ]


class Pickup(models.Model):
    """A code (取药码) that the elder types at the machine instead of pressing on the phone; good once, for a while."""

    elder = models.ForeignKey("eldercare.Elder", models.CASCADE, related_name="+")
    drug = models.ForeignKey("eldercare.Drug", models.CASCADE, related_name="+")
    quantity = models.PositiveSmallIntegerField("数量")
    code = models.CharField("取药码", max_length=6)
    until = models.DateTimeField("有效期至")
    used_at = models.DateTimeField("使用时间", null=True, blank=True)

    class Meta:
        """A code stands for one thing at a time."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("code",), condition=models.Q(used_at=None), name="pickup_code_once"
            ),
        ]


class Dispensing(models.Model):
    """One medicine handed out (取药): reserved when the slot is told to open, done when the cabinet says so."""

    class State(models.TextChoices):
        """Where it stands."""

        OPENING = "opening", "正在开柜"
        DONE = "done", "已取药"
        FAILED = "failed", "没有取成"

    class Way(models.TextChoices):
        """Where it was asked for."""

        PHONE = "phone", "手机"
        MACHINE = "machine", "柜机"
        HELPED = "helped", "工作人员代取"

    key = models.CharField(max_length=64, unique=True)
    elder = models.ForeignKey("eldercare.Elder", models.CASCADE, related_name="+")
    cabinet = models.ForeignKey("eldercare.Cabinet", models.PROTECT, related_name="dispensings")
    slot = models.ForeignKey("eldercare.Slot", models.PROTECT, related_name="+")
    drug = models.ForeignKey("eldercare.Drug", models.PROTECT, related_name="+")
    line = models.ForeignKey(PrescriptionLine, models.SET_NULL, null=True, blank=True, related_name="+")
    quantity = models.PositiveSmallIntegerField("数量")
    amount_fen = models.PositiveIntegerField("金额（分）", default=0)
    way = models.CharField("方式", max_length=8, choices=Way.choices)
    state = models.CharField("状态", max_length=8, choices=State.choices, default=State.OPENING)
    problem = models.CharField("没有取成的原因", max_length=200, blank=True, default="")
    command_id = models.BigIntegerField("指令", null=True, blank=True, db_index=True)
    asked_by = models.CharField("经办人", max_length=60)
    asked_at = models.DateTimeField("时间", default=timezone.now)
    ended_at = models.DateTimeField("结束时间", null=True, blank=True)

    class Meta:
        """Newest first."""

        ordering = ("-asked_at", "-pk")
        indexes: ClassVar = [models.Index(fields=("elder", "-asked_at"), name="dispensing_elder")]
