"""Rows of elder care by number: within the actor's areas, else they look absent."""

from __future__ import annotations

from typing import TypeVar

from django.db.models import Model

from linli.kernel.access import Actor, around, visible
from linli.kernel.errors import NotFound
from linli.sections.eldercare.models import Elder

M = TypeVar("M", bound=Model)
BY_ELDER = "elder__area"


def locked(
    model: type[M], actor: Actor, permission: str, pk: int, field: str = BY_ELDER, *, above: bool = False
) -> M:
    """The row, locked until the transaction ends; `above` as in `around`. Raises Unauthorized, Forbidden or NotFound."""
    actor.require(permission)
    rows = model._default_manager.all()
    mine = around(rows, actor, permission, field) if above else visible(rows, actor, permission, field)
    if not mine.filter(pk=pk).exists():
        raise NotFound
    return rows.select_for_update(of=("self",)).get(pk=pk)


def elder_for(actor: Actor, permission: str, elder_id: int) -> Elder:
    """An elder in the actor's areas. Raises Unauthorized, Forbidden or NotFound."""
    actor.require(permission)
    rows = Elder.objects.select_related("person", "area")
    found = visible(rows, actor, permission).filter(pk=elder_id).first()
    if found is None:
        raise NotFound
    return found


def own_elder(actor: Actor, permission: str) -> Elder:
    """The elder the actor is. Raises NotFound for everybody else."""
    actor.require(permission)
    found = Elder.objects.select_related("person", "area").filter(
        person_id=actor.person_id or 0, followed=True
    )
    mine = found.first()
    if mine is None:
        raise NotFound("您还没有在社区的老人名册里，请联系网格员。")
    return mine
