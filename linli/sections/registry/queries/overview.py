"""What the registry offers to the hall screen and to 我的工作台."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import CharField, Count, Q, QuerySet, Value
from django.utils import timezone

from linli.kernel.access import Actor, visible
from linli.kernel.manifest import Todo
from linli.sections.registry.eligibility import PRESENT, age_filter
from linli.sections.registry.models import Building, Home, ImportBatch, Person
from linli.sections.registry.queries.corrections import DECIDE, corrections
from linli.sections.registry.queries.tags import due_reviews

COUNT, TAG, IMPORT = "registry.count.read", "registry.tag.edit", "registry.import.run"
IMPORTS_TOLD = 5
Line = tuple[str, int, str, str]
"""What waits: its kind, its key or how many there are, its name and area."""


def people_tile(actor: Actor) -> dict[str, Any]:
    """Counts for the hall screen: nobody can be recognised in them."""
    today = timezone.localdate()
    here = Person.objects.filter(area__in=_areas(actor), status__in=PRESENT)
    counted = here.aggregate(
        people=Count("pk"),
        elders=Count("pk", filter=age_filter(">=", 60, today)),
        very_old=Count("pk", filter=age_filter(">=", 80, today)),
        alone=Count("pk", filter=age_filter(">=", 60, today) & Q(lives_alone=True)),
        children=Count("pk", filter=age_filter("<=", 6, today)),
    )
    homes = Home.objects.filter(area__in=_areas(actor))
    counted |= homes.aggregate(homes=Count("pk"), vacant=Count("pk", filter=Q(status="vacant")))
    return counted | {"buildings": Building.objects.filter(area__in=_areas(actor)).count()}


def _areas(actor: Actor) -> Any:
    return actor.areas(COUNT).values("pk")


def todos(actor: Actor) -> list[Todo]:
    """Corrections to decide, tags to review, imports to finish. One query."""
    asked = [rows(actor) for permission, rows, _ in _WAITING.values() if actor.can(permission)]
    found = list(asked[0].union(*asked[1:], all=True)) if asked else []
    told = [_WAITING[kind][2](*rest) for kind, *rest in sorted(found, key=_place) if rest[0]]
    return [Todo("registry", title, detail, link) for title, detail, link in told]


def _place(line: Line) -> tuple[int, int]:
    """Kinds in the order of `_WAITING`, of each the newest first."""
    return list(_WAITING).index(line[0]), -line[1]


def _counted(kind: str, rows: QuerySet[Any]) -> QuerySet[Any, Line]:
    """How many rows there are, as a line."""
    said: QuerySet[Any, Any] = rows.order_by().annotate(said=_words(kind)).values("said")
    told: QuerySet[Any, Line] = said.annotate(number=Count("pk")).values_list(
        "said", "number", _words(), _words()
    )
    return told


def _imports(actor: Actor) -> QuerySet[Any, Line]:
    """The newest imports that nobody has confirmed yet, as lines."""
    rows = visible(ImportBatch.objects.filter(state__in=("ready", "columns")), actor, IMPORT)
    newest: QuerySet[Any, Any] = ImportBatch.objects.filter(
        pk__in=rows.order_by("-pk").values("pk")[:IMPORTS_TOLD]
    )
    return newest.order_by().values_list(_words("import"), "pk", "name", "area__name")


def _words(text: str = "") -> Value:
    return Value(text, output_field=CharField())


_WAITING: dict[
    str, tuple[str, Callable[[Actor], QuerySet[Any, Line]], Callable[..., tuple[str, str, str]]]
] = {
    "correction": (
        DECIDE,
        lambda actor: _counted("correction", corrections(actor, ["pending"])),
        lambda number, *_: (f"{number} 条居民更正待审核", "居民提交的信息更正", "/registry/corrections"),
    ),
    "review": (
        TAG,
        lambda actor: _counted("review", due_reviews(actor)),
        lambda number, *_: (
            f"{number} 个标签待复核",
            "到期不复核的标签可能已不准",
            "/registry/tags?tab=reviews",
        ),
    ),
    "import": (
        IMPORT,
        _imports,
        lambda key, name, area: (f"花名册“{name}”还没有确认导入", area, f"/registry/imports/{key}"),
    ),
}
"""What may wait: for whom (permission), how its lines are found, and what each says."""
