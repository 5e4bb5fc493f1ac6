"""One row by its number, within what the actor may see; everything else looks absent."""

from __future__ import annotations

from typing import TypeVar

from django.db.models import Model

from linli.kernel.access import Actor, visible
from linli.kernel.errors import NotFound
from linli.kernel.models import Area
from linli.sections.registry.models import Home, Person

M = TypeVar("M", bound=Model)


def one(model: type[M], actor: Actor, permission: str, pk: int, *related: str, field: str = "area") -> M:
    """The row with its `related` rows. Raises NotFound when there is none in the actor's areas."""
    rows = model._default_manager.select_related(
        *{field.split("__")[0] if "__" in field else field, *related}
    )
    found = visible(rows, actor, permission, field).filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def area_of(actor: Actor, permission: str, pk: int) -> Area:
    """An area on which the actor holds the permission. Raises NotFound."""
    found = actor.areas(permission).filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def home(actor: Actor, pk: int) -> Home:
    """A home that the actor may see. Raises NotFound."""
    return one(Home, actor, "registry.place.read", pk, "building", "unit", "estate")


def person(actor: Actor, pk: int, permission: str = "registry.person.read") -> Person:
    """A person that the actor may see. Raises NotFound."""
    return one(Person, actor, permission, pk, "home", "estate")
