"""The responsible party (责任方) of a case: a role, a user or an organisation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from linli.kernel.access import Actor
from linli.kernel.errors import DomainError
from linli.kernel.models import RoleHolding
from linli.sections.cases.flow import PARTY_ROLES
from linli.sections.cases.models import Case
from linli.sections.cases.queries import door


@dataclass(frozen=True)
class Party:
    """Exactly one of the three is given."""

    role: str = ""
    user_id: int | None = None
    organisation_id: int | None = None


def check_party(actor: Actor, case: Case, party: Party) -> dict[str, Any]:
    """The columns that assign the case. Raises DomainError when the party cannot serve the case's area."""
    if sum(map(bool, (party.role, party.user_id, party.organisation_id))) != 1:
        raise _refused("请选定一个责任方：角色、人员或单位。")
    if party.role and party.role not in PARTY_ROLES:
        raise _refused("不能派遣给这个角色。")
    role = party.role or (_role_of(case, party.user_id) if party.user_id else "")
    if party.organisation_id and party.organisation_id not in dict(door.organisations(actor)):
        raise _refused("没有找到这个单位。")
    return {
        "assigned_role": role,
        "assigned_user_id": party.user_id,
        "assigned_org_id": party.organisation_id,
        "party_key": key_of(party),
        "expected_at": None,
    }


NOBODY: dict[str, Any] = {
    "assigned_role": "",
    "assigned_user": None,
    "assigned_org": None,
    "party_key": "",
    "expected_at": None,
}
"""The columns of a case that is given to nobody."""


def key_of(party: Party) -> str:
    """The party in one word, for statistics: "user:7", "org:3", "role:grid"."""
    if party.user_id:
        return f"user:{party.user_id}"
    return f"org:{party.organisation_id}" if party.organisation_id else f"role:{party.role}"


def _role_of(case: Case, user_id: int) -> str:
    """The role by which a user serves the case's area. Raises DomainError when none does."""
    holdings = RoleHolding.objects.filter(user_id=user_id, user__is_active=True, role__in=PARTY_ROLES)
    for held in holdings.select_related("area"):
        if held.area.holds(case.area):
            return held.role
    raise _refused("这位工作人员不负责这个小区。")


def _refused(message: str) -> DomainError:
    return DomainError(message, fields={"party": message})
