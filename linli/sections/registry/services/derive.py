"""Keeps what is derived: residents per home, household sizes, who lives alone, addresses, tag texts."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from linli.sections.registry.models import Home, Household, Membership, Occupancy, Person, PersonTag

PRESENT = ("resident", "tenant")
SEPARATOR = "、"


def living_now(**where: object) -> Q:
    """Occupancies that hold today by somebody who lives there."""
    return Q(until=None, resides=True, person__status__in=PRESENT, **where)


def refresh_homes(homes: Q) -> None:
    """Counts the residents of the homes, and marks who lives alone there."""
    inside = Occupancy.objects.filter(living_now(), home=OuterRef("pk")).order_by().values("home")
    count = Subquery(inside.annotate(n=Count("pk")).values("n"), output_field=IntegerField())
    Home.objects.filter(homes).update(residents=Coalesce(count, 0))
    wanted = Home.objects.filter(homes).values("pk")
    alone = Home.objects.filter(pk=OuterRef("home_id"), residents=1)
    people = Person.objects.filter(home__in=wanted)
    people.update(lives_alone=Exists(alone))
    people.exclude(status__in=PRESENT).update(lives_alone=False)
    members = Membership.objects.filter(household=OuterRef("pk")).order_by().values("household")
    size = Subquery(members.annotate(n=Count("pk")).values("n"), output_field=IntegerField())
    Household.objects.filter(home__in=wanted).update(size=Coalesce(size, 0))


def settle_person(person: Person) -> None:
    """Sets the main home of a person from the open occupancies: where they live, else what they own."""
    now = Occupancy.objects.filter(person=person, until=None).select_related("home")
    main = now.order_by(F("resides").desc(), "pk").first()
    home = main.home if main else None
    person.home, person.building_id = home, home.building_id if home else None
    person.address = home.address if home else ""
    person.lives_alone = False if home is None else person.lives_alone
    if home is not None:
        person.area_id = home.area_id


def retag(people: Iterable[int]) -> None:
    """Writes the names of the tags of these people into their `tag_text`."""
    wanted = list(people)
    names: dict[int, list[str]] = {pk: [] for pk in wanted}
    rows = (
        PersonTag.objects.filter(person__in=wanted).order_by("tag__name").values_list("person", "tag__name")
    )
    for key, name in rows:
        names[key].append(name)
    changed = []
    for person in Person.objects.filter(pk__in=wanted).only("pk", "tag_text"):
        text = SEPARATOR.join(names[person.pk])[:300]
        if text != person.tag_text:
            person.tag_text = text
            changed.append(person)
    Person.objects.bulk_update(changed, ["tag_text"], batch_size=500)


def touched(*rows: Person | Home | Household | Occupancy) -> None:
    """Counts up the revision of changed rows, so that an undo of their import sees the change; does not save."""
    for row in rows:
        row.revision += 1
        if isinstance(row, Person):
            row.updated_at = timezone.now()
