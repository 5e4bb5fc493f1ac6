"""Roles on areas: a role reaches its subtree and nothing else."""

import pytest
from django.test import Client
from django.utils import timezone

from linli.kernel.access import ANONYMOUS, GRID, ROLES, SECRETARY, STREET, SYSTEM, WORKER, around, visible
from linli.kernel.access import actor as actor_module
from linli.kernel.access.resolve import actor_of, hash_key
from linli.kernel.discovery import permissions
from linli.kernel.errors import Forbidden, NotFound, Unauthorized
from linli.kernel.manifest import Permission
from linli.kernel.models import ApiKey, Area, RoleHolding
from linli.kernel.tests.factories import actor_with, tree, user_with

pytestmark = pytest.mark.django_db
READ = "test.thing.read"


@pytest.fixture(autouse=True)
def declared(monkeypatch: pytest.MonkeyPatch) -> None:
    table = {**permissions(), READ: Permission(READ, "查看", (SECRETARY, STREET))}
    monkeypatch.setattr(actor_module, "permissions", lambda: table)


def names(areas: object) -> list[str]:
    return sorted(a.name for a in areas)  # type: ignore[attr-defined]


def test_a_role_reaches_its_subtree_only() -> None:
    t = tree()
    secretary = actor_with(SECRETARY, t.north)
    assert names(secretary.areas(READ)) == ["北门小区", "北门社区", "铁塔院"]
    assert secretary.can(READ, t.gate)
    assert not secretary.can(READ, t.south)
    assert not secretary.can(READ, t.street)


def test_similar_path_prefixes_do_not_leak() -> None:
    """Area 1 must not reach area 11: the slash at the end of a path matters."""
    first = Area.objects.create(pk=1, name="一", kind="community", path="/1/")
    Area.objects.create(pk=11, name="十一", kind="community", path="/11/")
    assert names(actor_with(SECRETARY, first).areas(READ)) == ["一"]


def test_outside_looks_absent_and_a_wrong_role_is_forbidden() -> None:
    t = tree()
    with pytest.raises(NotFound):
        actor_with(SECRETARY, t.south).require(READ, t.gate)
    with pytest.raises(Forbidden):
        actor_with(GRID, t.north).require(READ, t.gate)
    with pytest.raises(Unauthorized):
        ANONYMOUS.require(READ)


def test_several_roles_add_up() -> None:
    t = tree()
    user = user_with(SECRETARY, t.yard)
    RoleHolding.objects.create(user=user, role=STREET, area=t.south)
    RoleHolding.objects.create(user=user, role=WORKER, area=t.gate)
    assert names(actor_of(user).areas(READ)) == ["南门社区", "铁塔院"]


def test_key_scopes_narrow_the_roles() -> None:
    t = tree()
    user = user_with(SECRETARY, t.north)
    assert not actor_of(user, frozenset({"other.thing.read"})).can(READ)
    assert actor_of(user, frozenset({READ})).can(READ, t.gate)


def test_visible_filters_rows_by_area_for_all_but_the_system() -> None:
    t = tree()
    holder = user_with(SECRETARY, t.gate)
    rows = RoleHolding.objects
    assert list(visible(rows.all(), actor_of(holder), READ)) == list(rows.all())
    assert list(visible(rows.all(), actor_with(SECRETARY, t.yard), READ)) == list(rows.filter(area=t.yard))
    assert visible(rows.all(), ANONYMOUS, READ).count() == 0
    assert visible(rows.all(), SYSTEM, READ).count() == 2


def test_around_adds_the_rows_of_the_areas_one_lies_in_and_no_neighbours() -> None:
    t = tree()
    assert names(around(Area.objects.all(), actor_with(SECRETARY, t.gate), READ, "pk")) == sorted(
        {area.name for area in (t.street, t.north, t.gate)} | set(names(Area.objects.filter(parent=None)))
    )
    assert not around(Area.objects.all(), ANONYMOUS, READ, "pk").exists()
    assert around(Area.objects.all(), SYSTEM, READ, "pk").count() == Area.objects.count()


def test_every_role_of_the_architecture_has_a_title_and_a_rank() -> None:
    titles = [r.title for r in ROLES.values()]
    wanted = "街道管理员 社区书记 社区工作者 网格员 物业经理 物业员工 业委会成员 社区医生 家属 居民 大屏 设备 外部系统"
    assert set(wanted.split()) < set(titles)
    assert all(r.rank > 0 for r in ROLES.values())


class TestRequests:
    """How a request becomes an actor, seen through the menu route."""

    url = "/api/kernel/menu"

    def test_nobody_is_refused(self, client: Client) -> None:
        answer = client.get(self.url)
        assert answer.status_code == 401
        assert answer.json()["error"]["message"] == "请先登录。"

    def test_the_area_switcher_narrows_and_refuses_foreign_areas(self, client: Client) -> None:
        t = tree()
        client.force_login(user_with(SECRETARY, t.north))
        assert client.get(self.url, headers={"X-Area": str(t.gate.pk)}).status_code == 200
        for outside in (str(t.south.pk), "999999", "x", "²"):
            assert client.get(self.url, headers={"X-Area": outside}).status_code == 404

    def test_a_disabled_user_is_nobody(self, client: Client) -> None:
        user = user_with(SECRETARY, tree().north)
        client.force_login(user)
        assert client.get(self.url).status_code == 200
        type(user).objects.update(is_active=False)
        assert client.get(self.url).status_code == 401

    @pytest.mark.function("13.5")
    def test_keys_work_until_revoked_expired_or_used_up(self, client: Client) -> None:
        user = user_with(SECRETARY, tree().north)
        key = ApiKey.objects.create(
            user=user,
            title="对接",
            prefix="lk_abcdefghi",
            secret_hash=hash_key("lk_abcdefghi-rest"),
            per_minute=3,
        )
        headers = {"Authorization": "Bearer lk_abcdefghi-rest"}
        assert client.get(self.url, headers=headers).status_code == 200
        assert client.get(self.url, headers={"Authorization": "Bearer lk_abcdefghi-wrong"}).status_code == 401
        ApiKey.objects.update(revoked_at=timezone.now())
        assert client.get(self.url, headers=headers).status_code == 401
        ApiKey.objects.update(revoked_at=None, expires_at=timezone.now())
        assert client.get(self.url, headers=headers).status_code == 401
        ApiKey.objects.update(expires_at=None, per_minute=1, per_day=1)
        refused = client.get(self.url, headers=headers)
        assert refused.status_code == 429
        assert int(refused["Retry-After"]) > 0
        key.refresh_from_db()
        assert key.last_used_at is not None

    def test_foreign_pages_cannot_post_with_our_cookie(self) -> None:
        client = Client(enforce_csrf_checks=True)
        client.force_login(user_with(SECRETARY, tree().north))
        foreign = client.post("/api/administration/logout", headers={"Origin": "https://evil.example"})
        without_token = client.post("/api/administration/logout")
        assert (foreign.status_code, without_token.status_code) == (403, 403)
        assert client.get(self.url).status_code == 200
