"""The section's router and what its routes share."""

from __future__ import annotations

from typing import Any

from linli.kernel.access import Actor
from linli.kernel.api import Request, SectionRouter
from linli.kernel.errors import DomainError, NotFound
from linli.kernel.models import Area
from linli.sections.cases.schemas.bodies import CaseEntryIn, CaseReportIn

router = SectionRouter("cases")
# What narrows a route further than its gate: one's own cases, or the whole tree.
OWN: dict[str, Any] = {"openapi_extra": {"x-reach": "own"}}
WHOLE: dict[str, Any] = {"openapi_extra": {"x-reach": "whole"}}


def area_of(actor: Actor, permission: str, area_id: int | None) -> Area:
    """The area named, or the actor's only one. Raises NotFound outside, DomainError when it must be chosen."""
    if area_id is not None:
        found = actor.areas(permission).filter(pk=area_id).first()
        if found is None:
            raise NotFound
        return found
    paths = actor.paths(permission)
    if len(paths) != 1:
        raise DomainError("请选择诉求所在的小区。", fields={"area_id": "请选择小区。"})
    return Area.objects.get(path=paths[0])


def where(request: Request, permission: str, body: CaseReportIn | CaseEntryIn) -> dict[str, Any]:
    """The arguments of `report_case` that both doors share."""
    area = area_of(request.actor, permission, body.area_id)
    return {
        "category": body.category,
        "text": body.text,
        "area": area,
        "place": body.place,
        "photos": body.photos,
        "sounds": body.sounds,
        "home_id": body.home_id,
        "building_id": body.building_id,
        "point": body.point,
        "urgent": body.urgent,
    }
