"""Ports: the small interfaces to the outside; a setting names the driver of each."""

from __future__ import annotations

from functools import cache
from typing import Any, Protocol

from django.utils.module_loading import import_string

from linli.kernel import conf


class Sms(Protocol):
    """Sends short messages (短信)."""

    def send(self, *, phone: str, text: str, key: str) -> str:
        """Sends `text` once per `key`; returns the gateway's message id. Raises DomainError when refused."""


@cache
def port(name: str) -> Any:
    """The driver of a port, made once: the setting `port_<name>` holds the dotted path of its class."""
    return import_string(conf.get(f"port_{name}"))()
