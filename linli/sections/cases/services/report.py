"""上报: a request comes in, through whichever door, with one number, one query code and one deadline."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from linli.kernel import files
from linli.kernel.access import Actor
from linli.kernel.errors import DomainError
from linli.kernel.events import publish
from linli.kernel.models import Area, StoredFile, User
from linli.kernel.privacy import blind_index
from linli.sections.cases import events, queries
from linli.sections.cases.deadlines import deadlines
from linli.sections.cases.models import Case, Category, Source
from linli.sections.cases.numbers import draw_code, draw_number, hold_numbers
from linli.sections.cases.services.categories import leaf
from linli.sections.cases.services.move import MAX_PHOTOS, MAX_TEXT, write_entry
from linli.sections.cases.words import redact

OTHER = "other"
ON_BEHALF = (Source.HOTLINE, Source.WALK_IN)
RECEIVED = (*ON_BEHALF, Source.GRID, Source.PATROL)
"""Doors at which a colleague receives the request and so owns it first (首接负责)."""
PHONE_PURPOSE = "cases.reporter_phone"


@dataclass(frozen=True)
class Reporter:
    """Who the request is from (诉求人): an account, or a name only, or a phone only."""

    user_id: int | None = None
    person_id: int | None = None
    name: str = ""
    phone: str = ""


@transaction.atomic
def report_case(
    *,
    actor: Actor,
    source: str,
    category: str = "",
    text: str,
    area: Area,
    place: str = "",
    photos: Sequence[int] = (),
    reporter: Reporter | None = None,
    home_id: int | None = None,
    urgent: bool = False,
    source_ref: str = "",
) -> Case:
    """Opens a case; the same `source_ref` opens it once and returns the first.

    `area` is the 小区; with `home_id` the case goes to the home's grid, so that its warden sees it.
    `category` is a category code ("" = 其他, staff correct it when accepting); `photos` are ids of uploaded files.
    Raises DomainError with a message beside the field.
    """
    on_behalf = source in ON_BEHALF
    actor.require("cases.case.enter" if on_behalf else "cases.case.report", area)
    if source_ref:
        hold_numbers()
        if known := Case.objects.filter(source=source, source_ref=source_ref).first():
            return known
    who = _reporter(actor, source, reporter)
    _check(text, photos, source, who)
    if home_id is not None:
        area = queries.area_of_home(actor, home_id, area)
    case = _create(
        actor, source, leaf(category or OTHER), text, area, place, who, home_id, urgent, source_ref
    )
    write_entry(actor, case, "report", "", photos=photos)
    publish(events.CaseReported(case.pk, area.pk, source, source_ref))
    return case


def upload_photo(*, actor: Actor, upload: UploadedFile[Any], area: Area) -> StoredFile:
    """Stores one photo for a report or a step; who may read the case may see it, its EXIF is gone."""
    actor.require("cases.case.report", area)
    return files.store(actor, upload, area=area, kind="image", permission="cases.case.read")


def _create(
    actor: Actor,
    source: str,
    category: Category,
    text: str,
    area: Area,
    place: str,
    who: Reporter,
    home_id: int | None,
    urgent: bool,
    source_ref: str,
) -> Case:
    now = timezone.now()
    limits = deadlines(now, category, urgent=urgent)
    return Case.objects.create(
        number=draw_number(),
        code=draw_code(),
        source=source,
        source_ref=source_ref,
        category=category,
        text=redact(text),
        area=area,
        grid=area if area.kind == Area.Kind.GRID else None,
        place=redact(place),
        home_id=home_id,
        urgent=urgent,
        reporter_user_id=who.user_id,
        reporter_person_id=who.person_id,
        reporter_name=who.name,
        reporter_phone=who.phone,
        reporter_phone_index=blind_index(who.phone, PHONE_PURPOSE),
        entered_by_id=actor.user_id if source in ON_BEHALF else None,
        owner_user_id=actor.user_id if source in RECEIVED else None,
        created_at=now,
        updated_at=now,
        started_at=now,
        respond_by_at=limits.respond_by_at,
        due_at=limits.due_at,
        warn_at=limits.warn_at,
        escalate_at=limits.escalate_at,
    )


def _reporter(actor: Actor, source: str, given: Reporter | None) -> Reporter:
    """Residents report as themselves; staff name the real reporter; a device alert has none."""
    if source == Source.ALERT:
        return given or Reporter()
    if source in ON_BEHALF:
        who = given or Reporter()
        who = replace(who, name=who.name.strip(), phone=queries.clean_phone(who.phone))
        return _known(actor, who) if who.person_id and actor.kind != "system" else who
    user = User.objects.filter(pk=actor.user_id or 0).first()
    if user is None:
        return given or Reporter()
    return Reporter(user.pk, user.person_id, user.name, user.phone)


def _known(actor: Actor, who: Reporter) -> Reporter:
    """What the registry knows of the person fills what was left blank."""
    name, phone, _ = queries.contact_of(actor, who.person_id or 0)
    return replace(who, name=who.name or name, phone=who.phone or phone)


def _check(text: str, photos: Sequence[int], source: str, who: Reporter) -> None:
    """One sentence or one photo is enough; on behalf also a name or a phone."""
    wrong: dict[str, str] = {}
    if not text.strip() and not photos:
        wrong["text"] = "请写一句话，或者拍一张照片。"
    if len(text) > MAX_TEXT:
        wrong["text"] = f"内容太长，请控制在 {MAX_TEXT} 字以内。"
    if len(photos) > MAX_PHOTOS:
        wrong["photos"] = f"最多 {MAX_PHOTOS} 张照片。"
    if source in ON_BEHALF and not (who.name or who.phone):
        wrong["reporter_name"] = "请至少填写诉求人的姓名或电话中的一项。"
    if wrong:
        raise DomainError(next(iter(wrong.values())), fields=wrong)
