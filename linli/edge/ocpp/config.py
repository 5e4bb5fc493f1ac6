"""Settings of the OCPP edge, read from the environment once at start."""

from __future__ import annotations

from dataclasses import dataclass

from linli.edge.settings import Door

FRAME_LIMIT = 64 * 1024
"""Largest frame taken, in bytes."""


@dataclass(frozen=True, kw_only=True)
class OcppConfig(Door):
    """Where piles connect (with a certificate by security profile 2) and how much one of them may send."""

    port: int = 9220
    rate: float = 20.0
    burst: int = 200
    connections: int = 2000
    broken_frames: int = 20
    """So many unreadable frames in one connection end it."""
    ping_seconds: float = 60.0


def from_environment() -> OcppConfig | None:
    """The variables LINLI_OCPP_…; None when switched off. Raises ValueError for a wrong number."""
    return OcppConfig.told("OCPP", burst_seconds=10)
