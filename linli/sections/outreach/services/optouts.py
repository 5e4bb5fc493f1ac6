"""Opting out (退订): per kind and never for emergencies; as easy to take back."""

from __future__ import annotations

from django.db import transaction

from linli.kernel import audit
from linli.kernel.access import Actor
from linli.kernel.errors import DomainError
from linli.sections.outreach.models import Kind, OptOut
from linli.sections.registry import queries as registry

KINDS = tuple(kind for kind in Kind.values if kind != Kind.EMERGENCY)


@transaction.atomic
def opt_out(*, person_id: int, kind: str, way: str) -> None:
    """No SMS of this kind to the person; "" is every kind. Saying it twice changes nothing."""
    OptOut.objects.get_or_create(person_id=person_id, kind=kind, defaults={"way": way})


@transaction.atomic
def set_own(*, actor: Actor, kinds: list[str]) -> list[str]:
    """The resident's own list of kinds without SMS, replacing the one before. Raises DomainError for emergencies."""
    person = registry.person_brief(actor.person_id) if actor.person_id else None
    if person is None:
        raise DomainError("您的账号还没有和居民档案关联，请联系社区。")
    if not set(kinds) <= set(KINDS):
        raise DomainError("请检查标出的内容。", fields={"kinds": "应急信息不能退订。"})
    OptOut.objects.filter(person_id=person.pk).exclude(kind__in=kinds).delete()
    for kind in kinds:
        opt_out(person_id=person.pk, kind=kind, way="online")
    audit.record(
        actor, "outreach.optout.set", target=person, area=person.area, detail={"kinds": sorted(kinds)}
    )
    return sorted(kinds)
