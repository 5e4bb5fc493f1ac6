"""`/live?topics=a,b`: server-sent events, one coroutine per listener, beside Django and not inside it."""

from __future__ import annotations

import asyncio
import io
from collections import defaultdict
from collections.abc import Callable
from contextlib import suppress
from urllib.parse import parse_qs

from linli.kernel import live
from linli.kernel.access import Actor
from linli.kernel.errors import DomainError
from linli.server.bridge import Receive, Scope, Send, environ_of, refuse
from linli.server.metrics import LISTENERS
from linli.server.pool import DatabaseThreads

HEARTBEAT = 15.0
PAUSE = 0.2  # at most five messages a second for each listener
RECHECK = 120.0
SEND_TIMEOUT = 20.0
MAX_LISTENERS = 2000
HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
]


class Listener:
    """One open page: what it watches, the areas of its actor, what it has not been told yet."""

    __slots__ = ("closed", "pending", "scopes", "topics", "wake")

    def __init__(self, topics: frozenset[str], scopes: tuple[str, ...]) -> None:
        self.topics, self.scopes = topics, scopes
        self.pending: set[str] = set()
        self.wake = asyncio.Event()
        self.closed = False

    def tell(self, topic: str) -> None:
        """Notes a change; told with the next message."""
        self.pending.add(topic)
        self.wake.set()

    def close(self) -> None:
        """Ends the stream."""
        self.closed = True
        self.wake.set()

    def take(self) -> bytes:
        """The message about everything pending: topics, no data."""
        text = ",".join(sorted(self.pending))
        self.pending.clear()
        self.wake.clear()
        return f"data: {text}\n\n".encode()


class Hub:
    """All listeners of this process, by topic."""

    def __init__(self) -> None:
        self.listeners: set[Listener] = set()
        self._of_topic: dict[str, set[Listener]] = defaultdict(set)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._unsubscribe: Callable[[], None] = lambda: None

    def open(self) -> None:
        """Starts hearing touches; call on the loop."""
        self._loop = asyncio.get_running_loop()
        self._unsubscribe = live.subscribe(self.hear)

    def close(self) -> None:
        """Ends every stream; the browsers come back by themselves."""
        self._unsubscribe()
        self._unsubscribe = lambda: None
        for listener in tuple(self.listeners):
            listener.close()

    def close_soon(self) -> None:
        """The same from a signal handler or another thread."""
        if self._loop and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self.close)

    def add(self, listener: Listener) -> None:
        """A page opened."""
        self.listeners.add(listener)
        LISTENERS.inc()
        for topic in listener.topics:
            self._of_topic[topic].add(listener)

    def remove(self, listener: Listener) -> None:
        """A page went away; nothing of it stays."""
        self.listeners.discard(listener)
        LISTENERS.dec()
        for topic in listener.topics:
            self._of_topic[topic].discard(listener)
            if not self._of_topic[topic]:
                del self._of_topic[topic]

    def hear(self, topic: str, path: str) -> None:
        """A touch, from any thread."""
        if self._loop and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._tell, topic, path)

    def _tell(self, topic: str, path: str) -> None:
        for listener in self._of_topic.get(topic, ()):
            if live.concerns(path, listener.scopes):
                listener.tell(topic)


class LiveApp:
    """The ASGI application of `/live`."""

    def __init__(self) -> None:
        self.hub = Hub()
        self.pool = DatabaseThreads(2, thread_name_prefix="live-auth")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        loop = asyncio.get_running_loop()
        try:
            query = parse_qs(scope["query_string"].decode("latin-1"))
            topics = live.parse_topics(",".join(query.get("topics", [])))
            actor = await loop.run_in_executor(self.pool, identify, scope)
        except DomainError as error:
            await refuse(send, error.status, error.code, error.message)
            return
        if not actor.known:
            await refuse(send, 401, "unauthorized", "请先登录。")
        elif len(self.hub.listeners) >= MAX_LISTENERS:
            await refuse(send, 503, "busy", "实时连接太多，请稍候再试。")
        else:
            await self._listen(scope, Listener(topics, scopes_of(actor)), receive, send)

    async def _listen(self, scope: Scope, listener: Listener, receive: Receive, send: Send) -> None:
        self.hub.add(listener)
        watch = asyncio.ensure_future(_watch(listener, receive))
        try:
            await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
            await _send(send, b"retry: 2000\nevent: ready\ndata:\n\n")
            with suppress(TimeoutError):
                await self._tell(scope, listener, send)
            if watch.done():
                return
            await send({"type": "http.response.body", "body": b""})
        finally:
            watch.cancel()
            self.hub.remove(listener)

    async def _tell(self, scope: Scope, listener: Listener, send: Send) -> None:
        loop = asyncio.get_running_loop()
        checked = loop.time()
        while not listener.closed:
            with suppress(TimeoutError):
                await asyncio.wait_for(listener.wake.wait(), HEARTBEAT)
            if listener.closed:
                return
            if loop.time() - checked > RECHECK:  # a session that was ended hears nothing more
                checked = loop.time()
                actor = await loop.run_in_executor(self.pool, identify, scope)
                if not actor.known:
                    return
                listener.scopes = scopes_of(actor)
            if listener.pending:
                await _send(send, listener.take())
                await asyncio.sleep(PAUSE)
            else:
                listener.wake.clear()
                await _send(send, b":\n\n")


async def _send(send: Send, body: bytes) -> None:
    """Sends a part; a client that does not read is dropped (TimeoutError)."""
    await asyncio.wait_for(
        send({"type": "http.response.body", "body": body, "more_body": True}), SEND_TIMEOUT
    )


async def _watch(listener: Listener, receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    listener.close()


def scopes_of(actor: Actor) -> tuple[str, ...]:
    """The areas on which the actor holds any role, as paths."""
    return tuple({grant.area_path for grant in actor.grants})


def identify(scope: Scope) -> Actor:
    """The actor behind the request, by the same rules as the API. Runs in a thread."""
    from django.contrib.auth.middleware import AuthenticationMiddleware
    from django.contrib.sessions.middleware import SessionMiddleware
    from django.core.handlers.wsgi import WSGIRequest
    from django.db import close_old_connections

    from linli.kernel.access.resolve import resolve

    request = WSGIRequest(environ_of(scope, io.BytesIO()))
    try:
        SessionMiddleware(lambda _: None).process_request(request)  # type: ignore[arg-type]
        AuthenticationMiddleware(lambda _: None).process_request(request)  # type: ignore[arg-type]
        return resolve(request)
    finally:
        close_old_connections()
