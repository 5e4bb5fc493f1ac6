"""kill -9 while rules run: what was acknowledged is stored once, and every alert that is due exists exactly once."""

from __future__ import annotations

import datetime as dt
import os
import random
from typing import Any

import pytest

from tests.crash.conftest import ROUNDS, Victim
from tests.crash.storm import Due, Storm, prepare
from tests.crash.targets import Targets

DEVICES, GROUP = int(os.environ.get("LINLI_CRASH_DEVICES", "20")), 4
ABSENCE_S = 15
ALERTS = """
SELECT a.source, k.code, a.raised_at, a.created_at FROM alerts_alert a JOIN alerts_alertkind k ON k.id = a.kind_id
"""


def moment_ms(value: Any) -> int:
    """Epoch milliseconds of a time as the driver gives it (text without zone on SQLite)."""
    found = (
        value if isinstance(value, dt.datetime) else dt.datetime.fromisoformat(value).replace(tzinfo=dt.UTC)
    )
    return round(found.timestamp() * 1000)


def raised(victim: Victim) -> list[Due]:
    """Every alert in the database, read without our code."""
    rows = victim.ask(ALERTS)
    return sorted((int(source.split(":")[1]), code, moment_ms(at)) for source, code, at, _ in rows)


@pytest.mark.crash
@pytest.mark.function("6.3", "6.4", "7.2")
def test_every_due_alert_exists_exactly_once_whenever_the_power_fails(
    victim: Victim, chance: random.Random
) -> None:
    victim.installation.env["LINLI_MQTT_RATE"] = "1000"
    devices = prepare(victim.installation, DEVICES, ABSENCE_S)
    storm = Storm(Targets(victim), devices, chance, ABSENCE_S, GROUP)
    storm.rage(ROUNDS, lambda: len(raised(victim)))
    assert raised(victim) == sorted(storm.due)
    stored = victim.readings()
    assert set(storm.fleet.acknowledged) - set(stored) == set()
    assert len(stored) == len(set(stored)) > 50 * ROUNDS
    victim.check()
