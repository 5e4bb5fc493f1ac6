"""Settings of the watch edge, read from the environment once at start."""

from __future__ import annotations

import ipaddress
import os
import ssl
from dataclasses import dataclass

from linli.edge.tls import server_context

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


@dataclass(frozen=True)
class WatchConfig:
    """Where watches connect and how much one of them may send. Times in seconds."""

    host: str = "127.0.0.1"
    port: int = 8090
    frames_per_second: float = 5.0
    burst: int = 50
    connections: int = 5000
    strangers: int = 200
    """Connections at once that have not said who they are."""
    broken_frames: int = 20
    """So many unreadable frames in one connection end it."""
    login_seconds: float = 30.0
    silence_seconds: float = 1200.0
    """A watch keeps its link alive every 5 to 8 minutes."""
    allowed: tuple[Network, ...] = ()
    tls_cert: str = ""
    tls_key: str = ""

    def tls(self) -> ssl.SSLContext | None:
        """The server's TLS context when a certificate is set; then every watch must speak TLS."""
        return server_context(self.tls_cert, self.tls_key)

    def allows(self, address: str) -> bool:
        """True for an address within the allowed ranges; without ranges, every one."""
        if not self.allowed:
            return True
        found = ipaddress.ip_address(address.partition("%")[0])
        return any(found in network for network in self.allowed)


def from_environment() -> WatchConfig | None:
    """LINLI_WATCH_HOST, _PORT (“off” = None), _RATE, _ALLOW (“10.0.0.0/8,…”), _TLS_CERT, _TLS_KEY.

    Raises ValueError for a wrong value.
    """
    port = os.environ.get("LINLI_WATCH_PORT", "8090").strip()
    if port == "off":
        return None
    rate = float(os.environ.get("LINLI_WATCH_RATE", "5"))
    ranges = [text.strip() for text in os.environ.get("LINLI_WATCH_ALLOW", "").split(",") if text.strip()]
    return WatchConfig(
        host=os.environ.get("LINLI_WATCH_HOST", "127.0.0.1"),
        port=int(port),
        frames_per_second=rate,
        burst=max(int(rate * 10), 1),
        allowed=tuple(ipaddress.ip_network(text, strict=False) for text in ranges),
        tls_cert=os.environ.get("LINLI_WATCH_TLS_CERT", ""),
        tls_key=os.environ.get("LINLI_WATCH_TLS_KEY", ""),
    )
