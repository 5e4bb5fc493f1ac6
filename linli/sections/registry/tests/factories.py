"""Small pieces of a community for tests; every id number is valid and invented."""

from __future__ import annotations

import datetime as dt
from itertools import count
from typing import Any

from linli.kernel.access import SYSTEM
from linli.kernel.models import Area
from linli.sections.registry import services
from linli.sections.registry.models import Building, Home, Organisation, Person, Tag
from linli.sections.registry.roster.ids import check_character

_number = count(10)  # room 101 is the one that tests name


def id_number(born: dt.date = dt.date(1950, 3, 5), sex: str = "男", serial: int | None = None) -> str:
    """A valid id number of nobody."""
    n = next(_number) if serial is None else serial
    first17 = f"370811{born:%Y%m%d}{n % 50:02d}{1 if sex == '男' else 2}"
    first17 = f"{first17[:14]}{(n * 2 + (sex == '男')) % 1000:03d}" if n > 49 else first17
    return first17 + check_character(first17)


def building(estate: Area, name: str = "1") -> Building:
    """A building of an estate, made once."""
    found = Building.objects.filter(estate=estate, name=name).first()
    return found or services.add_building(actor=SYSTEM, estate=estate, name=name, floors=6)


def home(estate: Area, address: tuple[str, str, str] = ("1", "1", "101"), **values: Any) -> Home:
    """A home of an estate, made once."""
    name, unit, room = address
    found = Home.objects.filter(estate=estate, building__name=name, unit__name=unit, room=room).first()
    return found or services.add_home(
        actor=SYSTEM, building=building(estate, name), unit=unit, room=room, **values
    )


def person(estate: Area, name: str = "王建国", at: Home | None = None, **values: Any) -> Person:
    """A person of an estate, living in a home of their own unless one is given."""
    place = at or home(estate, ("1", "1", f"{next(_number)}01"))
    values.setdefault("id_number", id_number())
    made = services.add_person(actor=SYSTEM, estate=estate, home=place, name=name, **values)
    return Person.objects.select_related("area", "home", "estate").get(pk=made.pk)


def tag(area: Area, name: str = "低保", **values: Any) -> Tag:
    """A tag set by hand."""
    return services.define_tag(actor=SYSTEM, area=area, name=name, **values)


def organisation(area: Area, name: str = "市第一棉纺厂", **values: Any) -> Organisation:
    """A former work unit."""
    return services.add_organisation(actor=SYSTEM, area=area, name=name, kind="unit", **values)
