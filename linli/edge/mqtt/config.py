"""Settings of the MQTT edge, read from the environment once at start."""

from __future__ import annotations

import os
import ssl
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

PAYLOAD_LIMIT = 64 * 1024
"""Largest payload taken, in bytes."""


@dataclass(frozen=True)
class EmbeddedConfig:
    """Where the embedded broker listens and how much it takes from one device."""

    host: str = "127.0.0.1"
    port: int = 1883
    messages_per_second: float = 100.0
    burst: int = 200
    unacknowledged: int = 256
    connections: int = 5000
    tls_cert: str = ""
    tls_key: str = ""

    def tls(self) -> ssl.SSLContext | None:
        """The server's TLS context when a certificate is set."""
        if not self.tls_cert:
            return None
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(self.tls_cert, self.tls_key or None)
        return context


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
    """The embedded broker's settings: LINLI_MQTT_HOST, _PORT, _RATE, _TLS_CERT, _TLS_KEY."""
    rate = float(os.environ.get("LINLI_MQTT_RATE", "100"))
    return EmbeddedConfig(
        host=os.environ.get("LINLI_MQTT_HOST", "127.0.0.1"),
        port=int(os.environ.get("LINLI_MQTT_PORT", "1883")),
        messages_per_second=rate,
        burst=max(int(rate * 2), 1),
        tls_cert=os.environ.get("LINLI_MQTT_TLS_CERT", ""),
        tls_key=os.environ.get("LINLI_MQTT_TLS_KEY", ""),
    )
