"""What the administration section announces."""

from __future__ import annotations

from dataclasses import dataclass

from linli.kernel.events import Event


@dataclass(frozen=True)
class PersonErased(Event):
    """A person asked for erasure (删除) and the registry was anonymised; sections drop what they hold of them."""

    person_id: int
    area_id: int


@dataclass(frozen=True)
class ConsentWithdrawn(Event):
    """A person no longer agrees to one use of their data (撤回同意)."""

    person_id: int
    area_id: int
    purpose: str
