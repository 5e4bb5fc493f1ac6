"""One pile's connection: its requests are answered in order; ours wait for its answers."""

from __future__ import annotations

import asyncio
import logging
import time
import uuid
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from websockets.asyncio.server import ServerConnection
from websockets.exceptions import ConnectionClosed

from linli.edge.mqtt.limits import Bucket
from linli.edge.ocpp import frames
from linli.kernel.errors import DomainError
from linli.kernel.ports import ChargeRequest

if TYPE_CHECKING:
    from linli.edge.ocpp.server import CentralSystem

logger = logging.getLogger(__name__)
WAITING_ORDERS = 8
UNSUPPORTED_DATA, POLICY, WRONG = 1003, 1008, 1002


class Link:
    """Reads one frame at a time, so a pile that does not wait for answers is slowed down by TCP itself."""

    def __init__(self, system: CentralSystem, socket: ServerConnection, number: str) -> None:
        self.system, self.socket, self.number = system, socket, number
        self._bucket = Bucket(system.config.rate, system.config.burst)
        self._broken = 0
        self._waiting: dict[str, asyncio.Future[frames.Reply]] = {}
        self._turn = asyncio.Lock()
        self._orders = 0

    async def run(self) -> None:
        """Serves the connection until it ends; never raises for what the pile did."""
        try:
            async for frame in self.socket:
                if wait := self._bucket.take():
                    self.system.pipeline.refuse(self.number, "paced")
                    await asyncio.sleep(wait)
                if not await self._take(frame):
                    return
        except ConnectionClosed:
            logger.debug("pile %s is gone", self.number)
        finally:
            self._give_up()

    def _give_up(self) -> None:
        for future in self._waiting.values():
            if not future.done():
                future.set_exception(ConnectionError("the pile is gone"))

    async def _take(self, frame: str | bytes) -> bool:
        """Handles one frame; False when the connection is to end."""
        if isinstance(frame, bytes):
            await self.close(UNSUPPORTED_DATA, "text frames only")
            return False
        try:
            message = frames.read(frame)
        except frames.Broken as broken:
            return await self._refuse(broken)
        if isinstance(message, frames.Reply):
            self._settle(message)
        else:
            await self._answer(message)
        return True

    async def _refuse(self, broken: frames.Broken) -> bool:
        self._broken += 1
        self.system.pipeline.refuse(self.number, "broken_packet", f"{broken.code} {broken.text}"[:100])
        await self.socket.send(frames.error(broken.id, broken.code, broken.text))
        if self._broken < self.system.config.broken_frames:
            return True
        await self.close(POLICY, "too many broken frames")
        return False

    async def _answer(self, call: frames.Call) -> None:
        now_ms = int(time.time() * 1000)
        answer = await self.system.ask(ChargeRequest(self.number, call.action, call.payload, now_ms))
        await self.system.tell(self.number, answer.told, now_ms)
        if answer.error:
            await self.socket.send(frames.error(call.id, answer.error, answer.text))
        else:
            await self.socket.send(frames.result(call.id, answer.result))

    def _settle(self, reply: frames.Reply) -> None:
        """An answer to a request of ours; one that nobody waits for any more is dropped."""
        future = self._waiting.get(reply.id)
        if future and not future.done():
            future.set_result(reply)

    async def order(self, action: str, payload: Mapping[str, Any], seconds: float) -> dict[str, Any]:
        """Sends a request, one at a time as the standard wants (OCPP-J §4.1.1), and waits for the answer.

        Raises DomainError when too many wait or the pile answers with an error, TimeoutError, ConnectionError.
        """
        if self._orders >= WAITING_ORDERS:
            raise DomainError("这台充电桩还有多条指令没有执行完，请稍后再试。")
        self._orders += 1
        try:
            async with asyncio.timeout(seconds), self._turn:
                return await self._round_trip(action, payload)
        except ConnectionClosed:
            raise ConnectionError("the pile is gone") from None
        finally:
            self._orders -= 1

    async def _round_trip(self, action: str, payload: Mapping[str, Any]) -> dict[str, Any]:
        id_ = uuid.uuid4().hex
        future: asyncio.Future[frames.Reply] = asyncio.get_running_loop().create_future()
        self._waiting[id_] = future
        try:
            await self.socket.send(frames.call(id_, action, payload))
            reply = await future
        finally:
            del self._waiting[id_]
        if reply.error:
            raise DomainError(f"充电桩回答：{reply.error} {reply.text}".strip())
        return reply.payload

    async def close(self, code: int, reason: str) -> None:
        """Ends the connection."""
        await self.socket.close(code, reason)
