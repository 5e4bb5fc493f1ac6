"""Every read of the devices section."""

from linli.sections.devices.queries.cards import DeviceCard, cards, metrics_of, newest_readings, past_readings
from linli.sections.devices.queries.curves import curve
from linli.sections.devices.queries.devices import (
    availability,
    device,
    devices,
    latest_values,
    offline_count,
    online_tile,
    search,
    types,
    with_latest,
)
from linli.sections.devices.queries.incoming import connection, entities, refusals, sequence

__all__ = [
    "DeviceCard",
    "availability",
    "cards",
    "connection",
    "curve",
    "device",
    "devices",
    "entities",
    "latest_values",
    "metrics_of",
    "newest_readings",
    "offline_count",
    "online_tile",
    "past_readings",
    "refusals",
    "search",
    "sequence",
    "types",
    "with_latest",
]
