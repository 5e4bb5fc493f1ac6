"""Where a device hangs: a building or home of the registry that lies in the device's area."""

from __future__ import annotations

from typing import Any

from linli.kernel.access import SYSTEM
from linli.kernel.errors import DomainError, NotFound
from linli.kernel.models import Area
from linli.sections.registry import queries as registry


def checked(area: Area, building_id: int | None, home_id: int | None) -> dict[str, Any]:
    """Foreign keys of a place within the area or its estate. Raises DomainError for a place elsewhere."""
    if home_id is not None:
        try:
            home = registry.home(SYSTEM, home_id)
        except NotFound:
            home = None
        if home is None or not _meets(area, home.area.path, home.estate.path):
            raise DomainError("房屋不在所选区域内。", fields={"home_id": "请选择所选区域内的房屋。"})
        return {"home_id": home.pk, "building_id": home.building_id}
    if building_id is not None:
        row = registry.buildings(SYSTEM).filter(pk=building_id).values("area__path", "estate__path").first()
        if row is None or not _meets(area, row["area__path"], row["estate__path"]):
            raise DomainError("楼栋不在所选区域内。", fields={"building_id": "请选择所选区域内的楼栋。"})
    return {"home_id": None, "building_id": building_id}


def _meets(area: Area, place_path: str, estate_path: str) -> bool:
    """True when the place lies in the area's subtree, or the area within the place's estate."""
    return place_path.startswith(area.path) or area.path.startswith(estate_path)
