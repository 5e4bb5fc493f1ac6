"""Which elders an actor may see, and one elder found for reading or change."""

from __future__ import annotations

from django.db.models import QuerySet

from linli.kernel.access import Actor, visible
from linli.kernel.errors import NotFound
from linli.sections.eldercare.models import Elder

READ = "eldercare.elder.read"
MANAGE = "eldercare.elder.manage"
HEALTH = "eldercare.health.read"
RECORD = "eldercare.health.record"
JUDGE = "eldercare.health.judge"
EXCHANGE = "eldercare.health.exchange"
LIMIT = "eldercare.limit.manage"
BIND = "eldercare.binding.manage"
KIN = "eldercare.relative.manage"
COUNT = "eldercare.count.read"
OWN = "eldercare.own.read"
RELATIVE = "eldercare.relative.read"


def visible_elders(actor: Actor, permission: str = READ) -> QuerySet[Elder]:
    """The elders in the actor's areas, with their person."""
    return visible(Elder.objects.select_related("person", "area"), actor, permission)


def elder_of(actor: Actor, elder_id: int, permission: str = READ) -> Elder:
    """One elder. Raises Unauthorized, Forbidden, NotFound."""
    actor.require(permission)
    found = visible_elders(actor, permission).filter(pk=elder_id).first()
    if found is None:
        raise NotFound
    return found


def lock_elder(actor: Actor, elder_id: int, permission: str) -> Elder:
    """The elder, locked until the transaction ends. Raises Unauthorized, Forbidden, NotFound."""
    actor.require(permission)
    rows = visible_elders(actor, permission).select_for_update(of=("self",))
    found = rows.filter(pk=elder_id).first()
    if found is None:
        raise NotFound
    return found


def own_elder(actor: Actor) -> Elder:
    """The elder who is asking. Raises NotFound when the community does not look after them."""
    actor.require(OWN)
    found = Elder.objects.select_related("person", "area").filter(person_id=actor.person_id or 0).first()
    if found is None:
        raise NotFound("您还没有在社区的老人名册里，请联系网格员。")
    return found
