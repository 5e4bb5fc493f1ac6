"""A fence of a person's own (个人围栏): drawn for one elder under a rule, tried on past data, and what it raises."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import pytest
from django.utils import timezone

from linli.kernel.access import SYSTEM
from linli.kernel.access import roles as r
from linli.kernel.models import AuditEntry
from linli.kernel.testing.world import Browser, World
from linli.sections.alerts import services
from linli.sections.alerts.models import Alert, Rule, RuleOverride
from linli.sections.alerts.tests.factories import device, rule_data
from linli.sections.alerts.tests.test_fences import METRE, NORTH, away, body, seen, square
from linli.sections.alerts.tests.test_lists import queries_of
from linli.sections.devices.models import Reading
from linli.sections.devices.services.register import bind_person
from linli.sections.registry.tests import factories as registry

pytestmark = [pytest.mark.django_db, pytest.mark.function("6.3")]


def wandering(world: World) -> Rule:
    values = body(world, away(400))
    changes = {key: value for key, value in values.items() if key != "area_id"}
    return services.create_rule(actor=SYSTEM, data=rule_data(world.near.community, **changes))


def elder(world: World, name: str) -> tuple[int, int]:
    """(person, wristband) of somebody in the estate nearby."""
    person = registry.person(world.near.estate, name=name)
    band = device(world.near.estate, "wristband", name=f"{name}的手环").device
    bind_person(actor=SYSTEM, device_id=band.pk, person_id=person.pk)
    return person.pk, band.pk


def shown(browser: Browser, query: str) -> list[tuple[str, bool, int, str]]:
    found = browser.call("GET", f"/api/alerts/fences?{query}").json()
    return [(one["name"], one["own"], one["duration_s"], one["zone"]["name"]) for one in found]


def test_a_worker_draws_a_fence_for_one_elder_and_takes_it_back(world: World) -> None:
    rule, (wang, band), (li, other) = wandering(world), elder(world, "王奶奶"), elder(world, "李爷爷")
    browser = world.browser(r.WORKER)
    mine = f"/api/alerts/rules/{rule.pk}/fences/{wang}"
    for fence, wrong in (
        ({"name": "家附近", "ring": square(80)[:2]}, {"ring": "围栏至少要有 3 个角。"}),
        ({"name": " ", "ring": square(80)}, {"name": "请填写围栏名称，例如：王奶奶家附近。"}),
    ):
        refused = browser.call("PUT", mine, fence)
        assert (refused.status_code, refused.json()["error"]["fields"]) == (422, wrong)
    usual = [("李爷爷", False, 600, "幸福小区"), ("王奶奶", False, 600, "幸福小区")]
    assert (shown(browser, f"rule_id={rule.pk}"), RuleOverride.objects.count()) == (usual, 0)
    few = queries_of(world, f"/api/alerts/fences?rule_id={rule.pk}")
    drawn = {"name": "家附近", "ring": square(80), "duration_s": 300}
    assert browser.call("PUT", mine, drawn).status_code == 200
    assert shown(browser, f"rule_id={rule.pk}")[0] == ("王奶奶", True, 300, "家附近")
    assert queries_of(world, f"/api/alerts/fences?rule_id={rule.pk}") == few
    assert shown(browser, f"person_id={li}") == [("李爷爷", False, 600, "幸福小区")]
    assert len(seen(band, (0, 20, 9), (10, 200, 9), (310, 200, 9))) == 1
    assert Alert.objects.get().message == "离开家附近 5 分钟"
    assert len(seen(other, (400, 200, 9), (1100, 200, 9))) == 1
    assert browser.call("DELETE", mine).status_code == 200
    assert browser.call("DELETE", mine).status_code == 404
    assert shown(browser, f"rule_id={rule.pk}") == usual
    did = AuditEntry.objects.filter(action__startswith="alerts.rule.override").order_by("pk")
    assert list(did.values_list("action", flat=True)) == [
        "alerts.rule.override_set", "alerts.rule.override_removed"]  # fmt: skip


def test_the_rest_of_the_rule_reaches_a_fence_of_ones_own_and_the_trial_uses_it(world: World) -> None:
    rule, (wang, band) = wandering(world), elder(world, "王奶奶")
    browser, now = world.browser(r.WORKER), timezone.now()
    for minutes, metres in ((300, 20), (240, 200), (180, 20)):
        at_ms = round(now.timestamp() * 1000) - minutes * 60_000
        values = {"latitude": NORTH + metres * METRE, "longitude": 116.59 + 10 * METRE, "satellites": 9}
        Reading.objects.create(device_id=band, at_ms=at_ms, values=values)

    def tried(**zone: Any) -> list[int]:
        written = {**body(world, away(400, **zone)), "enabled": False}
        told = browser.call("POST", "/api/alerts/rules/try", {"rule": written, "rule_id": rule.pk}).json()
        return [len(one["spans"]) for one in told["devices"]]

    assert tried() == []
    services.set_fence(actor=SYSTEM, rule_id=rule.pk, person_id=wang, data=_home())
    assert (tried(), tried(buffer_m=500)) == ([1], [0])
    assert (
        browser.call("PUT", f"/api/alerts/rules/{rule.pk}/fences/{wang}", {"muted": True}).status_code == 200
    )
    assert (tried(), shown(browser, f"person_id={wang}")) == ([], [("王奶奶", False, 600, "幸福小区")])


def _home() -> services.FenceData:
    return services.FenceData("家附近", [(lon, lat) for lon, lat in square(80)])


def test_a_device_with_an_exception_of_its_own_is_told_beside_its_wearers_fence(world: World) -> None:
    rule, (wang, band), _ = wandering(world), elder(world, "王奶奶"), elder(world, "李爷爷")
    browser = world.browser(r.WORKER)
    services.set_fence(actor=SYSTEM, rule_id=rule.pk, person_id=wang, data=_home())
    few = queries_of(world, f"/api/alerts/fences?rule_id={rule.pk}")
    own = f"/api/alerts/rules/{rule.pk}/overrides/{band}"
    assert browser.call("PUT", own, {"muted": True}).status_code == 200
    assert queries_of(world, f"/api/alerts/fences?rule_id={rule.pk}") == few
    found = browser.call("GET", f"/api/alerts/fences?rule_id={rule.pk}").json()
    assert [(one["name"], one["apart"]) for one in found] == [("王奶奶", ["王奶奶的手环"]), ("李爷爷", [])]
    assert len(seen(band, (0, 20, 9), (10, 200, 9), (900, 200, 9))) == 0, "the device's own goes first"


def test_of_a_fence_is_told_only_who_may_know_of_the_health_alerts_there(world: World) -> None:
    rule, (wang, _) = wandering(world), elder(world, "王奶奶")
    services.set_fence(actor=SYSTEM, rule_id=rule.pk, person_id=wang, data=_home())
    mine, new = f"/api/alerts/rules/{rule.pk}/fences/{wang}", asdict(_home()) | {"name": "别处"}
    for browser, told in (
        (world.browser(r.PROPERTY_MANAGER, world.near.community), 403),
        (world.browser(r.STREET, world.near.street), 404),
        (world.browser(r.WORKER, world.far.community), 404),
    ):
        assert (shown(browser, f"rule_id={rule.pk}"), browser.call("PUT", mine, new).status_code) == (
            [],
            told,
        )
    nobody = registry.person(world.near.estate, name="赵奶奶").pk
    path = f"/api/alerts/rules/{rule.pk}/fences/{nobody}"
    assert world.browser(r.WORKER).call("PUT", path, new).status_code == 404
    kept = RuleOverride.objects.get()
    assert (kept.person_id, kept.tree["name"] if kept.tree else "") == (wang, "家附近")
    services.follow_person(kept=nobody, gone=wang)
    assert RuleOverride.objects.get().person_id == nobody
    services.drop_fences(person_id=wang)
    assert RuleOverride.objects.count() == 1
    services.drop_fences(person_id=nobody)
    assert RuleOverride.objects.count() == 0
