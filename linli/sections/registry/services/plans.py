"""Uploading a plan of an estate (平面图) and going back to the version before."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from linli.kernel import audit, live
from linli.kernel.access import Actor
from linli.kernel.errors import Conflict, DomainError
from linli.kernel.models import Area
from linli.sections.registry.models import Building, Plan
from linli.sections.registry.planfile import outline_of, read_plan

EDIT = "registry.place.edit"
BEFORE = "上传前的平面图"


def check_plan(*, actor: Actor, estate: Area, content: bytes) -> dict[str, Any]:
    """What an upload would do, and the plan as it would look; nothing is saved."""
    _may(actor, estate)
    read = read_plan(content)
    drawn = [one["properties"]["name"] for one in read.features if one["properties"]["kind"] == "building"]
    known = dict(Building.objects.filter(estate=estate).order_by("order").values_list("name", "plan"))
    return {
        "features": read.features,
        "degrees": read.origin is not None,
        "notes": read.notes,
        "matched": sum(1 for name in set(drawn) if name in known),
        "unnamed": drawn.count(""),
        "unknown": sorted({name for name in drawn if name and name not in known}),
        "twice": sorted({name for name in drawn if name and drawn.count(name) > 1}),
        "missing": [name for name in known if name not in drawn],
    }


@transaction.atomic
def save_plan(*, actor: Actor, estate: Area, name: str, content: bytes) -> Plan:
    """Puts the uploaded plan in use. Raises DomainError for a file that cannot be read or names a building twice."""
    _may(actor, estate)
    twice = check_plan(actor=actor, estate=estate, content=content)["twice"]
    if twice:
        raise DomainError(f"有楼号画了两次：{'、'.join(twice[:10])}。", fields={"file": "同一楼号只能画一次"})
    read = read_plan(content)
    _keep_what_was(estate)
    made = _put(actor, estate, name[-120:] or "平面图", read.features, read.origin)
    _drawn(estate, made)
    detail = {"version": made.version, "file": made.name, "features": len(made.features)}
    audit.record(actor, "registry.plan.uploaded", target=made, area=estate, detail=detail)
    live.touch("registry", estate.pk)
    return made


@transaction.atomic
def restore_plan(*, actor: Actor, estate: Area, version: int) -> Plan:
    """Goes back from `version`, the one in use, to the one before. Raises Conflict when that is no longer so."""
    _may(actor, estate)
    now = Plan.objects.select_for_update().filter(estate=estate, current=True).first()
    if now is None or now.version != version:
        raise Conflict("平面图刚刚被别人换过，请刷新后再看。")
    before = Plan.objects.filter(estate=estate, version__lt=version).order_by("-version").first()
    if before is None:
        raise Conflict("没有更早的平面图可以恢复。")
    Plan.objects.filter(pk=now.pk).update(current=False)
    Plan.objects.filter(pk=before.pk).update(current=True)
    _drawn(estate, before)
    detail = {"from": version, "to": before.version}
    audit.record(actor, "registry.plan.restored", target=before, area=estate, detail=detail)
    live.touch("registry", estate.pk)
    before.refresh_from_db()
    return before


def _may(actor: Actor, estate: Area) -> None:
    actor.require(EDIT, estate)
    if estate.kind not in (Area.Kind.ESTATE, Area.Kind.VILLAGE):
        raise DomainError("平面图要传到一个小区或村。", fields={"area_id": "请选择一个小区"})


def _put(actor: Actor, estate: Area, name: str, features: list[Any], origin: list[float] | None) -> Plan:
    Area.objects.select_for_update().get(pk=estate.pk)
    last = Plan.objects.filter(estate=estate).order_by("-version").values_list("version", flat=True).first()
    Plan.objects.filter(estate=estate, current=True).update(current=False)
    return Plan.objects.create(
        estate=estate,
        version=(last or 0) + 1,
        name=name,
        features=features,
        origin=origin,
        made_by_id=actor.user_id,
    )


def _keep_what_was(estate: Area) -> None:
    """Outlines drawn by hand before the first upload become version 1, so that the upload can be undone."""
    drawn = Building.objects.filter(estate=estate).exclude(plan=[]).order_by("order")
    if Plan.objects.filter(estate=estate).exists() or not drawn.exists():
        return
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "Polygon", "coordinates": [[*one.plan, one.plan[0]]]},
            "properties": {"kind": "building", "name": one.name},
        }
        for one in drawn
    ]
    Plan.objects.create(estate=estate, version=1, name=BEFORE, features=features)


def _drawn(estate: Area, plan: Plan) -> None:
    """Gives each building of the estate its outline on that plan; one that is not on it loses its outline."""
    outlines = {
        one["properties"]["name"]: outline_of(one)
        for one in plan.features
        if one["properties"]["kind"] == "building"
    }
    rows = list(Building.objects.select_for_update().filter(estate=estate))
    for row in rows:
        row.plan = outlines.get(row.name, [])
        row.revision += 1
    Building.objects.bulk_update(rows, ["plan", "revision"])
