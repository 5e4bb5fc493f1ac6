"""The desk of alerts (智能预警的后台): a kind, a source outside, what was false, what must not disturb."""

import datetime as dt
import hashlib
import hmac
import json
import re
import time
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from linli.kernel.testing.serving import Installation
from tests.stories.conftest import People, ask, fill, heading

KIND, CODE, CAMERA = "故事里的单车堵门", "story_bikes", "故事里的东门摄像机"


def _estate(page: Page) -> int:
    areas = ask(page, "GET", "/api/administration/me").json()["areas"]
    return int(next(area["id"] for area in areas if area["kind"] == "estate"))


def _kind(page: Page) -> None:
    """A kind of its own, with a plan."""
    page.get_by_role("button", name="新增类型").click()
    form = page.get_by_role("dialog", name="新增预警类型")
    fill(form, "编码", CODE)
    fill(form, "名称", KIND)
    fill(form, "处置预案", "到门口看一看\n请车主挪车")
    form.get_by_role("button", name="保存", exact=True).click()
    row = page.get_by_role("listitem").filter(has=page.get_by_role("heading", name=KIND))
    expect(row).to_contain_text("请车主挪车")


def _source(page: Page) -> str:
    """A registered source; the secret it shows once."""
    page.goto("/console/alerts/sources")
    page.get_by_role("button", name="登记来源").click()
    form = page.get_by_role("dialog", name="登记事件来源")
    fill(form, "名称", "故事里的摄像机平台")
    fill(form, "编码", CODE)
    form.get_by_label("区域").select_option(value=str(_estate(page)))
    form.get_by_role("button", name="登记", exact=True).click()
    secret = form.locator("code.big").inner_text()
    form.get_by_role("button", name="我已保存").click()
    return secret


def _key(admin: Page, estate: int) -> str:
    body = {"title": "故事里的摄像机", "area_id": estate, "scopes": ["alerts.event.send"]}
    return str(ask(admin, "POST", "/api/administration/api-keys", body).json()["key"])


def _tell(page: Page, community: Installation, secret: str, key: str, event: str) -> dict[str, Any]:
    """What the camera sends, signed, over HTTP."""
    at = dt.datetime.now(dt.UTC).isoformat()
    told = {"source": CODE, "event_id": event, "kind": CODE, "key": "cam-7", "title": CAMERA, "at": at}
    body = json.dumps(told)
    stamp = str(int(time.time()))
    sign = hmac.new(secret.encode(), f"{stamp}.{body}".encode(), hashlib.sha256).hexdigest()
    headers = {
        "Authorization": f"Bearer {key}", "Content-Type": "application/json",
        "X-Linli-Timestamp": stamp, "X-Linli-Signature": sign,
    }  # fmt: skip
    answer = page.request.post(f"{community.url}/api/alerts/events", data=body, headers=headers)
    assert answer.ok, answer.text()
    return dict(answer.json())


@pytest.mark.function("6.1", "6.2", "6.4", "6.6", "6.7")
def test_a_camera_tells_twice_and_one_person_calls_it_false(people: People, community: Installation) -> None:
    desk, admin = people.staff("shuji"), people.staff("admin", "/console/alerts/kinds")
    _kind(admin)
    secret, key, outside = _source(desk), _key(admin, _estate(desk)), people.stranger()
    told = [_tell(outside, community, secret, key, event)["repeated"] for event in ("e-1", "e-1", "e-2")]
    assert told == [False, True, False]

    desk.goto("/console/alerts")
    row = desk.get_by_role("button", name=re.compile(CAMERA))
    expect(row).to_have_count(1)
    row.click()
    expect(desk.get_by_text("共 2 次")).to_be_visible()
    desk.get_by_role("button", name="误报", exact=True).click()
    desk.get_by_label("油烟、水汽等环境干扰").check()
    desk.get_by_role("button", name="判为误报").click()
    expect(desk.get_by_text("已记为误报。")).to_be_visible()

    desk.goto("/console/alerts/statistics")
    line = desk.get_by_role("row").filter(has_text=KIND)
    expect(line.get_by_role("cell")).to_contain_text([KIND, "1", "1", "100%"])

    desk.goto("/console/alerts/silences")
    desk.get_by_role("button", name="设静默或检修窗口").click()
    form = desk.get_by_role("dialog", name="设静默或检修窗口")
    form.get_by_label("预警类型").select_option(value=CODE)
    fill(form, "原因", "东门施工")
    form.get_by_role("button", name="保存", exact=True).click()
    expect(heading(desk, "静默与抑制")).to_be_visible()
    expect(desk.get_by_role("listitem").filter(has_text="东门施工")).to_contain_text("静默中")
    _tell(outside, community, secret, key, "e-3")
    desk.goto("/console/alerts")
    desk.get_by_role("button", name=re.compile(CAMERA)).click()
    expect(desk.get_by_text("静默：东门施工").first).to_be_visible()
