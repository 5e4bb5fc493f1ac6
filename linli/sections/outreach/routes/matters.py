"""Matters (惠民事项): lists, steps, proxies, the list for the upper office, and one's own (4.8)."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from ninja import Query, Status

from linli.kernel.api import Page, Request
from linli.kernel.api.export import as_sheet
from linli.kernel.api.listing import listed
from linli.sections.outreach.queries import matters as found
from linli.sections.outreach.routes.base import OWN, Id, router
from linli.sections.outreach.schemas import matters as s
from linli.sections.outreach.services import matterexport, matterpeople, matters
from linli.sections.registry.queries import area_of

READ, MANAGE, HANDLE = "outreach.matter.read", "outreach.matter.manage", "outreach.matter.handle"
EXPORT, MINE = "outreach.matter.export", "outreach.matter.own"


@router.get("/matters", gate=READ, response=list[s.MatterOut])
def list_matters(request: Request) -> Any:
    """惠民事项"""
    rows = list(found.matters(request.actor))
    counts, today = found.progress(request.actor, [row.pk for row in rows]), timezone.localdate()
    return [found.matter_row(row, counts[row.pk], today) for row in rows]


@router.post("/matters", gate=MANAGE, response={201: s.MatterOut})
def create_matter(request: Request, body: s.MatterIn) -> Any:
    """新建惠民事项"""
    area = area_of(request.actor, MANAGE, body.area_id)
    made = matters.create_matter(actor=request.actor, area=area, **body.dict(exclude={"area_id"}))
    return Status(201, _row(request, made.pk))


@router.get("/matters/left", gate=READ, response=Page[s.MatterPersonOut])
def list_not_done(
    request: Request, filters: Query[s.MatterPeopleFilters], paging: Query[s.MatterPeoplePaging]
) -> Any:
    """还没有办结的人（每日清单）"""
    return listed(paging, found.not_done(request.actor, filters), found.person_line, s.MatterPersonOut)


@router.get("/matters/{matter_id}", gate=READ, response=s.MatterOut)
def read_matter(request: Request, matter_id: Id) -> Any:
    """一项惠民事项"""
    return _row(request, matter_id)


@router.patch("/matters/{matter_id}", gate=MANAGE, response=s.MatterOut)
def change_matter(request: Request, matter_id: Id, body: s.MatterChange) -> Any:
    """修改惠民事项"""
    values = body.dict(exclude_unset=True)
    kept = {name: value for name, value in values.items() if value is not None or name == "deadline"}
    matters.change_matter(actor=request.actor, matter_id=matter_id, **kept)
    return _row(request, matter_id)


@router.post("/matters/{matter_id}/open", gate=MANAGE, response=s.MatterOut)
def open_matter(request: Request, matter_id: Id) -> Any:
    """开始办理"""
    matters.open_matter(actor=request.actor, matter_id=matter_id)
    return _row(request, matter_id)


@router.post("/matters/{matter_id}/close", gate=MANAGE, response=s.MatterOut)
def close_matter(request: Request, matter_id: Id) -> Any:
    """结束事项"""
    matters.close_matter(actor=request.actor, matter_id=matter_id)
    return _row(request, matter_id)


@router.get(
    "/matters/{matter_id}/people",
    gate=READ,
    response=Page[s.MatterPersonOut],
)
def list_matter_people(
    request: Request,
    matter_id: Id,
    filters: Query[s.MatterPeopleFilters],
    paging: Query[s.MatterPeoplePaging],
) -> Any:
    """事项人员"""
    rows = found.people(request.actor, matter_id, filters)
    return listed(paging, rows, found.person_line, s.MatterPersonOut)


@router.post("/matters/{matter_id}/move", gate=HANDLE, response=s.MatterMoved)
def move_matter_people(request: Request, matter_id: Id, body: s.MatterMoveIn) -> Any:
    """登记办理进度"""
    return {"moved": matterpeople.move_people(actor=request.actor, matter_id=matter_id, **body.dict())}


@router.post("/matters/{matter_id}/tell", gate=MANAGE, response={201: s.MatterTellOut})
def tell_matter_people(request: Request, matter_id: Id, body: s.MatterTellIn) -> Any:
    """通知待告知的人"""
    made = matters.tell(actor=request.actor, matter_id=matter_id, **body.dict())
    return Status(201, {"campaign_id": made.pk, "people": made.people})


@router.post("/matters/{matter_id}/export", gate=EXPORT, response={200: None})
def export_matter(request: Request, matter_id: Id, body: s.MatterExportIn) -> HttpResponse:
    """导出上报名册（含身份证号，留痕）"""
    rows = matterexport.upper_list(actor=request.actor, matter_id=matter_id, **body.dict())
    return as_sheet(matterexport.HEADINGS, rows)


@router.get("/matter-people/{row_id}", gate=READ, response=s.MatterPersonPage)
def read_matter_person(request: Request, row_id: Id) -> Any:
    """一个人的办理经过"""
    return found.person_page(request.actor, row_id)


@router.put("/matter-people/{row_id}/proxy", gate=HANDLE, response=s.MatterPersonPage)
def set_matter_proxy(request: Request, row_id: Id, body: s.MatterProxyIn) -> Any:
    """登记或取消代办人"""
    matterpeople.set_proxy(actor=request.actor, row_id=row_id, **body.dict())
    return found.person_page(request.actor, row_id)


@router.get("/my/matters", gate=MINE, response=list[s.OwnMatter], **OWN)
def list_own_matters(request: Request) -> Any:
    """我的惠民事项"""
    return _own(request)


@router.post("/my/matters/{row_id}/answer", gate=MINE, response=list[s.OwnMatter], **OWN)
def answer_own_matter(request: Request, row_id: Id, body: s.MatterAnswerIn) -> Any:
    """同意办理或放弃"""
    matterpeople.answer_own(actor=request.actor, row_id=row_id, **body.dict())
    return _own(request)


@router.put("/my/matters/{row_id}/proxy", gate=MINE, response=list[s.OwnMatter], **OWN)
def set_own_proxy(request: Request, row_id: Id, body: s.MatterProxyIn) -> Any:
    """请家属代办，或取消"""
    matterpeople.set_own_proxy(actor=request.actor, row_id=row_id, **body.dict())
    return _own(request)


def _own(request: Request) -> list[dict[str, Any]]:
    return [found.own_row(row, request.actor) for row in found.own_rows(request.actor)]


def _row(request: Request, matter_id: int) -> dict[str, Any]:
    row = found.matter(request.actor, matter_id)
    counts = found.progress(request.actor, [row.pk])
    return found.matter_row(row, counts[row.pk], timezone.localdate())
