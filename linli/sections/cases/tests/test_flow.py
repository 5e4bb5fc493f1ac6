"""The state machine as a whole: walked at random over HTTP by all who may act, and compared with the README."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from linli.kernel.access import roles as r
from linli.kernel.models import AuditEntry
from linli.sections.cases import flow
from linli.sections.cases.models import Case
from linli.sections.cases.services.move import PAST
from linli.sections.cases.tests.factories import NAMES, Browser, World, entered, reported, world

README = Path(__file__).parents[1] / "README.md"
INTERNAL = {s.label for s in flow.State} | set(flow.State.values) - {"reported", "closed"}
BODIES: dict[str, dict[str, Any]] = {
    "accept": {"note": "社区李社工已记下"},
    "reject": {"reason": "不归社区管", "where_to": "供热公司"},
    "dispatch": {"role": "property_staff", "note": "派给周师傅"},
    "take": {"note": "周师傅下午去"},
    "return": {"reason": "不归物业管"},
    "handle": {"note": "周师傅已修好"},
    "verify": {"resolved": True, "note": "赵网格看过了"},
    "redo": {"reason": "还有一处没修"},
    "confirm": {"rating": 4},
    "dispute": {"reason": "没有修好"},
    "reopen": {"reason": "又坏了"},
    "reopen_for": {"reason": "来电说又坏了"},
    "note": {"note": "李社工电话联系过", "public": True},
    "append": {"note": "就在门口"},
}
STAFF = (r.WORKER, r.GRID, r.PROPERTY_STAFF, r.SECRETARY)


def test_every_state_can_be_reached_and_left() -> None:
    arrows = {(s, step.target) for step in flow.STEPS for s in step.sources if step.target}
    reached, road = {flow.State.REPORTED}, [flow.State.REPORTED]
    while road:
        state = road.pop()
        for target in {t for s, t in arrows if s == state} - reached:
            reached.add(target)
            road.append(target)
    assert reached == set(flow.State)
    for state in flow.State:
        staff = [s for s in flow.steps_from(state) if s.target and s.who != "reporter"]
        assert staff, f"{state.label}: only the reporter could leave it"


def test_every_action_has_a_title_a_past_and_asks_for_known_fields() -> None:
    assert set(PAST) == {s.action for s in flow.STEPS} == set(BODIES)
    for step in flow.STEPS:
        required = {f.name for f in step.fields if f.required} - {"party"}
        assert required <= set(BODIES[step.action]), step.action


def test_the_readme_shows_the_table_of_the_code() -> None:
    assert flow.as_markdown() in README.read_text("utf-8")


def act(w: World, case: Case, action: str) -> int:
    """Does the action as whoever is offered it; the status of the answer."""
    body = {"version": case.version, **BODIES[action]}
    step = flow.find_step(action, case.state)
    if step and step.who == "reporter":
        if case.reporter_user_id is None:
            return 0
        return int(w.browser(r.RESIDENT).post(f"mine/{case.pk}/{action}", **body).status_code)
    path = f"cases/{case.pk}/{action.replace('_', '-')}"
    for role in STAFF:
        browser = w.browser(role)
        offered = [a["action"] for a in browser.get(f"cases/{case.pk}").json()["actions"]]
        if action in offered:
            return int(browser.post(path, **body).status_code)
    return 0


@pytest.mark.django_db
@pytest.mark.function("3.7")
@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(choices=st.lists(st.integers(0, 30), min_size=3, max_size=10), walk_in=st.booleans())
def test_a_walk_at_random(choices: list[int], walk_in: bool) -> None:
    with transaction.atomic():
        _walk(choices, walk_in)
        transaction.set_rollback(True)


def _walk(choices: list[int], walk_in: bool) -> None:
    w = world()
    case = entered(w) if walk_in else reported(w)
    for choice in choices:
        possible = list(dict.fromkeys(s.action for s in flow.steps_from(case.state)))
        action = possible[choice % len(possible)]
        before, entries = case.version, AuditEntry.objects.count()
        status = act(w, case, action)
        case.refresh_from_db()
        assert status in (0, 200), f"{action} was offered and then refused"
        done = status == 200
        assert case.version == before + done
        assert AuditEntry.objects.count() == entries + done
        if done:
            assert AuditEntry.objects.latest("pk").action == f"cases.case.{PAST[action]}"
        check_view(w, case)
        assert offers(w, case), f"nobody can act on {case.state}"


def offers(w: World, case: Case) -> bool:
    """True when somebody is offered a way on (a mere note is none)."""
    if case.reporter_user_id and set(w.browser(r.RESIDENT).get(f"mine/{case.pk}").json()["can"]) - {"append"}:
        return True
    pages = (w.browser(role).get(f"cases/{case.pk}").json() for role in STAFF)
    return any({a["action"] for a in page["actions"]} - {"note"} for page in pages)


def check_view(w: World, case: Case) -> None:
    """Neither the reporter's page nor the public progress shows an internal word or a name of staff."""
    shown = [Browser().progress(case.number, case.code).json()]
    if case.reporter_user_id:
        shown.append(w.browser(r.RESIDENT).get(f"mine/{case.pk}").json())
    for seen in shown:
        spoken = json.dumps([seen["words"], seen["timeline"]], ensure_ascii=False)
        for word in INTERNAL | {name for role, name in NAMES.items() if role != r.RESIDENT}:
            assert word not in spoken
        assert {"state", "state_title", "who", "actions", "party", "reporter"} & set(seen) == set()
