"""Which topics a device may use: its own `up` to publish, its own `down` to subscribe, and discovery.

linli/<device>/up/readings     readings
linli/<device>/up/events       events of the thing model
linli/<device>/up/heartbeat    "I am here", any payload
linli/<device>/up/ha/…         states of entities announced by Home Assistant discovery
linli/<device>/down/…          what the platform tells the device
homeassistant/<component>/[<node>/]<object>/config    discovery: may only point into the device's own topics
tasmota/discovery/<mac>/config and …/sensors          the same in Tasmota's words
"""

from __future__ import annotations

ROOT = "linli"
DISCOVERY = "homeassistant"
BIRTH = f"{DISCOVERY}/status"
TASMOTA = "tasmota/discovery"
UP_FILTERS = (f"{ROOT}/+/up/#", f"{DISCOVERY}/#", f"{TASMOTA}/#")


def up(device: str, kind: str) -> str:
    """The topic on which a device sends one kind of message."""
    return f"{ROOT}/{device}/up/{kind}"


def down(device: str, kind: str) -> str:
    """The topic on which a device is told something: of a kind, or a topic of its own as it announced it."""
    if kind.startswith(f"{ROOT}/{device}/"):
        return kind
    return f"{ROOT}/{device}/down/{kind}"


def may_publish(device: str, topic: str) -> bool:
    """True when a device may publish to the topic."""
    if topic.startswith(f"{ROOT}/{device}/up/"):
        return len(topic) > len(f"{ROOT}/{device}/up/")
    return is_discovery(topic)


def is_discovery(topic: str) -> bool:
    """True for a discovery topic of Home Assistant or Tasmota."""
    parts = topic.split("/")
    if topic.startswith(f"{TASMOTA}/"):
        return len(parts) == 4 and parts[-1] in ("config", "sensors") and bool(parts[2])
    return parts[0] == DISCOVERY and len(parts) in (4, 5) and parts[-1] == "config" and all(parts)


def may_subscribe(device: str, topic_filter: str) -> bool:
    """True when a device may subscribe to the filter; `$share/…` is refused, since it could not be kept.

    Gateways keep their commands beside their states, so a device's own `up` is open to it too; and they like to hear
    whether Home Assistant is there.
    """
    own = (f"{ROOT}/{device}/down/", f"{ROOT}/{device}/up/")
    mine = topic_filter.startswith(own) and topic_filter not in own
    return topic_filter == BIRTH or (mine and valid_filter(topic_filter))


def valid_filter(topic_filter: str) -> bool:
    """True when wildcards stand where MQTT 3.1.1 §4.7.1 allows them."""
    levels = topic_filter.split("/")
    if any("#" in level and level != "#" for level in levels) or "#" in levels[:-1]:
        return False
    return not any("+" in level and level != "+" for level in levels)


def matches(topic_filter: str, topic: str) -> bool:
    """True when the topic falls under the filter (MQTT 3.1.1 §4.7)."""
    wanted, got = topic_filter.split("/"), topic.split("/")
    for i, level in enumerate(wanted):
        if level == "#":
            return True
        if i >= len(got) or level not in ("+", got[i]):
            return False
    return len(wanted) == len(got)
