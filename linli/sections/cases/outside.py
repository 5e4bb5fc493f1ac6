"""What the section offers to outside systems: doors of its own, and events that are pushed to who wants them."""

from __future__ import annotations

from linli.kernel.manifest import Door, WebhookEvent

EVENTS = "linli.sections.cases.events."
PAYLOAD = "linli.sections.cases.queries.pushed.payload"
DOORS = (
    Door("open311/v2/", "linli.sections.cases.open311.routes.production"),
    Door("open311/test/v2/", "linli.sections.cases.open311.routes.test"),
)
PUSHED = tuple(
    WebhookEvent(f"case.{kind}", title, f"{EVENTS}{event}", PAYLOAD)
    for kind, title, event in (
        ("reported", "收到诉求", "CaseReported"),
        ("accepted", "受理", "CaseAccepted"),
        ("rejected", "不予受理", "CaseRejected"),
        ("dispatched", "派遣", "CaseDispatched"),
        ("returned", "退回", "CaseReturned"),
        ("suspended", "挂起", "CaseSuspended"),
        ("resumed", "恢复办理", "CaseResumed"),
        ("extended", "延期", "CaseExtended"),
        ("handled", "处置完成，待核查", "CaseHandled"),
        ("closed", "结案", "CaseClosed"),
        ("reopened", "重开", "CaseReopened"),
        ("merged", "合并", "CaseMerged"),
        ("voided", "作废", "CaseVoided"),
        ("overdue_soon", "快到时限", "CaseDeadlineNear"),
        ("escalated", "逐级督办", "CaseEscalated"),
    )
)
