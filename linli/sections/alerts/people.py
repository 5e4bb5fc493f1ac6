"""Staff who may be put on duty: users whose role on the area, or above it, holds a permission."""

from __future__ import annotations

from django.db.models import QuerySet

from linli.kernel.access import roles_with
from linli.kernel.models import Area, RoleHolding, User


def able_staff(area: Area, permission: str) -> QuerySet[User]:
    """Active staff who hold the permission on the area, by name."""
    holding = RoleHolding.objects.filter(area_id__in=area.around, role__in=roles_with(permission))
    staff = User.objects.filter(is_active=True, kind=User.Kind.STAFF)
    return staff.filter(pk__in=holding.values("user")).order_by("name", "pk")


def may_serve(area: Area, user_id: int, permission: str) -> bool:
    """True when this user is one of them."""
    return able_staff(area, permission).filter(pk=user_id).exists()
