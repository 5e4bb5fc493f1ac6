"""OCPP as an edge driver, and as a line down to piles."""

from __future__ import annotations

import asyncio
import json
import logging
import time
from collections.abc import Callable
from typing import Any

from linli.edge.ocpp import config
from linli.edge.ocpp.server import CentralSystem
from linli.kernel import bus, ports, telemetry
from linli.kernel.errors import DomainError

logger = logging.getLogger(__name__)
ORDER_SECONDS = 25.0


def driver() -> OcppDriver | None:
    """The driver, or None when LINLI_OCPP_PORT is “off”. Raises ValueError for a wrong setting."""
    found = config.from_environment()
    return OcppDriver(found) if found else None


class OcppDriver:
    """Runs the central system; commands to devices go to the piles that are connected here."""

    name = "ocpp"

    def __init__(self, settings: config.OcppConfig) -> None:
        self.settings = settings

    async def run(self, stop: asyncio.Event, ready: Callable[[int], None]) -> None:
        """Until `stop` is set. Raises OSError when the port is taken, LookupError without a pipeline."""
        pipeline = telemetry.running()
        if pipeline is None:
            raise LookupError("the telemetry pipeline does not run")
        system = CentralSystem(ports.provided("charging"), pipeline, self.settings)
        await system.start()
        line = OcppLine(system, asyncio.get_running_loop())
        deaf = bus.subscribe(telemetry.REVOKED, line.part_with)
        telemetry.open_line(line)
        ready(system.port)
        try:
            await stop.wait()
        finally:
            telemetry.close_line(line)
            deaf()
            await system.stop()


class OcppLine:
    """The road down to piles: a device command becomes a request of the central system, its answer an acknowledgement."""

    name = "ocpp"

    def __init__(self, system: CentralSystem, loop: asyncio.AbstractEventLoop) -> None:
        self.system, self._loop = system, loop
        self._orders: set[asyncio.Task[None]] = set()

    def tell(self, number: str, kind: str, payload: bytes) -> int:
        """Begins to carry out a command; 1, or 0 when the pile is not connected or the message is no command."""
        if kind != "commands" or number not in self.system.links:
            return 0
        try:
            command = json.loads(payload)
            self._loop.call_soon_threadsafe(self._begin, number, command)
        except (ValueError, RuntimeError):
            return 0
        return 1

    def _begin(self, number: str, command: dict[str, Any]) -> None:
        task = self._loop.create_task(self._carry_out(number, command))
        self._orders.add(task)
        task.add_done_callback(self._orders.discard)

    async def _carry_out(self, number: str, command: dict[str, Any]) -> None:
        """Sends it and acknowledges with what the pile answered; a pile that does not answer runs into the time-out."""
        try:
            answer = await self.system.order(
                number, command["code"], command.get("params") or {}, ORDER_SECONDS
            )
        except DomainError as error:
            ack: dict[str, Any] = {"ok": False, "result": error.message}
        except (TimeoutError, ConnectionError):
            return
        else:
            ack = self.system.charging.outcome(command["code"], answer)
        payload = json.dumps({"id": command["id"], **ack}, ensure_ascii=False).encode()
        await self.system.tell(number, [("acks", payload)], int(time.time() * 1000))

    def part_with(self, number: str) -> None:
        """Ends the connection of a pile whose key is no longer good. Any thread."""
        link = self.system.links.get(number)
        if link:
            asyncio.run_coroutine_threadsafe(link.close(1008, "key revoked"), self._loop)
