"""A small world for API tests: two streets that must not see each other, and browsers signed in to them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import connection, connections, router
from django.db.models import Model
from django.test import Client

from linli.kernel.access import Actor
from linli.kernel.access.resolve import actor_of
from linli.kernel.models import Area, RoleHolding, User, add_area

CSRF = "abcdefghijklmnopqrstuvwxyz012345"
WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE")
RESIDENTS = ("resident", "relative")
SERVICES = ("screen", "device", "external")


@dataclass(frozen=True)
class Branch:
    """One street with a community, an estate (小区) and a grid."""

    street: Area
    community: Area
    estate: Area
    grid: Area


@dataclass(frozen=True)
class World:
    """`near` is where the test's people work, `far` is what they must not see."""

    near: Branch
    far: Branch

    def user(self, role: str, area: Area | None = None) -> User:
        """The user who holds one role on one area (the near community unless said), made once."""
        place = area or self.near.community
        username = f"{role.replace('_', '-')}-{place.pk}"
        found = User.objects.filter(username=username).first()
        return found or self._new_user(username, role, place)

    def actor(self, role: str, area: Area | None = None) -> Actor:
        """The actor of that user."""
        return actor_of(self.user(role, area))

    def browser(self, role: str | None, area: Area | None = None) -> Browser:
        """A browser signed in as that user; None is nobody."""
        return Browser(self.user(role, area) if role else None)

    def _new_user(self, username: str, role: str, area: Area) -> User:
        kind = "resident" if role in RESIDENTS else "service" if role in SERVICES else "staff"
        user = User.objects.create(username=username, name=f"测试{role}", kind=kind, password="!")
        RoleHolding.objects.create(user=user, role=role, area=area)
        return user


def make_world() -> World:
    """Builds both branches."""
    return World(near=_branch("近"), far=_branch("远"))


def _branch(mark: str) -> Branch:
    street = add_area(name=f"{mark}水街道", kind="street")
    community = add_area(name=f"{mark}水社区", kind="community", parent=street)
    estate = add_area(name=f"{mark}水小区", kind="estate", parent=community)
    return Branch(street, community, estate, add_area(name=f"{mark}水第一网格", kind="grid", parent=estate))


class Browser(Client):
    """A test client that enforces CSRF as a real browser meets it, and speaks JSON."""

    def __init__(self, user: User | None = None, **extra: Any) -> None:
        super().__init__(enforce_csrf_checks=True, **extra)
        self.cookies["csrftoken"] = CSRF
        if user:
            self.force_login(user)

    def call(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        """One request with a JSON body and the CSRF token; headers as in `Idempotency_Key="x"`."""
        token = self.cookies["csrftoken"].value  # login rotates it
        sent = {"X-CSRFToken": token, **{name.replace("_", "-"): value for name, value in headers.items()}}
        options = {} if body is None else {"data": body, "content_type": "application/json"}
        send = getattr(super(), method.lower())
        return send(path, headers=sent, **options)


@contextmanager
def writes_seen() -> Iterator[list[str]]:
    """Collects the statements that change rows, sessions left aside."""
    seen: list[str] = []

    def watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.lstrip().upper().startswith(WRITES) and "django_session" not in sql:
            seen.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        yield seen


def row_counts() -> dict[str, int]:
    """How many rows each table holds (sessions left aside): equal before and after whatever changes nothing."""
    tables: dict[str, list[type[Model]]] = defaultdict(list)
    for model in apps.get_models():
        if model._meta.app_label != "sessions":
            tables[router.db_for_read(model)].append(model)
    return {label: count for alias, models in tables.items() for label, count in _counted(alias, models)}


def _counted(alias: str, models: list[type[Model]]) -> Iterator[tuple[str, int]]:
    """All tables of a database in one statement, since there are more than a hundred."""
    name = connections[alias].ops.quote_name
    each = (f"SELECT {n}, count(*) FROM {name(m._meta.db_table)}" for n, m in enumerate(models))  # noqa: S608
    with connections[alias].cursor() as cursor:
        cursor.execute(" UNION ALL ".join(each))
        yield from ((models[n]._meta.label, count) for n, count in cursor.fetchall())
