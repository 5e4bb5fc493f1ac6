"""Devices (设备), their outages, and the heartbeat of the ingest."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from linli.sections.devices.models.things import DeviceType


class Device(models.Model):
    """One device at its place (点位). `number` is also its MQTT user; of its key only hashes are kept.

    `online` is None until it has been heard for the first time.
    """

    class Status(models.TextChoices):
        """Whether messages are taken from it."""

        ACTIVE = "active", "在用"
        RETIRED = "retired", "已停用"

    class Line(models.TextChoices):
        """How it reaches the platform (接入方式), and is reached."""

        MQTT = "mqtt", "MQTT"
        WATCH = "watch", "手表 TCP"
        HTTP = "http", "HTTP"
        OCPP = "ocpp", "OCPP 充电桩"

    number = models.CharField("设备编号", max_length=40, unique=True)
    type = models.ForeignKey(DeviceType, models.PROTECT, related_name="devices")
    name = models.CharField("名称", max_length=60)
    area = models.ForeignKey("kernel.Area", models.PROTECT, related_name="+")
    building = models.ForeignKey(
        "registry.Building", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    home = models.ForeignKey("registry.Home", models.SET_NULL, null=True, blank=True, related_name="+")
    place = models.CharField("安装位置", max_length=100, blank=True, default="")
    point = models.JSONField("平面图位置", null=True, blank=True)
    """[x, y] in metres on the plan of the estate, where no building tells the place."""
    maker = models.CharField("厂商", max_length=60, blank=True, default="")
    model_name = models.CharField("型号", max_length=60, blank=True, default="")
    serial = models.CharField("出厂序列号", max_length=60, blank=True, default="")
    installed_on = models.DateField("安装日期", null=True, blank=True)
    warranty_until = models.DateField("保修期至", null=True, blank=True)
    remark = models.CharField("备注", max_length=200, blank=True, default="")
    gateway = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="behind")
    line = models.CharField("接入方式", max_length=8, choices=Line.choices, default=Line.MQTT)
    terminal = models.CharField("终端编号", max_length=40, blank=True, default="")
    """The id by which it calls itself, where its protocol does not let it use `number` (watches)."""
    locate = models.BooleanField("保存位置", default=False)
    """Whether its position is kept; only with the consent of who wears it."""
    person_id = models.BigIntegerField("佩戴人", null=True, blank=True, db_index=True)
    """Who wears it; written by the binding service alone."""
    status = models.CharField("状态", max_length=8, choices=Status.choices, default=Status.ACTIVE)
    key_hash = models.CharField(max_length=64, blank=True, default="")
    broker_hash = models.CharField(max_length=160, blank=True, default="")
    key_issued_at = models.DateTimeField("密钥签发时间", null=True, blank=True)
    offline_seconds = models.PositiveIntegerField("离线判定（秒）", null=True, blank=True)
    online = models.BooleanField("在线", null=True, db_index=True)
    last_seen_at = models.DateTimeField("最近上报", null=True, blank=True)
    created_at = models.DateTimeField("登记时间", default=timezone.now)
    retired_at = models.DateTimeField("停用时间", null=True, blank=True)

    class Meta:
        """Newest last in a type."""

        ordering = ("number",)
        indexes = (models.Index(fields=("status", "online"), name="device_online"),)
        constraints = (
            models.UniqueConstraint(
                fields=("line", "terminal"), condition=~models.Q(terminal=""), name="device_terminal_once"
            ),
        )

    def __str__(self) -> str:
        return self.name


class Outage(models.Model):
    """A time during which a device was not heard (离线时段); `ended_at` is None while it lasts."""

    device = models.ForeignKey(Device, models.CASCADE, related_name="outages")
    began_at = models.DateTimeField("开始")
    ended_at = models.DateTimeField("恢复", null=True, blank=True)

    class Meta:
        """At most one outage of a device is open."""

        ordering = ("-began_at",)
        constraints = (
            models.UniqueConstraint(
                fields=("device",), condition=models.Q(ended_at=None), name="outage_open_once"
            ),
        )


class IngestRun(models.Model):
    """The ingest's own sign of life: while nobody listens, silence of the devices proves nothing."""

    name = models.CharField(max_length=40, unique=True)
    started_at = models.DateTimeField("启动")
    alive_at = models.DateTimeField("最近心跳")
    drivers = models.JSONField("接入驱动", default=list)
    """[name, port, what is wrong with it] of each."""


class RollVersion(models.Model):
    """One row, counted up by every change the ingest must know of (devices, keys, types, entities)."""

    version = models.BigIntegerField(default=0)
