"""The 24-hour notice boards (24小时留言板): the board, its checks, the notes found on it, and the answers put up."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import Q
from django.utils import timezone

from linli.sections.cases.models.case import Case


class NoticeBoard(models.Model):
    """A board on which people write who have no smart phone; `times` are when it is looked at ("09:00")."""

    name = models.CharField("名称", max_length=40)
    place = models.CharField("位置", max_length=120)
    area = models.ForeignKey("kernel.Area", models.PROTECT, verbose_name="小区", related_name="+")
    times = models.JSONField("每天查看时间", default=list)
    workdays_only = models.BooleanField("只在工作日查看", default=True)
    keeper = models.ForeignKey("kernel.User", models.SET_NULL, null=True, blank=True, related_name="+")
    active = models.BooleanField("在用", default=True)
    planned_until = models.DateTimeField("已排查看到", default=timezone.now)
    created_at = models.DateTimeField("登记时间", default=timezone.now)

    class Meta:
        """By name; a name once in a place."""

        ordering = ("name", "pk")
        constraints = (models.UniqueConstraint(fields=("area", "name"), name="board_name_once"),)

    def __str__(self) -> str:
        return self.name


class BoardCheck(models.Model):
    """One look at a board: planned (`planned_at`) or extra. Signed by the person who stood before it."""

    class State(models.TextChoices):
        """Waiting to be done, done, or missed (a later look covered it)."""

        WAITING = "waiting", "待查看"
        DONE = "done", "已查看"
        MISSED = "missed", "漏看"

    board = models.ForeignKey(NoticeBoard, models.PROTECT, related_name="checks")
    planned_at = models.DateTimeField("应看时间", null=True, blank=True)
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.WAITING)
    done_at = models.DateTimeField("查看时间", null=True, blank=True)
    done_by = models.ForeignKey("kernel.User", models.SET_NULL, null=True, blank=True, related_name="+")
    signed_by = models.CharField("签名", max_length=40, blank=True, default="")
    nothing_new = models.BooleanField("没有新留言", default=False)
    photo = models.ForeignKey("kernel.StoredFile", models.PROTECT, null=True, blank=True, related_name="+")
    escalated_at = models.DateTimeField("已上报书记", null=True, blank=True)

    class Meta:
        """Newest first; a planned look exists once."""

        ordering = ("-planned_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("board", "planned_at"),
                condition=Q(planned_at__isnull=False),
                name="board_check_once",
            ),
        )
        indexes = (
            models.Index(fields=("planned_at",), condition=Q(state="waiting"), name="board_check_waiting"),
        )

    @property
    def at(self) -> dt.datetime:
        """When it was done, or should have been."""
        return self.done_at or self.planned_at or timezone.now()


class BoardNote(models.Model):
    """One note (留言) read off a board and the case it became."""

    found_in = models.ForeignKey(BoardCheck, models.PROTECT, related_name="notes")
    board = models.ForeignKey(NoticeBoard, models.PROTECT, related_name="notes")
    case = models.OneToOneField(Case, models.PROTECT, related_name="note")

    class Meta:
        """In the order in which they were written down."""

        ordering = ("pk",)


class BoardSheet(models.Model):
    """A printed answer sheet (回复单) for a board; `posted_on` is the day it was put up."""

    board = models.ForeignKey(NoticeBoard, models.PROTECT, related_name="sheets")
    made_at = models.DateTimeField("制作时间", default=timezone.now)
    made_by = models.ForeignKey("kernel.User", models.SET_NULL, null=True, blank=True, related_name="+")
    posted_on = models.DateField("张贴日期", null=True, blank=True)
    posted_by = models.ForeignKey("kernel.User", models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        """Newest first."""

        ordering = ("-pk",)


class BoardAnswer(models.Model):
    """One case on a sheet, with the words printed: `answered_at` is the moment of the case that they tell."""

    sheet = models.ForeignKey(BoardSheet, models.CASCADE, related_name="answers")
    case = models.ForeignKey(Case, models.PROTECT, related_name="board_answers")
    answered_at = models.DateTimeField()
    words = models.CharField(max_length=200)
    answer = models.TextField(blank=True, default="")

    class Meta:
        """A case stands on a sheet once."""

        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=("sheet", "case"), name="board_answer_once"),)
