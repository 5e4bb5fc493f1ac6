"""The roles (角色) of the platform. A role is held on an area and reaches the area's subtree."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Role:
    """A role: key, Chinese title, and rank (a person may give only roles of a lower rank)."""

    key: str
    title: str
    rank: int


ADMIN = "admin"
STREET = "street"
SECRETARY = "secretary"
WORKER = "worker"
GRID = "grid"
PROPERTY_MANAGER = "property_manager"
PROPERTY_STAFF = "property_staff"
COMMITTEE = "committee"
DOCTOR = "doctor"
RELATIVE = "relative"
RESIDENT = "resident"
SCREEN = "screen"
DEVICE = "device"
EXTERNAL = "external"

ROLES: dict[str, Role] = {
    r.key: r
    for r in (
        Role(ADMIN, "平台管理员", 100),
        Role(STREET, "街道管理员", 90),
        Role(SECRETARY, "社区书记", 80),
        Role(WORKER, "社区工作者", 60),
        Role(GRID, "网格员", 50),
        Role(PROPERTY_MANAGER, "物业经理", 50),
        Role(PROPERTY_STAFF, "物业员工", 40),
        Role(COMMITTEE, "业委会成员", 40),
        Role(DOCTOR, "社区医生", 40),
        Role(RELATIVE, "家属", 10),
        Role(RESIDENT, "居民", 10),
        Role(SCREEN, "大屏", 5),
        Role(DEVICE, "设备", 5),
        Role(EXTERNAL, "外部系统", 5),
    )
}
STAFF = (
    ADMIN,
    STREET,
    SECRETARY,
    WORKER,
    GRID,
    PROPERTY_MANAGER,
    PROPERTY_STAFF,
    COMMITTEE,
    DOCTOR,
)
COMMUNITY = (ADMIN, STREET, SECRETARY, WORKER, GRID)
