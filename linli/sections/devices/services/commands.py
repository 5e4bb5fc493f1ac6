"""Commands (指令): asking something of a device, telling it, hearing its answer, giving up on it."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from django.db import transaction
from django.utils import timezone

from linli.kernel import audit, bus, jobs, live, telemetry
from linli.kernel.access import Actor
from linli.kernel.errors import Conflict, DomainError, Forbidden, NotFound
from linli.kernel.events import publish
from linli.sections.devices import parameters, roads
from linli.sections.devices.events import CommandEnded
from linli.sections.devices.models import Command, Device
from linli.sections.devices.parameters import Parameter
from linli.sections.devices.services.register import locked

SEND = "devices.command.send"
HEALTH = "devices.health.read"
CHANNEL = "devices.command"
MOST_TRIES = 5
MOST_FETCHED = 50
LONGEST_S = 7 * 24 * 3600
AWAY, SILENT = "设备没有连接，没有送到", "已经送出，设备没有回音"


@transaction.atomic
def send_command(
    *, actor: Actor, device_id: int, code: str, params: dict[str, Any], timeout_s: int = 30, keep_s: int = 0, note: str = ""
) -> Command:  # fmt: skip
    """Asks a device to do something; returns at once, the answer comes later (event `CommandEnded`).

    `timeout_s` is how long an answer is waited for; `keep_s` how long the command waits for a device that is away, or
    is told again to one that does not answer. A device that fetches its commands is given until it would count as
    offline. Raises DomainError for a command or parameters that its thing model does not have, Conflict when the
    device is retired, NotFound, Forbidden.
    """
    device = locked(actor, device_id, SEND)
    _require_sight(actor, device)
    if device.status != Device.Status.ACTIVE:
        raise Conflict("设备已停用，不能下发指令。")
    title, known = command_of(device, code)
    values = parameters.checked(known, params)
    private = {one.code for one in known if one.private}
    now = timezone.now()
    keep_s = max(keep_s, _until_fetched(device))
    command = Command.objects.create(
        device=device, code=code, title=title, params={k: v for k, v in values.items() if k not in private},
        sealed=_sealed({k: v for k, v in values.items() if k in private}), timeout_s=timeout_s,
        expires_at=now + dt.timedelta(seconds=min(max(timeout_s, keep_s), LONGEST_S)),
        actor_id=actor.user_id, actor_name=actor.name, note=note.strip()[:200], created_at=now,
    )  # fmt: skip
    audit.record(actor, "devices.command.sent", target=command, area=device.area, detail=_noted(command))
    jobs.enqueue(give_up, run_at=command.expires_at, command_id=command.pk)
    _changed(command)
    return command


def _until_fetched(device: Device) -> int:
    """A device that fetches its commands comes by at its own times: until it would count as offline."""
    usual = device.offline_seconds or device.type.offline_seconds
    return usual if device.line == Device.Line.HTTP else 0


def command_of(device: Device, code: str) -> tuple[str, list[Parameter]]:
    """Title and parameters of a command of the thing model, or of what the device announced. Raises DomainError."""
    for offer in roads.offers(device):
        if offer.code == code:
            return offer.title, offer.parameters
    raise DomainError("这类设备没有这个指令。", fields={"code": "这类设备没有这个指令。"})


@transaction.atomic
def withdraw_command(*, actor: Actor, command_id: int) -> Command:
    """Takes back a command that has not been told yet. Raises NotFound, Conflict."""
    command = _open(command_id)
    if command is None:
        raise NotFound if not Command.objects.filter(pk=command_id).exists() else Conflict("指令已经结束。")
    actor.require(SEND, command.device.area)
    _require_sight(actor, command.device)
    if command.state != Command.State.QUEUED:
        raise Conflict("指令已经下发，不能撤回。")
    audit.record(actor, "devices.command.withdrawn", target=command, area=command.device.area)
    _end(command, Command.State.FAILED, {"text": f"由{actor.name}撤回"})
    return command


@transaction.atomic
def deliver(command_id: int) -> bool:
    """Tells the device, if it is connected to this process; True when it was told. Safe to call again.

    The row is locked meanwhile, so that of several processes one tells it, and no answer can overtake it.
    """
    command = _open(command_id)
    if command is None or command.state != Command.State.QUEUED or command.expires_at <= timezone.now():
        return False
    road = roads.road_of(command)
    if not telemetry.tell(road.number, road.kind, road.payload, line=road.line):
        return False
    _told(command)
    if not road.answered:
        _end(command, Command.State.DONE, {"text": "已送出（这类设备不回执）"})
    return True


@transaction.atomic
def fetch(*, device_id: int) -> list[Command]:
    """What waits for a device that fetches its commands (line “http”), oldest first; each counts as told."""
    rows = Command.objects.select_for_update(of=("self",)).select_related("device__area", "device__gateway")
    waiting = rows.filter(device=device_id, state=Command.State.QUEUED, expires_at__gt=timezone.now())
    found = list(waiting.order_by("pk")[:MOST_FETCHED])
    for command in found:
        _told(command)
    return found


def _told(command: Command) -> None:
    """Counts the telling; without an answer in time it is told again, while there is time."""
    command.state, command.sent_at, command.tries = Command.State.SENT, timezone.now(), command.tries + 1
    command.save(update_fields=["state", "sent_at", "tries"])
    if (again := command.sent_at + dt.timedelta(seconds=command.timeout_s)) < command.expires_at:
        jobs.enqueue(ask_again, run_at=again, command_id=command.pk)
    live.touch("devices", command.device.area_id)


@transaction.atomic
def acknowledge(*, device_id: int, command_id: int, ok: bool, result: Any = None) -> bool:
    """The device's answer; False when it is no command of that device. An answer that comes twice changes nothing."""
    command = (
        Command.objects.select_for_update(of=("self",))
        .select_related("device")
        .filter(pk=command_id, device_id=device_id)
        .first()
    )
    if command is None:
        return False
    if command.state in Command.OPEN:
        state = Command.State.DONE if ok else Command.State.FAILED
        _end(command, state, _answer(ok, result))
    elif command.state == Command.State.TIMED_OUT and "late" not in command.result:
        command.result = {**command.result, "late": _answer(ok, result)["text"]}
        command.save(update_fields=["result"])
        live.touch("devices", command.device.area_id)
    return True


@transaction.atomic
def ask_again(command_id: int) -> None:
    """The clock: told, but no answer in time, and there is time left: it waits to be told again."""
    command = _open(command_id)
    if command is None or command.state != Command.State.SENT or command.tries >= MOST_TRIES:
        return
    if command.sent_at is None or command.sent_at + dt.timedelta(seconds=command.timeout_s) > timezone.now():
        return
    command.state = Command.State.QUEUED
    command.save(update_fields=["state"])
    _changed(command)


@transaction.atomic
def give_up(command_id: int) -> None:
    """The clock: the command's time is over."""
    command = _open(command_id)
    if command is not None and command.expires_at <= timezone.now():
        _end(command, Command.State.TIMED_OUT, {"text": SILENT if command.tries else AWAY})


def _open(command_id: int) -> Command | None:
    """The command, locked, unless it has ended."""
    rows = Command.objects.select_for_update(of=("self",)).filter(pk=command_id, state__in=Command.OPEN)
    return rows.select_related("device__type", "device__area", "device__gateway").first()


def _end(command: Command, state: Command.State, result: dict[str, Any]) -> None:
    command.state, command.result, command.ended_at = state, result, timezone.now()
    command.sealed = ""
    command.save(update_fields=["state", "result", "ended_at", "sealed"])
    publish(CommandEnded(command.pk, command.device_id, state == Command.State.DONE))
    live.touch("devices", command.device.area_id)


def _answer(ok: bool, result: Any) -> dict[str, Any]:
    """What the device said, short enough to keep."""
    text = result if isinstance(result, str) else json.dumps(result, ensure_ascii=False) if result else ""
    return {"text": text[:200] or ("设备已执行" if ok else "设备没有说明原因")}


def _require_sight(actor: Actor, device: Device) -> None:
    """A device on somebody's body is commanded only by those who may see its values."""
    if device.type.sensitive and not actor.can(HEALTH, device.area):
        raise Forbidden("您没有操作健康类设备的权限。")


def _sealed(values: dict[str, Any]) -> str:
    return json.dumps(values, ensure_ascii=False) if values else ""


def _noted(command: Command) -> dict[str, Any]:
    """For the audit: what, not the values, which may name people."""
    return {"device": command.device_id, "code": command.code, "note": command.note}


def _changed(command: Command) -> None:
    bus.post(CHANNEL, str(command.pk))
    live.touch("devices", command.device.area_id)
