"""A device from the box to the page (设备登记到上线): registered, connected with its key, seen, found silent."""

import json
import re

import paho.mqtt.client as paho
import pytest
from paho.mqtt.enums import CallbackAPIVersion
from playwright.sync_api import Page, expect

from linli.kernel.testing.serving import Installation
from tests.stories.conftest import People, fill


def _choose(page: Page, label: str, option: str) -> None:
    page.get_by_label(label).first.click()
    page.get_by_role("option", name=option).first.click()


def _value(page: Page, label: str) -> str:
    """What the card with the connection says beside a label."""
    found = page.locator("dt", has_text=re.compile(f"^{label}$")).locator(
        "xpath=following-sibling::dd[1]//code"
    )
    return found.inner_text().strip()


def _publish(community: Installation, user: str, key: str, topic: str, payload: object) -> None:
    client = paho.Client(CallbackAPIVersion.VERSION2, client_id=f"story-{user}")
    client.username_pw_set(user, key)
    client.connect("127.0.0.1", community.mqtt_port)
    client.loop_start()
    try:
        client.publish(topic, json.dumps(payload), qos=1).wait_for_publish(15)
    finally:
        client.disconnect()
        client.loop_stop()


@pytest.mark.function("7.1", "7.2", "7.3")
def test_a_new_device_is_registered_connects_and_shows_its_reading(
    people: People, community: Installation
) -> None:
    page = people.staff("shuji", "/console/devices/new")
    _choose(page, "设备类型", "环境监测（环境）")
    fill(page, "名称", "西门气象站")
    fill(page, "安装位置", "西门岗亭顶")
    page.get_by_role("button", name="登记并取得密钥").click()
    expect(page.get_by_role("heading", name="西门气象站 已可以连接")).to_be_visible()
    user, key, topic = (_value(page, label) for label in ("用户名", "密钥", "上报主题"))
    page.get_by_role("button", name="我已记下，关闭").click()
    panel = page.get_by_role("dialog")
    expect(panel.get_by_text("从未上报").first).to_be_visible()

    _publish(community, user, key, topic, {"v": {"temperature": 18.6, "colour": 1}})
    expect(panel.get_by_text("18.6 ℃").first).to_be_visible()
    expect(panel.get_by_text("在线", exact=True).first).to_be_visible()
    assert key not in page.content()

    page.goto("/console/devices/refusals")
    refused = page.get_by_role("row", name=re.compile(user))
    expect(refused).to_contain_text("物模型中没有此项")

    page.goto("/console/devices/types")
    page.get_by_role("button", name=re.compile("环境监测")).click()
    expect(page.get_by_role("cell", name="PM2.5")).to_be_visible()
