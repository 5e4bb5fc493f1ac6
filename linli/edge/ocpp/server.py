"""The WebSocket server: who may connect, and the one hand that asks the section for answers."""

from __future__ import annotations

import asyncio
import base64
import binascii
import logging
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from typing import Any, TypeVar
from urllib.parse import unquote

from django.db import InterfaceError, OperationalError, close_old_connections
from websockets.asyncio.server import Server, ServerConnection, serve
from websockets.http11 import Request, Response
from websockets.typing import Subprotocol

from linli.edge.ocpp import config as settings
from linli.edge.ocpp.link import WRONG, Link
from linli.kernel.errors import DomainError
from linli.kernel.ports import ChargeAnswer, ChargeRequest, Charging
from linli.kernel.telemetry import Message, Pipeline

logger = logging.getLogger(__name__)
T = TypeVar("T")
PROTOCOL = Subprotocol("ocpp1.6")
ROOT = "/ocpp/"
BATCH = 200
FULL_PAUSE = 0.02
RETRY_SECONDS = (0.2, 0.5, 1.0, 2.0, 5.0, 10.0)
"""How long an answer waits for a database that is away; then the pile is told InternalError and sends again."""
WATCH_SECONDS = 10.0
Asked = tuple[ChargeRequest, "asyncio.Future[ChargeAnswer]"]


class CentralSystem:
    """Piles by number. All answers are worked out by one thread, many at a time."""

    def __init__(
        self, charging: Charging, pipeline: Pipeline, config: settings.OcppConfig | None = None
    ) -> None:
        self.charging, self.pipeline = charging, pipeline
        self.config = config or settings.OcppConfig()
        self.links: dict[str, Link] = {}
        self._asked: asyncio.Queue[Asked] = asyncio.Queue(self.config.connections)
        self._hand = ThreadPoolExecutor(1, "ocpp")
        self._door = ThreadPoolExecutor(1, "ocpp-door")
        self._server: Server | None = None
        self._tasks: list[asyncio.Task[None]] = []
        self._closing: set[asyncio.Task[None]] = set()

    @property
    def port(self) -> int:
        """The port that is listened on."""
        assert self._server
        return int(next(iter(self._server.sockets)).getsockname()[1])

    async def start(self) -> None:
        """Returns once piles can connect. Raises OSError when the port is taken."""
        c = self.config
        self._server = await serve(
            self._serve, c.host, c.port, ssl=c.tls(), process_request=self._check, select_subprotocol=_choose,
            compression=None, max_size=settings.FRAME_LIMIT, max_queue=8, server_header=None,
            ping_interval=c.ping_seconds, ping_timeout=c.ping_seconds, close_timeout=2,
        )  # fmt: skip
        self._tasks = [asyncio.create_task(self._work()), asyncio.create_task(self._watch())]

    async def stop(self) -> None:
        """Closes every connection; what was asked is answered first."""
        if self._server:
            self._server.close()
            await self._server.wait_closed()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await asyncio.to_thread(self._hand.shutdown)
        await asyncio.to_thread(self._door.shutdown)

    async def _check(self, connection: ServerConnection, request: Request) -> Response | None:
        """Lets a pile in by its number and key (security profiles 1 and 2), or says why not."""
        if not request.path.startswith(ROOT):
            return connection.respond(HTTPStatus.NOT_FOUND, "充电桩请连接 /ocpp/设备编号\n")
        number = unquote(request.path.removeprefix(ROOT).partition("?")[0])
        if len(self.links) >= self.config.connections:
            return connection.respond(HTTPStatus.SERVICE_UNAVAILABLE, "连接数已满\n")
        user, key_texts = credentials(request.headers.get("Authorization", ""))
        if user != number or not await self._is_key(number, key_texts):
            self.pipeline.refuse(number[:40], "bad_key" if user else "anonymous", "OCPP")
            response = connection.respond(HTTPStatus.UNAUTHORIZED, "设备编号或密钥不对\n")
            response.headers["WWW-Authenticate"] = 'Basic realm="ocpp"'
            return response
        connection.username = number
        return None

    async def _is_key(self, number: str, texts: Sequence[str]) -> bool:
        for text in texts:
            if await self._by(self._door, self.charging.login, number, text):
                return True
        return False

    async def _by(self, hand: ThreadPoolExecutor, work: Callable[..., T], *args: Any) -> T:
        """Has a thread do something with the database."""
        return await asyncio.get_running_loop().run_in_executor(hand, _with_database, work, *args)

    async def _serve(self, socket: ServerConnection) -> None:
        """One connection. Without our subprotocol it is opened and closed at once (OCPP-J §3.1.2)."""
        if socket.subprotocol != PROTOCOL:
            await socket.close(WRONG, "subprotocol ocpp1.6 is needed")
            return
        number = str(socket.username)
        link, before = Link(self, socket, number), self.links.get(number)
        self.links[number] = link
        if before:
            self._closing.add(
                task := asyncio.create_task(before.close(1000, "replaced by a newer connection"))
            )
            task.add_done_callback(self._closing.discard)
        try:
            await self._by(self._hand, self._quietly, self.charging.opened, number)
            await link.run()
        finally:
            if self.links.get(number) is link:
                del self.links[number]
                self._hand.submit(_with_database, self._quietly, self.charging.closed, number)

    def _quietly(self, note: Callable[[str], None], number: str) -> None:
        try:
            note(number)
        except Exception:
            logger.exception("the connection of %s could not be noted", number)

    async def ask(self, request: ChargeRequest) -> ChargeAnswer:
        """The section's answer."""
        future: asyncio.Future[ChargeAnswer] = asyncio.get_running_loop().create_future()
        await self._asked.put((request, future))
        return await future

    async def _work(self) -> None:
        """Answers what has come together while the last answers were worked out."""
        while True:
            asked = [await self._asked.get()]
            while len(asked) < BATCH and not self._asked.empty():
                asked.append(self._asked.get_nowait())
            answers = await self._answers([request for request, _ in asked])
            for (_, future), answer in zip(asked, answers, strict=True):
                if not future.done():
                    future.set_result(answer)

    async def _answers(self, requests: list[ChargeRequest]) -> list[ChargeAnswer]:
        for pause in (*RETRY_SECONDS, 0.0):
            try:
                return await self._by(self._hand, self.charging.answer, requests)
            except (OperationalError, InterfaceError) as error:
                logger.warning("piles wait for the database: %s", error)
                await asyncio.sleep(pause)
            except Exception:
                logger.exception("requests of piles could not be answered")
                break
        return [ChargeAnswer(error="InternalError", text="try again later")] * len(requests)

    async def tell(self, number: str, told: Iterable[tuple[str, bytes]], now_ms: int) -> None:
        """Hands messages to the pipeline; returns when all but heartbeats are committed."""
        loop = asyncio.get_running_loop()
        safe = []
        for kind, payload in told:
            future: asyncio.Future[None] = loop.create_future()
            if kind != "heartbeat":
                safe.append(future)
            done = _settler(loop, future)
            message = Message(number, f"linli/{number}/up/{kind}", payload, now_ms, done)
            while not self.pipeline.offer(message):
                await asyncio.sleep(FULL_PAUSE)
        for future in safe:
            await future

    async def _watch(self) -> None:
        """What the clock alone brings, such as a pile lost during a session."""
        while True:
            await asyncio.sleep(WATCH_SECONDS)
            try:
                found = await self._by(self._hand, self.charging.watch)
            except Exception:
                logger.exception("the piles could not be watched")
                continue
            for number, kind, payload in found:
                await self.tell(number, [(kind, payload)], int(time.time() * 1000))

    async def order(
        self, number: str, code: str, params: Mapping[str, Any], seconds: float
    ) -> dict[str, Any]:
        """Has the pile carry out a device command; returns its answer.

        Raises DomainError when it is not connected, does not know the command or refuses it; TimeoutError.
        """
        link = self.links.get(number)
        if link is None:
            raise DomainError("充电桩没有连接。")
        action, payload = await self._by(self._door, self.charging.order, number, code, params)
        return await link.order(action, payload, seconds)


def _with_database(work: Callable[..., T], *args: Any) -> T:
    close_old_connections()
    return work(*args)


def _settler(loop: asyncio.AbstractEventLoop, future: asyncio.Future[None]) -> Callable[[], None]:
    def settle() -> None:
        if not future.done():
            future.set_result(None)

    def done() -> None:
        loop.call_soon_threadsafe(settle)

    return done


def _choose(connection: ServerConnection, offered: Sequence[Subprotocol]) -> Subprotocol | None:
    return PROTOCOL if PROTOCOL in offered else None


def credentials(header: str) -> tuple[str, list[str]]:
    """Number and key of a Basic header. A key may come as text, or as the 20 bytes that its 40 hex digits stand for."""
    scheme, _, text = header.partition(" ")
    try:
        user, _, key = base64.b64decode(text.strip(), validate=True).partition(b":")
    except (binascii.Error, ValueError):
        return "", []
    if scheme.lower() != "basic" or not user or not key:
        return "", []
    texts = [key.decode("utf-8", "replace")]
    if len(key) == 20:
        texts.append(key.hex())
    return user.decode("utf-8", "replace"), texts
