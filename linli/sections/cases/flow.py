"""The state machine of a case (案件), as data: the seven steps of GB/T 30428 and the side roads built so far."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from django.db.models import TextChoices

from linli.kernel.access import roles as r

REPORTER = "cases.case.report"
"""Permission of a reporter (诉求人) on their own case."""
Kind = Literal["text", "choice", "bool", "datetime", "photos", "rating", "party", "category"]


class State(TextChoices):
    """Where a case stands. These words are for staff only: residents read `linli.sections.cases.words`."""

    REPORTED = "reported", "待受理"
    ACCEPTED = "accepted", "待派遣"
    DISPATCHED = "dispatched", "待接单"
    WORKING = "working", "处置中"
    SUSPENDED = "suspended", "已挂起"
    HANDLED = "handled", "待核查"
    CLOSED = "closed", "已结案"
    REJECTED = "rejected", "不予受理"
    MERGED = "merged", "已合并"
    VOIDED = "voided", "已作废"


OPEN = (State.REPORTED, State.ACCEPTED, State.DISPATCHED, State.WORKING, State.SUSPENDED, State.HANDLED)
"""States in which somebody still owes the reporter something."""
RUNNING = (State.REPORTED, State.ACCEPTED, State.DISPATCHED, State.WORKING)
"""States in which the deadline runs: it stops when the party reports the work done."""
ENDED = (State.CLOSED, State.REJECTED, State.MERGED, State.VOIDED)
PARTY_ROLES = (r.PROPERTY_MANAGER, r.PROPERTY_STAFF, r.GRID, r.WORKER, r.SECRETARY)
"""Roles a case may be given to as a whole; whoever of them is free takes it."""


@dataclass(frozen=True)
class Field:
    """What an action asks for: name in the API, Chinese label, kind of input, and whether it must be given."""

    name: str
    label: str
    kind: Kind = "text"
    required: bool = False


@dataclass(frozen=True)
class Step:
    """One arrow: `action` leads from any of `sources` to `target` (None: stays), for holders of `permission`.

    `who` narrows the holders: "party" is the responsible party of the case (责任方) or a dispatcher on its
    behalf, "reporter" is the person who reported it, "staff" is any holder in the area.
    """

    action: str
    title: str
    sources: tuple[State, ...]
    target: State | None
    permission: str
    who: Literal["staff", "party", "reporter"] = "staff"
    fields: tuple[Field, ...] = ()


NOTE = Field("note", "说明（诉求人可见）")
REASON = Field("reason", "原因", required=True)
PHOTOS = Field("photos", "照片", "photos")

STEPS: tuple[Step, ...] = (
    Step(
        "accept",
        "受理",
        (State.REPORTED,),
        State.ACCEPTED,
        "cases.case.accept",
        fields=(Field("category", "分类", "category"), Field("urgent", "紧急", "bool"), NOTE),
    ),
    Step(
        "reject",
        "不予受理",
        (State.REPORTED,),
        State.REJECTED,
        "cases.case.accept",
        fields=(REASON, Field("where_to", "建议找谁办", required=True)),
    ),
    Step(
        "dispatch",
        "派遣",
        (State.ACCEPTED,),
        State.DISPATCHED,
        "cases.case.dispatch",
        fields=(
            Field("party", "责任方", "party", required=True),
            Field("final", "争议已裁定，不得再退回", "bool"),
            Field("note", "办理要求（内部）"),
        ),
    ),
    Step(
        "take",
        "接单",
        (State.DISPATCHED,),
        State.WORKING,
        "cases.case.handle",
        "party",
        (Field("expected_at", "预计到场时间", "datetime"), NOTE),
    ),
    Step(
        "return",
        "退回",
        (State.DISPATCHED, State.WORKING),
        State.ACCEPTED,
        "cases.case.handle",
        "party",
        (REASON,),
    ),
    Step(
        "handle",
        "处置完成",
        (State.DISPATCHED, State.WORKING),
        State.HANDLED,
        "cases.case.handle",
        "party",
        (Field("note", "处置结果（诉求人可见）", required=True), PHOTOS),
    ),
    Step(
        "verify",
        "核查结案",
        (State.HANDLED,),
        State.CLOSED,
        "cases.case.verify",
        fields=(
            Field("resolved", "现场确已解决", "bool", required=True),
            Field("note", "核查情况（诉求人可见）", required=True),
            PHOTOS,
        ),
    ),
    Step("redo", "核查不通过", (State.HANDLED,), State.DISPATCHED, "cases.case.verify", fields=(REASON,)),
    Step(
        "confirm",
        "确认已解决",
        (State.HANDLED,),
        State.CLOSED,
        REPORTER,
        "reporter",
        (Field("rating", "满意程度", "rating", required=True), Field("note", "想说的话")),
    ),
    Step(
        "dispute", "反映没有解决", (State.HANDLED,), State.DISPATCHED, REPORTER, "reporter", (REASON, PHOTOS)
    ),
    Step("reopen", "申诉重开", (State.CLOSED,), State.ACCEPTED, REPORTER, "reporter", (REASON, PHOTOS)),
    Step("reopen", "申诉重开", (State.REJECTED,), State.REPORTED, REPORTER, "reporter", (REASON, PHOTOS)),
    Step("reopen_for", "代为申诉重开", (State.CLOSED,), State.ACCEPTED, "cases.case.enter", fields=(REASON,)),
    Step(
        "reopen_for", "代为申诉重开", (State.REJECTED,), State.REPORTED, "cases.case.enter", fields=(REASON,)
    ),
    Step(
        "note",
        "记录进展",
        OPEN,
        None,
        "cases.case.note",
        fields=(Field("note", "进展", required=True), Field("public", "让诉求人看到", "bool"), PHOTOS),
    ),
    Step(
        "append",
        "补充说明",
        OPEN,
        None,
        REPORTER,
        "reporter",
        (Field("note", "补充内容", required=True), PHOTOS),
    ),
)
OWN_ACTIONS = frozenset({"report", *(s.action for s in STEPS if s.who == "reporter")})
"""Actions of the reporter: their words are their own."""


def steps_from(state: str) -> list[Step]:
    """The arrows that leave a state, in the order of the table."""
    return [s for s in STEPS if state in s.sources]


def find_step(action: str, state: str) -> Step | None:
    """The arrow of that action from that state, or None when the action is not possible there."""
    return next((s for s in steps_from(state) if s.action == action), None)


def titles() -> dict[str, str]:
    """Chinese title by action."""
    return {s.action: s.title for s in STEPS}


def as_markdown() -> str:
    """The table states × actions × permission, as the section README shows it."""
    head = "| 动作 | 从 | 到 | 谁 | 权限 | 要填什么 |\n|---|---|---|---|---|---|"
    who = {"staff": "工作人员", "party": "责任方（或派遣人代办）", "reporter": "诉求人本人"}
    rows = [
        f"| {s.title} `{s.action}` | {'、'.join(x.label for x in s.sources)} "
        f"| {s.target.label if s.target else '不变'} | {who[s.who]} | `{s.permission}` "
        f"| {'、'.join(f.label + ('*' if f.required else '') for f in s.fields) or '—'} |"
        for s in STEPS
    ]
    return "\n".join((head, *rows))
