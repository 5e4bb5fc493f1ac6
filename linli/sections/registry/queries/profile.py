"""One person's page, and 一人一档: everything every section knows, within the viewer's permission."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from linli.kernel.access import Actor
from linli.kernel.discovery import hooks
from linli.kernel.manifest import ProfilePart
from linli.kernel.models import Area
from linli.kernel.privacy import mask_id_number, mask_phone
from linli.sections.registry.models import Person
from linli.sections.registry.models.person import mask_phones
from linli.sections.registry.queries.places import occupancy_row
from linli.sections.registry.roster.report import age_on

PERMISSION = "registry.profile.read"


def person_page(person: Person) -> dict[str, Any]:
    """What the registry knows of a person, personal numbers masked."""
    membership = person.memberships.select_related("household").first()
    return {
        **card(person),
        "household_id": membership.household_id if membership else None,
        "relation": membership.relation if membership else "",
        "note": person.note,
        "revision": person.revision,
        "occupancies": [
            occupancy_row(row)
            for row in person.occupancies.select_related("home", "person").order_by("until", "-since", "pk")
        ],
        "contacts": [
            {"id": c.pk, "name": c.name, "relation": c.relation, "phone_masked": mask_phone(c.phone)}
            for c in person.contacts.order_by("pk")
        ],
        "tag_list": [
            {
                "tag_id": t.tag_id,
                "name": t.tag.name,
                "source": t.source,
                "review_on": t.review_on,
                "since": t.since,
            }
            for t in person.tags.select_related("tag").order_by("tag__name")
        ],
    }


def card(person: Person) -> dict[str, Any]:
    """The head of the page."""
    return {
        "id": person.pk,
        "name": person.name,
        "sex": person.sex,
        "born_on": person.born_on,
        "age": age_on(person.born_on, timezone.localdate()) if person.born_on else None,
        "estate_id": person.estate_id,
        "area_id": person.area_id,
        "address": person.address,
        "home_id": person.home_id,
        "status": person.status,
        "status_text": person.get_status_display(),
        "lives_alone": person.lives_alone,
        "hukou": person.hukou,
        "phone_masked": mask_phones(person.phones) if person.phones else "",
        "id_masked": mask_id_number(person.id_number),
        "id_doubtful_masked": mask_id_number(person.id_doubtful),
        "tags": person.tag_text,
        "verified_at": person.verified_at,
        "updated_at": person.updated_at,
    }


def profile_parts(actor: Actor, person: Person) -> list[dict[str, Any]]:
    """What each section offers about the person; a section that may not tell this viewer offers nothing."""
    parts = []
    for section, offer in hooks("profile"):
        part = offer(actor, person.pk)
        if part is not None:
            rows = [
                {"label": str(r["label"]), "value": "" if r["value"] is None else str(r["value"])}
                for r in part.rows
            ]
            parts.append({"section": section.label, "title": part.title, "rows": rows, "link": part.link})
    return parts


def person_profile(actor: Actor, person_id: int) -> ProfilePart | None:
    """The registry's own part: to the person himself in full, to staff with a permission masked."""
    person = Person.objects.select_related("area", "home").filter(pk=person_id).first()
    if person is None:
        return None
    own = actor.person_id == person_id
    if not own and not (_may_see(actor, person.area)):
        return None
    age = age_on(person.born_on, timezone.localdate()) if person.born_on else None
    rows = [
        {"label": "姓名", "value": person.name},
        {"label": "性别", "value": person.sex},
        {"label": "年龄", "value": f"{age} 周岁" if age is not None else "未知"},
        {"label": "身份证号", "value": person.id_number if own else mask_id_number(person.id_number)},
        {"label": "电话", "value": person.phones.replace(",", " ") if own else mask_phones(person.phones)},
        {"label": "住址", "value": person.address},
        {"label": "户籍地", "value": person.hukou},
        {"label": "居住情况", "value": person.get_status_display()},
        {"label": "标签", "value": person.tag_text},
    ]
    return ProfilePart("基础信息", rows, f"/registry/people/{person_id}")


def _may_see(actor: Actor, area: Area) -> bool:
    return actor.can("registry.person.read", area) or actor.can(PERMISSION, area)
