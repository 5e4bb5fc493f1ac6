"""From a wristband to a knock on the door (跌倒到探访): a fall nobody answers, accepted, visited, resolved."""

import json
import re
import time

import paho.mqtt.client as paho
import pytest
from paho.mqtt.enums import CallbackAPIVersion
from playwright.sync_api import Page, expect

from linli.kernel.testing.serving import Installation
from tests.stories.conftest import People, ask


def _elder_with_band(page: Page) -> tuple[str, int, str, str, str]:
    """An elder of the first grid with a band: name and number of the elder, name, number and a new key of the band."""
    listed = ask(page, "GET", "/api/eldercare/elders?size=200").json()["items"]
    who = next(one for one in listed if one["area"] == "第一网格" and one["banded"])
    worn = ask(page, "GET", f"/api/eldercare/elders/{who['id']}/bindings").json()["bindings"][0]
    made = ask(page, "POST", f"/api/devices/devices/{worn['device_id']}/key").json()
    return who["name"], who["id"], made["device"]["name"], made["device"]["number"], made["key"]


def _fell(community: Installation, number: str, key: str, seconds_ago: float) -> None:
    """The band tells, over MQTT at QoS 1, of a fall some time ago; acknowledged means stored."""
    client = paho.Client(CallbackAPIVersion.VERSION2, client_id=number)
    client.username_pw_set(number, key)
    client.connect("127.0.0.1", community.mqtt_port)
    client.loop_start()
    told = {"e": "fall", "t": round((time.time() - seconds_ago) * 1000)}
    try:
        client.publish(f"linli/{number}/up/events", json.dumps(told), qos=1).wait_for_publish(15)
    finally:
        client.disconnect()
        client.loop_stop()


@pytest.mark.function("5.5", "5.6")
def test_a_fall_without_an_answer_ends_with_a_knock_on_the_door(
    people: People, community: Installation
) -> None:
    secretary = people.staff("shuji")
    name, elder, band, number, key = _elder_with_band(secretary)
    warden = people.staff("wangge", "/console/alerts")
    _fell(community, number, key, seconds_ago=33)

    warden.get_by_role("button", name=re.compile(f"{band}.*疑似跌倒|疑似跌倒.*{band}", re.S)).first.click()
    expect(warden.get_by_text("确认跌倒：30 秒内没有报平安").first).to_be_visible()
    warden.get_by_role("button", name="我来接警").click()
    warden.get_by_role("link", name="去探访").click()

    stop = warden.get_by_role("listitem").filter(has_text="预警探访").filter(has_text=name)
    stop.get_by_text("见到本人").click()
    stop.get_by_text("精神好").click()
    stop.get_by_label("预警处置结果").fill("已上门，老人滑倒无外伤，已告知女儿")
    stop.get_by_role("button", name="登记探访").click()
    expect(stop).to_have_count(0)

    warden.goto(f"/console/eldercare/{elder}")
    expect(
        warden.get_by_role("listitem").filter(has_text="已探访").filter(has_text="上门").first
    ).to_be_visible()
    alerts = ask(warden, "GET", "/api/alerts/alerts?kind=fall&size=5&sort=-raised_at").json()["items"]
    assert [a["resolution"] for a in alerts if a["source_title"] == band][
        0
    ] == "已上门，老人滑倒无外伤，已告知女儿"
