"""Shapes of visits over REST."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, ClassVar, Literal

from django.utils import timezone
from ninja import Schema
from pydantic import AwareDatetime, Field

from linli.kernel.api import Paging
from linli.kernel.privacy import masked
from linli.sections.eldercare.models import Elder, Visit

RISKS = dict(Elder.Risk.choices)
PROOFS = {"code": "扫门牌码", "place": "位置相符", "photo": "照片", "phone": "电话", "word": "仅登记"}
Way = Literal["home", "phone"]


Key = Annotated[int, Field(ge=1, le=2**53)]


class VisitAnswers(Schema):
    """The short form (探访问卷); what was not asked is left out."""

    spirit: Literal["good", "low", "confused"] | None = Field(None, title="精神状态")
    body: Literal["good", "unwell", "ill"] | None = Field(None, title="身体状况")
    medicine: Literal["taken", "missed", "none"] | None = Field(None, title="按时服药")
    meals: Literal["good", "poor"] | None = Field(None, title="饮食")
    home: list[Literal["gas", "electric", "floor", "cold", "fire"]] = Field(
        [], max_length=5, title="居家隐患"
    )


class VisitSpot(Schema):
    """Where the phone was: WGS-84 degrees, and how exactly in metres."""

    lat: float = Field(ge=-90, le=90)
    lon: float = Field(ge=-180, le=180)
    accuracy: float = Field(0, ge=0, le=100_000)


class VisitReportIn(Schema):
    """A visit as the phone reports it; sent again with the same `key` it changes nothing."""

    key: str = Field(min_length=8, max_length=64)
    at: AwareDatetime
    way: Way = "home"
    answered: bool = True
    answers: VisitAnswers = Field(default_factory=lambda: VisitAnswers.model_validate({}))
    note: str = Field("", max_length=500)
    spot: VisitSpot | None = None
    code: str = Field("", max_length=100)
    photos: list[int] = Field([], max_length=6)
    case_text: str = Field("", max_length=500)
    alert_result: str = Field("", max_length=300)
    measured: dict[str, float] = Field({}, max_length=12, title="测量值")


class VisitNew(Schema):
    """A visit beside the plan."""

    elder_id: Key
    due_on: dt.date
    reason: str = Field("", max_length=100)
    way: Way = "home"
    alert_id: Key | None = None


class VisitSkipIn(Schema):
    """Why no visit is needed."""

    reason: str = Field(max_length=200)


class VisitPlanIn(Schema):
    """How often; null follows the risk level."""

    every_days: int | None = None
    way: Way = "home"


class VisitPlanOut(Schema):
    """The plan of an elder."""

    elder_id: int
    name: str = Field(alias="elder.person.name", title="老人")
    area: str = Field(alias="elder.area.name", title="网格")
    level: int
    level_title: str = Field("", title="关爱等级")
    every_days: int = Field(title="间隔（天）")
    way: str
    way_title: str = Field(alias="get_way_display", title="方式")
    fixed: bool = Field(title="人工设定")
    next_on: dt.date = Field(title="下次")

    @staticmethod
    def resolve_level_title(row: Any) -> str:
        """一般, 较高, 高."""
        return RISKS.get(row.level, "")


class VisitRow(Schema):
    """A line of the list of visits."""

    id: int
    elder_id: int
    name: str = Field(alias="elder.person.name", title="老人")
    address: str = Field(alias="elder.person.address", title="住址")
    area: str = Field(alias="elder.area.name", title="网格")
    level: int
    level_title: str = Field("", title="关爱等级")
    way: str
    way_title: str = Field(alias="get_way_display", title="方式")
    reason: str = Field(title="事由")
    due_on: dt.date = Field(title="应访日期")
    state: str
    state_title: str = Field("", title="状态")
    late: bool
    done_at: dt.datetime | None = Field(None, title="探访时间")
    done_by: str = Field("", title="探访人")
    proof: str
    proof_title: str = Field("", title="到场凭据")
    distance_m: int | None = Field(None, title="离住处（米）")
    answered: bool = Field(title="见到或接通")
    note: str = Field(title="备注")
    alert_id: int | None = None
    case_id: int | None = None
    case_number: str = Field(title="工单")

    @staticmethod
    def resolve_level_title(row: Visit) -> str:
        """一般, 较高, 高."""
        return RISKS.get(row.level, "")

    @staticmethod
    def resolve_late(row: Visit) -> bool:
        """Due before today."""
        return row.state == Visit.State.DUE and row.due_on < timezone.localdate()

    @staticmethod
    def resolve_state_title(row: Visit) -> str:
        """In words; a late one says so."""
        return "已逾期" if VisitRow.resolve_late(row) else str(row.get_state_display())

    @staticmethod
    def resolve_done_by(row: Visit) -> str:
        """Who was there."""
        return row.done_by.name if row.done_by else ""

    @staticmethod
    def resolve_proof_title(row: Visit) -> str:
        """In words."""
        return PROOFS.get(row.proof, "")


class VisitOut(VisitRow):
    """One visit with what was found."""

    answers: dict[str, Any]
    photos: list[str]
    escalated_at: dt.datetime | None
    received_at: dt.datetime | None

    @staticmethod
    def resolve_photos(row: Visit) -> list[str]:
        """Where they are."""
        return [f"/api/kernel/files/{photo.file_id}" for photo in row.photos.all()]


class RoundStop(Schema):
    """A stop of today's round; everything that the phone needs while it has no network."""

    id: int
    elder_id: int
    person_id: int = Field(alias="elder.person_id")
    name: str = Field(alias="elder.person.name")
    address: str = Field(alias="elder.person.address")
    phone_masked: str
    level: int
    level_title: str
    way: str
    way_title: str = Field(alias="get_way_display")
    reason: str
    due_on: dt.date
    late_days: int
    alert_id: int | None
    last_at: dt.datetime | None

    @staticmethod
    def resolve_level_title(row: Visit) -> str:
        """一般, 较高, 高."""
        return RISKS.get(row.level, "")

    @staticmethod
    def resolve_phone_masked(row: Visit) -> str:
        """Masked; shown whole one at a time, with the reason logged."""
        return masked(row.elder.person, "phones")

    @staticmethod
    def resolve_late_days(row: Visit) -> int:
        """Days since it was due."""
        return max(0, (timezone.localdate() - row.due_on).days)


class VisitPhotoOut(Schema):
    """A stored photo."""

    id: int
    url: str


class VisitCoverageArea(Schema):
    """The visits of one grid."""

    area_id: int
    area: str
    elders: int
    due: int
    done: int
    in_time: int
    late: int
    missed: int
    reached: int


class VisitCoverage(Schema):
    """Visits grid by grid."""

    since: dt.date
    until: dt.date
    areas: list[VisitCoverageArea]


class VisitPaging(Paging):
    """Visits sort by due date and by when they were made."""

    sortable: ClassVar[tuple[str, ...]] = ("due_on", "done_at", "level")
