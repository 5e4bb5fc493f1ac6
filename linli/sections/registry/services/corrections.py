"""Residents look after their own record: verify, propose a correction; staff decide (2.8)."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from linli.kernel import audit, live
from linli.kernel.access import Actor
from linli.kernel.errors import Conflict, DomainError, NotFound
from linli.kernel.events import publish
from linli.sections.registry.events import CorrectionDecided
from linli.sections.registry.models import Correction, Person
from linli.sections.registry.services.identity import checked
from linli.sections.registry.services.people import write_person

OWN = ("name", "sex", "born_on", "id_number", "phones", "hukou")
DECIDE = "registry.correction.decide"


def own_person(actor: Actor, permission: str) -> Person:
    """The record of the resident who asks. Raises NotFound when the account belongs to nobody."""
    actor.require(permission)
    found = Person.objects.select_related("area").filter(pk=actor.person_id or 0).first()
    if found is None:
        raise NotFound("您的账号还没有关联到人口档案，请联系社区。")
    return found


@transaction.atomic
def verify_own(*, actor: Actor) -> Person:
    """The resident says that the record is right (核实无误)."""
    person = own_person(actor, "registry.own.correct")
    person.verified_at = timezone.now()
    person.save(update_fields=["verified_at"])
    audit.record(actor, "registry.person.verified", target=person)
    live.touch("registry", person.area_id)
    return person


@transaction.atomic
def propose_correction(*, actor: Actor, changes: Mapping[str, Any], explanation: str = "") -> Correction:
    """Proposes other values for one's own record; nothing changes before staff decide.

    Raises Conflict while an earlier proposal waits.
    """
    person = own_person(actor, "registry.own.correct")
    wanted = {name: value for name, value in changes.items() if name in OWN and value is not None}
    if not wanted and not explanation.strip():
        raise DomainError("请写明要更正的内容。", fields={"explanation": "至少改一项，或写明情况"})
    checked(wanted)
    plain = {n: v.isoformat() if isinstance(v, dt.date) else v for n, v in wanted.items()}
    try:
        with transaction.atomic():
            row = Correction.objects.create(
                person=person,
                area_id=person.area_id,
                changes=json.dumps(plain, ensure_ascii=False),
                explanation=explanation.strip()[:300],
                submitted_by_id=actor.user_id,
            )
    except IntegrityError:
        raise Conflict("您上次提交的更正还在审核，请等待结果。") from None
    audit.record(actor, "registry.correction.proposed", target=row, detail={"fields": sorted(plain)})
    live.touch("registry", person.area_id)
    return row


@transaction.atomic
def decide_correction(*, actor: Actor, correction: Correction, accept: bool, reason: str = "") -> Correction:
    """Accepts (and writes) or refuses a proposal. A refusal needs a reason. Raises Conflict when decided already."""
    actor.require(DECIDE, correction.area)
    row = Correction.objects.select_for_update().select_related("person").get(pk=correction.pk)
    if row.state != Correction.State.PENDING:
        raise Conflict("这条更正已经有人审核过了。")
    if not accept and len(reason.strip()) < 4:
        raise DomainError("不采纳时请写明理由，居民会看到。", fields={"reason": "至少 4 个字"})
    changes = json.loads(row.changes)
    if accept and changes:
        if changes.get("born_on"):
            changes["born_on"] = dt.date.fromisoformat(changes["born_on"])
        write_person(actor, row.person, changes, "registry.person.corrected")
    row.state = Correction.State.ACCEPTED if accept else Correction.State.REFUSED
    row.reason, row.decided_by_id, row.decided_at = reason.strip()[:300], actor.user_id, timezone.now()
    row.save(update_fields=["state", "reason", "decided_by", "decided_at"])
    audit.record(actor, "registry.correction.decided", target=row, detail={"accepted": accept})
    publish(CorrectionDecided(row.pk, row.person_id, row.area_id, accept))
    live.touch("registry", row.area_id)
    return row
