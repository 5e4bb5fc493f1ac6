"""Looking after one elder at the desk and on the phone: categories, limits of her own, reminders, medicine (为老服务)."""

import datetime as dt
import re

import pytest
from playwright.sync_api import Page, expect

from tests.stories.conftest import People, ask, fill


def _elder(page: Page) -> tuple[int, str]:
    """An elder of the first grid who wears a band: key and name."""
    listed = ask(page, "GET", "/api/eldercare/elders?size=200").json()["items"]
    found = next(one for one in listed if one["area"] == "第一网格" and one["banded"])
    return int(found["id"]), str(found["name"])


@pytest.mark.function("5.1", "5.4", "5.9")
def test_an_elder_gets_a_category_limits_and_a_reminder_of_her_own(people: People) -> None:
    worker, warden = people.staff("shegong"), people.staff("wangge")
    elder, name = _elder(worker)
    review = (dt.date.today() + dt.timedelta(days=90)).isoformat()
    worker.goto(f"/console/eldercare/{elder}")
    worker.get_by_role("button", name="人工认定").click()
    worker.get_by_label("分类", exact=False).last.select_option(index=1)
    fill(worker, "依据", "入户走访")
    fill(worker, "复核日期", review)
    worker.get_by_role("button", name="认定", exact=True).click()
    expect(worker.get_by_role("listitem").filter(has_text="入户走访")).to_contain_text(f"{review} 复核")

    warden.goto(f"/console/eldercare/{elder}")
    limits = warden.locator("section", has=warden.get_by_role("heading", name="个人阈值"))
    limits.get_by_role("button", name="设定").click()
    fill(limits, "阈值", "110")
    fill(limits, "依据", "孙医生医嘱")
    limits.get_by_role("button", name="设定", exact=True).click()
    expect(limits.get_by_role("listitem").filter(has_text="孙医生医嘱")).to_contain_text("≥ 110")

    warden.goto("/console/eldercare/reminders")
    warden.get_by_role("button", name="登记提醒").click()
    form = warden.get_by_role("dialog", name="登记提醒")
    form.get_by_placeholder("输入姓名").fill(name)
    form.get_by_role("list", name="名册里的老人").get_by_role("button", name=re.compile(name)).first.click()
    fill(form, "内容", "故事里的降压药 1 片")
    fill(form, "时间", "08:00 20:00")
    form.get_by_role("button", name="保存", exact=True).click()
    expect(warden.get_by_role("row").filter(has_text="故事里的降压药")).to_contain_text(name)


@pytest.mark.function("5.8")
def test_medicine_is_fetched_with_a_code_and_not_without_a_prescription(people: People) -> None:
    phone = people.neighbour()
    phone.goto("/resident/medicine")
    phone.get_by_role("button", name=re.compile("一号药柜")).click()
    drugs = phone.get_by_role("listitem").filter(has=phone.get_by_role("heading", level=2))
    refused = drugs.filter(has_text="处方药").filter(has_text="要先交处方").first
    expect(refused).to_be_visible()
    expect(refused.get_by_role("button")).to_have_count(0)
    drugs.filter(has_not_text="处方药").get_by_role("button", name="到柜机上输取药码").first.click()
    expect(phone.get_by_role("heading", name="取药码")).to_be_visible()
    expect(phone.locator(".code")).to_have_text(re.compile(r"^\d{6}$"))
