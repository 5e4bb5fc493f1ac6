"""Changes to people and their contact persons (2.2)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from linli.kernel import audit, live
from linli.kernel.access import Actor
from linli.kernel.errors import Conflict, DomainError, NotFound
from linli.kernel.events import publish
from linli.kernel.models import Area
from linli.sections.registry.events import PeopleMerged, PersonLeft
from linli.sections.registry.models import (
    Contact,
    Correction,
    Home,
    Household,
    Membership,
    Occupancy,
    Person,
    PersonTag,
)
from linli.sections.registry.roster.phones import plain, why_bad
from linli.sections.registry.services.derive import refresh_homes, retag, settle_person, touched
from linli.sections.registry.services.identity import checked, index_phones, refuse_taken_id
from linli.sections.registry.services.living import leave_households, move_in

EDIT = "registry.person.edit"
GONE = (Person.Status.MOVED, Person.Status.DEAD)


@transaction.atomic
def add_person(
    *,
    actor: Actor,
    estate: Area,
    home: Home | None = None,
    kind: str = "family",
    relation: str = "",
    **values: Any,
) -> Person:
    """Registers a person, in a home if one is given. Raises DomainError per field, Conflict for a known id number."""
    area = home.area if home else estate
    actor.require(EDIT, area)
    if estate.kind not in (Area.Kind.ESTATE, Area.Kind.VILLAGE) or (home and home.estate_id != estate.pk):
        raise DomainError("请选择此人所在的小区。", fields={"area_id": "应是一个小区或村"})
    columns = checked({"name": "", **values})
    refuse_taken_id(estate.pk, columns.get("id_index", ""))
    person = Person.objects.create(estate=estate, area=area, **columns)
    index_phones(person)
    audit.record(actor, "registry.person.added", target=person, area=area)
    if home:
        move_in(actor=actor, person=person, home=home, kind=kind, relation=relation, since=None)
        person.refresh_from_db()
    live.touch("registry", area.pk)
    return person


@transaction.atomic
def change_person(*, actor: Actor, person: Person, revision: int | None = None, **values: Any) -> Person:
    """Changes a record. With `revision` raises Conflict when somebody was faster."""
    actor.require(EDIT, person.area)
    person = Person.objects.select_for_update().get(pk=person.pk)
    if revision is not None and revision != person.revision:
        raise Conflict("这份档案刚刚被别人修改过，请刷新后再改。")
    if values.get("status") in GONE:
        raise DomainError("迁出或去世请用“迁出/注销”办理。", fields={"status": "请用专门的办理入口"})
    return write_person(actor, person, values, "registry.person.changed")


def write_person(actor: Actor, person: Person, values: dict[str, Any], action: str) -> Person:
    """Checks and writes columns of a locked person; the audit keeps which fields, never their content."""
    columns = checked(values)
    if columns.get("id_index"):
        refuse_taken_id(person.estate_id, columns["id_index"], person.pk)
    elif person.id_number and "id_number" not in values:
        columns.pop("born_on", None)  # the id number settles these
        columns.pop("sex", None)
    for name, value in columns.items():
        setattr(person, name, value)
    touched(person)
    person.save()
    if "phones" in columns:
        index_phones(person)
    audit.record(actor, action, target=person, detail={"fields": sorted(values)})
    live.touch("registry", person.area_id)
    return person


@transaction.atomic
def close_person(*, actor: Actor, person: Person, status: str, on: dt.date, reason: str = "") -> Person:
    """The person moved away (迁出) or died (注销): ends what holds today. Raises DomainError for another status."""
    actor.require(EDIT, person.area)
    if status not in GONE:
        raise DomainError("请选择迁出或已故。", fields={"status": "只能是迁出或已故"})
    if on > timezone.localdate():
        raise DomainError("日期不能晚于今天。", fields={"on": "不能晚于今天"})
    person = Person.objects.select_for_update().get(pk=person.pk)
    if person.status in GONE:
        raise Conflict(f"{person.name}已经办理过{person.get_status_display()}。")
    held = Occupancy.objects.filter(person=person, until=None)
    homes = list(held.values_list("home", flat=True))
    if held.filter(since__gt=on).exists():
        raise DomainError("日期早于入住日期。", fields={"on": "请核对入住日期"})
    for row in held:
        row.until, row.reason = on, reason[:100] or str(Person.Status(status).label)
        touched(row)
        row.save()
    leave_households(person)
    person.status = Person.Status(status)
    person.lives_alone = False
    touched(person)
    person.save()
    refresh_homes(Q(pk__in=homes))
    audit.record(actor, "registry.person.closed", target=person, detail={"status": status, "on": str(on)})
    publish(PersonLeft(person.pk, person.area_id, status))
    live.touch("registry", person.area_id)
    return person


@transaction.atomic
def merge_people(*, actor: Actor, keep: Person, other: Person) -> Person:
    """Makes one of two records of the same person: `keep` gets what it lacks, `other` goes. Cannot be undone."""
    actor.require(EDIT, keep.area)
    actor.require(EDIT, other.area)
    if keep.pk == other.pk or keep.estate_id != other.estate_id:
        raise DomainError("请选择同一小区的另一份档案。", fields={"other_id": "不能与本档案相同"})
    if keep.id_index and other.id_index and keep.id_index != other.id_index:
        raise DomainError("两份档案的身份证号不同，不是同一个人，不能合并。")
    homes = set(Occupancy.objects.filter(person__in=(keep, other)).values_list("home", flat=True))
    _move_rows(keep, other)
    filled = {
        n: getattr(other, n) for n in ("id_number", "id_index", "born_on", "sex", "phones", "hukou", "note")
    }
    gone, area_id = other.pk, other.area_id
    other.delete()
    for name, value in filled.items():
        if value and not getattr(keep, name):
            setattr(keep, name, value)
    touched(keep)
    settle_person(keep)
    keep.save()
    index_phones(keep)
    retag([keep.pk])
    refresh_homes(Q(pk__in=homes))
    audit.record(actor, "registry.person.merged", target=keep, detail={"gone_id": gone})
    publish(PeopleMerged(keep.pk, gone, area_id))
    keep.refresh_from_db()
    return keep


def _move_rows(keep: Person, other: Person) -> None:
    """Hands over what hangs on the other record, except what `keep` has already."""
    here = Occupancy.objects.filter(person=keep, until=None).values("home")
    Occupancy.objects.filter(person=other, until=None, home__in=here).delete()
    Occupancy.objects.filter(person=other).update(person=keep)
    Household.objects.filter(head=other).update(head=keep)
    if Membership.objects.filter(person=keep).exists():
        Membership.objects.filter(person=other).delete()
    Membership.objects.filter(person=other).update(person=keep)
    tagged = PersonTag.objects.filter(person=keep).values("tag")
    PersonTag.objects.filter(person=other).exclude(tag__in=tagged).update(person=keep)
    Contact.objects.filter(person=other).update(person=keep)
    Correction.objects.filter(person=other).exclude(state="pending").update(person=keep)


@transaction.atomic
def add_contact(*, actor: Actor, person: Person, name: str, relation: str, phone: str) -> Contact:
    """Adds a contact person. Raises DomainError for a phone that is none."""
    actor.require(EDIT, person.area)
    number = plain(phone)
    if not number:
        raise DomainError("电话号码不对。", fields={"phone": why_bad(phone)})
    contact = Contact.objects.create(
        person=person, area_id=person.area_id, name=name.strip(), relation=relation.strip(), phone=number
    )
    audit.record(actor, "registry.contact.added", target=person)
    return contact


@transaction.atomic
def remove_contact(*, actor: Actor, contact: Contact) -> None:
    """Takes a contact person away."""
    actor.require(EDIT, contact.area)
    audit.record(actor, "registry.contact.removed", target=contact.person)
    contact.delete()


@transaction.atomic
def erase_person(*, actor: Actor, person_id: int, reason: str) -> None:
    """Anonymises a person in place (个人信息保护法第47条): who lived where stays, who it was goes.

    The caller has checked who may ask. Raises NotFound.
    """
    person = Person.objects.select_for_update().filter(pk=person_id).first()
    if person is None:
        raise NotFound
    homes = list(Occupancy.objects.filter(person=person, until=None).values_list("home", flat=True))
    Occupancy.objects.filter(person=person, until=None).update(
        until=timezone.localdate(), reason="应本人要求删除"
    )
    leave_households(person)
    for rows in (Contact, PersonTag, Correction):
        rows._default_manager.filter(person=person).delete()
    person.name, person.initials, person.sex, person.born_on = "已删除", "", "", None
    person.id_number = person.id_index = person.id_doubtful = person.phones = ""
    person.hukou = person.tag_text = person.note = ""
    person.status, person.verified_at = Person.Status.MOVED, None
    touched(person)
    person.save()
    index_phones(person)
    refresh_homes(Q(pk__in=homes))
    audit.record(actor, "registry.person.erased", target=person, detail={"reason": reason})
    publish(PersonLeft(person.pk, person.area_id, "erased"))
