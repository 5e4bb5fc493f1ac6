"""The part of the manifest for the broadcasts (智慧广播)."""

from __future__ import annotations

from linli.kernel.access import roles as r
from linli.kernel.manifest import MenuItem, Permission

OFFICE = (r.STREET, r.SECRETARY, r.WORKER)
READ = "outreach.broadcast.read"

PERMISSIONS = (
    Permission(READ, "查看广播和播放记录", roles=(*OFFICE, r.GRID, r.PROPERTY_MANAGER)),
    Permission("outreach.broadcast.send", "发起和撤回广播", roles=OFFICE),
    Permission(
        "outreach.broadcast.urgent",
        "发起紧急广播（打断正在播放的，不受时段限制）",
        roles=(r.STREET, r.SECRETARY),
    ),
    Permission("outreach.broadcast.manage", "设置广播分区、音量和定时节目", roles=OFFICE),
)
MENU = (MenuItem("智慧广播", path="/outreach/broadcasts", permission=READ),)
