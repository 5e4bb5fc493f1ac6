"""Where a request comes from: the client's network address."""

from __future__ import annotations

import ipaddress

from django.http import HttpRequest

from linli.kernel import conf


def client_address(request: HttpRequest) -> str:
    """The client's address; behind N trusted proxies, the Nth from the right of X-Forwarded-For. "" when unknown."""
    proxies = int(conf.get("trusted_proxies"))
    chain = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
    found = chain[-proxies] if 0 < proxies <= len(chain) else request.META.get("REMOTE_ADDR", "")
    try:
        return str(ipaddress.ip_address(found))
    except ValueError:
        return ""
