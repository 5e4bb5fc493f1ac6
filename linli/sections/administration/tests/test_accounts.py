"""First start: accounts with random passwords in a private file, made once; residents who leave lose access."""

from __future__ import annotations

import random
import stat
from pathlib import Path

import pytest
from django.test import override_settings

from linli.kernel.access import ADMIN, SCREEN
from linli.kernel.events import publish
from linli.kernel.models import ApiKey, Area, RoleHolding, User
from linli.kernel.outbox import drain
from linli.kernel.testing.world import Browser, World
from linli.sections.administration import handlers, people, seed
from linli.sections.administration.models import Consent
from linli.sections.administration.services import first_admin, seed_accounts
from linli.sections.administration.services.accounts import DEMO
from linli.sections.administration.services.residents import user_for
from linli.sections.administration.tests.people import make_person
from linli.sections.registry.events import PersonLeft

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def data(tmp_path: Path):
    with override_settings(DATA=tmp_path):
        yield tmp_path


def lines_of(data: Path) -> dict[str, list[str]]:
    rows = [line.split("\t") for line in (data / "passwords.txt").read_text().splitlines()]
    return {row[0]: row for row in rows if not row[0].startswith("#")}


@pytest.mark.function("13.1")
def test_an_empty_installation_gets_one_administrator(data: Path) -> None:
    assert len(first_admin()) == 1
    assert first_admin() == []
    area = Area.objects.get()
    assert RoleHolding.objects.get().area == area
    row = lines_of(data)["admin"]
    login = {"username": "admin", "password": row[1]}
    me = Browser().call("POST", "/api/administration/login", login).json()["me"]
    assert [r["title"] for r in me["roles"]] == ["平台管理员"]
    assert stat.S_IMODE((data / "passwords.txt").stat().st_mode) == 0o600


@pytest.mark.function("13.1")
def test_the_demo_has_an_account_of_every_staff_role(world: World, data: Path) -> None:
    first_admin()
    lines = seed_accounts()
    assert len(lines) == len(DEMO) + 1
    assert seed_accounts() == []
    roles = set(RoleHolding.objects.values_list("role", flat=True))
    assert roles == {
        "admin",
        "street",
        "secretary",
        "worker",
        "grid",
        "property_manager",
        "property_staff",
        "committee",
        "doctor",
        "screen",
    }
    rows = lines_of(data)
    assert rows["shuji"][2:] == ["王秀英", "社区书记", "近水社区"]
    key = {"key": rows["（大屏密钥）"][1]}
    assert Browser().call("POST", "/api/administration/screen-login", key).status_code == 200
    assert RoleHolding.objects.filter(role=ADMIN).count() == 2


def test_passwords_are_random_and_only_hashes_are_stored(world: World, data: Path) -> None:
    seed_accounts()
    secret = [row[1] for row in lines_of(data).values()]
    assert len(set(secret)) == len(secret)
    stored = str(list(User.objects.values()) + list(ApiKey.objects.values()))
    assert not [word for word in secret if word in stored]


def test_the_demo_seed_can_run_again(world: World) -> None:
    make_person(world.near, "王秀兰", "")
    assert len(seed.seed(random.Random(7))) == len(DEMO) + 2
    assert seed.seed(random.Random(7)) == []
    assert Consent.objects.count() == 2
    assert RoleHolding.objects.filter(role=SCREEN).count() == 1


def resident(world: World) -> User:
    person = people.by_id(make_person(world.near, "王秀兰", ""))
    assert person is not None
    return user_for(person)


def test_whoever_moves_away_loses_access(world: World) -> None:
    user = resident(world)
    browser = Browser(user)
    publish(PersonLeft(user.person_id or 0, world.near.estate.pk, "moved"))
    drain()
    assert user.holdings.count() == 0
    assert browser.call("GET", "/api/administration/me").json()["permissions"] == []


def test_an_account_follows_merged_people(world: World) -> None:
    user = resident(world)
    kept = make_person(world.near, "王秀兰二", "")
    event = handlers.PeopleMerged(person_id=kept, gone_id=user.person_id or 0, area_id=world.near.estate.pk)
    for _ in range(2):
        handlers.follow_merge(event)
    user.refresh_from_db()
    assert (user.person_id, user.is_active) == (kept, True)


def test_a_merge_into_somebody_with_an_account_ends_the_other(world: World) -> None:
    first = resident(world)
    person = people.by_id(make_person(world.near, "王秀兰二", ""))
    assert person is not None
    second = user_for(person)
    event = handlers.PeopleMerged(
        person_id=second.person_id or 0, gone_id=first.person_id or 0, area_id=world.near.estate.pk
    )
    handlers.follow_merge(event)
    first.refresh_from_db()
    assert (first.person_id, first.is_active) == (None, False)
