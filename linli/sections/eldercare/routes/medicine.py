"""Medicine for the elder: the shelf, taking some, prescriptions; and the doctor's check."""

from __future__ import annotations

from typing import Annotated, Any

from ninja import File, Form, Query
from ninja.files import UploadedFile

from linli.kernel.api import Page, Paging, Request
from linli.sections.eldercare.models import Dispensing
from linli.sections.eldercare.queries import cabinets as q
from linli.sections.eldercare.reach import elder_for, own_elder
from linli.sections.eldercare.routes.base import OWN, Id, router
from linli.sections.eldercare.schemas import medicine as s
from linli.sections.eldercare.schemas.cabinet import RecallReason
from linli.sections.eldercare.services import pickup, prescriptions
from linli.sections.eldercare.services.dispensing import Wish, dispense

BUY, HELP, CHECK = prescriptions.BUY, prescriptions.HELP, prescriptions.CHECK
DISPENSED = "eldercare.dispensing.read"


@router.get("/my/shelf", gate=BUY, response=list[s.ShelfCabinet], **OWN)
def my_shelf(request: Request) -> Any:
    """我能取的药"""
    return q.shelf(own_elder(request.actor, BUY))


@router.post("/my/dispensings", gate=BUY, response=s.DispensingOut, **OWN)
def take_medicine(request: Request, body: s.WishIn) -> Any:
    """取药（打开货道）"""
    elder = own_elder(request.actor, BUY)
    return dispense(actor=request.actor, elder=elder, wish=Wish(**body.dict()), way=Dispensing.Way.PHONE)


@router.get("/my/dispensings", gate=BUY, response=list[s.DispensingOut], **OWN)
def my_dispensings(request: Request) -> Any:
    """我取过的药"""
    return list(q.own_dispensings(own_elder(request.actor, BUY))[:50])


@router.post(
    "/my/pickups", gate=BUY, response=s.PickupOut, openapi_extra={"x-reach": "own", "x-not-remembered": True}
)
def make_pickup(request: Request, body: s.PickupIn) -> Any:
    """取药码（到柜机上输入）"""
    elder = own_elder(request.actor, BUY)
    return pickup.make_code(actor=request.actor, elder=elder, **body.dict())


@router.get("/my/prescriptions", gate=BUY, response=list[s.PrescriptionOut], **OWN)
def my_prescriptions(request: Request) -> Any:
    """我的处方"""
    return list(q.own_prescriptions(own_elder(request.actor, BUY))[:50])


@router.post("/my/prescriptions", gate=BUY, response=s.PrescriptionOut, **OWN)
def hand_in_prescription(request: Request, file: File[UploadedFile]) -> Any:
    """交处方照片"""
    return prescriptions.hand_in_prescription(actor=request.actor, upload=file)


@router.get("/prescriptions", gate=CHECK, response=Page[s.PrescriptionOut])
def list_prescriptions(request: Request, paging: Query[Paging]) -> Any:
    """处方审核"""
    return paging.of(q.prescriptions(request.actor), s.PrescriptionOut)


@router.post("/prescriptions", gate=HELP, response=s.PrescriptionOut)
def hand_in_for_elder(
    request: Request, file: File[UploadedFile], elder_id: Annotated[int, Form(ge=1, le=2**53)]
) -> Any:
    """代老人交处方照片"""
    return prescriptions.hand_in_prescription(actor=request.actor, upload=file, elder_id=elder_id)


@router.post("/prescriptions/{prescription_id}/check", gate=CHECK, response=s.PrescriptionOut)
def check_prescription(request: Request, prescription_id: Id, body: s.PrescriptionCheck) -> Any:
    """处方审核通过"""
    facts = body.dict(exclude={"lines"})
    lines = [prescriptions.Prescribed(**line.dict()) for line in body.lines]
    return prescriptions.check_prescription(
        actor=request.actor, prescription_id=prescription_id, lines=lines, **facts
    )


@router.post("/prescriptions/{prescription_id}/refuse", gate=CHECK, response=s.PrescriptionOut)
def refuse_prescription(request: Request, prescription_id: Id, body: RecallReason) -> Any:
    """处方审核不通过"""
    return prescriptions.refuse_prescription(
        actor=request.actor, prescription_id=prescription_id, reason=body.reason
    )


@router.get("/dispensings", gate=DISPENSED, response=Page[s.DispensingOut])
def list_dispensings(request: Request, paging: Query[s.DispensingPaging]) -> Any:
    """取药记录"""
    return paging.of(q.dispensings(request.actor), s.DispensingOut)


@router.post("/dispensings", gate=HELP, response=s.DispensingOut)
def dispense_for_elder(request: Request, body: s.HelpedWishIn) -> Any:
    """代老人取药"""
    elder = elder_for(request.actor, HELP, body.elder_id)
    wish = Wish(**body.dict(exclude={"elder_id"}))
    return dispense(actor=request.actor, elder=elder, wish=wish, way=Dispensing.Way.HELPED)
