"""The manifest of outreach (信息发布与精准触达)."""

from __future__ import annotations

from linli.kernel.access import roles as r
from linli.kernel.manifest import Function, Section
from linli.sections.outreach import answersmanifest as answers
from linli.sections.outreach import broadcastmanifest as broadcasts
from linli.sections.outreach import campaignmanifest as campaigns
from linli.sections.outreach import noticemanifest as notices
from linli.sections.outreach import peoplemanifest as people

OFFICE = (r.STREET, r.SECRETARY, r.WORKER)
FIELD = (*OFFICE, r.GRID)
OWN = (r.RESIDENT, r.RELATIVE)


class OutreachSection(Section):
    """信息发布与精准触达."""

    name = "linli.sections.outreach"
    title = "信息发布"
    order = 4
    icon = "Promotion"
    needs = ("registry", "cases", "devices", "insight", "administration", "alerts")
    functions = (
        Function("4.1", "通知公告·活动·政策法规", faces="CRS", permission="outreach.notice.read", done=True),
        Function("4.2", "条件圈选", faces="C", permission="outreach.audience.read", done=True),
        Function("4.3", "短信群发", faces="C", permission="outreach.campaign.read", done=True),
        Function("4.4", "智慧广播", faces="CD", permission=broadcasts.READ, done=True),
        Function("4.5", "自动回复", faces="RD", permission="outreach.answer.ask", done=True),
        Function("4.6", "多通道兜底", faces="C", permission="outreach.campaign.read", done=True),
        Function("4.7", "触达统计", faces="C", permission="outreach.campaign.read", done=True),
        Function("4.8", "惠民事项到人", faces="CR", permission="outreach.matter.read", done=True),
        Function("4.9", "应急预警", faces="CD", permission="outreach.emergency.read", done=True),
    )
    permissions = (
        *people.PERMISSIONS,
        *answers.PERMISSIONS,
        *campaigns.PERMISSIONS,
        *broadcasts.PERMISSIONS,
        *notices.PERMISSIONS,
    )
    menu = (*people.MENU, *notices.MENU, *campaigns.MENU, *answers.MENU, *broadcasts.MENU)
    profile = (*campaigns.PROFILE,)
    sms = (*campaigns.SMS, *answers.SMS)
    settings = (
        *notices.SETTINGS,
        *campaigns.SETTINGS,
        *answers.SETTINGS,
    )
    todos = (
        *people.TODOS,
        *notices.TODOS,
        *campaigns.TODOS,
        *answers.TODOS,
    )
    bell = notices.BELL
    tiles = notices.TILES
    doors = (*notices.DOORS, *answers.DOORS)
    webhooks = notices.WEBHOOKS
