"""What a section (板块) declares about itself: the manifest in its `apps.py`."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

from django.apps import AppConfig

from linli.kernel.offers import Layer, Share, Tally

Column = Literal["left", "middle", "right"]


@dataclass(frozen=True)
class Function:
    """One function (功能) of the catalogue; `done` only when the catalogue's definition of done holds."""

    id: str
    title: str
    faces: str
    permission: str = ""
    done: bool = False


@dataclass(frozen=True)
class Permission:
    """A right that roles hold on an area. `id` is section.noun.verb; `roles` hold it from the start.

    `sealed`: the platform administrator does not hold it either (an elder's health is not his to see).
    """

    id: str
    title: str
    roles: tuple[str, ...] = ()
    sealed: bool = False


@dataclass(frozen=True)
class MenuItem:
    """A line of the console menu. `badge` is the dotted path of fn(actor) -> int."""

    title: str
    path: str
    permission: str
    badge: str = ""


@dataclass(frozen=True)
class Tile:
    """A tile of the hall screen (大屏). `query` is the dotted path of fn(actor) -> JSON value without personal data.

    An object with a true `at_rest` has nothing to show just now: the tile is left out.
    """

    id: str
    title: str
    query: str
    column: Column = "left"
    order: int = 100


@dataclass(frozen=True)
class Setting:
    """A setting an operator may change: name, default and help make the docs, `doctor` and env parsing."""

    name: str
    default: Any
    help: str


@dataclass(frozen=True)
class Todo:
    """One thing for the actor to do (待办), offered to 我的工作台."""

    section: str
    title: str
    detail: str
    link: str
    due_at: dt.datetime | None = None
    urgent: bool = False


@dataclass(frozen=True)
class SearchHit:
    """One hit of the global search."""

    kind: str
    title: str
    subtitle: str
    link: str


@dataclass(frozen=True)
class BellItem:
    """One line behind the bell (铃): something live that wants a person."""

    title: str
    detail: str
    link: str
    at: dt.datetime
    severity: str = "info"


@dataclass(frozen=True)
class ProfilePart:
    """What one section knows of a person, for 一人一档; rows are {label, value} pairs."""

    title: str
    rows: list[dict[str, Any]] = field(default_factory=list)
    link: str = ""


@dataclass(frozen=True)
class Door:
    """A door of its own beside `/api`, for an outside standard: `path` under the root, `api` the dotted path of a LinliAPI."""

    path: str
    api: str


@dataclass(frozen=True)
class WebhookEvent:
    """An event that outside systems may have pushed to them (推送).

    `kind` is noun.past (case.closed); `event` and `payload` are dotted paths: an Event that carries `area_id`, and
    fn(event) -> dict of plain values without personal data, or None when there is nothing left to tell.
    """

    kind: str
    title: str
    event: str
    payload: str


@dataclass(frozen=True)
class Contact:
    """Somebody to tell: a user of the platform, or just a phone (家属)."""

    user_id: int | None
    name: str
    phone: str = ""


@dataclass(frozen=True)
class Recipient:
    """People outside the staff who are told of alerts (通知链里的“家属”).

    `query` is the dotted path of fn(facts) -> list[Contact], where facts has `person_id` and `area_id`.
    """

    name: str
    title: str
    query: str


@dataclass(frozen=True)
class SmsTemplate:
    """A text the section sends by SMS (短信模板), registered with the gateways beforehand: free text they refuse.

    `name` is section.noun; `text` has variables like {code} and no signature; `sign` names the setting of the signature.
    A `code` is a login or pick-up code, for which the gateways count more strictly.
    """

    name: str
    title: str
    text: str
    sign: str = "sms_sign"
    code: bool = False


class Runner(Protocol):
    """Something that a section has running in the process that takes device messages in. Named by dotted path."""

    def start(self) -> None:
        """Starts it; must not block."""

    def stop(self) -> None:
        """Ends it in good order, within some seconds."""


class Section(AppConfig):
    """The manifest of a section. Subclass it once in the section's `apps.py`; hooks are dotted paths."""

    default = False  # Django would take this base for the app's own when a section imports it
    default_auto_field = "django.db.models.BigAutoField"
    title: str = ""
    order: int = 100
    icon: str = "Grid"
    needs: tuple[str, ...] = ()
    functions: tuple[Function, ...] = ()
    permissions: tuple[Permission, ...] = ()
    menu: tuple[MenuItem, ...] = ()
    tiles: tuple[Tile, ...] = ()
    settings: tuple[Setting, ...] = ()
    todos: tuple[str, ...] = ()
    search: tuple[str, ...] = ()
    bell: tuple[str, ...] = ()
    profile: tuple[str, ...] = ()
    health: tuple[str, ...] = ()
    runners: tuple[str, ...] = ()
    plans: tuple[str, ...] = ()
    layers: tuple[Layer, ...] = ()
    tallies: tuple[Tally, ...] = ()
    shares: tuple[Share, ...] = ()
    doors: tuple[Door, ...] = ()
    webhooks: tuple[WebhookEvent, ...] = ()
    recipients: tuple[Recipient, ...] = ()
    sms: tuple[SmsTemplate, ...] = ()

    def __init_subclass__(cls, **options: Any) -> None:
        """A subclass is its app's configuration."""
        super().__init_subclass__(**options)
        cls.default = True
