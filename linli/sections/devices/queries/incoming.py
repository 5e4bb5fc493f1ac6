"""What comes in besides readings: refusals, gaps, announcements; and how a device connects."""

from __future__ import annotations

import datetime as dt
import os
from typing import Any
from urllib.parse import urlsplit

from django.db.models import Q, QuerySet
from django.utils import timezone

from linli.kernel import conf
from linli.kernel.access import Actor, visible
from linli.sections.devices.models import Device, Entity, Member, Refusal, Sequence

REFUSED = "devices.refusal.read"
MANAGE = "devices.device.manage"
PILE = "charger"


def refusals(actor: Actor, *, days: int = 7, sender: str = "", reason: str = "") -> QuerySet[Refusal]:
    """Refusals of the devices in the actor's areas; strangers (no device, no area) only for those at the root."""
    allowed = Q(area_id__in=list(actor.areas(REFUSED).values_list("pk", flat=True)))
    if actor.kind == "system" or actor.areas(REFUSED).filter(parent=None).exists():
        allowed |= Q(area_id=None)
    since = timezone.localdate() - dt.timedelta(days=days - 1)
    rows = Refusal.objects.filter(allowed, day__gte=since).order_by("-day", "-last_ms", "sender", "reason")
    if sender:
        rows = rows.filter(sender__icontains=sender)
    return rows.filter(reason=reason) if reason else rows


def sequence(device: Device) -> dict[str, int]:
    """Missing sequence numbers of one device."""
    row = Sequence.objects.filter(pk=device.pk).first()
    return {"missing": row.missing if row else 0, "restarts": row.restarts if row else 0}


def entities(actor: Actor, state: str = "") -> QuerySet[Entity]:
    """What was announced by devices in the actor's areas."""
    rows = visible(
        Entity.objects.select_related("announcer", "device"), actor, MANAGE, field="announcer__area"
    )
    return rows.filter(state=state) if state else rows


def connection(device: Device, page_host: str) -> dict[str, Any]:
    """How the device connects: address, user, topics, and a line to try it with (the key is not in it)."""
    if device.type.code == PILE:
        return _pile_connection(device, page_host)
    host, port, tls = _address(page_host)
    property_ = device.type.members.filter(kind=Member.Kind.PROPERTY).order_by("order").first()
    sample = f'{{"v":{{"{property_.code if property_ else "value"}":1}}}}'
    topic = f"linli/{device.number}/up/readings"
    secure = " --tls-use-os-certs" if tls else ""
    return {
        "host": host,
        "port": port,
        "tls": tls,
        "user": device.number,
        "topic": topic,
        "down": f"linli/{device.number}/down/#",
        "sample": sample,
        "command": f"mosquitto_pub -h {host} -p {port}{secure} -u {device.number} -P 密钥 -q 1 -t {topic} -m '{sample}'",
    }


def _pile_connection(device: Device, page_host: str) -> dict[str, Any]:
    """A charging pile's: the address of the central system stands for the topic."""
    host = str(conf.get("devices.public_host")) or page_host.rsplit(":", 1)[0]
    port, tls = os.environ.get("LINLI_OCPP_PORT", "9220"), bool(os.environ.get("LINLI_OCPP_TLS_CERT"))
    address = f"{'wss' if tls else 'ws'}://{host}:{port}/ocpp/{device.number}"
    return {
        "host": host,
        "port": int(port) if port.isdigit() else 0,
        "tls": tls,
        "user": device.number,
        "topic": address,
        "down": "",
        "sample": '[2,"1","Heartbeat",{}]',
        "command": f"websocat --protocol ocpp1.6 --basic-auth {device.number}:密钥 {address}",
    }


def _address(page_host: str) -> tuple[str, int, bool]:
    """Host, port and TLS of the broker that devices talk to."""
    outside = urlsplit(os.environ.get("LINLI_MQTT_URL", ""))
    public = str(conf.get("devices.public_host"))
    if outside.hostname:
        tls = outside.scheme == "mqtts"
        return public or outside.hostname, outside.port or (8883 if tls else 1883), tls
    tls = bool(os.environ.get("LINLI_MQTT_TLS_CERT"))
    return public or page_host.rsplit(":", 1)[0], int(os.environ.get("LINLI_MQTT_PORT", "1883")), tls
