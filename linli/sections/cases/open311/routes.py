"""The routes of GeoReport v2, once for production and once for the test endpoint, each as XML and as JSON."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from ninja import Form, Query

from linli.kernel import conf
from linli.kernel.api import PUBLIC, Request, SectionRouter
from linli.sections.cases.open311 import found, places, schemas, wanted
from linli.sections.cases.open311.api import DoorGate, GeoReportAPI
from linli.sections.cases.open311.report import PERMISSION, Sent, notice, report

CHANGESET = "2026-11-22T16:00:00+08:00"
SPECIFICATION = "http://wiki.open311.org/GeoReport_v2"
HOME, TEST = "/open311/v2", "/open311/test/v2"
KEY_SERVICE = "请向社区书记或街道申请：平台管理 → 接口密钥，角色选“外部系统”，权限勾选“经开放接口上报诉求”。"
FORMATS = ("xml", "json")
ATTRIBUTE = re.compile(r"attribute\[([^\[\]]{1,60})\](\[\])?")
Declare = Callable[[Callable[..., Any]], Callable[..., Any]]


def make_router(prefix: str, *, keep: bool) -> SectionRouter:
    """All routes; `prefix` tells the operations of the two endpoints apart, `keep=False` keeps no new request."""
    router = SectionRouter("cases", errors=list[schemas.FaultOut], gates=DoorGate)

    def get(path: str, response: Any) -> Declare:
        def declare(view: Callable[..., Any]) -> Callable[..., Any]:
            for form in FORMATS:
                name = f"{prefix}_{view.__name__}_{form}"
                router.get(f"{path}.{form}", gate=PUBLIC, response=response, name=name)(view)
            return view

        return declare

    get("/discovery", schemas.DiscoveryOut)(discovery)
    get("/services", list[schemas.ServiceOut])(list_services)
    get("/services/{service_code}", schemas.DefinitionOut)(read_definition)
    get("/requests", list[schemas.RequestOut])(list_requests)
    get("/requests/{service_request_id}", list[schemas.RequestOut])(read_request)
    get("/tokens/{token}", list[schemas.TokenOut])(read_token)
    for form in FORMATS:
        router.post(
            f"/requests.{form}",
            gate=PERMISSION,
            response=list[schemas.CreatedOut],
            name=f"{prefix}_create_request_{form}",
            openapi_extra={"x-not-remembered": True, "x-stranger": 403},
        )(create_request if keep else try_request)
    return router


def discovery(request: Request) -> Any:
    """服务发现"""
    root = request.build_absolute_uri("/").rstrip("/")
    endpoints = [
        {
            "specification": SPECIFICATION,
            "url": root + path,
            "changeset": CHANGESET,
            "type": kind,
            "formats": ["text/xml", "application/json"],
        }
        for path, kind in ((HOME, "production"), (TEST, "test"))
    ]
    contact = conf.get("cases.open311_contact")
    return {"changeset": CHANGESET, "contact": contact, "key_service": KEY_SERVICE, "endpoints": endpoints}


def list_services(request: Request, asked: Query[schemas.Asked]) -> Any:
    """诉求分类"""
    places.jurisdiction(asked.jurisdiction_id)
    return found.services()


def read_definition(request: Request, service_code: str, asked: Query[schemas.Asked]) -> Any:
    """一个分类要补充回答的问题"""
    places.jurisdiction(asked.jurisdiction_id)
    return found.definition(service_code)


def list_requests(request: Request, asked: Query[schemas.RequestsAsked]) -> Any:
    """公开的诉求：最近 90 天，最多 1000 条"""
    area = places.jurisdiction(asked.jurisdiction_id)
    return found.requests(wanted.read(asked), area)


def read_request(request: Request, service_request_id: str, asked: Query[schemas.Asked]) -> Any:
    """一条公开的诉求"""
    return [found.request(service_request_id, places.jurisdiction(asked.jurisdiction_id))]


def read_token(request: Request, token: str, asked: Query[schemas.Asked]) -> Any:
    """凭令牌查编号：编号在上报时即给出，它自己就是令牌"""
    number = found.request(token, places.jurisdiction(asked.jurisdiction_id))["service_request_id"]
    return [{"service_request_id": number, "token": token}]


def create_request(request: Request, form: Form[schemas.RequestIn]) -> Any:
    """上报一条诉求（需接口密钥）"""
    case = report(actor=request.actor, sent=_sent(request, form))
    return [{"service_request_id": case.number, "service_notice": notice(case)}]


def try_request(request: Request, form: Form[schemas.RequestIn]) -> Any:
    """试报一条诉求：照样核对，不留下任何东西"""
    report(actor=request.actor, sent=_sent(request, form), keep=False)
    return [{"service_request_id": "test", "service_notice": "这是测试端点：内容已核对无误，没有建立诉求。"}]


def _sent(request: Request, form: schemas.RequestIn) -> Sent:
    answers = {
        named[1]: request.POST.getlist(field)
        for field in request.POST
        if (named := ATTRIBUTE.fullmatch(field))
    }
    return Sent(form, answers, request.headers.get("Idempotency-Key", "")[:128])


production = GeoReportAPI(make_router("open311", keep=True), name="open311", title="Open311 GeoReport v2")
test = GeoReportAPI(
    make_router("open311test", keep=False), name="open311-test", title="Open311 GeoReport v2（测试）"
)
