"""The actor: who is asking, and what on which areas."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeVar

from django.db.models import Model, Q, QuerySet

from linli.kernel.access.roles import ADMIN
from linli.kernel.discovery import permissions
from linli.kernel.errors import Forbidden, NotFound, Unauthorized

if TYPE_CHECKING:
    from linli.kernel.models import Area

Kind = Literal["anonymous", "staff", "resident", "service", "system"]
M = TypeVar("M", bound=Model)


@dataclass(frozen=True)
class Grant:
    """One role held on one area (and so on its subtree)."""

    role: str
    area_id: int
    area_path: str


@dataclass(frozen=True)
class Actor:
    """Who acts. `scopes` narrows an API key to some permissions; None means all its roles give."""

    user_id: int | None = None
    name: str = "访客"
    kind: Kind = "anonymous"
    person_id: int | None = None
    grants: tuple[Grant, ...] = ()
    scopes: frozenset[str] | None = None

    @property
    def known(self) -> bool:
        """True when somebody is logged in."""
        return self.kind != "anonymous"

    def paths(self, permission: str) -> list[str]:
        """Paths of the areas on which the actor holds the permission, outermost only."""
        if self.scopes is not None and permission not in self.scopes:
            return []
        roles = roles_with(permission)
        held = sorted({g.area_path for g in self.grants if g.role in roles}, key=len)
        return [p for i, p in enumerate(held) if not any(p.startswith(outer) for outer in held[:i])]

    def can(self, permission: str, area: Area | None = None) -> bool:
        """True when the actor holds the permission, on `area` if given, else anywhere."""
        if self.kind == "system":
            return True
        paths = self.paths(permission)
        return bool(paths) if area is None else any(area.path.startswith(p) for p in paths)

    def require(self, permission: str, area: Area | None = None) -> None:
        """Raises Unauthorized, Forbidden, or NotFound when the area lies outside (it must look absent)."""
        if not self.known:
            raise Unauthorized
        if not self.can(permission):
            raise Forbidden
        if area is not None and not self.can(permission, area):
            raise NotFound

    def above(self, permission: str) -> set[int]:
        """Ids of the areas on which the permission is held, and of those they lie in."""
        from linli.kernel.models import steps

        return {pk for path in self.paths(permission) for pk in steps(path)}

    def areas(self, permission: str) -> QuerySet[Area]:
        """The areas, with their subtrees, on which the actor holds the permission."""
        from linli.kernel.models import Area

        if self.kind == "system":
            return Area.objects.all()
        within = Q(pk__in=[])
        for path in self.paths(permission):
            within |= Q(path__startswith=path)
        return Area.objects.filter(within)


SYSTEM = Actor(name="系统", kind="system")
ANONYMOUS = Actor()


def roles_with(permission: str) -> frozenset[str]:
    """The roles that hold a permission; the platform administrator holds all that are not sealed."""
    declared = permissions()[permission]
    return frozenset(declared.roles if declared.sealed else (*declared.roles, ADMIN))


def visible(queryset: QuerySet[M], actor: Actor, permission: str, field: str = "area") -> QuerySet[M]:
    """The rows the actor may see: the only road from a route to rows."""
    if actor.kind == "system":
        return queryset
    return queryset.filter(**{f"{field}__in": actor.areas(permission).values("pk")})


def around(queryset: QuerySet[M], actor: Actor, permission: str, field: str = "area") -> QuerySet[M]:
    """The rows of the actor's areas and of those they lie in: what is set for a community holds in its grids too."""
    if actor.kind == "system":
        return queryset
    here = Q(**{f"{field}__in": actor.areas(permission).values("pk")})
    return queryset.filter(here | Q(**{f"{field}__in": actor.above(permission)}))
