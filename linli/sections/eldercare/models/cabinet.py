"""The medicine cabinet (智能买药柜): medicines, slots, batches, and the ledger of every box that moved."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from django.db import models
from django.utils import timezone


class Drug(models.Model):
    """A medicine (药品) that cabinets of the area and below may hold. Prices in 分 per unit."""

    area = models.ForeignKey("kernel.Area", models.PROTECT, related_name="+")
    name = models.CharField("药名", max_length=60)
    spec = models.CharField("规格", max_length=60)
    unit = models.CharField("单位", max_length=10, default="盒")
    maker = models.CharField("厂家", max_length=60, blank=True, default="")
    prescription_only = models.BooleanField("处方药", default=False)
    most = models.PositiveSmallIntegerField("一次最多", default=2)
    price_fen = models.PositiveIntegerField("单价（分）", default=0)
    advice = models.CharField("用药提示", max_length=200, blank=True, default="")
    active = models.BooleanField("在用", default=True)

    class Meta:
        """One entry per name and spec."""

        ordering = ("name", "spec")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("area", "name", "spec"), name="drug_once"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.spec}"


class Cabinet(models.Model):
    """A cabinet: a device of type `medicine_cabinet` that stands somewhere."""

    device = models.OneToOneField("devices.Device", models.PROTECT, related_name="+")
    area = models.ForeignKey("kernel.Area", models.PROTECT, related_name="+")
    name = models.CharField("名称", max_length=60)
    place = models.CharField("位置", max_length=100, blank=True, default="")
    active = models.BooleanField("开放取药", default=True)

    class Meta:
        """By name."""

        ordering = ("name", "pk")

    def __str__(self) -> str:
        return self.name


class Slot(models.Model):
    """A slot (货道) for one medicine; at or below `low_at` units it wants filling."""

    cabinet = models.ForeignKey(Cabinet, models.CASCADE, related_name="slots")
    number = models.PositiveSmallIntegerField("货道号")
    drug = models.ForeignKey(Drug, models.PROTECT, null=True, blank=True, related_name="slots")
    low_at = models.PositiveSmallIntegerField("补货线", default=2)

    class Meta:
        """Numbers are written on the doors."""

        ordering = ("cabinet", "number")
        constraints: ClassVar = [models.UniqueConstraint(fields=("cabinet", "number"), name="slot_once")]

    def __str__(self) -> str:
        return f"{self.number} 号货道"


class Batch(models.Model):
    """A batch (批次) of a medicine; usable to the end of the day `expires_on` unless recalled."""

    drug = models.ForeignKey(Drug, models.PROTECT, related_name="batches")
    lot = models.CharField("批号", max_length=40)
    expires_on = models.DateField("有效期至")
    recalled_at = models.DateTimeField("召回时间", null=True, blank=True)
    recall_reason = models.CharField("召回原因", max_length=200, blank=True, default="")

    class Meta:
        """First to expire first."""

        ordering = ("expires_on", "pk")
        constraints: ClassVar = [models.UniqueConstraint(fields=("drug", "lot"), name="batch_once")]

    def __str__(self) -> str:
        return self.lot

    def usable(self, today: dt.date) -> bool:
        """True when it may be handed out."""
        return self.recalled_at is None and self.expires_on >= today


class Stock(models.Model):
    """How many units of a batch lie in a slot; the database refuses less than none."""

    slot = models.ForeignKey(Slot, models.CASCADE, related_name="stocks")
    batch = models.ForeignKey(Batch, models.PROTECT, related_name="stocks")
    quantity = models.PositiveIntegerField("数量", default=0)

    class Meta:
        """First to expire first."""

        ordering = ("batch__expires_on", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("slot", "batch"), name="stock_once"),
            models.CheckConstraint(condition=models.Q(quantity__gte=0), name="stock_not_negative"),
        ]


class Movement(models.Model):
    """A line of the ledger (出入库流水): what changed, what was left, who, and with whom. Never changed."""

    class Kind(models.TextChoices):
        """Why units moved."""

        RESTOCK = "restock", "补货"
        DISPENSE = "dispense", "取药"
        BACK = "back", "未取退回"
        COUNT = "count", "盘点"
        REMOVE = "remove", "下架"

    slot = models.ForeignKey(Slot, models.CASCADE, related_name="movements")
    batch = models.ForeignKey(Batch, models.PROTECT, related_name="movements")
    kind = models.CharField("类型", max_length=8, choices=Kind.choices)
    change = models.IntegerField("变动")
    balance = models.PositiveIntegerField("结余")
    at = models.DateTimeField("时间", default=timezone.now)
    by_name = models.CharField("经手人", max_length=60)
    second_name = models.CharField("复核人", max_length=60, blank=True, default="")
    reason = models.CharField("说明", max_length=200, blank=True, default="")
    dispensing = models.ForeignKey(
        "eldercare.Dispensing", models.SET_NULL, null=True, blank=True, related_name="movements"
    )

    class Meta:
        """Newest first."""

        ordering = ("-at", "-pk")


class Restock(models.Model):
    """A filling (补货) written down by one person and confirmed by another (双人复核)."""

    class State(models.TextChoices):
        """Where it stands."""

        WAITING = "waiting", "待复核"
        DONE = "done", "已入柜"
        CANCELLED = "cancelled", "已作废"

    cabinet = models.ForeignKey(Cabinet, models.CASCADE, related_name="restocks")
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.WAITING)
    lines = models.JSONField("明细", default=list)
    """[{slot, lot, expires_on, quantity}]"""
    made_by = models.ForeignKey("kernel.User", models.PROTECT, related_name="+")
    made_at = models.DateTimeField("登记时间", default=timezone.now)
    ended_by = models.ForeignKey("kernel.User", models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField("复核时间", null=True, blank=True)

    class Meta:
        """Newest first."""

        ordering = ("-made_at", "-pk")
