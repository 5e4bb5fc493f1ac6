"""The manifest of the administration section (平台管理与开放)."""

from __future__ import annotations

from linli.kernel.access import COMMUNITY, GRID, PROPERTY_MANAGER, SECRETARY, STREET, WORKER
from linli.kernel.manifest import Function, MenuItem, Permission, Section, Setting, SmsTemplate

LEADERS = (STREET, SECRETARY)


class AdministrationSection(Section):
    """Signing in, users and roles, privacy, audit, keys of outside systems, health of the platform."""

    name = "linli.sections.administration"
    title = "平台管理"
    order = 13
    icon = "Setting"
    needs = ("registry",)
    functions = (
        Function("13.1", "组织·角色·数据范围", faces="C", permission="administration.user.read", done=True),
        Function("13.2", "个人信息保护", faces="CR", permission="administration.privacy.read", done=True),
        Function("13.3", "审计", faces="C", permission="administration.audit.read", done=True),
        Function("13.4", "字典·表单·时限", faces="C"),
        Function("13.5", "开放接口", faces="D", permission="administration.apikey.manage", done=True),
        Function("13.6", "运维", faces="C", permission="administration.health.read", done=True),
        Function("13.7", "适老化与无障碍", faces="RC", done=True),
    )
    permissions = (
        Permission("administration.user.read", "查看用户", roles=(*LEADERS, PROPERTY_MANAGER)),
        Permission("administration.user.manage", "管理用户与角色", roles=(*LEADERS, PROPERTY_MANAGER)),
        Permission("administration.user.reveal", "查看用户手机号", roles=(*LEADERS, PROPERTY_MANAGER)),
        Permission("administration.paper.manage", "打印居民登录码", roles=(SECRETARY, WORKER, GRID)),
        Permission("administration.privacy.read", "查看个人信息使用记录", roles=LEADERS),
        Permission("administration.consent.read", "查看同意记录", roles=COMMUNITY),
        Permission("administration.consent.manage", "登记与撤回同意", roles=COMMUNITY),
        Permission("administration.person.export", "导出一人的数据", roles=(SECRETARY,)),
        Permission("administration.person.erase", "应本人要求删除数据", roles=(SECRETARY,)),
        Permission("administration.audit.read", "查看审计记录", roles=LEADERS),
        Permission("administration.apikey.manage", "管理接口密钥", roles=LEADERS),
        Permission("administration.webhook.manage", "管理事件推送", roles=LEADERS),
        Permission("administration.screen.manage", "管理大屏密钥", roles=LEADERS),
        Permission("administration.health.read", "查看运行状况"),
        Permission("administration.health.operate", "重发事件、立即备份"),
        Permission("administration.sms.read", "查看演示短信"),
    )
    menu = (
        MenuItem("用户与角色", path="/administration/users", permission="administration.user.read"),
        MenuItem("居民登录码", path="/administration/paper-codes", permission="administration.paper.manage"),
        MenuItem("个人信息保护", path="/administration/privacy", permission="administration.privacy.read"),
        MenuItem("同意登记", path="/administration/consents", permission="administration.consent.read"),
        MenuItem("审计", path="/administration/audit", permission="administration.audit.read"),
        MenuItem("接口密钥", path="/administration/api-keys", permission="administration.apikey.manage"),
        MenuItem("事件推送", path="/administration/webhooks", permission="administration.webhook.manage"),
        MenuItem("大屏密钥", path="/administration/screens", permission="administration.screen.manage"),
        MenuItem("运行状况", path="/administration/health", permission="administration.health.read"),
        MenuItem("演示短信", path="/administration/demo-sms", permission="administration.sms.read"),
    )
    todos = ("linli.sections.administration.queries.webhooks.todos",)
    sms = (
        SmsTemplate(
            "administration.login_code", "登录验证码", sign="administration.community_sign", code=True,
            text="您的登录验证码是 {code}，{minutes} 分钟内有效。请勿告诉任何人，社区不会向您索要。",
        ),
    )  # fmt: skip
    settings = (
        Setting("administration.webhook_hours", 24, "事件推送连续多少小时送不到就自动停用"),
        Setting("administration.community_sign", "北门社区", "短信签名，出现在【】内"),
        Setting("administration.code_minutes", 5, "短信验证码的有效分钟数"),
        Setting("administration.paper_days", 7, "纸质登录码的有效天数"),
    )
