"""Acknowledgements (回执): what devices answer to commands, `{"id": 7, "ok": true, "result": …}`."""

from __future__ import annotations

import logging
import time
from collections.abc import Sequence
from typing import Any, NamedTuple

import msgspec
from django.db import Error

from linli.sections.devices.ingest.payloads import MAX_BYTES
from linli.sections.devices.ingest.reasons import Refused
from linli.sections.devices.services import commands

logger = logging.getLogger(__name__)
RETRY_SECONDS = (0.1, 0.5, 2.0, 5.0)
MOST_RESULT = 2000


class Ack(msgspec.Struct):
    """One answer as it is sent."""

    id: int
    ok: bool = True
    result: Any = None


class Answer(NamedTuple):
    """One answer with the device that gave it."""

    device_pk: int
    command_id: int
    ok: bool
    result: Any


_decoder = msgspec.json.Decoder(Ack)


def answer(device_pk: int, payload: bytes) -> Answer:
    """The answer in a message. Raises Refused."""
    if len(payload) > MAX_BYTES:
        raise Refused("huge", f"{len(payload)} 字节")
    try:
        ack = _decoder.decode(payload)
    except msgspec.ValidationError as error:
        raise Refused("wrong_type", str(error)) from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise Refused("not_json") from None
    if not 0 < ack.id < 2**63:
        raise Refused("wrong_type", "id 应为指令的编号")
    result = ack.result if len(payload) <= MOST_RESULT else "（结果过长，未保存）"
    return Answer(device_pk, ack.id, ack.ok, result)


def take(answers: Sequence[Answer]) -> None:
    """Writes the answers, trying for as long as the database is away; twice the same changes nothing."""
    for one in answers:
        attempt = 0
        while not _taken(one):
            time.sleep(RETRY_SECONDS[min(attempt, len(RETRY_SECONDS) - 1)])
            attempt += 1


def _taken(one: Answer) -> bool:
    try:
        commands.acknowledge(device_id=one.device_pk, command_id=one.command_id, ok=one.ok, result=one.result)
    except Error as error:
        logger.error("an answer of a device waits: the database cannot be written (%s)", error)
        return False
    return True
