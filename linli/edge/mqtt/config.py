"""Settings of the MQTT edge, read from the environment once at start."""

from __future__ import annotations

import os
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from linli.edge.settings import Door

PAYLOAD_LIMIT = 64 * 1024
"""Largest payload taken, in bytes."""


@dataclass(frozen=True, kw_only=True)
class EmbeddedConfig(Door):
    """Where the embedded broker listens and how much it takes from one device."""

    port: int = 1883
    rate: float = 100.0
    burst: int = 200
    unacknowledged: int = 256
    connections: int = 5000


@dataclass(frozen=True)
class ExternalConfig:
    """An outside broker: mqtt://user:password@host:1883 or mqtts://…:8883."""

    host: str
    port: int
    username: str
    password: str
    tls: bool
    client_id: str
    share: str = ""


def outside_broker() -> ExternalConfig | None:
    """The outside broker named by LINLI_MQTT_URL, if any. Raises ValueError when the address is not usable."""
    url = os.environ.get("LINLI_MQTT_URL", "").strip()
    return parse_url(url) if url else None


def parse_url(url: str) -> ExternalConfig:
    """An outside broker's address, parsed. Raises ValueError in Chinese."""
    parts = urlsplit(url)
    if parts.scheme not in ("mqtt", "mqtts") or not parts.hostname:
        raise ValueError("LINLI_MQTT_URL 应形如 mqtt://用户:口令@主机:1883 或 mqtts://主机:8883。")
    tls = parts.scheme == "mqtts"
    return ExternalConfig(
        host=parts.hostname,
        port=parts.port or (8883 if tls else 1883),
        username=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        tls=tls,
        client_id=os.environ.get("LINLI_MQTT_CLIENT_ID", "linli-ingest"),
        share=os.environ.get("LINLI_MQTT_SHARE", ""),
    )


def embedded() -> EmbeddedConfig:
    """The embedded broker's settings, from the variables LINLI_MQTT_…. Raises ValueError for a wrong number."""
    found = EmbeddedConfig.told("MQTT", burst_seconds=2)
    if found is None:
        raise ValueError("LINLI_MQTT_PORT 应为端口号。")
    return found
