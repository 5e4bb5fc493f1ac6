"""The manifest of the devices section (物联设备与便民设施)."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_migrate

from linli.kernel import ports, telemetry
from linli.kernel.access import roles as r
from linli.kernel.manifest import Function, MenuItem, Permission, Section, Setting, SmsTemplate, Tile
from linli.kernel.offers import Column, Layer, Share, Tally

COMMUNITY = (r.STREET, r.SECRETARY, r.WORKER, r.GRID)
PROPERTY = (r.PROPERTY_MANAGER, r.PROPERTY_STAFF)
KEEPERS = (r.STREET, r.SECRETARY, r.WORKER, r.PROPERTY_MANAGER)
READ = "devices.device.read"
TILE = "devices.tile.read"
OFFERS = "linli.sections.devices.queries.offers"


class DevicesSection(Section):
    """Devices, their readings, and who is online."""

    name = "linli.sections.devices"
    title = "物联设备"
    order = 7
    icon = "Cpu"
    needs = ("registry",)
    functions = (
        Function("7.1", "设备台账与点位", faces="C", permission="devices.device.manage", done=True),
        Function("7.2", "设备接入", faces="D", permission="devices.device.key", done=True),
        Function("7.3", "在线与离线", faces="C", permission=READ, done=True),
        Function("7.4", "智能照明", faces="CD", permission="devices.lighting.read", done=True),
        Function("7.5", "充电桩", faces="CRD", permission="devices.charger.read", done=True),
        Function("7.6", "智能饮水机", faces="CRD", permission="devices.water.read", done=True),
        Function("7.7", "快递柜", faces="CRD", permission="devices.locker.read", done=True),
        Function("7.8", "视频监控", faces="C"),
        Function("7.9", "公安联网", faces="D"),
        Function("7.10", "网络覆盖资产", faces="C"),
    )
    permissions = (
        Permission(READ, "查看设备", roles=(*COMMUNITY, *PROPERTY)),
        Permission("devices.device.manage", "登记、修改、停用设备，纳管自动发现的设备", roles=KEEPERS),
        Permission("devices.device.key", "签发设备密钥", roles=(r.STREET, r.SECRETARY, r.PROPERTY_MANAGER)),
        Permission(
            "devices.health.read", "查看健康类设备的数据", roles=(r.SECRETARY, r.GRID, r.DOCTOR), sealed=True
        ),
        Permission("devices.charger.read", "查看充电桩与充电记录", roles=(*COMMUNITY, *PROPERTY)),
        Permission(
            "devices.charger.manage", "管理充电桩、电价与充电卡", roles=(r.SECRETARY, r.PROPERTY_MANAGER)
        ),
        Permission("devices.charge.use", "手机充电", roles=(r.RESIDENT, r.RELATIVE)),
        Permission("devices.command.send", "向设备下发指令", roles=(*COMMUNITY, *PROPERTY)),
        Permission("devices.refusal.read", "查看拒收的消息", roles=KEEPERS),
        Permission("devices.type.manage", "修改物模型", roles=(r.STREET,)),
        Permission("devices.lighting.read", "查看照明", roles=(*COMMUNITY, *PROPERTY)),
        Permission("devices.lighting.manage", "设置照明分组和时间", roles=KEEPERS),
        Permission("devices.lighting.override", "人工开关路灯", roles=(*COMMUNITY, *PROPERTY)),
        Permission("devices.water.read", "查看饮水机和水卡", roles=(*COMMUNITY, *PROPERTY)),
        Permission("devices.water.manage", "设置饮水机，登记更换滤芯", roles=(*KEEPERS, r.PROPERTY_STAFF)),
        Permission("devices.water.card", "办水卡、充值、退卡、挂失", roles=KEEPERS),
        Permission("devices.locker.read", "查看快递柜和快件", roles=(*COMMUNITY, *PROPERTY)),
        Permission("devices.locker.manage", "设置快递柜格口", roles=KEEPERS),
        Permission(
            "devices.locker.open", "远程开格口、代取、代投", roles=(*KEEPERS, r.GRID, r.PROPERTY_STAFF)
        ),
        Permission("devices.parcel.reveal", "查看收件人手机号", roles=KEEPERS),
        Permission("devices.own.read", "看饮水机水质、自己的水卡和快件", roles=(r.RESIDENT, r.RELATIVE)),
        Permission("devices.tile.read", "在大屏显示设备在线情况", roles=(*COMMUNITY, *PROPERTY, r.SCREEN)),
    )
    menu = (
        MenuItem("设备墙", "/devices/wall", READ),
        MenuItem("设备台账", "/devices", READ, badge="linli.sections.devices.queries.offline_count"),
        MenuItem("智能照明", "/devices/lighting", "devices.lighting.read"),
        MenuItem("饮水机", "/devices/water", "devices.water.read"),
        MenuItem("快递柜", "/devices/lockers", "devices.locker.read"),
        MenuItem(
            "充电桩",
            "/charging",
            "devices.charger.read",
            badge="linli.sections.devices.queries.charging.faulty_count",
        ),
        MenuItem("自动发现", "/devices/discovered", "devices.device.manage"),
        MenuItem("拒收消息", "/devices/refusals", "devices.refusal.read"),
        MenuItem("物模型", "/devices/types", READ),
    )
    tiles = (
        Tile(
            "devices.online",
            "设备在线",
            "linli.sections.devices.queries.online_tile",
            column="left",
            order=30,
        ),
    )
    search = ("linli.sections.devices.queries.search",)
    layers = (
        Layer("devices.devices", "设备", f"{OFFERS}.device_marks", (READ, TILE), "square", 30),
        Layer("devices.cameras", "摄像机", f"{OFFERS}.camera_marks", (READ, TILE), "diamond", 40),
    )
    tallies = (
        Tally(
            f"{OFFERS}.tally", TILE, (Column("devices", "设备", "台"), Column("offline", "离线设备", "台"))
        ),
    )
    shares = (
        Share(
            "devices.online", "coverage", "设备在线率", "在线的设备 ÷ 全部在用设备",
            f"{OFFERS}.online_devices", TILE, READ, "在线", "离线或从未上报", 3,
        ),
    )  # fmt: skip
    health = (
        "linli.sections.devices.queries.health.health_lines",
        "linli.sections.devices.queries.drivers.driver_lines",
    )
    sms = tuple(SmsTemplate(f"devices.{name}", title, text, "devices.parcel_sign", code) for name, title, text, code in (
        ("parcel_placed", "快件已放入", "您的{company}快件已放入{place}，取件码 {code}。", False),
        ("parcel_overdue", "快件未取",
         "您的{company}快件在{place}已放 {days} 天，请尽快取走，取件码 {code}。可请家人或社区代取。", False),
        ("parcel_helper", "代取快件", "有人请您代取快件：{place}，取件码 {code}。", False),
        ("parcel_return", "退回快件", "{place}的快件超时未取，请到柜机登录后取回。", False),
        ("courier_code", "快递员验证码", "验证码 {code}，用于登录快递柜，10 分钟内有效，请勿告诉他人。", True),
    ))  # fmt: skip
    settings = (
        Setting("devices.keep_days", 90, "设备原始读数保存天数；每小时、每天的汇总一直保存"),
        Setting("devices.latitude", 35.41, "小区平面图没有经纬度时，日出日落按这个纬度（度）"),
        Setting("devices.longitude", 116.59, "小区平面图没有经纬度时，日出日落按这个经度（度）"),
        Setting("devices.parcel_sign", "社区快递柜", "快递柜短信的签名，出现在【】内"),
        Setting("devices.parcel_return_days", 7, "快件超过几天没有取，通知快递员退回"),
        Setting("devices.public_host", "", "设备连接用的主机名；空则用浏览器访问的主机名"),
        Setting("devices.charging_heartbeat_s", 60, "充电桩心跳间隔（秒）"),
        Setting("devices.charging_at_once", 1, "一位居民同时可以进行几次充电"),
    )

    def ready(self) -> None:
        """Offers the pipeline to the edge; every migrated database has the ready-made thing models."""
        from linli.sections.devices.charging.central import Central
        from linli.sections.devices.ingest.pipeline import DevicePipeline
        from linli.sections.devices.terminals import RegisteredWatches

        telemetry.provide(DevicePipeline)
        ports.provide("charging", Central)
        ports.provide("watches", RegisteredWatches)
        post_migrate.connect(_fill, sender=self)


def _fill(using: str, **_: Any) -> None:
    from linli.kernel import conf
    from linli.sections.devices.services import partitions
    from linli.sections.devices.services.things import ensure_catalogue

    if using == "default":
        ensure_catalogue()
        partitions.ensure(keep_days=int(conf.get("devices.keep_days")))
