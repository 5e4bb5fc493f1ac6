"""Settings of the OCPP edge, read from the environment once at start."""

from __future__ import annotations

import os
import ssl
from dataclasses import dataclass

from linli.edge.tls import server_context

FRAME_LIMIT = 64 * 1024
"""Largest frame taken, in bytes."""


@dataclass(frozen=True)
class OcppConfig:
    """Where piles connect and how much one of them may send."""

    host: str = "127.0.0.1"
    port: int = 9220
    frames_per_second: float = 20.0
    burst: int = 200
    connections: int = 2000
    broken_frames: int = 20
    """So many unreadable frames in one connection end it."""
    ping_seconds: float = 60.0
    tls_cert: str = ""
    tls_key: str = ""

    def tls(self) -> ssl.SSLContext | None:
        """The server's TLS context (security profile 2) when a certificate is set."""
        return server_context(self.tls_cert, self.tls_key)


def from_environment() -> OcppConfig | None:
    """LINLI_OCPP_HOST, _PORT (“off” = None), _RATE, _TLS_CERT, _TLS_KEY. Raises ValueError for a wrong number."""
    port = os.environ.get("LINLI_OCPP_PORT", "9220").strip()
    if port == "off":
        return None
    rate = float(os.environ.get("LINLI_OCPP_RATE", "20"))
    return OcppConfig(
        host=os.environ.get("LINLI_OCPP_HOST", "127.0.0.1"),
        port=int(port),
        frames_per_second=rate,
        burst=max(int(rate * 10), 1),
        tls_cert=os.environ.get("LINLI_OCPP_TLS_CERT", ""),
        tls_key=os.environ.get("LINLI_OCPP_TLS_KEY", ""),
    )
