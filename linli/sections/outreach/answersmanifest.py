"""The part of the manifest for the automatic reply (自动回复)."""

from __future__ import annotations

from linli.kernel.access import roles as r
from linli.kernel.manifest import Door, MenuItem, Permission, Setting, SmsTemplate

OFFICE = (r.STREET, r.SECRETARY, r.WORKER)
FIELD = (*OFFICE, r.GRID)
QUERIES = "linli.sections.outreach.queries"

PERMISSIONS = (
    Permission("outreach.answer.read", "查看知识库和居民提问", roles=FIELD),
    Permission("outreach.answer.manage", "维护知识库、处理没有答上的提问", roles=OFFICE),
    Permission("outreach.answer.ask", "问一问（自动回复）", roles=(r.RESIDENT, r.RELATIVE)),
)
MENU = (
    MenuItem("知识库", path="/outreach/answers", permission="outreach.answer.read"),
    MenuItem("居民提问", path="/outreach/questions", permission="outreach.answer.read",
             badge=f"{QUERIES}.questions.wanting_count"),
)  # fmt: skip
TODOS = (f"{QUERIES}.questions.todos",)
SETTINGS = (
    Setting("outreach.answer_area", 0, "短信和微信提问的人不在人口档案里时，按哪个社区的知识库回答（区划编号，0 为第一个社区）"),
)  # fmt: skip
SMS = tuple(
    SmsTemplate(
        f"outreach.reply{count}",
        f"自动回复（{count} 段）",
        "您好，" + "".join(f"{{{letter}}}" for letter in "abcdefg"[:count]) + " 找工作人员请回复“人工”。",
    )
    for count in range(1, 8)
)
DOORS = (Door("wechat/", "linli.sections.outreach.chatdoor.api"),)
