"""A request from outside (开放接口上报): read from the standard's form, opened as a case like any other."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from linli.kernel.access import Actor
from linli.kernel.errors import DomainError
from linli.kernel.models import Area
from linli.sections.cases import queries, services
from linli.sections.cases.models import Case, Category, Source
from linli.sections.cases.open311 import attributes, found, places
from linli.sections.cases.open311.schemas import RequestIn
from linli.sections.cases.words import day_word

PERMISSION = "cases.open311.report"
MAX_PLACE = 120


@dataclass(frozen=True)
class Sent:
    """What came in: the form, the answers by attribute code, and the caller's own reference (Idempotency-Key)."""

    form: RequestIn
    answers: Mapping[str, Sequence[str]]
    reference: str = ""


@transaction.atomic
def report(*, actor: Actor, sent: Sent, keep: bool = True) -> Case:
    """Opens the case on the key's own area; the same reference opens it once. `keep=False` only checks.

    Raises NotFound for an unknown code, address or jurisdiction, DomainError for what is missing or wrong.
    """
    reference = _reference(actor, sent.reference)
    told = (
        Case.objects.filter(source=Source.OPEN311, source_ref=reference) if reference else Case.objects.none()
    )
    if known := told.first():
        return known
    form, category = sent.form, _category(sent.form)
    answers = attributes.check(category.code, sent.answers)
    place = _place(actor, form)
    case = services.report_case(
        actor=actor,
        source=Source.OPEN311,
        category=category.code,
        text=_text(form, category.name, answers.lines),
        area=place.area,
        place=place.words,
        urgent=answers.urgent,
        reporter=_reporter(form),
        source_ref=reference,
    )
    case.building, case.lat, case.long = place.building, place.lat, place.long
    case.save(update_fields=["building", "lat", "long"])
    if not keep:
        transaction.set_rollback(True)
    return case


def notice(case: Case) -> str:
    """What the client may tell the reporter, the query code included: it is told nowhere else."""
    return (
        f"已收到，编号 {case.number}，查询码 {case.code}，最晚{day_word(case.respond_by_at)}给您答复。"
        "您写的内容会在隐去个人信息后公开。"
    )


def _category(form: RequestIn) -> Category:
    if not form.service_code:
        raise DomainError("service_code required")
    return found.service(form.service_code)


@dataclass(frozen=True)
class Place:
    """Where it is: the area that serves it, the building if it is clear, coordinates if given."""

    area: Area
    building: Any | None
    words: str
    lat: float | None
    long: float | None


def _place(actor: Actor, form: RequestIn) -> Place:
    lat, long = _coordinates(form)
    if lat is None and not form.address_string and not form.address_id:
        raise DomainError("lat and long, address_string or address_id required")
    areas, within = actor.areas(PERMISSION), places.jurisdiction(form.jurisdiction_id)
    areas = areas.filter(path__startswith=within.path) if within else areas
    building = _building(areas, form)
    words = form.address_string or (str(building) if building else f"坐标 {lat}, {long}")
    return Place(places.area_for(areas, building), building, words[:MAX_PLACE], lat, long)


def _building(areas: QuerySet[Area], form: RequestIn) -> Any | None:
    if form.address_id:
        return places.building(areas, form.address_id)
    return places.building_named(areas, form.address_string)


def _coordinates(form: RequestIn) -> tuple[float | None, float | None]:
    if not form.lat and not form.long:
        return None, None
    try:
        lat, long = float(form.lat), float(form.long)
    except ValueError:
        raise DomainError("lat and long must both be numbers") from None
    if not (math.isfinite(lat) and math.isfinite(long) and abs(lat) <= 90 and abs(long) <= 180):
        raise DomainError("lat must lie within 90, long within 180 degrees")
    return lat, long


def _text(form: RequestIn, title: str, lines: Sequence[str]) -> str:
    photo = f"照片网址：{form.media_url}" if form.media_url else ""
    return "\n".join(filter(None, (form.description.strip() or title, *lines, photo)))


def _reporter(form: RequestIn) -> services.Reporter:
    """Family name first, as Chinese names are written; both names and phone are kept encrypted."""
    name = (form.last_name.strip() + form.first_name.strip())[:60]
    return services.Reporter(name=name, phone=queries.clean_phone(form.phone))


def _reference(actor: Actor, reference: str) -> str:
    return f"{actor.user_id}:{sha256(reference.encode()).hexdigest()[:32]}" if reference else ""
