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
from linli.sections.cases.services.move import MAX_TEXT, write_entry
from linli.sections.cases.services.sounds import attach_sounds
from linli.sections.cases.wording import WORDS
from linli.sections.cases.words import redact

OTHER = "other"
ON_BEHALF = (Source.HOTLINE, Source.WALK_IN, Source.BOARD)
ROUNDS = (Source.GRID, Source.PATROL)
"""Doors at which colleagues report what they see themselves, or what a resident told them on the way."""
RECEIVED = (*ON_BEHALF, *ROUNDS)
"""Doors at which a colleague receives the request and so owns it first (首接负责)."""
UNSEEN = (Source.ALERT, Source.OPEN311, Source.CHAT)
"""Doors behind which no account of ours stands: a device, an SMS or WeChat, or whom an outside system tells of."""
RIGHTS: dict[str, str] = {Source.OPEN311: "cases.open311.report"}
PHONE_PURPOSE = "cases.reporter_phone"
NAMELESS = "请至少填写诉求人的姓名或电话中的一项。"


@dataclass(frozen=True)
class Reporter:
    """Who the request is from (诉求人): an account, or a name only, or a phone only."""

    user_id: int | None = None
    person_id: int | None = None
    name: str = ""
    phone: str = ""


@dataclass(frozen=True)
class Place:
    """Where it is: in words, and as far as known the home, the building and the spot on the plan (metres)."""

    words: str = ""
    home_id: int | None = None
    building_id: int | None = None
    point: tuple[float, float] | None = None


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
    sounds: Sequence[int] = (),
    reporter: Reporter | None = None,
    home_id: int | None = None,
    building_id: int | None = None,
    point: tuple[float, float] | None = None,
    urgent: bool = False,
    source_ref: str = "",
) -> Case:
    """Opens a case; the same `source_ref` opens it once and returns the first.

    `area` is the 小区; with `home_id` or `building_id` the case goes to its grid, so that its warden sees it.
    `category` is a category code ("" = 其他, staff correct it when accepting); `photos` and `sounds` are ids of
    uploaded files. Raises DomainError with a message beside the field.
    """
    on_behalf = source in ON_BEHALF or (source in ROUNDS and reporter is not None)
    actor.require("cases.case.enter" if on_behalf else RIGHTS.get(source, "cases.case.report"), area)
    if source_ref:
        hold_numbers()
        if known := Case.objects.filter(source=source, source_ref=source_ref).first():
            return known
    who = _reporter(actor, source, reporter)
    _check(text, (*photos, *sounds), source, who)
    area, building_id = queries.grid_of(actor, area, home_id, building_id)
    spot = Place(place, home_id, building_id, point)
    case = _create(actor, source, leaf(category or OTHER), text, area, spot, who, urgent, source_ref)
    entry = write_entry(actor, case, "report", "", photos=photos)
    attach_sounds(actor, entry, sounds)
    publish(events.CaseReported(case.pk, area.pk, source, source_ref))
    return case


def upload_photo(*, actor: Actor, upload: UploadedFile[Any], area: Area) -> StoredFile:
    """Stores one photo for a report or a step; who may read the case may see it, its EXIF is gone."""
    actor.require("cases.case.report", area)
    return files.store(actor, upload, area=area, kind="image", permission="cases.case.read")


def upload_sound(*, actor: Actor, upload: UploadedFile[Any], area: Area) -> StoredFile:
    """Stores one voice note (语音) for a report; who may read the case may listen to it."""
    actor.require("cases.case.report", area)
    return files.store(actor, upload, area=area, kind="audio", permission="cases.case.read")


def _create(
    actor: Actor,
    source: str,
    category: Category,
    text: str,
    area: Area,
    place: Place,
    who: Reporter,
    urgent: bool,
    source_ref: str,
) -> Case:
    now = timezone.now()
    limits = deadlines(now, category, urgent=urgent)
    case = Case.objects.create(
        number=draw_number(),
        code=draw_code(),
        source=source,
        source_ref=source_ref,
        category=category,
        text=redact(text),
        area=area,
        grid=area if area.kind == Area.Kind.GRID else None,
        place=redact(place.words),
        home_id=place.home_id,
        building_id=place.building_id,
        point=list(place.point) if place.point else None,
        urgent=urgent,
        reporter_user_id=who.user_id,
        reporter_person_id=who.person_id,
        reporter_name=who.name,
        reporter_phone=who.phone,
        reporter_phone_index=blind_index(who.phone, PHONE_PURPOSE),
        entered_by_id=actor.user_id if _written_down(source, who) else None,
        owner_user_id=actor.user_id if source in RECEIVED else None,
        created_at=now,
        updated_at=now,
        started_at=now,
        respond_by_at=limits.respond_by_at,
        due_at=limits.due_at,
        warn_at=limits.warn_at,
        escalate_at=limits.escalate_at,
    )
    WORDS.write(case.pk, case.text, case.place)
    return case


def _written_down(source: str, who: Reporter) -> bool:
    """True when a colleague wrote it down for somebody else (代报)."""
    return source in ON_BEHALF or (source in ROUNDS and who.user_id is None)


def _reporter(actor: Actor, source: str, given: Reporter | None) -> Reporter:
    """Residents report as themselves; staff name the real reporter; a device alert has none."""
    if source in UNSEEN:
        return given or Reporter()
    if source in ON_BEHALF or (source in ROUNDS and given and (given.name or given.phone or given.person_id)):
        return contact(actor, given or Reporter())
    user = User.objects.filter(pk=actor.user_id or 0).first()
    if user is None:
        return given or Reporter()
    return Reporter(user.pk, user.person_id, user.name, user.phone)


def contact(actor: Actor, who: Reporter) -> Reporter:
    """The contact as written down, checked; what the registry knows of the person fills what was left blank."""
    who = replace(who, name=who.name.strip(), phone=queries.clean_phone(who.phone))
    if not who.person_id or actor.kind == "system":
        return who
    name, phone, _ = queries.contact_of(actor, who.person_id)
    return replace(who, name=who.name or name, phone=who.phone or phone)


def _check(text: str, said: Sequence[int], source: str, who: Reporter) -> None:
    """One sentence, photo or voice note is enough; on behalf also a name or a phone, but a note may be unsigned."""
    wrong: dict[str, str] = {}
    if not text.strip() and not said:
        wrong["text"] = "请写一句话、拍一张照片，或者录一段话。"
    if len(text) > MAX_TEXT:
        wrong["text"] = f"内容太长，请控制在 {MAX_TEXT} 字以内。"
    if source in ON_BEHALF and source != Source.BOARD and not (who.name or who.phone):
        wrong["reporter_name"] = NAMELESS
    if wrong:
        raise DomainError(next(iter(wrong.values())), fields=wrong)
