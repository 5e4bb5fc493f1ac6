"""Frames shaken at random: good ones with bytes, parts and values changed. The same seed gives the same frames."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

GOOD: tuple[tuple[str, dict[str, Any]], ...] = (
    ("BootNotification", {"chargePointVendor": "V", "chargePointModel": "M", "firmwareVersion": "1"}),
    ("Heartbeat", {}),
    ("Authorize", {"idTag": "04A1B2C3"}),
    ("StatusNotification", {"connectorId": 1, "errorCode": "NoError", "status": "Available"}),
    ("StartTransaction", {"connectorId": 1, "idTag": "A", "meterStart": 0, "timestamp": "2026-11-22T10:00:00Z"}),
    ("StopTransaction", {"transactionId": 1, "meterStop": 9, "timestamp": "2026-11-22T10:00:00Z", "transactionData": [
        {"timestamp": "2026-11-22T10:00:00Z", "sampledValue": [{"value": "5", "context": "Transaction.End"}]}]}),
    ("MeterValues", {"connectorId": 1, "transactionId": 1, "meterValue": [
        {"timestamp": "2026-11-22T10:00:00Z", "sampledValue": [{"value": "1200", "unit": "Wh"}]}]}),
    ("DataTransfer", {"vendorId": "v", "data": "{}"}), ("FirmwareStatusNotification", {"status": "Idle"}),
    ("DiagnosticsStatusNotification", {"status": "Idle"}),
)  # fmt: skip
ODD: tuple[Any, ...] = (
    None, True, -1, 0, 2**31, 2**63, 10**30, 1e308, -0.5, "", "x" * 300, "\0", "NaN", "9999-99-99", "0001-01-01T00:00:00+23:59",
    [], {}, [[]], {"a": {"b": []}}, "Faulted", "😀",
)  # fmt: skip


def frames(count: int, seed: int = 1) -> Iterator[str]:
    """So many frames; about one in five is still good."""
    rng = random.Random(seed)
    for nth in range(count):
        action, payload = rng.choice(GOOD)
        message: list[Any] = [2, str(nth), action, deepcopy(payload)]
        for _ in range(rng.choice((0, 1, 1, 2, 3))):
            _change(rng, message)
        text = json.dumps(message, ensure_ascii=rng.random() < 0.5)
        yield _scratch(rng, text) if rng.random() < 0.3 else text


def _change(rng: random.Random, message: list[Any]) -> None:
    """Puts something odd somewhere, takes a part away, or adds one."""
    place: Any = message
    while isinstance(place, (list, dict)) and place:
        key = rng.choice(list(place) if isinstance(place, dict) else range(len(place)))
        if not isinstance(place[key], (list, dict)) or not place[key] or rng.random() < 0.3:
            break
        place = place[key]
    else:
        return
    what = rng.random()
    if what < 0.6:
        place[key] = deepcopy(rng.choice(ODD))
    elif what < 0.8:
        del place[key]
    elif isinstance(place, dict):
        place[str(rng.choice(ODD))[:20]] = deepcopy(rng.choice(ODD))
    else:
        place.append(deepcopy(rng.choice(ODD)))


def _scratch(rng: random.Random, text: str) -> str:
    """Characters lost, doubled or replaced."""
    for _ in range(rng.randint(1, 4)):
        at = rng.randrange(len(text) + 1)
        text = (
            text[:at]
            + rng.choice(("", text[at : at + 9], '"', "[", "}", "\\u", "\x01", ","))
            + text[at + rng.randint(0, 3) :]
        )
    return text
