"""Working out who is an elder, in which categories by rule, and how closely to look after (每晚和变动后重算)."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable

from django.db import transaction
from django.utils import timezone

from linli.kernel.live import touch
from linli.sections.eldercare import classes, risk
from linli.sections.eldercare.models import Category, Elder, ElderCategory
from linli.sections.eldercare.past import falls_since
from linli.sections.registry import queries as registry
from linli.sections.registry.queries import Living, eligible

CHUNK = 1000
FRESH = dt.timedelta(hours=24)
"""A vital-sign score older than this says nothing about today."""
RULE = ElderCategory.Source.RULE


@transaction.atomic
def work_out(*, person_ids: Collection[int] | None = None, home_ids: Collection[int] = ()) -> int:
    """Works out anew the given people, those of the given homes, or everybody. Returns how many elders it saw."""
    start, today = timezone.now(), timezone.localdate()
    born_by = eligible.born_by(today, classes.AGE)
    seen, after = 0, 0
    while True:
        found = registry.living(
            born_by=born_by, person_ids=person_ids, home_ids=home_ids, after=after, limit=CHUNK
        )
        if found:
            seen += _settle(found, today, born_by)
            after = found[-1].person_id
        if len(found) < CHUNK:
            break
    if person_ids is None and not home_ids:
        seen += _rest(start, today, born_by)
    return seen


def _settle(found: list[Living], today: dt.date, born_by: dt.date) -> int:
    """Brings elders, their categories and their risk in line with what the registry says."""
    known = {e.person_id: e for e in Elder.objects.filter(person__in=[each.person_id for each in found])}
    wanted = [
        each for each in found
        if each.person_id in known or (each.present and each.born_on is not None and each.born_on <= born_by)
    ]  # fmt: skip
    new = [
        Elder(person_id=each.person_id, area_id=each.area_id)
        for each in wanted
        if each.person_id not in known
    ]
    known |= {e.person_id: e for e in Elder.objects.bulk_create(new, batch_size=500)}
    pairs = [(known[each.person_id], each) for each in wanted]
    _classify(pairs, today)
    _weigh([elder for elder, _ in pairs], {elder.pk: living for elder, living in pairs})
    return len(pairs)


def _classify(pairs: list[tuple[Elder, Living]], today: dt.date) -> None:
    """Ends the rule categories that no longer hold and opens the new ones."""
    rules = {c.rule: c for c in Category.objects.exclude(rule="")}
    ages = {rule: c.age_min for rule, c in rules.items() if c.age_min is not None}
    open_rows = ElderCategory.objects.filter(elder__in=[e.pk for e, _ in pairs], source=RULE, ended_on=None)
    held: dict[int, dict[int, ElderCategory]] = defaultdict(dict)
    for row in open_rows:
        held[row.elder_id][row.category_id] = row
    gone: list[int] = []
    new: list[ElderCategory] = []
    changed: list[ElderCategory] = []
    for elder, living in pairs:
        holds = classes.by_rule(living, elder.grade, ages, today)
        wanted = {rules[rule].pk: reason for rule, reason in holds.items() if rule in rules}
        has = held[elder.pk]
        gone += [row.pk for category, row in has.items() if category not in wanted]
        new += [_row(elder, c, wanted[c], today) for c in wanted if c not in has]
        changed += [row for c, row in has.items() if c in wanted and _renewed(row, wanted[c])]
    ElderCategory.objects.filter(pk__in=gone).update(ended_on=today, end_reason="规则不再满足")
    ElderCategory.objects.bulk_create(new, batch_size=500)
    ElderCategory.objects.bulk_update(changed, ["reason", "rule_version"], batch_size=500)


def _row(elder: Elder, category_id: int, reason: str, today: dt.date) -> ElderCategory:
    return ElderCategory(
        elder=elder, category_id=category_id, source=RULE, reason=reason, since=today,
        rule_version=classes.RULE_VERSION,
    )  # fmt: skip


def _renewed(row: ElderCategory, reason: str) -> bool:
    """True when the reason in words, or the rule, has changed; sets both."""
    if (row.reason, row.rule_version) == (reason, classes.RULE_VERSION):
        return False
    row.reason, row.rule_version = reason, classes.RULE_VERSION
    return True


def _weigh(elders: list[Elder], livings: dict[int, Living] | None = None) -> None:
    """Works out the risk of the elders, and takes over area and presence from the registry."""
    now = timezone.now()
    held = effective({e.pk for e in elders})
    falls = falls_since([e.person_id for e in elders], now - dt.timedelta(days=risk.FALL_DAYS))
    for elder in elders:
        fresh = elder.news2_at is not None and now - elder.news2_at <= FRESH
        titles = [(c.title, c.weight) for c in held.get(elder.pk, [])]
        found = risk.reasons(titles, elder.news2_level if fresh else None, falls.get(elder.person_id, 0))
        elder.risk, elder.risk_score = risk.level_of(found)
        elder.risk_reasons = [vars(reason) for reason in found]
        elder.worked_out_at = now
        if livings is not None:
            elder.area_id, elder.followed = livings[elder.pk].area_id, livings[elder.pk].present
    columns = ["risk", "risk_score", "risk_reasons", "worked_out_at", "area", "followed"]
    Elder.objects.bulk_update(elders, columns, batch_size=300)


def weigh(elders: Iterable[Elder]) -> None:
    """The risk anew, after a category, an assessment or a score changed."""
    rows = list(elders)
    _weigh(rows)
    for area_id in {e.area_id for e in rows}:
        touch("eldercare", area_id)


def effective(elder_ids: Collection[int]) -> dict[int, list[Category]]:
    """The categories that count for each elder: within a group what a person said overrules the rule."""
    rows = ElderCategory.objects.filter(elder__in=elder_ids, ended_on=None).select_related("category")
    by_elder: dict[int, list[ElderCategory]] = defaultdict(list)
    for row in rows.order_by("category__order", "source"):
        by_elder[row.elder_id].append(row)
    return {pk: _effective(held) for pk, held in by_elder.items()}


def _effective(held: list[ElderCategory]) -> list[Category]:
    said = {row.category.group for row in held if row.source == "hand" and row.category.group}
    found = {
        row.category_id: row.category
        for row in held
        if row.source == "hand" or row.category.group not in said
    }
    return list(found.values())


def _rest(start: dt.datetime, today: dt.date, born_by: dt.date) -> int:
    """Elders whom the list by age did not hold: those taken in by hand, and those who have left.

    Whoever is no longer in the registry at all (an import was undone) is followed no longer.
    """
    unseen = Elder.objects.filter(followed=True).exclude(worked_out_at__gte=start)
    chunks = _chunks(list(unseen.values_list("person_id", flat=True)))
    seen = sum(_settle(registry.living(person_ids=chunk), today, born_by) for chunk in chunks)
    unseen.all().update(followed=False)
    return seen


def _chunks(keys: list[int]) -> Iterable[list[int]]:
    return (keys[start : start + CHUNK] for start in range(0, len(keys), CHUNK))
