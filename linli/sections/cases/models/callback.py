"""Call-backs (回访): the weekly draw, and each reporter to be asked whether it is really solved."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone

from linli.kernel.access.roles import ROLES
from linli.sections.cases.models.case import Case


class CallbackDraw(models.Model):
    """One draw (抽样) for a community and an ISO week, so that anybody can follow who was drawn from how many.

    `fingerprint` is a hash of the seed: the seed itself stays in the installation's secret store.
    """

    area = models.ForeignKey("kernel.Area", models.CASCADE, related_name="+")
    period = models.CharField("周", max_length=8)
    share = models.FloatField("抽样比例")
    eligible = models.PositiveIntegerField("应抽")
    chosen = models.PositiveIntegerField("抽中")
    fingerprint = models.CharField("种子指纹", max_length=32)
    drawn_at = models.DateTimeField("抽样时间", default=timezone.now)

    class Meta:
        """A week is drawn once."""

        ordering = ("-period", "area")
        constraints = (models.UniqueConstraint(fields=("area", "period"), name="callback_draw_once"),)


class Callback(models.Model):
    """One reporter to be asked, by phone or at the door (上门), about one round of a case."""

    class Kind(models.TextChoices):
        """How the reporter is reached."""

        PHONE = "phone", "电话回访"
        VISIT = "visit", "上门回访"

    class State(models.TextChoices):
        """Waiting, asked, given up with a reason, or no longer needed (rated or reopened meanwhile)."""

        WAITING = "waiting", "待回访"
        REACHED = "reached", "已回访"
        WRITTEN_OFF = "written_off", "未接通核销"
        DROPPED = "dropped", "无需回访"

    case = models.ForeignKey(Case, models.CASCADE, related_name="callbacks")
    round = models.PositiveSmallIntegerField("轮次")
    area = models.ForeignKey("kernel.Area", models.PROTECT, related_name="+")
    draw = models.ForeignKey(CallbackDraw, models.PROTECT, null=True, blank=True, related_name="callbacks")
    """Null: not drawn by lot, but asked again since the case was redone after a call-back."""
    kind = models.CharField("方式", max_length=10, choices=Kind.choices)
    state = models.CharField("状态", max_length=12, choices=State.choices, default=State.WAITING)
    tries = models.PositiveSmallIntegerField("未接通次数", default=0)
    assigned_role = models.CharField("责任角色", max_length=20)
    assigned_user = models.ForeignKey("kernel.User", models.SET_NULL, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField("生成时间", default=timezone.now)
    due_at = models.DateTimeField("回访期限")
    done_at = models.DateTimeField("回访时间", null=True, blank=True)
    done_by = models.ForeignKey("kernel.User", models.SET_NULL, null=True, blank=True, related_name="+")
    rating = models.PositiveSmallIntegerField("满意程度", null=True, blank=True)
    solved = models.BooleanField("确已解决", null=True, blank=True)
    note = models.TextField("情况", blank=True, default="")
    redone = models.BooleanField("退回重办", default=False)

    class Meta:
        """A round of a case is asked about once."""

        ordering = ("due_at", "pk")
        constraints = (
            models.UniqueConstraint(fields=("case", "round"), name="callback_once"),
            models.CheckConstraint(
                condition=Q(rating__isnull=True) | Q(rating__range=(1, 5)), name="callback_rating_range"
            ),
        )
        indexes = (models.Index(fields=("area", "state", "due_at"), name="callback_waiting"),)

    @property
    def who(self) -> str:
        """Who is to ask, as staff read it."""
        return self.assigned_user.name if self.assigned_user else ROLES[self.assigned_role].title
