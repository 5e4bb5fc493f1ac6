"""Files for an outside Mosquitto (外部 Mosquitto): its password file and its access list."""

from __future__ import annotations

from linli.sections.devices import keys
from linli.sections.devices.models import Device

PLATFORM = "platform"
ACCESS = f"""user {PLATFORM}
topic read linli/+/up/#
topic read homeassistant/#
topic read tasmota/discovery/#
topic write linli/+/down/#
topic write linli/+/up/#
topic readwrite linli-doctor/#
topic read $SYS/broker/version

pattern write linli/%u/up/#
pattern read linli/%u/down/#
pattern read linli/%u/up/#
pattern write homeassistant/+/+/config
pattern write homeassistant/+/+/+/config
pattern write tasmota/discovery/+/+
"""
"""Who may use which topic: the platform reads all that goes up, a device its own topics only."""


def passwords(platform_key: str) -> str:
    """The password file: the platform, and every device in use. Only hashes; the platform's key is hashed here."""
    devices = Device.objects.filter(status=Device.Status.ACTIVE).exclude(broker_hash="").order_by("number")
    lines = [f"{PLATFORM}:{keys.broker_hash(platform_key)}"]
    lines += [f"{number}:{hashed}" for number, hashed in devices.values_list("number", "broker_hash")]
    return "\n".join(lines) + "\n"
