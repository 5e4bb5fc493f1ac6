"""The thing model (物模型) as data: types of devices, and what each can tell and be told."""

from __future__ import annotations

from django.db import models


class DeviceType(models.Model):
    """A type of device (设备类型). `sensitive` types tell of a person's health and are shown to fewer people."""

    code = models.SlugField("编码", max_length=40, unique=True)
    title = models.CharField("名称", max_length=40)
    category = models.CharField("类别", max_length=20)
    order = models.PositiveIntegerField("次序", default=100)
    report_seconds = models.PositiveIntegerField("上报间隔（秒）", default=60)
    offline_seconds = models.PositiveIntegerField("离线判定（秒）", default=900)
    sensitive = models.BooleanField("涉及健康信息", default=False)

    class Meta:
        """Listed in the order of the catalogue."""

        ordering = ("order", "code")

    def __str__(self) -> str:
        return self.title


class Member(models.Model):
    """A property, an event or a command of a type. The code is the key used in messages."""

    class Kind(models.TextChoices):
        """What it is."""

        PROPERTY = "property", "属性"
        EVENT = "event", "事件"
        COMMAND = "command", "指令"

    type = models.ForeignKey(DeviceType, models.CASCADE, related_name="members")
    kind = models.CharField("种类", max_length=8, choices=Kind.choices)
    code = models.CharField("标识", max_length=40)
    title = models.CharField("名称", max_length=40)
    unit = models.CharField("单位", max_length=12, blank=True, default="")
    decimals = models.PositiveSmallIntegerField("小数位", default=0)
    minimum = models.FloatField("可信下限", null=True, blank=True)
    maximum = models.FloatField("可信上限", null=True, blank=True)
    labels = models.JSONField("取值含义", default=dict, blank=True)
    parameters = models.JSONField("参数", default=list, blank=True)
    """Of a command: what it needs (see `parameters.Parameter`)."""
    order = models.PositiveIntegerField("次序", default=0)

    class Meta:
        """A code means one thing within a type."""

        ordering = ("order", "pk")
        constraints = (models.UniqueConstraint(fields=("type", "code"), name="member_code_once"),)

    def __str__(self) -> str:
        return self.title
