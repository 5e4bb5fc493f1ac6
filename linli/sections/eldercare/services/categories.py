"""Categories set by hand (人工认定) with evidence and review date, their review, and the assessment of ability."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from linli.kernel import audit
from linli.kernel.access import Actor
from linli.kernel.errors import Conflict, DomainError, NotFound
from linli.kernel.live import touch
from linli.sections.eldercare.access import MANAGE, lock_elder
from linli.sections.eldercare.models import Assessment, Category, Elder, ElderCategory
from linli.sections.eldercare.services.working_out import weigh, work_out
from linli.sections.registry import queries as registry

HAND = ElderCategory.Source.HAND


@transaction.atomic
def add_elder(*, actor: Actor, person_id: int, reason: str) -> Elder:
    """Takes somebody into the list who is not there by age. Raises NotFound, Conflict, DomainError without a reason."""
    actor.require(MANAGE)
    person = registry.person_brief(person_id)
    if person is None or not actor.can(MANAGE, person.area):
        raise NotFound
    if not reason.strip():
        raise DomainError("请填写纳入原因。", fields={"reason": "请填写纳入原因。"})
    elder, new = Elder.objects.get_or_create(person_id=person_id, defaults={"area": person.area})
    if not new:
        raise Conflict("已经在老人名册里。")
    audit.record(actor, "eldercare.elder.added", target=elder, detail={"reason": reason.strip()[:200]})
    work_out(person_ids=[person_id])
    touch("eldercare", elder.area_id)
    return elder


@transaction.atomic
def set_category(
    *, actor: Actor, elder_id: int, code: str, reason: str, review_on: dt.date | None = None
) -> ElderCategory:
    """Puts an elder into a category with the evidence. Raises NotFound, Conflict, DomainError."""
    elder = lock_elder(actor, elder_id, MANAGE)
    category = Category.objects.filter(code=code).first()
    if category is None or not category.by_hand:
        raise DomainError("请选择可以人工认定的分类。", fields={"code": "这个分类不能人工认定。"})
    if not reason.strip():
        raise DomainError("请填写认定依据。", fields={"reason": "例如：入户走访、残疾证、医院诊断。"})
    row = _insert(elder, category, reason, _review(category, review_on), actor)
    weigh([elder])
    _note(actor, "eldercare.category.set", elder, code=code)
    return row


@transaction.atomic
def end_category(*, actor: Actor, elder_id: int, row_id: int, reason: str) -> None:
    """Ends a category that was set by hand; the row stays. Raises NotFound, Conflict for a rule's."""
    elder = lock_elder(actor, elder_id, MANAGE)
    row = _open(elder, row_id)
    if not reason.strip():
        raise DomainError("请填写取消原因。", fields={"reason": "请填写取消原因。"})
    row.ended_on, row.end_reason = timezone.localdate(), reason.strip()[:100]
    row.save(update_fields=["ended_on", "end_reason"])
    weigh([elder])
    _note(actor, "eldercare.category.ended", elder, code=row.category.code)


@transaction.atomic
def review_category(
    *, actor: Actor, elder_id: int, row_id: int, review_on: dt.date | None = None
) -> ElderCategory:
    """The category still holds until the next review. Raises NotFound, Conflict, DomainError for a past date."""
    elder = lock_elder(actor, elder_id, MANAGE)
    row = _open(elder, row_id)
    row.review_on, row.user_id = _review(row.category, review_on), actor.user_id
    row.save(update_fields=["review_on", "user"])
    _note(actor, "eldercare.category.reviewed", elder, code=row.category.code)
    return row


@transaction.atomic
def assess(
    *, actor: Actor, elder_id: int, grade: int, assessed_on: dt.date, review_on: dt.date | None = None, note: str = ""
) -> Assessment:  # fmt: skip
    """Writes down an assessment of ability (GB/T 42195); the newest one counts. Raises NotFound, DomainError."""
    elder = lock_elder(actor, elder_id, MANAGE)
    if grade not in Elder.Grade.values or grade < 0:
        raise DomainError("请选择能力等级。", fields={"grade": "请选择能力等级。"})
    if assessed_on > timezone.localdate():
        raise DomainError("评估日期不能在今天以后。", fields={"assessed_on": "不能在今天以后。"})
    if review_on and review_on <= assessed_on:
        raise DomainError("复评日期应晚于评估日期。", fields={"review_on": "应晚于评估日期。"})
    row = Assessment.objects.create(
        elder=elder, grade=grade, assessed_on=assessed_on, review_on=review_on, note=note.strip()[:200],
        user_id=actor.user_id,
    )  # fmt: skip
    newest = elder.assessments.first()
    Elder.objects.filter(pk=elder.pk).update(grade=newest.grade if newest else grade)
    work_out(person_ids=[elder.person_id])
    _note(actor, "eldercare.elder.assessed", elder, grade=grade)
    return row


def _insert(
    elder: Elder, category: Category, reason: str, review_on: dt.date | None, actor: Actor
) -> ElderCategory:
    try:
        with transaction.atomic():
            return ElderCategory.objects.create(
                elder=elder, category=category, source=HAND, reason=reason.strip()[:200], review_on=review_on,
                user_id=actor.user_id,
            )  # fmt: skip
    except IntegrityError:
        raise Conflict(f"已经人工认定为“{category.title}”。") from None


def _open(elder: Elder, row_id: int) -> ElderCategory:
    row = elder.categories.select_related("category").filter(pk=row_id, ended_on=None).first()
    if row is None:
        raise NotFound
    if row.source != HAND:
        raise Conflict("规则分类由系统按登记信息计算。如与实际不符，请更正登记信息或另行人工认定。")
    return row


def _review(category: Category, review_on: dt.date | None) -> dt.date | None:
    """The day of the next review: as given, else by the category's period. Raises DomainError for a past day."""
    today = timezone.localdate()
    if review_on is None:
        return today + dt.timedelta(days=category.review_days) if category.review_days else None
    if review_on <= today:
        raise DomainError("复核日期应在今天以后。", fields={"review_on": "应在今天以后。"})
    return review_on


def _note(actor: Actor, action: str, elder: Elder, **detail: Any) -> None:
    audit.record(actor, action, target=elder, area=elder.area, detail=detail)
    touch("eldercare", elder.area_id)
