"""Settings of the watch edge, read from the environment once at start."""

from __future__ import annotations

import ipaddress
import os
from dataclasses import dataclass

from linli.edge.settings import Door

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


@dataclass(frozen=True, kw_only=True)
class WatchConfig(Door):
    """Where watches connect and how much one of them may send; with a certificate every one must speak TLS.

    Times in seconds.
    """

    port: int = 8090
    rate: float = 5.0
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

    def allows(self, address: str) -> bool:
        """True for an address within the allowed ranges; without ranges, every one."""
        if not self.allowed:
            return True
        found = ipaddress.ip_address(address.partition("%")[0])
        return any(found in network for network in self.allowed)


def from_environment() -> WatchConfig | None:
    """The variables LINLI_WATCH_…, and _ALLOW (“10.0.0.0/8,…”); None when switched off. Raises ValueError."""
    ranges = [text.strip() for text in os.environ.get("LINLI_WATCH_ALLOW", "").split(",") if text.strip()]
    allowed = tuple(ipaddress.ip_network(text, strict=False) for text in ranges)
    return WatchConfig.told("WATCH", burst_seconds=10, allowed=allowed)
