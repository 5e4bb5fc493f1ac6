"""Tables of the section: categories, cases, their timeline and photos, and the counters behind them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone

from linli.kernel.access.roles import ROLES
from linli.kernel.privacy import EncryptedTextField, mask_name, mask_phone
from linli.sections.cases.flow import RUNNING, State

REVEAL = "cases.contact.reveal"


class Source(models.TextChoices):
    """The doors (来源) through which a request comes in."""

    RESIDENT = "resident", "居民上报"
    GRID = "grid", "网格员上报"
    PATROL = "patrol", "巡查发现"
    ALERT = "alert", "设备告警"
    HOTLINE = "hotline", "电话"
    WALK_IN = "walk_in", "会客厅来访"


class Category(models.Model):
    """A node of the category tree (诉求分类). Limits are in working days (工作日); leaves are what people pick."""

    code = models.CharField("编码", max_length=20, unique=True)
    name = models.CharField("名称", max_length=30)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    limit_days = models.PositiveSmallIntegerField("办理时限（工作日）", default=5)
    urgent_days = models.PositiveSmallIntegerField("紧急时限（工作日）", default=1)
    role = models.CharField("建议责任方", max_length=20, blank=True, default="")
    active = models.BooleanField("启用", default=True)
    order = models.PositiveSmallIntegerField("次序", default=0)

    class Meta:
        """Siblings in their order; limits of at least a day."""

        ordering = ("order", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(limit_days__gte=1, urgent_days__gte=1), name="category_limit_positive"
            ),
        )

    def __str__(self) -> str:
        return self.name


class CaseNumber(models.Model):
    """The last number given in a year; the row is the lock under which numbers are drawn."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    last = models.PositiveIntegerField(default=0)


class Case(models.Model):
    """A request (诉求) and where it stands. Every change goes through `services`, guarded by `version`."""

    number = models.CharField("编号", max_length=11, unique=True)
    code = EncryptedTextField("查询码", reveal=REVEAL)
    source = models.CharField("来源", max_length=10, choices=Source.choices)
    source_ref = models.CharField(max_length=60, blank=True, default="")
    category = models.ForeignKey(Category, models.PROTECT, verbose_name="分类", related_name="cases")
    text = models.TextField("诉求内容")
    area = models.ForeignKey("kernel.Area", models.PROTECT, related_name="+")
    place = models.CharField("地点", max_length=120, blank=True, default="")
    home = models.ForeignKey("registry.Home", models.SET_NULL, null=True, blank=True, related_name="+")
    urgent = models.BooleanField("紧急", default=False)

    reporter_user = models.ForeignKey("kernel.User", models.SET_NULL, null=True, blank=True, related_name="+")
    reporter_person_id = models.BigIntegerField(null=True, blank=True, db_index=True)
    reporter_name = EncryptedTextField("诉求人", blank=True, default="", mask=mask_name, reveal=REVEAL)
    reporter_phone = EncryptedTextField("联系电话", blank=True, default="", mask=mask_phone, reveal=REVEAL)
    reporter_phone_index = models.CharField(max_length=32, blank=True, default="", db_index=True)
    entered_by = models.ForeignKey("kernel.User", models.SET_NULL, null=True, blank=True, related_name="+")

    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.REPORTED)
    version = models.PositiveIntegerField(default=1)
    round = models.PositiveSmallIntegerField("轮次", default=1)
    assigned_role = models.CharField("责任角色", max_length=20, blank=True, default="")
    assigned_user = models.ForeignKey("kernel.User", models.SET_NULL, null=True, blank=True, related_name="+")
    assigned_org = models.ForeignKey(
        "registry.Organisation", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    return_barred = models.BooleanField("不得再退回", default=False)
    returned = models.PositiveSmallIntegerField("退回次数", default=0)
    handled_by = models.ForeignKey("kernel.User", models.SET_NULL, null=True, blank=True, related_name="+")

    created_at = models.DateTimeField("上报时间", default=timezone.now)
    updated_at = models.DateTimeField("更新时间", default=timezone.now)
    started_at = models.DateTimeField("本轮开始", default=timezone.now)
    respond_by_at = models.DateTimeField("响应时限")
    responded_at = models.DateTimeField("响应时间", null=True, blank=True)
    due_at = models.DateTimeField("办理时限")
    warn_at = models.DateTimeField("预警时间")
    warned_at = models.DateTimeField("已预警", null=True, blank=True)
    expected_at = models.DateTimeField("预计到场", null=True, blank=True)
    handled_at = models.DateTimeField("处置时间", null=True, blank=True)
    ended_at = models.DateTimeField("办结时间", null=True, blank=True)
    resolved = models.BooleanField("确已解决", null=True, blank=True)
    rating = models.PositiveSmallIntegerField("满意程度", null=True, blank=True)

    class Meta:
        """One case per outside reference; one kind of responsible party; indexes for list, own cases and warnings."""

        ordering = ("-created_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("source", "source_ref"), condition=~Q(source_ref=""), name="case_source_once"
            ),
            models.CheckConstraint(
                condition=Q(rating__isnull=True) | Q(rating__range=(1, 5)), name="case_rating_range"
            ),
        )
        indexes = (
            models.Index(fields=("area", "state", "due_at"), name="case_area_state"),
            models.Index(fields=("area", "-created_at"), name="case_area_created"),
            models.Index(fields=("reporter_user", "-created_at"), name="case_reporter"),
            models.Index(
                fields=("warn_at",),
                condition=Q(warned_at__isnull=True, state__in=RUNNING),
                name="case_to_warn",
            ),
        )

    def __str__(self) -> str:
        return self.number

    @property
    def party(self) -> str:
        """The responsible party (责任方) as staff read it, or ""."""
        if self.assigned_user:
            return self.assigned_user.name
        if self.assigned_org:
            return str(self.assigned_org)
        return ROLES[self.assigned_role].title if self.assigned_role else ""

    @property
    def overdue(self) -> bool:
        """True while the deadline runs and has passed."""
        return self.state in RUNNING and self.due_at < timezone.now()


class TimelineEntry(models.Model):
    """One thing that happened to a case. `public` entries are shown to the reporter, in plain words."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="timeline")
    at = models.DateTimeField(default=timezone.now)
    action = models.CharField(max_length=20)
    user = models.ForeignKey("kernel.User", models.SET_NULL, null=True, blank=True, related_name="+")
    who = models.CharField(max_length=60)
    from_state = models.CharField(max_length=10, blank=True, default="")
    to_state = models.CharField(max_length=10, blank=True, default="")
    text = models.TextField(blank=True, default="")
    public = models.BooleanField(default=True)
    data = models.JSONField(default=dict)

    class Meta:
        """In the order of happening."""

        ordering = ("pk",)


class CasePhoto(models.Model):
    """A photo of a case; `entry` says at which step it was added."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="photos")
    entry = models.ForeignKey(TimelineEntry, models.CASCADE, related_name="photos")
    file = models.ForeignKey("kernel.StoredFile", models.PROTECT, related_name="+")

    class Meta:
        """A file belongs to one case only."""

        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=("file",), name="case_photo_once"),)


class ProgressMiss(models.Model):
    """Wrong query codes within a window, per asking address and per case number (keyed hashes)."""

    key = models.CharField(max_length=32)
    window = models.PositiveBigIntegerField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        """One row per key and window."""

        constraints = (models.UniqueConstraint(fields=("key", "window"), name="miss_once"),)
