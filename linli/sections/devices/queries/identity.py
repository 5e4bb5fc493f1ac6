"""Which device is asking, by its own key."""

from __future__ import annotations

from linli.kernel.access import SYSTEM
from linli.kernel.errors import Unauthorized
from linli.sections.devices import keys
from linli.sections.devices.models import Device
from linli.sections.devices.queries.cards import DeviceCard, cards


def by_key(authorization: str) -> DeviceCard:
    """The device in use whose number and key the Basic authorization holds. Raises Unauthorized."""
    number, key = keys.credentials(authorization)
    if not keys.is_key_of(number, key):
        raise Unauthorized("设备编号或密钥不对。")
    return cards(SYSTEM, device_ids=Device.objects.filter(number=number).values_list("pk", flat=True))[0]
