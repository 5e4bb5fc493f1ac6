"""Making a visit (探访签到): reported from the phone, also hours later when it had no network."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass, field
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.utils import timezone

from linli.kernel import audit, files, live
from linli.kernel.access import Actor
from linli.kernel.errors import Conflict, DomainError
from linli.kernel.events import publish
from linli.kernel.models import StoredFile
from linli.sections.alerts import services as alerts
from linli.sections.cases import services as cases
from linli.sections.eldercare.events import ElderVisited
from linli.sections.eldercare.models import Elder, Visit, VisitPhoto
from linli.sections.eldercare.reach import elder_for, locked
from linli.sections.eldercare.services import measuring
from linli.sections.registry import queries as registry

DO, READ = "eldercare.visit.do", "eldercare.visit.read"
SALT = "eldercare.home"
NEAR_M = 150
EARTH_M = 6_371_000
OLDEST = dt.timedelta(days=14)
AHEAD = dt.timedelta(minutes=5)
MOST_PHOTOS = 6
State = Visit.State


@dataclass(frozen=True)
class Report:
    """What the visitor says. `key` is made on the phone; `spot` is {lat, lon, accuracy}; `code` the home's QR code."""

    key: str
    at: dt.datetime
    way: str
    answered: bool
    answers: dict[str, Any]
    note: str = ""
    spot: dict[str, float] | None = None
    code: str = ""
    photos: tuple[int, ...] = ()
    case_text: str = ""
    alert_result: str = ""
    measured: dict[str, float] = field(default_factory=dict)


def home_code(elder: Elder) -> str:
    """The signed code that hangs inside the home (门牌码): who scans it was there."""
    return Signer(salt=SALT).sign(str(elder.pk))


@transaction.atomic
def check_in(*, actor: Actor, visit_id: int, report: Report) -> Visit:
    """探访签到: sent again with the same key it changes nothing. Raises Conflict when somebody else was faster."""
    visit = locked(Visit, actor, DO, visit_id)
    if visit.key == report.key:
        return visit
    if visit.state in (State.DONE, State.SKIPPED):
        raise Conflict(_over(visit))
    elder = visit.elder
    _check(report)
    visit.key, visit.state, visit.way = report.key, State.DONE, report.way
    visit.done_at, visit.received_at, visit.done_by_id = report.at, timezone.now(), actor.user_id
    visit.answered, visit.answers, visit.note = report.answered, report.answers, report.note.strip()[:500]
    visit.spot, visit.distance_m = report.spot, _distance(elder, report.spot)
    visit.proof = _proof(elder, report, visit.distance_m)
    _open_case(actor, visit, report.case_text)
    visit.save()
    _attach(actor, visit, report.photos)
    if report.measured:
        measuring.record_at_visit(
            actor=actor, elder=elder, values=report.measured, at=report.at, key=report.key
        )
    if report.alert_result and visit.alert_id:
        alerts.resolve_alert(actor=actor, alert_id=visit.alert_id, result=report.alert_result)
    detail = {"way": report.way, "proof": visit.proof, "answered": report.answered}
    audit.record(actor, "eldercare.visit.made", target=visit, area=elder.area, detail=detail)
    publish(ElderVisited(visit.pk, elder.pk, elder.area_id))
    live.touch("eldercare", elder.area_id)
    return visit


@transaction.atomic
def visit_now(*, actor: Actor, elder_id: int, report: Report) -> Visit:
    """随访: a visit nobody had planned. The one due today or earlier is made by it, if there is one."""
    elder = elder_for(actor, DO, elder_id)
    _check(report)
    if known := Visit.objects.filter(key=report.key, elder=elder).first():
        return known
    due = Visit.objects.filter(elder=elder, state=State.DUE, due_on__lte=timezone.localdate(report.at))
    visit = due.order_by("-due_on").first() or Visit.objects.create(
        elder=elder, level=elder.risk, due_on=timezone.localdate(report.at), reason="随访"
    )
    return check_in(actor=actor, visit_id=visit.pk, report=report)


def upload_photo(*, actor: Actor, upload: UploadedFile[Any], elder_id: int) -> StoredFile:
    """A photo taken at a visit; who may read visits there may see it, its EXIF is gone."""
    elder = elder_for(actor, DO, elder_id)
    return files.store(actor, upload, area=elder.area, kind="image", permission=READ)


def _check(report: Report) -> None:
    now = timezone.now()
    wrong = {}
    if not now - OLDEST <= report.at <= now + AHEAD:
        wrong["at"] = "探访时间应在最近 14 天内。"
    if len(report.photos) > MOST_PHOTOS:
        wrong["photos"] = f"最多 {MOST_PHOTOS} 张照片。"
    if not report.answered and not report.note.strip():
        wrong["note"] = "没有见到人或没有接通，请写明情况。"
    if wrong:
        raise DomainError("请检查标出的内容。", fields=wrong)


def _proof(elder: Elder, report: Report, distance: int | None) -> str:
    """What shows that somebody was there: the home's code, the place, a photo, a call, or only their word."""
    if report.way == Visit.Way.PHONE:
        return "phone"
    if report.code and _is_code_of(elder, report.code):
        return "code"
    accuracy = (report.spot or {}).get("accuracy", 0)
    if distance is not None and distance <= NEAR_M + min(accuracy, NEAR_M):
        return "place"
    return "photo" if report.photos else "word"


def _is_code_of(elder: Elder, code: str) -> bool:
    try:
        return Signer(salt=SALT).unsign(code) == str(elder.pk)
    except BadSignature:
        raise DomainError("这个门牌码不对。", fields={"code": "请扫这户人家的门牌码。"}) from None


def _distance(elder: Elder, spot: dict[str, float] | None) -> int | None:
    """Metres between the phone and the elder's building; None when either is unknown."""
    building = elder.person.building_id
    there = registry.degrees_of(building) if spot and building else None
    if spot is None or there is None:
        return None
    return round(metres(spot["lat"], spot["lon"], there[1], there[0]))


def metres(lat_a: float, lon_a: float, lat_b: float, lon_b: float) -> float:
    """The distance between two places on the globe (haversine), in metres."""
    a, b = math.radians(lat_a), math.radians(lat_b)
    half = (
        math.sin((b - a) / 2) ** 2
        + math.cos(a) * math.cos(b) * math.sin(math.radians(lon_b - lon_a) / 2) ** 2
    )
    return 2 * EARTH_M * math.asin(min(1.0, math.sqrt(half)))


def _open_case(actor: Actor, visit: Visit, text: str) -> None:
    """What the elder needs becomes a case."""
    if not text.strip():
        return
    elder = visit.elder
    case = cases.report_case(
        actor=actor, source="grid", category="elderly", text=text.strip(), area=elder.area,
        place=elder.person.address, home_id=elder.person.home_id, source_ref=f"visit:{visit.key}",
    )  # fmt: skip
    visit.case_id, visit.case_number = case.pk, case.number


def _attach(actor: Actor, visit: Visit, photos: tuple[int, ...]) -> None:
    """Photos that this visitor uploaded."""
    mine = StoredFile.objects.filter(pk__in=photos, uploaded_by=actor.user_id, permission=READ)
    found = list(mine.order_by("pk"))
    if len(found) != len(set(photos)):
        raise DomainError("照片没有传上来，请重新添加。", fields={"photos": "有照片没有传上来。"})
    VisitPhoto.objects.bulk_create(VisitPhoto(visit=visit, file=file) for file in found)


def _over(visit: Visit) -> str:
    """Tells the slower of two visitors what has happened."""
    who = visit.done_by.name if visit.done_by else "同事"
    moment = timezone.localtime(visit.done_at).strftime("%m月%d日 %H:%M") if visit.done_at else "刚刚"
    return f"{who} 已于 {moment} 登记了这次探访（{visit.get_state_display()}）。"
