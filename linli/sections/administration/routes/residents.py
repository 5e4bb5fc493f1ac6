"""Resident sign-in: code by SMS, code on paper; and the printing of codes by staff."""

from __future__ import annotations

from typing import Any

from ninja import Query

from linli.kernel.api import PUBLIC, Page, Paging, Request, client_address
from linli.sections.administration import people
from linli.sections.administration.queries import papercodes as queries
from linli.sections.administration.routes.router import SECRET, listed, router
from linli.sections.administration.routes.signin import enter
from linli.sections.administration.schemas import residents as shapes
from linli.sections.administration.schemas.signin import Done
from linli.sections.administration.services import papercodes, residents

PAPER = "administration.paper.manage"
ASKED = "如果这个手机号已在社区登记，验证码会在一分钟内送达。没有收到，请联系社区领取纸质登录码。"
STEPS = [
    "用手机打开社区公布的网址，先点“登录”，再点“收不到短信？用社区给的登录码”。",
    "输入纸上的 8 位登录码（不分大小写），点“登录”。",
    "登录码只能用一次，请勿转给他人；丢失请告诉社区作废。",
]


@router.post("/resident/code", gate=PUBLIC, response=shapes.CodeAskedOut, **SECRET)
def ask_code(request: Request, body: shapes.PhoneIn) -> Any:
    """获取短信验证码"""
    residents.ask_code(phone=body.phone, address=client_address(request))
    return {"message": ASKED, "wait_seconds": 60}


@router.post("/resident/login", gate=PUBLIC, response=shapes.ResidentLoginOut, **SECRET)
def resident_login(request: Request, body: shapes.PhoneLoginIn) -> Any:
    """居民用短信验证码登录"""
    found = residents.check_code(**body.dict(), address=client_address(request))
    if found.user:
        return {"me": enter(request, found.user, "phone")}
    return {"ticket": found.ticket, "people": [people.choice(p) for p in found.people]}


@router.post("/resident/choose", gate=PUBLIC, response=shapes.ResidentLoginOut, **SECRET)
def choose_person(request: Request, body: shapes.ChooseIn) -> Any:
    """同一手机号有多人时选择本人"""
    user = residents.choose(**body.dict(), address=client_address(request))
    return {"me": enter(request, user, "phone")}


@router.post("/resident/paper-login", gate=PUBLIC, response=shapes.ResidentLoginOut, **SECRET)
def paper_login(request: Request, body: shapes.PaperLoginIn) -> Any:
    """居民用纸质登录码登录"""
    user = papercodes.check_paper(code=body.code, address=client_address(request))
    return {"me": enter(request, user, "paper")}


@router.get("/paper-codes", gate=PAPER, response=Page[shapes.PaperOut])
def list_paper_codes(request: Request, paging: Query[Paging]) -> Any:
    """纸质登录码列表"""
    return listed(paging, queries.codes(request.actor), queries.code_row, shapes.PaperOut)


@router.post("/paper-codes", gate=PAPER, response=shapes.PaperPrintedOut, **SECRET)
def print_paper_code(request: Request, body: shapes.PaperIn) -> Any:
    """为一位居民打印登录码"""
    person = people.visible_person(request.actor, PAPER, body.person_id)
    row, code = papercodes.print_code(actor=request.actor, person=person, days=body.days)
    shown = {"id": row.pk, "code": code, "person_name": person.name, "expires_at": row.expires_at}
    return {**shown, "steps": STEPS}


@router.post("/paper-codes/{int:code_id}/revoke", gate=PAPER, response=Done)
def revoke_paper_code(request: Request, code_id: int) -> Any:
    """作废一张登录码"""
    papercodes.revoke_code(actor=request.actor, row=queries.code(request.actor, code_id))
    return {"message": "登录码已作废。"}
