"""Staff sign-in: lock-out, second factor, sessions, passwords."""

from __future__ import annotations

import datetime as dt

import pyotp
import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from linli.kernel.models import AuditEntry, User
from linli.kernel.testing.world import Browser, World
from linli.sections.administration.models import LoginSession, Throttle
from linli.sections.administration.services.tidying import tidy

pytestmark = [pytest.mark.django_db, pytest.mark.once]

LOGIN = "/api/administration/login"
PASSWORD = "柳树-tall-9-bridge"


@pytest.fixture
def staff(world: World) -> User:
    user = world.user("secretary")
    user.set_password(PASSWORD)
    user.save()
    return user


def sign_in(
    user: User, password: str = PASSWORD, code: str = "", browser: Browser | None = None, **headers: str
):
    body = {"username": user.username, "password": password, "code": code}
    return (browser or Browser()).call("POST", LOGIN, body, **headers)


@pytest.mark.function("13.1")
def test_a_good_login_says_who_i_am_and_what_i_may(world: World, staff: User) -> None:
    browser = Browser()
    answer = sign_in(staff, browser=browser)
    assert answer.status_code == 200
    me = browser.call("GET", "/api/administration/me").json()
    assert me["name"] == staff.name
    assert me["face"] == "console"
    assert [r["title"] for r in me["roles"]] == ["社区书记"]
    assert [a["name"] for a in me["areas"]] == ["近水社区", "近水小区", "近水第一网格"]
    assert "administration.user.manage" in me["permissions"]
    assert "administration.health.read" not in me["permissions"]


def test_a_wrong_password_and_an_unknown_name_look_the_same(staff: User) -> None:
    wrong = sign_in(staff, "wrong-password")
    unknown = Browser().call("POST", LOGIN, {"username": "nobody", "password": "wrong-password"})
    assert wrong.status_code == unknown.status_code == 401
    assert wrong.json() == unknown.json() == error("unauthorized", "用户名或密码不正确。")


def error(code: str, message: str) -> dict[str, object]:
    return {"error": {"code": code, "message": message, "fields": {}}}


@pytest.mark.function("13.1")
def test_five_failures_lock_the_account_for_a_quarter_of_an_hour(staff: User) -> None:
    for _ in range(5):
        assert sign_in(staff, "wrong-password").status_code == 401
    locked = sign_in(staff)
    assert locked.status_code == 429
    assert 0 < int(locked["Retry-After"]) <= 900
    assert "已暂时锁定，请在" in locked.json()["error"]["message"]
    Throttle.objects.update(started_at=timezone.now() - dt.timedelta(minutes=15, seconds=1))
    assert sign_in(staff).status_code == 200


def test_the_lock_is_not_lengthened_by_further_tries(staff: User) -> None:
    for _ in range(5):
        sign_in(staff, "wrong-password")
    before = Throttle.objects.get(purpose="login.account").started_at
    sign_in(staff, "wrong-password")
    assert Throttle.objects.get(purpose="login.account").started_at == before


def test_an_idempotency_key_does_not_undo_the_count_of_failures(staff: User) -> None:
    for n in range(5):
        sign_in(staff, "wrong-password", Idempotency_Key=f"k{n}")
    assert sign_in(staff, Idempotency_Key="k9").status_code == 429


def test_an_address_is_slowed_down_over_all_names(staff: User) -> None:
    for n in range(30):
        body = {"username": f"guess{n}", "password": "wrong-password"}
        assert Browser().call("POST", LOGIN, body).status_code == 401
    assert sign_in(staff).status_code == 429


def test_good_logins_do_not_count_against_the_address(staff: User) -> None:
    for _ in range(31):
        assert sign_in(staff).status_code == 200


def test_the_session_key_is_new_after_login(staff: User) -> None:
    browser = Browser()
    browser.get("/api/administration/me")
    session = browser.session
    session["planted"] = "by an attacker"
    session.save()
    planted = session.session_key
    sign_in(staff, browser=browser)
    assert browser.session.session_key != planted
    assert Browser(None).call("GET", "/api/administration/me").status_code == 401


def test_a_disabled_user_cannot_sign_in(staff: User) -> None:
    User.objects.filter(pk=staff.pk).update(is_active=False)
    assert sign_in(staff).status_code == 401


def test_login_is_in_the_audit_trail(staff: User) -> None:
    sign_in(staff, "wrong-password")
    sign_in(staff)
    found = AuditEntry.objects.filter(target_id=str(staff.pk)).values_list("action", flat=True)
    assert list(found) == ["administration.login.failed", "administration.login.succeeded"]


def test_second_factor_from_set_up_to_recovery(staff: User) -> None:
    browser = Browser()
    sign_in(staff, browser=browser)
    start = browser.call("POST", "/api/administration/me/totp/start", {"password": PASSWORD}).json()
    assert start["qr_svg"].startswith("<svg")
    totp = pyotp.parse_uri(start["uri"])
    now = totp.now()
    codes = browser.call("POST", "/api/administration/me/totp/confirm", {"code": now}).json()["codes"]
    assert len(codes) == 10
    assert sign_in(staff).json() == {"needs_code": True, "me": None}
    replay = sign_in(staff, code=now)
    assert replay.status_code == 422
    assert replay.json()["error"]["fields"] == {"code": "动态口令不正确或已用过。"}
    assert sign_in(staff, code=codes[0]).json()["me"]["name"] == staff.name
    assert sign_in(staff, code=codes[0]).status_code == 422
    off = browser.call("POST", "/api/administration/me/totp/off", {"password": PASSWORD})
    assert off.status_code == 200
    assert sign_in(staff).json()["needs_code"] is False


def test_five_wrong_codes_lock_the_second_factor(staff: User) -> None:
    browser = Browser()
    sign_in(staff, browser=browser)
    start = browser.call("POST", "/api/administration/me/totp/start", {"password": PASSWORD}).json()
    code = pyotp.parse_uri(start["uri"]).now()
    browser.call("POST", "/api/administration/me/totp/confirm", {"code": code})
    for _ in range(5):
        assert sign_in(staff, code="abcdefghij").status_code == 422
    assert sign_in(staff, code="abcdefghij").status_code == 429


@pytest.mark.function("13.1")
def test_sessions_are_listed_and_ended(staff: User) -> None:
    first, second = Browser(), Browser(headers={"user-agent": "Mozilla/5.0 (Windows NT 10.0) Chrome/140.0"})
    sign_in(staff, browser=first)
    sign_in(staff, browser=second)
    rows = first.call("GET", "/api/administration/me/sessions").json()
    assert {(r["device"], r["current"]) for r in rows} == {
        ("Chrome · Windows", False),
        ("浏览器 · 未知系统", True),
    }
    assert rows[0]["address"] == "127.0.0.1"
    other = next(r["id"] for r in rows if not r["current"])
    assert first.call("DELETE", f"/api/administration/me/sessions/{other}").status_code == 200
    assert second.call("GET", "/api/administration/me").status_code == 401
    assert first.call("GET", "/api/administration/me").status_code == 200


def test_another_persons_session_looks_absent(world: World, staff: User) -> None:
    sign_in(staff)
    row = LoginSession.objects.get()
    stranger = world.browser("worker")
    assert stranger.call("DELETE", f"/api/administration/me/sessions/{row.pk}").status_code == 404
    assert LoginSession.objects.count() == 1


def test_changing_the_password_ends_the_other_sessions(staff: User) -> None:
    first, second = Browser(), Browser()
    sign_in(staff, browser=first)
    sign_in(staff, browser=second)
    body = {"old": PASSWORD, "password": "river.stone.lamp.7"}
    assert first.call("POST", "/api/administration/me/password", body).status_code == 200
    assert second.call("GET", "/api/administration/me").status_code == 401
    rows = first.call("GET", "/api/administration/me/sessions").json()
    assert [r["current"] for r in rows] == [True]
    assert sign_in(staff, "river.stone.lamp.7").status_code == 200


@pytest.mark.parametrize(
    ("password", "message"),
    [
        ("short1", "密码太短：至少 10 位。"),
        ("1234567890123", "密码不能全是数字，请加上字母。"),
        ("password123", "这个密码太常见，很容易被猜到，请换一个。"),
        ("aaaabbbbaaaa", "密码里重复的字符太多，请换一个。"),
        ("x" * 129, "最多 128 个字。"),
    ],
)
def test_weak_passwords_are_refused_in_plain_words(staff: User, password: str, message: str) -> None:
    browser = Browser()
    sign_in(staff, browser=browser)
    answer = browser.call("POST", "/api/administration/me/password", {"old": PASSWORD, "password": password})
    assert answer.status_code == 422
    assert answer.json()["error"]["fields"] == {"password": message}
    assert sign_in(staff).status_code == 200


def test_logout_ends_the_session(staff: User) -> None:
    browser = Browser()
    sign_in(staff, browser=browser)
    assert browser.call("POST", "/api/administration/logout").status_code == 200
    assert browser.call("GET", "/api/administration/me").status_code == 401
    assert LoginSession.objects.count() == 0


def test_a_foreign_page_cannot_log_me_in(staff: User) -> None:
    answer = sign_in(staff, Origin="https://elsewhere.example")
    assert answer.status_code == 403
    assert LoginSession.objects.count() == 0


def test_the_nightly_tidying_keeps_what_still_matters(staff: User) -> None:
    browser, old = Browser(), Browser()
    sign_in(staff, browser=browser)
    sign_in(staff, browser=old)
    sign_in(staff, "wrong-password")
    Session.objects.filter(session_key=old.session.session_key).update(
        expire_date=timezone.now() - dt.timedelta(1)
    )
    assert tidy() == {"throttles": 0, "codes": 0, "sessions": 1, "devices": 1}
    Throttle.objects.update(started_at=timezone.now() - dt.timedelta(days=3))
    assert tidy() == {"throttles": 2, "codes": 0, "sessions": 0, "devices": 0}
    assert browser.call("GET", "/api/administration/me").status_code == 200
