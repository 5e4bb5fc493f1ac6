"""The category tree: seeded everywhere, kept by whoever manages the whole tree."""

from __future__ import annotations

import pytest

from linli.kernel.access import roles as r
from linli.kernel.models import AuditEntry, RoleHolding, User
from linli.sections.cases.models import Category
from linli.sections.cases.services.categories import SEED, ensure_categories
from linli.sections.cases.tests.factories import Browser, World, reported, world

pytestmark = pytest.mark.django_db
GOOD = {"name": "健身器材", "limit_days": 5, "urgent_days": 1, "role": "property_staff"}


@pytest.fixture
def w() -> World:
    return world()


def platform(w: World) -> Browser:
    """The administrator of the whole tree."""
    user = User.objects.create(username="root", name="平台管理员", kind="staff")
    root = w.estate.parent.parent
    RoleHolding.objects.create(user=user, role=r.ADMIN, area=root)
    return Browser(user)


def test_every_database_has_the_seed_and_it_is_never_overwritten() -> None:
    assert Category.objects.count() == len(SEED)
    Category.objects.filter(code="light").update(limit_days=9)
    assert ensure_categories() == 0
    assert Category.objects.get(code="light").limit_days == 9


def test_the_list_says_what_can_be_picked(w: World) -> None:
    found = {c["code"]: c for c in w.browser(r.RESIDENT).get("categories").json()}
    assert (found["facility"]["grouping"], found["light"]["grouping"]) == (True, False)
    assert (found["light"]["parent"], found["light"]["limit_days"]) == ("facility", 3)
    assert found["light"]["role_title"] == "物业员工"


def test_a_new_category_is_used_and_a_changed_limit_leaves_open_cases_alone(w: World) -> None:
    root = platform(w)
    made = root.post("categories", code="fitness", parent="facility", **GOOD).json()
    case = reported(w, category="fitness")
    changed = root.put(f"categories/{made['id']}", **GOOD | {"limit_days": 9}).json()
    assert (changed["limit_days"], changed["used"]) == (9, 1)
    due = case.due_at
    case.refresh_from_db()
    assert case.due_at == due
    assert list(AuditEntry.objects.filter(action__startswith="cases.category").values_list("action", flat=True)) == [
        "cases.category.added", "cases.category.changed",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"limit_days": 0}, "limit_days"),
        ({"urgent_days": 61}, "urgent_days"),
        ({"name": " "}, "name"),
        ({"role": "device"}, "role"),
        ({"parent": "nowhere"}, "parent"),
        ({"code": "灯"}, "code"),
    ],
)
def test_a_wrong_category_is_refused(w: World, change: dict[str, object], field: str) -> None:
    answer = platform(w).post("categories", **({"code": "fitness", **GOOD} | change))
    assert (answer.status_code, list(answer.json()["error"]["fields"])) == (422, [field])
    assert Category.objects.count() == len(SEED)


def test_a_code_is_used_once_and_the_catch_all_stays(w: World) -> None:
    root = platform(w)
    assert root.post("categories", code="light", **GOOD).status_code == 409
    other = Category.objects.get(code="other")
    assert root.put(f"categories/{other.pk}", **GOOD | {"active": False}).status_code == 422


def test_a_street_cannot_change_what_serves_all(w: World) -> None:
    light = Category.objects.get(code="light")
    assert w.browser(r.STREET).put(f"categories/{light.pk}", **GOOD).status_code == 403
    assert w.browser(r.WORKER).post("categories", code="x1", **GOOD).status_code == 403
