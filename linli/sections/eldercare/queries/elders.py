"""Lists of elders: who needs most first, with categories, reviews that are due, and counts."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from linli.kernel.access import Actor
from linli.kernel.api import Paging
from linli.kernel.api.export import as_xlsx
from linli.kernel.api.paging import EXPORT_CAP
from linli.kernel.models import Area
from linli.sections.alerts.queries.persons import live_counts
from linli.sections.eldercare import access, classes
from linli.sections.eldercare.models import Binding, Category, Elder, ElderCategory
from linli.sections.eldercare.schemas.elders import ElderRow

CHUNK = 500
CONFLICT = "conflict"
GROUPS = dict(Category.Group.choices)


def elders(actor: Actor, filters: Any) -> QuerySet[Elder]:
    """The elders the actor may see, those who need most first."""
    rows = access.visible_elders(actor).filter(followed=filters.followed)
    rows = rows.order_by("-risk", "-risk_score", "person__name", "pk")
    exact = {"risk": filters.risk, "grade": filters.grade, "person__building_id": filters.building_id}
    rows = rows.filter(**{name: value for name, value in exact.items() if value is not None})
    if filters.q.strip():
        rows = rows.filter(_text(filters.q.strip()))
    for code in filters.category:
        rows = rows.filter(_in(code))
    if filters.area_id is not None:
        path = Area.objects.filter(pk=filters.area_id).values_list("path", flat=True).first()
        rows = rows.filter(area__path__startswith=path) if path else rows.none()
    return rows.filter(_state(filters.state))


def _text(text: str) -> Q:
    if text.isascii() and text.isalpha():
        return Q(person__initials__startswith=text.lower())
    return Q(person__name__contains=text) | Q(person__address__contains=text)


def _in(code: str) -> Q:
    held = ElderCategory.objects.filter(elder=OuterRef("pk"), category__code=code, ended_on=None)
    return Q(Exists(held))


def _state(state: str) -> Q:
    """`due`: a review is due; `conflict`: rule and hand differ; `banded`: wears a band; `unbanded`; `unassessed`."""
    if state == "due":
        due = ElderCategory.objects.filter(due_by(timezone.localdate()), elder=OuterRef("pk"))
        return Q(Exists(due))
    if state == CONFLICT:
        return Q(pk__in=_conflicting().values("elder"))
    banded = Q(Exists(Binding.objects.filter(elder=OuterRef("pk"), ended_at=None)))
    return {"banded": banded, "unbanded": ~banded, "unassessed": Q(grade=Elder.Grade.UNKNOWN)}.get(state, Q())


def due_by(day: dt.date) -> Q:
    """Categories whose review is due on that day."""
    return Q(ended_on=None, review_on__lte=day)


def _conflicting() -> QuerySet[ElderCategory]:
    """Categories set by hand beside another of the same group."""
    rows = ElderCategory.objects.filter(ended_on=None).exclude(category__group="")
    other = rows.filter(elder=OuterRef("elder"), category__group=OuterRef("category__group")).exclude(
        category=OuterRef("category")
    )
    return rows.filter(Exists(other))


def with_care(actor: Actor, rows: Sequence[Elder]) -> list[dict[str, Any]]:
    """The elders as lines of the list: three queries, however many."""
    today = timezone.localdate()
    held = categories_of([e.pk for e in rows])
    alerts = live_counts([e.person_id for e in rows])
    worn = set(Binding.objects.filter(elder__in=rows, ended_at=None).values_list("elder_id", flat=True))
    return [elder_row(e, held.get(e.pk, []), alerts.get(e.person_id, 0), e.pk in worn, today) for e in rows]


def exported(actor: Actor, paging: Paging, rows: QuerySet[Elder]) -> Any:
    """The whole list as XLSX, a chunk of elders at a time."""
    ordered = paging.ordered(rows)[:EXPORT_CAP]
    wanted = [c for c in paging.columns.split(",") if c in ElderRow.model_fields]
    return as_xlsx(_lines(actor, ordered), ElderRow, wanted or list(ElderRow.model_fields))


def _lines(actor: Actor, rows: QuerySet[Elder]) -> Iterator[dict[str, Any]]:
    whole = list(rows)
    for start in range(0, len(whole), CHUNK):
        yield from with_care(actor, whole[start : start + CHUNK])


def elder_row(
    elder: Elder, held: list[ElderCategory], alerts: int, banded: bool, today: dt.date
) -> dict[str, Any]:
    """One line of the list."""
    person = elder.person
    due = [row.review_on for row in held if row.review_on is not None]
    return {
        "id": elder.pk,
        "person_id": elder.person_id,
        "name": person.name,
        "sex": person.sex,
        "age": classes.years(person.born_on, today) if person.born_on else None,
        "address": person.address,
        "area": elder.area.name,
        "risk": elder.risk,
        "risk_title": elder.get_risk_display(),
        "grade": elder.grade,
        "grade_title": elder.get_grade_display(),
        "categories": "、".join(dict.fromkeys(row.category.title for row in held)),
        "conflict": bool(conflicts(held)),
        "review_on": min(due, default=None),
        "live_alerts": alerts,
        "banded": banded,
    }


def categories_of(elder_ids: Sequence[int]) -> dict[int, list[ElderCategory]]:
    """The open categories of several elders."""
    rows = ElderCategory.objects.filter(elder__in=elder_ids, ended_on=None).select_related("category", "user")
    found: dict[int, list[ElderCategory]] = defaultdict(list)
    for row in rows.order_by("category__order", "source"):
        found[row.elder_id].append(row)
    return found


def conflicts(held: Sequence[ElderCategory]) -> list[str]:
    """What does not fit together, in words: 居住方式：规则算为“空巢”，人工认定为“独居”."""
    said = []
    for group in sorted({row.category.group for row in held if row.category.group}):
        inside = [row for row in held if row.category.group == group]
        if len({row.category_id for row in inside}) > 1:
            words = "，".join(f"{_SAID[row.source]}“{row.category.title}”" for row in inside)
            said.append(f"{GROUPS[group]}：{words}")
    return said


_SAID = {"rule": "规则算为", "hand": "人工认定为"}


def statistics(actor: Actor) -> dict[str, Any]:
    """How many elders there are, by category, risk and ability, within the actor's areas. Three queries."""
    rows = access.visible_elders(actor).filter(followed=True).order_by()
    today = timezone.localdate()
    held = ElderCategory.objects.filter(elder__in=rows.values("pk"), ended_on=None)
    per = held.order_by().values("category").annotate(n=Count("elder", distinct=True))
    counts = dict(per.values_list("category", "n"))
    totals = rows.aggregate(
        total=Count("pk"),
        **{f"risk_{level}": Count("pk", filter=Q(risk=level)) for level in Elder.Risk.values},
        **{
            f"grade_{grade}": Count("pk", filter=Q(grade=grade)) for grade in Elder.Grade.values if grade >= 0
        },
        unassessed=Count("pk", filter=Q(grade=Elder.Grade.UNKNOWN)),
    )
    return {
        "total": totals["total"],
        "categories": [
            {"code": c.code, "title": c.title, "note": c.note, "by_hand": c.by_hand, "by_rule": bool(c.rule),
             "group": c.group, "count": counts.get(c.pk, 0)}
            for c in Category.objects.all()
        ],
        "risks": [
            {"value": int(r), "title": r.label, "count": totals[f"risk_{r.value}"]} for r in reversed(Elder.Risk)
        ],
        "grades": [
            {"value": int(g), "title": g.label,
             "count": totals["unassessed"] if g < 0 else totals[f"grade_{g.value}"]}
            for g in Elder.Grade
        ],
        "due": held.filter(due_by(today)).count(),
    }  # fmt: skip
