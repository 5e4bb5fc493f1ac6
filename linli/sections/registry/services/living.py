"""Who lives, owns or rents where, and who keeps house together (2.2, 2.3)."""

from __future__ import annotations

import datetime as dt

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from linli.kernel import audit, live
from linli.kernel.access import Actor
from linli.kernel.errors import Conflict, DomainError
from linli.kernel.events import publish
from linli.sections.registry.events import PersonMoved
from linli.sections.registry.models import Home, Household, Membership, Occupancy, Person
from linli.sections.registry.services.derive import PRESENT, refresh_homes, settle_person, touched

EDIT = "registry.person.edit"
HEAD = "户主"


@transaction.atomic
def move_in(
    *,
    actor: Actor,
    person: Person,
    home: Home,
    kind: str,
    relation: str = "",
    resides: bool = True,
    since: dt.date | None = None,
) -> Occupancy:
    """Notes that a person owns, rents or lives in a home. Raises Conflict when that is noted already."""
    actor.require(EDIT, person.area)
    actor.require(EDIT, home.area)
    if home.estate_id != person.estate_id:
        raise DomainError("房屋不在此人所在的小区。", fields={"home_id": "请选择同一小区的房屋"})
    if since and since > timezone.localdate():
        raise DomainError("入住日期不能晚于今天。", fields={"since": "不能晚于今天"})
    try:
        with transaction.atomic():
            occupancy = Occupancy.objects.create(
                area_id=home.area_id, person=person, home=home, kind=kind, resides=resides, since=since
            )
    except IntegrityError:
        raise Conflict(f"{person.name}与{home.address}的关系已经登记。") from None
    if resides:
        _join_household(person, home, relation)
        if person.status not in PRESENT:
            person.status = Person.Status.RESIDENT
        if home.status == Home.Status.VACANT:
            home.status = Home.Status.RENTED if kind == "tenant" else Home.Status.OWNED
            touched(home)
            home.save()
    _settle(actor, person, home, resides, "registry.occupancy.begun", occupancy)
    return occupancy


@transaction.atomic
def end_occupancy(*, actor: Actor, occupancy: Occupancy, until: dt.date, reason: str = "") -> Occupancy:
    """Ends what a person is to a home. Raises Conflict when it has ended, DomainError for an impossible date."""
    actor.require(EDIT, occupancy.area)
    occupancy = Occupancy.objects.select_for_update().get(pk=occupancy.pk)
    if occupancy.until:
        raise Conflict(f"这条关系已于 {occupancy.until} 结束。")
    if until > timezone.localdate() or (occupancy.since and until < occupancy.since):
        raise DomainError("结束日期不对。", fields={"until": "应在入住日期之后、今天或以前"})
    occupancy.until, occupancy.reason = until, reason.strip()[:100]
    touched(occupancy)
    occupancy.save()
    if occupancy.resides:
        leave_households(occupancy.person, occupancy.home_id)
    _settle(actor, occupancy.person, occupancy.home, False, "registry.occupancy.ended", occupancy)
    return occupancy


def _settle(actor: Actor, person: Person, home: Home, resides: bool, action: str, row: Occupancy) -> None:
    """After a move: main home, counts, audit, event."""
    settle_person(person)
    touched(person)
    person.save()
    refresh_homes(Q(pk=home.pk))
    audit.record(
        actor, action, target=row, detail={"person_id": person.pk, "home_id": home.pk, "kind": row.kind}
    )
    publish(PersonMoved(person.pk, home.pk, home.area_id, resides))
    live.touch("registry", home.area_id)


def _join_household(person: Person, home: Home, relation: str) -> None:
    household = Household.objects.filter(home=home).order_by("pk").first()
    if household is None:
        household = Household.objects.create(
            estate_id=home.estate_id, area_id=home.area_id, home=home, head=person, size=1
        )
        relation = relation or HEAD
    else:
        touched(household)
        household.save()
    Membership.objects.update_or_create(
        household=household, person=person, defaults={"relation": relation[:20]}
    )


def leave_households(person: Person, home_id: int | None = None) -> None:
    """Takes a person out of the households of a home (of all homes); the next member becomes head."""
    rows = Membership.objects.filter(person=person).select_related("household")
    for membership in rows.filter(household__home=home_id) if home_id else rows:
        household = membership.household
        membership.delete()
        rest = household.members.order_by("pk").select_related("person").first()
        if rest is None:
            household.delete()
        elif household.head_id == person.pk:
            household.head = rest.person
            touched(household)
            household.save()


@transaction.atomic
def set_head(*, actor: Actor, household: Household, person_id: int) -> Household:
    """Makes a member the head (户主); the others' kinship must be looked at again and is kept as it was."""
    actor.require(EDIT, household.area)
    member = household.members.filter(person=person_id).first()
    if member is None:
        raise DomainError("此人不在这一户里。", fields={"person_id": "请选择户内成员"})
    household.members.filter(relation=HEAD).exclude(pk=member.pk).update(relation="")
    member.relation = HEAD
    member.save(update_fields=["relation"])
    household.head_id = person_id
    touched(household)
    household.save()
    audit.record(actor, "registry.household.head_changed", target=household, detail={"person_id": person_id})
    live.touch("registry", household.area_id)
    return household


@transaction.atomic
def set_relation(*, actor: Actor, household: Household, person_id: int, relation: str) -> Household:
    """Changes the kinship of a member to the head. Raises DomainError for a second head."""
    actor.require(EDIT, household.area)
    if relation == HEAD:
        return set_head(actor=actor, household=household, person_id=person_id)
    changed = household.members.filter(person=person_id).update(relation=relation.strip()[:20])
    if not changed or household.head_id == person_id:
        raise DomainError("户主的关系不能改，请先改户主。", fields={"person_id": "请选择户主以外的成员"})
    touched(household)
    household.save()
    audit.record(
        actor, "registry.household.relation_changed", target=household, detail={"person_id": person_id}
    )
    return household
