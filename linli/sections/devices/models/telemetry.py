"""Telemetry tables: in a file of their own on SQLite, so no foreign keys. Times are epoch milliseconds (UTC)."""

from __future__ import annotations

from django.db import models


class Reading(models.Model):
    """One value at one time. The key makes a redelivery change nothing."""

    telemetry = True

    pk = models.CompositePrimaryKey("device_id", "metric", "at_ms")
    device_id = models.BigIntegerField("设备")
    metric = models.CharField("标识", max_length=40)
    at_ms = models.BigIntegerField("时间（毫秒）")
    value = models.FloatField("数值")


class Latest(models.Model):
    """The newest value of each metric, kept by the writer in the same transaction as the readings."""

    telemetry = True

    pk = models.CompositePrimaryKey("device_id", "metric")
    device_id = models.BigIntegerField("设备")
    metric = models.CharField("标识", max_length=40)
    at_ms = models.BigIntegerField("时间（毫秒）")
    value = models.FloatField("数值")


class Refusal(models.Model):
    """How often something was refused (拒收) per day, sender and reason. Holds no payload."""

    telemetry = True

    pk = models.CompositePrimaryKey("day", "sender", "reason")
    day = models.DateField("日期")
    sender = models.CharField("来源", max_length=64)
    reason = models.CharField("原因", max_length=20)
    area_id = models.BigIntegerField("区域", null=True)
    count = models.BigIntegerField("次数")
    last_ms = models.BigIntegerField("最近一次（毫秒）")
    detail = models.CharField("说明", max_length=200, blank=True, default="")


class Sequence(models.Model):
    """Gaps in the sequence numbers of a device: how many messages it sent that never came (缺号)."""

    telemetry = True

    device_id = models.BigIntegerField("设备", primary_key=True)
    last = models.BigIntegerField("最近序号")
    missing = models.BigIntegerField("缺号数", default=0)
    restarts = models.BigIntegerField("重新计数次数", default=0)
