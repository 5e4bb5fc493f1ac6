"""From the button to the loudspeaker: a text is listened to, sent out, and what the box played is seen (智慧广播)."""

import os
import subprocess
import wave
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import expect

from linli.kernel.testing.serving import COMMAND, Installation
from tests.stories.conftest import People, ask


@contextmanager
def speaker_box(community: Installation, number: str, key: str, folder: Path) -> Iterator[Path]:
    """`linli speaker` as on a pole; what is heard lies in the folder it gives."""
    heard = folder / "heard"
    words = [
        "speaker", number, "--server", community.url, "--broker", f"mqtt://127.0.0.1:{community.mqtt_port}",
        "--data", str(folder), "--to", str(heard), "--pace", "0",
    ]  # fmt: skip
    env = os.environ | {"LINLI_SPEAKER_KEY": key, "LINLI_DATA": str(folder)}
    process = subprocess.Popen([*COMMAND, *words], env=env, stdout=subprocess.DEVNULL)
    try:
        yield heard
    finally:
        process.terminate()
        process.wait(15)


@pytest.mark.function("4.4")
def test_an_urgent_word_is_heard_from_the_loudspeaker(
    people: People, community: Installation, tmp_path: Path
) -> None:
    page = people.staff("shuji", "/console/")
    areas = ask(page, "GET", "/api/administration/me").json()["areas"]
    estate = next(area["id"] for area in areas if area["kind"] == "estate")
    body = {"type_code": "speaker", "area_id": estate, "name": "凉亭音柱", "number": "SPEAKER-STORY"}
    made = ask(page, "POST", "/api/devices/devices", body).json()
    zone = {"area_id": estate, "name": "凉亭", "device_ids": [made["device"]["id"]]}
    ask(page, "POST", "/api/outreach/zones", zone)
    with speaker_box(community, "SPEAKER-STORY", made["key"], tmp_path) as heard:
        page.goto("/console/outreach/broadcasts")
        page.get_by_role("button", name="发起广播").click()
        page.get_by_role("button", name="反诈提醒").click()
        page.get_by_role("button", name="试听").click()
        expect(page.get_by_text("九六幺幺零")).to_be_visible()
        page.locator(".el-drawer .el-select").nth(1).click()
        page.get_by_role("option", name="凉亭（1 个）").click()
        page.get_by_text("紧急：打断正在播放的").click()
        page.get_by_role("button", name="紧急播出").click()
        page.get_by_role("button", name="确定播出").click()
        expect(page.get_by_text("凉亭音柱")).to_be_visible()
        expect(page.get_by_text("已播完").first).to_be_visible()
    (path,) = heard.glob("*.wav")
    with wave.open(str(path)) as sound:
        assert sound.getnframes() / sound.getframerate() > 10
