"""An elder's health is told to nobody but the carers of the area and the relatives whom the elder let know.

One elder with a band, a measurement, an allergy and a health alert, all with marks that appear nowhere else; then every
address that can be read, by everybody whom its gate lets through and who is none of those. (That the gate itself holds
is walked in test_access_matrix.py.)
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import timezone

from linli.kernel.access import SYSTEM
from linli.kernel.access.roles import (
    ADMIN,
    DOCTOR,
    GRID,
    PROPERTY_STAFF,
    RELATIVE,
    RESIDENT,
    SCREEN,
    SECRETARY,
    STREET,
    WORKER,
)
from linli.kernel.discovery import permissions
from linli.kernel.testing.world import Browser, World, make_world
from linli.sections.administration.services import privacy
from linli.sections.alerts.models import Alert
from linli.sections.alerts.tests.factories import device, send_readings
from linli.sections.eldercare.models import Elder
from linli.sections.eldercare.services import bindings, kin, measuring
from linli.sections.eldercare.tests.factories import elder
from tests.routes.operations import Operation, operations
from tests.routes.town import undone

CARERS = (GRID, DOCTOR, SECRETARY)
SEALED = ("eldercare.health.read", "devices.health.read", "alerts.values.read")
MARKS = re.compile(r"173\.25|173 ?次|174\.5|174 ?次|特异过敏原")
SECTIONS = ("eldercare", "devices", "alerts")
ALSO = ("registry_profile", "insight_read_todos", "insight_read_tiles", "kernel_search")
OTHERS = (ADMIN, STREET, WORKER, PROPERTY_STAFF, RELATIVE, SCREEN)
"""Every role but the carers, one of those that hold the same permissions on these sections."""
pytestmark = [pytest.mark.django_db(databases="__all__"), pytest.mark.once]


@pytest.fixture(scope="module")
def scene(django_db_setup: None, django_db_blocker: Any) -> Iterator[tuple[World, Elder, dict[str, int]]]:
    """The elder, and what the addresses name."""
    with django_db_blocker.unblock(), undone():
        world = make_world()
        who = elder(world.near.estate, name="孔奶奶")
        band = device(world.near.estate, type_code="wristband", name="手环")
        privacy.ensure_consent(
            actor=SYSTEM, person_id=who.person_id, purpose="health", way="paper", wording="同意"
        )
        bound = bindings.bind_device(actor=SYSTEM, elder_id=who.pk, number=band.device.number, way="online")
        assert send_readings(band, timezone.now(), heart_rate=174.5).status_code == 200
        standing = {"allergies": ["特异过敏原甲"]}
        measuring.save_file(actor=SYSTEM, elder_id=who.pk, revision=1, changes=standing)
        taken = measuring.record_measurement(
            actor=SYSTEM, elder_id=who.pk, values={"heart_rate": 173.25}, at=timezone.now(), source="doctor"
        )
        relative = kin.invite(
            actor=SYSTEM,
            elder_id=who.pk,
            name="王敏",
            relation="女儿",
            phone="13905370001",
            sees=1,
            way="spoken",
        )
        alert = Alert.objects.get(kind__code="heart_rate")
        named = {
            "elder_id": who.pk, "device_id": band.device.pk, "alert_id": alert.pk, "person_id": who.person_id,
            "measurement_id": taken.pk, "binding_id": bound.pk, "relative_id": relative.pk,
        }  # fmt: skip
        yield world, who, named


def test_health_is_sealed() -> None:
    """Not even the administrator."""
    assert {name: set(permissions()[name].roles) for name in SEALED} == dict.fromkeys(SEALED, set(CARERS))
    assert all(permissions()[name].sealed for name in SEALED)


@pytest.mark.function("5.2")
def test_nobody_else_reads_it(scene: tuple[World, Elder, dict[str, int]]) -> None:
    """Every readable address × every kind of role that its gate lets through, here and (the chain of) elsewhere."""
    world, _, named = scene
    others = {role: world.browser(role, _place(world, role)) for role in OTHERS}
    far = {f"{SECRETARY} of elsewhere": world.browser(SECRETARY, world.far.community)}
    told = [
        (operation.id, who)
        for operation in operations()
        if (path := _address(operation, named))
        for who, browser in {**others, **far}.items()
        if who.split(" ")[0] in operation.allowed and MARKS.search(_read(browser, path))
    ]
    assert told == []


def test_the_carers_do_read_it(scene: tuple[World, Elder, dict[str, int]]) -> None:
    """The marks are there to be found: the walk above proves something."""
    world, who, named = scene
    health, alert = f"/api/eldercare/elders/{who.pk}/health", f"/api/alerts/alerts/{named['alert_id']}"
    for role in CARERS:
        browser = world.browser(role)
        assert set(MARKS.findall(_read(browser, health))) == {"173.25", "173 次", "特异过敏原"}
        assert MARKS.search(_read(browser, alert))
    daughter = Browser(who.relatives.get().user)
    assert not MARKS.search(_read(daughter, f"/api/eldercare/family/{who.pk}"))
    stranger = world.browser(RELATIVE, world.near.estate)
    assert stranger.call("GET", f"/api/eldercare/family/{who.pk}").status_code == 404
    assert world.browser(ADMIN).call("GET", health).status_code == 403
    assert world.browser(RESIDENT, world.near.estate).call("GET", health).status_code == 403


def _place(world: World, role: str) -> Any:
    return world.near.estate if role in (RELATIVE, RESIDENT) else world.near.community


def _address(operation: Operation, named: dict[str, int]) -> str:
    """The address about our elder; "" when it is none, or names things that she has nothing to do with."""
    if operation.method != "GET" or not (operation.section in SECTIONS or operation.id in ALSO):
        return ""
    if not set(operation.path_params) <= named.keys():
        return ""
    query = "?vital=heart_rate&metric=heart_rate&days=7&q=孔" if operation.query_params else ""
    return operation.path.format(**named) + query


def _read(browser: Browser, path: str) -> str:
    answer = browser.call("GET", path)
    if "json" in answer.get("Content-Type", ""):
        return str(answer.json())
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return str(body.decode(errors="replace"))
