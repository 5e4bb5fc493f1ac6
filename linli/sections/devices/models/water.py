"""Drinking water (智能饮水机): machines, changes of filters, cards with their ledger, draws. Money in 分, water in ml."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from linli.sections.devices.models.device import Device


class Dispenser(models.Model):
    """What the platform keeps of a dispenser beside the register."""

    device = models.OneToOneField(Device, models.CASCADE, primary_key=True, related_name="dispenser")
    tds_limit = models.PositiveSmallIntegerField("水质控制值（mg/L）", default=100)
    filter_limit = models.PositiveSmallIntegerField("滤芯更换线（%）", default=10)
    fen_per_litre = models.PositiveIntegerField("单价（分/升）", default=20)
    most_ml = models.PositiveIntegerField("一次最多（毫升）", default=7500)

    def __str__(self) -> str:
        return str(self.device)


class FilterChange(models.Model):
    """A change of filters (更换滤芯)."""

    device = models.ForeignKey(Device, models.CASCADE, related_name="filter_changes")
    changed_on = models.DateField("日期")
    what = models.CharField("滤芯", max_length=60)
    person = models.CharField("更换人", max_length=40)
    note = models.CharField("备注", max_length=200, blank=True, default="")
    photo = models.ForeignKey("kernel.StoredFile", models.SET_NULL, null=True, blank=True, related_name="+")
    entered_by = models.CharField("登记人", max_length=60)
    created_at = models.DateTimeField("登记时间", default=timezone.now)

    class Meta:
        """Newest first."""

        ordering = ("-changed_on", "-pk")


class WaterCard(models.Model):
    """A water card (水卡). The balance is the sum of its ledger."""

    class State(models.TextChoices):
        """Whether it may draw."""

        ACTIVE = "active", "正常"
        LOST = "lost", "已挂失"
        CLOSED = "closed", "已退卡"

    area = models.ForeignKey("kernel.Area", models.PROTECT, related_name="+")
    number = models.CharField("卡号", max_length=20, unique=True)
    person_id = models.BigIntegerField("持卡人档案", null=True, blank=True, db_index=True)
    holder = models.CharField("持卡人", max_length=40, blank=True, default="")
    state = models.CharField("状态", max_length=8, choices=State.choices, default=State.ACTIVE)
    balance_fen = models.BigIntegerField("余额", default=0)
    created_at = models.DateTimeField("办卡时间", default=timezone.now)

    class Meta:
        """By number."""

        ordering = ("number",)

    def __str__(self) -> str:
        return self.number


class WaterDraw(models.Model):
    """One drawing of water (取水): authorised at the swipe, charged when the machine says how much ran."""

    class State(models.TextChoices):
        """From the swipe to the bill."""

        ALLOWED = "allowed", "已放行"
        DONE = "done", "已结算"
        LAPSED = "lapsed", "未上报"
        REFUSED = "refused", "未放行"

    device = models.ForeignKey(Device, models.PROTECT, related_name="draws")
    card = models.ForeignKey(WaterCard, models.PROTECT, null=True, blank=True, related_name="draws")
    key = models.CharField("刷卡请求", max_length=40)
    state = models.CharField("状态", max_length=8, choices=State.choices)
    allowed_ml = models.PositiveIntegerField("放行", default=0)
    ml = models.PositiveIntegerField("出水", default=0)
    fen = models.PositiveIntegerField("扣费", default=0)
    fen_per_litre = models.PositiveIntegerField("单价", default=0)
    reason = models.CharField("原因", max_length=60, blank=True, default="")
    asked_at = models.DateTimeField("刷卡时间")
    ended_at = models.DateTimeField("结算时间", null=True, blank=True)

    class Meta:
        """A swipe once per machine."""

        ordering = ("-asked_at", "-pk")
        constraints = (models.UniqueConstraint(fields=("device", "key"), name="water_draw_once"),)
        indexes = (models.Index(fields=("state", "asked_at"), name="water_draw_open"),)


class WaterEntry(models.Model):
    """A line of a card's ledger (流水); `fen` is signed, `balance_fen` what was left after it. Never changed."""

    class Kind(models.TextChoices):
        """Why the balance changed."""

        TOP_UP = "top_up", "充值"
        WATER = "water", "取水"
        REFUND = "refund", "退款"

    card = models.ForeignKey(WaterCard, models.PROTECT, related_name="entries")
    kind = models.CharField("类别", max_length=8, choices=Kind.choices)
    fen = models.BigIntegerField("金额")
    balance_fen = models.BigIntegerField("余额")
    draw = models.OneToOneField(WaterDraw, models.PROTECT, null=True, blank=True, related_name="entry")
    note = models.CharField("说明", max_length=100, blank=True, default="")
    actor_name = models.CharField("经办", max_length=60)
    at = models.DateTimeField("时间", default=timezone.now)

    class Meta:
        """Newest first."""

        ordering = ("-pk",)
