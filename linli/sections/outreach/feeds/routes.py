"""The addresses of the feeds, below /feeds/: open to anybody, without a key."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja.errors import ValidationError
from pydantic import Field

from linli.kernel.api import PUBLIC, Request, SectionRouter
from linli.kernel.api.build import LinliAPI, refused
from linli.kernel.api.messages import field_messages
from linli.kernel.api.parser import StrictParser
from linli.kernel.errors import DomainError, NotFound
from linli.sections.outreach.queries import emergencies, mynotices

NEWEST = 50
Key = Annotated[int, Field(ge=1, le=2**53)]
router = SectionRouter("outreach")


@router.get("/notices.atom", gate=PUBLIC, response=None)
def feed_atom(request: Request, area_id: Key | None = None) -> Any:
    """通知、活动和政策（Atom）"""
    from linli.sections.outreach.feeds import syndicated

    feed = syndicated.notices_feed(_notices(area_id), root=_root(request), itself=_itself(request))
    return HttpResponse(feed.atom_str(), content_type="application/atom+xml; charset=utf-8")


@router.get("/notices.rss", gate=PUBLIC, response=None)
def feed_rss(request: Request, area_id: Key | None = None) -> Any:
    """通知、活动和政策（RSS）"""
    from linli.sections.outreach.feeds import syndicated

    feed = syndicated.notices_feed(_notices(area_id), root=_root(request), itself=_itself(request))
    return HttpResponse(feed.rss_str(), content_type="application/rss+xml; charset=utf-8")


@router.get("/events.ics", gate=PUBLIC, response=None)
def feed_events(request: Request, area_id: Key | None = None) -> Any:
    """活动日历（iCalendar）"""
    rows = mynotices.open_notices(area_id, "event")[:NEWEST]
    from linli.sections.outreach.feeds import calendar

    return HttpResponse(calendar.events(rows, _root(request)), content_type="text/calendar; charset=utf-8")


@router.get("/alerts.atom", gate=PUBLIC, response=None)
def feed_alerts(request: Request, area_id: Key | None = None) -> Any:
    """应急预警（Atom，各条链接到 CAP 1.2 原文）"""
    from linli.sections.outreach.feeds import syndicated

    feed = syndicated.warnings_feed(
        emergencies.published(area_id), root=_root(request), itself=_itself(request)
    )
    return HttpResponse(feed.atom_str(), content_type="application/atom+xml; charset=utf-8")


@router.get("/cap/{emergency_id}.xml", gate=PUBLIC, response=None)
def cap_document(request: Request, emergency_id: Key) -> Any:
    """一条预警的 CAP 1.2 原文"""
    found = emergencies.document(emergency_id)
    return HttpResponse(found.xml, content_type="application/cap+xml; charset=utf-8")


def _notices(area_id: int | None) -> Any:
    return mynotices.open_notices(area_id)[:NEWEST]


def _root(request: HttpRequest) -> str:
    return request.build_absolute_uri("/").rstrip("/")


def _itself(request: HttpRequest) -> str:
    return request.build_absolute_uri(request.get_full_path())


def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    return refused(request, DomainError("请检查标出的内容。", fields=field_messages(error.errors)))


api = LinliAPI(title="邻里订阅", version="1.0", urls_namespace="feeds", parser=StrictParser())
api.exception_handler(DomainError)(refused)
api.exception_handler(ValidationError)(_invalid)
api.exception_handler(Http404)(lambda request, _: refused(request, NotFound()))
api.add_router("", router.ninja)
