"""An alert from a device to a person (智能预警): a real MQTT message, the console live, accepted by name, handled."""

import json
import re

import paho.mqtt.client as paho
import pytest
from paho.mqtt.enums import CallbackAPIVersion
from playwright.sync_api import Page, expect

from linli.kernel.testing.serving import Installation
from tests.stories.conftest import People, ask


def _wristband(page: Page, name: str) -> tuple[str, str]:
    """A new wristband, registered at the console's door; its number and key."""
    estate = next(
        area
        for area in ask(page, "GET", "/api/administration/me").json()["areas"]
        if area["kind"] == "estate"
    )
    body = {"type_code": "wristband", "area_id": estate["id"], "name": name}
    answer = ask(page, "POST", "/api/devices/devices", body)
    assert answer.status == 201, answer.text()
    made = answer.json()
    return made["device"]["number"], made["key"]


def _send(community: Installation, number: str, key: str, kind: str, payload: object) -> None:
    """Publish at QoS 1 and wait for the acknowledgement: then it is stored."""
    client = paho.Client(CallbackAPIVersion.VERSION2, client_id=f"story-{number}")
    client.username_pw_set(number, key)
    client.connect("127.0.0.1", community.mqtt_port)
    client.loop_start()
    try:
        client.publish(f"linli/{number}/up/{kind}", json.dumps(payload), qos=1).wait_for_publish(15)
    finally:
        client.disconnect()
        client.loop_stop()


@pytest.mark.function("6.5", "7.2")
def test_a_cry_for_help_reaches_the_console_and_is_accepted_by_name(
    people: People, community: Installation
) -> None:
    worker = people.staff("shegong", "/console/alerts")
    secretary = people.staff("shuji", "/console/alerts")
    name = "故事里的手环"
    number, key = _wristband(secretary, name)
    expect(worker.get_by_role("button", name=re.compile(name))).to_have_count(0)

    _send(community, number, key, "events", {"e": "sos"})
    row = worker.get_by_role("button", name=re.compile(name)).first
    expect(row).to_be_visible()
    row.click()
    worker.get_by_role("button", name="我来接警").click()
    expect(worker.get_by_text("已接警，请按预案处置。")).to_be_visible()

    expect(secretary.get_by_role("button", name=re.compile(name)).first).to_contain_text("李敏")
    worker.get_by_role("button", name="开始处置").click()
    worker.get_by_role("button", name="处置完毕，解除").click()
    worker.get_by_label("处置结果").fill("上门查看，老人误按，已安抚")
    worker.get_by_role("button", name="解除", exact=True).click()
    expect(worker.get_by_text("预警已解除。")).to_be_visible()
