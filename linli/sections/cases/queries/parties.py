"""Whom a case can be given to: roles, people who serve the area, organisations."""

from __future__ import annotations

from dataclasses import dataclass

from linli.kernel.access import ROLES, Actor
from linli.kernel.models import Area, RoleHolding
from linli.sections.cases.flow import PARTY_ROLES
from linli.sections.cases.queries import door


@dataclass(frozen=True)
class Choice:
    """One choice of responsible party; exactly one of role, user_id and organisation_id is set."""

    title: str
    group: str
    role: str = ""
    user_id: int | None = None
    organisation_id: int | None = None


def parties(actor: Actor, area: Area) -> list[Choice]:
    """Every party that serves the area: first the roles somebody holds, then people, then organisations."""
    held = RoleHolding.objects.select_related("user", "area").filter(
        role__in=PARTY_ROLES, user__is_active=True
    )
    serving = [h for h in held.order_by("role", "user__name") if h.area.holds(area)]
    roles = {h.role for h in serving}
    choices = [Choice(ROLES[role].title, "角色", role=role) for role in PARTY_ROLES if role in roles]
    people = {h.user_id: h for h in serving}
    choices += [
        Choice(f"{h.user.name}（{ROLES[h.role].title}）", "人员", user_id=user_id)
        for user_id, h in people.items()
    ]
    return choices + [Choice(name, "单位", organisation_id=pk) for pk, name in door.organisations(actor)]
