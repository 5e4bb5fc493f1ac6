"""Pushed events: subscriptions, their secrets, the log of deliveries and sending again."""

from __future__ import annotations

from typing import Any

from ninja import Query

from linli.kernel.api import Page, Paging, Request
from linli.sections.administration.queries import users
from linli.sections.administration.queries import webhooks as queries
from linli.sections.administration.routes.router import SECRET, listed, router
from linli.sections.administration.schemas import webhooks as shapes
from linli.sections.administration.schemas.signin import Done
from linli.sections.administration.services import webhooks as services

MANAGE = queries.MANAGE
ONE = "/webhooks/{int:webhook_id}"


class DeliveryPaging(Paging):
    """Paging of the log."""

    sortable = ("created_at", "tried_at")


@router.get("/webhooks", gate=MANAGE, response=Page[shapes.WebhookRow])
def list_webhooks(request: Request, paging: Query[Paging]) -> Any:
    """事件推送列表"""
    return listed(paging, queries.subscriptions(request.actor), queries.row, shapes.WebhookRow)


@router.get("/webhooks/kinds", gate=MANAGE, response=list[shapes.WebhookKindOut])
def webhook_kinds(request: Request) -> Any:
    """可以推送的事件"""
    return queries.kinds()


@router.post("/webhooks", gate=MANAGE, response=shapes.WebhookSecretOut, **SECRET)
def make_webhook(request: Request, body: shapes.WebhookIn) -> Any:
    """新建事件推送"""
    area = users.area(request.actor, MANAGE, body.area_id)
    fields = body.dict(exclude={"area_id"})
    row, secret = services.subscribe(actor=request.actor, area=area, **fields)
    return {"id": row.pk, "secret": secret}


@router.get(ONE, gate=MANAGE, response=shapes.WebhookRow)
def read_webhook(request: Request, webhook_id: int) -> Any:
    """一个事件推送"""
    return queries.row(queries.subscription(request.actor, webhook_id))


@router.patch(ONE, gate=MANAGE, response=shapes.WebhookRow)
def change_webhook(request: Request, webhook_id: int, body: shapes.WebhookEditIn) -> Any:
    """修改事件推送"""
    row = queries.subscription(request.actor, webhook_id)
    return queries.row(services.change(actor=request.actor, row=row, **body.dict()))


@router.delete(ONE, gate=MANAGE, response=Done)
def remove_webhook(request: Request, webhook_id: int) -> Any:
    """删除事件推送"""
    services.remove(actor=request.actor, row=queries.subscription(request.actor, webhook_id))
    return {"message": "事件推送已删除。"}


@router.post(f"{ONE}/rotate", gate=MANAGE, response=shapes.WebhookSecretOut, **SECRET)
def rotate_webhook(request: Request, webhook_id: int) -> Any:
    """更换签名密钥"""
    row = queries.subscription(request.actor, webhook_id)
    secret = services.rotate(actor=request.actor, row=row)
    return {"id": row.pk, "secret": secret, "old_until": row.old_until}


@router.post(f"{ONE}/stop", gate=MANAGE, response=shapes.WebhookRow)
def stop_webhook(request: Request, webhook_id: int) -> Any:
    """停用事件推送"""
    row = queries.subscription(request.actor, webhook_id)
    return queries.row(services.stop(actor=request.actor, row=row))


@router.post(f"{ONE}/start", gate=MANAGE, response=shapes.WebhookRow)
def start_webhook(request: Request, webhook_id: int) -> Any:
    """启用事件推送"""
    row = queries.subscription(request.actor, webhook_id)
    return queries.row(services.start(actor=request.actor, row=row))


@router.post(f"{ONE}/ping", gate=MANAGE, response=shapes.WebhookDeliveryRow)
def ping_webhook(request: Request, webhook_id: int) -> Any:
    """发一条测试消息"""
    row = queries.subscription(request.actor, webhook_id)
    return queries.delivery_row(services.ping(actor=request.actor, row=row))


@router.get(f"{ONE}/deliveries", gate=MANAGE, response=Page[shapes.WebhookDeliveryRow])
def list_deliveries(request: Request, webhook_id: int, paging: Query[DeliveryPaging]) -> Any:
    """投递记录"""
    rows = queries.deliveries(queries.subscription(request.actor, webhook_id))
    return listed(paging, rows, queries.delivery_row, shapes.WebhookDeliveryRow)


@router.post(f"{ONE}/deliveries/{{int:delivery_id}}/again", gate=MANAGE, response=shapes.WebhookDeliveryRow)
def send_again(request: Request, webhook_id: int, delivery_id: int) -> Any:
    """再发一次：同一条消息，同一个消息编号"""
    found = queries.delivery(request.actor, webhook_id, delivery_id)
    return queries.delivery_row(services.send_again(actor=request.actor, delivery=found))
