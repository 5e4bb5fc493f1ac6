"""The address that a WeChat Official Account (微信公众号) calls, at /wechat/; what it signs is the key."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from linli.kernel import conf
from linli.kernel.api import PUBLIC, Request, SectionRouter
from linli.kernel.api.build import LinliAPI, refused
from linli.kernel.api.parser import StrictParser
from linli.kernel.errors import DomainError, NotFound, TooLarge
from linli.kernel.ports import port
from linli.sections.outreach.services import channels

LARGEST = 64 * 1024
router = SectionRouter("outreach")


@router.get("/", gate=PUBLIC, response=None)
def register_wechat(request: Request) -> Any:
    """微信公众号登记消息地址"""
    _open()
    return HttpResponse(port("chat").greet(_query(request)), content_type="text/plain; charset=utf-8")


@router.post("/", gate=PUBLIC, response=None, openapi_extra={"x-not-remembered": True})
def answer_wechat(request: Request) -> Any:
    """微信公众号发来的消息，答复随应答返回"""
    _open()
    if int(request.headers.get("Content-Length") or 0) > LARGEST:
        raise TooLarge("消息太大。")
    chat = port("chat")
    message = chat.read(_query(request), request.body)
    reply = channels.answer_chat(message)
    return HttpResponse(chat.write(message, reply), content_type="application/xml; charset=utf-8")


def _open() -> None:
    """Raises NotFound unless the operator has set the account up."""
    if not conf.get("wechat_token"):
        raise NotFound


def _query(request: HttpRequest) -> dict[str, str]:
    return {name: str(value) for name, value in request.GET.items()}


api = LinliAPI(title="邻里微信公众号", version="1.0", urls_namespace="wechat", parser=StrictParser())
api.exception_handler(DomainError)(refused)
api.add_router("", router.ninja)
