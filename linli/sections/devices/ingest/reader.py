"""Reads one message into a plan: who sent it, which kind it is, which of its values are taken."""

from __future__ import annotations

from linli.kernel.telemetry import Message
from linli.sections.devices.discovery import states
from linli.sections.devices.ingest import acks, asks, homeassistant, payloads
from linli.sections.devices.ingest.plan import Plan
from linli.sections.devices.ingest.reasons import Refused
from linli.sections.devices.ingest.roll import Known, Range, Roll

ROOT = "linli"


class Reader:
    """Turns messages into rows. A bad message adds a refusal and nothing else; it never raises for one."""

    def __init__(self, roll: Roll) -> None:
        self.roll = roll

    def read(self, message: Message, plan: Plan) -> None:
        """Adds what the message says to the plan."""
        try:
            self._read(message, plan)
        except Refused as refused:
            plan.refuse_error(message.user, refused)

    def _read(self, message: Message, plan: Plan) -> None:
        usual = self.roll.by_number.get(message.user)
        if usual and usual.active and message.topic == usual.readings_topic:
            plan.saw(usual.pk, message.received_ms)
            self._readings(usual, payloads.readings(message.payload, message.received_ms), plan)
            return
        sender = message.user or homeassistant.announcer(message)
        known = self._known(sender)
        plan.saw(known.pk, message.received_ms)
        if message.topic.startswith(homeassistant.PREFIXES):
            homeassistant.announce(known, message, plan)
            return
        kind = self._kind(known, message.topic)
        if kind == "readings":
            self._readings(known, payloads.readings(message.payload, message.received_ms), plan)
        elif kind == "events":
            self._events(known, payloads.events(message.payload, message.received_ms), plan)
        elif kind == "acks":
            plan.answers.append(acks.answer(known.pk, message.payload))
        elif kind == "requests":
            plan.asks.append(asks.asked(known.pk, message.payload, message.received_ms))
        elif kind != "heartbeat":
            self._states(known, message, plan)

    def _known(self, number: str) -> Known:
        known = self.roll.get(number)
        if known is None:
            raise Refused("unknown_device")
        if not known.active:
            raise Refused("retired")
        return known

    def _kind(self, known: Known, topic: str) -> str:
        own = f"{ROOT}/{known.number}/up/"
        if not topic.startswith(own):
            raise Refused("foreign_topic", topic)
        return topic.removeprefix(own)

    def _readings(self, known: Known, items: list[payloads.Item], plan: Plan) -> None:
        for item in items:
            values = item.values
            if known.withheld:
                values = {metric: value for metric, value in values.items() if metric not in known.withheld}
            if not _all_credible(values, known.properties):
                values = self._credible(known, values, plan)
            if values:
                plan.add(known.pk, item.at_ms, values)
            if item.seq is not None:
                plan.sequences.append((known.pk, item.seq))

    def _credible(self, known: Known, values: dict[str, float], plan: Plan) -> dict[str, float]:
        """The values that are taken; the others are counted."""
        taken = {}
        for metric, value in values.items():
            if metric not in known.properties:
                plan.refuse(known.number, "unknown_metric", metric)
            elif not known.properties[metric][0] <= value <= known.properties[metric][1]:
                plan.refuse(known.number, "out_of_range", f"{metric}={value:g}")
            else:
                taken[metric] = value
        return taken

    def _events(self, known: Known, items: list[payloads.Item], plan: Plan) -> None:
        for item in items:
            for code in item.values:
                if code in known.events:
                    plan.add(known.pk, item.at_ms, {code: 1.0})
                else:
                    plan.refuse(known.number, "unknown_metric", code)
            if item.seq is not None:
                plan.sequences.append((known.pk, item.seq))

    def _states(self, known: Known, message: Message, plan: Plan) -> None:
        """The state of entities that staff took in; those still waiting are heard, not kept."""
        routes = known.entities.get(message.topic)
        if routes is None:
            if not homeassistant.is_announced(known, message.topic):
                raise Refused("unknown_topic", message.topic)
            return
        for route in routes:
            try:
                value = states.value(message.payload, route.path, route.on, route.off, route.options)
            except Refused as refused:
                plan.refuse_error(known.number, refused)
            else:
                plan.saw(route.device_pk, message.received_ms)
                if value is not None:
                    shown = value / route.scale * 100 if route.scale else value
                    plan.add(route.device_pk, message.received_ms, {route.metric: shown})


def _all_credible(values: dict[str, float], ranges: dict[str, Range]) -> bool:
    """True when every value is one of the thing model and within its range: the usual case, and quick."""
    for metric, value in values.items():
        span = ranges.get(metric)
        if span is None or not span[0] <= value <= span[1]:
            return False
    return True
