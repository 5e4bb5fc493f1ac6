"""Shapes of emergencies."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, ClassVar, Literal

from ninja import Schema
from pydantic import AwareDatetime, Field

from linli.kernel.api import Paging
from linli.sections.outreach.cap import codes
from linli.sections.outreach.models import Emergency

Key = Annotated[int, Field(ge=1, le=2**53)]
Urgency = Literal["Immediate", "Expected", "Future", "Past", "Unknown"]
Severity = Literal["Extreme", "Severe", "Moderate", "Minor", "Unknown"]
Certainty = Literal["Observed", "Likely", "Possible", "Unlikely", "Unknown"]


class EmergencyFilters(Schema):
    """Filters of the list."""

    state: Literal["", "waiting", "issued", "updated", "cancelled", "ended", "refused", "noted"] = ""
    way: Literal["", "in", "out"] = ""
    drill: bool | None = None


class EmergencyPaging(Paging):
    """Paging of the list."""

    sortable: ClassVar[tuple[str, ...]] = ("created_at", "issued_at", "expires")


class EmergencyIn(Schema):
    """A warning; codes are those of CAP 1.2. `override`: why it goes out in the quiet hours too."""

    event: str = Field(max_length=60)
    headline: str = Field(max_length=160)
    category: str = Field("Safety", max_length=10)
    response: str = Field("Prepare", max_length=10)
    urgency: Urgency = "Immediate"
    severity: Severity = "Severe"
    certainty: Certainty = "Observed"
    description: str = Field("", max_length=1000)
    instruction: str = Field("", max_length=1000)
    area_text: str = Field("", max_length=300)
    expires: AwareDatetime | None = None
    drill: bool = False
    override: str = Field("", max_length=200)


class EmergencyNew(EmergencyIn):
    """A new warning."""

    area_id: Key


class EmergencyReason(Schema):
    """Why, and why also in the quiet hours."""

    reason: str = Field(max_length=200)
    override: str = Field("", max_length=200)


class EmergencyOverride(Schema):
    """Why it goes out in the quiet hours too."""

    override: str = Field("", max_length=200)


class EmergencyRow(Schema):
    """One line of the list."""

    id: int = Field(title="序号")
    way: str = Field(title="来路代码")
    way_title: str = Field(title="来路")
    state: str = Field(title="状态代码")
    state_title: str = Field(title="状态")
    status: str = Field(title="性质代码")
    status_title: str = Field(title="性质")
    msg_type: str = Field(title="消息代码")
    type_title: str = Field(title="消息")
    headline: str = Field(title="标题")
    event: str = Field(title="事件")
    area: str = Field(title="范围")
    severity_title: str = Field(title="严重程度")
    severity: str = Field(title="严重程度代码")
    created_at: dt.datetime = Field(title="收到时间")
    issued_at: dt.datetime | None = Field(title="发出时间")
    expires: dt.datetime = Field(title="有效至")

    @staticmethod
    def resolve_way_title(row: Emergency) -> str:
        """Title of the way."""
        return row.get_way_display()

    @staticmethod
    def resolve_state_title(row: Emergency) -> str:
        """Title of the state."""
        return row.get_state_display()

    @staticmethod
    def resolve_status_title(row: Emergency) -> str:
        """Title of the status."""
        return row.get_status_display()

    @staticmethod
    def resolve_type_title(row: Emergency) -> str:
        """Title of the message type."""
        return row.get_msg_type_display()

    @staticmethod
    def resolve_area(row: Emergency) -> str:
        """Name of the area."""
        return row.area.name

    @staticmethod
    def resolve_severity_title(row: Emergency) -> str:
        """Title of the severity."""
        return codes.SEVERITIES.get(row.severity, row.severity)


class EmergencyOut(EmergencyRow):
    """One message with all that became of it."""

    area_id: int
    identifier: str
    sender: str
    source: str
    sent: dt.datetime
    category: str
    urgency: str
    certainty: str
    category_title: str
    urgency_title: str
    certainty_title: str
    description: str
    instruction: str
    area_text: str
    xml: str
    replaces_id: int | None
    urgent_now: bool
    override: str
    overridden_at: dt.datetime | None
    campaign_id: int | None
    broadcast_id: int | None
    bulletin_id: int | None
    troubles: dict[str, str]
    stopped: dict[str, Any] | None
    decided_by: str
    reason: str

    @staticmethod
    def resolve_category_title(row: Emergency) -> str:
        """Title of the category."""
        return codes.CATEGORIES.get(row.category, row.category)

    @staticmethod
    def resolve_urgency_title(row: Emergency) -> str:
        """Title of the urgency."""
        return codes.URGENCIES.get(row.urgency, row.urgency)

    @staticmethod
    def resolve_certainty_title(row: Emergency) -> str:
        """Title of the certainty."""
        return codes.CERTAINTIES.get(row.certainty, row.certainty)

    @staticmethod
    def resolve_decided_by(row: Emergency) -> str:
        """Who sent it on, or did not."""
        return row.decided_by.name if row.decided_by else "平台" if row.issued_at else ""


class CodeChoice(Schema):
    """A code with its words."""

    value: str
    label: str


class EmergencyChoices(Schema):
    """What may be chosen, and whether it is a quiet hour now."""

    category: list[CodeChoice]
    response: list[CodeChoice]
    urgency: list[CodeChoice]
    severity: list[CodeChoice]
    certainty: list[CodeChoice]
    quiet: bool


class WarningOut(Schema):
    """A warning as residents read it."""

    id: int
    headline: str
    event: str
    severity: str
    severity_title: str
    drill: bool
    over: bool
    description: str
    instruction: str
    area_text: str
    sent: dt.datetime
    expires: dt.datetime


class CapTaken(Schema):
    """What became of a CAP message: `state` is waiting (for a person), issued, noted, …"""

    id: int
    identifier: str
    state: str
    reason: str
    repeated: bool
