"""Lists of people, and the few facts that other sections ask for."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from linli.kernel.access import Actor, visible
from linli.kernel.privacy import mask_id_number
from linli.sections.registry.eligibility import PRESENT, age_filter
from linli.sections.registry.models import Person, PersonTag, PhoneIndex
from linli.sections.registry.models.person import mask_phones
from linli.sections.registry.queries.text import starts_with
from linli.sections.registry.roster.ids import read_id
from linli.sections.registry.roster.phones import plain
from linli.sections.registry.roster.report import age_on
from linli.sections.registry.words import id_index, phone_index, tail_index

COLUMNS = (
    "id",
    "name",
    "sex",
    "born_on",
    "address",
    "home_id",
    "status",
    "lives_alone",
    "tag_text",
    "phones",
    "id_number",
)
STATUS = dict(Person.Status.choices)


def people(
    actor: Actor, filters: Any, permission: str = "registry.person.read"
) -> QuerySet[Person, dict[str, Any]]:
    """The people the actor may see, as rows for `person_row`; no joins, so that it stays fast for a city."""
    rows = visible(Person.objects.filter(people_where(filters)), actor, permission)
    shown: QuerySet[Person, dict[str, Any]] = rows.order_by("pk").values(*COLUMNS)
    return shown


def people_where(filters: Any) -> Q:
    """The filters of the list: text, building, tag, age, sex, status, living alone, what is missing."""
    found = Q()
    today = timezone.localdate()
    if filters.q.strip():
        found &= _text(filters.q.strip())
    if filters.building_id:
        found &= Q(building=filters.building_id)
    if filters.tag_id:
        found &= Q(Exists(PersonTag.objects.filter(tag=filters.tag_id, person=OuterRef("pk"))))
    if filters.age_min is not None:
        found &= age_filter(">=", filters.age_min, today)
    if filters.age_max is not None:
        found &= age_filter("<=", filters.age_max, today)
    if filters.sex:
        found &= Q(sex=filters.sex)
    if filters.status:
        found &= Q(status__in=filters.status)
    if filters.lives_alone is not None:
        found &= Q(lives_alone=filters.lives_alone)
    return found & _missing(filters.lacks)


def _missing(lacks: str) -> Q:
    if lacks == "phone":
        return ~Q(Exists(PhoneIndex.objects.filter(person=OuterRef("pk"))))
    return {"id": Q(id_index=""), "birth": Q(born_on=None)}.get(lacks, Q())


def _text(text: str) -> Q:
    """A phone tail or number, an id number, pinyin initials, or a name."""
    if text.isdigit() and len(text) == 4:
        return Q(pk__in=PhoneIndex.objects.filter(tail=tail_index(text)).values("person"))
    if (number := plain(text)) and any(c.isdigit() for c in text):
        return Q(pk__in=PhoneIndex.objects.filter(number=phone_index(number)).values("person"))
    cleaned, fault = read_id(text)
    if not fault:
        return Q(id_index=id_index(cleaned))
    if text.isascii() and text.isalpha():
        return starts_with("initials", text.lower())
    return starts_with("name", text) if len(text) == 1 else Q(name__contains=text)


def person_row(row: dict[str, Any], today: dt.date) -> dict[str, Any]:
    """One line of the list: age worked out, personal numbers masked."""
    born = row["born_on"]
    return {
        "id": row["id"],
        "name": row["name"],
        "sex": row["sex"],
        "age": age_on(born, today) if born else None,
        "born_on": born,
        "address": row["address"],
        "home_id": row["home_id"],
        "status": row["status"],
        "status_text": STATUS[row["status"]],
        "lives_alone": row["lives_alone"],
        "tags": row["tag_text"],
        "phone_masked": mask_phones(row["phones"]) if row["phones"] else "",
        "id_masked": mask_id_number(row["id_number"]),
    }


def person_brief(person_id: int) -> Person | None:
    """One person with the area, whoever asks (for sign-in and other sections); None when there is none."""
    return Person.objects.select_related("area").filter(pk=person_id).first()


def people_briefs(person_ids: list[int]) -> dict[int, Person]:
    """Several people by key, whoever asks; the caller has checked who may see them."""
    return Person.objects.select_related("area").in_bulk(person_ids)


def first_people(count: int) -> list[Person]:
    """The first people ever registered, whoever asks (for demo data)."""
    return list(Person.objects.select_related("area", "estate").order_by("pk")[:count])


def people_by_phone(phone: str) -> list[Person]:
    """The people, here now, who have exactly this number (for sign-in); at most twenty."""
    number = plain(phone)
    if not number:
        return []
    found = PhoneIndex.objects.filter(number=phone_index(number)).values("person")
    return list(
        Person.objects.select_related("area").filter(pk__in=found, status__in=PRESENT).order_by("pk")[:20]
    )


def phone_of(person_id: int) -> str:
    """The first phone number of a person in plain form, for messages the person asked for; empty when unknown."""
    found = Person.objects.filter(pk=person_id).only("phones").first()
    return found.phones.split(",")[0] if found else ""
