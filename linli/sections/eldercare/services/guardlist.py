"""Who is on the list of the inactivity rules (守护名单): guarded by hand or by level of care, and not away."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.db.models import Q, QuerySet
from django.utils import timezone

from linli.kernel.access import SYSTEM
from linli.kernel.models import Area
from linli.sections.alerts import services as alerts
from linli.sections.alerts.queries import persons
from linli.sections.alerts.services import Listed
from linli.sections.eldercare.inactivity import KIND, LEAK, ensure_rules
from linli.sections.eldercare.models import Away, Elder, Guard

KINDS = (KIND, LEAK)


def guarded(elder: Elder, guard: Guard | None) -> bool:
    """By hand, or else those whose level of care is more than usual."""
    return guard.active if guard else elder.risk >= Elder.Risk.MEDIUM


def keep_lists(*, elders: Collection[int] | None = None) -> int:
    """Brings the lists in line with who is guarded, where they live and who is away. Returns how many lines changed."""
    rows = Elder.objects.select_related("person", "area")
    mine = rows if elders is None else rows.filter(pk__in=elders)
    wanted = _guarded(mine)
    _ensure_rules(row.area for row in wanted)
    away = Away.objects.filter(back_at=None, since__lte=timezone.now()).values_list("elder", flat=True)
    resting = set(away)
    people = [
        Listed(row.person_id, row.person.home_id, row.area.path, row.pk in resting) for row in wanted
    ]  # fmt: skip
    only = None if elders is None else list(mine.values_list("person", flat=True))
    return sum(alerts.keep_list(actor=SYSTEM, kind=kind, people=people, only=only) for kind in KINDS)


def _guarded(rows: QuerySet[Elder]) -> list[Elder]:
    by_level = Q(guard=None, risk__gte=Elder.Risk.MEDIUM)
    return list(rows.filter(Q(guard__active=True) | by_level, followed=True).order_by("pk"))


def _ensure_rules(areas: Iterable[Area]) -> None:
    """A community whose elders are guarded has the rules for it."""
    covered = persons.listed_areas(KINDS)
    for area in {area.pk: area for area in areas}.values():
        if not any(path.startswith(area.path) or area.path.startswith(path) for path in covered):
            covered.add(ensure_rules(area).path)
