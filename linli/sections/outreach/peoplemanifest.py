"""What the manifest says of rules, audiences and matters (条件圈选, 惠民事项)."""

from __future__ import annotations

from linli.kernel.access import roles as r
from linli.kernel.manifest import MenuItem, Permission

OFFICE = (r.STREET, r.SECRETARY, r.WORKER)
FIELD = (*OFFICE, r.GRID)
AUDIENCE, MATTER = "outreach.audience.read", "outreach.matter.read"

PERMISSIONS = (
    Permission(AUDIENCE, "查看圈选名单和规则", roles=FIELD),
    Permission("outreach.audience.manage", "圈选人员，核实待核实名单", roles=FIELD),
    Permission("outreach.rule.manage", "编写和发布圈选规则", roles=OFFICE),
    Permission(MATTER, "查看惠民事项和办理进度", roles=FIELD),
    Permission("outreach.matter.manage", "发起、修改和结束惠民事项", roles=OFFICE),
    Permission("outreach.matter.handle", "登记告知、办理和代办人", roles=FIELD),
    Permission("outreach.matter.export", "导出含身份证号的上报名册（留痕）", roles=(r.SECRETARY, r.WORKER)),
    Permission("outreach.matter.own", "查看和办理自己的惠民事项", roles=(r.RESIDENT, r.RELATIVE)),
)
MENU = (
    MenuItem("惠民事项", path="/outreach/matters", permission=MATTER),
    MenuItem("条件圈选", path="/outreach/audiences", permission=AUDIENCE),
)
TODOS = ("linli.sections.outreach.queries.matters.todos",)
