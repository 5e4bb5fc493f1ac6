"""The manifest of the cases section (诉求办理, 接诉即办)."""

from __future__ import annotations

from typing import Any

from django.db import connections
from django.db.models.signals import post_migrate

from linli.kernel.access import roles as r
from linli.kernel.manifest import Function, MenuItem, Permission, Section, Setting, Tile
from linli.sections.cases.offered import LAYERS, SHARES, TALLIES
from linli.sections.cases.outside import DOORS, PUSHED

OFFICE = (r.STREET, r.SECRETARY, r.WORKER)
FIELD = (*OFFICE, r.GRID)
PARTIES = (*FIELD, r.PROPERTY_MANAGER, r.PROPERTY_STAFF)
REPORTERS = (*PARTIES, r.COMMITTEE, r.DOCTOR, r.RELATIVE, r.RESIDENT)


class CasesSection(Section):
    """Requests from every door to a true end."""

    name = "linli.sections.cases"
    title = "诉求办理"
    order = 3
    icon = "ChatLineSquare"
    needs = ("registry",)
    functions = (
        Function("3.1", "随手拍上报", faces="RC", permission="cases.case.report", done=True),
        Function("3.2", "24小时留言板", faces="C", permission="cases.board.read", done=True),
        Function("3.3", "会客厅登记与代办代报", faces="C", permission="cases.case.enter", done=True),
        Function("3.4", "受理立案与查重合并", faces="C", permission="cases.case.accept", done=True),
        Function("3.5", "分类与自动派遣", faces="C", permission="cases.case.dispatch", done=True),
        Function("3.6", "处置：退回·挂起·协办·延期", faces="C", permission="cases.case.handle", done=True),
        Function("3.7", "核查与结案", faces="CR", permission="cases.case.verify", done=True),
        Function("3.8", "时限督办与逐级升级", faces="C", permission="cases.case.supervise", done=True),
        Function("3.9", "评价·回访·申诉重开", faces="RC", permission="cases.case.report", done=True),
        Function("3.10", "进度查询", faces="R", permission="cases.case.report", done=True),
        Function("3.11", "统计", faces="C", permission="cases.measures.read", done=True),
    )
    permissions = (
        Permission("cases.case.report", "上报诉求、办理自己的诉求", roles=REPORTERS),
        Permission("cases.case.read", "查看诉求", roles=PARTIES),
        Permission("cases.measures.read", "查看诉求统计", roles=(*PARTIES, r.SCREEN)),
        Permission("cases.case.enter", "来电来访登记、打印回执", roles=FIELD),
        Permission("cases.case.accept", "受理与不予受理", roles=OFFICE),
        Permission("cases.case.dispatch", "派遣", roles=OFFICE),
        Permission("cases.case.redispatch", "督办派遣（返工两次后）", roles=(r.STREET, r.SECRETARY)),
        Permission("cases.case.handle", "接单、退回、挂起、协办与处置", roles=PARTIES),
        Permission("cases.request.decide", "审批延期、派单异议与作废", roles=OFFICE),
        Permission("cases.case.note", "记录进展", roles=PARTIES),
        Permission("cases.case.verify", "核查结案", roles=FIELD),
        Permission("cases.case.supervise", "督办超期诉求", roles=OFFICE),
        Permission("cases.callback.do", "回访诉求人", roles=FIELD),
        Permission("cases.rule.manage", "管理派遣规则和升级办法", roles=(r.STREET, r.SECRETARY)),
        Permission("cases.board.read", "查看留言板", roles=FIELD),
        Permission("cases.board.check", "查看留言板、抄录留言、张贴回复", roles=FIELD),
        Permission("cases.board.oversee", "督促漏看的留言板", roles=(r.STREET, r.SECRETARY)),
        Permission("cases.board.manage", "登记和修改留言板", roles=OFFICE),
        Permission("cases.contact.reveal", "查看诉求人联系方式", roles=PARTIES),
        Permission("cases.open311.report", "经开放接口上报诉求", roles=(r.EXTERNAL,)),
        Permission("cases.category.manage", "管理诉求分类", roles=(r.STREET,)),
    )
    menu = (
        MenuItem("诉求列表", "/cases", "cases.case.read", badge="linli.sections.cases.queries.open_count"),
        MenuItem("诉求看板", "/cases/board", "cases.case.read"),
        MenuItem("来电来访登记", "/cases/new", "cases.case.enter"),
        MenuItem("24小时留言板", "/cases/boards", "cases.board.read"),
        MenuItem("张贴打印", "/cases/papers", "cases.case.enter"),
        MenuItem("诉求统计", "/cases/measures", "cases.measures.read"),
        MenuItem("督办", "/cases/supervise", "cases.case.supervise"),
        MenuItem("回访", "/cases/callbacks", "cases.callback.do"),
        MenuItem("派遣规则", "/cases/rules", "cases.rule.manage"),
        MenuItem("诉求分类", "/cases/categories", "cases.category.manage"),
    )
    tiles = (
        Tile(
            "cases.measures",
            "诉求四项",
            "linli.sections.cases.queries.measures_tile",
            column="right",
            order=1,
        ),
    )
    todos = ("linli.sections.cases.queries.todos",)
    search = ("linli.sections.cases.queries.search",)
    profile = ("linli.sections.cases.queries.person_profile",)
    layers, tallies, shares = LAYERS, TALLIES, SHARES
    doors = DOORS
    webhooks = PUSHED
    settings = (
        Setting("cases.respond_days", 1, "首次响应时限（工作日）"),
        Setting("cases.confirm_days", 3, "处置后等诉求人确认的工作日数，过后工作人员可以核查结案"),
        Setting("cases.reopen_days", 15, "结案后诉求人可以申诉重开的天数"),
        Setting("cases.suspend_days", 60, "一次最多挂起的天数"),
        Setting("cases.extension_days", 10, "一次最多申请延期的工作日数"),
        Setting("cases.extension_share", 10, "近 90 天延期诉求占比的上限（百分数），达到后不能再同意延期"),
        Setting("cases.callback_share", 0.3, "每周抽多少已结案、未评价的诉求回访（0 到 1）"),
        Setting("cases.callback_tries", 3, "电话打几次不通后可以核销"),
        Setting("cases.likely_days", 14, "登记时往前找多少天内的相似诉求"),
        Setting("cases.likely_share", 0.55, "相似到多少算可能重复（0 到 1；文字七成、地点三成）"),
        Setting("cases.board_grace_minutes", 60, "留言板到点后多少分钟内查看不算迟"),
        Setting("cases.board_escalate_minutes", 180, "留言板到点后多少分钟仍没人查看就报给书记"),
        Setting("cases.progress_misses", 10, "十分钟内允许输错查询码的次数（每个网络地址、每个编号）"),
        Setting("cases.open311", True, "是否开放 Open311 接口（隐去个人信息的诉求公开可查）"),
        Setting(
            "cases.open311_hidden", "elderly,dispute,alert", "Open311 不受理也不公开的诉求分类编码，逗号分隔"
        ),
        Setting("cases.open311_contact", "社区会客厅", "Open311 服务发现里写的联系方式"),
        Setting("cases.open311_per_minute", 120, "不带密钥时，每个网络地址每分钟可查询 Open311 的次数"),
    )

    def ready(self) -> None:
        """Every migrated database has the seed categories (reference data, like the roles) and the search index."""
        post_migrate.connect(_fill, sender=self)


def _fill(using: str, **_: Any) -> None:
    from linli.sections.cases.models import Category
    from linli.sections.cases.services.categories import ensure_categories
    from linli.sections.cases.wording import WORDS

    if using == "default" and Category._meta.db_table in connections[using].introspection.table_names():
        ensure_categories()
        WORDS.ensure()
