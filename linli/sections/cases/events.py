"""What other sections may learn of a case (诉求): ids and plain words, no personal data."""

from __future__ import annotations

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
    """重开: the reporter said within the time limit that it is not solved."""

    case_id: int
    area_id: int
    round: int


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
