"""The medicine cabinet for staff: medicines, cabinets, stock, fillings, batches."""

from __future__ import annotations

from typing import Any

from ninja import Query

from linli.kernel.api import Page, Paging, Request
from linli.sections.eldercare.queries import cabinets as q
from linli.sections.eldercare.routes.base import Id, router
from linli.sections.eldercare.schemas import cabinet as s
from linli.sections.eldercare.services import drugs, restocking

READ, MANAGE, RESTOCK = "eldercare.cabinet.read", "eldercare.cabinet.manage", "eldercare.cabinet.restock"
DISPENSED = "eldercare.dispensing.read"


@router.get("/drugs", gate=READ, response=list[s.DrugOut])
def list_drugs(request: Request) -> Any:
    """药品目录"""
    return list(q.drugs(request.actor))


@router.post("/drugs", gate=MANAGE, response=s.DrugOut)
def add_drug(request: Request, body: s.DrugNew) -> Any:
    """登记药品"""
    return drugs.add_drug(actor=request.actor, **body.dict())


@router.put("/drugs/{drug_id}", gate=MANAGE, response=s.DrugOut)
def edit_drug(request: Request, drug_id: Id, body: s.DrugPatch) -> Any:
    """修改药品"""
    return drugs.edit_drug(actor=request.actor, drug_id=drug_id, changes=body.dict())


@router.get("/cabinets", gate=READ, response=list[s.CabinetRow])
def list_cabinets(request: Request) -> Any:
    """药柜"""
    return q.cabinets(request.actor)


@router.get("/cabinets/devices", gate=MANAGE, response=list[s.FreeDevice])
def cabinet_devices(request: Request) -> Any:
    """可启用为药柜的设备"""
    return q.free_devices(request.actor)


@router.post("/cabinets", gate=MANAGE, response=s.CabinetOut)
def install_cabinet(request: Request, body: s.CabinetNew) -> Any:
    """启用药柜"""
    made = drugs.install_cabinet(actor=request.actor, **body.dict())
    return q.cabinet(request.actor, made.pk)


@router.get("/cabinets/{cabinet_id}", gate=READ, response=s.CabinetOut)
def get_cabinet(request: Request, cabinet_id: Id) -> Any:
    """药柜库存"""
    return q.cabinet(request.actor, cabinet_id)


@router.patch("/cabinets/{cabinet_id}", gate=MANAGE, response=s.CabinetOut)
def switch_cabinet(request: Request, cabinet_id: Id, body: s.CabinetSwitch) -> Any:
    """开放或暂停取药"""
    drugs.switch_cabinet(actor=request.actor, cabinet_id=cabinet_id, active=body.active)
    return q.cabinet(request.actor, cabinet_id)


@router.get("/cabinets/{cabinet_id}/movements", gate=READ, response=Page[s.MovementOut])
def list_movements(request: Request, cabinet_id: Id, paging: Query[s.MovementPaging]) -> Any:
    """出入库流水"""
    return paging.of(q.movements(request.actor, cabinet_id), s.MovementOut)


@router.put("/slots/{slot_id}", gate=MANAGE, response=s.CabinetOut)
def set_slot(request: Request, slot_id: Id, body: s.SlotIn) -> Any:
    """设置货道"""
    slot = drugs.set_slot(actor=request.actor, slot_id=slot_id, **body.dict())
    return q.cabinet(request.actor, slot.cabinet_id)


@router.post("/slots/{slot_id}/count", gate=RESTOCK, response=s.CabinetOut)
def count_stock(request: Request, slot_id: Id, body: s.CountIn) -> Any:
    """盘点"""
    restocking.count_stock(actor=request.actor, slot_id=slot_id, **body.dict())
    return q.cabinet(request.actor, q.cabinet_of_slot(slot_id))


@router.get("/restocks", gate=READ, response=Page[s.RestockOut])
def list_restocks(request: Request, paging: Query[Paging]) -> Any:
    """补货单"""
    return paging.of(q.restocks(request.actor), s.RestockOut)


@router.post("/cabinets/{cabinet_id}/restocks", gate=RESTOCK, response=s.RestockOut)
def propose_restock(request: Request, cabinet_id: Id, body: s.RestockIn) -> Any:
    """登记补货（须另一人复核后入柜）"""
    lines = [restocking.RestockLine(**line.dict()) for line in body.lines]
    return restocking.propose_restock(actor=request.actor, cabinet_id=cabinet_id, lines=lines)


@router.post("/restocks/{restock_id}/confirm", gate=RESTOCK, response=s.RestockOut)
def confirm_restock(request: Request, restock_id: Id) -> Any:
    """复核补货并入柜"""
    return restocking.confirm_restock(actor=request.actor, restock_id=restock_id)


@router.post("/restocks/{restock_id}/cancel", gate=RESTOCK, response=s.RestockOut)
def cancel_restock(request: Request, restock_id: Id) -> Any:
    """作废补货单"""
    return restocking.cancel_restock(actor=request.actor, restock_id=restock_id)


@router.get("/batches", gate=READ, response=list[s.DrugBatchOut])
def list_batches(request: Request) -> Any:
    """在柜和已召回的批次"""
    return list(q.batches(request.actor))


@router.post("/batches/{batch_id}/recall", gate=MANAGE, response=s.BatchRecalled)
def recall_batch(request: Request, batch_id: Id, body: s.RecallReason) -> Any:
    """召回批次"""
    batch = restocking.recall_batch(actor=request.actor, batch_id=batch_id, reason=body.reason)
    return {"id": batch.pk, "recalled_at": batch.recalled_at}


@router.get("/batches/{batch_id}/takers", gate=DISPENSED, response=list[s.RecallLine])
def recall_list(request: Request, batch_id: Id) -> Any:
    """取过这一批次的老人（用于召回通知）"""
    return q.recall_list(request.actor, batch_id)
