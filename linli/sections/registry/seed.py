"""The demo community 北门小区 (25 栋, about 1,500 homes and 3,300 invented people), and small neighbours for the roll-up."""

from __future__ import annotations

import random

from django.db import transaction
from django.db.models import Q

from linli.kernel import audit
from linli.kernel.access import SYSTEM
from linli.kernel.models import Area, add_area, steps
from linli.sections.registry.models import Building, Grid, Home, Organisation, Person, Tag
from linli.sections.registry.seedpeople import Village, people_in
from linli.sections.registry.seedplaces import GRIDS, HAND_TAGS, RULES, build_estate, organisations_of
from linli.sections.registry.services.derive import refresh_homes
from linli.sections.registry.services.grids import assign_buildings
from linli.sections.registry.services.tags import evaluate_tag

CHAIN = (
    ("济宁市", "city"),
    ("任城区", "district"),
    ("古槐街道", "street"),
    ("北门社区", "community"),
)


def seed(rng: random.Random) -> list[str]:
    """Fills an empty installation. The same `rng` makes the same community; running it again changes nothing."""
    if Area.objects.exists():
        return []
    with transaction.atomic():
        north, south = _areas()
        tags = _tags(north.parent or north, south.parent or south)
        for estate, buildings in ((north, 25), (south, 2)):
            units = organisations_of(rng, estate) if estate == north else []
            homes = build_estate(rng, estate, buildings, units)
            people_in(rng, Village(estate, homes, tags))
            refresh_homes(Q(estate=estate))
        for tag in Tag.objects.filter(rule__isnull=False).select_related("area"):
            evaluate_tag(tag)
        _grids(north)
        _another_street(north.path)
        audit.record(SYSTEM, "registry.demo.seeded", area=north)
    return [
        f"楼栋 {Building.objects.count()}，房屋 {Home.objects.count()}，人口 {Person.objects.count()}，"
        f"组织 {Organisation.objects.count()}，网格 {Grid.objects.count()}"
    ]


def _areas() -> tuple[Area, Area]:
    parent = None
    for name, kind in CHAIN:
        parent = add_area(name=name, kind=kind, parent=parent)
    north = add_area(name="北门小区", kind=Area.Kind.ESTATE, parent=parent)
    assert parent is not None
    street = parent.parent
    south_community = add_area(name="南门社区", kind=Area.Kind.COMMUNITY, parent=street)
    return north, add_area(name="南门小区", kind=Area.Kind.ESTATE, parent=south_community)


def _another_street(path: str) -> None:
    """A second street of the district with one small estate, from dice of its own: the others stay as they were."""
    district = Area.objects.get(kind=Area.Kind.DISTRICT, pk=steps(path)[1])
    street = add_area(name="阜桥街道", kind=Area.Kind.STREET, parent=district)
    community = add_area(name="东关社区", kind=Area.Kind.COMMUNITY, parent=street)
    estate = add_area(name="东关小区", kind=Area.Kind.ESTATE, parent=community)
    rng = random.Random(estate.name)  # noqa: S311 - invented people, not secrets
    people_in(rng, Village(estate, build_estate(rng, estate, 1, []), _tags(community)))
    refresh_homes(Q(estate=estate))
    for tag in Tag.objects.filter(rule__isnull=False, area=community).select_related("area"):
        evaluate_tag(tag)


def _tags(*communities: Area) -> dict[str, Tag]:
    """Tags set by hand and tags by rule for each community; those set by hand by community and name."""
    for area in communities:
        for name, days in HAND_TAGS:
            Tag.objects.create(area=area, name=name, review_days=days)
        for name, rule in RULES:
            Tag.objects.create(area=area, name=name, rule=rule)
    return {f"{tag.area_id}/{tag.name}": tag for tag in Tag.objects.filter(rule__isnull=True)}


def _grids(estate: Area) -> None:
    """Four grids, each with its rows of buildings and its outline on the plan."""
    buildings = {b.order: b.pk for b in Building.objects.filter(estate=estate)}
    for name, first, last, outline in GRIDS:
        area = add_area(name=name, kind=Area.Kind.GRID, parent=estate)
        shape = {"type": "Polygon", "coordinates": [outline]}
        grid = Grid.objects.create(estate=estate, area=area, outline=shape)
        wanted = [pk for order, pk in buildings.items() if first <= order <= last]
        assign_buildings(actor=SYSTEM, grid=grid, building_ids=wanted)
