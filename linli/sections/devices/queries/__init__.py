"""Every read of the devices section."""

from linli.sections.devices.queries.cards import Brief, DeviceCard, briefs, cards, metrics_of
from linli.sections.devices.queries.commands import command_offers, commands_of
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
from linli.sections.devices.queries.identity import by_key
from linli.sections.devices.queries.incoming import connection, entities, refusals, sequence
from linli.sections.devices.queries.readings import (
    log_after,
    log_end,
    newest_readings,
    past_outages,
    past_readings,
    past_samples,
)
from linli.sections.devices.queries.wall import past_events, wall

__all__ = [
    "Brief",
    "DeviceCard",
    "availability",
    "briefs",
    "by_key",
    "cards",
    "command_offers",
    "commands_of",
    "connection",
    "curve",
    "device",
    "devices",
    "entities",
    "latest_values",
    "log_after",
    "log_end",
    "metrics_of",
    "newest_readings",
    "offline_count",
    "online_tile",
    "past_events",
    "past_outages",
    "past_readings",
    "past_samples",
    "refusals",
    "search",
    "sequence",
    "types",
    "wall",
    "with_latest",
]
