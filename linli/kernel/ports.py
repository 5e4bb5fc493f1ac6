"""Ports: the small interfaces to the outside; a setting names the driver of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Protocol

from django.utils.module_loading import import_string

from linli.kernel import conf


class Sms(Protocol):
    """Sends short messages (短信)."""

    def send(self, *, phone: str, text: str, key: str) -> str:
        """Sends `text` once per `key`; returns the gateway's message id. Raises DomainError when refused."""


@dataclass(frozen=True)
class Letter:
    """One message to an outside system: whereto, and exactly these bytes."""

    url: str
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Reply:
    """What came back: a status and the beginning of the body, or why there is none."""

    status: int | None = None
    body: str = ""
    error: str = ""


class Push(Protocol):
    """Pushes messages to outside systems (事件推送)."""

    def check(self, url: str) -> None:
        """Raises DomainError, beside the field `url`, when nothing may ever be pushed there."""

    def post_all(self, letters: Sequence[Letter]) -> list[Reply]:
        """Posts all at once; the replies come in the same order, bad receivers included."""


@cache
def port(name: str) -> Any:
    """The driver of a port, made once: the setting `port_<name>` holds the dotted path of its class."""
    return import_string(conf.get(f"port_{name}"))()
