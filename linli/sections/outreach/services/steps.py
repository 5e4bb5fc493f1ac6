"""The steps of the ladder: whoever is due goes on to the next way that fits; why a way does not fit is kept."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from linli.kernel import jobs, live
from linli.kernel.models import User
from linli.sections.outreach.ladder import Step
from linli.sections.outreach.models import Campaign, Channel, HouseholdSms, Message, OptOut, Target
from linli.sections.outreach.models.message import State
from linli.sections.outreach.reach import CHUNK
from linli.sections.outreach.services.sending import send_planned
from linli.sections.outreach.texts import household_names, sms_parts
from linli.sections.registry import queries as registry

NO_ACCOUNT, NO_MOBILE, NO_PHONE, OPTED_OUT = "没有登录过手机页面", "没有手机号", "没有登记电话", "本人已退订"


@dataclass
class Facts:
    """What decides which ways fit: numbers, accounts, who opted out."""

    lines: dict[int, registry.ReachLine]
    accounts: set[int]
    opted_out: set[int]


@dataclass
class Written:
    """What one round of steps writes."""

    messages: list[Message] = field(default_factory=list)
    texted: dict[str, list[Message]] = field(default_factory=lambda: defaultdict(list))
    """Messages by mobile number."""


@jobs.job(atomic=False)
def advance(campaign_id: int) -> int:
    """The job: takes everybody who is due to the next step, some thousands at a time. Returns how many."""
    done = 0
    while moved := advance_some(campaign_id):
        done += moved
    if done:
        jobs.enqueue(send_planned, key="outreach-send")
    return done


@transaction.atomic
def advance_some(campaign_id: int, now: dt.datetime | None = None) -> int:
    """One piece of it, in one transaction. Returns how many moved."""
    now = now or timezone.now()
    campaign = Campaign.objects.filter(pk=campaign_id, state=Campaign.State.RUNNING).first()
    if campaign is None:
        return 0
    due = Target.objects.select_for_update().filter(
        campaign=campaign, state=Target.State.WAITING, due_at__lte=now
    )
    targets = list(due.order_by("pk")[:CHUNK])
    if not targets:
        return 0
    _close(campaign, targets)
    facts, written = facts_of(campaign, [target.person_id for target in targets]), Written()
    for target in targets:
        _move(campaign, target, facts, written, now)
    _household(campaign, facts, written)
    Message.objects.bulk_create(written.messages, batch_size=2000, ignore_conflicts=True)
    _keep(targets)
    live.touch("outreach", campaign.area_id)
    return len(targets)


def _keep(targets: Sequence[Target]) -> None:
    """Writes where everybody stands; few combinations, so few statements."""
    groups: dict[tuple[int, str, dt.datetime | None], list[int]] = defaultdict(list)
    for target in targets:
        groups[target.step, target.channel, target.due_at].append(target.pk)
    for (step, channel, due_at), ids in groups.items():
        Target.objects.filter(pk__in=ids).update(step=step, channel=channel, due_at=due_at)


def facts_of(campaign: Campaign, people: Sequence[int]) -> Facts:
    """How these people can be reached for this campaign, in three queries."""
    lines = registry.reach_lines(people)
    accounts: set[int] = set()
    opted_out: set[int] = set()
    for start in range(0, len(people), 10_000):
        piece = people[start : start + 10_000]
        users = User.objects.filter(person_id__in=piece, kind=User.Kind.RESIDENT, is_active=True)
        accounts |= {pk for pk in users.values_list("person_id", flat=True) if pk is not None}
        if not campaign.emergency:
            rows = OptOut.objects.filter(person_id__in=piece, kind__in=("", campaign.kind))
            opted_out |= set(rows.values_list("person_id", flat=True))
    return Facts(lines, accounts, opted_out)


def unfit(channel: str, person_id: int, facts: Facts) -> str:
    """Why this way does not reach the person, or empty."""
    line = facts.lines.get(person_id)
    if channel == Channel.APP:
        return "" if person_id in facts.accounts else NO_ACCOUNT
    if channel == Channel.SMS:
        if line is None or not line.mobile:
            return NO_MOBILE if line and line.phones else NO_PHONE
        return OPTED_OUT if person_id in facts.opted_out else ""
    return NO_PHONE if channel == Channel.PHONE and (line is None or not line.phones) else ""


def _close(campaign: Campaign, targets: Sequence[Target]) -> None:
    """Calls that nobody made in time are not made any more."""
    for start in range(0, len(targets), 2000):
        people = [t.person_id for t in targets[start : start + 2000] if t.channel == Channel.PHONE]
        if people:
            Message.objects.filter(
                campaign=campaign, person_id__in=people, channel=Channel.PHONE, state=State.PLANNED
            ).update(state=State.DROPPED, cause="超过等待时间，转下一种方式")


def _move(campaign: Campaign, target: Target, facts: Facts, written: Written, now: dt.datetime) -> None:
    """The next way that fits; ways without waiting time are taken together with the one after."""
    target.due_at = None
    ladder: list[Step] = campaign.ladder
    while target.step + 1 < len(ladder):
        target.step += 1
        channel, hours = ladder[target.step]["channel"], float(ladder[target.step]["wait_h"])
        why = unfit(channel, target.person_id, facts)
        message = Message(campaign=campaign, person_id=target.person_id, channel=channel, planned_at=now)
        written.messages.append(message)
        if why:
            message.state, message.cause = State.SKIPPED, why
            continue
        target.channel = channel
        if channel == Channel.APP:
            message.state, message.sent_at = State.SENT, now
        elif channel == Channel.SMS:
            written.texted[facts.lines[target.person_id].mobile].append(message)
        if hours and target.step + 1 < len(ladder):
            target.due_at = now + dt.timedelta(hours=hours)
            return
        if hours == 0 and channel in (Channel.PHONE, Channel.VISIT):
            return


def _household(campaign: Campaign, facts: Facts, written: Written) -> None:
    """One SMS per phone that names everybody; a phone that has had one already gets no second.

    In the order of the index that every later change looks them up by: what goes out together then lies together.
    """
    if not written.texted:
        return
    by_index = {registry.phone_key(phone): phone for phone in written.texted}
    known = {
        row.phone_index: row
        for row in HouseholdSms.objects.filter(campaign=campaign, round=1).filter(_among(list(by_index)))
    }
    fresh = []
    for index, phone in sorted(by_index.items()):
        messages = sorted(written.texted[phone], key=lambda message: message.person_id)
        names = household_names([facts.lines[m.person_id].name for m in messages])
        if index in known:
            _join(known[index], names, messages)
            continue
        row = HouseholdSms(
            campaign=campaign, phone=phone, phone_index=index, names=names, parts=sms_parts(campaign, names)
        )
        fresh.append(row)
        for message in messages:
            message.sms = row
    HouseholdSms.objects.bulk_create(fresh, batch_size=1000)
    for row in fresh:
        for message in written.texted[row.phone]:
            message.sms_id = row.pk
    written.messages.sort(key=lambda message: message.sms_id or 0)


def _among(indexes: list[str]) -> Q:
    """Few are named; with many it is cheaper to read the whole campaign's."""
    return Q(phone_index__in=indexes) if len(indexes) <= 5000 else Q()


def _join(row: HouseholdSms, names: str, messages: Sequence[Message]) -> None:
    """Somebody of the same phone comes later: named as well if it has not gone out, else covered by what has."""
    if row.state == State.PLANNED:
        row.names = household_names([*row.names.split("、"), *names.split("、")])
        row.save(update_fields=["names"])
    for message in messages:
        message.sms = row
        message.state, message.sent_at = row.state, row.sent_at
        message.cause = "" if row.state == State.PLANNED else "与家人同一号码，已发过"
