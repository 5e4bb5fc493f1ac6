"""Telemetry tables: in a file of their own on SQLite, so no foreign keys. Times are epoch milliseconds (UTC)."""

from __future__ import annotations

from django.db import models


class Reading(models.Model):
    """One message of a device: everything it measured at one time. The ids are the order of commits.

    The key makes a redelivery change nothing; a message that adds metrics to a time gets a new id, so that whoever
    reads the log sees it. On PostgreSQL the table is partitioned by month (see `services/partitions.py`).
    """

    telemetry = True

    id = models.BigAutoField(primary_key=True)
    device_id = models.BigIntegerField("设备")
    at_ms = models.BigIntegerField("时间（毫秒）")
    values = models.JSONField("数值")
    """Metric → number."""

    class Meta:
        """A device speaks once at a time."""

        constraints = (models.UniqueConstraint(fields=("device_id", "at_ms"), name="reading_once"),)


class Latest(models.Model):
    """The newest values of a device, kept by the writer in the same transaction as the readings."""

    telemetry = True

    device_id = models.BigIntegerField("设备", primary_key=True)
    at_ms = models.BigIntegerField("最近时间（毫秒）")
    values = models.JSONField("数值")
    """Metric → [time in ms, number]: a device need not send all its metrics at once."""


class Rollup(models.Model):
    """What is kept for ever of one metric over one span of time (汇总), worked out of the raw readings."""

    telemetry = True

    device_id = models.BigIntegerField("设备")
    metric = models.CharField("标识", max_length=40)
    start_ms = models.BigIntegerField("开始（毫秒）")
    count = models.BigIntegerField("次数")
    least = models.FloatField("最小")
    greatest = models.FloatField("最大")
    mean = models.FloatField("平均")
    last = models.FloatField("最后")
    last_ms = models.BigIntegerField("最后时间（毫秒）")
    covered_s = models.IntegerField("有数据的秒数")

    class Meta:
        """Two tables of the same make."""

        abstract = True


class HourRollup(Rollup):
    """By the hour."""

    pk = models.CompositePrimaryKey("device_id", "metric", "start_ms")


class DayRollup(Rollup):
    """By the day of the community (Asia/Shanghai)."""

    pk = models.CompositePrimaryKey("device_id", "metric", "start_ms")


class Stale(models.Model):
    """An hour of a device whose roll-up must be worked out (again): it was heard, perhaps late."""

    telemetry = True

    pk = models.CompositePrimaryKey("device_id", "start_ms")
    device_id = models.BigIntegerField("设备")
    start_ms = models.BigIntegerField("开始（毫秒）")


class Position(models.Model):
    """How far a reader of the log has come."""

    telemetry = True

    name = models.CharField(max_length=60, primary_key=True)
    log_id = models.BigIntegerField(default=0)


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
    window = models.BigIntegerField("最近收到的序号（位图）", default=0)
    missing = models.BigIntegerField("缺号数", default=0)
    restarts = models.BigIntegerField("重新计数次数", default=0)


class Incident(models.Model):
    """Something that stopped the ingest for a while (接入故障), and what became of the messages meanwhile."""

    telemetry = True

    class Kind(models.TextChoices):
        """What was wrong."""

        DATABASE = "database", "数据库不可写"
        DISK = "disk", "磁盘已满"
        BROKER = "broker", "消息服务器断开"
        CLOCK = "clock", "时钟跳变"

    id = models.BigAutoField(primary_key=True)
    kind = models.CharField("种类", max_length=10, choices=Kind.choices)
    began_ms = models.BigIntegerField("开始（毫秒）")
    ended_ms = models.BigIntegerField("结束（毫秒）")
    waited = models.BigIntegerField("等待的消息数", default=0)
    detail = models.CharField("说明", max_length=200, blank=True, default="")
