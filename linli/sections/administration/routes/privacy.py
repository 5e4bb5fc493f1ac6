"""Reveal, consents, copy and erasure of one person's data, the audit trail."""

from __future__ import annotations

from typing import Any

from ninja import Query

from linli.kernel.api import LOGGED_IN, Page, Paging, Request
from linli.kernel.errors import Forbidden
from linli.sections.administration import people
from linli.sections.administration.people import PersonBrief
from linli.sections.administration.queries import audit as trail
from linli.sections.administration.queries import privacy as queries
from linli.sections.administration.routes.router import NARROW_SECRET, OWN, SECRET, listed, named, router
from linli.sections.administration.schemas import operations as shapes
from linli.sections.administration.schemas.signin import Done
from linli.sections.administration.services import privacy as services

EXPORT, ERASE = "administration.person.export", "administration.person.erase"


class AuditPaging(Paging):
    """Paging of the audit trail."""

    sortable = ("at",)


@router.post("/reveal", gate=LOGGED_IN, response=shapes.RevealOut, **NARROW_SECRET)
def reveal(request: Request, body: shapes.RevealIn) -> Any:
    """查看一项个人信息的全文（留痕）"""
    value = services.reveal_field(
        actor=request.actor, model=body.model, pk=body.id, field=body.field, reason=body.reason
    )
    return {"value": value}


@router.get("/reveals", gate=trail.PRIVACY, response=Page[shapes.RevealRow])
def list_reveals(request: Request, paging: Query[Paging]) -> Any:
    """个人信息查看记录"""
    return listed(paging, trail.reveals(request.actor), trail.reveal_row, shapes.RevealRow)


@router.get("/consents", gate=queries.READ, response=Page[shapes.ConsentOut])
def list_consents(request: Request, filters: Query[shapes.ConsentFilters], paging: Query[Paging]) -> Any:
    """同意记录"""
    return listed(paging, queries.consents(request.actor, filters), queries.consent_row, shapes.ConsentOut)


@router.post("/consents", gate=queries.MANAGE, response=shapes.ConsentOut)
def record_consent(request: Request, body: shapes.ConsentIn) -> Any:
    """登记一项同意"""
    person = people.visible_person(request.actor, queries.MANAGE, body.person_id)
    row = services.record_consent(
        actor=request.actor, person=person, purpose=body.purpose, way=body.way, wording=body.wording
    )
    return named([queries.consent_row(row)], shapes.ConsentOut)[0]


@router.post("/consents/{int:consent_id}/withdraw", gate=queries.MANAGE, response=Done)
def withdraw_consent(request: Request, consent_id: int) -> Any:
    """撤回一项同意"""
    services.withdraw_consent(actor=request.actor, row=queries.consent(request.actor, consent_id))
    return {"message": "同意已撤回。"}


@router.get("/my/consents", gate=LOGGED_IN, response=list[shapes.PurposeOut], **OWN)
def my_consents(request: Request) -> Any:
    """我的同意（居民）"""
    return queries.own_consents(_own_person(request).id)


@router.post("/my/consents", gate=LOGGED_IN, response=list[shapes.PurposeOut], **OWN)
def set_my_consent(request: Request, body: shapes.MyConsentIn) -> Any:
    """同意或撤回（居民）"""
    person = _own_person(request)
    services.set_own_consent(
        actor=request.actor, person=person, purpose=body.purpose.value, agreed=body.agreed
    )
    return queries.own_consents(person.id)


@router.post("/people/{int:person_id}/export", gate=EXPORT, response=shapes.PersonDataOut, **SECRET)
def export_person(request: Request, person_id: int, body: shapes.PersonRequestIn) -> Any:
    """应本人要求，导出平台掌握的一人的数据"""
    person = people.visible_person(request.actor, EXPORT, person_id)
    return services.export_person(actor=request.actor, person=person, reason=body.reason)


@router.post("/people/{int:person_id}/erase", gate=ERASE, response=Done)
def erase_person(request: Request, person_id: int, body: shapes.EraseIn) -> Any:
    """应本人要求，删除一人的个人信息（不可恢复）"""
    person = people.visible_person(request.actor, ERASE, person_id)
    services.erase_person(
        actor=request.actor, person=person, reason=body.reason, confirm_name=body.confirm_name
    )
    return {"message": "个人信息已删除，登录账号已停用。"}


@router.get("/data-requests", gate=queries.PRIVACY, response=Page[shapes.DataRequestOut])
def list_data_requests(request: Request, paging: Query[Paging]) -> Any:
    """导出与删除的办理记录"""
    return listed(paging, queries.data_requests(request.actor), queries.request_row, shapes.DataRequestOut)


@router.get("/audit", gate=trail.READ, response=Page[shapes.AuditRow])
def list_audit(request: Request, filters: Query[shapes.AuditFilters], paging: Query[AuditPaging]) -> Any:
    """审计记录"""
    return listed(paging, trail.entries(request.actor, filters), trail.entry_row, shapes.AuditRow)


@router.get("/audit/verify", gate=trail.READ, response=shapes.VerifyOut)
def verify_audit(request: Request) -> Any:
    """校验审计链"""
    return trail.verification()


def _own_person(request: Request) -> PersonBrief:
    person = people.by_id(request.actor.person_id) if request.actor.person_id else None
    if person is None or request.actor.kind != "resident":
        raise Forbidden("此页只供居民本人使用。")
    return person
