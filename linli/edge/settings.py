"""What the doors of the edge (设备接入端口) have in common: address, allowance, certificate, read from the environment."""

from __future__ import annotations

import os
import ssl
from dataclasses import dataclass
from typing import Any, Self


@dataclass(frozen=True, kw_only=True)
class Door:
    """Where one kind of device connects, and how many messages a second one of them may send."""

    host: str = "127.0.0.1"
    port: int = 0
    rate: float = 10.0
    burst: int = 100
    """So many at once after a silence."""
    tls_cert: str = ""
    tls_key: str = ""

    @classmethod
    def told(cls, name: str, *, burst_seconds: float, **more: Any) -> Self | None:
        """LINLI_<name>_HOST, _PORT (“off” = None), _RATE, _TLS_CERT, _TLS_KEY over the defaults of the class.

        Raises ValueError for a wrong number.
        """

        def variable(what: str, default: object) -> str:
            return os.environ.get(f"LINLI_{name}_{what}", str(default)).strip()

        port = variable("PORT", cls.port)
        if port == "off":
            return None
        rate = float(variable("RATE", cls.rate))
        return cls(
            host=variable("HOST", cls.host),
            port=int(port),
            rate=rate,
            burst=max(int(rate * burst_seconds), 1),
            tls_cert=variable("TLS_CERT", ""),
            tls_key=variable("TLS_KEY", ""),
            **more,
        )

    def tls(self) -> ssl.SSLContext | None:
        """The server's TLS context (1.2 at least) when a PEM certificate is set; its key may be in the same file.

        Raises OSError or ssl.SSLError for files that cannot be used.
        """
        if not self.tls_cert:
            return None
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        context.load_cert_chain(self.tls_cert, self.tls_key or None)
        return context
