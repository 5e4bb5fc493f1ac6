"""Changes to the organisations and the party members who reported (2.6)."""

from __future__ import annotations

from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from stdnum.cn import uscc as uscc_number
from stdnum.exceptions import ValidationError

from linli.kernel import audit, live
from linli.kernel.access import Actor
from linli.kernel.errors import Conflict, DomainError
from linli.kernel.models import Area
from linli.sections.registry.models import MemberReport, Organisation
from linli.sections.registry.roster.phones import plain, why_bad

EDIT = "registry.organisation.edit"


@transaction.atomic
def add_organisation(*, actor: Actor, area: Area, name: str, kind: str, **values: Any) -> Organisation:
    """Adds an organisation. Raises Conflict for a used name, DomainError for a wrong 统一社会信用代码 or phone."""
    actor.require(EDIT, area)
    if not name.strip():
        raise DomainError("请填写名称。", fields={"name": "不能为空"})
    columns = _checked(values)
    try:
        with transaction.atomic():
            row = Organisation.objects.create(area=area, name=name.strip(), kind=kind, **columns)
    except IntegrityError:
        raise Conflict("这个组织已经登记。") from None
    audit.record(actor, "registry.organisation.added", target=row, detail={"name": row.name})
    live.touch("registry", area.pk)
    return row


@transaction.atomic
def change_organisation(*, actor: Actor, organisation: Organisation, **values: Any) -> Organisation:
    """Changes an organisation."""
    actor.require(EDIT, organisation.area)
    for name, value in _checked(values).items():
        setattr(organisation, name, value)
    try:
        with transaction.atomic():
            organisation.save()
    except IntegrityError:
        raise Conflict("这个名称已被另一个组织使用。") from None
    audit.record(
        actor, "registry.organisation.changed", target=organisation, detail={"fields": sorted(values)}
    )
    live.touch("registry", organisation.area_id)
    return organisation


@transaction.atomic
def report_member(*, actor: Actor, organisation: Organisation, name: str, **values: Any) -> MemberReport:
    """Notes that a party member of an organisation reported to the community (在职党员报到)."""
    actor.require(EDIT, organisation.area)
    if not name.strip():
        raise DomainError("请填写姓名。", fields={"name": "不能为空"})
    on = values.get("reported_on") or timezone.localdate()
    if on > timezone.localdate():
        raise DomainError("报到日期不能晚于今天。", fields={"reported_on": "不能晚于今天"})
    row = MemberReport.objects.create(
        organisation=organisation,
        area_id=organisation.area_id,
        name=name.strip(),
        **_checked(values | {"reported_on": on}),
    )
    audit.record(actor, "registry.member.reported", target=row, detail={"organisation": organisation.name})
    live.touch("registry", organisation.area_id)
    return row


def _checked(values: dict[str, Any]) -> dict[str, Any]:
    found = {name: value.strip() if isinstance(value, str) else value for name, value in values.items()}
    if found.get("uscc"):
        try:
            found["uscc"] = uscc_number.validate(found["uscc"])
        except ValidationError:
            raise DomainError(
                "统一社会信用代码不对。", fields={"uscc": "应为 18 位，请对照营业执照核对"}
            ) from None
    if found.get("phone"):
        number = plain(found["phone"])
        if not number:
            raise DomainError("电话号码不对。", fields={"phone": why_bad(found["phone"])})
        found["phone"] = number
    return found
