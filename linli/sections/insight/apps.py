"""The manifest of the insight section (综合驾驶舱)."""

from __future__ import annotations

from linli.kernel.access import roles as r
from linli.kernel.manifest import Function, MenuItem, Permission, Section, Tile

WRITERS = (r.STREET, r.SECRETARY, r.WORKER)
STAFF = (*WRITERS, r.GRID, r.PROPERTY_MANAGER, r.PROPERTY_STAFF, r.COMMITTEE, r.DOCTOR)


class InsightSection(Section):
    """The workbench and the hall screen: both show what the sections offer and know none of them."""

    name = "linli.sections.insight"
    title = "综合驾驶舱"
    order = 1
    icon = "DataBoard"
    functions = (
        Function("1.1", "运行态势大屏", faces="S", permission="insight.screen.read"),
        Function("1.2", "大屏公告滚动与节目单", faces="SC", permission="insight.bulletin.read", done=True),
        Function("1.3", "一张图", faces="CS", permission="insight.map.read", done=True),
        Function("1.4", "我的工作台", faces="C", permission="insight.todo.read", done=True),
        Function("1.5", "治理“四全”指标", faces="CS", permission="insight.goal.read", done=True),
        Function("1.6", "多级汇总", faces="C", permission="insight.rollup.read", done=True),
        Function("1.7", "报表中心（一表通）", faces="C"),
    )
    permissions = (
        Permission("insight.todo.read", "查看自己的待办", roles=STAFF),
        Permission("insight.screen.read", "查看大屏", roles=(*WRITERS, r.GRID, r.PROPERTY_MANAGER, r.SCREEN)),
        Permission("insight.map.read", "查看一张图", roles=STAFF),
        Permission("insight.goal.read", "查看“四全”指标", roles=(*WRITERS, r.GRID)),
        Permission("insight.rollup.read", "查看多级汇总", roles=(r.STREET, r.SECRETARY, r.WORKER)),
        Permission("insight.bulletin.read", "查看大屏公告", roles=(*WRITERS, r.GRID)),
        Permission("insight.bulletin.manage", "编写和撤下大屏公告", roles=WRITERS),
    )
    menu = (
        MenuItem("一张图", path="/insight/map", permission="insight.map.read"),
        MenuItem("四全指标", path="/insight/goals", permission="insight.goal.read"),
        MenuItem("多级汇总", path="/insight/rollup", permission="insight.rollup.read"),
        MenuItem("大屏公告", path="/insight/bulletins", permission="insight.bulletin.read"),
    )
    tiles = (
        Tile(
            "insight.plan",
            "一张图",
            query="linli.sections.insight.queries.plan_tile",
            column="middle",
            order=1,
        ),
        Tile(
            "insight.goals",
            "治理“四全”",
            query="linli.sections.insight.queries.goals_tile",
            column="right",
            order=50,
        ),
        Tile(
            "insight.notices",
            "公告",
            query="linli.sections.insight.queries.notices_tile",
            column="right",
            order=900,
        ),
    )
