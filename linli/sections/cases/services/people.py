"""Reporters whose record in the registry was erased or merged."""

from __future__ import annotations

from django.db import transaction

from linli.kernel import audit
from linli.kernel.access import SYSTEM
from linli.sections.cases.models import Case, CaseFollower


@transaction.atomic
def forget_reporter(*, person_id: int) -> int:
    """Removes name and phone of an erased person from their cases (个人信息保护法第47条). Returns how many."""
    own = Case.objects.filter(reporter_person_id=person_id)
    blank = {"reporter_name": "", "reporter_phone": "", "reporter_phone_index": ""}
    count = own.update(**blank, reporter_person_id=None, reporter_user=None)
    nobody = {"name": "", "phone": "", "phone_index": "", "person_id": None, "user": None}
    CaseFollower.objects.filter(person_id=person_id).update(**nobody)
    if count:
        audit.record(SYSTEM, "cases.reporter.erased", detail={"cases": count})
    return count


@transaction.atomic
def follow_reporter(*, person_id: int, gone_id: int) -> int:
    """Cases of a merged record belong to the one that stayed. Returns how many moved."""
    count = Case.objects.filter(reporter_person_id=gone_id).update(reporter_person_id=person_id)
    CaseFollower.objects.filter(person_id=gone_id).update(person_id=person_id)
    if count:
        audit.record(SYSTEM, "cases.reporter.merged", detail={"cases": count, "person": person_id})
    return count
