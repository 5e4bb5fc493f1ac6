"""Charging (充电): piles and their connectors, cards, tariffs, sessions with their meter values."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from linli.sections.devices.models.device import Device


class Tariff(models.Model):
    """A tariff by time of day (分时电价), valid for an area and its subtree from a day on.

    `periods` is a list of {from, to, name, energy, service}: minutes of the day, prices in 万分之一元 per kWh.
    """

    area = models.ForeignKey("kernel.Area", models.PROTECT, related_name="+")
    title = models.CharField("名称", max_length=40)
    starts_on = models.DateField("生效日期")
    ends_on = models.DateField("截止日期", null=True, blank=True)
    periods = models.JSONField("时段")
    created_at = models.DateTimeField("建立时间", default=timezone.now)

    class Meta:
        """Newest first."""

        ordering = ("-starts_on", "-pk")

    def __str__(self) -> str:
        return self.title


class ChargePoint(models.Model):
    """What a pile (充电桩) says of itself by OCPP, beside its place in the register."""

    class Admission(models.TextChoices):
        """How its BootNotification is answered (OCPP 1.6 §4.2)."""

        ACCEPTED = "Accepted", "允许运行"
        PENDING = "Pending", "暂缓接入"

    device = models.OneToOneField(Device, models.CASCADE, primary_key=True, related_name="charge_point")
    admission = models.CharField("接入", max_length=8, choices=Admission.choices, default=Admission.ACCEPTED)
    vendor = models.CharField("厂商", max_length=20, blank=True, default="")
    model_name = models.CharField("型号", max_length=20, blank=True, default="")
    serial = models.CharField("序列号", max_length=25, blank=True, default="")
    firmware = models.CharField("固件版本", max_length=50, blank=True, default="")
    firmware_status = models.CharField("固件升级", max_length=30, blank=True, default="")
    diagnostics_status = models.CharField("诊断上传", max_length=30, blank=True, default="")
    booted_at = models.DateTimeField("最近启动", null=True, blank=True)
    connected_at = models.DateTimeField("连接时间", null=True, blank=True)
    """None while it is not connected."""
    lost_at = models.DateTimeField("上次断开", null=True, blank=True)
    heard_at = models.DateTimeField("最近消息", null=True, blank=True)
    clock_off_s = models.IntegerField("时钟误差（秒）", default=0)
    """How far its clock was off when it last told a time that was not used; 0 while it is right."""
    lost_told = models.BooleanField(default=False)
    """True once the loss of the pile during a session was reported; falls back when it connects."""

    def __str__(self) -> str:
        return str(self.device)


class Connector(models.Model):
    """A connector (充电枪或插座); number 0 stands for the whole pile. Power in W, register in Wh."""

    point = models.ForeignKey(ChargePoint, models.CASCADE, related_name="connectors")
    number = models.PositiveSmallIntegerField("枪号")
    status = models.CharField("状态", max_length=13, default="Unavailable")
    error_code = models.CharField("故障码", max_length=24, default="NoError")
    info = models.CharField("说明", max_length=120, blank=True, default="")
    status_at = models.DateTimeField("状态时间", null=True, blank=True)
    power_w = models.FloatField("功率", default=0)
    register_wh = models.BigIntegerField("电表读数", null=True, blank=True)
    temperature = models.FloatField("温度", null=True, blank=True)

    class Meta:
        """A number once per pile."""

        ordering = ("point", "number")
        constraints = (models.UniqueConstraint(fields=("point", "number"), name="connector_once"),)

    def __str__(self) -> str:
        return f"{self.number} 号枪"


class ChargeCard(models.Model):
    """A charging card (充电卡): its tag as piles read it, and whose it is."""

    area = models.ForeignKey("kernel.Area", models.PROTECT, related_name="+")
    tag = models.CharField("卡号", max_length=20, unique=True)
    """In capitals: tags are compared without regard to case (OCPP 1.6 §7.28)."""
    user = models.ForeignKey("kernel.User", models.SET_NULL, null=True, blank=True, related_name="+")
    holder = models.CharField("持卡人", max_length=40)
    blocked = models.BooleanField("已挂失", default=False)
    expires_on = models.DateField("有效期至", null=True, blank=True)
    created_at = models.DateTimeField("登记时间", default=timezone.now)

    class Meta:
        """By number."""

        ordering = ("tag",)

    def __str__(self) -> str:
        return self.tag


class ChargeSession(models.Model):
    """One charging (充电记录). Its id is the OCPP transaction id. Energy in Wh, money in 分."""

    class State(models.TextChoices):
        """From the tap on the phone to the bill."""

        STARTING = "starting", "正在启动"
        RUNNING = "running", "充电中"
        ENDED = "ended", "已结束"
        FAILED = "failed", "未能启动"

    class Source(models.TextChoices):
        """What began it."""

        PHONE = "phone", "手机"
        CARD = "card", "刷卡"
        STAFF = "staff", "后台"
        PILE = "pile", "桩上补传"

    LIVE = (State.STARTING, State.RUNNING)

    device = models.ForeignKey(Device, models.PROTECT, related_name="charge_sessions")
    connector = models.PositiveSmallIntegerField("枪号")
    state = models.CharField("状态", max_length=8, choices=State.choices, default=State.RUNNING)
    source = models.CharField("方式", max_length=5, choices=Source.choices, default=Source.CARD)
    tag = models.CharField("标识", max_length=20)
    user = models.ForeignKey("kernel.User", models.SET_NULL, null=True, blank=True, related_name="+")
    holder = models.CharField("用户", max_length=40, blank=True, default="")
    start_key = models.CharField(max_length=120, blank=True, default="")
    """What the pile sent at the start, so that a repetition is known (§4.8); empty until it did."""
    asked_at = models.DateTimeField("申请时间", default=timezone.now)
    started_at = models.DateTimeField("开始时间", null=True, blank=True)
    ended_at = models.DateTimeField("结束时间", null=True, blank=True)
    meter_start = models.BigIntegerField("起始读数", null=True, blank=True)
    meter_last = models.BigIntegerField("最近读数", null=True, blank=True)
    metered_at = models.DateTimeField("读数时间", null=True, blank=True)
    power_w = models.FloatField("功率", default=0)
    energy_wh = models.BigIntegerField("电量", default=0)
    cost_fen = models.BigIntegerField("费用", default=0)
    bill = models.JSONField("账单", default=list, blank=True)
    """The lines of the bill: {name, energy, service, wh, energy_fen, service_fen}."""
    periods = models.JSONField("约定电价", default=list, blank=True)
    """The tariff's periods as they stood when it began: what was shown is what is billed."""
    reason = models.CharField("结束原因", max_length=20, blank=True, default="")
    note = models.CharField("备注", max_length=200, blank=True, default="")
    provisional = models.BooleanField("待桩上报", default=False)
    """True when the platform ended it because the pile never said so; a late StopTransaction corrects it."""

    class Meta:
        """One live session per connector; a start the pile repeats is the same start."""

        ordering = ("-asked_at", "-pk")
        indexes = (models.Index(fields=("user", "-asked_at"), name="charge_session_own"),)
        constraints = (
            models.UniqueConstraint(
                fields=("device", "connector"),
                condition=models.Q(state__in=("starting", "running")),
                name="charge_session_live_once",
            ),
            models.UniqueConstraint(
                fields=("device", "start_key"),
                condition=~models.Q(start_key=""),
                name="charge_session_start_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.device} {self.connector} 号枪"


class MeterSample(models.Model):
    """A reading of the energy register during a session, for the bill. Wh."""

    session = models.ForeignKey(ChargeSession, models.CASCADE, related_name="samples")
    at = models.DateTimeField("时间")
    wh = models.BigIntegerField("读数")

    class Meta:
        """A moment counts once: a repetition changes nothing."""

        ordering = ("at",)
        constraints = (models.UniqueConstraint(fields=("session", "at"), name="meter_sample_once"),)
