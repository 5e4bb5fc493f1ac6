"""A bare OCPP central system: the libraries `ocpp` and `websockets`, answering without keeping anything."""

import asyncio
import sys
from datetime import UTC, datetime
from typing import Any

import websockets
from ocpp.routing import on
from ocpp.v16 import ChargePoint, call_result
from ocpp.v16.enums import Action, RegistrationStatus


class Bare(ChargePoint):
    """Says yes to everything."""

    @on(Action.boot_notification)
    def boot(self, **_: Any) -> call_result.BootNotification:
        """Accepted."""
        return call_result.BootNotification(_now(), 60, RegistrationStatus.accepted)

    @on(Action.heartbeat)
    def heartbeat(self) -> call_result.Heartbeat:
        """The time."""
        return call_result.Heartbeat(_now())

    @on(Action.meter_values)
    def meter_values(self, **_: Any) -> call_result.MeterValues:
        """Nothing."""
        return call_result.MeterValues()


def _now() -> str:
    return datetime.now(UTC).isoformat()


async def _serve(socket: Any) -> None:
    try:
        await Bare(socket.request.path.rsplit("/", 1)[-1], socket).start()
    except websockets.ConnectionClosed:
        return


async def main(port: int) -> None:
    """Until it is killed."""
    async with websockets.serve(_serve, "127.0.0.1", port, subprotocols=[websockets.Subprotocol("ocpp1.6")]):
        print("ready", flush=True)
        await asyncio.Future()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1])))
