"""What devices may put into their messages, and what reading it comes to; shared by the tests and the benchmark."""

from __future__ import annotations

from contextlib import suppress

from linli.sections.devices.discovery import announcements, states
from linli.sections.devices.ingest import acks, payloads
from linli.sections.devices.ingest.reasons import Refused

NOW = 1_790_000_000_000
SEEDS = (
    b'{"t":1790000000000,"seq":7,"v":{"heart_rate":72,"spo2":97.5,"worn":true}}',
    b'[{"t":1789999990000,"v":{"noise":1}},{"t":"2026-09-21T21:46:39+08:00","v":{"noise":2},"seq":8}]',
    b'{"e":"sos","t":1790000000000,"seq":9}',
    b'[{"e":"fall"},{"e":"ok"}]',
    b'{"id":7,"ok":false,"result":{"why":"busy"}}',
    b'{"name":"x","stat_t":"linli/GW-1/up/ha/k","uniq_id":"0x1","val_tpl":"{{ value_json.temperature | round(1) }}"}',
    b"21.5",
    b"ON",
)


def read(data: bytes) -> int:
    """Every reader of payloads in turn; how many of them took it. Raises nothing for what is broken."""
    taken = 0
    for reader in (
        lambda: payloads.readings(data, NOW),
        lambda: payloads.events(data, NOW),
        lambda: acks.answer(1, data),
        lambda: states.value(data, "v\x1ftemperature", "ON", "OFF"),
        lambda: announcements.announced("homeassistant/sensor/x/config", data),
        lambda: announcements.announced("homeassistant/device/x/config", data),
        lambda: announcements.announced("tasmota/discovery/0A/config", data),
        lambda: states.value(data, "", "ON", "OFF"),
    ):
        with suppress(Refused):
            reader()
            taken += 1
    return taken
