"""Elders for tests."""

from __future__ import annotations

from typing import Any

from linli.kernel.models import Area
from linli.sections.eldercare.models import Elder
from linli.sections.registry.tests import factories as registry


def elder(area: Area, name: str = "王桂兰", **values: Any) -> Elder:
    """A person of the registry who is looked after."""
    person = registry.person(area, name=name, sex="女", **values)
    return Elder.objects.create(person_id=person.pk, area=person.area)
