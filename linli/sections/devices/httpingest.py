"""Readings by HTTP: the same payload as by MQTT, with the device's number and key as Basic credentials."""

from __future__ import annotations

import threading
from typing import Any

from django.http import HttpRequest

from linli.kernel import clock, telemetry
from linli.kernel.errors import DomainError, TooLarge, TooMany, Unauthorized
from linli.kernel.telemetry import Message
from linli.sections.devices import keys
from linli.sections.devices.ingest import payloads, reasons
from linli.sections.devices.ingest.plan import Plan
from linli.sections.devices.ingest.reader import Reader
from linli.sections.devices.ingest.roll import Roll
from linli.sections.devices.ingest.store import Store
from linli.sections.devices.services import presence

WAIT_SECONDS = 15
OPENAPI = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {
                "schema": {
                    "type": "object",
                    "required": ["v"],
                    "properties": {
                        "v": {"type": "object", "additionalProperties": {"type": ["number", "boolean"]}},
                        "t": {"type": ["integer", "string", "null"]},
                        "seq": {"type": ["integer", "null"], "minimum": 0},
                    },
                },
                "example": {"v": {"temperature": 21.5}, "t": "2026-11-22T14:05:00+08:00", "seq": 7},
            }
        },
    },
}


def take(request: HttpRequest) -> dict[str, Any]:
    """Takes one message; answers when it is committed. Raises Unauthorized, DomainError with the reason, TooMany."""
    user, key = keys.credentials(request.headers.get("Authorization", ""))
    if not keys.is_key_of(user, key):
        count(user, "bad_key")
        raise Unauthorized("设备编号或密钥不对。")
    length = int(request.headers.get("Content-Length") or 0)
    if length > payloads.MAX_BYTES or len(request.body) > payloads.MAX_BYTES:
        count(user, "huge", f"{length} 字节")
        raise TooLarge("消息过大，单条不超过 64 KB。")
    return _deliver(user, request.body)


def _deliver(user: str, payload: bytes) -> dict[str, Any]:
    done = threading.Event()
    message = Message(user, f"linli/{user}/up/readings", payload, clock.now_ms(), done.set)
    plan, areas = _look(message)
    if not plan.rows:
        _commit_refusals(plan, areas)
        raise _refusal(plan)
    pipeline = telemetry.running()
    if pipeline is None:
        _commit_here(plan, areas)
    elif not pipeline.offer(message) or not done.wait(WAIT_SECONDS):
        raise TooMany("平台正忙，请稍后重发。", retry_after=5)
    return {"accepted": plan.count, "refused": {reason: n for (_, reason), n in plan.refused.items()}}


def _look(message: Message) -> tuple[Plan, dict[str, int]]:
    """What the message says, and the areas of its sender, without writing anything."""
    roll, plan = Roll(), Plan()
    try:
        Reader(roll).read(message, plan)
    finally:
        roll.close()
    return plan, {number: known.area_id for number, known in roll.by_number.items()}


def _refusal(plan: Plan) -> DomainError:
    reason = next((reason for _, reason in plan.refused), "not_json")
    detail = next(iter(plan.details.values()), "")
    title, advice = reasons.REASONS[reason]
    return DomainError(f"没有收下：{title}。{advice}。", fields={"v": detail} if detail else None)


def _commit_here(plan: Plan, areas: dict[str, int]) -> None:
    """In a process without an ingest of its own (`linli web`): one transaction, now."""
    Store().commit(plan, areas)
    presence.write_last_seen(plan.seen)
    presence.note_heard(plan.seen)


def _commit_refusals(plan: Plan, areas: dict[str, int]) -> None:
    Store().commit(Plan(refused=plan.refused, details=plan.details), areas)


def count(user: str, reason: str, detail: str = "") -> None:
    """Notes a request that was refused."""
    plan = Plan()
    plan.refuse(user, reason, detail)
    running = telemetry.running()
    if running:
        running.refuse(user, reason, detail)
    else:
        Store().commit(plan, {})
