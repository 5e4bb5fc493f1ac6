"""Parcel lockers (快递柜): cells, couriers at the machine, parcels with their pick-up codes."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from linli.kernel.privacy import EncryptedTextField, mask_phone
from linli.sections.devices.models.device import Device


class LockerGuard(models.Model):
    """How often codes were wrong at a locker, and until when it takes none."""

    device = models.OneToOneField(Device, models.CASCADE, primary_key=True, related_name="locker_guard")
    wrong = models.PositiveSmallIntegerField("连续错误", default=0)
    wrong_at = models.DateTimeField("最近错误", null=True, blank=True)
    locked_until = models.DateTimeField("停用取件码到", null=True, blank=True)


class LockerCell(models.Model):
    """A cell (格口) of a locker."""

    class Size(models.TextChoices):
        """How big a parcel may be."""

        SMALL = "S", "小"
        MEDIUM = "M", "中"
        LARGE = "L", "大"

    class State(models.TextChoices):
        """What is in it."""

        EMPTY = "empty", "空闲"
        TAKEN = "taken", "有件"
        FAULT = "fault", "故障"

    device = models.ForeignKey(Device, models.CASCADE, related_name="cells")
    number = models.PositiveSmallIntegerField("格口号")
    size = models.CharField("大小", max_length=1, choices=Size.choices, default=Size.MEDIUM)
    state = models.CharField("状态", max_length=5, choices=State.choices, default=State.EMPTY)
    open = models.BooleanField("门开着", default=False)
    door_at = models.DateTimeField("门的时间", null=True, blank=True)
    """When the door last moved; older news is left out."""

    class Meta:
        """A number once per locker."""

        ordering = ("device", "number")
        constraints = (models.UniqueConstraint(fields=("device", "number"), name="locker_cell_once"),)

    def __str__(self) -> str:
        return f"{self.number} 号格"


class CourierPass(models.Model):
    """A courier (快递员) at a machine: a code by SMS, then a session for some minutes. Of the code only a hash is kept."""

    device = models.ForeignKey(Device, models.CASCADE, related_name="+")
    phone = EncryptedTextField("快递员手机", mask=mask_phone)
    phone_index = models.CharField(max_length=32, db_index=True)
    code_hash = models.CharField(max_length=32)
    session = models.CharField("登录请求", max_length=40, blank=True, default="")
    """The machine's own id of the request by which he signed in; empty until then."""
    company = models.CharField("快递公司", max_length=20, blank=True, default="")
    tries = models.PositiveSmallIntegerField(default=0)
    expires_at = models.DateTimeField("有效到")
    created_at = models.DateTimeField("时间", default=timezone.now)


class Parcel(models.Model):
    """A parcel (快件) in a locker. The code is kept as a keyed hash, and encrypted for the page of whom it is for."""

    class State(models.TextChoices):
        """From the courier's hand to the recipient's."""

        PLACING = "placing", "正在投放"
        WAITING = "waiting", "待取"
        OPENING = "opening", "正在取件"
        PICKED = "picked", "已取"
        RETURNED = "returned", "已退回"
        CANCELLED = "cancelled", "未投放"

    LIVE = (State.PLACING, State.WAITING, State.OPENING)

    device = models.ForeignKey(Device, models.PROTECT, related_name="parcels")
    cell = models.ForeignKey(LockerCell, models.PROTECT, related_name="parcels")
    area = models.ForeignKey("kernel.Area", models.PROTECT, related_name="+")
    key = models.CharField("投放请求", max_length=40)
    company = models.CharField("快递公司", max_length=20, blank=True, default="")
    phone = EncryptedTextField("收件人手机", mask=mask_phone, reveal="devices.parcel.reveal")
    phone_index = models.CharField(max_length=32, db_index=True)
    courier_phone = EncryptedTextField("快递员手机", blank=True, default="", mask=mask_phone)
    state = models.CharField("状态", max_length=9, choices=State.choices, default=State.PLACING)
    code = EncryptedTextField("取件码", blank=True, default="")
    """Wiped when the parcel leaves the locker."""
    code_hash = models.CharField(max_length=32, blank=True, default="")
    command_id = models.BigIntegerField("开门指令", null=True, blank=True)
    placed_at = models.DateTimeField("投放时间", null=True, blank=True)
    ended_at = models.DateTimeField("取走时间", null=True, blank=True)
    reminded_h = models.PositiveSmallIntegerField("已催取（小时）", default=0)
    return_told_at = models.DateTimeField("通知退回", null=True, blank=True)
    how = models.CharField("取件方式", max_length=10, blank=True, default="")
    helper = models.CharField("代取人", max_length=40, blank=True, default="")
    helper_reason = models.CharField("代取原因", max_length=100, blank=True, default="")
    created_at = models.DateTimeField("时间", default=timezone.now)

    class Meta:
        """One live parcel per cell; a live code once per locker; a deposit once per request."""

        ordering = ("-pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("cell",),
                condition=models.Q(state__in=("placing", "waiting", "opening")),
                name="parcel_cell_once",
            ),
            models.UniqueConstraint(
                fields=("device", "code_hash"), condition=~models.Q(code_hash=""), name="parcel_code_once"
            ),
            models.UniqueConstraint(fields=("device", "key"), name="parcel_key_once"),
        )

    def __str__(self) -> str:
        return f"快件 {self.pk}"


class ParcelNote(models.Model):
    """A line in the story of a parcel or cell (记录): who did what, and why."""

    cell = models.ForeignKey(LockerCell, models.CASCADE, related_name="notes")
    parcel = models.ForeignKey(Parcel, models.CASCADE, null=True, blank=True, related_name="notes")
    text = models.CharField("内容", max_length=200)
    actor_name = models.CharField("操作", max_length=60)
    at = models.DateTimeField("时间", default=timezone.now)

    class Meta:
        """Newest first."""

        ordering = ("-pk",)
