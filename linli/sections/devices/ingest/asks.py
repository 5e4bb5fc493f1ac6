"""Requests of machines (设备请求): `{"id": "a1", "ask": "card", "p": {…}}`, kept before they are acknowledged."""

from __future__ import annotations

import datetime as dt
import logging
import re
import time
from collections.abc import Sequence
from typing import Any, NamedTuple

import msgspec
from django.db import Error

from linli.sections.devices.ingest import payloads
from linli.sections.devices.ingest.reasons import Refused
from linli.sections.devices.services import requests
from linli.sections.devices.services.presence import moment

logger = logging.getLogger(__name__)
RETRY_SECONDS = (0.1, 0.5, 2.0, 5.0)
MOST_BYTES = 2000
KEY = re.compile(r"^[A-Za-z0-9_.:-]{1,40}$")
ASK = re.compile(r"^[a-z_]{1,20}$")


class Ask(msgspec.Struct):
    """One request as it is sent; `id` is the machine's own and never used twice."""

    id: str | int
    ask: str
    p: dict[str, Any] = {}  # msgspec makes a new one for each
    t: payloads.Time = None


class Asked(NamedTuple):
    """One request with the machine that made it."""

    device_pk: int
    key: str
    ask: str
    body: dict[str, Any]
    at: dt.datetime


_decoder = msgspec.json.Decoder(Ask)


def asked(device_pk: int, payload: bytes, now_ms: int) -> Asked:
    """The request in a message. Raises Refused."""
    if len(payload) > MOST_BYTES:
        raise Refused("huge", f"{len(payload)} 字节")
    try:
        one = _decoder.decode(payload)
    except msgspec.ValidationError as error:
        raise Refused("wrong_type", str(error)) from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise Refused("not_json") from None
    key = str(one.id)
    if not KEY.match(key) or not ASK.match(one.ask):
        raise Refused("wrong_type", "id 为 1 到 40 个字母、数字或 _.:-，ask 为小写字母")
    return Asked(device_pk, key, one.ask, one.p, moment(payloads.moment(one.t, now_ms)))


def take(asks: Sequence[Asked]) -> None:
    """Writes the requests, trying for as long as the database is away; twice the same changes nothing."""
    for one in asks:
        attempt = 0
        while not _taken(one):
            time.sleep(RETRY_SECONDS[min(attempt, len(RETRY_SECONDS) - 1)])
            attempt += 1


def _taken(one: Asked) -> bool:
    try:
        requests.receive(device_id=one.device_pk, key=one.key, ask=one.ask, body=one.body, at=one.at)
    except Error as error:
        logger.error("a request of a machine waits: the database cannot be written (%s)", error)
        return False
    return True
