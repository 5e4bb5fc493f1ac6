"""One watch's connection."""

from __future__ import annotations

import asyncio
import json
import logging
import time
from collections import defaultdict, deque
from typing import TYPE_CHECKING, Any

from linli.edge.mqtt import topics
from linli.edge.mqtt.limits import Bucket
from linli.edge.watch import content, orders
from linli.edge.watch.frames import BrokenFrame, Frame, Stream, written
from linli.kernel import bus
from linli.kernel.telemetry import LISTENING, Message

if TYPE_CHECKING:
    from linli.edge.watch.server import WatchServer

logger = logging.getLogger(__name__)
FULL_PAUSE = 0.02
CHUNK = 16 * 1024
AHEAD_MS, OLDEST_MS = 5 * 60 * 1000, 400 * 24 * 3600 * 1000


class Goodbye(Exception):
    """The connection is to be closed."""


class Connection:
    """Reads frames in order. Data is answered when the pipeline has committed it, not before."""

    def __init__(
        self, server: WatchServer, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        self.server, self.reader, self.writer = server, reader, writer
        self.number = self.terminal = self.vendor = ""
        self.stream = Stream()
        self.broken = 0
        self.greeted = False
        self.bucket = Bucket(server.config.rate, server.config.burst)
        self._asked: dict[str, deque[int]] = defaultdict(deque)

    async def run(self) -> None:
        """Serves the watch until it goes; never raises for what a peer did."""
        try:
            while data := await self._more():
                self.stream.feed(data)
                await self._frames()
        except (Goodbye, TimeoutError, ConnectionError, OSError):
            logger.debug("watch %s left", self.number or "unknown")
        except Exception:
            logger.exception("a frame of watch %s could not be handled", self.number)
            self.server.pipeline.refuse(self.number, "store", "程序错误")
        finally:
            self.server.left(self)
            self.writer.close()

    async def _more(self) -> bytes:
        config = self.server.config
        async with asyncio.timeout(config.silence_seconds if self.number else config.login_seconds):
            return await self.reader.read(CHUNK)

    async def _frames(self) -> None:
        while True:
            try:
                frame = self.stream.next()
            except BrokenFrame as error:
                self._count_broken(str(error))
                continue
            if frame is None:
                return
            await self._take(frame)
            await self.writer.drain()

    def _count_broken(self, what: str) -> None:
        self.broken += 1
        self.server.pipeline.refuse(self.number, "broken_packet", what)
        if self.broken >= self.server.config.broken_frames or not self.number:
            raise Goodbye

    async def _take(self, frame: Frame) -> None:
        if wait := self.bucket.take():
            self.server.pipeline.refuse(self.number, "paced")
            await asyncio.sleep(wait)
        if not self.number or frame.kind.upper() == "LK":
            await self._identify(frame)
        if frame.terminal != self.terminal:
            self.server.pipeline.refuse(self.number, "bad_key", "同一连接里换了终端编号")
            raise Goodbye
        if self._is_answer(frame):
            return
        await self._hear(frame, content.understood(frame.kind, frame.rest))

    async def _identify(self, frame: Frame) -> None:
        """Only a watch that is registered (and still is) is let in."""
        number = await self.server.number_of(frame.terminal)
        if number is None or (self.number and number != self.number):
            self.server.pipeline.refuse(self.number, "unknown_device", f"终端编号 {frame.terminal}")
            raise Goodbye
        if not self.number:
            self.number, self.terminal, self.vendor = number, frame.terminal, frame.vendor
            self.server.joined(self)

    async def _hear(self, frame: Frame, said: content.Said) -> None:
        if not said.known:
            self.server.pipeline.refuse(self.number, "unknown_topic", f"手表消息 {frame.kind}")
        if said.refused:
            self.server.pipeline.refuse(self.number, "wrong_type", said.refused)
        messages = self._messages(said)
        if not messages:
            self._reply(frame, said)
            await self._offer("heartbeat", b"", lambda: None)
            return
        for nth, (kind, body) in enumerate(messages, start=1):
            last = nth == len(messages)
            await self._offer(
                kind, json.dumps(body).encode(), self._replier(frame, said) if last else lambda: None
            )

    def _messages(self, said: content.Said) -> list[tuple[str, Any]]:
        """The frame as messages of the platform, what is urgent first. A clock that is off does not hold up an alarm."""
        now = int(time.time() * 1000)
        sound = said.at_ms is not None and now - OLDEST_MS < said.at_ms <= now + AHEAD_MS
        at = said.at_ms if sound or said.history else now
        found: list[tuple[str, Any]] = []
        if said.events:
            found.append(("events", [{"e": code, "t": at} for code in said.events]))
        if said.values:
            found.append(("readings", {"v": said.values, "t": at}))
        return found

    def _replier(self, frame: Frame, said: content.Said) -> Any:
        loop = asyncio.get_running_loop()
        return lambda: loop.call_soon_threadsafe(self._reply, frame, said)

    def _reply(self, frame: Frame, said: content.Said) -> None:
        """Answers; after its first frame the watch can be told what waits for it."""
        if said.reply is not None and not self.writer.is_closing():
            self.writer.write(frame.answer(said.reply))
        if not self.greeted:
            self.greeted = True
            bus.tell(LISTENING, self.number)

    async def _offer(self, kind: str, payload: bytes, done: Any) -> None:
        """Hands a message on; reads nothing more while the pipeline is full."""
        topic = topics.up(self.number, kind)
        message = Message(self.number, topic, payload, int(time.time() * 1000), done)
        while not self.server.pipeline.offer(message):
            await asyncio.sleep(FULL_PAUSE)

    def _is_answer(self, frame: Frame) -> bool:
        """True when the frame answers a command; the answer goes the way of every message."""
        waiting = self._asked.get(frame.kind.upper())
        if not waiting:
            return False
        self._acknowledge(waiting.popleft(), ok=True, result=frame.rest[:100])
        return True

    def _acknowledge(self, command_id: int, *, ok: bool, result: str) -> None:
        body = json.dumps({"id": command_id, "ok": ok, "result": result}).encode()
        task = asyncio.get_running_loop().create_task(self._offer("acks", body, lambda: None))
        self.server.keep(task)

    def order(self, payload: bytes) -> bool:
        """Tells the watch a command; one that it does not have is answered in its stead."""
        if self.writer.is_closing():
            return False
        body = json.loads(payload)
        try:
            words = orders.content(body["code"], body["params"])
        except LookupError:
            self._acknowledge(body["id"], ok=False, result="手表协议没有这个指令")
            return True
        waiting = self._asked[orders.answered_by(words)]
        if body["id"] not in waiting:
            waiting.append(body["id"])
        self.writer.write(written(self.vendor, self.terminal, words))
        return True
