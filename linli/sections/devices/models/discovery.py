"""What devices announced by Home Assistant MQTT discovery, waiting to be taken in (纳管)."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from linli.sections.devices.models.device import Device


class Entity(models.Model):
    """One announced entity. Its values count for `device` once staff took it in under `metric`."""

    class State(models.TextChoices):
        """What staff decided."""

        FOUND = "found", "待纳管"
        TAKEN = "taken", "已纳管"
        IGNORED = "ignored", "已忽略"

    announcer = models.ForeignKey(Device, models.CASCADE, related_name="announced")
    unique_id = models.CharField("实体标识", max_length=120)
    component = models.CharField("组件", max_length=30)
    name = models.CharField("名称", max_length=120)
    thing_id = models.CharField("子设备标识", max_length=120, blank=True, default="")
    thing_name = models.CharField("子设备", max_length=120, blank=True, default="")
    maker = models.CharField("厂商", max_length=60, blank=True, default="")
    device_class = models.CharField("类别", max_length=40, blank=True, default="")
    unit = models.CharField("单位", max_length=12, blank=True, default="")
    state_topic = models.CharField("状态主题", max_length=200)
    value_path = models.CharField("取值路径", max_length=120, blank=True, default="")
    payload_on = models.CharField(max_length=40, blank=True, default="ON")
    payload_off = models.CharField(max_length=40, blank=True, default="OFF")
    command_topic = models.CharField("指令主题", max_length=200, blank=True, default="")
    availability_topic = models.CharField("在线主题", max_length=200, blank=True, default="")
    config_topic = models.CharField("发现主题", max_length=200, blank=True, default="")
    details = models.JSONField("其他", default=dict, blank=True)
    """What its commands need, the options of a choice, and a second state topic (see `discovery.orders`)."""
    metric = models.CharField("标识", max_length=40)
    state = models.CharField("状态", max_length=8, choices=State.choices, default=State.FOUND)
    device = models.ForeignKey(Device, models.SET_NULL, null=True, blank=True, related_name="entities")
    found_at = models.DateTimeField("发现时间", default=timezone.now)

    class Meta:
        """An announcer names an entity once."""

        ordering = ("announcer", "thing_name", "name", "pk")
        constraints = (models.UniqueConstraint(fields=("announcer", "unique_id"), name="entity_once"),)

    def __str__(self) -> str:
        return self.name
