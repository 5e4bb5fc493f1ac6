"""Changes to the area tree, buildings and homes (2.1)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction

from linli.kernel import audit, live
from linli.kernel.access import Actor
from linli.kernel.errors import Conflict, DomainError
from linli.kernel.models import Area
from linli.kernel.models import add_area as make_area
from linli.sections.registry.models import Building, Home, Organisation, Unit
from linli.sections.registry.models.place import address_of, building_label, floor_of
from linli.sections.registry.queries.find import one
from linli.sections.registry.roster.places import building_name, room_name, unit_name
from linli.sections.registry.services.derive import touched

EDIT = "registry.place.edit"
BELOW: dict[str, tuple[str, ...]] = {
    "city": ("district",),
    "district": ("street", "town"),
    "street": ("community",),
    "town": ("community", "village"),
    "community": ("estate", "village"),
    "estate": ("grid",),
    "village": ("grid",),
    "grid": (),
}


@transaction.atomic
def add_area(*, actor: Actor, parent: Area, name: str, kind: str) -> Area:
    """Adds a node below `parent`. Raises DomainError when that kind does not go there, Conflict for a used name."""
    actor.require(EDIT, parent)
    if kind not in BELOW[parent.kind]:
        allowed = "、".join(Area.Kind(k).label for k in BELOW[parent.kind]) or "任何区域"
        raise DomainError(f"{parent.get_kind_display()}下面只能建{allowed}。", fields={"kind": "请另选级别"})
    try:
        with transaction.atomic():
            area = make_area(name=_filled(name, "name"), kind=kind, parent=parent)
    except IntegrityError:
        raise Conflict("同一级已有这个名称。") from None
    audit.record(actor, "registry.area.added", target=area, area=area, detail={"name": name, "kind": kind})
    return area


@transaction.atomic
def rename_area(*, actor: Actor, area: Area, name: str) -> Area:
    """Gives an area another name. Raises Conflict when a sibling has it."""
    actor.require(EDIT, area)
    old, area.name = area.name, _filled(name, "name")
    try:
        with transaction.atomic():
            area.save(update_fields=["name"])
    except IntegrityError:
        raise Conflict("同一级已有这个名称。") from None
    audit.record(
        actor, "registry.area.renamed", target=area, area=area, detail={"from": old, "to": area.name}
    )
    return area


@transaction.atomic
def add_building(*, actor: Actor, estate: Area, name: str, **values: Any) -> Building:
    """Adds a building to an estate. Raises Conflict when it is there already."""
    actor.require(EDIT, estate)
    if estate.kind not in (Area.Kind.ESTATE, Area.Kind.VILLAGE):
        raise DomainError("楼栋要建在小区或村下面。", fields={"area_id": "请选择一个小区"})
    plain = building_name(_filled(name, "name"))
    _check_building(actor, values)
    try:
        with transaction.atomic():
            order = int(plain) if plain.isdigit() and len(plain) < 6 else 99_999
            building = Building.objects.create(
                estate=estate, area=estate, name=plain[:20], order=order, **values
            )
    except IntegrityError:
        raise Conflict(f"{building_label(plain)}已经有了。") from None
    audit.record(actor, "registry.building.added", target=building, detail={"name": plain})
    live.touch("registry", estate.pk)
    return building


@transaction.atomic
def change_building(*, actor: Actor, building: Building, **values: Any) -> Building:
    """Changes storeys, year, owning unit or outline of a building."""
    actor.require(EDIT, building.area)
    _check_building(actor, values)
    for name, value in values.items():
        setattr(building, name, value)
    building.revision += 1
    building.save()
    audit.record(actor, "registry.building.changed", target=building, detail={"fields": sorted(values)})
    live.touch("registry", building.area_id)
    return building


def _check_building(actor: Actor, values: dict[str, Any]) -> None:
    for x, y in values.get("plan") or ():
        if not (abs(x) <= 100_000 and abs(y) <= 100_000):
            raise DomainError("平面图上的位置超出范围。", fields={"plan": "坐标以米计，不超过 100 公里"})
    if values.get("owner_unit_id"):
        one(Organisation, actor, "registry.organisation.read", values["owner_unit_id"])


@transaction.atomic
def add_home(*, actor: Actor, building: Building, room: str, unit: str = "", **values: Any) -> Home:
    """Adds a home to a building. Raises Conflict when the room is there already."""
    actor.require(EDIT, building.area)
    number, entrance_name = room_name(_filled(room, "room"))[:20], unit_name(unit)[:20]
    entrance, _ = Unit.objects.get_or_create(building=building, name=entrance_name)
    values.setdefault("floor", floor_of(number))
    try:
        with transaction.atomic():
            home = Home.objects.create(
                estate_id=building.estate_id,
                area_id=building.area_id,
                building=building,
                unit=entrance,
                room=number,
                address=address_of(building.name, entrance.name, number)[:80],
                **_home_values(values),
            )
    except IntegrityError:
        raise Conflict(f"{building}{number} 已经有了。") from None
    audit.record(actor, "registry.home.added", target=home, detail={"address": home.address})
    live.touch("registry", home.area_id)
    return home


@transaction.atomic
def change_home(*, actor: Actor, home: Home, **values: Any) -> Home:
    """Changes floor area, use, status, owner or note of a home. Raises DomainError for an impossible value."""
    actor.require(EDIT, home.area)
    if values.get("status") == Home.Status.VACANT and home.residents:
        raise DomainError(
            f"这里还登记着 {home.residents} 人居住，不能改为空置。", fields={"status": "请先办理迁出"}
        )
    for name, value in _home_values(values).items():
        setattr(home, name, value)
    touched(home)
    home.save()
    audit.record(actor, "registry.home.changed", target=home, detail={"fields": sorted(values)})
    live.touch("registry", home.area_id)
    return home


def _home_values(values: dict[str, Any]) -> dict[str, Any]:
    area = values.get("area_m2")
    if area is not None:
        values["area_m2"] = Decimal(str(area)).quantize(Decimal("0.01"))
    return values


def _filled(text: str, field: str) -> str:
    if not text.strip():
        raise DomainError("请填写名称。", fields={field: "不能为空"})
    return text.strip()
