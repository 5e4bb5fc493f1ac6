"""The main road: 采集→立案→派遣→处置→反馈→核查→结案 (GB/T 30428.8), the rating after it, and notes on the way."""

from __future__ import annotations

from linli.sections.cases.flow.parts import (
    ACCEPT,
    AGAIN,
    CALLBACK,
    DISPATCH,
    ENTER,
    FIRST_TIME,
    HANDLE,
    NOTE,
    ORDINARY,
    PARTY,
    PHOTOS,
    REASON,
    REDISPATCH,
    REPORTER,
    SUPERVISE,
    SUPERVISED,
    UNRATED,
    UNSATISFIED,
    VERIFY,
    Field,
    Step,
)
from linli.sections.cases.flow.states import OPEN, RUNNING, State

REQUIREMENT = Field("note", "办理要求（内部）")
RATING = Field("rating", "满意程度", "rating", required=True)
WORDS = Field("note", "想说的话")
ADDED = Field("note", "补充内容", required=True)
PROGRESS = Field("note", "进展", required=True)
HANDED = (State.DISPATCHED, State.WORKING)

ROAD: tuple[Step, ...] = (
    Step("accept", "受理", (State.REPORTED,), State.ACCEPTED, ACCEPT, fields=(
        Field("category", "分类", "category"), Field("urgent", "紧急", "bool"), NOTE,
        Field("by_rule", "派遣规则说“自动”时立即派遣", "bool"))),
    Step("reject", "不予受理", (State.REPORTED,), State.REJECTED, ACCEPT, fields=(
        REASON, Field("where_to", "建议找谁办", required=True))),
    Step("dispatch", "派遣", (State.ACCEPTED,), State.DISPATCHED, DISPATCH, fields=(PARTY, REQUIREMENT),
         when=ORDINARY),
    Step("redispatch", "督办派遣", (State.ACCEPTED,), State.DISPATCHED, REDISPATCH, when=SUPERVISED, fields=(
        PARTY, Field("note", "督办要求（内部）", required=True))),
    Step("reassign", "改派", (State.DISPATCHED,), None, DISPATCH, fields=(
        PARTY, Field("reason", "改派原因（内部）", required=True)), when=ORDINARY),
    Step("take", "接单", (State.DISPATCHED,), State.WORKING, HANDLE, "party", (
        Field("expected_at", "预计到场时间", "datetime"), NOTE)),
    Step("handle", "处置完成", HANDED, State.HANDLED, HANDLE, "party", (
        Field("note", "处置结果（诉求人可见）", required=True), PHOTOS)),
    Step("verify", "核查结案", (State.HANDLED,), State.CLOSED, VERIFY, fields=(
        Field("resolved", "现场确已解决", "bool", required=True),
        Field("note", "核查情况（诉求人可见）", required=True), PHOTOS)),
    Step("redo", "核查不通过", (State.HANDLED,), State.DISPATCHED, VERIFY, fields=(REASON, PHOTOS),
         when=FIRST_TIME),
    Step("redo", "核查不通过", (State.HANDLED,), State.ACCEPTED, VERIFY, fields=(REASON, PHOTOS), when=AGAIN),
    Step("confirm", "确认已解决", (State.HANDLED,), State.CLOSED, REPORTER, "reporter", (RATING, WORDS)),
    Step("dispute", "反映没有解决", (State.HANDLED,), State.DISPATCHED, REPORTER, "reporter", (REASON, PHOTOS),
         FIRST_TIME),
    Step("dispute", "反映没有解决", (State.HANDLED,), State.ACCEPTED, REPORTER, "reporter", (REASON, PHOTOS),
         AGAIN),
    Step("rate", "评价", (State.CLOSED,), None, REPORTER, "reporter", (RATING, WORDS), UNRATED),
    Step("reopen", "申诉重开", (State.CLOSED, State.MERGED), State.ACCEPTED, REPORTER, "reporter", (REASON, PHOTOS)),
    Step("reopen", "申诉重开", (State.REJECTED, State.VOIDED), State.REPORTED, REPORTER, "reporter",
         (REASON, PHOTOS)),
    Step("reopen_for", "代为申诉重开", (State.CLOSED,), State.ACCEPTED, ENTER, fields=(REASON,)),
    Step("reopen_for", "代为申诉重开", (State.REJECTED, State.VOIDED), State.REPORTED, ENTER, fields=(REASON,)),
    Step("callback_redo", "回访退回重办", (State.CLOSED,), State.DISPATCHED, CALLBACK, fields=(REASON,),
         when=UNSATISFIED),
    Step("note", "记录进展", OPEN, None, "cases.case.note", fields=(
        PROGRESS, Field("public", "让诉求人看到", "bool"), PHOTOS)),
    Step("urge", "督办", RUNNING, None, SUPERVISE, fields=(Field("note", "督办要求（内部）", required=True),)),
    Step("append", "补充说明", OPEN, None, REPORTER, "reporter", (ADDED, PHOTOS)),
)  # fmt: skip
