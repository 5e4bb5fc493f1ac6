"""From ASGI to Django's WSGI handler: the body is taken in on the loop, the request runs in one thread hop.

Why not Django's own ASGI handler: docs/decisions/0003-one-port.md.
"""

from __future__ import annotations

import asyncio
import io
import json
import sys
import tempfile
from collections.abc import Awaitable, Callable, Iterable, Iterator, MutableMapping
from time import perf_counter
from typing import IO, Any, NamedTuple

from linli.server import metrics
from linli.server.pool import DatabaseThreads

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Environ = dict[str, Any]
Wsgi = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]

IN_MEMORY = 1024 * 1024
CHUNK = 256 * 1024
MAX_WAITING = 1000
WITHOUT_PREFIX = {b"content-type": "CONTENT_TYPE", b"content-length": "CONTENT_LENGTH"}
WITHOUT_BODY = (204, 304)
_names: dict[bytes, str] = {}


class Answer(NamedTuple):
    """What the WSGI application answered: `rest` is None when `start` is the whole body."""

    status: int
    headers: list[tuple[bytes, bytes]]
    start: bytes
    rest: Iterator[bytes] | None
    close: Callable[[], None]


class TooBig(Exception):
    """The request body is larger than allowed."""


class Gone(Exception):
    """The client went away while sending."""


class Bridge:
    """An ASGI application in front of a WSGI one. `max_body` is in bytes."""

    def __init__(self, wsgi: Wsgi, *, threads: int, max_body: int) -> None:
        self.wsgi, self.max_body, self.waiting = wsgi, max_body, 0
        self.pool = DatabaseThreads(threads, thread_name_prefix="web")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self.waiting >= MAX_WAITING:
            await refuse(send, 503, "busy", "系统正忙，请稍候再试。")
            return
        self.waiting += 1
        try:
            await self._handle(scope, receive, send)
        except TooBig:
            await refuse(send, 413, "too_large", f"上传的内容太大，最多 {self.max_body // 1024 // 1024} MB。")
        except Gone:
            return
        finally:
            self.waiting -= 1

    async def _handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        loop = asyncio.get_running_loop()
        body = await self._take_in(scope, receive)
        began = perf_counter()
        answer = await loop.run_in_executor(self.pool, self._run, environ_of(scope, body))
        metrics.count(answer.status, perf_counter() - began)
        await send({"type": "http.response.start", "status": answer.status, "headers": answer.headers})
        part, rest = answer.start, answer.rest
        try:
            while rest is not None and part:
                await send({"type": "http.response.body", "body": part, "more_body": True})
                part = await loop.run_in_executor(self.pool, gather, rest)
            await send({"type": "http.response.body", "body": part})
        finally:
            if rest is not None:
                await loop.run_in_executor(self.pool, answer.close)

    async def _take_in(self, scope: Scope, receive: Receive) -> IO[bytes]:
        """The whole body: small ones in memory, large ones in a temporary file, too large ones refused."""
        announced = next((v for n, v in scope["headers"] if n == b"content-length"), b"0")
        if announced.isdigit() and int(announced) > self.max_body:
            raise TooBig
        message = await receive()
        if message["type"] == "http.request" and not message.get("more_body"):
            return io.BytesIO(message.get("body", b""))
        taken = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115  (the request closes it by letting go)
        while message["type"] == "http.request":
            taken.write(message.get("body", b""))
            if taken.tell() > self.max_body:
                raise TooBig
            if not message.get("more_body"):
                taken.seek(0)
                return taken
            message = await receive()
        raise Gone

    def _run(self, environ: Environ) -> Answer:
        """Runs the application in this thread; a body that is not streamed is complete and closed on return."""
        told: list[Any] = []
        result = self.wsgi(environ, lambda status, headers, exc_info=None: told.extend((status, headers)))
        close = getattr(result, "close", lambda: None)
        status = int(told[0][:3])
        headers = [(n.lower().encode("latin-1"), v.encode("latin-1")) for n, v in told[1]]
        if getattr(result, "streaming", True):
            rest = iter(result)
            return Answer(status, headers, gather(rest), rest, close)
        try:
            body = b"".join(result)
        finally:
            close()
        if status not in WITHOUT_BODY and not any(name == b"content-length" for name, _ in headers):
            headers.append((b"content-length", b"%d" % len(body)))
        return Answer(status, headers, body, None, close)


def gather(chunks: Iterator[bytes]) -> bytes:
    """The next part of a stream, about CHUNK bytes, so that a large file costs few hops; b"" at the end."""
    parts, size = [], 0
    for chunk in chunks:
        parts.append(chunk)
        size += len(chunk)
        if size >= CHUNK:
            break
    return b"".join(parts)


def environ_of(scope: Scope, body: IO[bytes]) -> Environ:
    """The WSGI environment (PEP 3333) of an ASGI request."""
    server, client = scope.get("server") or ("localhost", 80), scope.get("client") or ("", 0)
    environ: Environ = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": "",
        "PATH_INFO": scope["path"].encode().decode("latin-1"),
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_NAME": server[0],
        "SERVER_PORT": str(server[1] or 0),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "REMOTE_ADDR": client[0],
        "REMOTE_PORT": str(client[1]),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.get("scheme", "http"),
        "wsgi.input": body,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    for name, value in scope["headers"]:
        _add_header(environ, name, value.decode("latin-1"))
    if "CONTENT_LENGTH" not in environ and "HTTP_TRANSFER_ENCODING" in environ:
        environ["CONTENT_LENGTH"] = str(body.seek(0, io.SEEK_END))
        body.seek(0)
    return environ


def _add_header(environ: Environ, name: bytes, value: str) -> None:
    if b"_" in name:  # x_area would pass for X-Area
        return
    key = WITHOUT_PREFIX.get(name) or _names.get(name)
    if key is None:
        key = "HTTP_" + name.decode("latin-1").upper().replace("-", "_")
        if len(_names) < 500:
            _names[name] = key
    if key in environ:
        value = environ[key] + ("; " if key == "HTTP_COOKIE" else ",") + value
    environ[key] = value


async def refuse(send: Send, status: int, code: str, message: str) -> None:
    """A refusal in the shape that every face understands; the connection is not used again."""
    body = json.dumps(
        {"error": {"code": code, "message": message, "fields": {}}}, ensure_ascii=False
    ).encode()
    headers = [
        (b"content-type", b"application/json"),
        (b"content-length", str(len(body)).encode()),
        (b"connection", b"close"),
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
