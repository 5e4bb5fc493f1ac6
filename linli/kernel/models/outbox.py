"""Tables of the couriers: events on their way to handlers, and background work (待办事件, 后台任务)."""

from typing import ClassVar

from django.db import models
from django.utils import timezone


class OutboxRow(models.Model):
    """One event for one handler, written in the publisher's transaction, deleted in the handler's."""

    event = models.CharField("事件", max_length=200)
    handler = models.CharField("处理者", max_length=200)
    payload = models.TextField("内容")
    created_at = models.DateTimeField("产生时间", default=timezone.now)
    due_at = models.DateTimeField("最早投递时间", null=True, default=timezone.now)
    """Not before this moment; while leased, the end of the lease; NULL once given up (a person re-sends it)."""
    token = models.BigIntegerField("租约", null=True, blank=True)
    claims = models.PositiveIntegerField("领取次数", default=0)
    attempts = models.PositiveIntegerField("失败次数", default=0)
    last_error = models.TextField("最近的错误", blank=True, default="")

    class Meta:
        verbose_name = verbose_name_plural = "待投递事件"
        indexes: ClassVar = [models.Index(fields=["due_at", "id"], name="outbox_due")]

    def __str__(self) -> str:
        return f"{self.event} → {self.handler}"


class JobRow(models.Model):
    """A piece of background work: periodic (one row for ever) or one-off (kept a while after it ended)."""

    class State(models.TextChoices):
        WAITING = "waiting", "等待中"
        RUNNING = "running", "进行中"
        DONE = "done", "已完成"
        FAILED = "failed", "失败"
        STOPPED = "stopped", "已停止"

    function = models.CharField("函数", max_length=200)
    arguments = models.TextField("参数", default="{}")
    schedule = models.CharField("周期", max_length=200, blank=True, default="")
    """Empty for one-off work, else the schedule it was registered with, e.g. “every 60” or “daily 03:00”."""
    key = models.CharField("唯一键", max_length=200, null=True, blank=True, unique=True)
    state = models.CharField("状态", max_length=10, choices=State, default=State.WAITING)
    created_at = models.DateTimeField("提交时间", default=timezone.now)
    due_at = models.DateTimeField("最早执行时间", null=True, default=timezone.now)
    """Not before this moment; while leased, the end of the lease; NULL once it is over."""
    token = models.BigIntegerField("租约", null=True, blank=True)
    claims = models.PositiveIntegerField("领取次数", default=0)
    attempts = models.PositiveIntegerField("失败次数", default=0)
    started_at = models.DateTimeField("开始时间", null=True, blank=True)
    finished_at = models.DateTimeField("结束时间", null=True, blank=True)
    done = models.PositiveIntegerField("已做", default=0)
    total = models.PositiveIntegerField("总数", default=0)
    note = models.CharField("说明", max_length=300, blank=True, default="")
    stop_asked = models.BooleanField("要求停止", default=False)
    result = models.TextField("结果", blank=True, default="")
    last_error = models.TextField("最近的错误", blank=True, default="")

    class Meta:
        verbose_name = verbose_name_plural = "后台任务"
        indexes: ClassVar = [models.Index(fields=["due_at", "id"], name="job_due")]

    def __str__(self) -> str:
        return f"{self.function} #{self.pk}"
