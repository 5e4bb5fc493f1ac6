"""The part of the manifest for campaigns (触达任务): SMS, the ladder, the lists, the numbers."""

from __future__ import annotations

from linli.kernel.access import roles as r
from linli.kernel.manifest import MenuItem, Permission, Setting, SmsTemplate

LEADERS = (r.STREET, r.SECRETARY)
OFFICE = (*LEADERS, r.WORKER)
FIELD = (*OFFICE, r.GRID)
QUERIES = "linli.sections.outreach.queries"

PERMISSIONS = (
    Permission("outreach.campaign.read", "查看触达任务和统计", roles=FIELD),
    Permission("outreach.campaign.plan", "拟定触达任务", roles=OFFICE),
    Permission("outreach.campaign.send", "启动和撤回触达任务（会发短信、产生费用）", roles=OFFICE),
    Permission("outreach.target.tick", "打电话、上门并登记结果，核销", roles=FIELD),
    Permission("outreach.quiet.override", "免打扰时段照发短信（留痕）", roles=LEADERS),
    Permission("outreach.phone.reveal", "查看短信记录里的完整号码（留痕）", roles=OFFICE),
    Permission("outreach.message.own", "看社区发给自己的消息，设置短信退订", roles=(r.RESIDENT, r.RELATIVE)),
)
MENU = (
    MenuItem("触达任务", path="/outreach/campaigns", permission="outreach.campaign.read"),
    MenuItem("电话与上门名单", path="/outreach/rounds", permission="outreach.target.tick",
             badge=f"{QUERIES}.rounds.due_count"),
)  # fmt: skip
TODOS = (f"{QUERIES}.rounds.todos",)
PROFILE = (f"{QUERIES}.rounds.person_profile",)
SETTINGS = (
    Setting("outreach.quiet_hours", "21:00-08:00", "免打扰时段，不发普通短信；应急信息和写明理由的不受限"),
    Setting("outreach.sms_per_day", 5, "一个号码一天最多收到几条触达短信（应急除外）"),
    Setting("outreach.sms_price_fen", 5.0, "一条短信的估算价格（分）；超过 70 字按每 67 字一条计"),
)
SMS = (
    SmsTemplate(
        "outreach.notice", "社区通知", "{names}：{title}。{brief}。详情请在社区手机页面查看或致电社区。"
    ),
    SmsTemplate("outreach.confirm", "社区通知（请回复）", "{names}：{title}。{brief}。知道了请回复1。"),
    SmsTemplate(
        "outreach.emergency", "应急通知", "紧急通知 {names}：{title}。{brief}。请按社区安排行动，并转告家人。"
    ),
)
