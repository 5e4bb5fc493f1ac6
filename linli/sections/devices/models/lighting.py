"""Lighting (智能照明): groups of lamps with their plan, what each lamp should do, and the energy they took."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from linli.sections.devices.models.device import Device


class LampGroup(models.Model):
    """Lamps that shine alike (照明分组). Steps as in `lighting.plan`; levels in percent.

    A manual override always has an end; presence raises the level in the dark for some minutes.
    """

    area = models.ForeignKey("kernel.Area", models.PROTECT, related_name="+")
    name = models.CharField("名称", max_length=40)
    place = models.CharField("位置", max_length=100, blank=True, default="")
    steps = models.JSONField("照明安排", default=list)
    latitude = models.FloatField("纬度", null=True, blank=True)
    longitude = models.FloatField("经度", null=True, blank=True)
    """None: the estate's plan tells where it is, else the settings."""
    sensors = models.ManyToManyField(Device, blank=True, related_name="+")
    presence_level = models.PositiveSmallIntegerField("有人时亮度", null=True, blank=True)
    presence_minutes = models.PositiveSmallIntegerField("人走后保持（分钟）", default=5)
    presence_until = models.DateTimeField("有人亮灯到", null=True, blank=True)
    override_level = models.PositiveSmallIntegerField("人工亮度", null=True, blank=True)
    override_until = models.DateTimeField("人工控制到", null=True, blank=True)
    override_by = models.CharField("人工控制人", max_length=60, blank=True, default="")
    created_at = models.DateTimeField("建立时间", default=timezone.now)

    class Meta:
        """A name once per area."""

        ordering = ("area", "name")
        constraints = (models.UniqueConstraint(fields=("area", "name"), name="lamp_group_name_once"),)

    def __str__(self) -> str:
        return self.name


class Lamp(models.Model):
    """One lamp of a group: what it should do (`desired`), and how far it has been told."""

    class Fault(models.TextChoices):
        """What is wrong with it, seen from its readings."""

        DEAD = "dead", "该亮不亮"
        STUCK = "stuck", "该灭不灭"
        DAYLIGHT = "daylight", "白天亮灯"

    device = models.OneToOneField(Device, models.CASCADE, primary_key=True, related_name="lamp")
    group = models.ForeignKey(LampGroup, models.CASCADE, related_name="lamps")
    desired = models.PositiveSmallIntegerField("应有亮度", null=True, blank=True)
    desired_at = models.DateTimeField("要求时间", null=True, blank=True)
    confirmed_at = models.DateTimeField("确认时间", null=True, blank=True)
    """When the lamp said that it does as desired; None until then."""
    command_id = models.BigIntegerField("最近指令", null=True, blank=True)
    command_level = models.PositiveSmallIntegerField("最近下发亮度", null=True, blank=True)
    tries = models.PositiveIntegerField("下发次数", default=0)
    retry_at = models.DateTimeField("下次下发", null=True, blank=True)
    suspect = models.CharField("疑似故障", max_length=8, choices=Fault.choices, blank=True, default="")
    suspect_at = models.DateTimeField("疑似开始", null=True, blank=True)
    fault = models.CharField("故障", max_length=8, choices=Fault.choices, blank=True, default="")
    fault_at = models.DateTimeField("故障时间", null=True, blank=True)
    counter_kwh = models.FloatField("电表读数", null=True, blank=True)
    counter_ms = models.BigIntegerField("电表时间", default=0)

    class Meta:
        """By device."""

        ordering = ("device",)

    def __str__(self) -> str:
        return str(self.device)


class LampEnergy(models.Model):
    """The energy a lamp took on a day (用电), in Wh, worked out of its counter."""

    device = models.ForeignKey(Device, models.CASCADE, related_name="+")
    day = models.DateField("日期")
    wh = models.BigIntegerField("用电", default=0)

    class Meta:
        """A day once per lamp."""

        constraints = (models.UniqueConstraint(fields=("device", "day"), name="lamp_energy_once"),)
