"""Samples of notices and emergencies for the walk over every route."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from linli.kernel import files
from linli.kernel.access import SYSTEM
from linli.kernel.models import Area
from linli.sections.outreach.models import Emergency, Notice, NoticeVersion, SignUp
from linli.sections.outreach.services.drafting import READ, NoticeData, write_notice


def samples(area: Area) -> dict[str, Any]:
    """A notice that is shown, with a file and somebody who comes; a warning that waits."""
    notice = _shown(area)
    coming = SignUp.objects.create(notice=notice, person_id=1)
    return {
        "notice_id": notice.pk, "file_id": notice.files[0]["id"], "sign_up_id": coming.pk,
        "emergency_id": _waiting(area).pk,
    }  # fmt: skip


def bodies(area: Area) -> dict[str, Any]:
    """A valid JSON body for each operation that takes one."""
    words = {"title": f"{area.name}停水", "html": "<p>请储水</p>"}
    warning = {"event": "暴雨", "headline": f"{area.name}暴雨", "override": "河水可能漫堤"}
    return {
        "outreach_write_notice": {**words, "area_id": area.pk},
        "outreach_change_notice": {**words, "revision": 1},
        "outreach_review_notice": {"revision": 1, "approve": True},
        "outreach_pin_notice": {"days": 3},
        "outreach_withdraw_notice": {"reason": "时间有变"},
        "outreach_note_attendance": {"came": True},
        "outreach_sign_up": {"people": 1},
        "outreach_issue_emergency": {**warning, "area_id": area.pk},
        "outreach_update_emergency": warning,
        "outreach_cancel_emergency": {"reason": "雨停了"},
        "outreach_accept_warning": {"override": "河水可能漫堤"},
        "outreach_refuse_warning": {"reason": "不涉及本地"},
        "outreach_stop_warning": {"reason": "险情已除"},
    }


def _shown(area: Area) -> Notice:
    file = files.kept(b"%PDF-", name="附件.pdf", content_type="application/pdf", area=area, permission=READ)
    data = NoticeData(title=f"{area.name}通知", html="<p>内容</p>", file_ids=[file.pk], open=False)
    notice = write_notice(actor=SYSTEM, area_id=area.pk, data=data)
    words = {name: getattr(notice, name) for name in ("title", "brief", "html", "text", "files")}
    notice.shown = NoticeVersion.objects.create(notice=notice, number=1, **words)
    notice.save()
    return notice


def _waiting(area: Area) -> Emergency:
    now = timezone.now()
    return Emergency.objects.create(
        way="in", area=area, source="met", identifier=f"met-{area.pk}", sender="met@example.org", sent=now,
        status="Actual", msg_type="Alert", category="Met", event="暴雨", urgency="Expected", severity="Minor",
        certainty="Likely", headline=f"{area.name}暴雨", expires=now + dt.timedelta(hours=2), xml="<alert/>",
    )  # fmt: skip
