"""What this section asks of the registry: homes and organisations."""

from __future__ import annotations

from linli.kernel.access import Actor
from linli.kernel.errors import NotFound
from linli.kernel.models import Area
from linli.sections.registry import queries as registry


def home_lies_in(actor: Actor, home_id: int, area: Area) -> bool:
    """True when the actor may see that home and it lies in the area."""
    try:
        return area.holds(registry.home(actor, home_id).area)
    except NotFound:
        return False


def organisations(actor: Actor) -> list[tuple[int, str]]:
    """Id and name of the organisations the actor may see."""
    return list(registry.organisations(actor).values_list("pk", "name"))
