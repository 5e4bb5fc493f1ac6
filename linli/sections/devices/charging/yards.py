"""Where a resident may charge (可用的充电桩): in the 小区 of the area on which they hold their role."""

from __future__ import annotations

from django.db.models import Q

from linli.kernel.access import Actor
from linli.kernel.models import Area, steps

USE = "devices.charge.use"


def yards(actor: Actor) -> Q:
    """The condition on a device's area. Somebody registered on a grid (网格) charges in its whole 小区."""
    if actor.kind == "system":
        return Q()
    found = Q(pk__in=[])
    for path in _paths(actor):
        found |= Q(area__path__startswith=path)
    return found


def reaches(actor: Actor, area: Area) -> bool:
    """True when the actor may charge at a pile of the area."""
    return actor.kind == "system" or any(area.path.startswith(path) for path in _paths(actor))


def _paths(actor: Actor) -> list[str]:
    """Of each area on which the role is held: its 小区, or the area itself where it lies above any."""
    held = actor.paths(USE)
    ids = {step for path in held for step in steps(path)}
    rows = Area.objects.filter(pk__in=ids, kind=Area.Kind.ESTATE).values_list("pk", "path")
    estates = dict(rows)
    return [next((estates[step] for step in steps(path) if step in estates), path) for path in held]
