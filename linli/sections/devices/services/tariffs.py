"""Tariffs by time of day (分时电价)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction

from linli.kernel import audit, live
from linli.kernel.access import Actor
from linli.kernel.errors import DomainError, NotFound
from linli.sections.devices.charging.bill import DAY_MINUTES
from linli.sections.devices.models import Tariff
from linli.sections.devices.services.register import area_of

MANAGE = "devices.charger.manage"


@transaction.atomic
def save_tariff(
    *, actor: Actor, area_id: int, title: str, starts_on: dt.date, periods: list[dict[str, Any]],
    ends_on: dt.date | None = None, tariff_id: int | None = None,
) -> Tariff:  # fmt: skip
    """Makes or changes a tariff. Sessions that have begun keep the prices they began with.

    Raises DomainError when the periods do not cover the day exactly, NotFound.
    """
    area = area_of(actor, area_id, MANAGE)
    tariff = _tariff(actor, tariff_id) if tariff_id else Tariff()
    if ends_on is not None and ends_on < starts_on:
        raise DomainError("请检查日期。", fields={"ends_on": "截止日期不能早于生效日期。"})
    tariff.area, tariff.title, tariff.starts_on, tariff.ends_on = area, title.strip(), starts_on, ends_on
    tariff.periods = covering(periods)
    tariff.save()
    audit.record(actor, "devices.tariff.saved", target=tariff, area=area, detail={"periods": tariff.periods})
    live.touch("charging", area.pk)
    return tariff


def _tariff(actor: Actor, tariff_id: int) -> Tariff:
    tariff = (
        Tariff.objects.select_for_update(of=("self",)).select_related("area").filter(pk=tariff_id).first()
    )
    if tariff is None or not actor.can(MANAGE, tariff.area):
        actor.require(MANAGE)
        raise NotFound
    return tariff


def covering(periods: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The periods in order, from 0:00 to 24:00 without gap or overlap. Raises DomainError."""
    found = sorted(periods, key=lambda p: int(p["from"]))
    edges = [0, *(int(p["to"]) for p in found)]
    fits = all(int(p["from"]) == edge and int(p["to"]) > edge for p, edge in zip(found, edges, strict=False))
    if not found or not fits or edges[-1] != DAY_MINUTES:
        message = "各时段应首尾相接，从 0:00 到 24:00，不重叠、不空缺。"
        raise DomainError(message, fields={"periods": message})
    return found
