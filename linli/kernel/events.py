"""Events (事件): what happened, told to other sections through the outbox after commit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any, ClassVar, TypeVar

import msgspec
from django.db import connection

from linli.kernel import bus

E = TypeVar("E", bound="Event")
Handler = Callable[[Any], None]
Question = Callable[[Any], bool]

OUTBOX = "outbox"


class Event:
    """Base of all events: a frozen dataclass in the past tense, plain values and no personal data.

    Values may be int, str, bool, float, None, date, datetime, Decimal, enums, and tuples of them.
    """

    name: ClassVar[str] = ""

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        cls.name = f"{cls.__module__}.{cls.__qualname__}"
        _events[cls.name] = cls


_events: dict[str, type[Event]] = {}
_handlers: dict[str, tuple[type[Event], Handler]] = {}
_of_event: dict[type[Event], list[str]] = defaultdict(list)
_questions: dict[str, Question] = {}


def on(
    *events: type[E], when: Callable[[E], bool] | None = None
) -> Callable[[Callable[[E], None]], Callable[[E], None]]:
    """Registers a handler (in a section's handlers.py). At least once, so it must be idempotent.

    `when` says whether there is anything to do. It only reads, and is asked before the handler's transaction, which for many
    events need not begin then: nobody else can write during it on SQLite.
    """

    def register(handler: Callable[[E], None]) -> Callable[[E], None]:
        for event in events:
            path = f"{handler.__module__}.{handler.__qualname__}"
            key = f"{path}:{event.__name__}" if len(events) > 1 else path
            if key not in _of_event[event]:
                _of_event[event].append(key)
            _handlers[key] = (event, handler)
            if when:
                _questions[key] = when
        return handler

    return register


def publish(event: Event) -> None:
    """Puts the event into the outbox, once per handler, in the current transaction (which must be open)."""
    publish_many([event])


def publish_many(events: Sequence[Event]) -> None:
    """The same for many events, in one statement."""
    from linli.kernel.outbox import store

    if events and not connection.in_atomic_block:
        raise RuntimeError(
            f"publish({type(events[0]).__name__}) outside a transaction: it could not be undone"
        )
    rows = [
        (event.name, key, msgspec.json.encode(event).decode())
        for event in events
        for key in _of_event.get(type(event), ())
    ]
    if rows:
        store.put(rows)
        bus.post(OUTBOX)


def handler_of(key: str) -> tuple[type[Event], Handler]:
    """(event class, function) of a handler's key. Raises LookupError when that code is gone."""
    try:
        return _handlers[key]
    except KeyError:
        raise LookupError(f"没有处理者 {key}：它所在的板块可能已移除") from None


def question_of(key: str) -> Question | None:
    """What is asked before that handler is called, if anything."""
    return _questions.get(key)


def catalogue() -> dict[str, list[str]]:
    """Every known event with the keys of its handlers, for the health page and the docs."""
    return {name: list(_of_event.get(event, ())) for name, event in sorted(_events.items())}


def forget(event: type[Event]) -> None:
    """Removes an event and its handlers from the registry (tests with throw-away events)."""
    _events.pop(event.name, None)
    for key in _of_event.pop(event, []):
        _handlers.pop(key, None)
        _questions.pop(key, None)
