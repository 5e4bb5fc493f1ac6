"""The demo community (演示小区), and what every first start needs: each section's `seed.py`, in order of `needs`."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from graphlib import TopologicalSorter
from importlib import import_module
from importlib.util import find_spec
from time import perf_counter
from types import ModuleType

from linli.kernel.discovery import section, sections
from linli.kernel.manifest import Section
from linli.kernel.models import Area

Say = Callable[[str], None]


def is_empty() -> bool:
    """True when the community has no area yet."""
    return not Area.objects.exists()


def fill(say: Say, *, seed: int = 7) -> None:
    """Fills an empty installation; the same seed gives the same community. `say` is told of each step."""
    began = perf_counter()
    for owner, module in _seeds():
        step = perf_counter()
        lines = module.seed(random.Random(f"{seed}/{owner.label}"))  # noqa: S311
        facts = "；".join(line for line in lines or [] if "\t" not in line)
        say(f"  {owner.title}（{perf_counter() - step:.1f} 秒）{facts}")
    say(f"演示小区已就绪，用时 {perf_counter() - began:.0f} 秒。")


def first_start() -> None:
    """Runs each section's `first_start` (accounts, catalogues); running it again changes nothing."""
    for _, module in _seeds("first_start"):
        module.first_start()


def _seeds(function: str = "seed") -> Iterator[tuple[Section, ModuleType]]:
    """The sections whose seed.py has that function: those that others need, or name in AFTER, first."""
    waiting = {s.label: {*s.needs, *_after(s)} for s in sections()}
    for label in TopologicalSorter(waiting).static_order():
        owner = section(label)
        if find_spec(f"{owner.name}.seed"):
            module = import_module(f"{owner.name}.seed")
            if hasattr(module, function):
                yield owner, module


def _after(owner: Section) -> tuple[str, ...]:
    """Sections whose demo data this one's seed.py builds on without needing them otherwise."""
    if not find_spec(f"{owner.name}.seed"):
        return ()
    return tuple(getattr(import_module(f"{owner.name}.seed"), "AFTER", ()))
