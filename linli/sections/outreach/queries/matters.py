"""Matters with their progress, their people, who is not yet done, and what concerns the person who asks."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Count, Min, Q, QuerySet
from django.utils import timezone

from linli.kernel.access import Actor, around, visible
from linli.kernel.errors import NotFound
from linli.kernel.manifest import Todo
from linli.kernel.privacy import mask_phone
from linli.sections.outreach.models import Matter, MatterPerson
from linli.sections.outreach.queries.eligibility import findings
from linli.sections.registry.queries import eligible

READ, HANDLE, OWN = "outreach.matter.read", "outreach.matter.handle", "outreach.matter.own"
State = MatterPerson.State
OPEN = (State.CHECK, State.WAITING, State.TOLD, State.AGREED, State.HANDLED)
"""Neither done nor ended: somebody has to do something."""
ORDER = (*OPEN, State.DONE, State.REFUSED, State.MOVED, State.DIED, State.DROPPED)
SHOWN = tuple(state for state in ORDER if state not in (State.CHECK, State.DROPPED))
"""What a resident sees: not what is still being looked up, not what does not concern them."""
OWN_WORDS: dict[str, str] = {State.WAITING: "可以办理", State.TOLD: "可以办理"}
"""What staff call “to be told” is to the person who reads it something to do."""


def visible_rows(actor: Actor, permission: str = READ) -> QuerySet[MatterPerson]:
    """The people of matters in the actor's areas: where the person lives counts."""
    actor.require(permission)
    rows = MatterPerson.objects.select_related("matter__area", "person__area")
    return visible(rows, actor, permission, "person__area")


def matters(actor: Actor) -> QuerySet[Matter]:
    """The matters that reach into the actor's areas, with counts of their people there by state."""
    rows = Matter.objects.select_related("area", "rule", "audience")
    return around(rows, actor, READ).order_by("deadline", "pk")


def matter(actor: Actor, matter_id: int, permission: str = "") -> Matter:
    """One of them; with a permission only of the areas where it is held. Raises NotFound."""
    rows = matters(actor)
    found = (visible(rows, actor, permission) if permission else rows).filter(pk=matter_id).first()
    if found is None:
        raise NotFound
    return found


def progress(actor: Actor, matter_ids: list[int]) -> dict[int, dict[str, int]]:
    """How many people of the actor's areas are in which state, by matter. One query."""
    found: dict[int, dict[str, int]] = {key: {} for key in matter_ids}
    rows = visible_rows(actor).filter(matter__in=matter_ids).order_by()
    grouped = rows.values("matter", "state").annotate(n=Count("pk"))
    for key, state, number in grouped.values_list("matter", "state", "n"):
        found[key][state] = number
    return found


def matter_row(row: Matter, counts: dict[str, int], today: dt.date) -> dict[str, Any]:
    """A matter for the list and its page."""
    left = sum(counts.get(state, 0) for state in OPEN)
    return {
        "id": row.pk,
        "title": row.title,
        "summary": row.summary,
        "area_id": row.area_id,
        "area": row.area.name,
        "rule_id": row.rule_id,
        "rule": row.rule.name,
        "rule_text": eligible.sentence(row.audience.tree) if row.audience and row.audience.tree else "",
        "audience_id": row.audience_id,
        "as_of": row.audience.as_of if row.audience else None,
        "materials": row.materials,
        "steps": row.steps,
        "place": row.place,
        "phone": row.phone,
        "starts_on": row.starts_on,
        "deadline": row.deadline,
        "days_left": (row.deadline - today).days if row.deadline else None,
        "state": row.state,
        "state_text": row.get_state_display(),
        "counts": [{"state": str(s), "title": str(s.label), "count": counts.get(s, 0)} for s in ORDER],
        "people": sum(counts.values()),
        "done": counts.get(State.DONE, 0),
        "left": left,
    }


def people(actor: Actor, matter_id: int, filters: Any = None) -> QuerySet[MatterPerson]:
    """The people of a matter by state and text. Raises NotFound."""
    rows = visible_rows(actor).filter(matter=matter(actor, matter_id)).order_by("pk")
    return _filtered(rows, filters) if filters else rows


def not_done(actor: Actor, filters: Any) -> QuerySet[MatterPerson]:
    """The daily list: everybody in an open matter who is not done yet, the next deadline first."""
    rows = visible_rows(actor).filter(matter__state=Matter.State.OPEN, state__in=OPEN)
    return _filtered(rows, filters).order_by(
        "matter__deadline", "matter", "person__building", "person__home", "pk"
    )


def _filtered(rows: QuerySet[MatterPerson], filters: Any) -> QuerySet[MatterPerson]:
    if filters.state:
        rows = rows.filter(state__in=filters.state)
    if text := filters.q.strip():
        rows = rows.filter(Q(person__name__contains=text) | Q(person__address__contains=text))
    return rows


def person_line(row: MatterPerson) -> dict[str, Any]:
    """A person of a matter for lists; phones masked."""
    person = row.person
    return {
        "id": row.pk,
        "matter_id": row.matter_id,
        "matter": row.matter.title,
        "deadline": row.matter.deadline,
        "person_id": person.pk,
        "name": person.name,
        "sex": person.sex,
        "born_on": person.born_on,
        "address": person.address,
        "phone_masked": " ".join(mask_phone(number) for number in person.phones.split(",") if number),
        "state": row.state,
        "state_text": row.get_state_display(),
        "told_way": row.told_way,
        "reason": row.reason,
        "proxy": f"{row.proxy_name}（{row.proxy_relation}）" if row.proxy_name else "",
        "moved_at": row.moved_at,
        "done_at": row.done_at,
    }


def person_page(actor: Actor, row_id: int) -> dict[str, Any]:
    """One person of a matter: the story so far, and every condition with what is registered now. Raises NotFound."""
    row = visible_rows(actor).select_related("matter__audience").filter(pk=row_id).first()
    if row is None:
        raise NotFound
    audience = row.matter.audience
    today = timezone.localdate()
    said = eligible.judgements(audience.tree, [row.person_id], today) if audience else {}
    judged = said.get(row.person_id)
    return {
        **person_line(row),
        "proxy_name": row.proxy_name,
        "proxy_relation": row.proxy_relation,
        "proxy_phone_masked": mask_phone(row.proxy_phone) if row.proxy_phone else "",
        "verdict": judged.verdict if judged else None,
        "findings": findings(judged) if judged else [],
        "entries": [
            {"at": e.at, "by": e.actor_name, "state_text": e.get_state_display(), "text": e.text}
            for e in row.entries.all()
        ],
    }


def own_rows(actor: Actor) -> QuerySet[MatterPerson]:
    """What is meant for the person who asks, and for those whose proxy they are."""
    actor.require(OWN)
    mine = Q(person=actor.person_id) if actor.person_id else Q(pk__in=[])
    if actor.user_id:
        mine |= Q(proxy_user=actor.user_id)
    rows = MatterPerson.objects.select_related("matter__area", "person__area").filter(mine, state__in=SHOWN)
    return rows.filter(matter__state=Matter.State.OPEN).order_by("matter__deadline", "pk")


def own_row(row: MatterPerson, actor: Actor) -> dict[str, Any]:
    """A matter as the person it is for sees it."""
    matter = row.matter
    mine = row.person_id == actor.person_id
    return {
        "id": row.pk,
        "title": matter.title,
        "summary": matter.summary,
        "materials": matter.materials,
        "steps": matter.steps,
        "place": matter.place,
        "phone": matter.phone,
        "deadline": matter.deadline,
        "days_left": (matter.deadline - timezone.localdate()).days if matter.deadline else None,
        "state": row.state,
        "state_text": OWN_WORDS.get(row.state, row.get_state_display()),
        "for_name": "" if mine else row.person.name,
        "mine": mine,
        "proxy": f"{row.proxy_name}（{row.proxy_relation}）" if row.proxy_name and mine else "",
        "can_answer": row.state in (State.WAITING, State.TOLD, State.AGREED, State.REFUSED),
    }


def todos(actor: Actor) -> list[Todo]:
    """How many people in open matters are not done yet, in the actor's areas."""
    if not actor.can(HANDLE):
        return []
    rows = visible_rows(actor, HANDLE).filter(matter__state=Matter.State.OPEN, state__in=OPEN).order_by()
    found = rows.aggregate(
        people=Count("pk"), matters=Count("matter", distinct=True), deadline=Min("matter__deadline"),
        to_check=Count("pk", filter=Q(state=State.CHECK)),
    )  # fmt: skip
    if not found["people"]:
        return []
    until = f"最近截止 {found['deadline']}" if found["deadline"] else "没有截止日期"
    doubt = f"，其中 {found['to_check']} 人待核实" if found["to_check"] else ""
    title = f"惠民事项还有 {found['people']} 人没有办结{doubt}"
    return [Todo("outreach", title, f"{found['matters']} 个事项，{until}", "/outreach/matters/left")]
