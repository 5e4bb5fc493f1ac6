"""Requests of machines (设备请求): kept once, answered by a durable job, wiped when answered."""

from __future__ import annotations

import datetime as dt
import json
import logging
from collections.abc import Callable
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from linli.kernel import jobs
from linli.kernel.access import SYSTEM
from linli.kernel.errors import DomainError
from linli.sections.devices.models import Device, MachineRequest
from linli.sections.devices.services.commands import send_command

logger = logging.getLogger(__name__)
PATIENCE = dt.timedelta(seconds=60)
"""A person at a machine waits no longer; a request that comes later is not acted on."""
KEEP = dt.timedelta(days=30)
ANSWER_S = 15


Answer = Callable[[MachineRequest, dict[str, Any]], str]
_provided: dict[tuple[str, str], Answer] = {}


def answers(type_code: str, ask: str) -> Callable[[Answer], Answer]:
    """Registers who answers what a type of machine asks; for sections that build on machines (in their handlers.py)."""

    def register(answer: Answer) -> Answer:
        _provided[type_code, ask] = answer
        return answer

    return register


def receive(*, device_id: int, key: str, ask: str, body: dict[str, Any], at: dt.datetime) -> bool:
    """Keeps a request and queues its answer; False when it is known already or the device is gone."""
    if not Device.objects.filter(pk=device_id).exists():
        return False
    try:
        with transaction.atomic():
            made = MachineRequest.objects.create(
                device_id=device_id, key=key, ask=ask, body=json.dumps(body, ensure_ascii=False), at=at
            )
            jobs.enqueue(handle, request_id=made.pk)
    except IntegrityError:
        return False
    return True


def handle(request_id: int) -> None:
    """The durable job: what the machine asked is done and answered, in one transaction."""
    from linli.sections.devices.machines import ANSWERS

    rows = MachineRequest.objects.select_for_update(of=("self",)).select_related(
        "device__type", "device__area"
    )
    request = rows.filter(pk=request_id, handled_at=None).first()
    if request is None:
        return
    asked = (request.device.type.code, request.ask)
    answer = ANSWERS.get(asked) or _provided.get(asked)
    body = json.loads(request.body) if request.body else {}
    try:
        with transaction.atomic():
            outcome = answer(request, body) if answer else "unknown"
    except DomainError as error:
        outcome = "refused"
        reply(request, ok=False, text=error.message)
    request.outcome, request.body, request.handled_at = outcome[:40], "", timezone.now()
    request.save(update_fields=["outcome", "body", "handled_at"])


def reply(request: MachineRequest, *, ok: bool, text: str, **more: Any) -> None:
    """Answers the machine with a command `answer`; a machine that can't be told shows its own time-out."""
    params = {"request": request.key, "ok": int(ok), "text": text[:60] or "好", **more}
    send_command(
        actor=SYSTEM,
        device_id=request.device_id,
        code="answer",
        params=params,
        timeout_s=ANSWER_S,
        note=request.ask,
    )


def in_time(request: MachineRequest) -> bool:
    """True while whoever asked still stands there."""
    return timezone.now() - request.at <= PATIENCE


def text_of(body: dict[str, Any], key: str, most: int = 40) -> str:
    """A text of a request. Raises DomainError when there is none."""
    value = body.get(key)
    text = str(value).strip() if isinstance(value, str | int) and not isinstance(value, bool) else ""
    if not text or len(text) > most or not text.isprintable():
        raise DomainError("请求内容不完整。", fields={key: "缺少或过长。"})
    return text


def number_of(body: dict[str, Any], key: str, most: int) -> int:
    """A whole number from 0 of a request. Raises DomainError when there is none."""
    value = body.get(key)
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= most:
        raise DomainError("请求内容不完整。", fields={key: f"应为 0 到 {most} 的数。"})
    return round(value)


def forget_requests() -> int:
    """Deletes answered requests past their keeping time."""
    return (
        MachineRequest.objects.filter(received_at__lt=timezone.now() - KEEP)
        .exclude(handled_at=None)
        .delete()[0]
    )
