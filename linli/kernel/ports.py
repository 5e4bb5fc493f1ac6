"""Ports: the small interfaces to the outside; a setting names the driver of each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Protocol

from django.utils.module_loading import import_string

from linli.kernel import conf
from linli.kernel.sms import SmsInquiry, SmsOrder, SmsReceipt, SmsReply, SmsResult


class Sms(Protocol):
    """Sends short messages (短信) by templates. `most` is how many orders one call of `send_many` takes."""

    most: int

    def send(self, *, phone: str, template: str, params: Mapping[str, str], key: str) -> str:
        """Sends once per `key`; returns the gateway's id. Raises DomainError when refused, SmsUnknown without answer."""

    def send_many(self, orders: Sequence[SmsOrder], *, batch: str) -> list[SmsResult]:
        """Sends all, each to another phone; results in the same order, never an exception for what a gateway does.

        Whoever calls has written down before that these go out as `batch`: sending a batch twice sends twice.
        """

    def pull(self) -> list[SmsReceipt]:
        """Receipts that wait at a gateway to be fetched, each handed out once."""

    def ask(self, asked: Sequence[SmsInquiry]) -> list[SmsReceipt]:
        """What the gateway keeps of these messages; nothing of those it does not know. Never an exception for the line."""

    def receipts(self, body: bytes) -> list[SmsReceipt]:
        """What the gateway pushed about messages sent. Raises DomainError when it is not what it pushes."""

    def replies(self, body: bytes) -> list[SmsReply]:
        """What the gateway pushed of messages sent to us. Raises DomainError when it is not what it pushes."""


@dataclass(frozen=True)
class ChatMessage:
    """A message of somebody who writes to our chat account: `sender` is the channel's name for the person."""

    sender: str
    account: str
    text: str
    id: str


class Chat(Protocol):
    """A chat account (公众号) whose messages come to us over HTTP."""

    def greet(self, query: Mapping[str, str]) -> str:
        """What to answer when our address is registered. Raises Forbidden for a wrong signature."""

    def read(self, query: Mapping[str, str], body: bytes) -> ChatMessage:
        """The message of a call. Raises Forbidden for a wrong signature, an altered or an old one."""

    def write(self, message: ChatMessage, reply: str) -> bytes:
        """The answer to it."""


class Phrasing(Protocol):
    """Says a retrieved text in other words."""

    def phrase(self, *, question: str, passage: str) -> str | None:
        """The passage reworded for the question, nothing added; None when it can't."""


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


@dataclass(frozen=True)
class Spoken:
    """Speech made of a text. `words` is the text as it is read, `pinyin` its syllables with tone numbers."""

    sound: bytes
    content_type: str
    extension: str
    seconds: float
    words: str
    pinyin: str


class Speech(Protocol):
    """Makes Mandarin speech of a text (语音合成), without a network."""

    def say(self, *, text: str, compact: bool = True) -> Spoken:
        """The text spoken: MP3 where that can be made and `compact`, else WAV. Raises DomainError when it can't be."""


@dataclass(frozen=True)
class ChargeRequest:
    """One request of a charging pile (充电桩), its shape already checked. `received_ms` is epoch milliseconds."""

    number: str
    action: str
    payload: Mapping[str, Any]
    received_ms: int


@dataclass(frozen=True)
class ChargeAnswer:
    """What the pile is answered: a result, or an OCPP error code with its text.

    `told` are messages for the telemetry pipeline, (kind, payload) with kind “readings”, “events” or “heartbeat”;
    the answer leaves when they are committed, apart from heartbeats.
    """

    result: Mapping[str, Any] = field(default_factory=dict)
    error: str = ""
    text: str = ""
    told: tuple[tuple[str, bytes], ...] = ()


class Charging(Protocol):
    """The logic behind the OCPP central system (充电桩中心系统). All methods read or write the database and block."""

    def login(self, number: str, key: str) -> bool:
        """True when it is the key of a charging pile in use."""

    def opened(self, number: str) -> None:
        """The pile is connected."""

    def closed(self, number: str) -> None:
        """The pile's connection has ended."""

    def answer(self, requests: Sequence[ChargeRequest]) -> list[ChargeAnswer]:
        """The answers in the same order. Raises OperationalError when the database is away: then ask again."""

    def order(self, number: str, code: str, params: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
        """The OCPP action and payload of a device command. Raises DomainError when it can't be said to a pile."""

    def outcome(self, code: str, answer: Mapping[str, Any]) -> dict[str, Any]:
        """What a pile's answer to a command means: {"ok", "result"}, the result in Chinese. Reads nothing."""

    def watch(self) -> list[tuple[str, str, bytes]]:
        """What the clock alone brings: (number, kind, payload) for the pipeline. Asked every few seconds."""


class Watches(Protocol):
    """Which watches are registered. Reads the database and blocks."""

    def number_of(self, terminal: str) -> str | None:
        """The number of the device in use that calls itself by this id on the watch line."""


@cache
def port(name: str) -> Any:
    """The driver of a port, made once: the setting `port_<name>` holds the dotted path of its class."""
    return import_string(conf.get(f"port_{name}"))()


_provided: dict[str, Callable[[], Any]] = {}


def provide(name: str, factory: Callable[[], Any]) -> None:
    """A section gives the edge its logic under a name; the last one given counts."""
    _provided[name] = factory


def provided(name: str) -> Any:
    """What a section has given under the name, made anew. Raises LookupError when none has."""
    if name not in _provided:
        raise LookupError(f"no section provides {name}")
    return _provided[name]()
