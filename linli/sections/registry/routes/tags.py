"""Tags by hand and by rule (2.5)."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from ninja import Query

from linli.kernel.api import Page, Paging, Request
from linli.kernel.api.listing import listed
from linli.kernel.errors import NotFound
from linli.sections.registry import queries, services
from linli.sections.registry.models import Tag
from linli.sections.registry.queries import eligible
from linli.sections.registry.queries.profile import person_page
from linli.sections.registry.queries.tags import review_row, tag_row
from linli.sections.registry.routes import router
from linli.sections.registry.schemas import groups as shapes
from linli.sections.registry.schemas.people import PersonOut

READ, EDIT = "registry.tag.read", "registry.tag.edit"


@router.get("/tags", gate=READ, response=list[shapes.TagOut])
def list_tags(request: Request) -> Any:
    """人群标签"""
    return [tag_row(row) for row in queries.tags(request.actor)]


@router.get("/rule-fields", gate=READ, response=list[shapes.RuleFieldOut])
def rule_fields(request: Request) -> Any:
    """条件可用的字段"""
    return eligible.rule_fields()


@router.post("/tags", gate=EDIT, response=shapes.TagOut)
def define_tag(request: Request, body: shapes.TagIn) -> Any:
    """新建标签"""
    area = queries.area_of(request.actor, EDIT, body.area_id)
    tag = services.define_tag(actor=request.actor, area=area, **body.dict(exclude={"area_id"}))
    return _row(request, tag.pk)


@router.patch("/tags/{int:tag_id}", gate=EDIT, response=shapes.TagOut)
def change_tag(request: Request, tag_id: int, body: shapes.TagChange) -> Any:
    """修改标签"""
    values = body.dict(exclude_unset=True)
    if values.get("note") is None:
        values.pop("note", None)
    services.change_tag(actor=request.actor, tag=queries.one(Tag, request.actor, EDIT, tag_id), **values)
    return _row(request, tag_id)


@router.post("/tags/try", gate=EDIT, response=shapes.RuleCount)
def try_rule(request: Request, body: shapes.RuleIn) -> Any:
    """试算条件命中人数"""
    area = queries.area_of(request.actor, EDIT, body.area_id)
    people = eligible.people_within(area, request.actor, EDIT)
    found = eligible.count(people, body.rule, timezone.localdate())
    return {"count": found.certain, "unknown": found.to_check, "text": eligible.sentence(body.rule)}


@router.get("/tag-reviews", gate=EDIT, response=Page[shapes.ReviewRow])
def list_reviews(request: Request, paging: Query[Paging]) -> Any:
    """待复核的标签"""
    return listed(paging, queries.due_reviews(request.actor), review_row, shapes.ReviewRow)


@router.post("/people/{person_id}/tags", gate=EDIT, response=PersonOut)
def set_tag(request: Request, person_id: int, body: shapes.SetTag) -> Any:
    """给人员加标签"""
    person = queries.person(request.actor, person_id, EDIT)
    tag = _known(request, body.tag_id)
    services.set_tag(actor=request.actor, person=person, tag=tag, review_on=body.review_on)
    return person_page(queries.person(request.actor, person_id, EDIT))


@router.delete("/people/{person_id}/tags/{tag_id}", gate=EDIT, response=PersonOut)
def unset_tag(request: Request, person_id: int, tag_id: int) -> Any:
    """取消人员标签"""
    person = queries.person(request.actor, person_id, EDIT)
    services.unset_tag(actor=request.actor, person=person, tag=_known(request, tag_id))
    return person_page(queries.person(request.actor, person_id, EDIT))


@router.post("/people/{person_id}/tags/{tag_id}/review", gate=EDIT, response=PersonOut)
def review_tag(request: Request, person_id: int, tag_id: int, body: shapes.ReviewIn) -> Any:
    """复核人员标签"""
    person = queries.person(request.actor, person_id, EDIT)
    services.review_tag(actor=request.actor, person=person, tag=_known(request, tag_id), **body.dict())
    return person_page(queries.person(request.actor, person_id, EDIT))


def _known(request: Request, tag_id: int) -> Tag:
    tag = queries.known_tags(request.actor, EDIT).filter(pk=tag_id).first()
    if tag is None:
        raise NotFound
    return tag


def _row(request: Request, tag_id: int) -> dict[str, Any]:
    return tag_row(queries.tags(request.actor).get(pk=tag_id))
