"""The same side road pressed by two people at the same moment: one wins, the other is told who, nothing twice."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from linli.kernel.access import roles as r
from linli.kernel.access.resolve import actor_of
from linli.kernel.models import AuditEntry, RoleHolding, User
from linli.sections.cases import services
from linli.sections.cases.models import Case, CaseAssist, CaseFollower, CaseRequest, TimelineEntry
from linli.sections.cases.services.entry import PAST
from linli.sections.cases.tests.factories import Browser, World, bring_to, entered, reported, world
from linli.sections.cases.tests.test_concurrency import at_once

pytestmark = pytest.mark.django_db(transaction=True)
Setup = Callable[[World], Case]


def colleague(w: World, role: str) -> Browser:
    """A second person of that role."""
    user = User.objects.create(username=f"second-{role}", name=f"第二位{role}", kind="staff")
    RoleHolding.objects.create(user=user, role=role, area=w.estate)
    return Browser(user)


def working(w: World) -> Case:
    return bring_to(w, entered(w), "working")


def returned(w: World) -> Case:
    case = bring_to(w, entered(w), "dispatched")
    staff, kwargs = w.actor(r.PROPERTY_STAFF), {"case_id": case.pk, "version": None}
    services.return_case(actor=staff, reason="不归物业", **kwargs)
    services.dispatch_case(actor=w.worker, party=services.Party(role=r.PROPERTY_STAFF), **kwargs)
    return case


def asked(kind: str) -> Setup:
    """A case with a waiting request of that kind, made by the property's staff or the worker."""

    def setup(w: World) -> Case:
        if kind == "objection":
            case = returned(w)
            services.object_to_dispatch(
                actor=w.actor(r.PROPERTY_STAFF), case_id=case.pk, version=None, reason="不归"
            )
            return case
        case = working(w)
        if kind == "void":
            services.ask_void(actor=w.worker, case_id=case.pk, version=None, reason="误录")
        else:
            services.ask_extension(
                actor=w.actor(r.PROPERTY_STAFF), case_id=case.pk, version=None, reason="等货", days=2
            )
        return case

    return setup


def suspended(w: World) -> Case:
    until = timezone.now() + dt.timedelta(days=2)
    case = working(w)
    return services.suspend_case(
        actor=w.worker, case_id=case.pk, version=None, waiting_for="等货", until=until
    )


def helped(w: World) -> Case:
    case = working(w)
    return services.ask_assistance(
        actor=w.worker, case_id=case.pk, version=None, party=services.Party(role=r.GRID), task="上门"
    )


def failed_twice(w: World) -> Case:
    case = bring_to(w, entered(w), "handled")
    for _ in range(2):
        services.redo_case(actor=w.actor(r.GRID), case_id=case.pk, version=None, reason="没好")
        if not Case.objects.get(pk=case.pk).supervised:
            services.handle_case(actor=w.worker, case_id=case.pk, version=None, note="好了")
    return case


def merged(w: World) -> Case:
    case, other = entered(w), entered(w)
    return services.merge_case(
        actor=w.worker, case_id=case.pk, version=None, into=other.number, reason="同一件"
    )


def body(action: str, case: Case, w: World) -> dict[str, Any]:
    """A good body for the action."""
    until = (timezone.now() + dt.timedelta(days=1)).isoformat()
    given: dict[str, dict[str, Any]] = {
        "redispatch": {"role": r.PROPERTY_MANAGER, "note": "请到场"},
        "suspend": {"waiting_for": "等货", "until": until},
        "extend": {"reason": "等货", "days": 2},
        "assist": {"role": r.GRID, "task": "上门"},
        "assist_done": {"note": "去过了"},
    }
    if action == "assist_off":
        return {"assist_id": CaseAssist.objects.get(case=case).pk, "reason": "不用了"}
    if action == "merge":
        return {"into": entered(w).number, "reason": "同一件"}
    return given.get(action, {"reason": "说明", "answer": "意见"})


RACES: tuple[tuple[str, Setup, str], ...] = (
    ("return", lambda w: bring_to(w, entered(w), "dispatched"), r.PROPERTY_STAFF),
    ("object", returned, r.PROPERTY_STAFF),
    ("uphold", asked("objection"), r.SECRETARY),
    ("overrule", asked("objection"), r.SECRETARY),
    ("suspend", working, r.PROPERTY_STAFF),
    ("resume", suspended, r.PROPERTY_STAFF),
    ("extend", working, r.PROPERTY_STAFF),
    ("allow_extension", asked("extension"), r.SECRETARY),
    ("refuse_extension", asked("extension"), r.SECRETARY),
    ("assist", working, r.PROPERTY_STAFF),
    ("assist_done", helped, r.GRID),
    ("assist_off", helped, r.PROPERTY_STAFF),
    ("redispatch", failed_twice, r.SECRETARY),
    ("merge", entered, r.WORKER),
    ("split", merged, r.WORKER),
    ("ask_void", working, r.WORKER),
    ("void", asked("void"), r.SECRETARY),
    ("keep", asked("void"), r.SECRETARY),
)


def test_every_side_road_pressed_by_two_at_once_has_one_effect(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LINLI_CASES_EXTENSION_SHARE", "100")
    w = world()
    seconds = {role: colleague(w, role) for role in {role for _, _, role in RACES}}
    for action, setup, role in RACES:
        case = Case.objects.get(pk=setup(w).pk)
        sent = {"version": case.version, **body(action, case, w)}
        path = f"cases/{case.pk}/{action.replace('_', '-')}"
        people = (w.browser(role), seconds[role])
        before = TimelineEntry.objects.filter(case=case, action=action).count()
        answers = at_once([lambda b=b, p=path, s=sent: b.post(p, **s) for b in people])
        assert sorted(a.status_code for a in answers) == [200, 409], (
            action,
            [a.content.decode() for a in answers],
        )
        entries = TimelineEntry.objects.filter(case=case, action=action)
        assert entries.count() == before + 1, action
        told = next(a for a in answers if a.status_code == 409).json()["error"]["message"]
        assert told.startswith(f"{entries.last().who}已在"), told
        done = AuditEntry.objects.filter(action=f"cases.case.{PAST[action]}", target_id=str(case.pk))
        assert done.count() == before + 1, action


def test_two_merges_the_other_way_round_form_no_ring() -> None:
    w = world()
    one, two = entered(w), entered(w)
    second = colleague(w, r.WORKER)
    answers = at_once([
        lambda: w.browser(r.WORKER).post(f"cases/{one.pk}/merge", version=1, into=two.number, reason="同一件"),
        lambda: second.post(f"cases/{two.pk}/merge", version=1, into=one.number, reason="同一件"),
    ])  # fmt: skip
    assert sorted(a.status_code for a in answers) in ([200, 409], [200, 422])
    assert sorted(Case.objects.values_list("state", flat=True)) == ["merged", "reported"]
    assert CaseFollower.objects.count() == 1


def test_the_last_place_under_the_cap_is_given_once(monkeypatch: pytest.MonkeyPatch) -> None:
    w = world()
    cases = [asked("extension")(w) for _ in range(2)]
    second = colleague(w, r.SECRETARY)
    answers = at_once([
        lambda c=c, b=b: b.post(f"cases/{c.pk}/allow-extension", version=Case.objects.get(pk=c.pk).version, answer="同意")
        for c, b in zip(cases, (w.browser(r.SECRETARY), second), strict=True)
    ])  # fmt: skip
    assert sorted(a.status_code for a in answers) == [200, 422]
    assert Case.objects.filter(extended=1).count() == 1
    assert CaseRequest.objects.filter(state="waiting").count() == 1


def test_a_pause_ends_once_however_many_workers_look_and_follow_twice_is_once() -> None:
    w = world()
    case = suspended(w)
    Case.objects.update(suspended_until=timezone.now())
    assert sum(at_once([services.resume_due] * 3)) == 1
    assert TimelineEntry.objects.filter(action="resume").count() == 1
    neighbour = User.objects.create(username="neighbour", name="陈", kind="resident")
    RoleHolding.objects.create(user=neighbour, role=r.RESIDENT, area=w.estate)
    actor = actor_of(neighbour)
    follow = [lambda: services.follow_case(actor=actor, case_id=case.pk).pk] * 3
    assert len(set(at_once(follow))) == 1
    assert CaseFollower.objects.count() == 1


def test_confirming_and_sending_back_at_once_do_only_one() -> None:
    w = world()
    case = bring_to(w, reported(w), "handled")
    answers = at_once([
        lambda: w.browser(r.RESIDENT).post(f"mine/{case.pk}/confirm", version=case.version, rating=5),
        lambda: w.browser(r.GRID).post(f"cases/{case.pk}/redo", version=case.version, reason="没修好"),
    ])  # fmt: skip
    assert sorted(a.status_code for a in answers) == [200, 409]
    assert TimelineEntry.objects.filter(action__in=("confirm", "redo")).count() == 1
