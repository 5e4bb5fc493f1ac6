"""MQTT as an edge driver: the embedded broker, or the outside one that LINLI_MQTT_URL names."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from linli.edge.mqtt import config
from linli.edge.mqtt.broker import EmbeddedBroker
from linli.edge.mqtt.external import ExternalBroker
from linli.kernel import telemetry
from linli.kernel.telemetry import Pipeline

Ready = Callable[[int], None]


class MqttDriver:
    """Takes messages in from one broker; down the same road go the commands."""

    name = "mqtt"

    async def run(self, stop: asyncio.Event, ready: Ready) -> None:
        """Until `stop` is set. Raises OSError when the port is taken, ValueError when a setting is wrong."""
        outside, pipeline = config.outside_broker(), telemetry.running()
        if pipeline is None:
            raise LookupError("the telemetry pipeline does not run")
        if outside:
            await _outside(ExternalBroker(pipeline, outside), stop, ready)
        else:
            await _embedded(pipeline, stop, ready)


async def _embedded(pipeline: Pipeline, stop: asyncio.Event, ready: Ready) -> None:
    broker = EmbeddedBroker(pipeline, config.embedded())
    await broker.start()
    telemetry.open_line(broker)
    ready(broker.port)
    try:
        await stop.wait()
    finally:
        telemetry.close_line(broker)
        await broker.stop()


async def _outside(broker: ExternalBroker, stop: asyncio.Event, ready: Ready) -> None:
    def begun() -> None:
        telemetry.open_line(broker)
        ready(broker.config.port)

    try:
        await broker.run(stop, begun)
    finally:
        telemetry.close_line(broker)
