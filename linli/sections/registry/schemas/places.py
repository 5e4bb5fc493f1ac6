"""Shapes of areas, buildings, homes and grids."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Annotated, Any, ClassVar, Literal

from ninja import Schema
from pydantic import Field

from linli.kernel.api import Paging
from linli.sections.registry.schemas.people import Id, Name, OccupancyOut, Short, Text

Use = Literal["dwelling", "shop", "office", "storage"]
HomeStatus = Literal["owned", "rented", "let", "vacant", "unknown"]
Metres = Annotated[float, Field(ge=-100_000, le=100_000, allow_inf_nan=False)]
Corner = Annotated[list[Metres], Field(min_length=2, max_length=2)]
SquareMetres = Annotated[Decimal, Field(gt=0, lt=1_000_000, max_digits=9, decimal_places=2)]


class AreaNode(Schema):
    """A node of the area tree; `depth` counts from the root of all areas."""

    id: int
    name: str
    kind: str
    kind_text: str
    parent_id: int | None
    depth: int
    homes: int


class AreaIn(Schema):
    """A new node below `parent_id`."""

    parent_id: Id
    name: Name
    kind: Literal["district", "street", "town", "community", "village", "estate", "grid"]


class AreaName(Schema):
    """Another name."""

    name: Name


class BuildingOut(Schema):
    """A building with its numbers; `plan` are corner points in metres."""

    id: int = Field(title="编号")
    name: str = Field(title="楼栋")
    area_id: int = Field(title="区域编号")
    area: str = Field(title="所属区域")
    estate_id: int = Field(title="小区编号")
    floors: int = Field(title="层数")
    built_year: int | None = Field(title="建成年份")
    owner_unit: str = Field(title="产权单位")
    owner_unit_id: int | None = Field(title="产权单位编号")
    plan: list[list[float]] = Field(title="轮廓")
    homes: int = Field(title="房屋")
    vacant: int = Field(title="空置")
    residents: int = Field(title="居住人数")


class BuildingFilters(Schema):
    """Filters of the building list."""

    area_id: Id | None = None
    q: str = Field("", max_length=20)


class BuildingPaging(Paging):
    """Sorting of the building list."""

    sortable: ClassVar[tuple[str, ...]] = ("order", "floors", "built_year")


class BuildingIn(Schema):
    """A new building."""

    area_id: Id
    name: str = Field(min_length=1, max_length=20)
    floors: int = Field(0, ge=0, le=200)
    built_year: int | None = Field(None, ge=1850, le=2100)
    owner_unit_id: Id | None = None
    plan: list[Corner] = Field([], max_length=100)


class BuildingChange(Schema):
    """Changed fields of a building."""

    floors: int | None = Field(None, ge=0, le=200)
    built_year: int | None = Field(None, ge=1850, le=2100)
    owner_unit_id: Id | None = None
    plan: list[Corner] | None = Field(None, max_length=100)


class HomeCell(Schema):
    """A home in the picture of a building."""

    id: int
    room: str
    status: str
    residents: int
    elder: bool
    alone: bool


class FloorOut(Schema):
    """One floor of one entrance."""

    floor: int
    homes: list[HomeCell]


class EntranceOut(Schema):
    """One entrance (单元), its floors from the top."""

    name: str
    floors: list[FloorOut]


class BuildingPicture(Schema):
    """A building as a grid of homes."""

    id: int
    name: str
    floors: list[int]
    units: list[EntranceOut]


class HomeFilters(Schema):
    """Filters of the home list."""

    q: str = Field("", max_length=60)
    building_id: Id | None = None
    status: list[HomeStatus] = Field([], max_length=5)
    use: Use | None = None


class HomePaging(Paging):
    """Sorting of the home list."""

    sortable: ClassVar[tuple[str, ...]] = ("address", "area_m2", "residents", "floor")


class HomeRow(Schema):
    """A home in the list."""

    id: int = Field(title="编号")
    address: str = Field(title="地址")
    building_id: int = Field(title="楼栋编号")
    unit: str = Field(title="单元")
    room: str = Field(title="房号")
    floor: int = Field(title="楼层")
    area_m2: Decimal | None = Field(title="建筑面积（㎡）")
    use: str = Field(title="用途代码")
    use_text: str = Field(title="用途")
    status: str = Field(title="居住状态代码")
    status_text: str = Field(title="居住状态")
    owner_name: str = Field(title="产权人")
    residents: int = Field(title="居住人数")
    note: str = Field(title="备注")


class HomeOut(HomeRow):
    """A home with who is and was there."""

    household_id: int | None
    occupancies: list[OccupancyOut]


class HomeIn(Schema):
    """A new home."""

    building_id: Id
    unit: str = Field("", max_length=20)
    room: str = Field(min_length=1, max_length=20)
    floor: int | None = Field(None, ge=-10, le=200)
    area_m2: SquareMetres | None = None
    use: Use = "dwelling"
    status: HomeStatus = "unknown"
    owner_name: Short = ""
    note: Text = ""


class HomeChange(Schema):
    """Changed fields of a home."""

    floor: int | None = Field(None, ge=-10, le=200)
    area_m2: SquareMetres | None = None
    use: Use | None = None
    status: HomeStatus | None = None
    owner_name: Short | None = None
    note: Text | None = None


class WardenOut(Schema):
    """A warden, from–to."""

    name: str
    since: dt.date
    until: dt.date | None
    handover: str


class GridOut(Schema):
    """A grid with its numbers."""

    id: int
    name: str
    area_id: int
    estate_id: int
    estate: str
    outline: dict[str, Any]
    note: str
    buildings: int
    homes: int
    people: int
    wardens: list[WardenOut]


class GridIn(Schema):
    """A new grid of an estate; `outline` is a GeoJSON Polygon in metres."""

    area_id: Id
    name: Name
    outline: dict[str, Any] = {}
    note: Text = ""


class GridChange(Schema):
    """Changed fields of a grid."""

    outline: dict[str, Any] | None = None
    note: Text | None = None


class GridBuildings(Schema):
    """The buildings that belong to a grid."""

    building_ids: list[Id] = Field(max_length=500)


class HandOver(Schema):
    """The new warden, and what is handed over."""

    user_id: Id
    handover: str = Field("", max_length=500)


class StaffOut(Schema):
    """Somebody who may become warden."""

    id: int
    name: str


class Counted(Schema):
    """How many."""

    count: int
