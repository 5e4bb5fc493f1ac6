"""The health file as those see it who may know: values with sources, NEWS2, standing facts, measurements, looks."""

from __future__ import annotations

import json
from typing import Any

from django.db.models import QuerySet

from linli.kernel.access import Actor
from linli.sections.administration.queries.privacy import consent_in_force
from linli.sections.eldercare import vitals
from linli.sections.eldercare.access import HEALTH, elder_of
from linli.sections.eldercare.models import Elder, FileView, HealthFile, Measurement, PersonLimit
from linli.sections.eldercare.queries.limits import URGENT, limits_of
from linli.sections.eldercare.queries.told import alerts_shown
from linli.sections.eldercare.queries.vitals import SOURCES, News, Value, current, news_of


def elder_for_health(actor: Actor, elder_id: int, permission: str = HEALTH) -> Elder:
    """An elder whose health the actor may know. Raises Unauthorized, Forbidden, NotFound."""
    return elder_of(actor, elder_id, permission)


def health_now(elder: Elder) -> dict[str, Any]:
    """Everything at one look. The caller has checked who may know."""
    values = current([elder]).get(elder.pk, {})
    limits = list(limits_of(elder))
    return {
        "elder_id": elder.pk,
        "name": elder.person.name,
        "values": values_shown(values, limits),
        "news2": news_shown(news_of(elder, values)),
        "standing": standing(elder),
        "limits": [limit_row(row) for row in limits],
        "alerts": alerts_shown(elder),
        "vitals": [vital_row(v) for v in vitals.VITALS.values()],
        "consented": consent_in_force(elder.person_id, "health") is not None,
    }


def values_shown(values: dict[str, Value], limits: list[PersonLimit]) -> list[dict[str, Any]]:
    """The newest values in the catalogue's order, as text, and whether they are beyond the elder's limits."""
    own = {(row.vital, row.above): row for row in limits}
    found = [values[code] for code in vitals.VITALS if code in values]
    return [
        {
            "vital": v.code, "title": vitals.VITALS[v.code].title, "value": v.value, "text": vitals.shown(v.code, v.value),
            "at": v.at, "source": SOURCES[v.source], "outside": _outside(v, own),
        }
        for v in found
    ]  # fmt: skip


def _outside(value: Value, own: dict[tuple[str, bool], PersonLimit]) -> bool:
    for above in (True, False):
        row = own.get((value.code, above))
        limit = row.limit if row else URGENT.get((value.code, above))
        if limit is not None and (value.value >= limit if above else value.value <= limit):
            return True
    return False


def news_shown(found: News) -> dict[str, Any]:
    """NEWS2 as the page shows it."""
    return {
        "total": found.score.total,
        "level": found.score.level,
        "label": found.score.label,
        "response": found.score.response,
        "complete": found.score.complete,
        "scale": found.scale,
        "parameters": found.parameters,
    }


def standing(elder: Elder) -> dict[str, Any]:
    """The standing facts, decrypted."""
    file = HealthFile.objects.select_related("changed_by").filter(elder=elder).first() or HealthFile(
        elder=elder
    )
    lists = {
        name: json.loads(getattr(file, name) or "[]") for name in ("conditions", "allergies", "medications")
    }
    return {
        "revision": file.revision,
        "blood_group": file.blood_group,
        "note": file.note,
        "on_oxygen": elder.on_oxygen,
        "spo2_scale": elder.spo2_scale,
        "changed_by": file.changed_by.name if file.changed_by else "",
        "changed_at": file.changed_at if file.pk else None,
        **lists,
    }


def limit_row(row: PersonLimit) -> dict[str, Any]:
    """A limit as the page shows it."""
    plain = (
        "vital",
        "above",
        "limit",
        "duration_s",
        "muted",
        "starts",
        "ends",
        "reason",
        "review_on",
        "set_at",
    )
    return {
        **{name: getattr(row, name) for name in plain},
        "id": row.pk,
        "title": vitals.VITALS[row.vital].title,
        "user": row.user.name if row.user else "",
        "for_band": bool(row.rules),
    }


def vital_row(vital: vitals.Vital) -> dict[str, Any]:
    """A vital sign for a form."""
    return {
        "code": vital.code, "title": vital.title, "unit": vital.unit, "low": vital.low, "high": vital.high,
        "decimals": vital.decimals,
    }  # fmt: skip


def measurements(elder: Elder) -> QuerySet[Measurement]:
    """What people measured, newest first, with what was corrected. The caller has checked."""
    return elder.measurements.select_related("user")


def measurement_row(row: Measurement) -> dict[str, Any]:
    """One occasion in words."""
    said = [
        f"{vitals.VITALS[code].title} {vitals.shown(code, value)}"
        for code, value in row.values.items()
        if code in vitals.VITALS
    ]
    return {
        "id": row.pk, "at": row.at, "values": row.values, "text": "，".join(said), "source": row.source,
        "source_title": SOURCES[row.source], "note": row.note, "user": row.user.name if row.user else "",
        "recorded_at": row.recorded_at, "replaced": row.replaced_by_id is not None,
        "withdrawn": row.withdrawn_at is not None, "why": row.why,
    }  # fmt: skip


def views(elder: Elder) -> QuerySet[FileView]:
    """Who looked at the elder's data. The caller has checked."""
    return elder.views.all()
