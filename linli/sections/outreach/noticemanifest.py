"""What the manifest says of notices (4.1) and emergencies (4.9)."""

from __future__ import annotations

from linli.kernel.access import roles as r
from linli.kernel.manifest import Door, MenuItem, Permission, Setting, Tile, WebhookEvent

LEADERS = (r.STREET, r.SECRETARY)
OFFICE = (*LEADERS, r.WORKER)
STAFF = (*OFFICE, r.GRID)
OWN = (r.RESIDENT, r.RELATIVE)
PERMISSIONS = (
    Permission("outreach.notice.read", "查看通知、活动和政策的编写情况与阅读回执", roles=STAFF),
    Permission("outreach.notice.write", "编写和撤回通知、活动、政策", roles=OFFICE),
    Permission("outreach.notice.review", "审核别人编写的通知", roles=OFFICE),
    Permission("outreach.notice.own", "看发给自己的通知、报名活动", roles=OWN),
    Permission("outreach.emergency.read", "查看应急预警", roles=STAFF),
    Permission("outreach.emergency.issue", "发布、更新和解除应急预警", roles=LEADERS),
)
MENU = (
    MenuItem(
        "通知公告",
        path="/outreach/notices",
        permission="outreach.notice.read",
        badge="linli.sections.outreach.queries.notices.waiting_count",
    ),
    MenuItem(
        "应急预警",
        path="/outreach/emergencies",
        permission="outreach.emergency.read",
        badge="linli.sections.outreach.queries.emergencies.waiting_count",
    ),
)
TODOS = (
    "linli.sections.outreach.queries.notices.todos",
    "linli.sections.outreach.queries.emergencies.todos",
)
BELL = ("linli.sections.outreach.queries.emergencies.bell",)
TILES = (
    Tile(
        "outreach.emergency",
        "应急预警",
        query="linli.sections.outreach.queries.emergencies.tile",
        column="middle",
        order=0,
    ),
)
DOORS = (Door("feeds/", "linli.sections.outreach.feeds.routes.api"),)
SETTINGS = (
    Setting(
        "outreach.cap_at_once",
        True,
        "外部发来的实际预警，紧迫（Immediate/Expected）、严重（Extreme/Severe）且已确定或很可能时，不等人确认直接发出",
    ),
    Setting("outreach.cap_sender", "linli@localhost", "本平台在 CAP 预警中的发布单位标识，不含空格和逗号"),
)
WEBHOOKS = (
    WebhookEvent(
        "emergency.issued",
        "发布应急预警",
        "linli.sections.outreach.events.EmergencyIssued",
        "linli.sections.outreach.queries.emergencies.pushed",
    ),
    WebhookEvent(
        "emergency.ended",
        "应急预警解除",
        "linli.sections.outreach.events.EmergencyEnded",
        "linli.sections.outreach.queries.emergencies.pushed",
    ),
)
