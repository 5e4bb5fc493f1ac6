"""Elders as the registry changes under them: who leaves is let go, who is merged is followed, who asks is forgotten."""

from __future__ import annotations

from django.db import transaction

from linli.kernel import audit
from linli.kernel.access import SYSTEM
from linli.sections.alerts import services as alerts
from linli.sections.eldercare.models import Binding, Elder, HealthFile
from linli.sections.eldercare.services import bindings, kin, limiting
from linli.sections.eldercare.services.working_out import work_out


@transaction.atomic
def let_go(*, person_id: int) -> None:
    """The person moved away or died: nothing is collected any more, relatives see nothing more."""
    elder = Elder.objects.select_related("person", "area").filter(person_id=person_id).first()
    if elder is None:
        return
    bindings.stop_for(elder, Binding.End.LEFT)
    kin.end_all(elder)
    limiting.end_all(elder)
    alerts.drop_fences(person_id=person_id)
    work_out(person_ids=[person_id])


@transaction.atomic
def follow_merge(*, kept: int, gone: int) -> None:
    """Two records became one: the elder follows, unless the kept one is an elder already; then the richer one stays."""
    elder = Elder.objects.filter(person_id=gone).first()
    if elder is None:
        return
    other = Elder.objects.filter(person_id=kept).first()
    if other is not None:
        _join(elder, other)
    else:
        Elder.objects.filter(pk=elder.pk).update(person_id=kept)
    alerts.follow_person(kept=kept, gone=gone)
    for row in Binding.objects.filter(elder__person_id=kept, ended_at=None).select_related("device"):
        bindings.put_on(row, kept)
    work_out(person_ids=[kept])


def _join(gone: Elder, kept: Elder) -> None:
    """What hangs on the one goes to the other; what both have stays as the kept one has it."""
    gone.measurements.update(elder=kept)
    gone.bindings.update(elder=kept)
    gone.views.update(elder=kept)
    gone.assessments.update(elder=kept)
    held = kept.categories.filter(ended_on=None).values_list("category_id", "source")
    for row in gone.categories.all():
        if row.ended_on or (row.category_id, row.source) not in set(held):
            row.elder = kept
            row.save(update_fields=["elder"])
    known = set(kept.relatives.filter(ended_at=None).values_list("phone_index", flat=True))
    gone.relatives.exclude(phone_index__in=known).update(elder=kept)
    gone.delete()


@transaction.atomic
def forget(*, person_id: int) -> None:
    """The right to erasure (个人信息保护法第47条): health data goes, relatives and devices are let go."""
    elder = Elder.objects.select_related("person", "area").filter(person_id=person_id).first()
    if elder is None:
        return
    bindings.stop_for(elder, Binding.End.WITHDRAWN)
    kin.end_all(elder)
    limiting.end_all(elder)
    elder.measurements.all().delete()
    elder.relatives.all().delete()
    elder.views.all().delete()
    elder.categories.all().delete()
    elder.assessments.all().delete()
    HealthFile.objects.filter(elder=elder).delete()
    Elder.objects.filter(pk=elder.pk).update(
        followed=False, risk_reasons=[], news2_level=None, news2_total=None, on_oxygen=None, spo2_scale=1
    )
    audit.record(SYSTEM, "eldercare.elder.forgotten", target=elder, area=elder.area)
