"""Plays the demo's charging piles: each speaks real OCPP 1.6 to the central system, as a pile in the yard would.

`PilePlayer(port)` then `run(stop)` until the event is set. A remote start begins a session after some seconds; now and
then somebody comes with a card.
"""

from __future__ import annotations

import asyncio
import base64
import logging
import random
import threading
from dataclasses import dataclass
from typing import Any

import websockets
from django.db.models import Max
from django.utils import timezone
from ocpp.routing import on
from ocpp.v16 import ChargePoint, call, call_result
from ocpp.v16.enums import Action

from linli.sections.devices import keys
from linli.sections.devices.models import ChargeCard, Connector, Device
from linli.sections.devices.seed import demo_key

logger = logging.getLogger(__name__)
METER_SECONDS, HEARTBEAT_SECONDS, REST_SECONDS, PLUG_SECONDS = 8.0, 60.0, 5.0, 3.0
CARD_EVERY, CARD_FOR = (120.0, 300.0), (90.0, 240.0)
WATTS = 6600.0
REGISTER = "Energy.Active.Import.Register"


@dataclass
class Plug:
    """A connector at play. `wh` is its register."""

    number: int
    wh: float
    transaction: int = 0
    operative: bool = True


@dataclass(frozen=True)
class Cast:
    """One pile of the demo: number, key, registers by connector, and a card that is used there."""

    number: str
    key: str
    registers: dict[int, int]
    card: str


class DemoPile(ChargePoint):
    """A pile with its connectors; it does what it is told."""

    def __init__(self, cast: Cast, connection: Any, plugs: dict[int, Plug], rng: random.Random) -> None:
        super().__init__(cast.number, connection)
        self.cast, self.plugs, self.rng = cast, plugs, rng
        self._tasks: set[asyncio.Task[None]] = set()

    def soon(self, work: Any) -> None:
        """Does something beside the answering of messages."""
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def play(self) -> None:
        """Boots and lives until the connection ends."""
        await self.call(call.BootNotification("AC-7kW-2", "Demo", firmware_version="1.4.2"))
        for plug in self.plugs.values():
            await self.show(plug)
        self.soon(self._visits())
        while True:
            await self.call(call.Heartbeat())
            await asyncio.sleep(HEARTBEAT_SECONDS)

    def leave(self) -> None:
        """Ends what is under way."""
        for task in self._tasks:
            task.cancel()

    async def show(self, plug: Plug, status: str = "") -> None:
        """Tells the state of a connector."""
        state = status or (
            "Charging" if plug.transaction else "Available" if plug.operative else "Unavailable"
        )
        await self.call(call.StatusNotification(plug.number, "NoError", state))

    async def _visits(self) -> None:
        """Now and then somebody comes with a card."""
        while self.cast.card:
            await asyncio.sleep(self.rng.uniform(*CARD_EVERY))
            free = [plug for plug in self.plugs.values() if not plug.transaction and plug.operative]
            if free:
                plug = self.rng.choice(free)
                await self.charge(plug, self.cast.card)
                await asyncio.sleep(self.rng.uniform(*CARD_FOR))
                await self.finish(plug, "EVDisconnected")

    async def charge(self, plug: Plug, tag: str) -> None:
        """Begins a session and measures until it ends."""
        await self.show(plug, "Preparing")
        await asyncio.sleep(PLUG_SECONDS)
        answer = await self.call(
            call.StartTransaction(plug.number, tag, round(plug.wh), timezone.now().isoformat())
        )
        plug.transaction = answer.transaction_id
        if answer.id_tag_info["status"] != "Accepted":
            await self.finish(plug, "DeAuthorized")
            return
        await self.show(plug)
        self.soon(self._measure(plug, plug.transaction))

    async def _measure(self, plug: Plug, transaction: int) -> None:
        while True:
            await asyncio.sleep(METER_SECONDS)
            if plug.transaction != transaction:
                return
            watts = WATTS + self.rng.uniform(-150, 150)
            plug.wh += watts * METER_SECONDS / 3600
            sampled = [
                {"value": str(round(plug.wh)), "measurand": REGISTER, "unit": "Wh"},
                {"value": f"{watts:.0f}", "measurand": "Power.Active.Import", "unit": "W"},
                {"value": f"{self.rng.uniform(24, 31):.1f}", "measurand": "Temperature", "unit": "Celsius"},
            ]
            value = {"timestamp": timezone.now().isoformat(), "sampled_value": sampled}
            await self.call(call.MeterValues(plug.number, [value], transaction_id=transaction))

    async def finish(self, plug: Plug, reason: str) -> None:
        """Ends the session of a connector, if there is one."""
        transaction, plug.transaction = plug.transaction, 0
        if not transaction:
            return
        at = timezone.now().isoformat()
        await self.call(call.StopTransaction(round(plug.wh), at, transaction, reason=reason))
        await self.show(plug)

    @on(Action.remote_start_transaction)
    def told_to_start(
        self, id_tag: str, connector_id: int = 1, **_: Any
    ) -> call_result.RemoteStartTransaction:
        """Begins shortly after."""
        plug = self.plugs.get(connector_id)
        if plug is None or plug.transaction or not plug.operative:
            return call_result.RemoteStartTransaction(status="Rejected")
        self.soon(self.charge(plug, id_tag))
        return call_result.RemoteStartTransaction(status="Accepted")

    @on(Action.remote_stop_transaction)
    def told_to_stop(self, transaction_id: int) -> call_result.RemoteStopTransaction:
        """Ends that session."""
        for plug in self.plugs.values():
            if plug.transaction == transaction_id:
                self.soon(self.finish(plug, "Remote"))
                return call_result.RemoteStopTransaction(status="Accepted")
        return call_result.RemoteStopTransaction(status="Rejected")

    @on(Action.unlock_connector)
    def told_to_unlock(self, connector_id: int) -> call_result.UnlockConnector:
        """Lets the plug go, ending its session."""
        if connector_id in self.plugs:
            self.soon(self.finish(self.plugs[connector_id], "UnlockCommand"))
        return call_result.UnlockConnector(
            status="Unlocked" if connector_id in self.plugs else "UnlockFailed"
        )

    @on(Action.change_availability)
    def told_availability(self, connector_id: int, type: str) -> call_result.ChangeAvailability:
        """Switches a connector, or all, on or off."""
        for plug in self.plugs.values():
            if connector_id in (0, plug.number):
                plug.operative = type == "Operative"
                self.soon(self.show(plug))
        return call_result.ChangeAvailability(status="Accepted")

    @on(Action.trigger_message)
    def told_to_tell(self, requested_message: str, **_: Any) -> call_result.TriggerMessage:
        """Tells its states again."""
        for plug in self.plugs.values():
            self.soon(self.show(plug))
        return call_result.TriggerMessage(status="Accepted")

    @on(Action.get_configuration)
    def told_to_show(self, key: list[str] | None = None) -> call_result.GetConfiguration:
        """Shows what a demo pile has."""
        own = {"HeartbeatInterval": "60", "MeterValueSampleInterval": "8", "NumberOfConnectors": "2"}
        shown = [{"key": k, "readonly": True, "value": v} for k, v in own.items() if not key or k in key]
        return call_result.GetConfiguration(configuration_key=shown)

    @on(Action.change_configuration)
    def told_to_change(self, key: str, value: str) -> call_result.ChangeConfiguration:
        """Has nothing that can be changed."""
        return call_result.ChangeConfiguration(status="NotSupported")

    @on(Action.clear_cache)
    def told_to_forget(self) -> call_result.ClearCache:
        """Forgets its cards."""
        return call_result.ClearCache(status="Accepted")

    @on(Action.send_local_list)
    def told_the_list(self, **_: Any) -> call_result.SendLocalList:
        """Takes the list of cards."""
        return call_result.SendLocalList(status="Accepted")

    @on(Action.reset)
    def told_to_reset(self, type: str) -> call_result.Reset:
        """Ends its sessions and comes back."""
        self.soon(self._reset())
        return call_result.Reset(status="Accepted")

    async def _reset(self) -> None:
        for plug in self.plugs.values():
            await self.finish(plug, "SoftReset")
        await self._connection.close()


class PilePlayer:
    """Plays every demo pile; one thread serves all."""

    def __init__(self, port: int, *, host: str = "127.0.0.1", seed: int = 20261122) -> None:
        self.host, self.port = host, port
        self.rng = random.Random(seed)  # noqa: S311 - a show, nothing secret
        self.casts = _casts()

    def run(self, stop: threading.Event) -> None:
        """Plays until `stop` is set."""
        asyncio.run(self._run(stop))

    async def _run(self, stop: threading.Event) -> None:
        tasks = [asyncio.create_task(self._keep(cast)) for cast in self.casts]
        while not stop.is_set():
            await asyncio.sleep(0.3)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _keep(self, cast: Cast) -> None:
        """Connects a pile again and again; its registers go on where they were."""
        plugs = {number: Plug(number, wh) for number, wh in cast.registers.items()}
        login = base64.b64encode(f"{cast.number}:{cast.key}".encode()).decode()
        address = f"ws://{self.host}:{self.port}/ocpp/{cast.number}"
        headers = {"Authorization": f"Basic {login}"}
        while True:
            try:
                async with websockets.connect(
                    address, subprotocols=[websockets.Subprotocol("ocpp1.6")], additional_headers=headers
                ) as socket:
                    await self._live(DemoPile(cast, socket, plugs, self.rng))
            except (OSError, TimeoutError, websockets.WebSocketException) as error:
                logger.info("the pile %s is not connected: %s", cast.number, error)
            await asyncio.sleep(REST_SECONDS)

    async def _live(self, pile: DemoPile) -> None:
        for plug in pile.plugs.values():
            plug.transaction = 0
        playing = asyncio.create_task(pile.play())
        try:
            await pile.start()
        finally:
            playing.cancel()
            pile.leave()


def _casts() -> list[Cast]:
    """The piles whose key is the demo's, each with a card of its own."""
    rows = Device.objects.filter(type__code="charger", status=Device.Status.ACTIVE).order_by("pk")
    ours = [row for row in rows if row.key_hash == keys.digest(demo_key(row.number))]
    cards = list(ChargeCard.objects.filter(blocked=False).order_by("pk").values_list("tag", flat=True))
    tags = dict(enumerate(cards))
    return [
        Cast(row.number, demo_key(row.number), _registers(row), tags.get(nth, ""))
        for nth, row in enumerate(ours)
    ]


def _registers(pile: Device) -> dict[int, int]:
    """Where each connector's register stands."""
    last = dict(
        pile.charge_sessions.values_list("connector").annotate(last=Max("meter_last")).order_by("connector")
    )
    numbers = Connector.objects.filter(point=pile.pk, number__gt=0).values_list("number", flat=True)
    return {number: last.get(number) or 0 for number in numbers}
