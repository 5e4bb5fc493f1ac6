"""Buildings (楼栋), entrances (单元) and homes (房屋)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Building(models.Model):
    """A building of an estate (小区). `area` is its grid (网格) if it has one, else the estate."""

    estate = models.ForeignKey("kernel.Area", models.PROTECT, verbose_name="小区", related_name="+")
    area = models.ForeignKey("kernel.Area", models.PROTECT, verbose_name="区域", related_name="+")
    name = models.CharField("楼号", max_length=20)
    order = models.PositiveIntegerField("次序", default=0)
    floors = models.PositiveSmallIntegerField("层数", default=0)
    built_year = models.PositiveSmallIntegerField("建成年份", null=True, blank=True)
    owner_unit = models.ForeignKey(
        "registry.Organisation",
        models.SET_NULL,
        null=True,
        blank=True,
        verbose_name="产权单位",
        related_name="+",
    )
    plan = models.JSONField("平面图上的轮廓", default=list, blank=True)
    """Corner points [[x, y], …] in metres on the plan of the estate."""
    batch = models.ForeignKey(
        "registry.ImportBatch", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = verbose_name_plural = "楼栋"
        ordering = ("order", "name")
        constraints: ClassVar = [models.UniqueConstraint(fields=("estate", "name"), name="building_once")]

    def __str__(self) -> str:
        return building_label(self.name)


class Unit(models.Model):
    """An entrance of a building; its name is empty where a building has only one."""

    building = models.ForeignKey(Building, models.CASCADE, related_name="units")
    name = models.CharField("单元", max_length=20, blank=True, default="")
    batch = models.ForeignKey(
        "registry.ImportBatch", models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = verbose_name_plural = "单元"
        ordering = ("building", "name")
        constraints: ClassVar = [models.UniqueConstraint(fields=("building", "name"), name="unit_once")]


class Home(models.Model):
    """A home or other room (房屋). `area_m2` in square metres of floor area (建筑面积)."""

    class Use(models.TextChoices):
        """What it is used for (用途)."""

        DWELLING = "dwelling", "住宅"
        SHOP = "shop", "商铺"
        OFFICE = "office", "办公"
        STORAGE = "storage", "储藏"

    class Status(models.TextChoices):
        """How it is lived in (居住状态)."""

        OWNED = "owned", "自住"
        RENTED = "rented", "租住"
        LET = "let", "出租"
        VACANT = "vacant", "空置"
        UNKNOWN = "unknown", "未知"

    estate = models.ForeignKey("kernel.Area", models.PROTECT, related_name="+")
    area = models.ForeignKey("kernel.Area", models.PROTECT, verbose_name="区域", related_name="+")
    building = models.ForeignKey(Building, models.PROTECT, related_name="homes")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="homes")
    room = models.CharField("房号", max_length=20)
    floor = models.SmallIntegerField("楼层", default=0)
    address = models.CharField("地址", max_length=80)
    area_m2 = models.DecimalField("建筑面积", max_digits=9, decimal_places=2, null=True, blank=True)
    use = models.CharField("用途", max_length=10, choices=Use.choices, default=Use.DWELLING)
    status = models.CharField("居住状态", max_length=10, choices=Status.choices, default=Status.UNKNOWN)
    owner_name = models.CharField("产权人", max_length=60, blank=True, default="")
    note = models.CharField("备注", max_length=200, blank=True, default="")
    residents = models.PositiveIntegerField("居住人数", default=0)
    batch = models.ForeignKey(
        "registry.ImportBatch", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = verbose_name_plural = "房屋"
        ordering = ("building", "unit", "floor", "room")
        constraints: ClassVar = [models.UniqueConstraint(fields=("unit", "room"), name="home_once")]
        indexes: ClassVar = [models.Index(fields=("area", "status"), name="home_area_status")]

    def __str__(self) -> str:
        return self.address


def building_label(name: str) -> str:
    """1 → 1号楼; names that are words stay as they are."""
    return f"{name}号楼" if name.isdigit() else name


def address_of(building: str, unit: str, room: str) -> str:
    """1号楼2单元501室."""
    entrance = f"{unit}单元" if unit.isdigit() else unit
    return (
        f"{building_label(building)}{entrance}{room}室"
        if room[-1:].isdigit()
        else f"{building_label(building)}{entrance}{room}"
    )


def floor_of(room: str) -> int:
    """The floor that a room number tells: 501 → 5, 1002 → 10; 0 when it tells none."""
    digits = "".join(c for c in room if c.isdigit())
    return int(digits[:-2]) if len(digits) in (3, 4) else 0
