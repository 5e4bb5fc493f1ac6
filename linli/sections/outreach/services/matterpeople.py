"""How far a matter is with each person: told, agreed, handled, done, or ended with a reason; by whom on whose behalf."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from django.db import transaction
from django.utils import timezone

from linli.kernel import audit
from linli.kernel.access import SYSTEM, Actor
from linli.kernel.errors import Conflict, DomainError, NotFound
from linli.kernel.live import touch
from linli.kernel.models import Area
from linli.sections.administration.services import relatives as accounts
from linli.sections.outreach.models import Matter, MatterEntry, MatterPerson
from linli.sections.outreach.models.campaign import Channel
from linli.sections.outreach.queries.matters import own_rows, visible_rows
from linli.sections.outreach.services.reaching import mark_reached
from linli.sections.registry.queries.reach import MOBILE

HANDLE, OWN = "outreach.matter.handle", "outreach.matter.own"
State = MatterPerson.State
ENDS = (State.REFUSED, State.MOVED, State.DIED, State.DROPPED)
FORWARD = (State.WAITING, State.TOLD, State.AGREED, State.HANDLED, State.DONE)
WAYS = {str(c.value): str(c.label) for c in Channel} | {"talk": "当面", "page": "手机页面"}
MOST = 500
LEFT = {
    "moved": (State.MOVED, "人口登记为已迁出"),
    "dead": (State.DIED, "人口登记为已故"),
    "erased": (State.DROPPED, "本人要求删除个人信息"),
}


def may_become(before: str, after: str) -> bool:
    """Forward by any number of steps; back, or back in, one step that needs a reason; out at any time but after the end."""
    if before == State.CHECK:
        return after == State.WAITING or after in ENDS
    if before in ENDS:
        return after == State.WAITING or (before == State.REFUSED and after in (State.AGREED, State.HANDLED))
    if after in ENDS:
        return before != State.DONE
    if after not in FORWARD:
        return False
    return FORWARD.index(after) >= FORWARD.index(before) - 1 and after != before


def needs_reason(before: str, after: str) -> bool:
    """Whoever ends it, takes it back or settles a doubt says why."""
    if after in ENDS or before in (State.CHECK, *ENDS):
        return True
    return FORWARD.index(after) < FORWARD.index(before)


@transaction.atomic
def move_people(
    *, actor: Actor, matter_id: int, row_ids: Collection[int], state: str, reason: str = "", way: str = "",
    key: str = "",
) -> int:  # fmt: skip
    """Notes the next step for people of one matter, all or none. Returns how many.

    Raises NotFound when one lies outside the actor's areas, DomainError without a reason where one is due, Conflict for
    a step that does not follow.
    """
    wanted = set(row_ids)
    if not 0 < len(wanted) <= MOST:
        raise DomainError("请选择人员。", fields={"row_ids": f"请选择 1 到 {MOST} 人"})
    rows = list(
        visible_rows(actor, HANDLE).filter(matter=matter_id, pk__in=wanted).select_for_update(of=("self",))
    )
    if len(rows) != len(wanted):
        raise NotFound
    if rows[0].matter.state != Matter.State.OPEN:
        raise Conflict("这个事项没有在办理。")
    if way and way not in WAYS:
        raise DomainError("请选择告知方式。", fields={"way": "请选择"})
    moved = [_step(actor, row, state, reason.strip(), way) for row in rows]
    _tell(actor, moved[0].matter, f"moved_{state}", len(moved), [row.pk for row in moved[:20]])
    return len(moved)


def _step(
    actor: Actor, row: MatterPerson, state: str, reason: str, way: str = "", by_rule: bool = False
) -> MatterPerson:
    """One person on. Raises Conflict, DomainError."""
    if state not in State.values or not may_become(row.state, state):
        raise Conflict(f"{row.person.name}现在是“{row.get_state_display()}”，不能这样登记。")
    if needs_reason(row.state, state) and not reason:
        raise DomainError("请写明理由。", fields={"reason": "例如：本人说已在外地参保"})
    before, now = row.state, timezone.now()
    row.state, row.moved_at, row.by_rule = state, now, by_rule
    row.reason = reason[:200] if state in ENDS else ""
    row.told_way = WAYS[way] if state == State.TOLD and way else row.told_way
    row.done_at = now if state == State.DONE else None
    row.save(update_fields=["state", "moved_at", "by_rule", "reason", "told_way", "done_at"])
    told = "，".join(part for part in (WAYS.get(way, ""), reason) if part)
    MatterEntry.objects.create(row=row, actor_name=actor.name[:60], state=state, text=told[:300])
    if before in (State.CHECK, State.WAITING) and state in FORWARD[1:]:
        channel = way if way in Channel.values else Channel.VISIT if way == "talk" else Channel.APP
        mark_reached(person_id=row.person_id, ref=f"matter:{row.matter_id}", channel=channel)
    return row


@transaction.atomic
def set_proxy(*, actor: Actor, row_id: int, name: str, relation: str, phone: str) -> MatterPerson:
    """代办人: a relative who sees the matter on their own phone and may answer. An empty name ends it. Raises NotFound."""
    row = visible_rows(actor, HANDLE).filter(pk=row_id).select_for_update(of=("self",)).first()
    if row is None:
        raise NotFound
    return _proxy(actor, row, name, relation, phone)


@transaction.atomic
def set_own_proxy(*, actor: Actor, row_id: int, name: str, relation: str, phone: str) -> MatterPerson:
    """The person names (or ends) the proxy. Raises NotFound: a proxy names nobody else."""
    row = own_rows(actor).filter(pk=row_id, person_id=actor.person_id or 0).first()
    if row is None:
        raise NotFound
    return _proxy(actor, row, name, relation, phone)


def _proxy(actor: Actor, row: MatterPerson, name: str, relation: str, phone: str) -> MatterPerson:
    old, area = row.proxy_user_id, row.person.area
    if not (name + relation + phone).strip():
        row.proxy_name = row.proxy_relation = row.proxy_phone = ""
        row.proxy_user = None
    else:
        number = _mobile(phone)
        wrong = {
            "name": "" if name.strip() else "请填写姓名",
            "relation": "" if relation.strip() else "请填写关系",
            "phone": "" if number else "请填写 11 位手机号",
        }
        if wrong := {field: text for field, text in wrong.items() if text}:
            raise DomainError("请检查标出的内容。", fields=wrong)
        row.proxy_user = accounts.account_for(
            actor=actor, phone=number, name=name.strip()[:60], area=area, not_person=row.person_id
        )
        row.proxy_name, row.proxy_relation, row.proxy_phone = name.strip()[:60], relation.strip()[:20], number
    row.save(update_fields=["proxy_name", "proxy_relation", "proxy_phone", "proxy_user"])
    if old and old != row.proxy_user_id:
        _release(actor, old, area)
    said = f"代办人：{row.proxy_name}（{row.proxy_relation}）" if row.proxy_name else "取消代办人"
    MatterEntry.objects.create(row=row, actor_name=actor.name[:60], state=row.state, text=said)
    _tell(actor, row.matter, "proxy_set" if row.proxy_name else "proxy_ended", 1, [row.pk])
    return row


def _mobile(text: str) -> str:
    """A mobile number in plain form; "" when it is none."""
    number = re.sub(r"[\s-]", "", text).removeprefix("+86")
    return number if MOBILE.fullmatch(number) else ""


def _release(actor: Actor, user_id: int, area: Area) -> None:
    """The account keeps its role only while it stands for somebody here."""
    if not MatterPerson.objects.filter(proxy_user=user_id, person__area=area).exists():
        accounts.release(actor=actor, user_id=user_id, area=area)


@transaction.atomic
def answer_own(*, actor: Actor, row_id: int, agree: bool, reason: str = "") -> MatterPerson:
    """The person, or the proxy, agrees (同意办理) or gives it up (放弃) with a reason. Raises NotFound, Conflict."""
    actor.require(OWN)
    row = own_rows(actor).filter(pk=row_id).select_for_update(of=("self",)).first()
    if row is None:
        raise NotFound
    if row.matter.state != Matter.State.OPEN:
        raise Conflict("这个事项已经结束。")
    said = reason.strip() or ("本人同意" if agree else "本人放弃")
    if row.state == State.HANDLED and agree:
        raise Conflict("社区已经受理，不用再点。")
    return _step(actor, row, State.AGREED if agree else State.REFUSED, said, "page")


@transaction.atomic
def person_left(*, person_id: int, status: str) -> None:
    """Moved away or died: whatever is open ends with that."""
    state, reason = LEFT[status]
    rows = MatterPerson.objects.select_related("matter", "person").filter(
        person=person_id, matter__state=Matter.State.OPEN
    )
    for row in rows.exclude(state__in=(*ENDS, State.DONE)):
        _step(SYSTEM, row, state, reason, by_rule=True)


@transaction.atomic
def person_reached(*, person_id: int, ref: str, channel: str) -> None:
    """A campaign has told the person of a matter."""
    kind, _, number = ref.partition(":")
    if kind != "matter" or not number.isdigit():
        return
    rows = MatterPerson.objects.select_related("matter", "person")
    for row in rows.filter(matter=int(number), person=person_id, state=State.WAITING):
        _step(SYSTEM, row, State.TOLD, "", channel if channel in WAYS else "")


@transaction.atomic
def follow_merge(*, kept: int, gone: int) -> None:
    """Two records became one: of two rows in a matter the one that is further stays."""
    for row in MatterPerson.objects.filter(person=gone):
        other = MatterPerson.objects.filter(matter=row.matter_id, person=kept).first()
        if other is not None and _rank(other.state) >= _rank(row.state):
            row.delete()
            continue
        if other is not None:
            other.delete()
        MatterPerson.objects.filter(pk=row.pk).update(person=kept)


@transaction.atomic
def forget(*, person_id: int) -> None:
    """The right to erasure: reasons, stories and proxies go; that somebody was there stays."""
    rows = MatterPerson.objects.filter(person=person_id)
    MatterEntry.objects.filter(row__in=rows.values("pk")).update(text="")
    for row in rows:
        row.reason = row.proxy_name = row.proxy_relation = row.proxy_phone = ""
        row.proxy_user = None
        row.save(update_fields=["reason", "proxy_name", "proxy_relation", "proxy_phone", "proxy_user"])


def _rank(state: str) -> int:
    order: Iterable[str] = (State.DROPPED, State.MOVED, State.DIED, State.CHECK, *FORWARD, State.REFUSED)
    return list(order).index(state)


def _tell(actor: Actor, matter: Matter, what: str, people: int, rows: list[int]) -> None:
    detail = {"people": people, "rows": rows}
    audit.record(actor, f"outreach.matter.{what}", target=matter, area=matter.area, detail=detail)
    touch("outreach", matter.area_id)
