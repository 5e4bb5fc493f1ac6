"""Whom past alerts concern, where that became known only later."""

from __future__ import annotations

from linli.sections.alerts.models import Alert


def concern(*, device_id: int, person_id: int) -> int:
    """The alerts of a device, while nobody was known to wear it, concern this person (demo data). Returns how many."""
    return Alert.objects.filter(device_id=device_id, person_id=None).update(person_id=person_id)
