"""What an arrow of the flow is made of: its fields, its conditions, and who may follow it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from linli.sections.cases.flow.states import State

if TYPE_CHECKING:
    from linli.sections.cases.models import Case

Kind = Literal[
    "text", "number", "bool", "datetime", "photos", "rating", "party", "category", "case", "assist"
]
Who = Literal["staff", "party", "assistant", "decider", "reporter"]
WHO: dict[Who, str] = {
    "staff": "工作人员",
    "party": "责任方（或派遣人代办）",
    "assistant": "协办方（或派遣人代办）",
    "decider": "申请人以外的审批人",
    "reporter": "诉求人本人",
}


@dataclass(frozen=True)
class Field:
    """What an action asks for: name in the API, Chinese label, kind of input, and whether it must be given."""

    name: str
    label: str
    kind: Kind = "text"
    required: bool = False


@dataclass(frozen=True)
class Condition:
    """A condition on the case besides its state; `words` for the table, `refusal` for who tries in vain."""

    words: str
    refusal: str
    holds: Callable[[Any], bool]


@dataclass(frozen=True)
class Step:
    """One arrow: `action` leads from any of `sources` to `target` (None: stays), for holders of `permission`.

    `who` narrows the holders: "party" is the responsible party (责任方) or a dispatcher on its behalf, "assistant"
    one who was asked to help (协办方), "decider" somebody else than who asked for `request`, "reporter" the person
    who reported it, "staff" any holder in the area. `when` must hold as well.
    """

    action: str
    title: str
    sources: tuple[State, ...]
    target: State | None
    permission: str
    who: Who = "staff"
    fields: tuple[Field, ...] = ()
    when: Condition | None = None
    request: str = ""
    """The kind of CaseRequest that this arrow asks for or decides."""

    def open_to(self, case: Case) -> bool:
        """True when the arrow leaves the case as it now is."""
        return case.state in self.sources and (self.when is None or self.when.holds(case))


NOTE = Field("note", "说明（诉求人可见）")
REASON = Field("reason", "原因", required=True)
ANSWER = Field("answer", "审批意见", required=True)
PHOTOS = Field("photos", "照片", "photos")
PARTY = Field("party", "责任方", "party", required=True)
REPORTER = "cases.case.report"
"""Permission of a reporter (诉求人) on their own case."""
ACCEPT = "cases.case.accept"
DISPATCH = "cases.case.dispatch"
REDISPATCH = "cases.case.redispatch"
SUPERVISE = "cases.case.supervise"
HANDLE = "cases.case.handle"
DECIDE = "cases.request.decide"
VERIFY = "cases.case.verify"
ENTER = "cases.case.enter"
CALLBACK = "cases.callback.do"


def _unsatisfied(case: Case) -> bool:
    return case.callbacks.filter(round=case.round, redone=True).exists()


CLEARLY = Condition(
    "没有退回过",
    "这条诉求退回过，仍认为不归自己办的，请提出派单异议。",
    lambda case: not case.returned and not case.return_barred,
)
DISPUTED = Condition(
    "退回过、异议未裁定",
    "这条诉求的争议已经裁定，不能再退回，请办理或与派遣人联系。",
    lambda case: bool(case.returned) and not case.return_barred,
)
FIRST_TIME = Condition("本轮第一次", "这条诉求已经返工过一次。", lambda case: not case.redone)
AGAIN = Condition("本轮再次", "这条诉求还没有返工过。", lambda case: bool(case.redone))
ORDINARY = Condition(
    "未转督办", "这条诉求两次没有办好，已转督办，由督办人派遣。", lambda case: not case.supervised
)
SUPERVISED = Condition("已转督办", "这条诉求没有转督办。", lambda case: case.supervised)
UNRATED = Condition("还没有评价", "您已经评价过了。", lambda case: case.rating is None)
UNSATISFIED = Condition(
    "本轮回访不满意或没有解决",
    "这一轮没有不满意的回访。",
    _unsatisfied,
)
