"""Places and organisations of the demo: the plan, buildings, homes, the 13 work units that once built them."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

from django.utils import timezone
from stdnum.cn import uscc

from linli.kernel.models import Area
from linli.sections.registry.models import Building, Home, MemberReport, Organisation, Plan, Unit
from linli.sections.registry.models.place import address_of
from linli.sections.registry.seedplan import grid_ring, ground, house, outline
from linli.sections.registry.services.imports.table import insert

WEST, NORTH = 116.59, 35.41
"""Where the first estate lies (WGS-84); the others a kilometre further east each."""
WORK_UNITS = (
    "第一棉纺织厂",
    "第二机床厂",
    "市造纸厂",
    "区供销社",
    "粮食局",
    "市建筑公司",
    "港航局",
    "邮电局",
    "第三中学",
    "区卫生院",
    "市印刷厂",
    "化肥厂",
    "运输公司",
)
OTHERS = (
    ("property", "安居物业服务有限公司"),
    ("committee", "北门小区业主委员会"),
    ("party", "北门社区党总支"),
    ("party", "北门小区党支部"),
    ("social", "夕阳红志愿服务队"),
    ("social", "北门义工理发队"),
    ("unit", "古槐街道社区卫生服务站"),
)
HAND_TAGS = (
    ("低保", 365),
    ("党员", None),
    ("退役军人", None),
    ("残疾", 730),
    ("慢病", 365),
    ("空巢老人", 180),
)
RULES: tuple[tuple[str, dict[str, Any]], ...] = (
    ("高龄老人", {"all": [{"field": "age", "op": ">=", "value": 80}]}),
    (
        "独居老人",
        {
            "all": [
                {"field": "age", "op": ">=", "value": 60},
                {"field": "lives_alone", "op": "=", "value": True},
            ]
        },
    ),
    ("学龄前儿童", {"all": [{"field": "age", "op": "<=", "value": 6}]}),
)


GRIDS = (
    ("第一网格", 1, 10, grid_ring(0, 1)),
    ("第二网格", 11, 15, grid_ring(2, 2)),
    ("第三网格", 16, 20, grid_ring(3, 3)),
    ("第四网格", 21, 25, grid_ring(4, 4)),
)


def organisations_of(rng: random.Random, estate: Area) -> list[int]:
    """Work units, property company, committee, party branches; the keys of the 13 work units."""
    units = [_organisation(rng, estate, "unit", name) for name in WORK_UNITS]
    others = [_organisation(rng, estate, kind, name) for kind, name in OTHERS]
    keys = insert(Organisation, units + others)
    posts = ("治安巡逻", "文明劝导", "助老服务", "环境整治", "政策宣讲")
    insert(
        MemberReport,
        [
            {
                "organisation_id": rng.choice(keys[:13]),
                "area_id": estate.pk,
                "name": rng.choice("王李张刘陈杨赵")
                + rng.choice(("志远", "红梅", "建军", "晓东", "丽华", "国强")),
                "phone": f"139{rng.randrange(10**8):08d}",
                "post": rng.choice(posts),
                "skills": rng.choice(("水电维修", "法律", "医护", "书法", "")),
                "reported_on": timezone.localdate() - dt.timedelta(days=rng.randrange(3, 400)),
            }
            for _ in range(26)
        ],
    )
    return keys[:13]


def _organisation(rng: random.Random, estate: Area, kind: str, name: str) -> dict[str, Any]:
    return {
        "area_id": estate.pk,
        "kind": kind,
        "name": name,
        "uscc": _code(rng) if kind in ("unit", "property", "social") else "",
        "contact_name": rng.choice("王李张刘陈杨赵") + rng.choice(("主任", "经理", "科长", "站长")),
        "phone": f"0537-{rng.randrange(2_000_000, 2_999_999)}",
        "address": f"古槐路 {rng.randrange(1, 200)} 号",
    }


def _code(rng: random.Random) -> str:
    """A 统一社会信用代码 with a right check character, of nobody."""
    body = "91370811" + "".join(rng.choices("0123456789ABCDEFGHJKLMNPQRTUWXY", k=9))
    return body + uscc.calc_check_digit(body)


def build_estate(rng: random.Random, estate: Area, count: int, units: list[int]) -> list[dict[str, Any]]:
    """Buildings on the plan, entrances, homes; returns the rows of the homes with their keys."""
    rows = [_building(rng, estate, number, units) for number in range(1, count + 1)]
    buildings = insert(Building, rows)
    drawn = [*ground(count), *(house(number) for number in range(1, count + 1))]
    origin = [WEST + 0.01 * Plan.objects.count(), NORTH]
    name = f"{estate.name}平面图.geojson"
    Plan.objects.create(estate=estate, version=1, name=name, features=drawn, origin=origin)
    entrances = [(b, row, str(n)) for b, row in zip(buildings, rows, strict=True) for n in range(1, 6)]
    keys = insert(Unit, [{"building_id": b, "name": name} for b, _, name in entrances])
    homes = [
        _home(rng, estate, building, row, key, name, floor, side)
        for (building, row, name), key in zip(entrances, keys, strict=True)
        for floor in range(1, row["floors"] + 1)
        for side in (1, 2)
    ]
    for home, key in zip(homes, insert(Home, homes), strict=True):
        home["id"] = key
    return homes


def _building(rng: random.Random, estate: Area, number: int, units: list[int]) -> dict[str, Any]:
    return {
        "estate_id": estate.pk,
        "area_id": estate.pk,
        "name": str(number),
        "order": number,
        "floors": rng.choice((5, 6, 6, 6, 7)),
        "built_year": rng.randrange(1978, 1999),
        "owner_unit_id": units[(number - 1) % len(units)] if units else None,
        "plan": outline(number),
    }


def _home(
    rng: random.Random,
    estate: Area,
    building: int,
    row: dict[str, Any],
    unit: int,
    unit_name: str,
    floor: int,
    side: int,
) -> dict[str, Any]:
    room = f"{floor}0{side}"
    return {
        "estate_id": estate.pk,
        "area_id": estate.pk,
        "building_id": building,
        "unit_id": unit,
        "room": room,
        "floor": floor,
        "address": address_of(row["name"], unit_name, room),
        "area_m2": f"{rng.randrange(4200, 11800) / 100:.2f}",
        "status": rng.choices(("owned", "rented", "vacant", "let"), (72, 21, 6, 1))[0],
    }
