"""Alerts about people, for the section that looks after them; whoever asks has checked who may know."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from linli.kernel.errors import NotFound
from linli.kernel.models import Area
from linli.kernel.privacy import mask_phone
from linli.sections.alerts import conditions, facts, wording
from linli.sections.alerts.models import Alert, AlertKind, Rule, RuleOverride
from linli.sections.registry import queries as registry


@dataclass(frozen=True)
class ListedRule:
    """A rule that looks at listed people, as it holds for one: its sentence, and its numbers beside the usual ones.

    `seconds` is how far it looks back, or how long it must last; `limit` is None where a count is compared.
    """

    rule_id: int
    title: str
    text: str
    off: bool
    seconds: int
    usual_seconds: int
    limit: float | None
    usual_limit: float | None
    unit: str


def alerts_about(person_ids: Collection[int], *, since: dt.datetime | None = None) -> QuerySet[Alert]:
    """Alerts that concern these people, newest first."""
    rows = Alert.objects.select_related("kind", "accepted_by", "area").filter(person_id__in=list(person_ids))
    return rows.filter(raised_at__gte=since) if since else rows


def counts_about(person_ids: Collection[int], kind: str, since: dt.datetime) -> dict[int, int]:
    """How many alerts of a kind concerned each person since then, false alarms left out."""
    rows = Alert.objects.filter(person_id__in=list(person_ids), kind__code=kind, raised_at__gte=since)
    counted = rows.exclude(status=Alert.Status.FALSE_ALARM).order_by().values("person_id")
    found = counted.annotate(n=Count("pk")).values_list("person_id", "n")
    return {person: n for person, n in found if person is not None}


def live_counts(person_ids: Collection[int]) -> dict[int, int]:
    """How many alerts of each person nobody has finished."""
    rows = Alert.objects.filter(person_id__in=list(person_ids), status__in=Alert.LIVE).order_by()
    found = rows.values("person_id").annotate(n=Count("pk")).values_list("person_id", "n")
    return {person: n for person, n in found if person is not None}


def live_about(person_ids: Collection[int], kind: str) -> dict[int, list[Alert]]:
    """The alerts of a kind about each person that nobody has finished."""
    rows = Alert.objects.filter(person_id__in=list(person_ids), kind__code=kind, status__in=Alert.LIVE)
    found: dict[int, list[Alert]] = defaultdict(list)
    for row in rows.order_by("-raised_at"):
        found[row.person_id or 0].append(row)
    return found


def concerned(alert: Alert) -> dict[str, str] | None:
    """On whose door to knock: name, address and masked phones of whom a health alert is about."""
    person = registry.person_brief(alert.person_id) if alert.kind.health and alert.person_id else None
    if person is None:
        return None
    phones = " ".join(mask_phone(number) for number in person.phones.split(",") if number)
    return {"name": person.name, "address": person.address, "phone_masked": phones}


def person_of(alert_id: int) -> int | None:
    """Whom an alert concerns."""
    return Alert.objects.filter(pk=alert_id).values_list("person_id", flat=True).first()


def listed_rules(person_id: int, kind: str) -> list[ListedRule]:
    """The listed rules of a kind that look at this person, with their numbers as they hold for them."""
    rows = RuleOverride.objects.select_related("rule").filter(
        person_id=person_id, rule__kind__code=kind, rule__listed=True, rule__enabled=True
    )
    words = facts.words()
    return [_listed(row, words) for row in rows.order_by("rule__title")]


def _listed(row: RuleOverride, words: wording.Words) -> ListedRule:
    rule, own = row.rule, conditions.tree_of(row.rule, row)
    usual = conditions.tree_of(rule)
    leaf = conditions.leading(usual)
    metric = words.get((leaf.get("type") or rule.device_type, leaf.get("metric", "")))
    counted = leaf.get("how") in ("count", "times", "busy")
    return ListedRule(
        rule.pk, rule.title, wording.condition(own, rule.device_type, words), row.off,
        round(conditions.lasting(own).get("seconds", 0)), round(conditions.lasting(usual).get("seconds", 0)),
        None if counted else conditions.leading(own).get("limit"), None if counted else leaf.get("limit"),
        metric.unit if metric and not counted else "",
    )  # fmt: skip


def kind_of(code: str) -> AlertKind:
    """A kind of alert by its code. Raises NotFound."""
    found = AlertKind.objects.filter(code=code).first()
    if found is None:
        raise NotFound
    return found


def listed_areas(kinds: tuple[str, ...]) -> set[str]:
    """The paths of the areas that have a rule for listed people of one of the kinds, on or off."""
    return set(Rule.objects.filter(kind__code__in=kinds, listed=True).values_list("area__path", flat=True))


def threshold_rules(area: Area, device_type: str, metric: str, operators: tuple[str, ...]) -> list[Rule]:
    """The threshold rules in force for such devices of an area on a metric with one of the operators."""
    rows = Rule.objects.filter(enabled=True, form=Rule.Form.THRESHOLD, device_type=device_type, metric=metric)
    return [row for row in rows.filter(operator__in=operators).select_related("area") if row.area.holds(area)]
