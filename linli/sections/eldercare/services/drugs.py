"""The catalogue of medicines and the cabinets that hold them."""

from __future__ import annotations

from typing import Any

from django.db import IntegrityError, transaction

from linli.kernel import audit, live
from linli.kernel.access import SYSTEM, Actor
from linli.kernel.errors import Conflict, DomainError, NotFound
from linli.kernel.models import Area
from linli.sections.devices import queries as devices
from linli.sections.eldercare.models import Cabinet, Drug, Slot
from linli.sections.eldercare.reach import locked

MANAGE = "eldercare.cabinet.manage"
TYPE = "medicine_cabinet"
MOST_SLOTS = 60


@transaction.atomic
def add_drug(*, actor: Actor, area_id: int, **fields: Any) -> Drug:
    """登记药品: a medicine for the cabinets of the area and below. Raises Conflict for a known name and spec."""
    drug = Drug(area=_area(actor, area_id), **_checked(fields))
    _saved(drug)
    audit.record(actor, "eldercare.drug.added", target=drug, area=drug.area, detail={"name": str(drug)})
    return drug


@transaction.atomic
def edit_drug(*, actor: Actor, drug_id: int, changes: dict[str, Any]) -> Drug:
    """修改药品. Raises NotFound, Conflict."""
    drug = locked(Drug, actor, MANAGE, drug_id, "area")
    for name, value in _checked(changes).items():
        setattr(drug, name, value)
    _saved(drug)
    audit.record(
        actor, "eldercare.drug.edited", target=drug, area=drug.area, detail={"fields": sorted(changes)}
    )
    return drug


@transaction.atomic
def install_cabinet(*, actor: Actor, device_id: int, slots: int, name: str = "") -> Cabinet:
    """启用药柜: a device of the register becomes a cabinet with numbered slots. Raises DomainError, Conflict."""
    actor.require(MANAGE)
    card = next(iter(devices.cards(SYSTEM, {device_id})), None)
    if card is None or not actor.can(MANAGE, card.area):
        raise NotFound
    if card.type != TYPE or not card.active:
        raise DomainError("请选择在用的买药柜设备。", fields={"device_id": "这不是在用的买药柜。"})
    if not 1 <= slots <= MOST_SLOTS:
        raise DomainError("请检查标出的内容。", fields={"slots": f"货道数为 1 到 {MOST_SLOTS}。"})
    cabinet = Cabinet(device_id=device_id, area=card.area, name=name.strip() or card.name, place=card.place)
    try:
        with transaction.atomic():
            cabinet.save()
    except IntegrityError:
        raise Conflict("这台设备已经启用为药柜。") from None
    Slot.objects.bulk_create(Slot(cabinet=cabinet, number=n) for n in range(1, slots + 1))
    audit.record(
        actor, "eldercare.cabinet.installed", target=cabinet, area=cabinet.area, detail={"slots": slots}
    )
    live.touch("eldercare", cabinet.area_id)
    return cabinet


@transaction.atomic
def switch_cabinet(*, actor: Actor, cabinet_id: int, active: bool) -> Cabinet:
    """开放或暂停取药."""
    cabinet = locked(Cabinet, actor, MANAGE, cabinet_id, "area")
    cabinet.active = active
    cabinet.save(update_fields=["active"])
    audit.record(
        actor, "eldercare.cabinet.switched", target=cabinet, area=cabinet.area, detail={"active": active}
    )
    live.touch("eldercare", cabinet.area_id)
    return cabinet


@transaction.atomic
def set_slot(*, actor: Actor, slot_id: int, drug_id: int | None, low_at: int) -> Slot:
    """设置货道: which medicine lies in it. Raises Conflict while another medicine is still inside."""
    slot = locked(Slot, actor, MANAGE, slot_id, "cabinet__area")
    if drug_id != slot.drug_id and slot.stocks.filter(quantity__gt=0).exists():
        raise Conflict("货道里还有药品，先盘点清空再换药。")
    slot.drug, slot.low_at = _drug_for(slot, drug_id), low_at
    slot.save(update_fields=["drug", "low_at"])
    detail = {"slot": slot.number, "drug": drug_id, "low_at": low_at}
    audit.record(actor, "eldercare.slot.set", target=slot, area=slot.cabinet.area, detail=detail)
    live.touch("eldercare", slot.cabinet.area_id)
    return slot


def _drug_for(slot: Slot, drug_id: int | None) -> Drug | None:
    """A medicine of the cabinet's area or above it. Raises DomainError."""
    if drug_id is None:
        return None
    drug = Drug.objects.select_related("area").filter(pk=drug_id, active=True).first()
    if drug is None or not slot.cabinet.area.path.startswith(drug.area.path):
        raise DomainError("请选择药品。", fields={"drug_id": "没有这种药品，或已停用。"})
    return drug


def _area(actor: Actor, area_id: int) -> Area:
    actor.require(MANAGE)
    found = actor.areas(MANAGE).filter(pk=area_id).first()
    if found is None:
        raise NotFound
    return found


def _checked(fields: dict[str, Any]) -> dict[str, Any]:
    found = {k: v.strip() if isinstance(v, str) else v for k, v in fields.items()}
    needed = {"name": "请填写药名。", "spec": "请填写规格，例如“5mg×28片”。", "unit": "请填写单位。"}
    wrong = {k: text for k, text in needed.items() if k in found and not found[k]}
    if wrong:
        raise DomainError("请检查标出的内容。", fields=wrong)
    return found


def _saved(drug: Drug) -> None:
    try:
        with transaction.atomic():
            drug.save()
    except IntegrityError:
        raise Conflict("这种药品已经登记过。", fields={"spec": "同名同规格的药品已登记。"}) from None
