"""The case (诉求): what was asked, for whom, who owes the answer, and where it stands."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone

from linli.kernel.access.roles import ROLES
from linli.kernel.privacy import EncryptedTextField, mask_name, mask_phone
from linli.sections.cases.flow import RUNNING, State
from linli.sections.cases.models.category import Category

REVEAL = "cases.contact.reveal"


class Source(models.TextChoices):
    """The doors (来源) through which a request comes in."""

    RESIDENT = "resident", "居民上报"
    GRID = "grid", "网格员上报"
    PATROL = "patrol", "巡查发现"
    ALERT = "alert", "设备告警"
    HOTLINE = "hotline", "电话"
    WALK_IN = "walk_in", "会客厅来访"
    BOARD = "board", "24小时留言板"
    OPEN311 = "open311", "开放接口"
    CHAT = "chat", "问答转人工"


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
    grid = models.ForeignKey("kernel.Area", models.SET_NULL, null=True, blank=True, related_name="+")
    building = models.ForeignKey(
        "registry.Building", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    point = models.JSONField("平面图位置", null=True, blank=True)
    lat = models.FloatField("纬度（WGS-84）", null=True, blank=True)
    long = models.FloatField("经度（WGS-84）", null=True, blank=True)

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
    assigned_user = models.ForeignKey(
        "kernel.User", models.SET_NULL, null=True, blank=True, related_name="+", db_index=False
    )
    assigned_org = models.ForeignKey(
        "registry.Organisation", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    party_key = models.CharField("责任方代码", max_length=24, blank=True, default="")
    owner_user = models.ForeignKey(
        "kernel.User", models.SET_NULL, null=True, blank=True, related_name="+", db_index=False
    )
    return_barred = models.BooleanField("不得再退回", default=False)
    returned = models.PositiveSmallIntegerField("退回次数", default=0)
    handled_by = models.ForeignKey(
        "kernel.User", models.SET_NULL, null=True, blank=True, related_name="+", db_index=False
    )

    redone = models.PositiveSmallIntegerField("本轮返工次数", default=0)
    redo_reason = models.TextField("返工原因", blank=True, default="")
    supervised = models.BooleanField("已转督办", default=False)
    merged_into = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="merged")

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
    suspended_at = models.DateTimeField("挂起时间", null=True, blank=True)
    suspended_until = models.DateTimeField("挂起至", null=True, blank=True)
    suspended_for = models.CharField("等待事项", max_length=200, blank=True, default="")
    paused_seconds = models.PositiveIntegerField("已停表的工作秒数", default=0)
    extended = models.PositiveSmallIntegerField("延期次数", default=0)
    escalation = models.PositiveSmallIntegerField("督办级别", default=0)
    escalate_at = models.DateTimeField("下次升级", null=True, blank=True)
    fixed_at = models.DateTimeField("确已解决时间", null=True, blank=True)
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
            # Each holds all that the list filters by, so that a page is found and counted on the index alone.
            models.Index(
                fields=("created_at", "id", "area", "state", "category", "source", "urgent"),
                name="case_newest_list",
            ),
            models.Index(
                fields=("area", "state", "created_at", "id", "category", "source", "urgent"),
                name="case_state_list",
            ),
            models.Index(
                fields=("category", "state", "created_at", "id", "area", "source", "urgent"),
                name="case_kind_list",
            ),
            models.Index(fields=("-created_at",), name="case_created"),
            models.Index(fields=("reporter_user", "-created_at"), name="case_reporter"),
            # Somebody's own work among all that they ever had: the to-dos ask for it by state.
            models.Index(fields=("assigned_user", "state"), name="case_assigned"),
            models.Index(fields=("owner_user", "state"), name="case_owned"),
            models.Index(fields=("handled_by", "state"), name="case_handled"),
            models.Index(
                fields=("suspended_until",), condition=Q(state=State.SUSPENDED), name="case_to_resume"
            ),
            models.Index(
                fields=("warn_at",),
                condition=Q(warned_at__isnull=True, state__in=RUNNING),
                name="case_to_warn",
            ),
            models.Index(
                fields=("escalate_at",),
                condition=Q(escalate_at__isnull=False, state__in=RUNNING),
                name="case_to_escalate",
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
