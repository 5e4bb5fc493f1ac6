"""Matters (惠民事项): something people are entitled to, and how far it is with each of them."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from linli.kernel.privacy import EncryptedTextField, mask_phone


class Matter(models.Model):
    """A matter: a rule says who, then the materials to bring, the steps, and until when."""

    class State(models.TextChoices):
        """Only an open one takes in people, every night anew."""

        DRAFT = "draft", "草稿"
        OPEN = "open", "办理中"
        CLOSED = "closed", "已结束"

    area = models.ForeignKey("kernel.Area", models.PROTECT, verbose_name="区域", related_name="+")
    title = models.CharField("事项", max_length=60)
    summary = models.CharField("说明", max_length=500, blank=True, default="")
    rule = models.ForeignKey("outreach.Rule", models.PROTECT, related_name="matters", verbose_name="规则")
    materials = models.JSONField("材料", default=list)
    steps = models.JSONField("步骤", default=list)
    place = models.CharField("办理地点", max_length=120, blank=True, default="")
    phone = models.CharField("咨询电话", max_length=30, blank=True, default="")
    starts_on = models.DateField("开始日期")
    deadline = models.DateField("截止日期", null=True, blank=True)
    state = models.CharField(max_length=6, choices=State.choices, default=State.DRAFT)
    audience = models.ForeignKey(
        "outreach.Audience", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        """The next deadline first."""

        verbose_name = verbose_name_plural = "惠民事项"
        ordering = ("deadline", "pk")

    def __str__(self) -> str:
        return self.title


class MatterPerson(models.Model):
    """A person in a matter. Whoever is in stays on the list until done, or ended with a reason."""

    class State(models.TextChoices):
        """How far it is."""

        CHECK = "check", "待核实"
        WAITING = "waiting", "待告知"
        TOLD = "told", "已告知"
        AGREED = "agreed", "同意办理"
        HANDLED = "handled", "已受理"
        DONE = "done", "已办结"
        REFUSED = "refused", "本人放弃"
        MOVED = "moved", "已迁出"
        DIED = "died", "已故"
        DROPPED = "dropped", "不符合"

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="people")
    person = models.ForeignKey("registry.Person", models.DO_NOTHING, related_name="+", db_constraint=False)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    reason = models.CharField("理由", max_length=200, blank=True, default="")
    told_way = models.CharField("告知方式", max_length=20, blank=True, default="")
    since = models.DateTimeField("进入时间", default=timezone.now)
    moved_at = models.DateTimeField("最近变化", default=timezone.now)
    done_at = models.DateTimeField("办结时间", null=True, blank=True)
    proxy_name = models.CharField("代办人", max_length=60, blank=True, default="")
    proxy_relation = models.CharField("与本人关系", max_length=20, blank=True, default="")
    proxy_phone = EncryptedTextField("代办人电话", blank=True, default="", mask=mask_phone)
    proxy_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    by_rule = models.BooleanField(default=True)
    """The last change was made by a run of the rule or by the registry: the next run may change it back."""

    class Meta:
        """A person is in a matter once."""

        verbose_name = verbose_name_plural = "事项人员"
        ordering = ("pk",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("matter", "person"), name="outreach_matter_person_once"),
        ]
        indexes: ClassVar = [models.Index(fields=("matter", "state"), name="outreach_matter_state")]


class MatterEntry(models.Model):
    """One line of a person's story in a matter: who did what when."""

    row = models.ForeignKey(MatterPerson, models.CASCADE, related_name="entries")
    at = models.DateTimeField(default=timezone.now)
    actor_name = models.CharField(max_length=60)
    state = models.CharField(max_length=8, choices=MatterPerson.State.choices)
    text = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        """As it happened."""

        ordering = ("pk",)
