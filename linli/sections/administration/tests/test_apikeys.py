"""Keys of outside systems: scopes, quotas, expiry, revocation; keys of wall screens."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from linli.kernel.models import ApiKey, ApiUsage, AuditEntry
from linli.kernel.testing.api import ApiRoute
from linli.kernel.testing.world import Branch, Browser, World

pytestmark = [pytest.mark.django_db, pytest.mark.once]

KEYS = "/api/administration/api-keys"
SCREENS = "/api/administration/screens"
ME = "/api/administration/me"
READ_USERS = "administration.user.read"


def make_key(world: World, **fields: object):
    body = {"title": "12345 热线", "role": "property_manager", "area_id": world.near.estate.pk}
    return world.browser("secretary").call("POST", KEYS, {**body, "scopes": [READ_USERS], **fields})


def call(key: str, path: str = ME, method: str = "GET", body: object = None):
    return Browser().call(method, path, body, Authorization=f"Bearer {key}")


def test_a_key_acts_within_its_scopes_and_its_area(world: World) -> None:
    made = make_key(world).json()
    assert made["key"].startswith("lk_")
    me = call(made["key"]).json()
    assert (me["name"], me["permissions"]) == ("12345 热线", [READ_USERS])
    assert [a["name"] for a in me["areas"]] == ["近水小区", "近水第一网格"]
    assert call(made["key"], "/api/administration/users").status_code == 200
    assert call(made["key"], KEYS).status_code == 403
    assert call(made["key"], f"/api/administration/users/{world.user('worker').pk}").status_code == 404


def test_only_the_hash_is_stored(world: World) -> None:
    key = make_key(world).json()["key"]
    assert key not in str(list(ApiKey.objects.values()) + list(AuditEntry.objects.values()))
    row = world.browser("secretary").call("GET", KEYS).json()["items"][0]
    assert row["prefix"] == key[:12]
    assert key not in str(row)


def test_scopes_beyond_the_role_are_refused(world: World) -> None:
    answer = make_key(world, scopes=["administration.audit.read"])
    assert answer.status_code == 422
    assert answer.json()["error"]["fields"] == {"scopes": "此角色没有这些权限：administration.audit.read"}
    assert make_key(world, role="secretary").status_code == 403
    assert make_key(world, role="screen").status_code == 403
    assert make_key(world, area_id=world.far.estate.pk).status_code == 404
    assert ApiKey.objects.count() == 0


def test_the_quota_of_the_minute_says_when_to_come_back(world: World) -> None:
    key = make_key(world, per_minute=3).json()["key"]
    answers = [call(key) for _ in range(7)]
    refused = next(a for a in answers if a.status_code == 429)
    assert 1 <= int(refused["Retry-After"]) <= 60
    assert [a.status_code for a in answers].count(200) in (3, 6)  # 6 when the minute turned meanwhile


def test_the_quota_of_the_day(world: World) -> None:
    key = make_key(world, per_day=2).json()["key"]
    assert [call(key).status_code for _ in range(3)] == [200, 200, 429]
    assert "今日调用次数已用完" in call(key).json()["error"]["message"]
    used = ApiUsage.objects.get(window=timezone.localtime().strftime("%Y-%m-%d")).count
    assert used >= 3


def test_an_expired_key_is_refused(world: World) -> None:
    key = make_key(world, days=1).json()["key"]
    ApiKey.objects.update(expires_at=timezone.now() - dt.timedelta(seconds=1))
    assert call(key).status_code == 401
    assert world.browser("secretary").call("GET", KEYS).json()["items"][0]["state"] == "已过期"


def test_a_revoked_key_is_refused_and_revoked_once(world: World) -> None:
    made = make_key(world).json()
    secretary = world.browser("secretary")
    assert secretary.call("POST", f"{KEYS}/{made['id']}/revoke").status_code == 200
    assert call(made["key"]).status_code == 401
    assert secretary.call("POST", f"{KEYS}/{made['id']}/revoke").status_code == 409


@pytest.mark.parametrize("key", ["lk_", "", "lk_unknown0_xxxxxxxxxxxxxxxx", "密钥"])
def test_wrong_keys_are_refused(db: None, key: str) -> None:
    assert call(key).status_code == 401


def test_last_use_is_shown(world: World) -> None:
    key = make_key(world).json()["key"]
    call(key)
    row = world.browser("secretary").call("GET", KEYS).json()["items"][0]
    assert row["used_today"] == 1
    assert row["last_used_at"] is not None


def test_a_key_has_no_account_to_manage(world: World) -> None:
    key = make_key(world).json()["key"]
    body = {"old": "x", "password": "river.stone.lamp.7"}
    assert call(key, f"{ME}/password", "POST", body).status_code == 403
    assert call(key, f"{ME}/sessions").status_code == 403


def test_scopes_offered_are_those_of_the_role(world: World) -> None:
    rows = world.browser("secretary").call("GET", f"{KEYS}/scopes?role=property_manager").json()
    assert READ_USERS in {r["id"] for r in rows}
    assert "administration.audit.read" not in {r["id"] for r in rows}


def test_a_screen_signs_in_with_its_key_and_sees_no_personal_data(world: World) -> None:
    body = {"title": "会客厅大屏", "area_id": world.near.estate.pk}
    made = world.browser("secretary").call("POST", SCREENS, body).json()
    browser = Browser()
    answer = browser.call("POST", "/api/administration/screen-login", {"key": made["key"]})
    assert answer.json()["me"]["face"] == "screen"
    assert browser.call("GET", "/api/administration/users").status_code == 403
    revoked = world.browser("secretary").call("POST", f"{SCREENS}/{made['id']}/revoke")
    assert revoked.status_code == 200
    assert browser.call("GET", ME).status_code == 401


def test_a_system_key_is_no_screen_key(world: World) -> None:
    key = make_key(world).json()["key"]
    assert Browser().call("POST", "/api/administration/screen-login", {"key": key}).status_code == 401


def test_guessing_screen_keys_is_slowed_down(db: None) -> None:
    login = "/api/administration/screen-login"
    for n in range(10):
        assert Browser().call("POST", login, {"key": f"lk_guess{n:04}"}).status_code == 401
    assert Browser().call("POST", login, {"key": "lk_guess9999"}).status_code == 429


class TestRevoking(ApiRoute):
    method, permission, role = "POST", "administration.apikey.manage", "secretary"

    def path(self, world: World, branch: Branch) -> str:
        body = {"title": "热线", "area_id": branch.estate.pk, "role": "external", "scopes": ["x"]}
        owner = world.user("external", branch.estate)
        row = ApiKey.objects.create(
            user=owner, title=body["title"], prefix=f"lk_{owner.pk}-{ApiKey.objects.count()}"
        )
        return f"{KEYS}/{row.pk}/revoke"
