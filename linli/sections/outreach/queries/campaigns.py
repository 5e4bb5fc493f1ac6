"""Campaigns as their pages show them: what it will cost, the funnel, the names left, each message with its cause."""

from __future__ import annotations

from collections import defaultdict
from typing import Annotated, Any, Literal

from django.db.models import Count, QuerySet
from django.utils import timezone
from ninja import Schema
from pydantic import Field

from linli.kernel.access import Actor, visible
from linli.kernel.errors import NotFound
from linli.sections.outreach.ladder import quiet
from linli.sections.outreach.models import Campaign, Channel, HouseholdSms, Message, Target
from linli.sections.outreach.models.message import State
from linli.sections.outreach.reach import READ
from linli.sections.outreach.services.steps import OPTED_OUT, facts_of, unfit
from linli.sections.outreach.texts import household_names, price_fen, sms_parts, sms_text
from linli.sections.registry import queries as registry

SAMPLE = "王桂兰"
WAITING, REACHED, OFF = Target.State.WAITING, Target.State.REACHED, Target.State.WRITTEN_OFF


class CampaignFilters(Schema):
    """What the list of campaigns may be narrowed to."""

    state: Literal["draft", "running", "done", "withdrawn"] | None = None
    kind: Literal["notice", "event", "policy", "matter", "emergency"] | None = None
    ref: Annotated[str, Field(max_length=60)] = ""
    q: Annotated[str, Field(max_length=40)] = ""


class TargetFilters(Schema):
    """What the list of a campaign's people may be narrowed to."""

    state: Literal["waiting", "reached", "written_off"] | None = None
    channel: Literal["app", "sms", "phone", "visit", "none"] | None = None
    area_id: Annotated[int | None, Field(ge=1, le=2**53)] = None
    q: Annotated[str, Field(max_length=40, description="姓名")] = ""


class MessageFilters(Schema):
    """What the list of a campaign's messages may be narrowed to."""

    channel: Literal["app", "sms", "phone", "visit"] | None = None
    state: (
        Literal["planned", "sent", "unknown", "delivered", "read", "failed", "skipped", "dropped"] | None
    ) = None
    q: Annotated[str, Field(max_length=40, description="姓名")] = ""


def campaigns(actor: Actor, filters: CampaignFilters) -> QuerySet[Campaign]:
    """Campaigns of the actor's areas, newest first."""
    rows = visible(Campaign.objects.select_related("area", "created_by"), actor, READ)
    exact = {"state": filters.state, "kind": filters.kind, "ref": filters.ref or None}
    rows = rows.filter(**{name: value for name, value in exact.items() if value})
    if filters.q.strip():
        rows = rows.filter(title__contains=filters.q.strip())
    return rows.order_by("-pk")


def counted(rows: list[Campaign]) -> list[Campaign]:
    """The campaigns with how many people are reached, written off and left, in one query."""
    found = Target.objects.filter(campaign__in=[row.pk for row in rows]).order_by()
    numbers: dict[int, dict[str, int]] = defaultdict(dict)
    for pk, state, number in found.values_list("campaign", "state").annotate(n=Count("pk")):
        numbers[pk][state] = number
    for row in rows:
        mine = numbers[row.pk]
        row.reached, row.left, row.off = (mine.get(state, 0) for state in (REACHED, WAITING, OFF))  # type: ignore[attr-defined]
    return rows


def campaign(actor: Actor, campaign_id: int) -> Campaign:
    """One campaign. Raises NotFound."""
    found = campaigns(actor, CampaignFilters()).filter(pk=campaign_id).first()
    if found is None:
        raise NotFound
    return found


def preview(actor: Actor, campaign_id: int) -> dict[str, Any]:
    """Who will be reached how, with the SMS as it will read, how many parts and what that costs at most."""
    found = campaign(actor, campaign_id)
    waiting = Target.objects.filter(campaign=found, state=WAITING)
    people = list(waiting.values_list("person_id", flat=True))
    facts = facts_of(found, people)
    ways = [step["channel"] for step in found.ladder]
    counts = dict.fromkeys(Channel.values, 0)
    phones: dict[str, list[str]] = defaultdict(list)
    nobody = opted_out = 0
    for person in people:
        fits = [way for way in ways if not unfit(way, person, facts)]
        nobody += not fits
        opted_out += unfit("sms", person, facts) == OPTED_OUT
        if fits:
            counts[fits[0]] += 1
        if "sms" in fits:
            line = facts.lines[person]
            phones[line.mobile].append(line.name)
    parts = sum(sms_parts(found, household_names(names)) for names in phones.values())
    texted = sum(map(len, phones.values()))
    return {
        "people": len(people), "first": counts, "nobody": nobody, "opted_out": opted_out,
        "sms_people": texted, "sms_phones": len(phones), "sms_parts": parts, "price_fen": price_fen(parts),
        "sms_text": sms_text(found, SAMPLE), "quiet": quiet(timezone.now()), "told": _told(texted, len(phones), parts),
    }  # fmt: skip


def _told(people: int, phones: int, parts: int) -> str:
    """“将向 236 人发送短信，约 11.80 元”."""
    if not people:
        return "不发送短信"
    yuan = price_fen(parts) / 100
    shared = f"（{phones} 个号码）" if phones < people else ""
    return f"将向 {people} 人{shared}发送短信，共 {parts} 条，约 {yuan:.2f} 元"


def funnel(actor: Actor, campaign_id: int) -> dict[str, Any]:
    """Per way how many were planned, sent, delivered, read, failed; who is left, by way; causes. Four queries."""
    found = campaign(actor, campaign_id)
    rows = Message.objects.filter(campaign=found).order_by()
    counted = rows.values_list("channel", "state").annotate(n=Count("pk"))
    table: dict[str, dict[str, int]] = {way: dict.fromkeys(State.values, 0) for way in Channel.values}
    for way, state, number in counted:
        table[way][state] = number
    causes = rows.exclude(cause="").filter(
        state__in=(State.PLANNED, State.FAILED, State.SKIPPED, State.UNKNOWN, State.DROPPED)
    )
    top = causes.values("channel", "state", "cause").annotate(n=Count("pk")).order_by("-n", "cause")[:20]
    left = Target.objects.filter(campaign=found, state=WAITING).order_by()
    by_way = dict(left.values_list("channel").annotate(n=Count("pk")))
    reached = Target.objects.filter(campaign=found, state=REACHED).order_by()
    through = dict(reached.values_list("reached_by").annotate(n=Count("pk")))
    steps = [step["channel"] for step in found.ladder]
    ways = steps + [way for way in Channel.values if way not in steps and any(table[way].values())]
    return {
        "ways": [_way(way, table[way], through.get(way, 0), by_way.get(way, 0)) for way in ways],
        "nowhere": by_way.get("", 0) if found.state == Campaign.State.RUNNING else 0,
        "causes": [{**row, "channel_title": Channel(row["channel"]).label, "state_title": State(row["state"]).label}
                   for row in top],
    }  # fmt: skip


def _way(way: str, states: dict[str, int], reached: int, left: int) -> dict[str, Any]:
    """One line of the funnel; each number includes those that got further."""
    read = states[State.READ]
    delivered = states[State.DELIVERED] + read
    sent = states[State.SENT] + states[State.UNKNOWN] + states[State.FAILED] + delivered
    return {
        "channel": way, "title": Channel(way).label, "planned": sent + states[State.PLANNED], "sent": sent,
        "delivered": delivered, "read": read, "failed": states[State.FAILED], "unknown": states[State.UNKNOWN],
        "skipped": states[State.SKIPPED], "dropped": states[State.DROPPED], "reached": reached, "left": left,
    }  # fmt: skip


def targets(actor: Actor, campaign_id: int, filters: TargetFilters) -> QuerySet[Target]:
    """The people of a campaign, those who are left first."""
    found = campaign(actor, campaign_id)
    rows = visible(Target.objects.filter(campaign=found).select_related("area"), actor, READ)
    if filters.state:
        rows = rows.filter(state=filters.state)
    if filters.channel:
        rows = rows.filter(channel="" if filters.channel == "none" else filters.channel)
    if filters.area_id:
        rows = rows.filter(area=filters.area_id)
    return _named_like(rows, filters.q).order_by("-state", "pk")


def messages(actor: Actor, campaign_id: int, filters: MessageFilters) -> QuerySet[Message]:
    """Each message of a campaign, with what became of it and why."""
    found = campaign(actor, campaign_id)
    rows = Message.objects.filter(campaign=found).select_related("done_by", "sms")
    exact = {"channel": filters.channel, "state": filters.state}
    rows = rows.filter(**{name: value for name, value in exact.items() if value})
    return _named_like(rows, filters.q).order_by("pk")


def _named_like(rows: QuerySet[Any], text: str) -> QuerySet[Any]:
    """The rows of people with this in their name; only those of the campaign are looked at."""
    return rows.filter(registry.named_like(text.strip())) if text.strip() else rows


def named(rows: list[Any]) -> list[Any]:
    """The rows with name and address of their people, in one query."""
    lines = registry.reach_lines({row.person_id for row in rows})
    for row in rows:
        line = lines.get(row.person_id)
        row.name = line.name if line else "（已删除）"
        row.address = line.address if line else ""
    return rows


def story(actor: Actor, target_id: int) -> tuple[Target, list[Message]]:
    """One person of a campaign with every message. Raises NotFound."""
    rows = visible(Target.objects.select_related("area", "campaign"), actor, READ)
    target = rows.filter(pk=target_id).first()
    if target is None:
        raise NotFound
    said = Message.objects.filter(campaign=target.campaign_id, person_id=target.person_id)
    return target, list(said.select_related("done_by", "sms").order_by("planned_at", "pk"))


def unknown_sms(actor: Actor, campaign_id: int) -> QuerySet[HouseholdSms]:
    """SMS of which nobody knows whether they went out: a person may settle them."""
    found = campaign(actor, campaign_id)
    return HouseholdSms.objects.filter(campaign=found, state=State.UNKNOWN).order_by("pk")
