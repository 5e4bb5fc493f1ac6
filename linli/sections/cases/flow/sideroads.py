"""The side roads: 退回与异议, 挂起, 协办, 延期, 作废, 合并; what needs approval is asked for, then decided by another."""

from __future__ import annotations

from linli.sections.cases.flow.parts import (
    ACCEPT,
    ANSWER,
    CLEARLY,
    DECIDE,
    DISPUTED,
    HANDLE,
    PHOTOS,
    REASON,
    Field,
    Step,
)
from linli.sections.cases.flow.states import State

EXTENSION, OBJECTION, VOID = "extension", "objection", "void"
HANDED = (State.DISPATCHED, State.WORKING)
HELD = (*HANDED, State.SUSPENDED)
BEFORE_DONE = (State.REPORTED, State.ACCEPTED, *HELD)
UNPAUSED = (State.REPORTED, State.ACCEPTED, *HANDED)
ASSISTANT = Field("party", "协办方", "party", required=True)

SIDE_ROADS: tuple[Step, ...] = (
    Step("return", "退回", HANDED, State.ACCEPTED, HANDLE, "party", (
        Field("reason", "明显不归我方办理的理由", required=True),), CLEARLY),
    Step("object", "提出派单异议", HANDED, None, HANDLE, "party", (REASON,), DISPUTED, OBJECTION),
    Step("uphold", "异议成立", HELD, State.ACCEPTED, DECIDE, "decider", (ANSWER,), request=OBJECTION),
    Step("overrule", "异议不成立", HELD, None, DECIDE, "decider", (ANSWER,), request=OBJECTION),
    Step("suspend", "挂起", (State.WORKING,), State.SUSPENDED, HANDLE, "party", (
        Field("waiting_for", "等待什么（诉求人可见）", required=True),
        Field("until", "等到什么时候", "datetime", required=True))),
    Step("resume", "恢复办理", (State.SUSPENDED,), State.WORKING, HANDLE, "party", (
        Field("note", "说明（诉求人可见）"),)),
    Step("extend", "申请延期", HANDED, None, HANDLE, "party", (
        REASON, Field("days", "延长几个工作日", "number", required=True)), request=EXTENSION),
    Step("allow_extension", "同意延期", HELD, None, DECIDE, "decider", (ANSWER,), request=EXTENSION),
    Step("refuse_extension", "不同意延期", HELD, None, DECIDE, "decider", (ANSWER,), request=EXTENSION),
    Step("assist", "请人协办", HANDED, None, HANDLE, "party", (
        ASSISTANT, Field("task", "要协办什么", required=True))),
    Step("assist_done", "协办回报", HELD, None, HANDLE, "assistant", (
        Field("note", "协办结果", required=True), PHOTOS)),
    Step("assist_off", "撤销协办", HELD, None, HANDLE, "party", (
        Field("assist_id", "协办方", "assist", required=True), REASON)),
    Step("merge", "合并到另一条", UNPAUSED, State.MERGED, ACCEPT, fields=(
        Field("into", "并入哪一条（编号）", "case", required=True), REASON)),
    Step("split", "撤销合并", (State.MERGED,), State.ACCEPTED, ACCEPT, fields=(REASON,)),
    Step("ask_void", "申请作废", BEFORE_DONE, None, ACCEPT, fields=(REASON,), request=VOID),
    Step("void", "同意作废", BEFORE_DONE, State.VOIDED, DECIDE, "decider", (ANSWER,), request=VOID),
    Step("keep", "不同意作废", BEFORE_DONE, None, DECIDE, "decider", (ANSWER,), request=VOID),
)  # fmt: skip
