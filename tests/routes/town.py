"""The town of the route walk: two branches with samples of every section, and a browser for every role."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.db import connections, transaction

from linli.kernel.access import ROLES
from linli.kernel.discovery import sections
from linli.kernel.models import Area, User
from linli.kernel.testing.world import RESIDENTS, SERVICES, Browser, World, make_world, row_counts

Bodies = dict[str, Any]


@dataclass
class Side:
    """One branch as the walk sees it: by section, the values of path parameters, and bodies by operation."""

    estate: Area
    samples: dict[str, dict[str, Any]] = field(default_factory=dict)
    bodies: Bodies = field(default_factory=dict)


@dataclass
class Town:
    """`near` is where every role is held, `far` is what nobody of them may see."""

    world: World
    near: Side
    far: Side
    visitors: dict[str, Visitor] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)

    def settle(self) -> None:
        """Signs in one visitor per role on the near branch, and the anonymous one; counts all rows."""
        self.visitors = {"anonymous": Visitor(None), **{role: Visitor(self._user(role)) for role in ROLES}}
        self.counts = row_counts()

    def _user(self, role: str) -> User:
        near = self.world.near
        return self.world.user(role, near.estate if role in (*RESIDENTS, *SERVICES) else near.community)


class Visitor:
    """A browser that stays signed in whatever a route does to its session."""

    def __init__(self, user: User | None) -> None:
        self.browser = Browser(user)
        self.cookies = {name: morsel.value for name, morsel in self.browser.cookies.items()}

    def call(self, method: str, path: str, body: Any) -> Any:
        """One request; the cookies are as at the beginning."""
        self.browser.cookies.clear()
        for name, value in self.cookies.items():
            self.browser.cookies[name] = value
        return self.browser.call(method, path, body)


def build_town() -> Town:
    """Both branches with the samples that every section gives in its `tests/samples.py`."""
    world = make_world()
    near, far = Side(world.near.estate), Side(world.far.estate)
    for name, module in sample_modules():
        for side in (near, far):
            side.samples[name] = module.samples(side.estate)
            side.bodies |= module.bodies(side.estate)
    town = Town(world, near, far)
    town.settle()
    return town


def sample_modules() -> Iterator[tuple[str, Any]]:
    """(section, its `tests.samples`) for each section that has routes."""
    for name, package in [("kernel", "linli.kernel"), *((s.label, s.name) for s in sections())]:
        if find_spec(f"{package}.routes") and find_spec(f"{package}.tests.samples"):
            yield name, import_module(f"{package}.tests.samples")


@contextmanager
def undone() -> Iterator[None]:
    """Whatever happens inside is rolled back, in every database."""
    with ExitStack() as stack:
        for alias in connections:
            stack.enter_context(transaction.atomic(using=alias))
        yield
        for alias in connections:
            transaction.set_rollback(True, using=alias)
