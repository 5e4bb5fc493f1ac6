"""The state machine as a whole: walked at random over HTTP by all who may act, and compared with the README."""

from __future__ import annotations

import datetime as dt
import json
import os
from pathlib import Path
from typing import Any, ClassVar

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from linli.kernel.access import SYSTEM, Actor
from linli.kernel.access import roles as r
from linli.kernel.models import AuditEntry
from linli.sections.cases import flow, queries, services
from linli.sections.cases.models import Case, CaseAssist
from linli.sections.cases.services.entry import PAST
from linli.sections.cases.tests.factories import NAMES, Browser, World, bring_to, entered, reported, world

README = Path(__file__).parents[1] / "README.md"
EXAMPLES = int(os.environ.get("LINLI_TEST_FLOW_WALKS", "6"))
"""How many walks; more by the environment, for a longer search."""
INTERNAL = {s.label for s in flow.State} | set(flow.State.values) - {"reported", "closed"}
BODIES: dict[str, dict[str, Any]] = {
    "accept": {"note": "社区李社工已记下"},
    "reject": {"reason": "不归社区管", "where_to": "供热公司"},
    "dispatch": {"role": "property_staff", "note": "派给周师傅"},
    "redispatch": {"role": "property_manager", "note": "请钱经理到场"},
    "reassign": {"role": "grid", "reason": "请赵网格去"},
    "take": {"note": "周师傅下午去"},
    "return": {"reason": "不归物业管"},
    "object": {"reason": "周师傅说不归物业"},
    "uphold": {"answer": "孙书记同意"},
    "overrule": {"answer": "孙书记不同意"},
    "suspend": {"waiting_for": "周师傅等配件"},
    "resume": {"note": "周师傅收到配件"},
    "extend": {"reason": "周师傅要等配件", "days": 2},
    "allow_extension": {"answer": "孙书记同意"},
    "refuse_extension": {"answer": "孙书记不同意"},
    "assist": {"role": "grid", "task": "请赵网格上门"},
    "assist_done": {"note": "赵网格去过了"},
    "assist_off": {"reason": "赵网格去不了"},
    "merge": {"reason": "李社工看是同一件"},
    "split": {"reason": "李社工看不是同一件"},
    "ask_void": {"reason": "李社工核实是误报"},
    "void": {"answer": "孙书记核实是误报"},
    "keep": {"answer": "孙书记不同意"},
    "urge": {"note": "孙书记请抓紧"},
    "handle": {"note": "周师傅已修好"},
    "verify": {"resolved": True, "note": "赵网格看过了"},
    "redo": {"reason": "赵网格看还有一处没修"},
    "callback_redo": {"reason": "回访说又坏了"},
    "confirm": {"rating": 4},
    "dispute": {"reason": "没有修好"},
    "rate": {"rating": 3},
    "reopen": {"reason": "又坏了"},
    "reopen_for": {"reason": "来电说又坏了"},
    "note": {"note": "李社工电话联系过", "public": True},
    "append": {"note": "就在门口"},
}
LATER = {"party", "until", "into", "assist_id"}
"""Required fields whose value depends on the walk."""
STAFF = (r.WORKER, r.SECRETARY, r.PROPERTY_STAFF, r.PROPERTY_MANAGER, r.GRID)


def test_every_state_can_be_reached_and_left_by_staff() -> None:
    arrows = {(s, step.target) for step in flow.STEPS for s in step.sources if step.target}
    reached, road = {flow.State.REPORTED}, [flow.State.REPORTED]
    while road:
        state = road.pop()
        for target in {t for s, t in arrows if s == state} - reached:
            reached.add(target)
            road.append(target)
    assert reached == set(flow.State)
    for state in flow.State:
        staff = [s for s in flow.STEPS if state in s.sources and s.target and s.who != "reporter"]
        assert staff, f"{state.label}: only the reporter could leave it"


def test_every_action_has_a_title_a_past_and_asks_for_known_fields() -> None:
    assert set(PAST) == {s.action for s in flow.STEPS} == set(BODIES)
    for step in flow.STEPS:
        required = {f.name for f in step.fields if f.required} - LATER
        assert required <= set(BODIES[step.action]), step.action


def test_the_readme_shows_the_tables_of_the_code() -> None:
    text = README.read_text("utf-8")
    assert flow.as_markdown() in text
    assert flow.roles_markdown() in text


class Walk(RuleBasedStateMachine):
    """One case walked by everybody who may act, each step over HTTP; `w` is set by the test."""

    w: World
    actors: ClassVar[dict[str, Actor]] = {}

    @initialize(walk_in=st.booleans())
    def begin(self, walk_in: bool) -> None:
        """A fresh case, and another one into which it may be merged."""
        self.inside = transaction.atomic()
        self.inside.__enter__()
        self.other = bring_to(self.w, entered(self.w, text="另一条"), "accepted")
        self.case = entered(self.w) if walk_in else reported(self.w)
        self.read = 0
        self.look()

    def look(self) -> None:
        """The case as it is now, with (who, action) for every button that somebody is offered."""
        self.now = queries.case(SYSTEM, self.case.pk)
        own = queries.actions(self.actors[r.RESIDENT], self.now, reporter=True)
        staff = [(role, s.action) for role in STAFF for s in queries.actions(self.actors[role], self.now)]
        self.offers = [*staff, *((r.RESIDENT, s.action) for s in own)]

    def teardown(self) -> None:
        """Nothing is left for the next walk."""
        if hasattr(self, "inside"):
            transaction.set_rollback(True)
            self.inside.__exit__(None, None, None)

    @rule(choice=st.integers(0, 40))
    def somebody_acts(self, choice: int) -> None:
        """Whoever is offered a button presses it: it works, and leaves one audit entry of its name."""
        who, action = self.offers[choice % len(self.offers)]
        audited, version = AuditEntry.objects.count(), self.now.version
        answer = self.press(who, action)
        if action == "allow_extension" and answer.status_code == 422:
            assert "上限" in answer.json()["error"]["message"]
            return
        assert answer.status_code == 200, (action, answer.content.decode())
        self.look()
        entries = list(AuditEntry.objects.order_by("pk").values_list("action", flat=True))[audited:]
        absorbed = ["cases.case.absorb"] if action == "merge" else []
        assert entries == [*absorbed, f"cases.case.{PAST[action]}"]
        assert self.now.version == version + 1

    @rule(choice=st.integers(0, 60), who=st.sampled_from((*STAFF, "outside")))
    def somebody_tries_in_vain(self, choice: int, who: str) -> None:
        """A button that is not offered is refused and changes nothing."""
        actions = list(dict.fromkeys(s.action for s in flow.STEPS if s.action not in flow.ELSEWHERE))
        action = actions[choice % len(actions)]
        if (who, action) in self.offers or action in ("append", "note"):
            return
        audited = AuditEntry.objects.count()
        answer = self.press(who, action)
        assert answer.status_code in (403, 404, 409, 422), (who, action, answer.content.decode())
        assert Case.objects.get(pk=self.case.pk).version == self.now.version
        assert AuditEntry.objects.count() == audited

    @rule()
    def days_pass(self) -> None:
        """The reporter has had their time to confirm, and what was waited for has come."""
        ago = timezone.now() - dt.timedelta(days=20)
        Case.objects.filter(pk=self.case.pk, handled_at__isnull=False).update(handled_at=ago)
        Case.objects.filter(pk=self.case.pk, state="suspended").update(suspended_until=timezone.now())
        services.resume_due()
        self.look()

    @invariant()
    def there_is_a_way_out(self) -> None:
        """Somebody is offered more than a note."""
        if hasattr(self, "case"):
            ways = {action for _, action in self.offers} - {"note", "append", "urge", "rate"}
            assert ways, f"nobody can act on {self.now.state}"

    @invariant()
    def the_reporter_reads_plain_words(self) -> None:
        """Neither the reporter's page nor the public progress shows an internal word or a name of staff."""
        if not hasattr(self, "case") or self.now.version == self.read:
            return
        self.read = self.now.version
        shown = [Browser().progress(self.now.number, self.now.code).json()]
        if self.case.reporter_user_id:
            shown.append(self.w.browser(r.RESIDENT).get(f"mine/{self.case.pk}").json())
        for seen in shown:
            assert "words" in seen, seen
            spoken = json.dumps([seen["words"], seen["timeline"]], ensure_ascii=False)
            for word in INTERNAL | {name for role, name in NAMES.items() if role != r.RESIDENT}:
                assert word not in spoken
            assert {"state", "state_title", "who", "actions", "party", "reporter"} & set(seen) == set()

    def press(self, who: str, action: str) -> Any:
        """The answer to that button, with a good body."""
        assist = CaseAssist.objects.filter(case=self.case, state=CaseAssist.State.ASKED).first()
        more = {
            "merge": {"into": self.other.number},
            "assist_off": {"assist_id": assist.pk if assist else 0},
            "suspend": {"until": (timezone.now() + dt.timedelta(days=2)).isoformat()},
            "assist": {"role": "grid" if self.now.assigned_role != "grid" else "worker"},
        }
        body = {"version": self.now.version, **BODIES[action], **more.get(action, {})}
        road = "mine" if who == r.RESIDENT else "cases"
        return self.w.browser(who).post(f"{road}/{self.case.pk}/{action.replace('_', '-')}", **body)


@pytest.mark.django_db
@pytest.mark.function("3.6")
@pytest.mark.function("3.7")
def test_walks_at_random(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LINLI_CASES_EXTENSION_SHARE", "60")
    Walk.w = world()
    for who in (*STAFF, r.RESIDENT, "outside"):
        Walk.w.browser(who)
    Walk.actors = {role: Walk.w.actor(role) for role in (*STAFF, r.RESIDENT)}
    run_state_machine_as_test(
        Walk,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=12,
            derandomize=EXAMPLES == 6,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
