"""TLS of the edge's own servers (charging piles, watches)."""

from __future__ import annotations

import ssl


def server_context(cert: str, key: str = "") -> ssl.SSLContext | None:
    """The context for a PEM certificate and its key (the certificate's own file when empty); None without a certificate.

    TLS 1.2 at least. Raises OSError or ssl.SSLError for files that cannot be used.
    """
    if not cert:
        return None
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.load_cert_chain(cert, key or None)
    return context
