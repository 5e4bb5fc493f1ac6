"""The lists of an audience as people read them: with the reason beside each name, and compared with the run before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from ninja import Schema

from linli.kernel.access import Actor, visible
from linli.kernel.api import Paging
from linli.kernel.api.export import as_xlsx
from linli.kernel.api.paging import EXPORT_CAP
from linli.kernel.errors import NotFound
from linli.sections.outreach.models import Audience, AudienceMember
from linli.sections.outreach.queries.audiences import READ, audience, left_out, members
from linli.sections.outreach.queries.eligibility import VERDICTS, findings
from linli.sections.registry.queries import eligible

MOST_CHANGES, CHUNK = 500, 1000
MET_NOW = "圈选后档案有变，现在符合"
TRUTHS: dict[str, bool | None] = {"1": True, "0": False, "?": None}


def audience_row(row: Audience) -> dict[str, Any]:
    """An audience for lists and its page."""
    version = row.rule_version
    return {
        "id": row.pk,
        "title": row.title,
        "area": row.area.name,
        "area_id": row.area_id,
        "way": row.way,
        "way_text": row.get_way_display(),
        "rule": row.tree,
        "text": eligible.sentence(row.tree) if row.tree else "手工选择",
        "rule_name": version.rule.name if version else "",
        "version": version.number if version else None,
        "as_of": row.as_of,
        "certain": row.certain,
        "to_check": row.to_check,
        "left_out": row.left_out,
        "previous_id": row.previous_id,
        "created_by": row.created_by.name if row.created_by else "系统",
        "created_at": row.created_at,
    }


def listed_people(actor: Actor, found: Audience, filters: Any) -> QuerySet[Any]:
    """The people of one of the lists; with “out”, those taken out by hand and everybody else who does not meet it."""
    if filters.verdict == "out":
        taken = AudienceMember.objects.filter(audience=found, verdict="out", person=OuterRef("pk"))
        rest = left_out(actor, found)
        people = eligible.people_within(found.area, actor, READ)
        rows = people.filter(Exists(taken) | Q(pk__in=rest.order_by().values("pk"))).order_by("pk")
        return rows.filter(_text(filters.q)) if filters.q.strip() else rows
    held = members(actor, found.pk, filters.verdict)
    return held.filter(_text(filters.q, "person__")) if filters.q.strip() else held


def _text(text: str, path: str = "") -> Q:
    wanted = text.strip()
    return Q(**{f"{path}name__contains": wanted}) | Q(**{f"{path}address__contains": wanted})


class Shaper:
    """Shapes the people of one list; the reasons of a page are looked up together."""

    def __init__(self, found: Audience, verdict: str, rows: list[Any]) -> None:
        self.found, self.verdict = found, verdict
        keys = [row.pk if verdict == "out" else row.person_id for row in rows]
        self.said = eligible.judgements(found.tree, keys, found.as_of) if found.tree else {}
        taken = AudienceMember.objects.filter(audience=found, person__in=keys, verdict="out")
        self.taken = {row.person_id: row for row in taken} if verdict == "out" else {}

    def __call__(self, row: Any) -> dict[str, Any]:
        """One line."""
        person = row if self.verdict == "out" else row.person
        member = self.taken.get(row.pk) if self.verdict == "out" else row
        return {
            "person_id": person.pk,
            "name": person.name,
            "sex": person.sex,
            "born_on": person.born_on,
            "address": person.address,
            "verdict": self.verdict,
            "verdict_text": "移出" if self.verdict == "out" and member else VERDICTS[self.verdict],
            "why": self._why(person.pk, member),
        }

    def _why(self, key: int, member: AudienceMember | None) -> str:
        if member and member.reason:
            return f"{member.decided_by}：{member.reason}"
        said = self.said.get(key)
        if said is None:
            return "没有被选" if self.verdict == "out" else ""
        if self.verdict == "out":
            return MET_NOW if said.verdict != "out" else said.why
        return said.why if said.verdict == "check" else ""


def why(actor: Actor, audience_id: int, person_id: int) -> dict[str, Any]:
    """Why somebody of the area is in, out or to be checked: each condition as frozen, and as registered now."""
    found = audience(actor, audience_id)
    person = eligible.people_within(found.area, actor, READ).filter(pk=person_id).first()
    if person is None:
        raise NotFound
    member = AudienceMember.objects.filter(audience=found, person=person).first()
    judged = eligible.judgements(found.tree, [person_id], found.as_of).get(person_id) if found.tree else None
    rows = findings(judged) if judged else []
    if member and member.truths:
        for row, sign in zip(rows[1:], member.truths, strict=False):
            met = TRUTHS[sign]
            row["truth"] = met if met is None or row["wanted"] else not met
    verdict = member.verdict if member else "out" if found.tree else None
    return {
        "person_id": person.pk,
        "name": person.name,
        "verdict": verdict,
        "verdict_text": VERDICTS.get(verdict or "", "不在名单"),
        "reason": member.reason if member else "",
        "decided_by": member.decided_by if member else "",
        "findings": rows,
        "verdict_now": judged.verdict if judged else None,
    }


def changes(actor: Actor, audience_id: int) -> dict[str, Any]:
    """Who came and who went since the run before, each with the reason. At most seven queries."""
    found = audience(actor, audience_id)
    old = found.previous
    if old is None:
        return {"previous_id": None, "previous_as_of": None, "came": 0, "went": 0, "rows": []}
    came, went = _only_in(actor, found, old), _only_in(actor, old, found)
    gone = list(went[:MOST_CHANGES])
    said = eligible.judgements(found.tree, [row.person_id for row in gone], found.as_of)
    rows = [_change(row, True, "待核实" if row.verdict == "check" else "") for row in came[:MOST_CHANGES]]
    rows += [_change(row, False, said[row.person_id].why if row.person_id in said else "") for row in gone]
    return {
        "previous_id": old.pk,
        "previous_as_of": old.as_of,
        "came": came.count(),
        "went": went.count(),
        "rows": rows,
    }


def _only_in(actor: Actor, one: Audience, other: Audience) -> QuerySet[AudienceMember]:
    twin = AudienceMember.objects.filter(audience=other, person=OuterRef("person")).exclude(verdict="out")
    rows = (
        AudienceMember.objects.select_related("person")
        .filter(~Exists(twin), audience=one)
        .exclude(verdict="out")
    )
    return visible(rows, actor, READ, "person__area").order_by("pk")


def _change(row: AudienceMember, came: bool, why: str) -> dict[str, Any]:
    person = row.person
    return {"person_id": person.pk, "name": person.name, "address": person.address, "came": came, "why": why}


def exported(paging: Paging, found: Audience, verdict: str, rows: QuerySet[Any], schema: type[Schema]) -> Any:
    """The whole list as XLSX, reasons looked up by the thousand."""
    wanted = [c for c in paging.columns.split(",") if c in schema.model_fields] or list(schema.model_fields)
    return as_xlsx(_shaped(found, verdict, rows[:EXPORT_CAP]), schema, wanted)


def _shaped(found: Audience, verdict: str, rows: QuerySet[Any]) -> Iterator[dict[str, Any]]:
    for piece in batched(rows.iterator(chunk_size=CHUNK), CHUNK):
        yield from map(Shaper(found, verdict, piece), piece)


def batched(rows: Iterable[Any], size: int) -> Iterator[list[Any]]:
    """The rows in lists of at most `size`."""
    source = iter(rows)
    while piece := list(islice(source, size)):
        yield piece
