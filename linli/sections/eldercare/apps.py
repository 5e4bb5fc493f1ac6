"""The manifest of elder care (为老服务与健康关爱)."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_migrate

from linli.kernel.access import roles as r
from linli.kernel.manifest import (
    Function,
    MenuItem,
    Permission,
    Recipient,
    Section,
    Setting,
    SmsTemplate,
    Tile,
)
from linli.kernel.offers import Layer
from linli.sections.eldercare import caremanifest as care

LOOKERS = (r.SECRETARY, r.WORKER, r.GRID, r.DOCTOR)
"""Who works with the lists of elders."""
CARERS = (r.SECRETARY, r.GRID, r.DOCTOR)
"""Who may know an elder's health: the escalation chain and the doctor; nobody else, not even the administrator."""
OFFICE = (r.SECRETARY, r.WORKER, r.GRID)
OWN = (r.RESIDENT, r.RELATIVE)
READ = "eldercare.elder.read"
HEALTH = "eldercare.health.read"
QUERIES = "linli.sections.eldercare.queries"


class ElderCareSection(Section):
    """为老服务."""

    name = "linli.sections.eldercare"
    title = "为老服务"
    order = 5
    icon = "FirstAidKit"
    needs = ("registry", "devices", "alerts", "cases", "administration")
    functions = (
        Function("5.1", "老人分类库", faces="C", permission=READ, done=True),
        Function("5.2", "动态健康档案", faces="CR", permission=HEALTH, done=True),
        Function("5.3", "穿戴设备绑定与授权", faces="CRD", permission="eldercare.binding.manage", done=True),
        Function("5.4", "体征阈值规则", faces="C", permission="eldercare.limit.manage", done=True),
        Function("5.5", "健康·跌倒·SOS·久未活动预警", faces="CR", permission=HEALTH, done=True),
        Function("5.6", "探访关爱", faces="C", permission="eldercare.visit.read", done=True),
        Function("5.7", "家属端", faces="R", permission="eldercare.relative.read", done=True),
        Function("5.8", "智能买药柜", faces="CRD", permission="eldercare.cabinet.read", done=True),
        Function("5.9", "用药与体检提醒", faces="R", permission="eldercare.reminder.own", done=True),
    )
    permissions = (
        Permission(READ, "查看老人名单和分类", roles=LOOKERS),
        Permission("eldercare.elder.manage", "维护老人分类、评估和复核", roles=OFFICE),
        Permission(HEALTH, "查看老人的健康档案和体征（留痕）", roles=CARERS, sealed=True),
        Permission("eldercare.health.record", "登记和更正体征、健康情况", roles=CARERS, sealed=True),
        Permission("eldercare.health.judge", "设定血氧目标等医疗判断", roles=(r.DOCTOR,), sealed=True),
        Permission("eldercare.health.exchange", "导出和导入健康数据（FHIR）", roles=(r.SECRETARY, r.DOCTOR), sealed=True),
        Permission("eldercare.limit.manage", "设定个人体征阈值", roles=(r.GRID, r.DOCTOR), sealed=True),
        Permission("eldercare.binding.manage", "登记穿戴设备的绑定、授权和撤回", roles=OFFICE),
        Permission("eldercare.relative.manage", "邀请和取消家属", roles=OFFICE),
        Permission("eldercare.own.read", "查看自己的健康数据，管理家属，撤回授权", roles=OWN),
        Permission("eldercare.relative.read", "查看经老人同意的健康情况", roles=OWN),
        Permission("eldercare.count.read", "在大屏显示为老服务数", roles=(r.STREET, *LOOKERS, r.SCREEN)),
        *care.PERMISSIONS,
    )  # fmt: skip
    menu = (MenuItem("老人", path="/eldercare", permission=READ), *care.MENU)
    settings = (
        Setting("eldercare.phone", "", "家属页面上显示的社区为老服务电话"),
        *care.SETTINGS,
    )
    sms = (
        SmsTemplate("eldercare.reminder", "用药和体检提醒", "提醒您：{text}"),
        SmsTemplate("eldercare.message", "给家属的消息", "关于{elder}：{text}（{who}）"),
    )
    recipients = (Recipient("relatives", "家属", f"{QUERIES}.kin.relatives_to_tell"),)
    todos = (f"{QUERIES}.todos", *care.TODOS)
    search = (f"{QUERIES}.search",)
    profile = (f"{QUERIES}.person_profile",)
    layers = (Layer("eldercare.alone", "独居老人", f"{QUERIES}.offers.alone_marks", (READ,), "circle", 20),)
    tiles = (Tile("eldercare.counts", "为老服务", query=f"{QUERIES}.tile", column="left", order=3),)

    def ready(self) -> None:
        """Every migrated database has the ready-made categories."""
        post_migrate.connect(_fill, sender=self)


def _fill(using: str, **_: Any) -> None:
    from linli.sections.eldercare.catalogue import ensure_categories

    if using == "default":
        ensure_categories()
