"""People of the registry for the administration tests."""

from __future__ import annotations

from django.apps import apps

from linli.kernel.access import SYSTEM
from linli.kernel.models import Area
from linli.kernel.testing.world import Branch
from linli.sections.registry import services as registry


def make_person(branch: Branch, name: str, phone: str) -> int:
    """A person who lives in the branch's estate; returns the id."""
    return _make(branch.estate, name, phone)


def person_of(area: Area) -> int:
    """The sample person of an estate, made once; returns the id."""
    found = apps.get_model("registry", "Person").objects.filter(estate=area, name="样本居民").first()
    return found.pk if found else _make(area, "样本居民", "13905370001")


def phones_of(person_id: int) -> str:
    """The phones now on record."""
    phones: str = apps.get_model("registry", "Person").objects.get(pk=person_id).phones
    return phones


def _make(area: Area, name: str, phone: str) -> int:
    return registry.add_person(actor=SYSTEM, estate=area, name=name, phones=phone).pk
