"""Charging on its pages (充电桩): piles, prices and bills at the desk; a resident finds the price by the pile's number."""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import expect

from linli.kernel.testing.serving import COMMAND
from tests.stories.conftest import People, heading, step


@contextmanager
def played(people: People) -> Iterator[None]:
    """The demo's piles are connected, as `linli play_devices` does it."""
    import subprocess

    place = people.place
    playing = subprocess.Popen([*COMMAND, "play_devices"], env=place.env, stdout=subprocess.PIPE, text=True)
    try:
        assert playing.stdout
        reader = threading.Thread(target=playing.stdout.readline, daemon=True)
        reader.start()
        reader.join(60)
        yield
    finally:
        playing.terminate()
        playing.wait(20)


@pytest.mark.function("7.5")
def test_a_session_from_the_desk_to_its_bill(people: People) -> None:
    with played(people):
        page = people.staff("wuye", "/console/charging")
        expect(heading(page, "充电桩")).to_be_visible()
        page.get_by_role("cell", name="CHARGER-0002").click()
        panel = page.get_by_role("dialog")
        expect(panel.get_by_text("已联网").first).to_be_visible()
        panel.get_by_role("button", name="开始充电").last.click()
        page.get_by_label("给谁充").fill("周师傅")
        page.get_by_role("button", name="开始充电").last.click()
        expect(panel.get_by_text("周**（后台）")).to_be_visible()
        stop = panel.get_by_role("button", name="结束充电")
        expect(stop).to_be_visible()
        expect(panel.get_by_text("充电中").first).to_be_visible()
        stop.click()
        page.get_by_role("button", name="结束充电").last.click()
        expect(stop).to_have_count(0)
    step(page, "/console/charging/sessions")
    row = page.get_by_role("row").filter(has_text="周**").first
    expect(row).to_contain_text("远程结束")
    step(page, "/console/charging/tariffs")
    expect(page.get_by_text(re.compile(r"10:00–12:00 峰 1\.3424"))).to_be_visible()
