"""Codes typed at the machine (取药码): for who stands before the cabinet without a phone that is online there."""

from __future__ import annotations

import datetime as dt
import secrets

from django.db import IntegrityError, transaction
from django.utils import timezone

from linli.kernel import audit
from linli.kernel.access import SYSTEM, Actor
from linli.kernel.errors import Conflict, DomainError, NotFound
from linli.sections.eldercare.models import Cabinet, Dispensing, Drug, Elder, Pickup
from linli.sections.eldercare.services.dispensing import Wish, dispense, may_take

GOOD_FOR = dt.timedelta(minutes=30)
TRIES = 20
WRONG = "取药码不对，或已用过、已过期。请在手机上重新取码。"


@transaction.atomic
def make_code(*, actor: Actor, elder: Elder, drug_id: int, quantity: int) -> Pickup:
    """Makes a code of six digits; what it stands for is checked now and again at the machine. Raises as `dispense`."""
    drug = Drug.objects.filter(pk=drug_id, active=True).first()
    if drug is None:
        raise NotFound
    may_take(elder, drug, quantity)
    now = timezone.now()
    Pickup.objects.filter(used_at=None, until__lt=now).delete()
    Pickup.objects.filter(used_at=None, elder=elder, drug=drug).delete()
    pickup = _drawn(elder, drug, quantity, now + GOOD_FOR)
    audit.record(actor, "eldercare.pickup.made", target=pickup, area=elder.area, detail={"drug": drug.pk})
    return pickup


def _drawn(elder: Elder, drug: Drug, quantity: int, until: dt.datetime) -> Pickup:
    for _ in range(TRIES):
        code = f"{secrets.randbelow(900_000) + 100_000}"
        try:
            with transaction.atomic():
                return Pickup.objects.create(
                    elder=elder, drug=drug, quantity=quantity, code=code, until=until
                )
        except IntegrityError:
            continue
    raise Conflict("取药码暂时用完了，请稍后再试。")


@transaction.atomic
def take_with_code(*, device_id: int, code: str) -> Dispensing:
    """Somebody typed a code at a cabinet: the slot opens. Raises DomainError in words for the machine's screen."""
    pickup = (
        Pickup.objects.select_for_update(of=("self",))
        .select_related("elder__area", "elder__person", "drug")
        .filter(code=code, used_at=None, until__gte=timezone.now())
        .first()
    )
    cabinet = Cabinet.objects.filter(device_id=device_id).first()
    if pickup is None or cabinet is None:
        raise DomainError(WRONG)
    wish = Wish(cabinet.pk, pickup.drug_id, pickup.quantity, f"pickup-{pickup.pk}")
    row = dispense(actor=SYSTEM, elder=pickup.elder, wish=wish, way=Dispensing.Way.MACHINE)
    pickup.used_at = timezone.now()
    pickup.save(update_fields=["used_at"])
    return row
