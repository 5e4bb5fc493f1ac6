"""The area tree (区划): 市/区/街道/社区/小区/网格 and 镇/村."""

from __future__ import annotations

from django.db import models


class Area(models.Model):
    """A node of the area tree. `path` is the chain of ids from the root, like "/000001/000004/"; a subtree is a prefix."""

    class Kind(models.TextChoices):
        """Levels of the tree."""

        CITY = "city", "市"
        DISTRICT = "district", "区"
        STREET = "street", "街道"
        COMMUNITY = "community", "社区"
        ESTATE = "estate", "小区"
        GRID = "grid", "网格"
        TOWN = "town", "镇"
        VILLAGE = "village", "村"

    name = models.CharField("名称", max_length=60)
    kind = models.CharField("级别", max_length=12, choices=Kind.choices)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    path = models.CharField(max_length=120, db_index=True, editable=False, default="")
    order = models.PositiveIntegerField("次序", default=0)

    class Meta:
        """Siblings have distinct names."""

        ordering = ("path",)
        constraints = (
            models.UniqueConstraint(fields=("parent", "name"), name="area_name_once"),
            models.UniqueConstraint(fields=("name",), condition=models.Q(parent=None), name="area_root_once"),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def around(self) -> list[int]:
        """Ids of this area and of those it lies in, outermost first."""
        return steps(self.path)

    def holds(self, other: Area) -> bool:
        """True when `other` lies in this area's subtree (itself included)."""
        return other.path.startswith(self.path)


def steps(path: str) -> list[int]:
    """The ids in an area's path, outermost first."""
    return [int(step) for step in path.strip("/").split("/")]


def add_area(*, name: str, kind: str, parent: Area | None = None, order: int = 0) -> Area:
    """Creates an area and gives it its path. Call inside a transaction."""
    area = Area.objects.create(name=name, kind=kind, parent=parent, order=order)
    area.path = f"{parent.path if parent else '/'}{area.pk:06}/"  # padded, so that paths sort as the ids do
    area.save(update_fields=["path"])
    return area
