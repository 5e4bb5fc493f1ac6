"""What piles ask, one function per action of OCPP 1.6; meter values, the many, are in metering.py."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from linli.kernel import conf, live
from linli.kernel.ports import ChargeAnswer
from linli.sections.devices.charging import clock, meter, telling, transactions
from linli.sections.devices.charging.bill import Sample
from linli.sections.devices.charging.tags import judge
from linli.sections.devices.charging.words import CONNECTOR, TROUBLES
from linli.sections.devices.models import ChargePoint, ChargeSession, Connector, Device

MOST_CONNECTORS = 64
WIDEST_METER = 2**53
State = ChargeSession.State


class Invalid(Exception):
    """A value that the schema allows and sense does not: PropertyConstraintViolation."""


@dataclass
class Asked:
    """One request: of which pile, what, and when it came."""

    point: ChargePoint
    payload: Mapping[str, Any]
    now: dt.datetime

    @property
    def device(self) -> Device:
        """The pile in the register."""
        return self.point.device

    def moment(self) -> dt.datetime:
        """The time of the message; a wrong clock is noted. Raises Invalid."""
        return self.time(self.payload.get("timestamp"))

    def time(self, text: str | None) -> dt.datetime:
        """The time that counts for a time the pile tells. Raises Invalid."""
        try:
            found = clock.moment(text, self.now, self.point)
        except ValueError:
            raise Invalid("timestamp") from None
        if text is not None:
            self.point.clock_off_s = found.off_s
        return found.at

    def connector(self, least: int = 0) -> int:
        """The connector's number. Raises Invalid."""
        return _between(self.payload["connectorId"], least, MOST_CONNECTORS, "connectorId")

    def meter(self, name: str) -> int:
        """A register value in Wh. Raises Invalid."""
        return _between(self.payload[name], 0, WIDEST_METER, name)


def _between(value: Any, least: int, most: int, name: str) -> int:
    if not least <= value <= most:
        raise Invalid(name)
    return int(value)


def boot(asked: Asked) -> ChargeAnswer:
    """BootNotification (§4.2): Accepted, or Pending while staff keep it waiting."""
    point, told = asked.point, asked.payload
    point.vendor, point.model_name = told["chargePointVendor"], told["chargePointModel"]
    point.serial = told.get("chargePointSerialNumber") or told.get("chargeBoxSerialNumber", "")
    point.firmware, point.booted_at = told.get("firmwareVersion", ""), asked.now
    live.touch("charging", asked.device.area_id)
    interval = int(conf.get("devices.charging_heartbeat_s"))
    answer = {"status": point.admission, "currentTime": stamp(asked.now), "interval": interval}
    return ChargeAnswer(answer, told=(telling.HEARTBEAT,))


def heartbeat(asked: Asked) -> ChargeAnswer:
    """Heartbeat (§4.6): the time."""
    return ChargeAnswer({"currentTime": stamp(asked.now)}, told=(telling.HEARTBEAT,))


def authorize(asked: Asked) -> ChargeAnswer:
    """Authorize (§4.1), tags of phone starts included."""
    verdict = judge(asked.payload["idTag"], asked.device, asked.now)
    return ChargeAnswer({"idTagInfo": {"status": verdict.status}}, told=(telling.HEARTBEAT,))


def start(asked: Asked) -> ChargeAnswer:
    """StartTransaction (§4.8). The same start again gets the same transaction."""
    told, connector, reading = asked.payload, asked.connector(1), asked.meter("meterStart")
    key = f"{connector}|{told['idTag'].upper()}|{told['timestamp']}|{reading}"[:120]
    at = asked.moment()
    session, status = transactions.begin(asked.device, connector, told["idTag"], at, reading, key, asked.now)
    answer = {"transactionId": session.pk, "idTagInfo": {"status": status}}
    return ChargeAnswer(answer, told=(telling.HEARTBEAT,))


def stop(asked: Asked) -> ChargeAnswer:
    """StopTransaction (§4.10): always taken, known or not, once."""
    told, reading, at = asked.payload, asked.meter("meterStop"), asked.moment()
    tag, reason = told.get("idTag", ""), told.get("reason", "Local")
    session = transactions.of_stop(asked.device, told["transactionId"], tag, reading)
    if session is None:
        key = f"stop|{told['transactionId']}|{told['timestamp']}|{reading}"[:120]
        transactions.record_stray(asked.device, key, at, reading, tag, reason)
    elif session.state != State.ENDED or session.provisional:
        transactions.end(session, at, reading, reason, _samples(asked))
    answer = {"idTagInfo": {"status": judge(tag, asked.device, asked.now).status}} if tag else {}
    if session is not None and tag and session.tag == tag.upper():
        answer = {"idTagInfo": {"status": "Accepted"}}
    return ChargeAnswer(answer, told=(telling.HEARTBEAT,))


def _samples(asked: Asked) -> list[Sample]:
    """The meter values that came with the stop."""
    found = []
    for entry in asked.payload.get("transactionData", ()):
        value = meter.measured(entry["sampledValue"]).register_wh
        if value is not None:
            found.append(Sample(asked.time(entry["timestamp"]), value))
    return found


def status(asked: Asked) -> ChargeAnswer:
    """StatusNotification (§4.9): the connector's state; a fault becomes an event."""
    told, number, at = asked.payload, asked.connector(), asked.moment()
    connectors = {c.number: c for c in asked.point.connectors.all()}
    connector = connectors.setdefault(number, Connector(point=asked.point, number=number))
    fresh = connector.status_at is None or at >= connector.status_at
    if not fresh:
        return ChargeAnswer(told=(telling.HEARTBEAT,))
    before = (connector.status, connector.error_code)
    connector.status, connector.error_code, connector.status_at = told["status"], told["errorCode"], at
    words = (told.get("info", ""), told.get("vendorErrorCode", ""))
    connector.info = " ".join(filter(None, words))[:120]
    if connector.status in ("Available", "Unavailable", "Faulted"):
        connector.power_w = 0
    connector.save()
    live.touch("charging", asked.device.area_id)
    messages = [telling.status(list(connectors.values()), at), *_troubles(connector, before, at)]
    return ChargeAnswer(told=tuple(messages))


def _troubles(connector: Connector, before: tuple[str, str], at: dt.datetime) -> list[telling.Told]:
    """The events of a connector that has just broken."""
    broken = connector.status == "Faulted" or connector.error_code != "NoError"
    if not broken or before == (connector.status, connector.error_code):
        return []
    found = [telling.event("fault", at)]
    if connector.error_code == "HighTemperature":
        found.append(telling.event("overheat", at))
    return found


def data_transfer(asked: Asked) -> ChargeAnswer:
    """DataTransfer (§4.3): no vendor's extension is known here."""
    return ChargeAnswer({"status": "UnknownVendorId"}, told=(telling.HEARTBEAT,))


def firmware(asked: Asked) -> ChargeAnswer:
    """FirmwareStatusNotification (§4.5)."""
    asked.point.firmware_status = asked.payload["status"]
    return ChargeAnswer(told=(telling.HEARTBEAT,))


def diagnostics(asked: Asked) -> ChargeAnswer:
    """DiagnosticsStatusNotification (§4.4)."""
    asked.point.diagnostics_status = asked.payload["status"]
    return ChargeAnswer(told=(telling.HEARTBEAT,))


def stamp(at: dt.datetime) -> str:
    """A time as OCPP writes it."""
    return at.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"


def words_of(connector: Connector) -> str:
    """The connector's state as a person reads it."""
    trouble = TROUBLES.get(connector.error_code, connector.error_code)
    return "，".join(filter(None, (CONNECTOR.get(connector.status, connector.status), trouble)))


ACTIONS: dict[str, Callable[[Asked], ChargeAnswer]] = {
    "BootNotification": boot, "Heartbeat": heartbeat, "Authorize": authorize, "StartTransaction": start,
    "StopTransaction": stop, "StatusNotification": status, "DataTransfer": data_transfer,
    "FirmwareStatusNotification": firmware, "DiagnosticsStatusNotification": diagnostics,
}  # fmt: skip
UNADMITTED = frozenset({"Authorize", "StartTransaction"})
"""Refused while the pile is kept waiting (§4.2.1)."""
