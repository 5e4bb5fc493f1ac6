"""A charging pile of others' making for the tests: the client side of the library `ocpp`, over a real WebSocket."""

from __future__ import annotations

import asyncio
import base64
import datetime as dt
import json
import ssl
import threading
from collections.abc import Coroutine
from typing import Any, TypeVar

import websockets
from ocpp.routing import on
from ocpp.v16 import ChargePoint as OcppChargePoint
from ocpp.v16 import call, call_result
from ocpp.v16.enums import Action

T = TypeVar("T")
PATIENCE = 20.0


class Pile(OcppChargePoint):
    """It says yes to what it is told, remembers it, and begins to charge when told to."""

    def __init__(self, number: str, connection: Any) -> None:
        super().__init__(number, connection, response_timeout=PATIENCE)
        self.heard: asyncio.Queue[tuple[str, dict[str, Any]]] = asyncio.Queue()
        self.status = "Accepted"

    @on(Action.remote_start_transaction)
    def started(self, id_tag: str, **more: Any) -> call_result.RemoteStartTransaction:
        self.heard.put_nowait(("start", {"tag": id_tag, **more}))
        return call_result.RemoteStartTransaction(status=self.status)

    @on(Action.remote_stop_transaction)
    def stopped(self, transaction_id: int) -> call_result.RemoteStopTransaction:
        self.heard.put_nowait(("stop", {"transaction": transaction_id}))
        return call_result.RemoteStopTransaction(status=self.status)

    @on(Action.reset)
    def was_reset(self, type: str) -> call_result.Reset:
        self.heard.put_nowait(("reset", {"type": type}))
        return call_result.Reset(status=self.status)

    async def boot(self) -> Any:
        """Says who it is."""
        return await self.call(call.BootNotification("Falcon", "SingleSocket", firmware_version="1.0.7"))

    async def show(
        self, connector: int, status: str, error: str = "NoError", at: dt.datetime | None = None
    ) -> Any:
        """Tells a connector's state."""
        when = at.isoformat() if at else None
        return await self.call(call.StatusNotification(connector, error, status, timestamp=when))

    async def measure(
        self, connector: int, transaction: int | None, at: dt.datetime, wh: int, **more: str
    ) -> Any:
        """Tells the register, and further measurands."""
        sampled = [{"value": str(wh), "unit": "Wh", "measurand": "Energy.Active.Import.Register"}]
        sampled += [{"value": v, "measurand": m.replace("_", ".")} for m, v in more.items()]
        value = {"timestamp": at.isoformat(), "sampled_value": sampled}
        return await self.call(call.MeterValues(connector, [value], transaction_id=transaction))

    async def begin(self, connector: int, tag: str, at: dt.datetime, wh: int) -> Any:
        """Starts a transaction."""
        return await self.call(call.StartTransaction(connector, tag, wh, at.isoformat()))

    async def finish(self, transaction: int, at: dt.datetime, wh: int, **more: Any) -> Any:
        """Stops a transaction."""
        return await self.call(call.StopTransaction(wh, at.isoformat(), transaction, **more))


class Yard:
    """An event loop in a thread, in which piles live; the test calls them one after the other."""

    def __init__(self, port: int, tls: ssl.SSLContext | None = None) -> None:
        self.port, self.tls = port, tls
        self.loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self.loop.run_forever, daemon=True)
        self._thread.start()
        self._sockets: list[Any] = []

    def do(self, work: Coroutine[Any, Any, T]) -> T:
        """Waits for what is done in the loop."""
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(PATIENCE)

    def socket(self, number: str, key: str | bytes, **options: Any) -> Any:
        """A bare WebSocket, signed in."""
        secret = key if isinstance(key, bytes) else key.encode()
        header = "Basic " + base64.b64encode(number.encode() + b":" + secret).decode()
        options.setdefault("subprotocols", ["ocpp1.6"])
        connecting = websockets.connect(
            f"{'wss' if self.tls else 'ws'}://127.0.0.1:{self.port}/ocpp/{number}",
            ssl=self.tls,
            additional_headers={"Authorization": header},
            **options,
        )
        socket = self.do(_opened(connecting))
        self._sockets.append(socket)
        return socket

    def pile(self, number: str, key: str) -> Pile:
        """A pile that is connected and serves."""
        pile = Pile(number, self.socket(number, key))
        asyncio.run_coroutine_threadsafe(_serve(pile), self.loop)
        return pile

    def send(self, socket: Any, frame: str | bytes) -> None:
        """Sends anything at all."""
        self.do(socket.send(frame))

    def ask(self, socket: Any, frame: str) -> Any:
        """Sends a frame and waits for the answer."""
        self.send(socket, frame)
        return json.loads(self.do(socket.recv()))

    def close(self) -> None:
        """Everybody leaves."""
        for socket in self._sockets:
            self.do(socket.close())
        self.loop.call_soon_threadsafe(self.loop.stop)
        self._thread.join(PATIENCE)


async def _opened(connecting: Any) -> Any:
    return await connecting


async def _serve(pile: Pile) -> None:
    try:
        await pile.start()
    except websockets.ConnectionClosed:
        return
