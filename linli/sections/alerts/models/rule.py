"""Rules (规则), exceptions for single devices and persons, and what each rule remembers."""

from __future__ import annotations

from django.db import models
from django.utils import timezone


class Rule(models.Model):
    """A rule for the devices of one type in an area's subtree. Times are in seconds of event time.

    `threshold` (阈值): `metric operator limit` for `duration_s`. `event` (事件): the device reports the event
    `metric`, each time. `offline` (离线): silent for `duration_s`. `tree` (组合): any condition, written in `tree`.
    All four are run as trees; `scope` says whose readings one tree sees: one device's, or those of all devices of a
    home or of a person. A `listed` (名单) rule looks only at those who have an exception that does not silence it.
    """

    class Form(models.TextChoices):
        """What is watched."""

        THRESHOLD = "threshold", "阈值"
        EVENT = "event", "事件"
        OFFLINE = "offline", "离线"
        TREE = "tree", "组合"

    class Scope(models.TextChoices):
        """Whose readings are looked at together."""

        DEVICE = "device", "单台设备"
        HOME = "home", "同一户"
        PERSON = "person", "同一人"

    title = models.CharField("名称", max_length=60)
    form = models.CharField("形式", max_length=12, choices=Form.choices)
    kind = models.ForeignKey("alerts.AlertKind", models.PROTECT, related_name="rules")
    area = models.ForeignKey("kernel.Area", models.PROTECT, related_name="+")
    device_type = models.CharField("设备类型编码", max_length=40)
    metric = models.CharField("指标", max_length=40, blank=True, default="")
    operator = models.CharField("比较", max_length=2, blank=True, default="")
    limit = models.FloatField("阈值", null=True, blank=True)
    clear_limit = models.FloatField("恢复阈值", null=True, blank=True)
    duration_s = models.PositiveIntegerField("持续秒数", default=0)
    max_gap_s = models.PositiveIntegerField("最长数据间隔秒数", default=300)
    tree = models.JSONField("条件", null=True, blank=True)
    scope = models.CharField("范围", max_length=8, choices=Scope.choices, default=Scope.DEVICE)
    severity = models.PositiveSmallIntegerField("级别", null=True, blank=True)
    starts = models.TimeField("生效开始", null=True, blank=True)
    ends = models.TimeField("生效结束", null=True, blank=True)
    weekdays = models.JSONField("生效星期", default=list)
    listed = models.BooleanField("只对名单里的人", default=False)
    enabled = models.BooleanField("启用", default=True)
    updated_at = models.DateTimeField(default=timezone.now)

    class Meta:
        """A name is used once per area; readings find their rules by type and metric."""

        ordering = ("title", "id")
        constraints = (models.UniqueConstraint(fields=("area", "title"), name="rule_title_once"),)
        indexes = (models.Index(fields=("enabled", "form", "device_type"), name="rule_lookup"),)

    def __str__(self) -> str:
        return self.title


class RuleOverride(models.Model):
    """Other numbers, another tree, or silence, for one device or one person under one rule (例外).

    Empty means as in the rule; in a tree, `limit` is its first comparison's and `duration_s` its first time's, and a
    `tree` that is a bare fence takes the place of the rule's fence. A person's holds for all devices that the person
    wears, unless a device has its own, and in rules on homes for the home `home_id` in which the person lives; without
    one they do not look at the person.
    """

    rule = models.ForeignKey(Rule, models.CASCADE, related_name="overrides")
    device = models.ForeignKey("devices.Device", models.CASCADE, null=True, blank=True, related_name="+")
    person_id = models.BigIntegerField("人员", null=True, blank=True)
    home_id = models.BigIntegerField("所住房屋", null=True, blank=True)
    limit = models.FloatField("阈值", null=True, blank=True)
    clear_limit = models.FloatField("恢复阈值", null=True, blank=True)
    duration_s = models.PositiveIntegerField("持续秒数", null=True, blank=True)
    tree = models.JSONField("条件", null=True, blank=True)
    muted = models.BooleanField("不适用", default=False)
    off = models.BooleanField("长期不适用", default=False)
    """On a list: silenced by a person, and not just while away."""

    class Meta:
        """One exception per device, or person, and rule."""

        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=("rule", "device"), name="override_once"),
            models.UniqueConstraint(fields=("rule", "person_id"), name="override_person_once"),
            models.CheckConstraint(
                condition=models.Q(device__isnull=False, person_id__isnull=True)
                | models.Q(device__isnull=True, person_id__isnull=False),
                name="override_of_one",
            ),
        )


class RuleState(models.Model):
    """What a rule remembers of a subject (device:1, home:2, person:3), written by the evaluator alone.

    `memory` is the engine's own line, `basis` what it was written under, `seen` the place in the log of readings up to
    which it has been fed. The rest is for people to look at; times are epoch milliseconds.
    """

    rule = models.ForeignKey(Rule, models.CASCADE, related_name="states")
    subject = models.CharField(max_length=40)
    device = models.ForeignKey("devices.Device", models.CASCADE, null=True, related_name="+")
    memory = models.TextField()
    basis = models.TextField(default="")
    seen = models.BigIntegerField(default=0)
    pending_ms = models.BigIntegerField(null=True)
    raised_ms = models.BigIntegerField(null=True)
    due_ms = models.BigIntegerField(null=True)
    last_ms = models.BigIntegerField(null=True)
    last_value = models.FloatField(null=True)
    late = models.PositiveIntegerField("迟到数据", default=0)

    class Meta:
        """One per rule and subject."""

        constraints = (models.UniqueConstraint(fields=("rule", "subject"), name="state_once"),)


class Watermark(models.Model):
    """How far the evaluator has come, one row: place in the log of readings and in the notes of presence.

    `alive_ms` is its last sign of life; `rules` counts changes of rules and exceptions.
    """

    position = models.BigIntegerField(default=0)
    presence = models.BigIntegerField(default=0)
    alive_ms = models.BigIntegerField(default=0)
    rules = models.BigIntegerField(default=0)


class PresenceNote(models.Model):
    """A device fell silent or came back (离线与恢复): taken in by the evaluator, in order, then deleted."""

    device_id = models.BigIntegerField()
    online = models.BooleanField()
    at_ms = models.BigIntegerField()
