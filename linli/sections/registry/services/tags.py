"""Tags on people: defined, set by hand with review dates, or worked out by rule (2.5)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from linli.kernel import audit, live
from linli.kernel.access import Actor
from linli.kernel.errors import Conflict, DomainError, NotFound
from linli.kernel.models import Area
from linli.sections.registry.eligibility import checked_rule
from linli.sections.registry.models import Person, PersonTag, Tag
from linli.sections.registry.queries import eligible
from linli.sections.registry.services.derive import retag

EDIT = "registry.tag.edit"


@transaction.atomic
def define_tag(
    *,
    actor: Actor,
    area: Area,
    name: str,
    rule: dict[str, Any] | None = None,
    review_days: int | None = None,
    note: str = "",
) -> Tag:
    """Defines a tag for an area and what lies below. With a rule it is worked out at once and every night."""
    actor.require(EDIT, area)
    if not name.strip():
        raise DomainError("请填写标签名称。", fields={"name": "不能为空"})
    if rule is not None and review_days is not None:
        raise DomainError("条件标签每晚重算，不需要复核周期。", fields={"review_days": "请留空"})
    try:
        with transaction.atomic():
            tag = Tag.objects.create(
                area=area,
                name=name.strip()[:20],
                rule=checked_rule(rule) if rule is not None else None,
                review_days=review_days,
                note=note.strip()[:200],
            )
    except IntegrityError:
        raise Conflict("这个标签已经有了。") from None
    audit.record(actor, "registry.tag.defined", target=tag, detail={"name": tag.name})
    if tag.rule is not None:
        evaluate_tag(tag)
    live.touch("registry", area.pk)
    return tag


@transaction.atomic
def change_tag(*, actor: Actor, tag: Tag, **values: Any) -> Tag:
    """Changes note, review period or rule. Raises DomainError when a tag set by hand should get a rule."""
    actor.require(EDIT, tag.area)
    if "rule" in values:
        if (values["rule"] is None) != (tag.rule is None):
            raise DomainError("人工标签和条件标签不能互换，请另建一个。", fields={"rule": "不能改变标签类型"})
        tag.rule = checked_rule(values["rule"]) if values["rule"] is not None else None
    tag.note = str(values.get("note", tag.note)).strip()[:200]
    tag.review_days = values.get("review_days", tag.review_days)
    tag.save()
    if tag.rule is not None:
        evaluate_tag(tag)
    audit.record(actor, "registry.tag.changed", target=tag, detail={"fields": sorted(values)})
    live.touch("registry", tag.area_id)
    return tag


@transaction.atomic
def set_tag(*, actor: Actor, person: Person, tag: Tag, review_on: dt.date | None = None) -> PersonTag:
    """Puts a tag on a person. Raises Conflict when it is there, DomainError for a tag that follows a rule."""
    actor.require(EDIT, person.area)
    if not person.area.path.startswith(tag.area.path):
        raise NotFound
    if tag.rule is not None:
        raise DomainError(
            "这是条件标签，由系统按条件计算，不能手工添加。", fields={"tag_id": "请选择人工标签"}
        )
    if review_on is None and tag.review_days:
        review_on = timezone.localdate() + dt.timedelta(days=tag.review_days)
    row, made = PersonTag.objects.get_or_create(person=person, tag=tag, defaults={"review_on": review_on})
    if not made:
        raise Conflict(f"{person.name}已有“{tag.name}”标签。")
    retag([person.pk])
    audit.record(actor, "registry.tag.set", target=person, detail={"tag": tag.name})
    live.touch("registry", person.area_id)
    return row


@transaction.atomic
def unset_tag(*, actor: Actor, person: Person, tag: Tag) -> None:
    """Takes a tag off a person. Raises NotFound when it is not there, DomainError for a tag that follows a rule."""
    actor.require(EDIT, person.area)
    row = PersonTag.objects.filter(person=person, tag=tag).first()
    if row is None:
        raise NotFound
    if tag.rule is not None:
        raise DomainError("这是条件标签，由系统按条件计算，不能手工取消。")
    row.delete()
    retag([person.pk])
    audit.record(actor, "registry.tag.unset", target=person, detail={"tag": tag.name})
    live.touch("registry", person.area_id)


@transaction.atomic
def review_tag(
    *, actor: Actor, person: Person, tag: Tag, keep: bool, review_on: dt.date | None = None
) -> None:
    """The review: the tag still holds (until the next review) or goes."""
    if not keep:
        return unset_tag(actor=actor, person=person, tag=tag)
    actor.require(EDIT, person.area)
    if review_on is None and tag.review_days:
        review_on = timezone.localdate() + dt.timedelta(days=tag.review_days)
    if review_on and review_on <= timezone.localdate():
        raise DomainError("下次复核日期应在今天以后。", fields={"review_on": "应在今天以后"})
    if not PersonTag.objects.filter(person=person, tag=tag).update(review_on=review_on):
        raise NotFound
    audit.record(actor, "registry.tag.reviewed", target=person, detail={"tag": tag.name})
    return None


def evaluate_tag(tag: Tag) -> tuple[int, int]:
    """Works a rule out anew; returns how many people got the tag and how many lost it."""
    if tag.rule is None:
        return 0, 0
    today = timezone.localdate()
    below = eligible.people_within(tag.area)
    wanted = set(eligible.met(below, tag.rule, today).values_list("pk", flat=True))
    has = set(PersonTag.objects.filter(tag=tag).values_list("person", flat=True))
    PersonTag.objects.filter(tag=tag, person__in=has - wanted).delete()
    PersonTag.objects.bulk_create(
        (PersonTag(tag=tag, person_id=pk, source=PersonTag.Source.RULE) for pk in sorted(wanted - has)),
        batch_size=500,
    )
    retag((wanted - has) | (has - wanted))
    Tag.objects.filter(pk=tag.pk).update(evaluated_at=timezone.now())
    return len(wanted - has), len(has - wanted)
