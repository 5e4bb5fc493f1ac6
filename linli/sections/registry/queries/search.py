"""The registry's hits in the global search (Ctrl-K): name, pinyin initials, phone tail, id number, address."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from linli.kernel.access import Actor, visible
from linli.kernel.manifest import SearchHit
from linli.sections.registry.models import Home, Organisation, Person, PhoneIndex
from linli.sections.registry.queries.text import starts_with
from linli.sections.registry.roster.ids import read_id
from linli.sections.registry.roster.phones import plain
from linli.sections.registry.roster.places import split_address
from linli.sections.registry.words import id_index, phone_index, tail_index


def search(actor: Actor, text: str, limit: int) -> list[SearchHit]:
    """People, homes and organisations; at most three queries, each on an index."""
    hits: list[SearchHit] = []
    if actor.kind == "system" or actor.can("registry.person.read"):
        hits += [
            SearchHit("人口", person.name, person.address, f"/registry/people/{person.pk}")
            for person in _people(actor, text)[:limit]
        ]
    if actor.can("registry.place.read") and any(c.isdigit() for c in text):
        hits += [
            SearchHit("房屋", home.address, home.get_status_display(), f"/registry/homes/{home.pk}")
            for home in _homes(actor, text)[:limit]
        ]
    if actor.can("registry.organisation.read") and not text.isascii():
        rows = visible(Organisation.objects.filter(name__contains=text), actor, "registry.organisation.read")
        hits += [
            SearchHit("组织", row.name, row.get_kind_display(), f"/registry/organisations?open={row.pk}")
            for row in rows[:limit]
        ]
    return hits[:limit]


def _people(actor: Actor, text: str) -> QuerySet[Person]:
    rows = visible(Person.objects.only("name", "address"), actor, "registry.person.read")
    if text.isdigit() and len(text) == 4:
        return rows.filter(pk__in=PhoneIndex.objects.filter(tail=tail_index(text)).values("person"))
    if any(c.isdigit() for c in text):
        return rows.filter(_number(text))
    if text.isascii():
        return rows.filter(starts_with("initials", text.lower())).order_by("initials", "pk")
    return rows.filter(starts_with("name", text)).order_by("name", "pk")


def _number(text: str) -> Q:
    if number := plain(text):
        return Q(pk__in=PhoneIndex.objects.filter(number=phone_index(number)).values("person"))
    cleaned, fault = read_id(text)
    return Q(pk__in=[]) if fault else Q(id_index=id_index(cleaned))


def _homes(actor: Actor, text: str) -> QuerySet[Home]:
    rows = visible(Home.objects.all(), actor, "registry.place.read")
    parts = split_address(text)
    if parts:
        building, unit, room = parts
        found = rows.filter(building__name=building, room=room)
        return found.filter(unit__name=unit) if unit else found
    return rows.filter(room=text) if text.isdigit() else rows.filter(starts_with("address", text))
