"""Imports of rosters (批量导入): the sealed file, what was understood, what a person decided, what was changed."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone

from linli.kernel.privacy import EncryptedTextField


class ImportBatch(models.Model):
    """One roster file on its way into the registry."""

    class State(models.TextChoices):
        """Where it stands."""

        COLUMNS = "columns", "待确认表头"
        READY = "ready", "待确认"
        QUEUED = "queued", "正在导入"
        DONE = "done", "已导入"
        FAILED = "failed", "导入失败"
        CANCELLED = "cancelled", "已放弃"
        UNDONE = "undone", "已撤销"

    area = models.ForeignKey("kernel.Area", models.PROTECT, verbose_name="小区", related_name="+")
    name = models.CharField("文件", max_length=120)
    sha256 = models.CharField(max_length=64, db_index=True)
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.READY)
    sheets = models.JSONField("工作表", default=list)
    corrections = models.JSONField("手工对应", default=dict)
    summary = models.JSONField("读出的内容", default=dict)
    result = models.JSONField("导入结果", default=dict)
    error = models.CharField("错误", max_length=500, blank=True, default="")
    job_id = models.BigIntegerField(null=True, blank=True)
    created_by = models.ForeignKey("kernel.User", models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField("上传时间", default=timezone.now)
    finished_at = models.DateTimeField("导入时间", null=True, blank=True)
    undone_at = models.DateTimeField("撤销时间", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "导入"
        ordering = ("-pk",)


class ImportFile(models.Model):
    """The uploaded file, sealed: base64 inside the cipher, since it holds everybody's personal data."""

    batch = models.OneToOneField(ImportBatch, models.CASCADE, related_name="file")
    content = EncryptedTextField()


class ImportRow(models.Model):
    """A row that wants a look: its doubts, or the person in the registry that it may be; and the decision."""

    class Kind(models.TextChoices):
        """Why it is listed."""

        DOUBT = "doubt", "存疑"
        DUPLICATE = "duplicate", "疑似重复"

    class Decision(models.TextChoices):
        """What a person decided. Open means: import as far as it can be trusted."""

        OPEN = "open", "未处理"
        KEEP = "keep", "照原样导入"
        FIX = "fix", "改正后导入"
        SKIP = "skip", "不导入"
        MERGE = "merge", "并入已有的人"
        NEW = "new", "是另一个人"

    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="rows")
    sheet = models.CharField("工作表", max_length=60)
    line = models.PositiveIntegerField("行")
    kind = models.CharField("类别", max_length=10, choices=Kind.choices)
    level = models.CharField("程度", max_length=10, default="warning")
    codes = models.CharField("问题", max_length=200, blank=True, default="")
    name = models.CharField("姓名", max_length=60, blank=True, default="")
    place = models.CharField("房屋", max_length=80, blank=True, default="")
    content = EncryptedTextField("内容", default="")
    """JSON: {issues: […], row: {…}, fixes: {…}} – it holds id numbers, so it is sealed."""
    person = models.ForeignKey("registry.Person", models.CASCADE, null=True, blank=True, related_name="+")
    decision = models.CharField("处理", max_length=10, choices=Decision.choices, default=Decision.OPEN)

    class Meta:
        verbose_name = verbose_name_plural = "导入存疑行"
        ordering = ("pk",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("batch", "sheet", "line", "kind"), name="import_row_once")
        ]


class ImportChange(models.Model):
    """A row of the registry that an import changed, as it was before, for the undo."""

    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="changes")
    model = models.CharField(max_length=20)
    object_id = models.BigIntegerField()
    before = EncryptedTextField()
    revision_after = models.PositiveIntegerField()
