"""Where a device hangs: a building or home of the registry that lies in the device's area."""

from __future__ import annotations

from typing import Any

from django.apps import apps

from linli.kernel.errors import DomainError
from linli.kernel.models import Area


def checked(area: Area, building_id: int | None, home_id: int | None) -> dict[str, Any]:
    """Foreign keys of a place within the area's estate. Raises DomainError for a place elsewhere."""
    if home_id is not None:
        home = _within("Home", area, home_id)
        if home is None:
            raise DomainError("房屋不在所选区域内。", fields={"home_id": "请选择所选区域内的房屋。"})
        return {"home_id": home["pk"], "building_id": home["building_id"]}
    if building_id is not None and _within("Building", area, building_id) is None:
        raise DomainError("楼栋不在所选区域内。", fields={"building_id": "请选择所选区域内的楼栋。"})
    return {"home_id": None, "building_id": building_id}


def _within(model: str, area: Area, pk: int) -> dict[str, Any] | None:
    """The row of the registry, if it lies in the area's subtree or the area lies in its estate."""
    rows = apps.get_model("registry", model)._default_manager.filter(pk=pk)
    fields = ["pk", "area__path", "estate__path", *(["building_id"] if model == "Home" else [])]
    row = rows.values(*fields).first()
    if row is None:
        return None
    inside = row["area__path"].startswith(area.path) or area.path.startswith(row["estate__path"])
    return row if inside else None
