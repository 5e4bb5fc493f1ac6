"""Audiences: who meets a rule is written down as rows, with a sign for each condition; doubts are settled by people."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Any

from django.db import connection, transaction
from django.db.models import Count, Q, QuerySet, Value
from django.utils import timezone

from linli.kernel import audit
from linli.kernel.access import Actor
from linli.kernel.errors import Conflict, DomainError, NotFound
from linli.kernel.live import touch
from linli.kernel.models import Area
from linli.sections.outreach.models import Audience, AudienceMember, RuleVersion
from linli.sections.outreach.queries.audiences import audience as found_audience
from linli.sections.registry.queries import eligible

MANAGE = "outreach.audience.manage"
MOST_PICKED = 5000
COLUMNS = ("audience_id", "person_id", "verdict", "truths")
Verdict = AudienceMember.Verdict


@transaction.atomic
def freeze(
    *, actor: Actor, area: Area, rule: dict[str, Any] | None = None, rule_version: RuleVersion | None = None,
    as_of: dt.date | None = None, title: str = "", previous: Audience | None = None,
) -> Audience:  # fmt: skip
    """Writes down who of the area meets a rule, or a version of one, on a day (today).

    Whoever might meet it goes to the list to check. Raises NotFound for an area of others, DomainError for a bad rule.
    """
    actor.require(MANAGE, area)
    tree = eligible.checked_rule(rule_version.tree if rule_version else rule)
    made = write_down(
        area=area, tree=tree, day=as_of or timezone.localdate(), version=rule_version, title=title,
        previous=previous, user_id=actor.user_id,
    )  # fmt: skip
    _noted(actor, "frozen", made, certain=made.certain, to_check=made.to_check, as_of=made.as_of.isoformat())
    return made


def write_down(
    *, area: Area, tree: dict[str, Any], day: dt.date, version: RuleVersion | None = None, title: str = "",
    previous: Audience | None = None, user_id: int | None = None,
) -> Audience:  # fmt: skip
    """The rows of an audience with their counts. The caller has checked, and says so in the audit."""
    made = Audience.objects.create(
        area=area, title=(title.strip() or eligible.sentence(tree))[:80], way=Audience.Way.RULE, tree=tree, as_of=day,
        rule_version=version, previous=previous, created_by_id=user_id,
    )  # fmt: skip
    people = eligible.people_within(area)
    insert_members(made, eligible.eligible(people, tree, day))
    counted = made.members.aggregate(
        certain=Count("pk", filter=Q(verdict=Verdict.IN)), to_check=Count("pk", filter=Q(verdict=Verdict.CHECK))
    )  # fmt: skip
    made.certain, made.to_check = counted["certain"], counted["to_check"]
    made.left_out = eligible.meant_people(people, tree).count() - made.certain - made.to_check
    made.save(update_fields=["certain", "to_check", "left_out"])
    return made


def insert_members(audience: Audience, rows: QuerySet[Any]) -> None:
    """The rows (with `verdict` and `truths`) as members, by one INSERT … SELECT; nothing travels to Python."""
    wanted = rows.annotate(audience_key=Value(audience.pk)).values_list(
        "audience_key", "pk", "verdict", "truths"
    )
    sql, params = wanted.query.sql_with_params()
    quote = connection.ops.quote_name
    into = f"{quote(AudienceMember._meta.db_table)} ({', '.join(map(quote, COLUMNS))})"
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {into} {sql}", params)  # noqa: S608 - the query's own text


@transaction.atomic
def pick(*, actor: Actor, area: Area, person_ids: Collection[int], title: str = "") -> Audience:
    """A list by hand. Raises DomainError when there is nobody, too many, or somebody outside the area."""
    actor.require(MANAGE, area)
    wanted = set(person_ids)
    if not 0 < len(wanted) <= MOST_PICKED:
        raise DomainError("请选择人员。", fields={"person_ids": f"请选择 1 到 {MOST_PICKED} 人"})
    inside = eligible.people_within(area).filter(pk__in=wanted, status__in=eligible.REGISTERED)
    keys = sorted(inside.values_list("pk", flat=True))
    if len(keys) != len(wanted):
        raise DomainError(
            "有人不在这个区域，或已经迁出。", fields={"person_ids": f"有 {len(wanted) - len(keys)} 人不能选"}
        )
    made = write_picked(area=area, keys=keys, title=title, user_id=actor.user_id)
    _noted(actor, "picked", made, certain=len(keys))
    return made


def write_picked(
    *, area: Area, keys: Collection[int], title: str = "", user_id: int | None = None
) -> Audience:
    """The rows of a list by hand. The caller has checked, and says so in the audit."""
    made = Audience.objects.create(
        area=area, title=title.strip()[:80] or f"手工选择 {len(keys)} 人", way=Audience.Way.HAND,
        as_of=timezone.localdate(), certain=len(keys), created_by_id=user_id,
    )  # fmt: skip
    AudienceMember.objects.bulk_create(
        (AudienceMember(audience=made, person_id=key, verdict=Verdict.IN) for key in keys), batch_size=1000
    )
    return made


@transaction.atomic
def settle(*, actor: Actor, audience_id: int, person_id: int, verdict: str, reason: str) -> AudienceMember:
    """Somebody looked it up: the person is in, or out, for this reason; how many stays as frozen.

    Raises NotFound; DomainError without a reason; Conflict when it is so already.
    """
    made = found_audience(actor, audience_id, MANAGE)
    row = AudienceMember.objects.select_for_update().filter(audience=made, person_id=person_id).first()
    if row is None:
        raise NotFound
    if verdict not in (Verdict.IN, Verdict.OUT):
        raise DomainError("请选择符合或移出。", fields={"verdict": "请选择符合或移出"})
    if not reason.strip():
        raise DomainError("请写明理由。", fields={"reason": "例如：已电话核实出生日期"})
    if row.verdict == verdict:
        raise Conflict(f"此人已经是“{row.get_verdict_display()}”。")
    row.verdict, row.reason, row.decided_by = verdict, reason.strip()[:200], actor.name[:60]
    row.save(update_fields=["verdict", "reason", "decided_by"])
    _noted(actor, "settled", made, person_id=person_id, verdict=verdict)
    return row


@transaction.atomic
def run_again(*, actor: Actor, audience_id: int, as_of: dt.date | None = None) -> Audience:
    """The same rule on another day (today), as a new audience that can be compared with this one."""
    old = found_audience(actor, audience_id, MANAGE)
    if old.tree is None:
        raise DomainError("手工选择的名单不能重新圈选。")
    made = write_down(
        area=old.area, tree=old.tree, day=as_of or timezone.localdate(), version=old.rule_version, title=old.title,
        previous=old, user_id=actor.user_id,
    )  # fmt: skip
    _noted(actor, "frozen", made, certain=made.certain, to_check=made.to_check, as_of=made.as_of.isoformat())
    return made


@transaction.atomic
def follow_merge(*, kept: int, gone: int) -> None:
    """Two records became one: lists that had either have the kept one, once."""
    twice = AudienceMember.objects.filter(person=kept).values("audience")
    AudienceMember.objects.filter(person=gone, audience__in=twice).delete()
    AudienceMember.objects.filter(person=gone).update(person=kept)


@transaction.atomic
def note_export(*, actor: Actor, audience: Audience, verdict: str) -> None:
    """Writes down that a list of people was exported."""
    audit.record(actor, "outreach.audience.exported", target=audience, detail={"verdict": verdict})


def _noted(actor: Actor, what: str, made: Audience, **detail: Any) -> None:
    audit.record(actor, f"outreach.audience.{what}", target=made, area=made.area, detail=detail)
    touch("outreach", made.area_id)
