"""The part of the manifest for care in action: guarding, visits, the medicine cabinet, reminders."""

from __future__ import annotations

from linli.kernel.access import roles as r
from linli.kernel.manifest import MenuItem, Permission, Setting

LOOKERS = (r.SECRETARY, r.WORKER, r.GRID, r.DOCTOR)
CARERS = (r.SECRETARY, r.GRID, r.DOCTOR)
OWN = (r.RESIDENT, r.RELATIVE)
QUERIES = "linli.sections.eldercare.queries"

PERMISSIONS = (
    Permission("eldercare.guard.read", "查看安全守护", roles=CARERS, sealed=True),
    Permission("eldercare.guard.manage", "设定安全守护和外出登记", roles=(r.SECRETARY, r.GRID), sealed=True),
    Permission("eldercare.message.send", "给老人和家属发消息", roles=CARERS),
    Permission("eldercare.safe.say", "报平安、登记自己外出", roles=OWN),
    Permission("eldercare.visit.read", "查看探访记录", roles=CARERS, sealed=True),
    Permission("eldercare.visit.do", "探访签到和登记", roles=CARERS, sealed=True),
    Permission("eldercare.visit.plan", "设定探访频次、督促逾期", roles=(r.SECRETARY,), sealed=True),
    Permission("eldercare.visit.count", "查看探访覆盖情况", roles=(r.STREET, *LOOKERS)),
    Permission("eldercare.cabinet.read", "查看买药柜库存", roles=LOOKERS),
    Permission(
        "eldercare.cabinet.manage", "维护药品和药柜，召回批次", roles=(r.SECRETARY, r.WORKER, r.DOCTOR)
    ),
    Permission("eldercare.cabinet.restock", "补货、复核、盘点", roles=LOOKERS),
    Permission("eldercare.prescription.check", "审核处方", roles=(r.DOCTOR,), sealed=True),
    Permission("eldercare.dispensing.read", "查看取药记录", roles=CARERS, sealed=True),
    Permission("eldercare.medicine.help", "代老人交处方和取药", roles=(r.GRID, r.DOCTOR), sealed=True),
    Permission("eldercare.medicine.buy", "取药、交处方", roles=OWN),
    Permission("eldercare.reminder.manage", "维护用药和体检提醒", roles=CARERS, sealed=True),
    Permission("eldercare.reminder.own", "查看并确认自己的提醒", roles=OWN),
)
MENU = (
    MenuItem("安全守护", path="/eldercare/guard", permission="eldercare.guard.read",
             badge=f"{QUERIES}.guard.waiting_count"),
    MenuItem("今日探访", path="/eldercare/rounds", permission="eldercare.visit.do",
             badge=f"{QUERIES}.visits.due_count"),
    MenuItem("探访记录", path="/eldercare/visits", permission="eldercare.visit.read"),
    MenuItem("买药柜", path="/eldercare/cabinets", permission="eldercare.cabinet.read",
             badge=f"{QUERIES}.cabinets.waiting_count"),
    MenuItem("提醒", path="/eldercare/reminders", permission="eldercare.reminder.manage",
             badge=f"{QUERIES}.reminders.missed_count"),
)  # fmt: skip
TODOS = (f"{QUERIES}.visits.todos",)
SETTINGS = (
    Setting("eldercare.visit_days_high", 7, "关爱等级高的老人，每几天探访一次"),
    Setting("eldercare.visit_days_medium", 30, "关爱等级较高的老人，每几天探访一次"),
    Setting("eldercare.visit_days_low", 90, "关爱等级一般的老人，每几天电话问候一次"),
    Setting("eldercare.expiry_days", 90, "药品到期前几天开始提示"),
    Setting("eldercare.expiry_soon_days", 30, "药品到期前几天升为一般预警"),
    Setting("eldercare.quiet_hours", "21:30-06:30", "夜间不用音箱和短信提醒的时段；只在手机页面显示"),
    Setting("eldercare.confirm_minutes", 60, "提醒发出后多久没有确认算未确认（分钟）"),
)
