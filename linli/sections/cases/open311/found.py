"""What the public may read of requests and of the kinds of request; three queries at most for a list."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from linli.kernel import conf
from linli.kernel.access import roles as r
from linli.kernel.errors import NotFound
from linli.kernel.models import Area
from linli.sections.cases.flow import ENDED, RUNNING, State
from linli.sections.cases.models import Case, Category, Source
from linli.sections.cases.open311 import places
from linli.sections.cases.open311.attributes import ATTRIBUTES, Attribute
from linli.sections.cases.open311.publictext import redacted
from linli.sections.cases.open311.wanted import LIMIT, Wanted
from linli.sections.cases.words import party_word

RELATED = ("area", "category", "assigned_org", "building", "home__building", "merged_into")
PLACES = 4
"""Decimals of latitude and longitude given out: about ten metres, a building and not a window."""
NOTES = {
    State.REPORTED: "已收到，等待社区受理",
    State.ACCEPTED: "已受理，正在安排办理",
    State.DISPATCHED: "已安排办理，等待接单",
    State.WORKING: "正在办理",
    State.SUSPENDED: "暂缓办理，条件具备后继续",
    State.HANDLED: "办理的一方说已办好，等待核查，尚未确认",
    State.REJECTED: "不予受理，没有办理",
    State.VOIDED: "已作废，没有办理",
}


def hidden() -> list[str]:
    """Codes of the kinds that concern people rather than things: neither offered nor shown to the public."""
    return [code.strip() for code in str(conf.get("cases.open311_hidden")).split(",") if code.strip()]


def services() -> list[dict[str, Any]]:
    """The kinds of request people may send in; they are the same everywhere."""
    return [
        {
            "service_code": c.code,
            "service_name": c.name,
            "description": f"{c.name}，一般 {c.limit_days} 个工作日内办结",
            "metadata": c.code in ATTRIBUTES,
            "keywords": ",".join(filter(None, (c.parent.name if c.parent else "", c.name))),
            "group": c.parent.name if c.parent else c.name,
        }
        for c in _leaves().select_related("parent")
    ]


def service(code: str) -> Category:
    """A kind of request that may be sent in. Raises NotFound."""
    found = _leaves().filter(code=code).first()
    if found is None:
        raise NotFound("service_code not found")
    return found


def definition(code: str) -> dict[str, Any]:
    """The further questions of a kind of request; none for most. Raises NotFound."""
    asked = ATTRIBUTES.get(service(code).code, ())
    return {
        "service_code": code,
        "attributes": [_attribute(order, a) for order, a in enumerate(asked, start=1)],
    }


def requests(wanted: Wanted, area: Area | None) -> list[dict[str, Any]]:
    """The requests asked for, newest first, at most 1000."""
    rows = Case.objects.select_related(*RELATED).exclude(category__code__in=hidden())
    rows = rows.exclude(source=Source.ALERT)  # an alarm at somebody's home is nobody else's business
    if area is not None:
        rows = rows.filter(area__path__startswith=area.path)
    cases = list(_chosen(rows, wanted)[:LIMIT])
    estates = places.names(cases)
    return [_shown(case, estates[case.area_id]) for case in cases]


def request(number: str, area: Area | None) -> dict[str, Any]:
    """One request. Raises NotFound."""
    found = requests(Wanted(numbers=(number,)), area)
    if not found:
        raise NotFound("service_request_id not found")
    return found[0]


def _chosen(rows: QuerySet[Case], wanted: Wanted) -> QuerySet[Case]:
    if wanted.numbers:
        return rows.filter(number__in=wanted.numbers)
    rows = rows.filter(created_at__gte=wanted.since, created_at__lte=wanted.until)
    if wanted.codes:
        rows = rows.filter(category__code__in=wanted.codes)
    if len(wanted.statuses) == 1:
        ended = {"state__in": ENDED}
        rows = rows.filter(**ended) if "closed" in wanted.statuses else rows.exclude(**ended)
    return rows


def _shown(case: Case, estate: str) -> dict[str, Any]:
    closed = case.state in ENDED
    where = places.address(case, estate)
    building = places.building_of(case)
    owed = case.state in RUNNING or case.state == State.SUSPENDED
    return {
        "service_request_id": case.number,
        "status": "closed" if closed else "open",
        "status_notes": notes(case),
        "service_name": case.category.name,
        "service_code": case.category.code,
        "description": _description(case, where),
        "agency_responsible": _agency(case),
        "requested_datetime": _moment(case.created_at),
        "updated_datetime": _moment((case.ended_at if closed else None) or case.updated_at),
        "expected_datetime": _moment(case.due_at) if owed else None,
        "address": where,
        "address_id": str(building.pk) if building is not None else None,
        "lat": None if case.lat is None else round(case.lat, PLACES),
        "long": None if case.long is None else round(case.long, PLACES),
    }


def notes(case: Case) -> str:
    """Where it stands, finer than open or closed; only what was found solved is called solved."""
    if case.state == State.CLOSED:
        fates = {True: "已办结，确已解决", False: "已答复，但还没有解决", None: "已办结，是否解决还没有确认"}
        return fates[case.resolved]
    if case.state == State.MERGED:
        target = f"并入 {case.merged_into.number} 一起办理" if case.merged_into else "并入另一条诉求办理"
        return f"内容相同，{target}"
    return NOTES[State(case.state)]


def _description(case: Case, where: str | None) -> str:
    """The reporter's own words only when they came through this public door; else what and where."""
    words = redacted(case.text, case.reporter_name) if case.source == Source.OPEN311 else ""
    return words or "，".join(filter(None, (case.category.name, where)))


def _agency(case: Case) -> str | None:
    named = case.assigned_org_id or case.assigned_user_id or case.assigned_role
    if not named:
        return None
    return party_word(case) if case.assigned_org_id or case.assigned_role in OUTWARD else "社区"


OUTWARD = (r.PROPERTY_MANAGER, r.PROPERTY_STAFF)
"""Roles of others than the community itself."""


def _moment(moment: dt.datetime) -> str:
    """ISO 8601 with the zone, whole seconds."""
    return timezone.localtime(moment).isoformat(timespec="seconds")


def _leaves() -> QuerySet[Category]:
    below = Category.objects.filter(parent=OuterRef("pk"))
    return Category.objects.filter(~Exists(below), active=True).exclude(code__in=hidden())


def _attribute(order: int, asked: Attribute) -> dict[str, Any]:
    return {
        "variable": asked.variable,
        "code": asked.code,
        "datatype": asked.datatype,
        "required": asked.required,
        "datatype_description": asked.hint,
        "order": order,
        "description": asked.description,
        "values": [{"key": key, "name": name} for key, name in asked.values],
    }
