"""Small worlds for kernel tests: an area tree and users with roles."""

from __future__ import annotations

from dataclasses import dataclass

from linli.kernel.access import Actor
from linli.kernel.access.resolve import actor_of
from linli.kernel.models import Area, RoleHolding, User, add_area


@dataclass(frozen=True)
class Tree:
    """A street with two communities; the first has two 小区."""

    street: Area
    north: Area
    south: Area
    gate: Area
    yard: Area


def tree() -> Tree:
    """Creates the areas."""
    street = add_area(name="古槐街道", kind="street")
    north = add_area(name="北门社区", kind="community", parent=street)
    south = add_area(name="南门社区", kind="community", parent=street)
    gate = add_area(name="北门小区", kind="estate", parent=north)
    yard = add_area(name="铁塔院", kind="estate", parent=north)
    return Tree(street, north, south, gate, yard)


def user_with(role: str, area: Area, *, name: str = "王敏") -> User:
    """A user who holds one role on one area."""
    user = User.objects.create(username=f"{role}-{area.pk}", name=name, kind="staff")
    RoleHolding.objects.create(user=user, role=role, area=area)
    return user


def actor_with(role: str, area: Area) -> Actor:
    """The actor of such a user."""
    return actor_of(user_with(role, area))
