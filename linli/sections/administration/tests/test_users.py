"""Users and roles: given only inside one's own areas, only below one's own rank."""

from __future__ import annotations

import pytest

from linli.kernel.access import ADMIN, PROPERTY_MANAGER, SECRETARY, STREET
from linli.kernel.models import AuditEntry, RoleHolding, User
from linli.kernel.testing.api import ApiRoute
from linli.kernel.testing.world import Branch, Browser, World, row_counts

pytestmark = [pytest.mark.django_db, pytest.mark.once]

USERS = "/api/administration/users"


def new_user(world: World, role: str, area_id: int, by: str = SECRETARY, **fields: str):
    body = {"username": "li.min", "name": "李敏", "phone": "13905370003", "role": role, "area_id": area_id}
    return world.browser(by).call("POST", USERS, {**body, **fields})


@pytest.mark.function("13.1")
def test_a_secretary_makes_an_account_that_can_sign_in_and_must_change_its_password(world: World) -> None:
    answer = new_user(world, "worker", world.near.community.pk)
    assert answer.status_code == 200
    made = answer.json()
    assert made["user"]["roles"] == ["近水社区·社区工作者"]
    assert made["user"]["phone"] == "139****0003"
    browser = Browser()
    body = {"username": "li.min", "password": made["password"]}
    me = browser.call("POST", "/api/administration/login", body).json()["me"]
    assert me["must_change_password"] is True
    assert made["password"] not in str(list(User.objects.values()) + list(AuditEntry.objects.values()))


@pytest.mark.function("13.1")
def test_a_first_password_opens_nothing_until_it_is_changed(world: World) -> None:
    made = new_user(world, "worker", world.near.community.pk).json()
    browser = Browser()
    signed_in = browser.call(
        "POST", "/api/administration/login", {"username": "li.min", "password": made["password"]}
    )
    assert signed_in.json()["me"]["permissions"] == []
    assert browser.call("GET", "/api/registry/people").status_code == 403
    change = {"old": made["password"], "password": "bei-men-2026-xin"}
    assert browser.call("POST", "/api/administration/me/password", change).status_code == 200
    assert browser.call("GET", "/api/registry/people").status_code == 200


@pytest.mark.function("13.1")
@pytest.mark.parametrize(
    ("by", "role", "where", "status"),
    [
        (SECRETARY, "grid", "grid", 200),
        (SECRETARY, "secretary", "community", 403),
        (SECRETARY, "street", "community", 403),
        (SECRETARY, "admin", "community", 403),
        (STREET, "secretary", "community", 200),
        (ADMIN, "admin", "community", 200),
        (PROPERTY_MANAGER, "property_staff", "estate", 200),
        (PROPERTY_MANAGER, "committee", "estate", 403),
        (PROPERTY_MANAGER, "resident", "estate", 403),
        (SECRETARY, "king", "community", 422),
    ],
)
def test_roles_are_given_below_ones_own(world: World, by: str, role: str, where: str, status: int) -> None:
    area = getattr(world.near, where)
    world.user(by)
    before = row_counts()
    assert new_user(world, role, area.pk, by=by).status_code == status
    if status != 200:
        assert row_counts() == before


def test_the_street_above_is_out_of_reach(world: World) -> None:
    assert new_user(world, "worker", world.near.street.pk).status_code == 404
    assert new_user(world, "worker", world.far.estate.pk).status_code == 404


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("username", "Li Min", "用户名用 3–30 位小写字母、数字、点、横线，以字母开头。"),
        ("phone", "12345", "手机号码应为 11 位数字。"),
        ("name", "  ", "请填写姓名。"),
    ],
)
def test_bad_fields_are_named(world: World, field: str, value: str, message: str) -> None:
    answer = new_user(world, "worker", world.near.community.pk, **{field: value})
    assert answer.status_code == 422
    assert answer.json()["error"]["fields"] == {field: message}


def test_a_username_is_used_once(world: World) -> None:
    assert new_user(world, "worker", world.near.community.pk).status_code == 200
    assert new_user(world, "worker", world.near.community.pk).status_code == 409


@pytest.mark.function("13.1")
def test_nobody_resets_the_password_of_a_superior(world: World) -> None:
    boss = world.user("street", world.near.community)
    answer = world.browser("secretary").call("POST", f"{USERS}/{boss.pk}/reset-password")
    assert answer.status_code == 403
    assert (
        answer.json()["error"]["message"] == "该用户持有“近水社区·街道管理员”，您无权改动，请联系上级管理员。"
    )


def test_a_role_elsewhere_protects_the_account_too(world: World) -> None:
    user = world.user("worker")
    RoleHolding.objects.create(user=user, role="worker", area=world.far.community)
    assert world.browser("secretary").call("POST", f"{USERS}/{user.pk}/disable").status_code == 403


def test_a_reset_ends_sessions_and_second_factor(world: World) -> None:
    worker = world.user("worker")
    browser = Browser(worker)
    from linli.sections.administration.services import sessions

    sessions.note_opened(
        actor=world.actor("worker"),
        user=worker,
        session_key=browser.session.session_key,
        method="password",
        device="Chrome · Windows",
        address="127.0.0.1",
    )
    answer = world.browser("secretary").call("POST", f"{USERS}/{worker.pk}/reset-password")
    assert answer.status_code == 200
    assert browser.call("GET", "/api/administration/me").status_code == 401
    login = {"username": worker.username, "password": answer.json()["password"]}
    assert Browser().call("POST", "/api/administration/login", login).status_code == 200


@pytest.mark.function("13.1")
def test_a_person_may_hold_several_roles_and_lose_one(world: World) -> None:
    user, secretary = world.user("worker"), world.browser("secretary")
    body = {"role": "grid", "area_id": world.near.grid.pk}
    answer = secretary.call("POST", f"{USERS}/{user.pk}/roles", body)
    assert answer.json()["roles"] == ["近水社区·社区工作者", "近水第一网格·网格员"]
    assert secretary.call("POST", f"{USERS}/{user.pk}/roles", body).status_code == 409
    holding = answer.json()["holdings"][0]["id"]
    assert secretary.call("DELETE", f"{USERS}/{user.pk}/roles/{holding}").status_code == 200
    assert [h.role for h in user.holdings.all()] == ["grid"]
    found = AuditEntry.objects.filter(action__startswith="administration.role.")
    assert [(e.action, e.detail["role"]) for e in found] == [
        ("administration.role.given", "grid"),
        ("administration.role.taken", "worker"),
    ]


def test_the_last_administrator_stays(world: World) -> None:
    admin = world.user(ADMIN)
    other = world.user(ADMIN, world.near.street)
    browser = Browser(other)
    assert browser.call("POST", f"{USERS}/{admin.pk}/disable").status_code == 200
    assert browser.call("POST", f"{USERS}/{other.pk}/disable").status_code == 409
    holding = other.holdings.get()
    answer = browser.call("DELETE", f"{USERS}/{other.pk}/roles/{holding.pk}")
    assert answer.status_code == 409
    assert "最后一位平台管理员" in answer.json()["error"]["message"]


def test_the_list_shows_only_users_of_ones_areas(world: World) -> None:
    world.user("worker")
    world.user("worker", world.far.community)
    world.user("street", world.near.street)
    rows = world.browser("secretary").call("GET", f"{USERS}?sort=username").json()["items"]
    near = world.near.community.pk
    assert [r["username"] for r in rows] == [f"secretary-{near}", f"worker-{near}"]


def test_the_list_filters_and_exports(world: World) -> None:
    world.user("worker")
    secretary = world.browser("secretary")
    assert secretary.call("GET", f"{USERS}?role=worker").json()["total"] == 1
    assert secretary.call("GET", f"{USERS}?q=secretary&is_active=true").json()["total"] == 1
    assert secretary.call("GET", f"{USERS}?area_id={world.far.estate.pk}").json()["total"] == 0
    book = secretary.call("GET", f"{USERS}?format=xlsx&columns=username,name")
    assert book["Content-Type"].endswith("sheet")


def test_lists_cost_a_fixed_number_of_queries(world: World, django_assert_max_num_queries) -> None:
    secretary = world.browser("secretary")
    for n in range(30):
        user = User.objects.create(username=f"u{n}", name="某人", kind="staff")
        RoleHolding.objects.create(user=user, role="worker", area=world.near.estate)
    with django_assert_max_num_queries(10):
        assert len(secretary.call("GET", f"{USERS}?size=50").json()["items"]) == 31


def test_editing_changes_name_and_phone(world: World) -> None:
    user = world.user("worker")
    body = {"name": "李小敏", "phone": "13905370009"}
    answer = world.browser("secretary").call("PATCH", f"{USERS}/{user.pk}", body)
    assert (answer.json()["name"], answer.json()["phone"]) == ("李小敏", "139****0009")


def test_disabled_means_out_now(world: World) -> None:
    worker = world.user("worker")
    browser = Browser(worker)
    secretary = world.browser("secretary")
    assert secretary.call("POST", f"{USERS}/{worker.pk}/disable").json()["is_active"] is False
    assert browser.call("GET", "/api/administration/me").status_code == 401
    assert secretary.call("POST", f"{USERS}/{worker.pk}/enable").json()["is_active"] is True
    assert secretary.call("POST", f"{USERS}/{world.user('secretary').pk}/disable").status_code == 403


def test_givable_roles_are_what_may_be_given(world: World) -> None:
    rows = world.browser("property_manager", world.near.estate).call(
        "GET", "/api/administration/givable-roles"
    )
    assert [(r["area_name"], [x["key"] for x in r["roles"]]) for r in rows.json()] == [
        ("近水小区", ["property_staff"]),
        ("近水第一网格", ["property_staff"]),
    ]


class UserRoute(ApiRoute):
    permission, role = "administration.user.manage", SECRETARY

    def user(self, world: World, branch: Branch) -> User:
        return world.user("worker", branch.community)


class TestReading(UserRoute):
    permission = "administration.user.read"

    def path(self, world: World, branch: Branch) -> str:
        return f"{USERS}/{self.user(world, branch).pk}"


class TestDisabling(UserRoute):
    method = "POST"

    def path(self, world: World, branch: Branch) -> str:
        return f"{USERS}/{self.user(world, branch).pk}/disable"


class TestGiving(UserRoute):
    method = "POST"

    def path(self, world: World, branch: Branch) -> str:
        return f"{USERS}/{self.user(world, branch).pk}/roles"

    def body(self, world: World, branch: Branch) -> dict[str, object]:
        return {"role": "grid", "area_id": branch.grid.pk}


class TestTaking(UserRoute):
    method = "DELETE"

    def path(self, world: World, branch: Branch) -> str:
        user = self.user(world, branch)
        return f"{USERS}/{user.pk}/roles/{user.holdings.get().pk}"


class TestCreating(UserRoute):
    method = "POST"

    def path(self, world: World, branch: Branch) -> str:
        return USERS

    def body(self, world: World, branch: Branch) -> dict[str, object]:
        return {"username": "li.min", "name": "李敏", "role": "worker", "area_id": branch.community.pk}
