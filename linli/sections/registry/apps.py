"""The registry's manifest: people, homes, things, organisations (基础信息库)."""

from linli.kernel.access import (
    COMMITTEE,
    DOCTOR,
    GRID,
    PROPERTY_MANAGER,
    PROPERTY_STAFF,
    RELATIVE,
    RESIDENT,
    SCREEN,
    SECRETARY,
    STREET,
    WORKER,
)
from linli.kernel.manifest import Function, MenuItem, Permission, Section, Setting, Tile
from linli.kernel.offers import Column, Share, Tally

COMMUNITY = (STREET, SECRETARY, WORKER, GRID)
EDITORS = (SECRETARY, WORKER, GRID)
OFFICE = (SECRETARY, WORKER)
STAFF = (*COMMUNITY, PROPERTY_MANAGER, PROPERTY_STAFF, COMMITTEE)
QUERIES = "linli.sections.registry.queries"
OFFERS = f"{QUERIES}.offers"
COUNT, PLACE, PERSON = "registry.count.read", "registry.place.read", "registry.person.read"


class RegistrySection(Section):
    """基础信息库."""

    name = "linli.sections.registry"
    title = "基础信息库"
    order = 2
    icon = "OfficeBuilding"
    functions = (
        Function("2.1", "区划·小区·楼栋·单元·房屋", faces="C", permission="registry.place.read", done=True),
        Function("2.2", "实有人口与家庭户", faces="C", permission="registry.person.read", done=True),
        Function("2.3", "人房关系与变更历史", faces="C", permission="registry.person.read", done=True),
        Function("2.4", "网格与网格员", faces="C", permission="registry.grid.read", done=True),
        Function("2.5", "人群标签与条件分组", faces="C", permission="registry.tag.read", done=True),
        Function("2.6", "组织库", faces="C", permission="registry.organisation.read", done=True),
        Function("2.7", "Excel 批量导入", faces="C", permission="registry.import.run", done=True),
        Function("2.8", "居民自助核实与更正", faces="RC", permission="registry.own.read", done=True),
        Function("2.9", "一人一档", faces="C", permission="registry.profile.read", done=True),
    )
    permissions = (
        Permission("registry.place.read", "查看区划、楼栋和房屋", roles=STAFF),
        Permission("registry.count.read", "在大屏显示人口和房屋数", roles=(*STAFF, SCREEN)),
        Permission(
            "registry.plan.read", "查看小区平面图", roles=(*STAFF, DOCTOR, SCREEN, RESIDENT, RELATIVE)
        ),
        Permission("registry.place.edit", "维护区划、楼栋和房屋", roles=OFFICE),
        Permission("registry.person.read", "查看人口和家庭户", roles=COMMUNITY),
        Permission("registry.person.edit", "维护人口、家庭户和人房关系", roles=EDITORS),
        Permission("registry.person.reveal", "查看身份证号和电话全文（留痕）", roles=EDITORS),
        Permission("registry.profile.read", "查看一人一档（留痕）", roles=(*EDITORS, DOCTOR)),
        Permission("registry.grid.read", "查看网格", roles=STAFF),
        Permission("registry.grid.edit", "维护网格和网格员交接", roles=OFFICE),
        Permission("registry.tag.read", "查看人群标签", roles=COMMUNITY),
        Permission("registry.tag.edit", "维护人群标签", roles=EDITORS),
        Permission("registry.organisation.read", "查看组织库", roles=STAFF),
        Permission("registry.organisation.edit", "维护组织库和党员报到", roles=OFFICE),
        Permission("registry.organisation.reveal", "查看组织联系电话全文（留痕）", roles=OFFICE),
        Permission("registry.import.run", "批量导入和撤销", roles=OFFICE),
        Permission("registry.correction.decide", "审核居民更正", roles=EDITORS),
        Permission("registry.own.read", "核实自己的信息", roles=(RESIDENT, RELATIVE)),
        Permission("registry.own.correct", "提出更正", roles=(RESIDENT, RELATIVE)),
    )
    menu = (
        MenuItem("人口列表", path="/registry/people", permission="registry.person.read"),
        MenuItem("家庭户", path="/registry/households", permission="registry.person.read"),
        MenuItem("楼栋", path="/registry/buildings", permission="registry.place.read"),
        MenuItem("房屋", path="/registry/homes", permission="registry.place.read"),
        MenuItem("网格", path="/registry/grids", permission="registry.grid.read"),
        MenuItem("人群标签", path="/registry/tags", permission="registry.tag.read"),
        MenuItem("组织库", path="/registry/organisations", permission="registry.organisation.read"),
        MenuItem("批量导入", path="/registry/imports", permission="registry.import.run"),
        MenuItem(
            "更正审核",
            path="/registry/corrections",
            permission="registry.correction.decide",
            badge=f"{QUERIES}.pending_corrections",
        ),
    )
    tiles = (Tile("registry.people", "人·房", query=f"{QUERIES}.people_tile", column="left", order=1),)
    todos = (f"{QUERIES}.todos",)
    search = (f"{QUERIES}.search",)
    profile = (f"{QUERIES}.person_profile",)
    plans = (f"{OFFERS}.plan_sheet",)
    tallies = (
        Tally(
            f"{OFFERS}.tally",
            COUNT,
            (
                Column("people", "常住人口", "人"),
                Column("elders", "60岁以上", "人"),
                Column("homes", "房屋", "套"),
                Column("buildings", "楼栋", "栋"),
            ),
        ),
    )
    shares = (
        Share(
            "registry.known_homes", "coverage", "住宅情况掌握率",
            "登记了居住人、或已确认空置或待租的住宅 ÷ 全部住宅",
            f"{OFFERS}.known_homes", COUNT, PLACE, "已掌握", "未掌握", 1,
        ),
        Share(
            "registry.gridded_buildings", "coverage", "楼栋入网格率", "划入网格的楼栋 ÷ 全部楼栋",
            f"{OFFERS}.gridded_buildings", COUNT, PLACE, "已入网格", "未入网格", 2,
        ),
        Share(
            "registry.served_homes", "distance", "网格员到户率", "所在网格有网格员的房屋 ÷ 全部房屋",
            f"{OFFERS}.served_homes", COUNT, PLACE, "有网格员", "没有网格员", 1,
        ),
        Share(
            "registry.reachable_elders", "distance", "独居老人有联系人率",
            "登记了联系人的独居老人（60 岁以上） ÷ 全部独居老人",
            f"{OFFERS}.reachable_elders", COUNT, PERSON, "有联系人", "没有联系人", 2,
        ),
        Share(
            "registry.verified_adults", "participation", "居民本人核实率",
            "一年内本人核实过登记信息的成年居民 ÷ 全部成年居民",
            f"{OFFERS}.verified_adults", COUNT, PERSON, "已核实", "未核实", 3,
        ),
    )  # fmt: skip
    settings = (Setting("registry.import_files_days", 90, "导入完成后加密保存原文件的天数"),)
