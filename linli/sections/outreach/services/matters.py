"""Matters (惠民事项): written, opened, run by their rule every night, and closed."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from linli.kernel import audit
from linli.kernel.access import SYSTEM, Actor, visible
from linli.kernel.errors import Conflict, DomainError
from linli.kernel.live import touch
from linli.kernel.models import Area
from linli.sections.outreach.models import (
    Audience,
    AudienceMember,
    Campaign,
    Kind,
    Matter,
    MatterEntry,
    MatterPerson,
)
from linli.sections.outreach.queries.eligibility import in_force
from linli.sections.outreach.queries.eligibility import rule as found_rule
from linli.sections.outreach.queries.matters import matter as found_matter
from linli.sections.outreach.services import campaigns
from linli.sections.outreach.services.audiences import write_down, write_picked
from linli.sections.registry.queries import eligible

MANAGE = "outreach.matter.manage"
MOST_LINES, LONGEST = 20, 120
State = MatterPerson.State
EARLY = (State.CHECK, State.WAITING, State.TOLD)
"""Who is that far only leaves again when the rule says no; what people have begun is theirs to end."""
CHUNK = 1000


@transaction.atomic
def create_matter(*, actor: Actor, area: Area, rule_id: int, **values: Any) -> Matter:
    """A matter as a draft. Raises NotFound for a rule of others, DomainError beside the wrong field."""
    actor.require(MANAGE, area)
    rule = found_rule(actor, rule_id)
    made = Matter(area=area, rule=rule, created_by_id=actor.user_id)
    _write(made, values)
    made.save()
    _noted(actor, "created", made)
    return made


@transaction.atomic
def change_matter(*, actor: Actor, matter_id: int, **values: Any) -> Matter:
    """Changes what people are told; the rule only of a draft. Raises NotFound, Conflict, DomainError."""
    matter = _locked(actor, matter_id)
    if matter.state == Matter.State.CLOSED:
        raise Conflict("这个事项已经结束，不能再改。")
    if rule_id := values.pop("rule_id", None):
        if matter.state != Matter.State.DRAFT and rule_id != matter.rule_id:
            raise DomainError("办理中的事项不能换规则。", fields={"rule_id": "请另建一个事项"})
        matter.rule = found_rule(actor, rule_id)
    _write(matter, values)
    matter.save()
    _noted(actor, "changed", matter)
    return matter


def _write(matter: Matter, values: dict[str, Any]) -> None:
    for name in ("title", "summary", "place", "phone"):
        if name in values:
            setattr(matter, name, str(values[name]).strip())
    for name in ("materials", "steps"):
        if name in values:
            setattr(
                matter, name, [line.strip()[:LONGEST] for line in values[name] if line.strip()][:MOST_LINES]
            )
    for name in ("starts_on", "deadline"):
        if name in values:
            setattr(matter, name, values[name])
    if not matter.title:
        raise DomainError("请填写事项名称。", fields={"title": "不能为空"})
    if matter.deadline and matter.deadline < matter.starts_on:
        raise DomainError("截止日期不对。", fields={"deadline": "应在开始日期之后"})


@transaction.atomic
def open_matter(*, actor: Actor, matter_id: int) -> Matter:
    """开始办理: whoever meets the rule today is on the list. Raises DomainError when no version is in force."""
    matter = _locked(actor, matter_id)
    if matter.state == Matter.State.OPEN:
        raise Conflict("这个事项已经在办理。")
    if in_force(matter.rule, timezone.localdate()) is None:
        raise DomainError("规则还没有发布，或还没有到施行日期。", fields={"rule_id": "请先发布规则"})
    matter.state = Matter.State.OPEN
    matter.save(update_fields=["state"])
    _noted(actor, "opened", matter)
    run_matter(actor=actor, matter=matter)
    return matter


@transaction.atomic
def close_matter(*, actor: Actor, matter_id: int) -> Matter:
    """结束: nobody is taken in any more. The list stays as it is. Raises Conflict."""
    matter = _locked(actor, matter_id)
    if matter.state != Matter.State.OPEN:
        raise Conflict("这个事项没有在办理。")
    matter.state = Matter.State.CLOSED
    matter.save(update_fields=["state"])
    left = matter.people.filter(state__in=(*EARLY, State.AGREED, State.HANDLED)).count()
    _noted(actor, "closed", matter, left=left)
    return matter


def run_open_matters() -> None:
    """Every night: ages, moves and corrections of the day before count, each matter in a transaction of its own."""
    for matter in Matter.objects.filter(state=Matter.State.OPEN).select_related("area", "rule"):
        with transaction.atomic():
            run_matter(actor=SYSTEM, matter=matter)


@transaction.atomic
def run_matter(*, actor: Actor, matter: Matter, day: dt.date | None = None) -> Audience | None:
    """Freezes who meets the rule today and brings the list up to it; None when no version is in force.

    When nobody came or went, the run before is kept instead of a copy of it.
    """
    today = day or timezone.localdate()
    version = in_force(matter.rule, today)
    if version is None:
        return None
    before = matter.audience
    made = write_down(
        area=matter.area, tree=version.tree, day=today, version=version, title=matter.title, previous=before
    )
    if before and before.rule_version_id == version.pk and _same(before, made):
        made.members.all().delete()
        made.delete()
        return before
    matter.audience = made
    matter.save(update_fields=["audience"])
    _take_in(matter, made)
    _settle_checked(matter, made)
    _let_go(matter, made, today)
    audit.record(actor, "outreach.matter.run", target=matter, detail={"audience_id": made.pk})
    touch("outreach", matter.area_id)
    return made


def _same(one: Audience, other: Audience) -> bool:
    """Whether two runs hold the same people with the same truths."""
    if (one.certain, one.to_check) != (other.certain, other.to_check):
        return False
    twin = AudienceMember.objects.filter(audience=one, person=OuterRef("person"), truths=OuterRef("truths"))
    return not other.members.filter(~Exists(twin)).exists()


@transaction.atomic
def tell(*, actor: Actor, matter_id: int, title: str, text: str, brief: str = "") -> Campaign:
    """A campaign for everybody who waits to be told, started at once; who is reached counts as told.

    Raises Conflict when nobody waits, or while an earlier one still runs.
    """
    matter = _locked(actor, matter_id)
    ref = f"matter:{matter.pk}"
    if Campaign.objects.filter(ref=ref, state__in=(Campaign.State.DRAFT, Campaign.State.RUNNING)).exists():
        raise Conflict("上一次通知还在进行，可以在触达任务里查看。")
    rows = visible(matter.people.filter(state=State.WAITING), actor, MANAGE, "person__area")
    keys = list(rows.values_list("person_id", flat=True))
    if not keys:
        raise Conflict("没有待告知的人。")
    audience = write_picked(
        area=matter.area, keys=keys, title=f"{matter.title}：待告知", user_id=actor.user_id
    )
    made = campaigns.plan(
        actor=actor, title=title, text=text, brief=brief, audience_id=audience.pk, kind=Kind.MATTER, ref=ref
    )
    campaigns.start(actor=actor, campaign_id=made.pk)
    _noted(actor, "told", matter, campaign_id=made.pk, people=made.people)
    return made


def _take_in(matter: Matter, made: Audience) -> None:
    """Whoever is new on the list."""
    known = MatterPerson.objects.filter(matter=matter, person=OuterRef("person"))
    new = made.members.filter(~Exists(known)).order_by("pk").values_list("person_id", "verdict")
    states = {"in": State.WAITING, "check": State.CHECK}
    MatterPerson.objects.bulk_create(
        (MatterPerson(matter=matter, person_id=key, state=states[verdict]) for key, verdict in list(new)),
        batch_size=CHUNK,
    )


def _settle_checked(matter: Matter, made: Audience) -> None:
    """Whose data has been completed, and whom a run had dropped before and who meets the rule again."""
    certain = made.members.filter(person=OuterRef("person"), verdict="in")
    unsure = made.members.filter(person=OuterRef("person"), verdict="check")
    back = (State.DROPPED, State.MOVED)
    rows = matter.people.filter(by_rule=True)
    _move(
        rows.filter(Exists(certain), state__in=(State.CHECK, *back)),
        State.WAITING,
        "信息已补全或已变更，符合条件",
    )
    _move(rows.filter(Exists(unsure), state__in=back), State.CHECK, "信息有变，需要核实")


def _let_go(matter: Matter, made: Audience, today: dt.date) -> None:
    """Whoever is early on the list and meets the rule no more leaves it, each with the reason."""
    held = made.members.filter(person=OuterRef("person"))
    gone = list(matter.people.filter(~Exists(held), state__in=EARLY))
    for start in range(0, len(gone), CHUNK):
        rows = gone[start : start + CHUNK]
        why = eligible.judgements(made.tree, [row.person_id for row in rows], today)
        for row in rows:
            said = why.get(row.person_id)
            row.reason = (said.why if said else "档案已不在")[:200] or "不在本辖区"
        _write_moves(rows, State.DROPPED)


def _move(rows: QuerySet[MatterPerson], state: str, reason: str) -> None:
    found = list(rows)
    for row in found:
        row.reason = reason
    _write_moves(found, state)


def _write_moves(rows: list[MatterPerson], state: str) -> None:
    now = timezone.now()
    for row in rows:
        row.state, row.moved_at, row.by_rule = state, now, True
    MatterPerson.objects.bulk_update(rows, ["state", "reason", "moved_at", "by_rule"], batch_size=CHUNK)
    MatterEntry.objects.bulk_create(
        (MatterEntry(row=row, actor_name=SYSTEM.name, state=state, text=row.reason) for row in rows),
        batch_size=CHUNK,
    )


def _locked(actor: Actor, matter_id: int) -> Matter:
    matter = found_matter(actor, matter_id, MANAGE)
    return Matter.objects.select_for_update(of=("self",)).select_related("area", "rule").get(pk=matter.pk)


def _noted(actor: Actor, what: str, matter: Matter, **detail: Any) -> None:
    audit.record(
        actor,
        f"outreach.matter.{what}",
        target=matter,
        area=matter.area,
        detail={"title": matter.title, **detail},
    )
    touch("outreach", matter.area_id)
