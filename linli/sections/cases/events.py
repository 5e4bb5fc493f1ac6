"""What other sections may learn of a case (诉求): ids and plain words, no personal data."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from linli.kernel.events import Event


@dataclass(frozen=True)
class CaseReported(Event):
    """A request came in. `source_ref` is the caller's own reference (an alert's id), or ""."""

    case_id: int
    area_id: int
    source: str
    source_ref: str = ""


@dataclass(frozen=True)
class CaseAccepted(Event):
    """受理: the community took it on."""

    case_id: int
    area_id: int


@dataclass(frozen=True)
class CaseRejected(Event):
    """不予受理: refused with a reason and where to go."""

    case_id: int
    area_id: int
    source: str = ""
    source_ref: str = ""


@dataclass(frozen=True)
class CaseDispatched(Event):
    """派遣: given to a party: a role, a user or an organisation."""

    case_id: int
    area_id: int
    role: str = ""
    user_id: int | None = None
    organisation_id: int | None = None


@dataclass(frozen=True)
class CaseHandled(Event):
    """处置: the party says the work is done; nobody has confirmed it yet."""

    case_id: int
    area_id: int


@dataclass(frozen=True)
class CaseConfirmed(Event):
    """The reporter confirmed that it is solved. `rating` is 1 to 5."""

    case_id: int
    area_id: int
    rating: int


@dataclass(frozen=True)
class CaseClosed(Event):
    """结案. `resolved` says whether it was in fact solved: closed never means fixed by itself."""

    case_id: int
    area_id: int
    resolved: bool
    source: str = ""
    source_ref: str = ""


@dataclass(frozen=True)
class CaseReopened(Event):
    """重开: not solved after all, or wrongly refused, voided or merged. `handler_id` is who had done the work."""

    case_id: int
    area_id: int
    round: int
    handler_id: int | None = None


@dataclass(frozen=True)
class CaseDeadlineNear(Event):
    """时限预警: 80 % of the working time has passed; published once per round of a case."""

    case_id: int
    area_id: int
    round: int


@dataclass(frozen=True)
class CaseEscalated(Event):
    """逐级升级: the case is late and has come to the desk of `role`; published once per level and round."""

    case_id: int
    area_id: int
    round: int
    level: int
    role: str


@dataclass(frozen=True)
class CaseUrged(Event):
    """督办: somebody above asked the responsible party to act."""

    case_id: int
    area_id: int


@dataclass(frozen=True)
class CaseRated(Event):
    """评价: the reporter rated a case that staff had closed. `rating` is 1 to 5."""

    case_id: int
    area_id: int
    rating: int


@dataclass(frozen=True)
class CaseCalledBack(Event):
    """回访: the reporter was asked; `solved` and `rating` are what they said."""

    case_id: int
    area_id: int
    solved: bool
    rating: int


@dataclass(frozen=True)
class BoardLookMissed(Event):
    """留言板漏看: nobody looked at a notice board in time; published once per planned look."""

    board_id: int
    area_id: int
    check_id: int


@dataclass(frozen=True)
class CaseReturned(Event):
    """退回: its party said that it is not theirs, or the objection (派单异议) was upheld; it waits to be dispatched."""

    case_id: int
    area_id: int
    disputed: bool = False


@dataclass(frozen=True)
class CaseSuspended(Event):
    """挂起: the work waits until `until`; the deadline stands still meanwhile."""

    case_id: int
    area_id: int
    until: dt.datetime


@dataclass(frozen=True)
class CaseResumed(Event):
    """恢复: the work and its deadline go on."""

    case_id: int
    area_id: int
    due_at: dt.datetime


@dataclass(frozen=True)
class CaseRequestMade(Event):
    """Somebody else has to decide: `kind` is extension, objection or void."""

    case_id: int
    area_id: int
    kind: str


@dataclass(frozen=True)
class CaseRequestDecided(Event):
    """The request of that kind was granted or refused; `asked_by_id` made it."""

    case_id: int
    area_id: int
    kind: str
    granted: bool
    asked_by_id: int | None = None


@dataclass(frozen=True)
class CaseExtended(Event):
    """延期: another person granted more time."""

    case_id: int
    area_id: int
    due_at: dt.datetime


@dataclass(frozen=True)
class CaseAssistAsked(Event):
    """协办: somebody is asked to help the party: a role, a user or an organisation."""

    case_id: int
    area_id: int
    role: str = ""
    user_id: int | None = None
    organisation_id: int | None = None


@dataclass(frozen=True)
class CaseSentBack(Event):
    """返工: not solved, to be done again; `supervised` when it failed twice and is the supervisor's now."""

    case_id: int
    area_id: int
    times: int
    supervised: bool


@dataclass(frozen=True)
class CaseVoided(Event):
    """作废: struck off with another person's approval."""

    case_id: int
    area_id: int
    source: str = ""
    source_ref: str = ""


@dataclass(frozen=True)
class CaseMerged(Event):
    """合并: it is the same matter as `into_id`, under which it is worked on; its reporter stays informed."""

    case_id: int
    area_id: int
    into_id: int
    source: str = ""
    source_ref: str = ""


@dataclass(frozen=True)
class CaseSplit(Event):
    """撤销合并: it is worked on by itself again."""

    case_id: int
    area_id: int
    from_id: int


@dataclass(frozen=True)
class CaseFollowed(Event):
    """Somebody follows the case instead of reporting the same again."""

    case_id: int
    area_id: int
    follower_id: int


@dataclass(frozen=True)
class CaseFollowersInformed(Event):
    """A step that everybody who waits for the case is to hear of: `followers` are ids of CaseFollower."""

    case_id: int
    area_id: int
    action: str
    state: str
    followers: tuple[int, ...]
