"""An alert becomes somebody's job (预警转工单), and the job's end ends the alert."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from linli.kernel import audit
from linli.kernel.access import SYSTEM, Actor
from linli.kernel.audit import Deed
from linli.kernel.errors import Conflict
from linli.kernel.events import publish_many
from linli.kernel.live import touch
from linli.sections.alerts.access import lock_alert
from linli.sections.alerts.events import AlertResolved
from linli.sections.alerts.models import Alert, Severity
from linli.sections.alerts.services.raising import note
from linli.sections.cases import queries
from linli.sections.cases import services as cases

URGENT = Severity.MAJOR
REFERENCE = "alert:"


@transaction.atomic
def make_case(*, actor: Actor, alert_id: int, text: str = "") -> Alert:
    """转工单: opens a case for the alert, once; later calls return the alert with the case it has."""
    alert = lock_alert(actor, alert_id)
    if alert.case_id:
        return alert
    if not alert.live:
        raise Conflict("预警已结束，不能再转工单。")
    case = cases.report_case(
        actor=actor, source="alert", category=_category(alert), text=_text(alert, text), area=alert.area,
        place=alert.where, urgent=alert.severity >= URGENT,
        source_ref=f"{REFERENCE}{alert.pk}",
    )  # fmt: skip
    alert.case_id, alert.case_number = case.pk, case.number
    alert.save(update_fields=["case_id", "case_number"])
    note(alert, actor, "case", f"已转工单 {case.number}")
    audit.record(actor, "alerts.alert.case_opened", target=alert, detail={"case": case.number})
    touch("alerts", alert.area_id)
    return alert


@transaction.atomic
def finish_with_case(*, case_id: int, source_ref: str, resolved: bool) -> int:
    """The case is closed: the alerts it stands for are resolved too. Returns how many were."""
    ended = [*_of_case(case_id, source_ref)]
    for alert in ended:
        alert.status, alert.closed_at = Alert.Status.RESOLVED, timezone.now()
        alert.resolution = f"工单 {alert.case_number} 已办结" + ("" if resolved else "（未完全解决）")
        alert.save(update_fields=["status", "closed_at", "resolution"])
        note(alert, SYSTEM, "resolved", alert.resolution)
        touch("alerts", alert.area_id)
    _recorded("resolved", ended)
    publish_many([AlertResolved(alert.pk, by_itself=False) for alert in ended])
    return len(ended)


@transaction.atomic
def take_back_from_case(*, case_id: int, source_ref: str) -> int:
    """The case was refused or struck off: its alerts are for people to handle, who may reopen it. Returns how many."""
    back = [*_of_case(case_id, source_ref)]
    for alert in back:
        note(alert, SYSTEM, "case", f"工单 {alert.case_number} 未予办理，请继续处置这条预警，或申诉重开工单")
        touch("alerts", alert.area_id)
    _recorded("case_lost", back)
    return len(back)


@transaction.atomic
def move_to_case(*, case_id: int, source_ref: str, into_id: int) -> int:
    """The case was merged: its alerts end with the one that goes on. Returns how many moved."""
    moved = [*_of_case(case_id, source_ref)]
    for alert in moved:
        alert.case_id = into_id
        alert.save(update_fields=["case_id"])
        note(alert, SYSTEM, "case", f"工单 {alert.case_number} 已并入同一件事的另一工单")
        touch("alerts", alert.area_id)
    return len(moved)


def _recorded(verb: str, alerts: Sequence[Alert]) -> None:
    audit.record_many(
        SYSTEM, [Deed(f"alerts.alert.{verb}", a, detail={"case": a.case_number}) for a in alerts]
    )


def _of_case(case_id: int, source_ref: str) -> Iterable[Alert]:
    """The live alerts behind a case, locked: those that point at it, and the one it was opened for."""
    own = source_ref.removeprefix(REFERENCE) if source_ref.startswith(REFERENCE) else ""
    behind = Q(case_id=case_id) | Q(pk=int(own) if own.isdecimal() else None)
    return Alert.objects.select_for_update().filter(behind, status__in=Alert.LIVE).order_by("pk")


def _category(alert: Alert) -> str:
    """The kind's category while it is in use, else “other”, to be settled when the case is accepted."""
    code = alert.kind.case_category
    usable = queries.categories().filter(code=code, active=True, children=None)
    return code if code and usable.exists() else ""


def _text(alert: Alert, text: str) -> str:
    """What the case says; health values stay in the alert, which fewer people may read."""
    about = "" if alert.kind.health else alert.message
    moment = timezone.localtime(alert.raised_at).strftime("%m月%d日 %H:%M")
    head = f"【{alert.kind.title}】{alert.source_title}，{moment} 发生。"
    return "\n".join(filter(None, (head, about, text.strip())))
