"""The rules of long inactivity (久未活动) in a community: the ready-made ones of alerts, entered once and edited there."""

from __future__ import annotations

from linli.kernel.access import SYSTEM
from linli.kernel.models import Area
from linli.sections.alerts.services import create_rule, presets

KIND, LEAK = presets.INACTIVE, presets.LEAK


def ensure_rules(area: Area) -> Area:
    """Adds the rules to the community around an area, which it returns."""
    where = _community(area)
    for preset in presets.GUARD:
        create_rule(actor=SYSTEM, data=preset.rule(where.pk))
    return where


def _community(area: Area) -> Area:
    above = Area.objects.filter(pk__in=area.around)
    known = {row.kind: row for row in above}
    return known.get(Area.Kind.COMMUNITY) or known.get(Area.Kind.VILLAGE) or area
