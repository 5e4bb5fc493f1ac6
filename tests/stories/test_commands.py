"""From the wall of devices to a lamp that does as it is told (设备墙、下发指令、回执)."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import paho.mqtt.client as paho
import pytest
from paho.mqtt.enums import CallbackAPIVersion
from playwright.sync_api import expect

from linli.kernel.testing.serving import Installation
from tests.stories.conftest import People, ask


@contextmanager
def obedient_lamp(community: Installation, number: str, key: str) -> Iterator[list[dict[str, Any]]]:
    """A lamp that is connected, does what it is told, says so, and measures it; what it was told is in the list."""
    told: list[dict[str, Any]] = []

    def obey(client: paho.Client, _: Any, message: paho.MQTTMessage) -> None:
        command = json.loads(message.payload)
        told.append(command)
        answer = {"id": command["id"], "ok": True, "result": f"已调到 {command['params']['brightness']} %"}
        client.publish(f"linli/{number}/up/acks", json.dumps(answer), qos=1)
        client.publish(f"linli/{number}/up/readings", json.dumps({"v": command["params"]}), qos=1)

    def listen(client: paho.Client, *_: object) -> None:
        client.subscribe(f"linli/{number}/down/commands")

    client = paho.Client(CallbackAPIVersion.VERSION2, client_id=f"story-{number}")
    client.username_pw_set(number, key)
    client.on_connect = listen
    client.on_message = obey
    client.connect("127.0.0.1", community.mqtt_port)
    client.loop_start()
    try:
        client.publish(
            f"linli/{number}/up/readings", json.dumps({"v": {"brightness": 90}}), qos=1
        ).wait_for_publish(15)
        yield told
    finally:
        client.disconnect()
        client.loop_stop()


@pytest.mark.function("7.1", "7.2", "7.3")
def test_a_lamp_is_found_on_the_wall_and_dimmed(people: People, community: Installation) -> None:
    page = people.staff("shuji", "/console/")
    estate = next(
        a for a in ask(page, "GET", "/api/administration/me").json()["areas"] if a["kind"] == "estate"
    )
    body = {"type_code": "lamp", "area_id": estate["id"], "name": "凉亭灯", "number": "LAMP-STORY"}
    made = ask(page, "POST", "/api/devices/devices", body).json()
    with obedient_lamp(community, "LAMP-STORY", made["key"]) as told:
        page.goto("/console/devices/wall")
        page.get_by_role("link", name="凉亭灯").click()
        expect(page.get_by_text("90 %").first).to_be_visible()
        page.get_by_role("tab", name="指令").click()
        page.get_by_role("button", name="调光").click()
        page.get_by_role("spinbutton", name="亮度").fill("40")
        page.get_by_role("button", name="下发", exact=True).click()
        expect(page.get_by_text("已调到 40 %")).to_be_visible()
        expect(page.get_by_text("调光：亮度 40 %")).to_be_visible()
        page.get_by_role("tab", name="数据").click()
        expect(page.get_by_text("40 %").first).to_be_visible()
    assert [command["params"] for command in told] == [{"brightness": 40}]
