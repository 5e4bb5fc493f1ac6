"""The knowledge base: its entries for staff, and ready to be searched for whoever asks."""

from __future__ import annotations

import datetime as dt
from collections import OrderedDict
from threading import Lock

from django.db.models import BooleanField, Count, ExpressionWrapper, Max, Q, QuerySet
from django.utils import timezone

from linli.kernel.access import Actor, around, visible
from linli.kernel.errors import NotFound
from linli.kernel.models import Area
from linli.sections.outreach.answering.index import Found, Item, Knowledge
from linli.sections.outreach.models import Entry

READ, MANAGE, ASK = "outreach.answer.read", "outreach.answer.manage", "outreach.answer.ask"
KEPT = 32
"""Knowledge bases kept ready in a process; one is about a megabyte."""
Key = tuple[tuple[int, ...], dt.date, int, dt.datetime | None]

_ready: OrderedDict[tuple[int, ...], tuple[Key, Knowledge]] = OrderedDict()
_lock = Lock()


def entries(
    actor: Actor, *, topic: str = "", text: str = "", active: bool | None = None, area_id: int | None = None
) -> QuerySet[Entry]:
    """The entries that hold in the actor's areas, `own` where the actor may change them."""
    own = Q(area__in=actor.areas(MANAGE).values("pk"))
    rows = around(Entry.objects.select_related("area"), actor, READ)
    rows = rows.annotate(own=ExpressionWrapper(own, BooleanField()))
    rows = rows.filter(topic=topic) if topic else rows
    rows = rows if active is None else rows.filter(active=active)
    rows = rows.filter(area=area_id) if area_id else rows
    for word in text.split():
        rows = rows.filter(
            Q(question__icontains=word) | Q(answer__icontains=word) | Q(variants__icontains=word)
        )
    return rows


def entry(actor: Actor, entry_id: int, permission: str = READ) -> Entry:
    """One entry. Raises NotFound outside the actor's areas."""
    found = visible(Entry.objects.select_related("area"), actor, permission).filter(pk=entry_id).first()
    if found is None:
        raise NotFound
    return found


def in_force(areas: tuple[int, ...], day: dt.date) -> QuerySet[Entry]:
    """Entries that hold in these areas on that day."""
    rows = Entry.objects.filter(area__in=areas, active=True)
    rows = rows.filter(Q(valid_from=None) | Q(valid_from__lte=day))
    return rows.filter(Q(valid_until=None) | Q(valid_until__gte=day)).order_by("pk")


def knowledge(area: Area) -> Knowledge:
    """The knowledge base that holds in the area today: one query, and a second after an entry was changed."""
    areas = tuple(area.around)
    seen = Entry.objects.filter(area__in=areas).aggregate(count=Count("pk"), latest=Max("updated_at"))
    key = (areas, timezone.localdate(), seen["count"], seen["latest"])
    with _lock:
        known = _ready.get(areas)
        if known and known[0] == key:
            _ready.move_to_end(areas)
            return known[1]
    made = Knowledge(
        [Item(e.pk, e.question, tuple(e.variants), e.answer) for e in in_force(areas, timezone.localdate())]
    )
    with _lock:
        _ready[areas] = (key, made)
        while len(_ready) > KEPT:
            _ready.popitem(last=False)
    return made


def found(area: Area, question: str) -> list[Found]:
    """The entries likeliest to answer the question in that area, best first."""
    return knowledge(area).ask(question)


def choices(area: Area, ids: list[int]) -> list[Entry]:
    """These entries in this order, without those that no longer hold."""
    rows = in_force(tuple(area.around), timezone.localdate()).in_bulk(ids)
    return [rows[one] for one in ids if one in rows]
