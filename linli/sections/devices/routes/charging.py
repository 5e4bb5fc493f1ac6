"""Charging (充电): the console's side, and the resident's."""

from __future__ import annotations

from typing import Annotated, Any

from ninja import Path, Query, Status

from linli.kernel.api import Page, Paging, Request
from linli.sections.devices.queries import charging as queries
from linli.sections.devices.routes.base import DeviceId, router
from linli.sections.devices.schemas import chargesent as sent
from linli.sections.devices.schemas import charging as s
from linli.sections.devices.schemas import spots
from linli.sections.devices.services import charging, tariffs

READ, MANAGE, USE = "devices.charger.read", "devices.charger.manage", "devices.charge.use"
OWN = {"x-reach": "own"}
Number = Annotated[str, Path(max_length=40)]


@router.get("/charging/piles", gate=READ, response=Page[s.PileOut])
def list_piles(request: Request, filters: Query[sent.PileFilters], paging: Query[Paging]) -> Any:
    """充电桩"""
    page = paging.of(queries.piles(request.actor, **filters.dict()), s.PileOut)
    if isinstance(page, dict):
        queries.with_live(page["items"])
    return page


@router.get("/charging/piles/{pile_id}", gate=READ, response=s.PileOut)
def read_pile(request: Request, pile_id: DeviceId) -> Any:
    """一台充电桩"""
    return queries.pile(request.actor, pile_id)


@router.post("/charging/piles/{pile_id}/admission", gate=MANAGE, response=s.PileOut)
def admit_pile(request: Request, pile_id: DeviceId, body: sent.AdmissionIn) -> Any:
    """允许运行或暂缓接入"""
    charging.admit_pile(actor=request.actor, device_id=pile_id, accepted=body.accepted)
    return queries.pile(request.actor, pile_id)


@router.post("/charging/piles/{pile_id}/start", gate=MANAGE, response={201: s.ChargeSessionOut})
def start_for_somebody(request: Request, pile_id: DeviceId, body: sent.StaffStartIn) -> Any:
    """后台开始充电"""
    pile = queries.pile(request.actor, pile_id)
    session = charging.start_charging(
        actor=request.actor, number=pile.number, permission=MANAGE, **body.dict()
    )
    return Status(201, session)


@router.get("/charging/sessions", gate=READ, response=Page[s.SessionRow])
def list_charge_sessions(
    request: Request, filters: Query[sent.SessionFilters], paging: Query[sent.SessionPaging]
) -> Any:
    """充电记录"""
    page = paging.of(queries.sessions(request.actor, **filters.dict()), s.SessionRow)
    if isinstance(page, dict):
        queries.with_cost(page["items"])
    return page


@router.get("/charging/sessions/{session_id}", gate=READ, response=s.ChargeSessionOut)
def read_charge_session(request: Request, session_id: DeviceId) -> Any:
    """充电记录与账单"""
    return queries.session(request.actor, session_id)


@router.post("/charging/sessions/{session_id}/stop", gate=MANAGE, response=s.ChargeSessionOut)
def stop_charge_session(request: Request, session_id: DeviceId) -> Any:
    """后台结束充电"""
    return charging.stop_charging(actor=request.actor, session_id=session_id, permission=MANAGE)


@router.post("/charging/sessions/{session_id}/close", gate=MANAGE, response=s.ChargeSessionOut)
def close_charge_session(request: Request, session_id: DeviceId, body: sent.ChargeCloseIn) -> Any:
    """桩未上报时人工结束记录"""
    return charging.close_session(actor=request.actor, session_id=session_id, reason=body.reason)


@router.get("/charging/tariffs", gate=READ, response=Page[s.TariffOut])
def list_tariffs(request: Request, paging: Query[Paging]) -> Any:
    """电价"""
    return paging.of(queries.all_tariffs(request.actor), s.TariffOut)


@router.post("/charging/tariffs", gate=MANAGE, response={201: s.TariffOut})
def make_tariff(request: Request, body: sent.TariffIn) -> Any:
    """新建电价"""
    return Status(201, _save_tariff(request, body, None))


@router.put("/charging/tariffs/{tariff_id}", gate=MANAGE, response=s.TariffOut)
def change_tariff(request: Request, tariff_id: DeviceId, body: sent.TariffIn) -> Any:
    """修改电价（不影响已开始的充电）"""
    return _save_tariff(request, body, tariff_id)


def _save_tariff(request: Request, body: sent.TariffIn, tariff_id: int | None) -> Any:
    fields = body.dict(exclude={"periods"})
    periods = [period.as_kept() for period in body.periods]
    return tariffs.save_tariff(actor=request.actor, tariff_id=tariff_id, periods=periods, **fields)


@router.get("/charging/cards", gate=READ, response=Page[s.ChargeCardOut])
def list_cards(request: Request, filters: Query[sent.SearchFilter], paging: Query[Paging]) -> Any:
    """充电卡"""
    return paging.of(queries.cards(request.actor, q=filters.q), s.ChargeCardOut)


@router.post("/charging/cards", gate=MANAGE, response={201: s.ChargeCardOut})
def make_card(request: Request, body: sent.CardIn) -> Any:
    """登记充电卡"""
    return Status(201, charging.save_card(actor=request.actor, **body.dict()))


@router.put("/charging/cards/{card_id}", gate=MANAGE, response=s.ChargeCardOut)
def change_card(request: Request, card_id: DeviceId, body: sent.CardIn) -> Any:
    """修改充电卡"""
    return charging.save_card(actor=request.actor, card_id=card_id, **body.dict())


@router.post("/charging/cards/{card_id}/block", gate=MANAGE, response=s.ChargeCardOut)
def block_card(request: Request, card_id: DeviceId, body: sent.BlockIn) -> Any:
    """挂失或解挂"""
    return charging.block_card(actor=request.actor, card_id=card_id, blocked=body.blocked)


@router.get("/charging/spots", gate=USE, response=Page[spots.SpotRow])
def list_spots(request: Request, filters: Query[sent.SearchFilter], paging: Query[Paging]) -> Any:
    """附近的充电桩（居民）"""
    return paging.of(queries.spots(request.actor, q=filters.q), spots.SpotRow)


@router.get("/charging/spots/{pile_number}", gate=USE, response=spots.SpotOut)
def read_spot(request: Request, pile_number: Number) -> Any:
    """充电桩与现在的价格（居民）"""
    return queries.spot(request.actor, pile_number)


@router.post("/charging/mine", gate=USE, response={201: s.ChargeSessionOut})
def start_charging(request: Request, body: sent.StartIn) -> Any:
    """手机开始充电（居民）"""
    session = charging.start_charging(actor=request.actor, **body.dict())
    return Status(201, session)


@router.get("/charging/mine", gate=USE, response=Page[s.SessionRow])
def list_my_charging(request: Request, paging: Query[Paging]) -> Any:
    """我的充电（居民）"""
    page = paging.of(queries.own_sessions(request.actor))
    queries.with_cost(page["items"])
    return page


@router.get("/charging/mine/{session_id}", gate=USE, response=s.ChargeSessionOut, openapi_extra=OWN)
def read_my_charging(request: Request, session_id: DeviceId) -> Any:
    """我的一次充电（居民）"""
    return queries.own_session(request.actor, session_id)


@router.post("/charging/mine/{session_id}/stop", gate=USE, response=s.ChargeSessionOut, openapi_extra=OWN)
def stop_my_charging(request: Request, session_id: DeviceId) -> Any:
    """结束我的充电（居民）"""
    return charging.stop_charging(actor=request.actor, session_id=session_id)
